package solver

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What moves need to know of duties is read off the tables: 1 and 2 are a task in two places, 3 and 4 another one, each done once
// in two periods; one of them is due. Duty 5 counts for nothing.
func TestKin(t *testing.T) {
	d := newDraft(1, 6, 6)
	hard := d.rule("hard", Hard)
	first, second, both := d.group(1, 2), d.group(3, 4), d.group(1, 2, 3, 4)
	for _, duty := range []int32{1, 2, 3, 4} {
		d.run(hard, 1, 0, d.group(duty), 2, 2, 0, 0)
	}
	d.sum(hard, 1, 0, 0, 5, first, 0, 2)
	d.sum(hard, 1, 0, 0, 5, second, 0, 2)
	d.sum(hard, 1, 0, 0, 5, both, 2, 2)
	d.change(d.rule("soft", Soft), 1, 0, Group(d.Groups.add("places", map[int32]int32{1: 7, 2: 9, 3: 7, 4: 9})), 0, Off)
	d.bar(hard, 1, 0, 0, 5, d.group(4))
	if err := d.Validate(); err != nil {
		t.Fatal(err)
	}
	m := compileStays(&d.Problem)
	k := m.kin()
	if diff := cmp.Diff([][2]int32{{1, 6}, {2, 2}, {2, 2}, {2, 2}, {2, 2}, {1, 6}}, k.spans); diff != "" {
		t.Errorf("spans (-want +got):\n%s", diff)
	}
	if k.family[1] != k.family[2] || k.family[3] != k.family[4] || k.family[1] == k.family[3] || k.family[5] == k.family[1] {
		t.Errorf("families=%v; expected 1 with 2, 3 with 4, and 5 alone", k.family)
	}
	if diff := cmp.Diff([]Duty{1, 2, 3, 5}, k.usable.at(0)); diff != "" {
		t.Errorf("usable duties (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]Duty{1, 2, 3}, k.alike.at(int(k.class[1]))); diff != "" {
		t.Errorf("duties that count as much as duty 1 (-want +got):\n%s", diff)
	}
	if got := k.moved(3, 2); got != 4 {
		t.Errorf("the task of duty 3 where duty 2 is=%d; expected 4", got)
	}
	if got := k.moved(5, 2); got != Off {
		t.Errorf("duty 5 where duty 2 is=%d; expected none", got)
	}
}
