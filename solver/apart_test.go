package solver

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestApart: of two rosters the one that is better in the problem is better apart, too; of equal ones, the one with fewer cells in common.
func TestApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := randomProblem(t, rapid.IntRange(1, 3).Draw(t, "people"), rapid.IntRange(1, 4).Draw(t, "periods"), rapid.IntRange(1, 3).Draw(t, "duties"))
		for _, rule := range slices.Concat(p.Pools.Rule, p.Pools.Of) {
			p.Rules.Level[rule] = Soft
		}
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

// TestReweigh: each rule costs as many times what it cost, that of a pool too; a pool whose rules grow apart is refused.
func TestReweigh(t *testing.T) {
	pooled := 0
	rapid.Check(t, func(t *rapid.T) {
		p := randomProblem(t, rapid.IntRange(1, 3).Draw(t, "people"), rapid.IntRange(1, 4).Draw(t, "periods"), rapid.IntRange(1, 3).Draw(t, "duties"))
		factors := rapid.SliceOfN(rapid.Int64Range(1, 5), len(p.Rules.Name), len(p.Rules.Name)).Draw(t, "factors")
		for i, rule := range p.Pools.Rule {
			of := p.Pools.Of[p.Pools.Rules[i]:p.Pools.Rules[i+1]]
			for _, counted := range of {
				factors[counted] = factors[of[0]]
			}
			factors[rule] = factors[of[0]] * rapid.Int64Range(1, 3).Draw(t, "times")
			pooled++
		}
		cells := len(p.People) * len(p.Periods)
		r := rapid.SliceOfN(rapid.Map(rapid.Int32Range(0, int32(len(p.Duties)-1)), func(d int32) Duty { return Duty(d) }), cells, cells).Draw(t, "roster")
		cost := func(p *Problem) []int64 {
			of := make([]int64, len(p.Rules.Name))
			for _, a := range Amounts(p, r) {
				of[a.Rule] += a.Cost
			}
			return of
		}
		got := cost(Reweigh(p, factors))
		for rule, c := range cost(p) {
			if got[rule] != c*factors[rule] {
				t.Fatalf("rule %d costs %d; expected %d x %d", rule, got[rule], factors[rule], c)
			}
		}
	})
	if pooled == 0 {
		t.Error("no pool was drawn")
	}
}
