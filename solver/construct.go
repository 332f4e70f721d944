package solver

import "math/rand/v2"

// Construct builds a first roster: cell by cell in random order, each with the allowed duty that adds least to the score
// of what stands so far; duties that are as good as each other are drawn.
func Construct(p *Problem, seed uint64) Roster {
	s := newState(compile(p), make(Roster, len(p.People)*len(p.Periods)))
	rng := rand.New(rand.NewPCG(seed, constructStream))
	for _, cell := range rng.Perm(len(s.roster)) {
		person, period := cell/s.periods, cell%s.periods
		best, ties := Off, 0
		var least Score
		for _, d := range s.allowed.at(cell) {
			s.mark()
			s.set(person, period, d)
			if ties == 0 || s.score.Less(least) {
				best, least, ties = d, s.score, 1
			} else if s.score == least {
				ties++
				if rng.IntN(ties) == 0 {
					best = d
				}
			}
		}
		s.set(person, period, best)
		s.mark()
		s.check("construct")
	}
	return s.roster
}

// constructStream is the stream of random numbers of the construction; rounds count up from 0.
const constructStream = 1 << 63
