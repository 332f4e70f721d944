package solver

import "slices"

// Refine makes a round of the search over whole lines from a roster that annealing has made, which is not changed. It returns the best
// roster that it met, never worse than the one given. The round ends where that is proven to be the best of all, or where nothing was
// gained for a while.
//
// The levels above the lowest are charged to it at a low rate, as by Bounding: joined so that no wish outweighs anything above, they
// cost prices their digits, and the search over lines then loses to annealing. A roster of fewer wishes that costs more above may
// come up, but is not taken; where it is proven to be the cheapest, the rate was too low and is raised.
//
// Where somebody's line is not in his graph, pools couple lines, or joined numbers would be too large, the roster comes back as it is.
// The same problem, roster, seed and round give the same answer at any GOMAXPROCS.
func Refine(p *Problem, r Roster, seed uint64, round int) Roster {
	best, _ := refined(p, r, seed, round)
	return best.Roster
}

// refined is Refine, and tells whether no roster is better.
func refined(p *Problem, r Roster, seed uint64, round int) (best Candidate, proven bool) {
	best = Candidate{Roster: r, Score: Evaluate(p, r)}
	b := NewBounding(p)
	if len(b.stages) == 0 || len(p.Pools.Rule) > 0 {
		return best, false
	}
	b.level = b.stages[0]
	rate := b.firstRate()
	if b.sameLines() {
		rate *= raiseFactor
	}
	for left := refineRounds; rate > 0 && left > 0 && b.fits(float64(rate)); rate *= raiseFactor {
		s := searchAt(p, joinAt(b.level, levelScale, rate), seed+uint64(round)<<32)
		if !s.from(best.Roster) {
			break
		}
		s.legal = best.Score.Hard == 0
		left -= s.refine(&best, left)
		if !s.Closed() {
			break
		}
		if _, cheapest := s.Best(); cheapest == best.Score && free(cheapest, b.level) {
			return best, true
		}
	}
	return best, false
}

// free tells whether a score has nothing on the levels above one.
func free(s Score, level Level) bool {
	for above := range level {
		if s.On(above) > 0 {
			return false
		}
	}
	return true
}

const (
	refineRounds = 16 // of the search over lines, at most,
	idleRounds   = 3  // and so many that make rosters and gain nothing
)

// refine makes rounds, and keeps the best roster by its levels. It returns how many it made.
func (s *Search) refine(best *Candidate, most int) (rounds int) {
	for idle := 0; rounds < most && idle < idleRounds && !s.Closed(); rounds++ {
		before := s.crew
		if !s.pricesFirst() {
			idle++
		}
		s.Round()
		if s.crew == before {
			continue
		}
		if found, now := s.Best(); now.Less(best.Score) {
			best.Roster, best.Score, idle = found, now, 0
		}
	}
	return rounds
}

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
