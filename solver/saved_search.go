package solver

import (
	"io"
	"math"
	"slices"
)

// savedSearch is a Search between two rounds.
type savedSearch struct {
	Seal     seal
	Seed     uint64
	Round    int
	Made     int
	Ended    int
	Means    []savedChoice
	RunArms  []savedChoice
	DiveArms []savedChoice
	Crew     []int32 // by person: his column in the best roster; none before the first round
	At       []int32 // the same in the one from which tries go on
	Runs     []savedRun
	Proof    savedProof
	Columns  savedColumns

	LastDive, LastStep float64
}

func (s *savedSearch) sealed() *seal { return &s.Seal }

type savedChoice struct{ Gain, Work, Spent float64 }

// savedRun is a run of everybody that goes on; none where no passes are left.
type savedRun struct {
	Passes             int // left
	Still              int
	Rho, Growth, Alpha float64
	Y                  []float64
	Work               int
	Line, Best         []int32 // by person: his column
	People             []savedLearnt
}

// savedLearnt is what the pricing of a person has learnt.
type savedLearnt struct {
	Price   []int64
	Tracked []int32
}

var searchFile = newFile[savedSearch]("search 2")

// WriteSearch writes a search as it stands between two rounds, so that ReadSearch goes on with it; equal searches give equal bytes.
func WriteSearch(w io.Writer, s *Search) error {
	c := s.c
	out := savedSearch{
		Seed: s.seed, Round: s.round, Made: s.made, Ended: s.ended,
		Means: saveChoices(s.means), RunArms: saveChoices(s.arms[0]), DiveArms: saveChoices(s.arms[1]),
		LastDive: s.lastDive, LastStep: s.lastStep,
	}
	t := c.newLineTable()
	if s.crew != nil {
		out.Crew, out.At = t.numbers(s.crew.line), t.numbers(s.at.line)
	}
	for _, a := range s.runs {
		out.Runs = append(out.Runs, a.save(t))
	}
	out.Proof, out.Columns = s.proof.save(), c.save(t)
	return writeSaved(searchFile, w, c.p, &out)
}

// ReadSearch reads what WriteSearch wrote of a search for the same problem. Rounds from there on find what they would have found
// had the search not been written, whatever the machine and its threads.
func ReadSearch(data []byte, p *Problem) (*Search, error) {
	in, err := readSaved(searchFile, data, p)
	if err != nil {
		return nil, err
	}
	return restoreSearch(in, p)
}

// restoreSearch reports what in a saved search does not fit the problem.
func restoreSearch(in *savedSearch, p *Problem) (*Search, error) {
	var f faults
	s := NewSearch(p, in.Seed)
	if s.restore(&f, in); len(f) > 0 {
		return nil, searchFile.wrap(f.err())
	}
	return s, nil
}

func (s *Search) restore(f *faults, in *savedSearch) {
	restoreChoices(f, "means", s.means, in.Means)
	restoreChoices(f, "runarms", s.arms[0], in.RunArms)
	restoreChoices(f, "divearms", s.arms[1], in.DiveArms)
	f.within("round", int64(in.Round), 0, math.MaxInt32)
	f.within("made", int64(in.Made), 0, math.MaxInt32)
	f.within("ended", int64(in.Ended), 0, int64(in.Made))
	f.finite("lastdive, laststep", in.LastDive, in.LastStep)
	s.round, s.made, s.ended, s.lastDive, s.lastStep = in.Round, in.Made, in.Ended, in.LastDive, in.LastStep
	t := s.c.restore(f, &in.Columns)
	f.length("runs", len(in.Runs), len(s.runs))
	if len(*f) > 0 {
		return
	}
	crew, at := t.roster(f, "crew", in.Crew), t.roster(f, "at", in.At)
	f.length("at", len(in.At), len(in.Crew))
	s.proof = s.c.restoreProof(f, &in.Proof)
	s.guide = s.guideOf()
	f.need(len(in.Crew) > 0 || !in.Columns.Priced, "crew has no elements; expected %d once there are prices", len(s.c.people))
	for i := range in.Runs {
		if in.Runs[i].Passes != 0 {
			s.runs[i] = s.c.restoreRun(f, t, &in.Runs[i])
		}
	}
	if len(*f) > 0 {
		return
	}
	if crew != nil {
		s.crew, s.at = s.c.newCrew(crew), s.c.newCrew(at)
		return
	}
	for i, pool := range s.c.pool {
		if f.need(len(pool) > 0, "person %d has no line; expected one at least before the first round", i) {
			s.c.first[i] = pool[0]
		}
	}
}

func saveChoices(choices []choice) (out []savedChoice) {
	for _, a := range choices {
		out = append(out, savedChoice{a.gain, a.work, a.spent})
	}
	return out
}

func restoreChoices(f *faults, name string, to []choice, from []savedChoice) {
	if !f.length(name, len(from), len(to)) {
		return
	}
	for i, a := range from {
		f.finite(name, a.Gain, a.Work, a.Spent)
		to[i] = choice{a.Gain, a.Work, a.Spent}
	}
}

// save says where a run of everybody stands; nothing if there is none.
func (a *augmented) save(t *lineTable) (out savedRun) {
	if a == nil {
		return out
	}
	out = savedRun{
		Passes: a.left, Still: a.still, Rho: a.rho, Growth: a.growth, Alpha: a.alpha, Y: a.y, Work: a.work,
		Line: t.numbers(a.line), Best: t.numbers(a.best),
	}
	for i := range a.q {
		out.People = append(out.People, savedLearnt{a.q[i].price, a.q[i].tracked})
	}
	return out
}

// restoreRun goes on with a run of everybody.
func (c *columns) restoreRun(f *faults, t *lineTable, in *savedRun) *augmented {
	a := &augmented{
		c: c, people: c.everybody(), y: append(make([]float64, 0, c.demands), in.Y...), rho: in.Rho, growth: in.Growth, alpha: in.Alpha,
		left: in.Passes, still: in.Still, work: in.Work, sums: make([]int64, c.demands), cost: infinite,
	}
	f.within("passes", int64(in.Passes), 1, math.MaxInt32)
	f.finite("rho, growth, alpha", in.Rho, in.Growth, in.Alpha)
	f.finite("y", in.Y...)
	if a.line = t.roster(f, "line", in.Line); len(in.Line) == 0 {
		f.length("line", 0, len(c.people))
	}
	a.best = t.roster(f, "best", in.Best)
	if !f.length("y", len(in.Y), c.demands) || !f.length("people of a run", len(in.People), len(c.people)) || len(*f) > 0 {
		return nil
	}
	for i := range c.people {
		q := c.people[i].clone()
		q.effort = glance
		q.restore(f, in.People[i].Price, in.People[i].Tracked)
		a.q = append(a.q, q)
	}
	for _, col := range a.line {
		col.addToWhole(a.sums, 1)
	}
	if a.best != nil {
		a.cost = c.newCrew(slices.Clone(a.best)).cost
	}
	return a
}
