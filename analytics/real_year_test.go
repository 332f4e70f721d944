package analytics_test

import (
	"os"
	"testing"

	"rota/analytics"
	"rota/datasets"
)

// TestRealYear assesses the year that a real programme published by hand. The wanted numbers are those that the check program
// beside the data finds by its own way (check/real_year.py): 12 requirements outside their limits, half-blocks below a cover
// 2 + 5 + 6 and above one 2, 378 of 554 absence days on rotations that allow leave, 10 half-blocks without a rotation.
func TestRealYear(t *testing.T) {
	const folder = "../../shared/real-year"
	if _, err := os.Stat(folder); err != nil {
		t.Skip("the real year in ../shared is absent")
	}
	year, err := datasets.Import(folder, "")
	if err != nil {
		t.Fatal(err)
	}
	a := analytics.Assess(year.Program, year.Published)
	for name, want := range map[string]float64{
		"requirements_outside":            12,
		"cover_below_least":               13,
		"cover_above_most":                2,
		"absence_days":                    554,
		"absence_days_on_leave_rotations": 378,
	} {
		m, ok := a.Measure(name, "programme")
		if !ok || m.Value == nil {
			t.Errorf("%s has no value: %+v", name, m)
		} else if *m.Value != want {
			t.Errorf("%s = %g, want %g", name, *m.Value, want)
		}
	}
	hard := map[string]int{}
	lost := 0.0
	for _, b := range a.Breaches {
		if b.Level == "Hard" {
			hard[b.Rule]++
		}
		if b.Rule == "absence" {
			lost += b.Amount
		}
	}
	if hard["filled"] != 5 || hard["requirement"] != 12 || len(hard) != 2 {
		t.Errorf("Hard breaches %v; want 12 requirements and 5 blocks without a rotation", hard)
	}
	if lost != 554-378 {
		t.Errorf("%g days of absence in breaches, want %d", lost, 554-378)
	}
}
