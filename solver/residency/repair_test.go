package residency_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
)

// repairCase is a schedule of a sample, and a repair of it.
type repairCase struct {
	program *datasets.Program // with the absences
	grid    residency.Grid
	repair  *solver.Repair
	order   residency.Order
}

// annualCase is the year of the residents after some absences.
func annualCase(t testing.TB, sample string, absences ...datasets.Absence) repairCase {
	t.Helper()
	p, before := sampleProblem(t, sample, residency.Annual)
	roster := solver.Construct(before, 1)
	roster, _ = solver.Improve(before, roster, 1, 0)
	q := withAbsences(p, absences)
	return annualRepair(t, q, roster, residency.Order{Absences: absences})
}

func annualRepair(t testing.TB, p *datasets.Program, roster solver.Roster, o residency.Order) repairCase {
	t.Helper()
	problem, err := residency.Annual(p)
	check(t, err)
	grid, err := residency.AnnualGrid(p)
	check(t, err)
	prices, err := residency.AnnualPrices(p, roster, o)
	check(t, err)
	return repairCase{p, grid, &solver.Repair{Problem: problem, From: roster, Locked: o.Locked(grid, roster), Price: prices}, o}
}

// facultyCase is the year of the faculty after some absences.
func facultyCase(t testing.TB, o residency.Order) repairCase {
	t.Helper()
	p, before, roster := facultyBase(t)
	q := withAbsences(p, o.Absences)
	problem, err := residency.Faculty(q)
	check(t, err)
	grid, err := residency.FacultyGrid(q)
	check(t, err)
	roster = residency.Carry(before, roster, problem)
	return repairCase{q, grid, &solver.Repair{Problem: problem, From: roster, Locked: o.Locked(grid, roster)}, o}
}

// facultyBase is a faculty year of a sample after a short search.
func facultyBase(t testing.TB) (*datasets.Program, *solver.Problem, solver.Roster) {
	t.Helper()
	p, problem := sampleProblem(t, "fm18", residency.Faculty)
	once.Do(func() { annealed, _ = solver.Anneal(problem, solver.Construct(problem, 1), 1, facultyMoves) })
	return p, problem, annealed
}

const facultyMoves = 3_000_000

var (
	once     sync.Once
	annealed solver.Roster
)

func sampleProblem(t testing.TB, name string, state func(*datasets.Program) (*solver.Problem, error)) (*datasets.Program, *solver.Problem) {
	t.Helper()
	p, err := datasets.Sample(name, 1)
	check(t, err)
	problem, err := state(p)
	check(t, err)
	return p, problem
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func withAbsences(p *datasets.Program, absences []datasets.Absence) *datasets.Program {
	q := *p
	q.Absences = append(slices.Clone(p.Absences), absences...)
	return &q
}

func away(t testing.TB, person, first, last string) datasets.Absence {
	t.Helper()
	a, err := datasets.ParseDay(first)
	check(t, err)
	b, err := datasets.ParseDay(last)
	check(t, err)
	return datasets.Absence{Person: person, FirstDay: a, LastDay: b, Kind: "medical"}
}

// rounds repairs until nothing more is to be found, three rounds at most.
func (c repairCase) rounds(keep int) (f solver.Repairs) {
	for round := 0; round < 3 && !f.Closed(keep); round++ {
		f = c.repair.Round(f, 1, round, keep)
	}
	return f
}

// A resident who is away for whole half-blocks leaves the rotations that allow no leave; nothing Hard breaks and no cover is lost; each
// change has a reason, and without it the schedule would be worse.
func TestRepairOfLongLoss(t *testing.T) {
	c := annualCase(t, "fm18", away(t, "R1-02", "2026-10-05", "2026-12-03"))
	before := solver.Evaluate(c.repair.Problem, c.repair.From)
	f := c.rounds(2)
	first := f.Found[0]
	if first.Score.Hard > before.Hard || first.Score.Cover > before.Cover || first.Changes == 0 {
		t.Fatalf("repaired %v with %d changes, from %v; expected some changes and nothing worse on Hard and Cover", first.Score, first.Changes, before)
	}
	free := map[string]bool{}
	for _, r := range c.program.Rotations {
		free[r.Rotation] = r.LeaveAllowed && (r.Half == 0 || free[r.Rotation] || r.Half == 1)
	}
	for cell, d := range first.Roster {
		x := c.grid.Cells[cell]
		if x.Person == "R1-02" && x.FirstDay >= c.order.Absences[0].FirstDay && x.LastDay <= c.order.Absences[0].LastDay && d != solver.Off && !free[c.grid.Name(d)] {
			t.Errorf("%s is on %s while away; expected none, or one that allows leave", c.grid.Tell(cell, d), c.grid.Name(d))
		}
	}
	for _, change := range residency.Changes(c.repair, first.Roster) {
		if !strings.HasPrefix(change.Reason, "an absence falls on ") && !strings.HasPrefix(change.Reason, "else ") {
			t.Errorf("%s: reason %q; expected an absence, or what would be broken", c.grid.Tell(change.Cell, change.After), change.Reason)
		}
	}
}

// Two losses on one day: the nights of both are taken over, what is locked or frozen stays, and the least change is proven.
func TestRepairOfTwoLosses(t *testing.T) {
	day, err := datasets.ParseDay("2026-09-01")
	check(t, err)
	c := facultyCase(t, residency.Order{
		Absences: []datasets.Absence{away(t, "F-01", "2026-09-07", "2026-09-20"), away(t, "F-03", "2026-09-07", "2026-09-20")},
		Freeze:   &day, Locks: []residency.Lock{{Person: "F-08"}},
	})
	f := c.rounds(1)
	first := f.Found[0]
	if !f.Proven() || first.Score.Hard > 0 {
		t.Fatalf("found %v, proven=%v; expected a legal schedule, proven to change least", first.Score, f.Proven())
	}
	for _, x := range residency.Changes(c.repair, first.Roster) {
		cell := c.grid.Cells[x.Cell]
		if cell.Person == "F-08" || cell.FirstDay < day {
			t.Errorf("%s changes; expected that it is locked", c.grid.Tell(x.Cell, x.After))
		}
	}
}

// Where everything that could mend a rule is locked, that is said by the rule's name.
func TestContradictions(t *testing.T) {
	c := facultyCase(t, residency.Order{Absences: []datasets.Absence{away(t, "F-01", "2026-09-01", "2026-10-31")}, Locks: []residency.Lock{{Person: "F-01"}}})
	found := residency.Contradictions(c.repair, c.grid)
	if len(found) == 0 || !strings.Contains(found[0], "absence: 1 duty of F-01") {
		t.Errorf("found %q; expected the absence of F-01", found)
	}
	c = facultyCase(t, residency.Order{Absences: []datasets.Absence{away(t, "F-01", "2026-09-01", "2026-10-31")}})
	if found := residency.Contradictions(c.repair, c.grid); len(found) > 0 {
		t.Errorf("found %q; expected none, for nothing is locked", found)
	}
}

// A list of exchanges is what the solver says of each.
func TestExchanges(t *testing.T) {
	c := facultyCase(t, residency.Order{})
	cell := slices.IndexFunc(c.repair.From, func(d solver.Duty) bool { return d != solver.Off })
	found := residency.Exchanges(c.repair.Problem, c.grid, c.repair.From, nil, cell)
	if len(found) == 0 {
		t.Fatal("no exchange; expected some")
	}
	for i, x := range found[:min(len(found), 40)] {
		r := slices.Clone(c.repair.From)
		for _, change := range x.Changes {
			r[change.Cell] = change.Duty
		}
		if want := solver.Evaluate(c.repair.Problem, r); x.Score != want || r[cell] == c.repair.From[cell] {
			t.Fatalf("exchange %d: score=%v; expected %v, and another duty in the cell", i, x.Score, want)
		}
	}
}

// BenchmarkRepair is the repair after one absence, until the least change is proven.
func BenchmarkRepair(b *testing.B) {
	for name, c := range map[string]repairCase{
		"annual fm18":  annualCase(b, "fm18", away(b, "R1-01", "2026-09-07", "2026-09-13")),
		"annual fm45":  annualCase(b, "fm45", away(b, "R1-01", "2026-09-07", "2026-09-13")),
		"faculty fm18": facultyCase(b, residency.Order{Absences: []datasets.Absence{away(b, "F-01", "2026-09-07", "2026-09-16")}}),
	} {
		b.Run(name, func(b *testing.B) {
			var f solver.Repairs
			for b.Loop() {
				f = c.rounds(3)
			}
			b.ReportMetric(float64(f.Found[0].Changes), "changes")
			b.ReportMetric(float64(f.Looked), "rosters")
			b.ReportMetric(map[bool]float64{true: 1}[f.Proven()], "proven")
		})
	}
}

// BenchmarkExchanges is the search for all exchanges of a cell; the check of a single one is a part of it.
func BenchmarkExchanges(b *testing.B) {
	c := annualCase(b, "fm18")
	for b.Loop() {
		residency.Exchanges(c.repair.Problem, c.grid, c.repair.From, nil, 3)
	}
}
