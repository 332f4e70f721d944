package analytics_test

import (
	"math"
	"testing"

	"rota/analytics"
	"rota/datasets"
)

// TestWorkloadSpread: a rate, so that neither leave nor half a year with the programme counts, within each level.
func TestWorkloadSpread(t *testing.T) {
	first := datasets.Day(20635) // 2026-07-01
	p := &datasets.Program{
		Settings: []datasets.Setting{{Key: "first_day", Value: first.String()}, {Key: "last_day", Value: (first + 55).String()}},
		Blocks:   []datasets.Block{{Block: 1, FirstDay: first, LastDay: first + 27}, {Block: 2, FirstDay: first + 28, LastDay: first + 55}},
		Rotations: []datasets.Rotation{
			{Rotation: "CLINIC", Service: "Clinic", PGYs: []int{1, 2}, HoursPerWeek: 40, LeaveAllowed: true},
			{Rotation: "WARD", Service: "Ward", PGYs: []int{1, 2}, HoursPerWeek: 60},
		},
		Absences: []datasets.Absence{{Person: "A", FirstDay: first, LastDay: first + 13}},
	}
	var stays []datasets.Stay
	for i, person := range []string{"A", "B", "C", "D", "E"} {
		last := first + 55
		if person == "E" {
			last = first + 27
		}
		p.People = append(p.People, datasets.Person{Person: person, Role: datasets.Resident, FirstDay: first, LastDay: last, FullTime: 1})
		p.Levels = append(p.Levels, datasets.Level{Person: person, FirstDay: first, PGY: 1 + i/3})
		for b, rotation := range map[string][2]string{"A": {"CLINIC", "WARD"}, "B": {"CLINIC", "WARD"}, "C": {"CLINIC", "CLINIC"}, "D": {"WARD", "WARD"}, "E": {"WARD", ""}}[person] {
			if rotation != "" {
				stays = append(stays, datasets.Stay{Candidate: 1, Person: person, Role: datasets.Resident, PGY: 1, Block: b + 1, Half: new(int),
					FirstDay: p.Blocks[b].FirstDay, LastDay: p.Blocks[b].LastDay, Rotation: rotation})
			}
		}
	}
	a := analytics.Assess(p, stays)
	// PGY 1: A has 14 days of 40 and 28 of 60, B 28 and 28, C 40 only. PGY 2: both 60.
	for scope, want := range map[string]float64{"PGY 1": (14*40+28*60)/42. - 40, "PGY 2": 0, "programme": (14*40+28*60)/42. - 40} {
		m, ok := a.Measure("workload_spread", scope)
		if !ok || m.Value == nil || math.Abs(*m.Value-want) > 1e-9 {
			t.Errorf("%s: %+v; expected %g", scope, m, want)
		}
	}
	a = analytics.Assess(p, nil)
	if m, _ := a.Measure("workload_spread", "programme"); m.Value != nil || m.State != analytics.NoAnswer {
		t.Errorf("of no schedule: %+v; expected no answer", m)
	}
}

// TestBurdens: what residents of a level have of the weeks on a service without leave, beside their even shares by exposure, which are
// rounded to half-blocks.
func TestBurdens(t *testing.T) {
	first := datasets.Day(20635) // 2026-07-01
	p := &datasets.Program{
		Settings: []datasets.Setting{{Key: "first_day", Value: first.String()}, {Key: "last_day", Value: (first + 83).String()}},
		Rotations: []datasets.Rotation{
			{Rotation: "CLINIC", Service: "Clinic", PGYs: []int{1}, LeaveAllowed: true},
			{Rotation: "WARD", Service: "Ward", PGYs: []int{1}},
			{Rotation: "BOTH", Half: 1, Service: "Ward", PGYs: []int{1}},
			{Rotation: "BOTH", Half: 2, Service: "Clinic", PGYs: []int{1}, LeaveAllowed: true},
		},
		Cover:    []datasets.Cover{{Cover: "Ward", Services: []string{"Ward"}, Role: datasets.Resident, Least: 1}},
		Absences: []datasets.Absence{{Person: "B", FirstDay: first, LastDay: first + 41}},
	}
	for b := range 3 {
		p.Blocks = append(p.Blocks, datasets.Block{Block: b + 1, FirstDay: first + datasets.Day(28*b), LastDay: first + datasets.Day(28*b+27)})
	}
	var stays []datasets.Stay
	for person, rotations := range map[string][3]string{"A": {"WARD", "WARD", "CLINIC"}, "B": {"CLINIC", "CLINIC", "CLINIC"}, "C": {"CLINIC", "CLINIC", "WARD"}} {
		fullTime := 1.0
		if person == "C" {
			fullTime = 0.5
		}
		p.People = append(p.People, datasets.Person{Person: person, Role: datasets.Resident, FirstDay: first, LastDay: first + 83, FullTime: fullTime})
		p.Levels = append(p.Levels, datasets.Level{Person: person, FirstDay: first, PGY: 1})
		for b, rotation := range rotations {
			stays = append(stays, datasets.Stay{Candidate: 1, Person: person, Role: datasets.Resident, PGY: 1, Block: b + 1, Half: new(int),
				FirstDay: p.Blocks[b].FirstDay, LastDay: p.Blocks[b].LastDay, Rotation: rotation})
		}
	}
	a := analytics.Assess(p, stays)
	// Of 12 weeks 84, 42 and 42 days of exposure make 6, 3 and 3; A is 2 beyond, B 3 short of his 3, rounded down 2, C within rounding.
	for _, c := range []struct {
		name, scope                 string
		value, lower, upper, target float64
		state                       analytics.State
	}{
		{"equity_ward_pgy_1", "A", 8, 6, 6, 6, analytics.Watch},
		{"equity_ward_pgy_1", "B", 0, 2, 4, 3, analytics.Watch},
		{"equity_ward_pgy_1", "C", 4, 2, 4, 3, analytics.Good},
		{"burden_farthest", "programme", 3, 0, 0, 0, analytics.Watch},
	} {
		m, ok := a.Measure(c.name, c.scope)
		if !ok || m.Value == nil || math.Abs(*m.Value-c.value) > 1e-9 || math.Abs(*m.Target-c.target) > 1e-9 || m.State != c.state {
			t.Errorf("%s of %s: %+v; expected %+v", c.name, c.scope, m, c)
		} else if c.scope != "programme" && (math.Abs(*m.Lower-c.lower) > 1e-9 || math.Abs(*m.Upper-c.upper) > 1e-9) {
			t.Errorf("%s of %s is even from %g to %g; expected %g to %g", c.name, c.scope, *m.Lower, *m.Upper, c.lower, c.upper)
		}
	}
	if m, _ := a.Measure("equity_ward_pgy_1_spread", "programme"); m.Value == nil || *m.Value != 8 {
		t.Errorf("spread: %+v; expected 8", m)
	}
	p.Rotations[1].LeaveAllowed = true
	a = analytics.Assess(p, stays)
	if m, _ := a.Measure("burden_farthest", "programme"); m.Value != nil || m.State != analytics.NoAnswer {
		t.Errorf("where leave is allowed: %+v; expected no answer", m)
	}
}
