package residency

import (
	"slices"
	"testing"

	"rota/datasets"
	"rota/solver"
)

// Of an inpatient week that has begun when its attending is lost, the days gone by stay his and the rest goes to another one; a week that
// has not begun is given away as a whole, and nothing is divided where nothing has begun.
func TestDivideWeeks(t *testing.T) {
	p, err := datasets.Sample("fm18", 1)
	if err != nil {
		t.Fatal(err)
	}
	problem, err := Faculty(p)
	if err != nil {
		t.Fatal(err)
	}
	r, _ := solver.Anneal(problem, solver.Construct(problem, 1), 1, 1_000_000)
	duties := FacultyDuties(p, r)
	week := duties[slices.IndexFunc(duties, func(d FacultyDuty) bool { return d.Week && d.Day > p.Weeks[10].FirstDay })]
	lost := week.Day + 3
	order := Order{Freeze: &lost, Absences: []datasets.Absence{{Person: week.Person, FirstDay: lost, LastDay: lost + 20, Kind: "illness"}}}
	divided, year := DivideWeeks(p, r, order)
	if len(divided.Weeks) != len(p.Weeks)+1 || !slices.Contains(year, FacultyDuty{week.Person, lost, true}) {
		t.Fatalf("%d weeks, of %d before; expected one more, whose rest begins on %v", len(divided.Weeks), len(p.Weeks), lost)
	}
	changed := *divided
	changed.Absences = append(slices.Clone(p.Absences), order.Absences...)
	after, err := Faculty(&changed)
	if err != nil {
		t.Fatal(err)
	}
	from, err := RosterOf(&changed, year)
	if err != nil {
		t.Fatal(err)
	}
	grid, err := FacultyGrid(&changed)
	if err != nil {
		t.Fatal(err)
	}
	repair := &solver.Repair{Problem: after, From: from, Locked: order.Locked(grid, from)}
	if told := Contradictions(repair, grid); len(told) > 0 {
		t.Fatalf("contradictions %q; expected none", told)
	}
	found := repair.Round(solver.Repairs{}, 1, 0, 1).Found[0]
	begun, rest := 0, 0
	for _, d := range FacultyDuties(&changed, found.Roster) {
		if d.Week && d.Day == week.Day && d.Person == week.Person {
			begun++
		}
		if d.Week && d.Day == lost && d.Person != week.Person {
			rest++
		}
	}
	if before := solver.Evaluate(problem, r); begun != 1 || rest != 1 || found.Score.Hard > before.Hard || found.Score.Cover > before.Cover {
		t.Errorf("%d begun by %s, %d taken over, score %v; expected 1 and 1, nothing worse on Hard and Cover than %v", begun, week.Person, rest, found.Score, before)
	}
	if again := WeeksOf(p, divided); !slices.Equal(again.Weeks, divided.Weeks) {
		t.Errorf("weeks of the divided year %v; expected %v", again.Weeks, divided.Weeks)
	}
	for name, o := range map[string]Order{
		"nothing has begun": {Absences: order.Absences},
		"begun by another":  {Freeze: &lost, Absences: []datasets.Absence{{Person: "nobody", FirstDay: lost, LastDay: lost, Kind: "illness"}}},
		"not begun":         {Freeze: &week.Day, Absences: order.Absences},
	} {
		if same, year := DivideWeeks(p, r, o); year != nil || len(same.Weeks) != len(p.Weeks) {
			t.Errorf("%s: %d weeks; expected none to be divided", name, len(same.Weeks))
		}
	}
}
