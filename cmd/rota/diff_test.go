package main

import (
	"testing"

	"rota/datasets"
)

// TestSharedCalls: of a schedule with nights on call that is held against one without, neither the nights nor the rows of call.csv are left
// that ask for them; those of another role stay, and between two schedules with nights all do.
func TestSharedCalls(t *testing.T) {
	p, err := datasets.Sample("fm18", 1)
	if err != nil {
		t.Fatal(err)
	}
	day := p.Blocks[3].FirstDay
	shift := func(role datasets.Role, half string) datasets.Shift {
		return datasets.Shift{Role: role, Date: day, HalfDay: half}
	}
	nights := &side{program: p, held: held{shifts: []datasets.Shift{shift(datasets.Faculty, datasets.AM), shift(datasets.Faculty, datasets.Night)}}}
	days := &side{program: p, held: held{shifts: []datasets.Shift{shift(datasets.Faculty, datasets.AM)}}}
	asked := func(s *side) (faculty, residents int) {
		for _, c := range s.program.Call {
			if c.Role == datasets.Faculty {
				faculty++
			} else {
				residents++
			}
		}
		return faculty, residents
	}
	faculty, residents := asked(nights)
	if f, r := asked(nights.shared(days)); f != 0 || r != residents || residents == 0 {
		t.Errorf("beside days alone %d rows of the faculty's calls and %d of residents' are asked for; expected 0 and %d", f, r, residents)
	}
	if f, r := asked(nights.shared(nights)); f != faculty || r != residents || faculty == 0 {
		t.Errorf("beside nights %d and %d are asked for; expected %d and %d", f, r, faculty, residents)
	}
}
