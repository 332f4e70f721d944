package analytics_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rota/analytics/compliance"
	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
)

// link is a block of a chain: what it was stated from, and its half-days.
type link struct {
	program *datasets.Program // with what the blocks before leave to it
	plan    residency.Plan
	shifts  []datasets.Shift
}

// chain makes blocks of a year one after the other, each from so many moves, and holds the problem of each to the checker.
func chain(t *testing.T, p *datasets.Program, plan residency.Plan, first, last int, moves int64) []link {
	t.Helper()
	var links []link
	next := p
	for block := first; block <= last; block++ {
		plan.Block = block
		problem := stateBlock(t, next, plan)
		r, score := solver.Anneal(problem, solver.Construct(problem, 1), 1, moves)
		if score.Hard > 0 {
			t.Errorf("block %d: score=%v; expected nothing Hard", block, score)
		}
		judged(t, next, plan, score, r)
		l := link{next, plan, residency.BlockSchedule(next, plan, 1, r)}
		links = append(links, l)
		if block < last {
			next = residency.Continue(p, block+1, l.shifts, next.History)
		}
	}
	return links
}

// joined returns the half-days of all blocks.
func joined(links []link) []datasets.Shift {
	var all []datasets.Shift
	for _, l := range links {
		all = append(all, l.shifts...)
	}
	return all
}

// hard returns the Hard breaches of a schedule, by rule, person and days.
func hard(p *datasets.Program, stays []datasets.Stay, shifts []datasets.Shift) map[string]compliance.Breach {
	found := map[string]compliance.Breach{}
	for _, b := range compliance.LayShifts(p, stays, shifts).Check() {
		if b.Level == compliance.Hard {
			found[fmt.Sprint(b.Rule, " ", b.Person, " ", b.FirstDay, " ", b.LastDay)] = b
		}
	}
	return found
}

// TestYearOfBlocks: thirteen blocks, each after the one before, are a year in which nobody loses a half-day at an edge: everybody has each
// morning and afternoon of his time once; the year as a whole breaks nothing Hard that its blocks do not break alone, nor the other
// way round; and the calls that are handed on are those that were taken.
func TestYearOfBlocks(t *testing.T) {
	p, plan := yearOf(t, "fm18")
	const moves = 700_000
	links := chain(t, p, plan, 1, 13, moves)
	all := joined(links)
	everyHalfDayOnce(t, p, all)
	whole, alone := hard(p, nil, all), map[string]compliance.Breach{}
	for _, l := range links {
		for key, b := range hard(l.program, nil, l.shifts) {
			alone[key] = b
		}
	}
	sameBreaches(t, "the year", whole, "its blocks", alone)
	callsAddUp(t, p, links)
	facultyKeepsItsYear(t, p, plan, all)
}

// TestEdgeOfBlocks: whatever stands on either side of the edge of two blocks, the two break together what they break alone.
func TestEdgeOfBlocks(t *testing.T) {
	p, plan := practice(t)
	two := chain(t, p, plan, 1, 2, 300_000)
	rapid.Check(t, func(t *rapid.T) { disturbedEdge(t, p, two) })
}

// disturbedEdge puts something else in some half-days at the edge of two blocks, and holds what the two break alone, the second knowing what the
// first leaves to it, against what they break together. Alone, a block does not know how soon work begins after it, so that more days off may
// be missing together.
func disturbedEdge(t *rapid.T, p *datasets.Program, two []link) {
	const near = 8 // days
	edge := two[1].shifts[0].Date
	before, after := slices.Clone(two[0].shifts), slices.Clone(two[1].shifts)
	for range rapid.IntRange(1, 6).Draw(t, "changes") {
		at := before
		if rapid.Bool().Draw(t, "after the edge") {
			at = after
		}
		i := rapid.IntRange(0, len(at)-1).Draw(t, "half-day")
		for ; at[i].Role != datasets.Resident || at[i].Date < edge-near || at[i].Date > edge+near; i = (i + 1) % len(at) {
		}
		a := rapid.SampledFrom(p.Activities).Filter(func(a datasets.Activity) bool { return a.HalfDay == at[i].HalfDay }).Draw(t, "activity")
		who := p.People[slices.IndexFunc(p.People, func(q datasets.Person) bool { return q.Person == at[i].Person })]
		rotation := at[i].Rotation
		at[i] = p.NewShiftMaker(1).Shift(who, at[i].Date, at[i].HalfDay, a.Code)
		at[i].Rotation = rotation
	}
	alone := hard(two[0].program, nil, before)
	for key, b := range hard(residency.Continue(p, two[1].plan.Block, before, two[0].program.History), nil, after) {
		alone[key] = b
	}
	together := hard(two[0].program, nil, slices.Concat(before, after))
	for key, b := range together {
		if b.Rule == "acgme-1-in-7" {
			delete(together, key)
			delete(alone, key)
		}
	}
	sameBreaches(t, "both together", together, "the two", alone)
}

func sameBreaches(t interface{ Errorf(string, ...any) }, nameA string, a map[string]compliance.Breach, nameB string, b map[string]compliance.Breach) {
	for key, breach := range a {
		if _, both := b[key]; !both {
			t.Errorf("%s alone has %s: %s", nameA, breach.Rule, breach.Text)
		}
	}
	for key, breach := range b {
		if _, both := a[key]; !both {
			t.Errorf("%s alone have %s: %s", nameB, breach.Rule, breach.Text)
		}
	}
}

// everyHalfDayOnce: in the planned blocks everybody has a morning and an afternoon on each day of his time, and a night at most.
func everyHalfDayOnce(t *testing.T, p *datasets.Program, shifts []datasets.Shift) {
	t.Helper()
	type place struct {
		person string
		day    datasets.Day
		half   string
	}
	rows := map[place]int{}
	for _, s := range shifts {
		rows[place{s.Person, s.Date, s.HalfDay}]++
	}
	told := 0
	for _, person := range p.People {
		for _, b := range p.Blocks {
			for d := b.FirstDay; d <= b.LastDay && b.Block > 0; d++ {
				want := 0
				if person.FirstDay <= d && d <= person.LastDay {
					want = 1
				}
				am, pm, night := rows[place{person.Person, d, datasets.AM}], rows[place{person.Person, d, datasets.PM}], rows[place{person.Person, d, datasets.Night}]
				if am != want || pm != want || night > want {
					t.Errorf("%s has %d mornings, %d afternoons and %d nights on %v of block %d; expected %d, %d and %d at most", person.Person, am, pm, night, d, b.Block, want, want, want)
				}
				told += am + pm + night
			}
		}
	}
	if told != len(shifts) {
		t.Errorf("half-days=%d; %d of them are of somebody's days in a block", len(shifts), told)
	}
}

// callsAddUp: what each block is told of the calls before it is what residents took in the blocks before, and the year's total is one for
// each night of call.csv.
func callsAddUp(t *testing.T, p *datasets.Program, links []link) {
	t.Helper()
	taken, total, nights := map[string]float64{}, 0, 0
	for _, l := range links {
		told := map[string]float64{}
		for _, row := range l.program.History {
			if row.Kind == datasets.HistoryCount && row.Name == residency.CallCount {
				told[row.Person] += *row.Amount
			}
		}
		for _, person := range p.People {
			if told[person.Person] != taken[person.Person] {
				t.Errorf("block %d is told of %v calls of %s; expected %v", l.plan.Block, told[person.Person], person.Person, taken[person.Person])
			}
		}
		for _, s := range l.shifts {
			if a, _ := p.ActivityIn(s.Activity, s.HalfDay); s.Role == datasets.Resident && a.Kind == datasets.KindCall {
				taken[s.Person]++
				total++
			}
			if s.Date.Weekday().String() == "Saturday" && s.HalfDay == datasets.AM && s.Person == p.People[0].Person {
				nights++
			}
		}
	}
	if total != nights || total == 0 {
		t.Errorf("calls=%d in the year; expected one for each of %d Saturdays", total, nights)
	}
}

// facultyKeepsItsYear: what next year is told of calls on Sundays, on holidays and in all is the same from the blocks as from the faculty's year.
func facultyKeepsItsYear(t *testing.T, p *datasets.Program, plan residency.Plan, shifts []datasets.Shift) {
	t.Helper()
	begins := p.Blocks[slices.IndexFunc(p.Blocks, func(b datasets.Block) bool { return b.Block == 1 })].FirstDay
	given := slices.DeleteFunc(slices.Clone(plan.Shifts), func(s datasets.Shift) bool { return s.Date < begins })
	counted := func(shifts []datasets.Shift) map[string]float64 {
		next, err := datasets.Next(p, nil, shifts, datasets.NextOptions{})
		if err != nil {
			t.Fatal(err)
		}
		counts := map[string]float64{}
		for _, row := range next.Program.History {
			if row.Kind == datasets.HistoryCount {
				counts[row.Person+" "+row.Name] = *row.Amount
			}
		}
		return counts
	}
	a, b := counted(shifts), counted(given)
	holidays := 0.0
	for key, amount := range b {
		if a[key] != amount {
			t.Errorf("%s=%v by the blocks; expected %v, as the faculty's year has it", key, a[key], amount)
		}
		if strings.HasSuffix(key, " "+datasets.PoolHoliday) {
			holidays += amount
		}
	}
	if len(a) != len(b) || holidays == 0 {
		t.Errorf("counts=%d by the blocks, %d by the year, holiday calls=%v; expected as many, and some", len(a), len(b), holidays)
	}
}

// TestBlocksOfCohorts: where cohorts change place in the midst of blocks, blocks follow each other without a Hard breach by problem and checker, and
// what the law averages over stays that lie in two blocks is kept, too. What the annual schedule breaks by itself is not theirs.
func TestBlocksOfCohorts(t *testing.T) {
	p, plan := yearOf(t, "im45")
	links := chain(t, p, plan, 2, 3, 1_500_000)
	given := hard(p, plan.Stays, nil)
	for key, b := range hard(p, plan.Stays, joined(links)) {
		if _, known := given[key]; !known {
			t.Errorf("%s: %s", b.Rule, b.Text)
		}
	}
	roles := map[datasets.Role]map[string]bool{datasets.Resident: {}, datasets.Faculty: {}, datasets.Learner: {}}
	for _, s := range joined(links) {
		roles[s.Role][s.Person] = true
	}
	if n := len(roles[datasets.Resident]) + len(roles[datasets.Faculty]) + len(roles[datasets.Learner]); n != 60 || len(roles[datasets.Learner]) == 0 {
		t.Errorf("people=%d of roles %v; expected 60, and learners among them", n, roles)
	}
}
