package solver

import (
	"testing"

	"pgregory.net/rapid"
)

// TestApart: of two rosters the one that is better in the problem is better apart, too; of equal ones, the one with fewer cells in common.
func TestApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := randomProblem(t, rapid.IntRange(1, 3).Draw(t, "people"), rapid.IntRange(1, 4).Draw(t, "periods"), rapid.IntRange(1, 3).Draw(t, "duties"))
		p.Pools = PoolTable{Rules: []int32{0}, Terms: []int32{0}}
		draw := func(label string) Roster {
			return rapid.SliceOfN(rapid.Map(rapid.Int32Range(0, int32(len(p.Duties)-1)), func(d int32) Duty { return Duty(d) }), len(p.People)*len(p.Periods), len(p.People)*len(p.Periods)).Draw(t, label)
		}
		from, a, b := draw("from"), draw("a"), draw("b")
		q := Apart(p, from)
		if err := q.Validate(); err != nil {
			t.Fatal(err)
		}
		want := Evaluate(p, a).Compare(Evaluate(p, b))
		if want == 0 {
			want = sharedCells(a, from) - sharedCells(b, from)
		}
		if got := Evaluate(q, a).Compare(Evaluate(q, b)); got != max(-1, min(1, want)) {
			t.Fatalf("compare = %d apart; expected %d: %v and %v with %d and %d cells in common", got, want, Evaluate(p, a), Evaluate(p, b), sharedCells(a, from), sharedCells(b, from))
		}
	})
}

func sharedCells(a, b Roster) (n int) {
	for i := range a {
		if a[i] == b[i] {
			n++
		}
	}
	return n
}
