package analytics

import (
	"os"
	"slices"
	"testing"

	"rota/datasets"
)

// realSheet imports the block of half-days that a real programme published.
func realSheet(t *testing.T) *datasets.Sheet {
	t.Helper()
	const folder = "../../shared/real-year"
	if _, err := os.Stat(folder); err != nil {
		t.Skip("the real year in ../shared is absent")
	}
	im, err := datasets.Import(folder, "")
	if err != nil {
		t.Fatal(err)
	}
	if im.Sheet == nil || im.Sheet.Block != 9 {
		t.Fatalf("the sheet is %+v; expected block 9", im.Sheet)
	}
	return im.Sheet
}

// expect holds the values of measures, by name and scope.
func expect(t *testing.T, a Assessment, want map[[2]string]float64) {
	t.Helper()
	for key, value := range want {
		m, ok := a.Measure(key[0], key[1])
		if !ok || m.Value == nil {
			t.Errorf("%s of %s is not there; expected %v", key[0], key[1], value)
		} else if *m.Value != value {
			t.Errorf("%s of %s is %v; expected %v", key[0], key[1], *m.Value, value)
		}
	}
}

// TestRealSheet holds the measures of the published block against what was counted by hand from its own file: 88 half-days of preceptors
// needed, 28 short in 23 half-days, 19 in 15 where direct observation counts too, 3 half-days with more than 8 clinicians in rooms, six
// residents short of days off and two above 80 h, because the sheet marks no day off inside inpatient work.
func TestRealSheet(t *testing.T) {
	sheet := realSheet(t)
	a := AssessBlock(sheet.Program, sheet.Shifts)
	expect(t, a, map[[2]string]float64{
		{"preceptors_needed", programme}:                 88,
		{"preceptors_missing", programme}:                28,
		{"preceptors_short_half_days", programme}:        23,
		{"half_days_above_most", "Clinic rooms"}:         3,
		{"half_days_above_most", "Clinic rooms, wished"}: 10,
		{"residents_over_hours", programme}:              2,
		{"residents_short_of_days_off", programme}:       6,
	})
	for i, row := range sheet.Program.Supervision {
		if slices.Contains(row.Supervisors, "AT") {
			sheet.Program.Supervision[i].Supervisors = []string{"AT", "PCAT", "DO"}
		}
	}
	expect(t, AssessBlock(sheet.Program, sheet.Shifts), map[[2]string]float64{
		{"preceptors_needed", programme}: 88, {"preceptors_missing", programme}: 19, {"preceptors_short_half_days", programme}: 15})
}

// TestBlockByHand counts a small block by hand. A day off is 24 h without work, wherever they begin: from Tuesday noon to a noon 26 days later lie 26.
func TestBlockByHand(t *testing.T) {
	first, err := datasets.ParseDay("2026-07-06") // a Monday
	if err != nil {
		t.Fatal(err)
	}
	last := first + 27
	one, two := 1, 2
	p := &datasets.Program{
		Settings: []datasets.Setting{{Key: "name", Value: "T"}, {Key: "specialty", Value: "family medicine"}, {Key: "time_zone", Value: "UTC"},
			{Key: "first_day", Value: first.String()}, {Key: "last_day", Value: last.String()}},
		Blocks: []datasets.Block{{Block: 1, FirstDay: first, LastDay: last}},
		People: []datasets.Person{{Person: "A", Role: datasets.Resident, FirstDay: first, LastDay: last}, {Person: "B", Role: datasets.Resident, FirstDay: first, LastDay: last},
			{Person: "F", Role: datasets.Faculty, FirstDay: first, LastDay: last}},
		Levels: []datasets.Level{{Person: "A", FirstDay: first, PGY: 1}, {Person: "B", FirstDay: first, PGY: 2}},
		Activities: []datasets.Activity{{Code: "C", HalfDay: "AM", Kind: datasets.KindClinic, Starts: "08:00", Ends: "12:00"},
			{Code: "AT", HalfDay: "AM", Kind: datasets.KindSupervision, Starts: "08:00", Ends: "12:00"},
			{Code: "CALL", HalfDay: "NIGHT", Kind: datasets.KindCall, Starts: "17:00", Ends: "07:00"},
			{Code: "W", HalfDay: "PM", Kind: datasets.KindInpatient, Starts: "12:00", Ends: "17:00"}},
		Supervision: []datasets.Supervision{{Activity: "C", Units: 0.75, Supervisors: []string{"AT"}}},
		Cover: []datasets.Cover{{Cover: "rooms", Activities: []string{"C"}, Role: datasets.Anybody, Most: &one, Level: "Soft"},
			{Cover: "ward", Activities: []string{"W"}, HalfDay: "PM", Least: 1, Most: &two}},
	}
	maker := p.NewShiftMaker(1)
	var shifts []datasets.Shift
	add := func(person int, day int, half, code string) {
		shifts = append(shifts, maker.Shift(p.People[person], first+datasets.Day(day), half, code))
	}
	add(0, 0, "AM", "C") // both in clinic, one preceptor for 1.5
	add(1, 0, "AM", "C")
	add(2, 0, "AM", "AT")
	add(0, 1, "AM", "C") // one in clinic, nobody precepts
	add(1, 2, "PM", "W") // the ward on one day of 28
	add(1, 2, "NIGHT", "CALL")
	add(0, 27, "PM", "W")
	a := AssessBlock(p, shifts)
	expect(t, a, map[[2]string]float64{
		{"clinic_half_days", "A"}: 2, {"clinic_half_days", "B"}: 1, {"clinic_half_days", programme}: 3, {"clinic_half_days_spread", programme}: 1,
		{"clinic_residents_spread", programme}: 1,
		{"preceptors_needed", programme}:       3, {"preceptors_missing", programme}: 2, {"preceptors_short_half_days", programme}: 2,
		{"half_days_above_most", "rooms"}: 1, {"half_days_below_least", "ward"}: 26, {"half_days_above_most", "ward"}: 0,
		{"calls", "B"}: 1, {"calls", "resident"}: 1, {"calls_spread", "resident"}: 1, {"calls", "faculty"}: 0,
		{"weekly_hours", "A"}: (4 + 4 + 5) / 4.0, {"weekly_hours", "B"}: (4 + 5 + 14) / 4.0, {"weekly_hours_highest", programme}: 23 / 4.0, {"days_off", "A"}: 26,
		{"residents_over_hours", programme}: 0, {"residents_short_of_days_off", programme}: 0,
		{"thin_nights", programme}: 1, {"nights_without_resident", programme}: 27,
	})
	if _, counted := a.Measure("clinic_half_days", "F"); counted {
		t.Error("the faculty's clinics are no resident's")
	}
}
