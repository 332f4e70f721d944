package solver

import "math"

// Stays is a search by annealing of stays (Kirkpatrick, Gelatt, Vecchi, Science 220 (1983) 671), for problems whose duties last
// several periods or whose lines say little: it needs no graph of a line. It goes on in rounds, each a fixed number of moves of
// two walks that know nothing of each other within a round:
//
//	Cool:   learn from a few moves how large the steps of the soft cost and of demands are: the hottest temperature, first prices
//	Round:  a few times: the next temperature, falling geometrically; walk; move the prices of demands by what is unmet
//
// A cooling has legs: in the first one all is hot and much may be unmet; each later one begins less hot, from the best roster and
// with the prices that have been learnt. Every leg ends cold and with dear demands.
//
// The same problem, seed, coolings and rounds find the same whatever the machine, its threads and its clock.
type Stays struct {
	walks         []*stayWalk
	rounds        int // of the cooling
	round, leg    int // how many are done; the leg of the next one
	hottest, cold float64
	dear          float64 // first price of demands
}

const (
	stayWalks  = 2
	roundMoves = 1 << 17 // of a walk in a round
	heat       = 0.6     // hottest temperature, in mean steps of the soft cost
	chill      = 0.4     // coldest, in its smallest steps
	carried    = 16      // highest price over the first one that is carried into the next leg
	strict     = 0.7     // share of a leg after which there is no leeway
)

// legs of a cooling: its share of the rounds, its first temperature over the hottest one, its first leeway.
var legs = [...]struct{ share, heat, leeway float64 }{
	{0.4, 1, 0.3}, {0.2, 0.35, 0.1}, {0.2, 0.35, 0.05}, {0.2, 0.25, 0.05},
}

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
	s.rounds, s.round, s.leg = max(1, rounds), 0, 0
	s.cold = float64(chill * steps.least)
	s.hottest = max(float64(heat*steps.soft), s.cold)
	s.dear = float64(dearness*s.hottest) / steps.demand
	for _, w := range s.walks {
		w.firm = float64(firmness * s.hottest)
		w.startPrices(s.dear, s.dear)
	}
}

// Round makes one round. When a cooling is over, another one of the same length begins.
func (s *Stays) Round() {
	if s.round == s.rounds {
		s.Cool(s.rounds)
	}
	first, last := s.span(s.leg)
	for s.round >= last {
		s.leg++
		first, last = s.span(s.leg)
		s.restart()
	}
	parts := (updates + s.rounds - 1) / s.rounds
	parallel(len(s.walks), len(s.walks), func(_, i int) {
		w, leg := s.walks[i], legs[s.leg]
		hot := max(float64(s.hottest*leg.heat), s.cold)
		for part := range parts {
			at := (float64(s.round-first) + float64(part)/float64(parts)) / float64(last-first)
			w.temperature = rounded(float64(hot * rounded(math.Pow(s.cold/hot, at))))
			w.reprice(tariffOf(s.dear, float64(leg.leeway*max(0, 1-float64(at/strict)))), float64(firmness*s.hottest))
			w.walk(roundMoves / parts)
		}
	})
	s.round++
}

// span returns the rounds of a leg, first to last-1.
func (s *Stays) span(leg int) (first, last int) {
	var before float64
	for _, l := range legs[:leg] {
		before += l.share
	}
	first = int(math.Round(float64(before * float64(s.rounds))))
	last = int(math.Round(float64((before + legs[leg].share) * float64(s.rounds))))
	return first, last
}

// restart begins a leg: all walks go on from the best roster.
func (s *Stays) restart() {
	best, _ := s.Best()
	for _, w := range s.walks {
		w.load(best)
		w.startPrices(0, float64(s.dear*carried))
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
