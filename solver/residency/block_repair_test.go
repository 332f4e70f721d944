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

// blockBase is block 3 of fm18, thirty people, as a short search leaves it, on a year of the residents and one of the faculty.
type blockBase struct {
	program *datasets.Program
	plan    residency.Plan
	problem *solver.Problem
	roster  solver.Roster
}

var (
	onceBlock sync.Once
	base      blockBase
)

const blockOfTests = 3

func blockOf(t testing.TB) blockBase {
	t.Helper()
	onceBlock.Do(func() {
		p, annual := sampleProblem(t, "fm18", residency.Annual)
		year := solver.Construct(annual, 1)
		year, _ = solver.Improve(annual, year, 1, 0)
		_, faculty, weeks := facultyBase(t)
		_, shifts := residency.FacultySchedule(p, 1, weeks)
		if err := weeks.Validate(faculty); err != nil {
			t.Fatal(err)
		}
		b := p.Blocks[slices.IndexFunc(p.Blocks, func(b datasets.Block) bool { return b.Block == blockOfTests })]
		plan := residency.Plan{Block: blockOfTests, Stays: residency.Stays(p, 1, year), Year: residency.FacultyDuties(p, weeks)}
		for _, s := range shifts {
			if b.FirstDay <= s.Date && s.Date <= b.LastDay {
				plan.Shifts = append(plan.Shifts, s)
			}
		}
		problem, err := residency.Block(p, plan)
		check(t, err)
		roster, _ := solver.Improve(problem, solver.Construct(problem, 1), 1, 0)
		base = blockBase{p, plan, problem, roster}
	})
	return base
}

// blockCase is the block after some absences.
func blockCase(t testing.TB, o residency.Order) (repairCase, residency.Plan) {
	t.Helper()
	b := blockOf(t)
	q := withAbsences(b.program, o.Absences)
	plan := b.plan
	if slices.ContainsFunc(o.Absences, func(a datasets.Absence) bool { return strings.HasPrefix(a.Person, "F-") }) {
		changed, after, found, defects, err := residency.StandIns(q, plan, b.problem, b.roster, o)
		check(t, err)
		if len(defects) > 0 {
			t.Fatalf("stand-ins: %v", defects)
		}
		q, plan, o.StandIns = changed, after, found
	}
	problem, err := residency.Block(q, plan)
	check(t, err)
	grid, err := residency.BlockGrid(q, plan)
	check(t, err)
	from := residency.Carry(b.problem, b.roster, problem)
	return repairCase{q, grid, &solver.Repair{Problem: problem, From: from, Locked: o.Locked(grid, from)}, o}, plan
}

// doing returns a resident and a day on which he has work of a code in the block, on or after a day.
func doing(t testing.TB, code, from string) (person string, d datasets.Day) {
	t.Helper()
	b := blockOf(t)
	first, err := datasets.ParseDay(from)
	check(t, err)
	for _, s := range residency.BlockSchedule(b.program, b.plan, 1, b.roster) {
		if s.Activity == code && s.Date >= first && s.Role == datasets.Resident {
			return s.Person, s.Date
		}
	}
	t.Fatalf("nobody does %s from %s on; expected a resident", code, from)
	return "", 0
}

// After one absence, a long one, and two on one day: nothing Hard breaks, what is frozen or locked stays, nobody who is away works, fewer
// changes are proven not to do, and each change says why.
func TestRepairOfBlock(t *testing.T) {
	ward, day := doing(t, "FMIT", "2026-09-08")
	nights, nightDay := doing(t, "NF", "2026-09-08")
	freeze, err := datasets.ParseDay("2026-09-05")
	check(t, err)
	stay := func(person string, first datasets.Day, days int) datasets.Absence {
		return datasets.Absence{Person: person, FirstDay: first, LastDay: first + datasets.Day(days-1), Kind: "medical"}
	}
	for name, absences := range map[string][]datasets.Absence{
		"one absence":           {stay(nights, nightDay, 1)},
		"a long loss":           {stay(ward, day, 40)},
		"two losses on one day": {stay(ward, day, 3), stay(nights, day, 3)},
	} {
		t.Run(name, func(t *testing.T) {
			c, _ := blockCase(t, residency.Order{Absences: absences, Freeze: &freeze, Locks: []residency.Lock{{Person: "R3-03"}}})
			f := c.rounds(2)
			first := f.Found[0]
			if first.Score.Hard > 0 || first.Changes == 0 || !f.Proven() {
				t.Fatalf("found %v with %d changes, proven=%v; expected a legal schedule, proven to change least", first.Score, first.Changes, f.Proven())
			}
			for _, x := range residency.Changes(c.repair, first.Roster) {
				if cell := c.grid.Cells[x.Cell]; cell.FirstDay < freeze || cell.Person == "R3-03" {
					t.Errorf("%s changes; expected that it is frozen or locked", c.grid.Tell(x.Cell, x.After))
				}
				if x.Reason == "" {
					t.Errorf("%s changes without a reason", c.grid.Tell(x.Cell, x.After))
				}
			}
			c.nobodyWorksAway(t, first.Roster)
		})
	}
}

func (c repairCase) nobodyWorksAway(t *testing.T, r solver.Roster) {
	t.Helper()
	for cell, d := range r {
		if x := c.grid.Cells[cell]; d != solver.Off && c.grid.Fits(cell, solver.Off) && c.program.Away(x.Person, x.FirstDay) && c.repair.Problem.Minutes[d] > 0 {
			t.Errorf("%s has %s; expected nothing while away", c.grid.Tell(cell, d), c.grid.Name(d))
		}
	}
}

// A rule that begins within the block binds the days from then on. On the ward, from six to six, thirteen hours of rest between two days cost a
// half-day for each pair of days in a row, and nothing else has to change.
func TestRepairOfBlockUnderNewRule(t *testing.T) {
	p, err := datasets.ReadProgram("testdata/practice")
	check(t, err)
	stays, err := datasets.ReadSchedule("testdata/practice-year/annual.csv")
	check(t, err)
	plan := residency.Plan{Block: 1, Stays: stays}
	old, err := residency.Block(p, plan)
	check(t, err)
	roster := solver.Solve(old, 1, 1).Roster
	from, err := datasets.ParseDay("2026-07-22")
	check(t, err)
	thirteen := 13.0
	p.Rules = append(p.Rules, datasets.RuleChange{Rule: "policy-10h-between", Limit: &thirteen, FirstDay: &from, Owner: "programme director", Reason: "a trial"})
	problem, err := residency.Block(p, plan)
	check(t, err)
	grid, err := residency.BlockGrid(p, plan)
	check(t, err)
	c := repairCase{p, grid, &solver.Repair{Problem: problem, From: residency.Carry(old, roster, problem), Locked: residency.Order{}.Locked(grid, roster)}, residency.Order{}}
	holds := func(d datasets.Day, half string) bool {
		cell, ok := grid.At(c.repair.From, "W", d, half)
		return ok && grid.Name(c.repair.From[cell]) == "WARD"
	}
	pairs := 0
	for d := from; d <= p.Blocks[0].LastDay; d++ {
		if holds(d-1, datasets.PM) && holds(d, datasets.AM) {
			pairs++
		}
	}
	if before := solver.Evaluate(problem, c.repair.From); pairs == 0 || before.Hard != int64(pairs) {
		t.Fatalf("before: %v; expected Hard %d, the days in a row on the ward", before, pairs)
	}
	f := c.rounds(1)
	first := f.Found[0]
	if first.Score.Hard > 0 || first.Changes != pairs || !f.Proven() {
		t.Fatalf("found %v with %d changes, proven=%v; expected a legal schedule with %d", first.Score, first.Changes, f.Proven(), pairs)
	}
	for _, x := range residency.Changes(c.repair, first.Roster) {
		if cell := c.grid.Cells[x.Cell]; cell.Person != "W" || cell.FirstDay < from-1 {
			t.Errorf("%s changes; expected nothing before the rule, and of nobody else", c.grid.Tell(x.Cell, x.After))
		}
	}
}

// Somebody of the faculty is lost in the block: his nights and his inpatient week go to others, those before the loss and beyond the block stay, and the
// half-days are repaired on that.
func TestRepairOfBlockWithoutFaculty(t *testing.T) {
	b := blockOf(t)
	block := b.program.Blocks[slices.IndexFunc(b.program.Blocks, func(x datasets.Block) bool { return x.Block == blockOfTests })]
	var lost residency.FacultyDuty
	for _, x := range b.plan.Year {
		if x.Week && x.Day >= block.FirstDay && x.Day+6 <= block.LastDay && (lost.Person == "" || x.Day < lost.Day) {
			lost = x
		}
	}
	loss := datasets.Absence{Person: lost.Person, FirstDay: lost.Day + 3, LastDay: block.LastDay + 20, Kind: "medical"}
	c, plan := blockCase(t, residency.Order{Absences: []datasets.Absence{loss}})
	if len(c.order.StandIns) == 0 || c.order.StandIns[0].From != lost.Person || c.order.StandIns[0].To == "" || c.order.StandIns[0].FirstDay != loss.FirstDay {
		t.Fatalf("stand-ins %v; expected somebody for the rest of the week of %s from %s on", c.order.StandIns, lost.Person, loss.FirstDay)
	}
	for _, x := range plan.Shifts {
		if x.Person == lost.Person && x.Date >= loss.FirstDay {
			t.Errorf("%s has %s on %s; expected nothing while away", x.Person, x.Activity, x.Date)
		}
	}
	outside := func(duties []residency.FacultyDuty) []residency.FacultyDuty {
		return slices.DeleteFunc(slices.Clone(duties), func(x residency.FacultyDuty) bool {
			return block.FirstDay <= x.Day && x.Day <= block.LastDay || x.Day == block.LastDay+1 && x.Week
		})
	}
	if !slices.Equal(outside(plan.Year), outside(b.plan.Year)) {
		t.Error("the year of the faculty changes outside of the block; expected that it does not")
	}
	f := c.rounds(1)
	if first := f.Found[0]; first.Score.Hard > 0 || !f.Proven() {
		t.Fatalf("found %v, proven=%v; expected a legal block, proven to change least", first.Score, f.Proven())
	}
	c.nobodyWorksAway(t, f.Found[0].Roster)

	_, _, _, defects, err := residency.StandIns(c.program, b.plan, b.problem, b.roster, residency.Order{Absences: []datasets.Absence{loss}, Locks: []residency.Lock{{Person: lost.Person}}})
	if err != nil || len(defects) == 0 {
		t.Errorf("defects %v, error %v; expected that the lock keeps the absence broken", defects, err)
	}
}

// Calls and half-days of clinic are exchanged within a block: each score is what the solver says of the schedule, nobody gets what he cannot do,
// and some exchange of a call costs no more on Hard and Cover than nothing.
func TestExchangesInBlock(t *testing.T) {
	b := blockOf(t)
	grid, err := residency.BlockGrid(b.program, b.plan)
	check(t, err)
	now := solver.Evaluate(b.problem, b.roster)
	kinds := map[string]bool{}
	for _, code := range []string{"RCALL", "C"} {
		person, day := doing(t, code, "2026-08-28")
		cell := slices.IndexFunc(grid.Cells, func(c residency.Cell) bool { return c.Person == person && c.FirstDay == day })
		for grid.Name(b.roster[cell]) != code {
			cell++
		}
		found := residency.Exchanges(b.problem, grid, b.roster, nil, cell)
		if code == "RCALL" && (len(found) == 0 || found[0].Score.Hard > now.Hard || found[0].Score.Cover > now.Cover) {
			t.Errorf("%s: of %d exchanges none keeps Hard and Cover; expected one", grid.Tell(cell, b.roster[cell]), len(found))
		}
		for _, x := range found[:min(len(found), 30)] {
			kinds[x.Kind] = true
			if code == "RCALL" && x.Kind == residency.Swap && len(x.Changes) < 4 && b.roster[x.Changes[1].Cell+1] != b.roster[cell+1] {
				t.Errorf("%v: the call changes hands alone; expected that what follows it goes with it", x.Changes)
			}
			r := slices.Clone(b.roster)
			for _, c := range x.Changes {
				r[c.Cell] = c.Duty
				if !grid.Fits(c.Cell, c.Duty) {
					t.Errorf("%s becomes %s; expected something that can stand there", grid.Tell(c.Cell, c.Duty), grid.Name(c.Duty))
				}
			}
			if want := solver.Evaluate(b.problem, r); x.Score != want {
				t.Fatalf("%s: score %v; expected %v", x.Kind, x.Score, want)
			}
		}
	}
	if !kinds[residency.Swap] {
		t.Errorf("kinds %v; expected some swaps", kinds)
	}
}

// A lock of a day keeps all of its half-days, and a cell is found by its day if it is the only one that holds something.
func TestCellsOfDay(t *testing.T) {
	b := blockOf(t)
	grid, err := residency.BlockGrid(b.program, b.plan)
	check(t, err)
	person, d := doing(t, "NF", "2026-09-08")
	locked := residency.Order{Locks: []residency.Lock{{Person: person, Date: &d}}}.Locked(grid, b.roster)
	n := 0
	for _, is := range locked {
		if is {
			n++
		}
	}
	if n != 3 {
		t.Errorf("%d cells are locked; expected the morning, the afternoon and the night", n)
	}
	if cell, ok := grid.At(b.roster, person, d, datasets.Night); !ok || grid.Name(b.roster[cell]) != "NF" {
		t.Errorf("cell %d, found=%v; expected the night", cell, ok)
	}
}

// BenchmarkBlockRepair is the repair of a block of thirty people after one absence: until the least change is proven, and with alternatives.
func BenchmarkBlockRepair(b *testing.B) {
	person, day := doing(b, "NF", "2026-09-08")
	c, _ := blockCase(b, residency.Order{Absences: []datasets.Absence{{Person: person, FirstDay: day, LastDay: day + 2, Kind: "illness"}}})
	for name, wanted := range map[string]int{"least change": 1, "three alternatives": 3} {
		b.Run(name, func(b *testing.B) {
			var f solver.Repairs
			begun := processorSeconds(b)
			for b.Loop() {
				f = c.rounds(wanted)
			}
			b.ReportMetric((processorSeconds(b)-begun)/float64(b.N), "cpu-s/op")
			b.ReportMetric(float64(f.Found[0].Changes), "changes")
			b.ReportMetric(float64(f.Looked), "rosters")
			b.ReportMetric(map[bool]float64{true: 1}[f.Proven()], "proven")
		})
	}
}

// BenchmarkStandIns is the search for stand-ins after the loss of an attending in that block.
func BenchmarkStandIns(b *testing.B) {
	x := blockOf(b)
	var lost residency.FacultyDuty
	for _, duty := range x.plan.Year {
		if duty.Week && duty.Day >= x.plan.Shifts[0].Date && lost.Person == "" {
			lost = duty
		}
	}
	o := residency.Order{Absences: []datasets.Absence{{Person: lost.Person, FirstDay: lost.Day, LastDay: lost.Day + 6, Kind: "illness"}}}
	q := withAbsences(x.program, o.Absences)
	begun := processorSeconds(b)
	for b.Loop() {
		_, _, _, _, err := residency.StandIns(q, x.plan, x.problem, x.roster, o)
		check(b, err)
	}
	b.ReportMetric((processorSeconds(b)-begun)/float64(b.N), "cpu-s/op")
}

// BenchmarkBlockExchanges is the search for all exchanges of a call in that block, each with its score.
func BenchmarkBlockExchanges(b *testing.B) {
	x := blockOf(b)
	grid, err := residency.BlockGrid(x.program, x.plan)
	check(b, err)
	person, day := doing(b, "RCALL", "2026-08-28")
	cell := slices.IndexFunc(grid.Cells, func(c residency.Cell) bool {
		return c.Person == person && c.FirstDay == day && c.HalfDay == datasets.Night
	})
	n := 0
	begun := processorSeconds(b)
	for b.Loop() {
		n = len(residency.Exchanges(x.problem, grid, x.roster, nil, cell))
	}
	b.ReportMetric((processorSeconds(b)-begun)/float64(b.N), "cpu-s/op")
	b.ReportMetric(float64(n), "exchanges")
}
