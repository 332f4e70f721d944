package compliance

import (
	"slices"
	"testing"

	"rota/datasets"
	"rota/datasets/rules"
)

// TestEmptyProgramme: a programme without tables has nothing to break, and does not stop the checker.
func TestEmptyProgramme(t *testing.T) {
	if got := Lay(&datasets.Program{}, nil).Check(); len(got) != 0 {
		t.Errorf("breaches %+v; want none", got)
	}
	stay := datasets.Stay{Candidate: 1, Person: "A", Rotation: "WARD", FirstDay: 3, LastDay: 2}
	got := Lay(&datasets.Program{}, []datasets.Stay{stay}).Check()
	if len(got) != 2 || got[0].Rule != "known-person" || got[1].Rule != "stay-dates" {
		t.Errorf("breaches %+v; want the unknown person and the reversed stay", got)
	}
}

// TestAbsenceDaysCountOnce: tables in memory may hold what ReadProgram refuses, such as an absence twice. Its days count once.
func TestAbsenceDaysCountOnce(t *testing.T) {
	p := &datasets.Program{
		Blocks:    []datasets.Block{{Block: 1, FirstDay: 0, LastDay: 27}},
		People:    []datasets.Person{{Person: "A", Role: datasets.Resident, FirstDay: 0, LastDay: 27, FullTime: 1}},
		Levels:    []datasets.Level{{Person: "A", FirstDay: 0, PGY: 1}},
		Rotations: []datasets.Rotation{{Rotation: "WARD", Service: "Ward", PGYs: []int{1}, HoursPerWeek: 70, DaysOffPer28: 4}},
		Absences: []datasets.Absence{
			{Person: "A", FirstDay: 2, LastDay: 6}, {Person: "A", FirstDay: 2, LastDay: 6}, {Person: "A", FirstDay: 5, LastDay: 8},
		},
	}
	got := Lay(p, []datasets.Stay{{Candidate: 1, Person: "A", Rotation: "WARD", FirstDay: 0, LastDay: 27}}).Check()
	if len(got) != 1 || got[0].Rule != "absence" || got[0].Amount != 7 || got[0].FirstDay != 2 || got[0].LastDay != 8 {
		t.Errorf("breaches %+v; want one of 7 days", got)
	}
}

// TestRuleTable: ids are unique, and the gravest level comes first.
func TestRuleTable(t *testing.T) {
	grave := map[Level]int{Hard: 0, Cover: 1, Soft: 2}
	seen := map[string]bool{}
	for i, r := range checks {
		if seen[r.id] {
			t.Errorf("rule %s stands twice", r.id)
		}
		seen[r.id] = true
		if i > 0 && r.level != "" && grave[r.level] < grave[checks[i-1].level] {
			t.Errorf("rule %s of level %s comes after a lesser one", r.id, r.level)
		}
	}
}

// TestEveryShippedRuleIsChecked: what stands in a pack has a check, and a check without a level of its own stands in a pack. The rule on
// what is carried into a year has none: it moves the even shares that equity is held against.
func TestEveryShippedRuleIsChecked(t *testing.T) {
	shipped := map[string]bool{}
	for _, pack := range rules.Packs() {
		for _, r := range pack.Rules {
			shipped[r.ID] = true
			if r.ID != datasets.CarriedRule && !slices.ContainsFunc(checks, func(c rule) bool { return c.id == r.ID && c.level == "" }) {
				t.Errorf("rule %s of pack %s has no check", r.ID, pack.Name)
			}
		}
	}
	for _, c := range checks {
		if c.level == "" && !shipped[c.id] {
			t.Errorf("rule %s has no level and stands in no pack", c.id)
		}
	}
}
