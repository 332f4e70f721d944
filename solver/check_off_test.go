//go:build !check

package solver

import (
	"math"
	"runtime"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// What the build that compares every move with Evaluate is too slow for, and what allocates nothing only without Evaluate.

func TestSolveYear(t *testing.T) {
	p := yearProblem(18, 13)
	if err := p.Validate(); err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(3) {
		if got := Solve(p, seed, 2).Score; got != (Score{}) {
			t.Errorf("seed %d: score=%v; expected 0 on every level", seed, got)
		}
	}
}

// On problems small enough to try every roster, the search is as good as the best of those whose every duty has the least Hard cost
// of its cell: moves hold to these duties, and only a Hard rule that contradicts a Hard bar makes another one worth while. It promises
// no optimum: in some of these problems (two of 1,500 drawn) a hollow beside the best roster is too deep for its heat.
func TestSolveFindsTheOptimum(t *testing.T) {
	drawn, missed := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		p := randomProblem(t, 2, 3, 3)
		m := compile(p)
		best := Score{Hard: math.MaxInt64}
		for code := range 729 {
			r, held := make(Roster, 6), true
			for i, rest := 0, code; i < 6; i, rest = i+1, rest/3 {
				r[i] = Duty(rest % 3)
				held = held && m.may[i*m.duties+int(r[i])]
			}
			if s := Evaluate(p, r); held && s.Less(best) {
				best = s
			}
		}
		drawn++
		if got := Solve(p, 1, 4).Score; best.Less(got) {
			missed++
			t.Logf("score=%v; the best of all such rosters has %v", got, best)
		}
	})
	if missed > 1+drawn/30 {
		t.Errorf("the best of all such rosters was missed in %d of %d problems; expected at most one, and one in 30", missed, drawn)
	}
}

// The hot loop makes nothing: a move, accepted or taken back, allocates no memory.
func TestMovesDoNotAllocate(t *testing.T) {
	p := yearProblem(18, 13)
	a := newAnnealing(compile(p), Construct(p, 1), 1, 0)
	a.run(2000, planOf(a.score, 0)) // grows the trail to its size
	if n := testing.AllocsPerRun(5, func() { a.walk(2000) }); n != 0 {
		t.Errorf("allocations in 2000 moves=%v; expected 0", n)
	}
}

// The same seed and rounds find the same on one processor and on two.
func TestStaysSameSeedSameRoster(t *testing.T) {
	p := rapid.Custom(func(t *rapid.T) *Problem { return stayProblem(t, 12, 24, 6, 3) }).Example(7)
	find := func(procs int) (Roster, Score) {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
		s := NewStays(p, 1)
		s.Cool(5)
		for range 6 {
			s.Round()
		}
		return s.Best()
	}
	one, score := find(1)
	two, again := find(2)
	if score != again || !slices.Equal(one, two) {
		t.Errorf("scores %v and %v; expected the same roster", score, again)
	}
	if got := Evaluate(p, one); got != score {
		t.Errorf("score=%v; expected %v, that of the roster", score, got)
	}
}

// Moves of stays allocate nothing.
func TestStayMovesDoNotAllocate(t *testing.T) {
	p := rapid.Custom(func(t *rapid.T) *Problem { return stayProblem(t, 12, 24, 6, 3) }).Example(7)
	m := compileStays(p)
	w := newStayWalk(m, m.kin(), 1, 0)
	w.temperature = 1
	if n := testing.AllocsPerRun(5, func() { w.walk(2000) }); n != 0 {
		t.Errorf("allocations in 2000 moves=%v; expected 0", n)
	}
}
