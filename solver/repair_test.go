package solver

import (
	"runtime"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func randomRepair(t *rapid.T) *Repair {
	people := rapid.IntRange(1, 3).Draw(t, "people")
	p := randomProblem(t, people, rapid.IntRange(1, 6/people).Draw(t, "periods"), rapid.IntRange(1, 3).Draw(t, "duties"))
	r := &Repair{Problem: p, From: randomRoster(t, p)}
	if rapid.Bool().Draw(t, "locks") {
		for range r.From {
			r.Locked = append(r.Locked, rapid.IntRange(0, 3).Draw(t, "locked") == 0)
		}
	}
	if rapid.Bool().Draw(t, "prices") {
		for range len(r.From) * len(p.Duties) {
			r.Price = append(r.Price, int64(rapid.IntRange(0, 4).Draw(t, "price")))
		}
	}
	r.Allowed = Score{Hard: int64(rapid.IntRange(0, 9).Draw(t, "allowed")), Cover: int64(rapid.IntRange(0, 9).Draw(t, "allowed"))}
	if err := r.Validate(); err != nil {
		t.Fatal(err)
	}
	return r
}

func randomRoster(t *rapid.T, p *Problem) Roster {
	var r Roster
	for range len(p.People) * len(p.Periods) {
		r = append(r, Duty(rapid.IntRange(0, len(p.Duties)-1).Draw(t, "duty")))
	}
	return r
}

// What is said to be proven is so among all rosters, locked cells never change, and on problems of six cells the best roster is found
// and proven.
func TestRepairIsTheLeastChange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := randomRepair(t)
		const keep = 3
		var f Repairs
		for round := 0; round < 4 && !f.Closed(keep); round++ {
			f = r.Round(f, 1, round, keep)
			for i, x := range f.Found {
				if got := r.repaired(x.Roster, Evaluate(r.Problem, x.Roster)); got.Score != x.Score || got.Price != x.Price || got.Changes != x.Changes {
					t.Fatalf("found %+v; expected %+v", x, got)
				}
				for cell, d := range x.Roster {
					if r.locked(cell) && d != r.From[cell] {
						t.Fatalf("cell %d is locked and changed from %d to %d", cell, r.From[cell], d)
					}
				}
				if i > 0 && r.compare(f.Found[i-1], x) >= 0 {
					t.Fatalf("found %+v after %+v; expected the better one first", x, f.Found[i-1])
				}
			}
		}
		var best Repaired
		least := int64(-1) // price of a roster that keeps the target
		everyRoster(r.Problem, func(roster Roster) {
			for cell, d := range roster {
				if r.locked(cell) && d != r.From[cell] {
					return
				}
			}
			x := r.repaired(roster, Evaluate(r.Problem, roster))
			if best.Roster == nil || r.compare(x, best) < 0 {
				best = x
			}
			if f.covers(x.Score) && (least < 0 || x.Price < least) {
				least = x.Price
			}
		})
		if least >= 0 && least < f.Least {
			t.Fatalf("a roster has price %d; said to be proven: at least %d", least, f.Least)
		}
		first := f.Found[0]
		if !f.Proven() || first.Price != best.Price || r.tolerated(first.Score) != r.tolerated(best.Score) {
			t.Fatalf("found %+v, proven=%v; expected %+v", first, f.Proven(), best)
		}
		if f.Settled && r.Price == nil && first.Score != best.Score {
			t.Fatalf("found %+v, settled; expected %+v", first, best)
		}
	})
}

// The same repair, seed and rounds find the same on any number of threads.
func TestRepairIsTheSame(t *testing.T) {
	p := yearProblem(12, 8)
	r := &Repair{Problem: p, From: Construct(p, 3)}
	var want Repairs
	for _, threads := range []int{1, 2, 5} {
		before := runtime.GOMAXPROCS(threads)
		var got Repairs
		for round := range 2 {
			got = r.Round(got, 7, round, 3)
		}
		runtime.GOMAXPROCS(before)
		if want.Found == nil {
			want = got
		}
		if got.Least != want.Least || got.Looked != want.Looked || !slices.EqualFunc(got.Found, want.Found, func(a, b Repaired) bool { return slices.Equal(a.Roster, b.Roster) }) {
			t.Fatalf("%d threads: found %+v; expected %+v", threads, got, want)
		}
	}
}
