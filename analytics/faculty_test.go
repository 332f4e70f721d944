package analytics_test

import (
	"os"
	"testing"

	"rota/analytics"
	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
)

// facultyMeasures are those that tell a year of the faculty from another.
var facultyMeasures = []string{
	"hard_breaches", "cover_breaches", "equity_total_spread", "equity_total_farthest", "equity_sunday_spread", "equity_sunday_farthest",
	"equity_weekday_farthest", "equity_holiday_spread", "equity_holiday_farthest", "equity_inpatient_weeks_spread", "equity_inpatient_weeks_farthest",
	"call_gap_least", "calls_close", "calls_near_inpatient", "inpatient_gap_least",
}

// TestRealFacultyYear: our year of the real programme's faculty has no Hard breach, leaves nothing uncovered, and is better than or equal
// to the published one by every measure of fairness and spacing.
func TestRealFacultyYear(t *testing.T) {
	const folder = "../../shared/real-year"
	if _, err := os.Stat(folder); err != nil {
		t.Skip("the real year in ../shared is absent")
	}
	imported, err := datasets.Import(folder, "")
	if err != nil {
		t.Fatal(err)
	}
	p := imported.Program
	problem, err := residency.Faculty(p)
	if err != nil {
		t.Fatal(err)
	}
	weeks, shifts := residency.FacultySchedule(p, 1, solver.Solve(problem, 1, 1).Roster)
	ours, theirs := analytics.AssessFaculty(p, weeks, shifts), analytics.AssessFaculty(p, imported.Attending, imported.OnCall)
	value := func(a analytics.Assessment, name string) float64 {
		m, known := a.Measure(name, "programme")
		if !known || m.Value == nil {
			t.Fatalf("measure %s is not known", name)
		}
		return *m.Value
	}
	for _, name := range facultyMeasures {
		got, published := value(ours, name), value(theirs, name)
		t.Logf("%-34s ours %6.2f published %6.2f", name, got, published)
		worse := got > published
		if name == "call_gap_least" || name == "inpatient_gap_least" {
			worse = got < published
		}
		if worse {
			t.Errorf("%s is %g; the published year has %g", name, got, published)
		}
	}
	for _, name := range []string{"hard_breaches", "cover_breaches"} {
		if n := value(ours, name); n != 0 {
			t.Errorf("%s=%g; expected none", name, n)
		}
	}
}

// TestFacultyMeasures holds the measures of a year in which one person has three calls and nobody else has any.
func TestFacultyMeasures(t *testing.T) {
	p, err := datasets.Sample("fm18", 1)
	if err != nil {
		t.Fatal(err)
	}
	const who = "F-03"
	sunday, err := datasets.ParseDay("2026-08-02")
	if err != nil {
		t.Fatal(err)
	}
	var shifts []datasets.Shift
	for _, person := range p.People {
		if person.Person == who {
			for _, after := range []datasets.Day{0, 8, 15} { // Sunday, Monday, Monday
				shifts = append(shifts, p.NewShiftMaker(1).Shift(person, sunday+after, datasets.Night, "CALL"))
			}
		}
	}
	a := analytics.AssessFaculty(p, nil, shifts)
	for _, want := range []struct {
		name, scope string
		value       float64
	}{
		{"equity_total", who, 3}, {"equity_sunday", who, 1}, {"equity_weekday", who, 2}, {"equity_total", "F-04", 0},
		{"equity_total_spread", "programme", 3}, {"equity_weekday_spread", "programme", 2},
		{"call_gap_least", "programme", 7}, {"calls_close", "programme", 0},
		{"cover_breaches", "programme", 365 - 3 + 52}, // nights without anybody, and weeks
	} {
		if m, known := a.Measure(want.name, want.scope); !known || m.Value == nil || *m.Value != want.value {
			t.Errorf("%s of %s is %+v; expected %g", want.name, want.scope, m, want.value)
		}
	}
	if m, _ := a.Measure("inpatient_gap_least", "programme"); m.Value != nil || m.State != analytics.NoAnswer {
		t.Errorf("days between inpatient weeks: %+v; nobody has two", m)
	}
}
