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
