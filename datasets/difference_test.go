package datasets

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestStayChanges(t *testing.T) {
	stay := func(person string, block, half int, first, last Day, rotation string) Stay {
		return Stay{Candidate: 1, Person: person, Role: Resident, Block: block, Half: &half, FirstDay: first, LastDay: last, Rotation: rotation}
	}
	for _, c := range []struct {
		name          string
		before, after []Stay
		want          []StayChange
		personBlocks  int
	}{
		{"nothing", nil, nil, nil, 0},
		{"the same", []Stay{stay("A", 1, 0, 0, 27, "WARD")}, []Stay{stay("A", 1, 0, 0, 27, "WARD")}, nil, 0},
		{"the same, cut otherwise", []Stay{stay("A", 1, 0, 0, 27, "WARD")}, []Stay{stay("A", 1, 1, 0, 13, "WARD"), stay("A", 1, 2, 14, 27, "WARD")}, nil, 0},
		{"a block", []Stay{stay("A", 1, 0, 0, 27, "WARD"), stay("A", 2, 0, 28, 55, "ICU")}, []Stay{stay("A", 1, 0, 0, 27, "WARD"), stay("A", 2, 0, 28, 55, "CLINIC")},
			[]StayChange{{"A", 2, 28, 55, "ICU", "CLINIC"}}, 1},
		{"two blocks alike are two cells", []Stay{stay("A", 1, 0, 0, 27, "WARD"), stay("A", 2, 0, 28, 55, "WARD")}, []Stay{stay("A", 1, 0, 0, 27, "ICU"), stay("A", 2, 0, 28, 55, "ICU")},
			[]StayChange{{"A", 1, 0, 27, "WARD", "ICU"}, {"A", 2, 28, 55, "WARD", "ICU"}}, 2},
		{"a combined rotation becomes a whole one", []Stay{stay("A", 1, 1, 0, 13, "NF"), stay("A", 1, 2, 14, 27, "DERM")}, []Stay{stay("A", 1, 0, 0, 27, "NF")},
			[]StayChange{{"A", 1, 14, 27, "DERM", "NF"}}, 1},
		{"both halves of a combined rotation are one cell", []Stay{stay("A", 1, 1, 0, 13, "NF-DERM"), stay("A", 1, 2, 14, 27, "NF-DERM")}, []Stay{stay("A", 1, 0, 0, 27, "ICU")},
			[]StayChange{{"A", 1, 0, 27, "NF-DERM", "ICU"}}, 1},
		{"only before, only after, people in order", []Stay{stay("B", 3, 0, 0, 27, "WARD")}, []Stay{stay("A", 4, 0, 0, 27, "ICU")},
			[]StayChange{{"A", 4, 0, 27, "", "ICU"}, {"B", 3, 0, 27, "WARD", ""}}, 2},
		{"two at once", []Stay{stay("A", 1, 0, 0, 9, "WARD"), stay("A", 1, 0, 5, 9, "ICU")}, []Stay{stay("A", 1, 0, 0, 9, "WARD")},
			[]StayChange{{"A", 1, 5, 9, "ICU + WARD", "WARD"}}, 1},
	} {
		got := StayChanges(c.before, c.after)
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, d)
		}
		if n := PersonBlocks(got); n != c.personBlocks {
			t.Errorf("%s: %d person-blocks; expected %d", c.name, n, c.personBlocks)
		}
	}
}

// TestStayChangesByDay holds the cells against a count of days, whatever the stays are; the other way round every cell is the same with
// its sides exchanged.
func TestStayChangesByDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(label string) []Stay {
			return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Stay {
				first := Day(rapid.IntRange(0, 20).Draw(t, "first"))
				return Stay{Person: rapid.SampledFrom([]string{"A", "B"}).Draw(t, "person"), FirstDay: first, LastDay: first + Day(rapid.IntRange(0, 9).Draw(t, "days")),
					Rotation: rapid.SampledFrom([]string{"ICU", "WARD"}).Draw(t, "rotation")}
			}), 0, 6).Draw(t, label)
		}
		before, after := draw("before"), draw("after")
		want := 0
		for _, person := range []string{"A", "B"} {
			ours, theirs := staysByPerson(before)[person], staysByPerson(after)[person]
			for d := Day(0); d < 40; d++ {
				was, _ := rotationsOn(ours, d)
				if is, _ := rotationsOn(theirs, d); was != is {
					want++
				}
			}
		}
		got := 0
		back := StayChanges(after, before)
		for i, c := range StayChanges(before, after) {
			got += int(c.LastDay-c.FirstDay) + 1
			if b := back[i]; b.Person != c.Person || b.FirstDay != c.FirstDay || b.Before != c.After || b.After != c.Before {
				t.Fatalf("cell %d is %+v, and %+v the other way round", i, c, b)
			}
		}
		if got != want {
			t.Fatalf("%d days in cells; expected %d", got, want)
		}
	})
}

func TestShiftChanges(t *testing.T) {
	shift := func(person string, d Day, halfDay, activity string) Shift {
		return Shift{Candidate: 1, Person: person, Role: Faculty, Date: d, HalfDay: halfDay, Activity: activity}
	}
	before := []Shift{shift("A", 1, Night, "CALL"), shift("A", 2, AM, "PCAT"), shift("B", 1, AM, "C")}
	after := []Shift{shift("B", 1, AM, "C"), shift("B", 1, Night, "CALL"), shift("A", 2, AM, "C"), shift("A", 2, PM, "C")}
	want := []ShiftChange{{"A", 1, Night, "CALL", ""}, {"A", 2, AM, "PCAT", "C"}, {"A", 2, PM, "", "C"}, {"B", 1, Night, "", "CALL"}}
	if d := cmp.Diff(want, ShiftChanges(before, after)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if same := ShiftChanges(before, slices.Clone(before)); len(same) > 0 {
		t.Errorf("a schedule differs from itself: %v", same)
	}
}

func TestTableChanges(t *testing.T) {
	a, err := Sample("fm18", 1)
	if err != nil {
		t.Fatal(err)
	}
	b := *a
	b.Absences, b.Requests = a.Absences[1:], slices.Clone(a.Requests)
	if d := cmp.Diff([]string{"absences"}, TableChanges(a, &b)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}
