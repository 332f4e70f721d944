package datasets

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestFirstThursdayBlocks holds the check values of the first-Thursday rule with a block 0 and a remainder block 13.
func TestFirstThursdayBlocks(t *testing.T) {
	for _, c := range []struct {
		year          int
		firstThursday string
		block0        Day // days
		block13       Day // days
	}{
		{2024, "2024-07-04", 3, 26},
		{2025, "2025-07-03", 2, 27},
		{2026, "2026-07-02", 1, 28},
		{2027, "2027-07-01", 0, 30},
		{2028, "2028-07-06", 5, 24},
		{2029, "2029-07-05", 4, 25},
	} {
		blocks := firstThursdayBlocks(c.year)
		first, last := academicYear(c.year)
		next, block0 := first, Day(0)
		for _, b := range blocks {
			if b.FirstDay != next {
				t.Errorf("%d: block %d begins on %s; expected %s", c.year, b.Block, b.FirstDay, next)
			}
			next = b.LastDay + 1
			if b.Block == 0 {
				block0 = b.LastDay - b.FirstDay + 1
			}
			if b.Block == 1 && b.FirstDay.String() != c.firstThursday {
				t.Errorf("%d: block 1 begins on %s; expected %s", c.year, b.FirstDay, c.firstThursday)
			}
		}
		end := blocks[len(blocks)-1]
		if next != last+1 || end.Block != 13 || end.LastDay-end.FirstDay+1 != c.block13 || block0 != c.block0 {
			t.Errorf("%d: block 0 has %d days, the last is block %d with %d days and ends on %s", c.year, block0, end.Block, end.LastDay-end.FirstDay+1, end.LastDay)
		}
	}
}

// TestFederalHolidays holds the observed days of the academic year 2026-27, and a year in which New Year's Day is observed
// in the old year.
func TestFederalHolidays(t *testing.T) {
	var got []string
	for _, h := range federalHolidays(2026) {
		got = append(got, h.Day.String())
	}
	want := []string{"2026-07-03", "2026-09-07", "2026-10-12", "2026-11-11", "2026-11-26", "2026-12-25",
		"2027-01-01", "2027-01-18", "2027-02-15", "2027-05-31", "2027-06-18"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if d := federalHolidays(2027)[6].Day.String(); d != "2027-12-31" {
		t.Errorf("New Year's Day 2028, a Saturday, is observed on %s; expected 2027-12-31", d)
	}
}
