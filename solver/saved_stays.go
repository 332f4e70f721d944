package solver

import (
	"io"
	"math"
	"math/rand/v2"
	"slices"
)

// savedStays is a Stays between two rounds.
type savedStays struct {
	Seal                seal
	Rounds, Round, Made int
	Hottest, Cold, Dear float64
	Rescued             bool
	Leg                 savedLeg
	Walks               []savedWalk
}

func (s *savedStays) sealed() *seal { return &s.Seal }

type savedLeg struct {
	First, Last                int
	Hot, Cold, Leeway, Urgency float64
}

// savedWalk is one of its walks.
type savedWalk struct {
	Random            []uint8 // the generator, in its own binary form
	Firm, Temperature float64
	Roster, Best      Roster
	Price             []int64 // by demand
	Short             []int32 // demands, in the order that moves draw them in
	Needy             []int32 // people
	Tried, Accepted   int64
}

var staysFile = newFile[savedStays]("stays 1")

// WriteStays writes a search as it stands between two rounds, so that ReadStays goes on with it; equal searches give equal bytes.
func WriteStays(w io.Writer, s *Stays) error {
	out := savedStays{
		Rounds: s.rounds, Round: s.round, Made: s.made, Hottest: s.hottest, Cold: s.cold, Dear: s.dear, Rescued: s.rescued,
		Leg: savedLeg{s.leg.first, s.leg.last, s.leg.hot, s.leg.cold, s.leg.leeway, s.leg.urgency},
	}
	for _, walk := range s.walks {
		saved, err := walk.save()
		if err != nil {
			return staysFile.wrap(err)
		}
		out.Walks = append(out.Walks, saved)
	}
	return writeSaved(staysFile, w, s.walks[0].problem, &out)
}

// ReadStays reads what WriteStays wrote of a search for the same problem. Coolings and rounds from there on find what they would
// have found had the search not been written, whatever the machine and its threads.
func ReadStays(data []byte, p *Problem) (*Stays, error) {
	in, err := readSaved(staysFile, data, p)
	if err != nil {
		return nil, err
	}
	return restoreStays(in, p)
}

// restoreStays reports what in a saved search does not fit the problem.
func restoreStays(in *savedStays, p *Problem) (*Stays, error) {
	var f faults
	leg := in.Leg
	f.within("rounds", int64(in.Rounds), 0, math.MaxInt32)
	f.within("round", int64(in.Round), 0, int64(in.Rounds))
	f.within("made", int64(in.Made), int64(in.Round), math.MaxInt32)
	f.within("first round of the leg", int64(leg.First), 0, int64(in.Round))
	f.within("last round of the leg", int64(leg.Last), int64(in.Round), int64(in.Rounds))
	f.finite("hottest, cold, dear, hot, cold, leeway, urgency", in.Hottest, in.Cold, in.Dear, leg.Hot, leg.Cold, leg.Leeway, leg.Urgency)
	s := &Stays{
		rounds: in.Rounds, round: in.Round, made: in.Made, hottest: in.Hottest, cold: in.Cold, dear: in.Dear, rescued: in.Rescued,
		leg: stayLeg{leg.First, leg.Last, leg.Hot, leg.Cold, leg.Leeway, leg.Urgency},
	}
	m := compileStays(p)
	k := m.kin()
	if f.length("walks", len(in.Walks), stayWalks) {
		for i := range in.Walks {
			s.walks = append(s.walks, restoreWalk(&f, m, k, &in.Walks[i]))
		}
	}
	if len(f) > 0 {
		return nil, staysFile.wrap(f.err())
	}
	return s, nil
}

func (w *stayWalk) save() (savedWalk, error) {
	random, err := w.rng.MarshalBinary()
	s := savedWalk{
		Random: random, Firm: w.firm, Temperature: w.temperature, Roster: w.roster(make(Roster, w.people*w.periods)), Best: w.best,
		Short: w.short, Needy: w.needy, Tried: w.tried, Accepted: w.accepted,
	}
	for i := range w.covers {
		s.Price = append(s.Price, w.covers[i].price)
	}
	return s, err
}

// restoreWalk goes on with a walk; nil if something is wrong.
func restoreWalk(f *faults, m *stayModel, k *kin, in *savedWalk) *stayWalk {
	for _, r := range []Roster{in.Roster, in.Best} {
		if err := r.Validate(m.problem); err != nil {
			*f = append(*f, err)
			return nil
		}
	}
	rng := &rand.PCG{}
	if err := rng.UnmarshalBinary(in.Random); err != nil {
		*f = append(*f, err)
	}
	f.finite("firm, temperature", in.Firm, in.Temperature)
	w := &stayWalk{
		stayMover: stayMover{stayState: newStayState(m, in.Roster), kin: k, rng: rng, needy: in.Needy},
		firm:      in.Firm, temperature: in.Temperature, best: slices.Clone(in.Best), bestScore: Evaluate(m.problem, in.Best),
		tried: in.Tried, accepted: in.Accepted,
	}
	for i, person := range in.Needy {
		f.need(person >= 0 && int(person) < m.people, "needy row %d: %d; expected 0 to %d", i, person, m.people-1)
	}
	if f.length("price", len(in.Price), len(w.covers)) {
		for i, price := range in.Price {
			w.covers[i].price = price
		}
		w.bill = w.billed()
	}
	w.restoreShort(f, in.Short)
	return w
}

// restoreShort puts the demands that are short into the order that they had.
func (s *stayState) restoreShort(f *faults, order []int32) {
	sorted := slices.Clone(order)
	slices.Sort(sorted)
	if f.need(slices.Equal(sorted, s.short), "short has demands %v; expected %v in any order", order, s.short) {
		for at, i := range order {
			s.short[at], s.shortAt[i] = i, int32(at)
		}
	}
}
