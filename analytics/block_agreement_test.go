package analytics_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rota/analytics/compliance"
	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
)

// judged holds a roster's score against the checker: what the checker finds the problem finds too.
func judged(t interface{ Errorf(string, ...any) }, p *datasets.Program, plan residency.Plan, score solver.Score, r solver.Roster) {
	hard, cover := 0, 0.0
	var first compliance.Breach
	for _, b := range compliance.LayShifts(p, nil, residency.BlockSchedule(p, plan, 1, r)).Check() {
		switch b.Level {
		case compliance.Hard:
			if hard++; hard == 1 {
				first = b
			}
		case compliance.Cover:
			cover += math.Abs(b.Amount - b.Allowed)
		case compliance.Soft:
		}
	}
	if hard > 0 && score.Hard == 0 {
		t.Errorf("hard breaches=%d by the checker (%s: %s); expected none, as the problem has it", hard, first.Rule, first.Text)
	}
	if cover != float64(score.Cover) {
		t.Errorf("cover=%v by the checker; expected %d", cover, score.Cover)
	}
}

// practice is a programme of four residents and two faculty, and what its blocks rest on.
func practice(t *testing.T) (*datasets.Program, residency.Plan) {
	t.Helper()
	p, err := datasets.ReadProgram("../solver/residency/testdata/practice")
	if err != nil {
		t.Fatal(err)
	}
	stays, err := datasets.ReadSchedule("../solver/residency/testdata/practice-year/annual.csv")
	if err != nil {
		t.Fatal(err)
	}
	return p, residency.Plan{Stays: stays}
}

// TestBlockUnderRulesOfTheMiddle: a rest that is longer, or a recovery that is asked for, from a day within the block on binds from that day, in the
// problem as in the checker.
func TestBlockUnderRulesOfTheMiddle(t *testing.T) {
	for _, c := range []struct {
		rule  string
		limit float64
	}{{"policy-10h-between", 11}, {"policy-10h-between", 13}, {"policy-10h-between", 14}, {"policy-night-float-recovery", 1}} {
		p, plan := practice(t)
		plan.Block = 1
		from := p.Blocks[0].FirstDay + 14
		old := stateBlock(t, p, plan)
		p.Rules = append(slices.Clone(p.Rules), datasets.RuleChange{Rule: c.rule, FirstDay: &from, Limit: &c.limit, Owner: "programme director", Reason: "a trial"})
		problem := stateBlock(t, p, plan)
		before := residency.Carry(old, solver.Solve(old, 1, 1).Roster, problem)
		solved := solver.Solve(problem, 1, 1)
		others := []solver.Roster{before, solver.Construct(problem, 1), solver.Construct(problem, 2)}
		rapid.Check(t, func(t *rapid.T) {
			r := slices.Clone(solved.Roster)
			for range rapid.IntRange(0, 12).Draw(t, "changes") {
				cell := rapid.IntRange(0, len(r)-1).Draw(t, "cell")
				r[cell] = rapid.SampledFrom(others).Draw(t, "roster")[cell]
			}
			judged(t, p, plan, solver.Evaluate(problem, r), r)
		})
		score, found := solver.Evaluate(problem, before), compliance.Count(compliance.LayShifts(p, nil, residency.BlockSchedule(p, plan, 1, before)).Check(), compliance.Hard)
		if (score.Hard > 0) != (found > 0) {
			t.Errorf("%s %g: before, the problem counts Hard %d and the checker %d; expected that both or none find something", c.rule, c.limit, score.Hard, found)
		}
		for _, a := range solver.Amounts(problem, before) {
			if source := problem.Rules.Source[a.Rule]; a.Amount > 0 && problem.Rules.Level[a.Rule] == solver.Hard && !strings.Contains(source, "a trial") {
				t.Errorf("%s %g: what was legal before breaks %s of %s; expected the row that is new", c.rule, c.limit, problem.Rules.Name[a.Rule], source)
			}
		}
	}
}

// TestBlockAgreesWithTheChecker: whatever stands in the cells of what constructions put there, the problem misses nothing that the
// checker finds; and two blocks of which the second continues the first break nothing Hard together.
func TestBlockAgreesWithTheChecker(t *testing.T) {
	p, plan := practice(t)
	plan.Block = 1
	problem := stateBlock(t, p, plan)
	best := solver.Solve(problem, 1, 1).Roster
	others := make([]solver.Roster, 8)
	for seed := range others {
		others[seed] = solver.Construct(problem, uint64(seed))
	}
	rapid.Check(t, func(t *rapid.T) {
		r := slices.Clone(best)
		for range rapid.IntRange(0, 12).Draw(t, "changes") {
			cell := rapid.IntRange(0, len(r)-1).Draw(t, "cell")
			r[cell] = rapid.SampledFrom(others).Draw(t, "roster")[cell]
		}
		judged(t, p, plan, solver.Evaluate(problem, r), r)
	})
	shifts := residency.BlockSchedule(p, plan, 1, best)
	next, after := residency.Continue(p, 2, shifts, nil), residency.Plan{Block: 2, Stays: plan.Stays}
	second := solver.Solve(stateBlock(t, next, after), 1, 1).Roster
	nothingHard(t, p, append(shifts, residency.BlockSchedule(next, after, 1, second)...))
}

func nothingHard(t *testing.T, p *datasets.Program, shifts []datasets.Shift) {
	t.Helper()
	for _, b := range compliance.LayShifts(p, nil, shifts).Check() {
		if b.Level == compliance.Hard {
			t.Errorf("both together: %s: %s", b.Rule, b.Text)
		}
	}
}

func stateBlock(t *testing.T, p *datasets.Program, plan residency.Plan) *solver.Problem {
	t.Helper()
	problem, err := residency.Block(p, plan)
	if err != nil {
		t.Fatal(err)
	}
	return problem
}

// yearOf is a first year of a sample programme, as blocks rest on it.
func yearOf(t testing.TB, name string) (*datasets.Program, residency.Plan) {
	t.Helper()
	p, err := datasets.Sample(name, 1)
	if err != nil {
		t.Fatal(err)
	}
	annual, err := residency.Annual(p)
	if err != nil {
		t.Fatal(err)
	}
	residents, _ := solver.Anneal(annual, solver.Construct(annual, 1), 1, 1_500_000)
	faculty, err := residency.Faculty(p)
	if err != nil {
		t.Fatal(err)
	}
	attending, _ := solver.Anneal(faculty, solver.Construct(faculty, 1), 1, 1_000_000)
	plan := residency.Plan{Stays: residency.Stays(p, 1, residents)}
	_, plan.Shifts = residency.FacultySchedule(p, 1, attending)
	return p, plan
}

// TestServiceLimitsAgree: limits of the half-days on a service count in the problem what the checker counts, in weeks and in the block.
func TestServiceLimitsAgree(t *testing.T) {
	p, plan := practice(t)
	plan.Block = 1
	ward := ""
	for _, r := range p.Rotations {
		if r.Rotation == "WARD" {
			ward = r.Service
		}
	}
	nine, forty := 9, 40
	p.Limits = append(p.Limits, datasets.Limit{Person: "W", Service: ward, Least: 8, Most: &nine, Unit: datasets.LimitHalfDay, Per: datasets.LimitWeek},
		datasets.Limit{PGYs: []int{2}, Service: ward, Most: &forty, Unit: datasets.LimitHalfDay, Per: datasets.PerBlock})
	problem := stateBlock(t, p, plan)
	best := solver.Construct(problem, 1)
	other := solver.Construct(problem, 2)
	counted := 0
	rapid.Check(t, func(t *rapid.T) {
		r := slices.Clone(best)
		for range rapid.IntRange(0, 30).Draw(t, "changes") {
			cell := rapid.IntRange(0, len(r)-1).Draw(t, "cell")
			r[cell] = rapid.SampledFrom([]solver.Duty{other[cell], solver.Off, best[cell]}).Draw(t, "duty")
		}
		above, below := int64(0), int64(0)
		for _, a := range solver.Amounts(problem, r) {
			switch problem.Rules.Name[a.Rule] {
			case "limit:most:" + ward:
				above += a.Amount
			case "limit:least:" + ward:
				below += a.Amount
			}
		}
		for _, b := range compliance.LayShifts(p, nil, residency.BlockSchedule(p, plan, 1, r)).Check() {
			if b.Rule != "limit-half-days" || !strings.Contains(b.Text, ward) {
				continue
			}
			counted++
			if over := int64(b.Amount - b.Allowed); over > 0 {
				above -= over
			} else {
				below += over
			}
		}
		if above != 0 || below != 0 {
			t.Errorf("the problem counts %d half-days more above most, and %d more below least, than the checker", above, below)
		}
	})
	if counted == 0 {
		t.Error("no limit of a service was ever broken; expected some")
	}
}

// TestBlockOnNightsInWhichClocksChange: the hour that is lost or won in a night counts for rest, in the problem as in the checker. The
// practice's year is moved so that clocks change in the night after the block's tenth day, a Saturday.
func TestBlockOnNightsInWhichClocksChange(t *testing.T) {
	const saturday = 9
	for _, c := range []struct {
		name         string
		block        string // its first day
		ends, starts string // of the night, and of the half-day that follows
		half         string
		hours        float64 // between the two, as they are
	}{
		{"forward, after the night", "2027-03-04", "05:30", "13:00", datasets.PM, 7.5},
		{"forward, long enough", "2027-03-04", "05:00", "13:00", datasets.PM, 8},
		{"back, after the night", "2026-10-22", "05:00", "13:00", datasets.PM, 8},
		{"back, too close", "2026-10-22", "05:30", "13:00", datasets.PM, 7.5},
		{"forward, an evening and the morning", "2027-03-04", "22:30", "07:00", datasets.AM, 7.5},
		{"back, an evening and the morning", "2026-10-22", "23:00", "07:00", datasets.AM, 9},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, plan := practiceFrom(t, c.block)
			who := p.People[3]
			before := map[string][2]string{datasets.PM: {datasets.Night, "NF"}, datasets.AM: {datasets.PM, "WARD"}}[c.half]
			for i := range p.Activities {
				switch a := &p.Activities[i]; {
				case a.Code == before[1] && a.HalfDay == before[0]:
					a.Ends = c.ends
				case a.Code == "WARD" && a.HalfDay == c.half:
					a.Starts = c.starts
				}
			}
			maker := p.NewShiftMaker(1)
			day := p.Blocks[0].FirstDay + saturday
			first, then := maker.Shift(who, day, before[0], before[1]), maker.Shift(who, day+1, c.half, "WARD")
			if got := then.StartsAt.Sub(*first.EndsAt).Hours(); got != c.hours {
				t.Fatalf("%v h lie between; expected %v", got, c.hours)
			}
			plan.Stays = nil
			for k, rotation := range []string{map[string]string{datasets.PM: "NIGHTS", datasets.AM: "WARD"}[c.half], "WARD"} { // on the ward from the Sunday on
				from, to := p.Blocks[0].FirstDay, day
				if k == 1 {
					from, to = day+1, p.Blocks[0].LastDay
				}
				plan.Stays = append(plan.Stays, datasets.Stay{Candidate: 1, Person: who.Person, Role: who.Role, PGY: 2, Block: 1, FirstDay: from, LastDay: to, Rotation: rotation})
			}
			shifts := []datasets.Shift{first, then}
			r, err := residency.BlockRoster(p, plan, shifts)
			if err != nil {
				t.Fatal(err)
			}
			problem := stateBlock(t, p, plan)
			broken := false
			for _, a := range solver.Amounts(problem, r) {
				name := problem.Rules.Name[a.Rule]
				broken = broken || a.Amount > 0 && (name == "rest" || name == "after night")
			}
			found := slices.ContainsFunc(compliance.LayShifts(p, nil, shifts).Check(), func(b compliance.Breach) bool { return b.Rule == "acgme-8h-between" })
			if want := c.hours < 8; broken != want || found != want {
				t.Errorf("%v h of rest: broken=%v in the problem, %v by the checker; expected %v", c.hours, broken, found, want)
			}
		})
	}
}

// practiceFrom is the practice with its first block begun on another day.
func practiceFrom(t *testing.T, firstDay string) (*datasets.Program, residency.Plan) {
	t.Helper()
	p, _ := practice(t)
	to, err := datasets.ParseDay(firstDay)
	if err != nil {
		t.Fatal(err)
	}
	by := to - p.Blocks[0].FirstDay
	for i := range p.Blocks {
		p.Blocks[i].FirstDay, p.Blocks[i].LastDay = p.Blocks[i].FirstDay+by, p.Blocks[i].LastDay+by
	}
	for i := range p.Settings {
		switch s := &p.Settings[i]; s.Key {
		case "first_day":
			s.Value = p.Blocks[0].FirstDay.String()
		case "last_day":
			s.Value = p.Blocks[len(p.Blocks)-1].LastDay.String()
		}
	}
	return p, residency.Plan{Block: 1}
}
