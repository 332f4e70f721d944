package solver

import (
	"runtime"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// bestOfAll returns the best score of all rosters.
func bestOfAll(p *Problem) Score {
	all := *p
	var best Score
	first := true
	flat := Problem{People: []string{"all"}, Periods: make([]string, len(p.People)*len(p.Periods)), Duties: all.Duties}
	everyLine(&flat, func(r []Duty) {
		if s := Evaluate(p, r); first || s.Less(best) {
			best, first = s, false
		}
	})
	return best
}

// The bound is never above the best score of all rosters, and the roster found is what its score says.
func TestBoundIsBelowTheOptimum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people := rapid.IntRange(1, 3).Draw(t, "people")
		p := randomProblem(t, people, rapid.IntRange(1, 6/people).Draw(t, "periods"), rapid.IntRange(1, 3).Draw(t, "duties"))
		p.Pools = PoolTable{} // they are no matter of lines
		best := bestOfAll(p)
		s := NewSearch(p, 1)
		for range 30 {
			s.Round()
			if bound, ok := s.Bound(); ok && best.Less(bound) {
				t.Fatalf("bound=%v; expected at most %v, the best of all rosters", bound, best)
			}
		}
		roster, score := s.Best()
		if score.Less(best) || score != Evaluate(p, roster) || s.c.w.exact && s.crew.cost != s.c.w.join(score) {
			t.Fatalf("score=%v joined=%d; expected at least %v, the best of all rosters", score, s.crew.cost, best)
		}
		if s.Closed() && s.c.w.exact && score != best {
			t.Fatalf("score=%v is said to be proven; expected %v", score, best)
		}
	})
}

// The same seed and number of rounds give the same roster on any number of threads.
func TestSearchIsTheSameOnAnyThreads(t *testing.T) {
	p := yearProblem(12, 8)
	var want Roster
	for _, threads := range []int{1, 2, 5} {
		before := runtime.GOMAXPROCS(threads)
		s := NewSearch(p, 7)
		for range 12 {
			s.Round()
		}
		runtime.GOMAXPROCS(before)
		got, _ := s.Best()
		if want == nil {
			want = got
		}
		if !slices.Equal(got, want) {
			t.Errorf("%d threads: another roster than on 1", threads)
		}
	}
}
