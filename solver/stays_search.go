package solver

import "math"

// Stays is a search by annealing of stays (Kirkpatrick, Gelatt, Vecchi, Science 220 (1983) 671), for problems whose duties last
// several periods or whose lines say little: it needs no graph of a line. It goes on in rounds, each a fixed number of moves of
// two walks that know nothing of each other within a round:
//
//	Cool:   learn from a few moves how large the steps of the soft cost and of demands are: the hottest temperature, first prices
//	Round:  a few times: the next temperature, falling geometrically; walk; move the prices of demands by what is unmet
//
// A cooling has legs. The long first one begins hot, and much may be unmet in it. Each short one after it begins from the best
// roster of all walks: warm, with the prices that have been learnt, if that keeps everything on levels Hard and Cover; else far
// hotter and with dearer demands, all of which are to be met, for what the first leg cannot meet one by one when it is cold may
// want several people to change places at once.
//
// The same problem, seed, coolings and rounds find the same whatever the machine, its threads and its clock.
type Stays struct {
	walks         []*stayWalk
	rounds        int // of the cooling
	round         int // how many of them are done
	made          int // rounds of all coolings
	hottest, cold float64
	dear          float64 // first price of demands
	rescued       bool    // a leg of the cooling had to look for what keeps levels Hard and Cover
	leg           stayLeg
}

// stayLeg is a part of a cooling.
type stayLeg struct {
	first, last int     // rounds first to last-1
	hot, cold   float64 // first and last temperature
	leeway      float64 // at first
	urgency     float64 // by how much faster prices rise once there is no leeway
}

const (
	stayWalks  = 2
	roundMoves = 1 << 17 // of a walk in a round
	heat       = 0.4     // hottest temperature, in mean steps of the soft cost
	chill      = 0.15    // coldest, in its smallest steps
	strict     = 0.6     // share of a leg after which there is no leeway
	openLeeway = 0.12    // of the first leg
	warmLeeway = 0.05    // of a later one
	warm       = 0.12    // first temperature of a later leg over the hottest one
	warmer     = 0.35    // the same in a cooling that had to be rescued
	rescue     = 4       // the same where something is still broken
	firmer     = 3       // by how much more than by that heat lines and demands weigh there
	rescueEnd  = 1       // last temperature there over the hottest one
	urgency    = 4       // how much faster prices rise in other legs once there is no leeway
	carried    = 16      // highest price over the first one that a warm leg takes over
)

// legEnds are the shares of a cooling's rounds at which its legs end.
var legEnds = [...]float64{0.7, 0.76, 0.82, 0.88, 0.94, 1}

// NewStays prepares the search; the problem has to be valid. The best roster, before the first round, is one that keeps what
// lines must have where that was easy.
func NewStays(p *Problem, seed uint64) *Stays {
	s, m := &Stays{}, compileStays(p)
	k := m.kin()
	for i := range uint64(stayWalks) {
		s.walks = append(s.walks, newStayWalk(m, k, seed, i))
	}
	return s
}

// Cool begins a cooling of so many rounds, 1 or more, from where the search stands.
func (s *Stays) Cool(rounds int) {
	steps := s.walks[0].sound()
	s.rounds, s.round, s.rescued = max(1, rounds), 0, false
	s.cold = float64(chill * steps.least)
	s.hottest = max(float64(heat*steps.soft), s.cold)
	s.dear = float64(dearness*s.hottest) / steps.demand
	s.leg = stayLeg{first: 0, last: s.ends(0), hot: s.hottest, cold: s.cold, leeway: openLeeway, urgency: urgency}
	for _, w := range s.walks {
		w.firm = float64(firmness * s.hottest)
		w.startPrices(s.dear, s.dear)
	}
}

// ends returns the round before which a leg ends.
func (s *Stays) ends(leg int) int { return int(math.Round(float64(legEnds[leg] * float64(s.rounds)))) }

// Round makes one round. When a cooling is over, another one of the same length begins.
func (s *Stays) Round() {
	if s.round == s.rounds {
		s.Cool(s.rounds)
	}
	if s.round == s.leg.last {
		s.nextLeg()
	}
	parts := (updates + s.rounds - 1) / s.rounds
	parallel(len(s.walks), len(s.walks), func(_, i int) {
		w, leg := s.walks[i], s.leg
		for part := range parts {
			at := (float64(s.round-leg.first) + float64(part)/float64(parts)) / float64(leg.last-leg.first)
			w.temperature = rounded(float64(leg.hot * rounded(math.Pow(leg.cold/leg.hot, at))))
			leeway := float64(leg.leeway * max(0, 1-float64(at/strict)))
			w.reprice(tariffOf(s.dear, leeway, leg.urgency), float64(firmness*s.hottest))
			w.walk(roundMoves / parts)
		}
	})
	s.round++
	s.made++
}

// Rounds returns how many rounds have been made, of all coolings.
func (s *Stays) Rounds() int { return s.made }

// Left returns how many rounds the cooling has to go.
func (s *Stays) Left() int { return s.rounds - s.round }

// nextLeg begins the leg that the round to come belongs to.
func (s *Stays) nextLeg() {
	s.leg.first = s.round
	for leg := range legEnds {
		if s.leg.last = s.ends(leg); s.leg.last > s.round {
			break
		}
	}
	best, score := s.Best()
	broken := score.Hard > 0 || score.Cover > 0
	s.leg.cold, s.leg.leeway, s.leg.urgency = s.cold, warmLeeway, urgency
	switch {
	case broken:
		s.leg.hot, s.leg.cold = float64(s.hottest*rescue), max(float64(s.hottest*rescueEnd), s.cold)
		s.leg.leeway, s.leg.urgency, s.rescued = 0, 1, true
	case s.rescued:
		s.leg.hot = max(float64(s.hottest*warmer), s.cold)
	default:
		s.leg.hot = max(float64(s.hottest*warm), s.cold)
	}
	for _, w := range s.walks {
		w.load(best)
		if broken {
			w.firm = float64(firmness * s.leg.hot * firmer)
			w.startPrices(float64(s.dear*rescue*firmer), float64(s.dear*rescue*firmer))
		} else {
			w.startPrices(0, float64(s.dear*carried))
		}
	}
}

// Best returns the best roster so far and its score.
func (s *Stays) Best() (Roster, Score) {
	best := s.walks[0]
	for _, w := range s.walks[1:] {
		if w.bestScore.Less(best.bestScore) {
			best = w
		}
	}
	return best.best, best.bestScore
}
