package datasets

import (
	"fmt"
	"testing"
)

// TestSlices lays two cohorts of a 2+1 programme beside the blocks of tiny, whose residents C and D stay in them: stays of weeks
// are cut after 14 days, and a slice ends wherever one of the three calendars changes.
func TestSlices(t *testing.T) {
	p, err := ReadProgram(tiny)
	if err != nil {
		t.Fatal(err)
	}
	p.People[0].Cohort, p.People[1].Cohort = "Red", "Blue"
	stay := func(cohort, first, last, rotation string) {
		p.Weeks = append(p.Weeks, Week{Kind: WeekCohort, FirstDay: date(first), LastDay: date(last), Cohort: cohort, Rotation: rotation})
	}
	stay("Red", "2026-07-08", "2026-08-25", "") // not in order of time
	stay("Red", "2026-07-01", "2026-07-07", "CLINIC")
	stay("Red", "2026-08-26", "2026-10-20", "")
	stay("Blue", "2026-07-01", "2026-07-19", "") // 14 days and 5: one part of 3 weeks
	stay("Blue", "2026-07-20", "2026-07-28", "CLINIC")
	stay("Blue", "2026-07-29", "2026-10-20", "")
	if defects := p.Validate(); len(defects) > 0 {
		t.Fatal(defects)
	}
	tell := func(i int) (told string) {
		for _, s := range p.Stretches(p.People[i]) {
			told += fmt.Sprintf("block %d %q:", s.Block, s.Rotation)
			for _, part := range s.Parts {
				told += fmt.Sprintf(" %v..%v %d weeks", part.FirstDay, part.LastDay, part.Weeks)
			}
			told += "\n"
		}
		return told
	}
	for i, want := range []string{
		"block 1 \"CLINIC\": 2026-07-01..2026-07-07 1 weeks\n" +
			"block 1 \"\": 2026-07-08..2026-07-21 2 weeks 2026-07-22..2026-08-25 5 weeks\n" +
			"block 3 \"\": 2026-08-26..2026-09-08 2 weeks 2026-09-09..2026-10-20 6 weeks\n",
		"block 1 \"\": 2026-07-01..2026-07-19 3 weeks\n" +
			"block 1 \"CLINIC\": 2026-07-20..2026-07-28 1 weeks\n" +
			"block 2 \"\": 2026-07-29..2026-08-11 2 weeks 2026-08-12..2026-10-20 10 weeks\n",
	} {
		if got := tell(i); got != want {
			t.Errorf("stretches of %s:\n%sexpected\n%s", p.People[i].Person, got, want)
		}
	}
	var got string
	for _, s := range p.Slices() {
		got += fmt.Sprintf("%v..%v block %d half %d\n", s.FirstDay, s.LastDay, s.Block, s.Half)
	}
	want := "2026-07-01..2026-07-07 block 1 half 0\n2026-07-08..2026-07-14 block 1 half 0\n2026-07-15..2026-07-19 block 1 half 0\n" +
		"2026-07-20..2026-07-21 block 1 half 0\n2026-07-22..2026-07-28 block 1 half 0\n" +
		"2026-07-29..2026-08-11 block 2 half 1\n2026-08-12..2026-08-25 block 2 half 2\n" +
		"2026-08-26..2026-09-08 block 3 half 1\n2026-09-09..2026-09-22 block 3 half 2\n" +
		"2026-09-23..2026-10-06 block 4 half 1\n2026-10-07..2026-10-20 block 4 half 2\n"
	if got != want {
		t.Errorf("slices:\n%sexpected\n%s", got, want)
	}
}

// TestSlicesOfBlocks: without cohorts slices are the half-blocks, cut where events take residents elsewhere.
func TestSlicesOfBlocks(t *testing.T) {
	p, err := ReadProgram(tiny)
	if err != nil {
		t.Fatal(err)
	}
	if slices := p.Slices(); len(slices) != 8 || slices[7] != (Slice{date("2026-10-07"), date("2026-10-20"), 4, 2}) {
		t.Errorf("slices without cohorts: %v; expected the half-blocks", slices)
	}
	p.People = append(p.People, Person{Person: "V", Role: Visitor, FirstDay: date("2026-07-01"), LastDay: date("2026-10-20")})
	p.Events = []Event{
		{Event: "visit", FirstDay: date("2026-07-03"), LastDay: date("2026-07-04"), Who: []string{"V"}, Rotation: "WARD"},
		{Event: "course", FirstDay: date("2026-06-20"), LastDay: date("2026-07-03"), Who: []string{"A"}, Rotation: "CLINIC"},
		{Event: "retreat", FirstDay: date("2026-10-05"), LastDay: date("2026-10-06"), Who: []string{"resident"}, Rotation: "CLINIC"},
	}
	slices := p.Slices()
	if len(slices) != 10 || slices[0] != (Slice{date("2026-07-01"), date("2026-07-03"), 1, 0}) || slices[1] != (Slice{date("2026-07-04"), date("2026-07-14"), 1, 0}) ||
		slices[7] != (Slice{date("2026-09-23"), date("2026-10-04"), 4, 0}) || slices[8] != (Slice{date("2026-10-05"), date("2026-10-06"), 4, 0}) || slices[9].Half != 2 {
		t.Errorf("slices with events: %v; expected the half-blocks, cut where events take residents elsewhere", slices)
	}
	for last, want := range map[string]string{"2026-07-03": "CLINIC", "2026-07-04": ""} {
		if got := p.MovedFor(p.People[0], date("2026-07-01"), date(last)); got != want {
			t.Errorf("A is moved to %q from the first to %s; expected %q", got, last, want)
		}
	}
	p.Events[1].Excused, p.Events[1].Who = []string{"Ward"}, []string{"PGY-1", "PGY-2", "PGY-3"}
	if got := p.MovedFor(p.People[0], date("2026-07-01"), date("2026-07-03")); got != "" {
		t.Errorf("A is moved to %q, whatever service; expected nothing, because the ward is excused", got)
	}
}
