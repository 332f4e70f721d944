package solver

import "slices"

// Refine makes a round of the search over whole lines from a roster that annealing has made, which is not changed. It returns the best
// roster that it met, never worse than the one given.
//
// The levels above the lowest are charged to it at a low rate, as by Bounding: joined so that no wish outweighs anything above, they
// cost prices their digits, and the search over lines then loses to annealing. A roster of fewer wishes that costs more above may
// come up, but is not taken.
//
// Where somebody's line is not in his graph, pools couple lines, or joined numbers would be too large, the roster comes back as it is.
// The same problem, roster, seed and round give the same answer at any GOMAXPROCS.
func Refine(p *Problem, r Roster, seed uint64, round int) Roster {
	b := NewBounding(p)
	if len(b.stages) == 0 || len(p.Pools.Rule) > 0 {
		return r
	}
	b.level = b.stages[0]
	rate := b.firstRate()
	if b.sameLines() {
		rate *= raiseFactor
	}
	if rate == 0 || !b.fits(float64(rate)) {
		return r
	}
	s := searchAt(p, joinAt(b.level, levelScale, rate), seed+uint64(round)<<32)
	if !s.from(r) {
		return r
	}
	best, score := r, Evaluate(p, r)
	for range refineRounds {
		before := s.crew
		s.Round()
		if s.crew != before {
			if found, now := s.Best(); now.Less(score) {
				best, score = found, now
			}
		}
		if s.Closed() {
			break
		}
	}
	return best
}

const refineRounds = 16 // of the search over lines

// from begins with a roster; false: somebody's line is not in his graph.
func (s *Search) from(r Roster) bool {
	c := s.c
	line := make([]*column, len(c.people))
	for i := range line {
		line[i] = c.newColumn(i, r[i*c.m.periods:(i+1)*c.m.periods])
		if line[i] == nil || line[i].cost >= infinite {
			return false
		}
	}
	s.crew = c.newCrew(slices.Clone(line))
	s.at = s.crew
	s.keep(s.crew)
	s.ended = firstRuns // the roster is as good as those of runs
	return true
}
