package solver

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The worst-off person counts once more: what he bears is Above plus his own rows, and only rows of the pool's rules.
func TestPools(t *testing.T) {
	for _, c := range []struct {
		what   string
		roster Roster
		amount int64
	}{
		{"complies with nothing above the first person's 2", Roster{0, 0, 0, 0}, 2},
		{"the first bears 2 + 3", Roster{1, 0, 0, 0}, 5},
		{"the second bears 2 x 3, the first 5", Roster{1, 0, 1, 1}, 6},
		{"duty 2 is another rule's", Roster{2, 2, 2, 2}, 2},
	} {
		d := newDraft(2, 2, 3)
		counted, other, worst := d.rule("counted", Soft), d.rule("other", Soft), d.rule("worst", Cover)
		for person := range Person(2) {
			d.bar(counted, 3, person, 0, 1, d.group(1))
			d.bar(other, 50, person, 0, 1, d.group(2))
		}
		d.pool(worst, 10, counted, 2)
		if err := d.Validate(); err != nil {
			t.Fatal(err)
		}
		var got Amount
		for _, a := range Amounts(&d.Problem, c.roster) {
			if a.Table == "pools" {
				got = a
			}
		}
		want := Amount{Table: "pools", Rule: worst, Person: Nobody, Last: 1, Amount: c.amount, Cost: 10 * c.amount}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.what, diff)
		}
		if s := newState(compile(&d.Problem), c.roster); s.score != Evaluate(&d.Problem, c.roster) {
			t.Errorf("%s: score of the search=%v; expected %v", c.what, s.score, Evaluate(&d.Problem, c.roster))
		}
	}
}
