package solver

import (
	"testing"

	"pgregory.net/rapid"
)

// The bit operations of the line rules agree with loops over periods.
func TestBitSets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.IntRange(1, 3).Draw(t, "words")
		before := rapid.SliceOfN(rapid.Uint64(), words, words).Draw(t, "before")
		after := rapid.SliceOfN(rapid.Uint64(), words, words).Draw(t, "after")
		if rapid.Bool().Draw(t, "before begins late") {
			before[0] = 0
		}
		gap := rapid.IntRange(1, 64*words+1).Draw(t, "gap")
		has := func(set []uint64, t int) bool { return set[t>>6]>>(t&63)&1 == 1 }
		var wantPairs, wantUnprepared int64
		ready := false
		for t := range 64 * words {
			if t >= gap && has(before, t-gap) {
				ready = true
				if has(after, t) {
					wantPairs++
				}
			}
			if !ready && has(after, t) {
				wantUnprepared++
			}
		}
		if got := pairs(before, after, gap); got != wantPairs {
			t.Errorf("pairs=%d; expected %d", got, wantPairs)
		}
		if got := unprepared(before, after, gap); got != wantUnprepared {
			t.Errorf("unprepared=%d; expected %d", got, wantUnprepared)
		}
	})
}

func TestScoreCompare(t *testing.T) {
	order := []Score{{0, 0, 0}, {0, 0, 9}, {0, 1, 0}, {0, 2, 0}, {1, 0, 0}, {1, 0, 1}}
	for i, a := range order {
		for j, b := range order {
			if a.Less(b) != (i < j) {
				t.Errorf("(%v).Less(%v)=%v; expected %v", a, b, a.Less(b), i < j)
			}
			if a.Add(b).Sub(b) != a {
				t.Errorf("(%v)+(%v)-(%v)=%v; expected the first", a, b, b, a.Add(b).Sub(b))
			}
		}
	}
}
