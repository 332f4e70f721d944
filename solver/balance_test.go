package solver

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestProject holds the projection against what is known of it: the sum, no negative, and that what stays above 0 moved by one amount,
// which is no less than what the others were moved by.
func TestProject(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		was := rapid.SliceOfN(rapid.Float64Range(-50, 50), 1, 6).Draw(t, "x")
		sum := float64(rapid.IntRange(1, 40).Draw(t, "sum"))
		x := append([]float64(nil), was...)
		project(x, sum)
		total, shift := 0.0, math.Inf(1)
		for i, v := range x {
			total += v
			if v > 0 {
				shift = min(shift, was[i]-v)
			}
		}
		if math.Abs(total-sum) > 1e-9 {
			t.Errorf("%v sums to %v; expected %v", x, total, sum)
		}
		for i, v := range x {
			if v < 0 || v > 0 && math.Abs(was[i]-v-shift) > 1e-9 || v == 0 && was[i] > shift+1e-9 {
				t.Errorf("%v becomes %v", was, x)
			}
		}
	})
}

// TestBalance: five days of two duties must be covered; the one person's limits and the even shares of both stand against each other so that
// no multiplier alone proves anything, and all together prove the optimum.
func TestBalance(t *testing.T) {
	d := newDraft(2, 5, 2)
	limit, cover, share := d.rule("limit", Hard), d.rule("cover", Cover), d.rule("share", Soft)
	day, all := d.group(1), d.class(0, 1)
	d.sum(limit, 1, 0, 0, 4, day, 0, 1) // A has one day at most
	for person := range Person(2) {     // and his share is two or three, as B's is:
		d.sum(share, 8, person, 0, 4, day, 2, 3) // one misses a day, the other has one too many
	}
	for t := range Period(5) {
		d.demand(cover, t, all, day, 1, 1, 1, 1)
	}
	p := &d.Problem
	bound, proofs := Counting(p)
	if want := (Score{Soft: 16}); bound != want || Solve(p, 1, 1).Score != want {
		t.Errorf("bound %v, score %v; expected %v of both", bound, Solve(p, 1, 1).Score, want)
	}
	for _, c := range proofs {
		if n, err := c.Check(p); err != nil || n != c.Bound {
			t.Errorf("%s: adds up to %d, %v", c.Tell(p), n, err)
		}
	}
}
