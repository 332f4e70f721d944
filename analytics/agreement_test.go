package analytics_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rota/analytics"
	"rota/analytics/compliance"
	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
)

// units are the totals by which the solver's evaluation and the checker can be compared: both count the same thing, the one
// on its grid of blocks and the other on days.
type units struct {
	Filled, Eligible, Pinned, Hours, DaysOff float64 // blocks
	Requirement                              float64 // half-blocks
	Curriculum                               float64 // minutes
	Prerequisite, Never, Only, Wanted        float64 // blocks
	Cover                                    float64 // people
	Absence                                  float64 // half-blocks
	Refused                                  float64 // requests
}

// TestCheckerAgreesWithSolver holds the checker, which lays dates on a calendar, against the solver's evaluation, which knows
// only periods, on rosters that break everything.
func TestCheckerAgreesWithSolver(t *testing.T) {
	for _, name := range []string{"tiny", "fm18", "fm18-harsh"} {
		t.Run(name, func(t *testing.T) {
			p := programmeNamed(t, name)
			problem, err := residency.Annual(p)
			if err != nil {
				t.Fatal(err)
			}
			starts := []solver.Roster{solver.Construct(problem, 1), solver.Construct(problem, 2)}
			rapid.Check(t, func(t *rapid.T) {
				compareRoster(t, p, problem, slices.Clone(rapid.SampledFrom(starts).Draw(t, "start")))
			})
		})
	}
}

// programmeNamed returns the tiny programme of package datasets or a sample. A harsh one has rotations that break the law,
// more rules on neighbours, residents who come late, leave early or are promoted within the year, own versions of the law in a part
// of it, and an exception.
func programmeNamed(t *testing.T, name string) *datasets.Program {
	t.Helper()
	sample, harsh := strings.CutSuffix(name, "-harsh")
	read := func() (*datasets.Program, error) { return datasets.Sample(sample, 1) }
	if name == "tiny" {
		read = func() (*datasets.Program, error) { return datasets.ReadProgram("../datasets/testdata/tiny") }
	}
	p, err := read()
	if err != nil {
		t.Fatal(err)
	}
	if harsh {
		hard, grind, calm := &p.Rotations[len(p.Rotations)-1], &p.Rotations[len(p.Rotations)/2], &p.Rotations[len(p.Rotations)/3]
		hard.HoursPerWeek, grind.DaysOffPer28 = 84, 3
		late, early, promoted := &p.People[1], &p.People[2], &p.People[3]
		late.FirstDay += 45
		early.LastDay -= 60
		for _, day := range []datasets.Day{20, 150} { // in the second half of a block, and in a first half
			day += p.Blocks[1].FirstDay
			p.Levels = append(p.Levels, datasets.Level{Person: promoted.Person, FirstDay: day, PGY: 1 + p.PGYOn(promoted.Person, day)})
		}
		p.Neighbours = append(p.Neighbours,
			datasets.Neighbour{First: grind.Service, Second: hard.Rotation, Allowed: "only", Spacing: 1},
			datasets.Neighbour{First: calm.Rotation, Second: grind.Rotation, Allowed: "never", Spacing: 3},
			datasets.Neighbour{First: calm.Service, Second: calm.Service, Allowed: "wanted", Spacing: 1})
		p.Rules = append(p.Rules,
			datasets.RuleChange{Rule: "fm-adult-inpatient", Services: []string{grind.Service, hard.Service}, Owner: "chair", Reason: "curriculum"},
			datasets.RuleChange{Rule: "fm-gynecology", Services: []string{calm.Service}, Owner: "chair", Reason: "curriculum"},
			datasets.RuleChange{Rule: "fm-continuity", Services: []string{calm.Service, hard.Service}, Owner: "chair", Reason: "curriculum"})
		_, yearLast := p.Span()
		for i, before := range []float64{0, 2, 4, 8} {
			senior := &p.People[12+i]
			senior.LastDay = min(senior.LastDay, yearLast)
			p.History = append(p.History,
				datasets.History{Person: senior.Person, Kind: datasets.HistoryDone, Name: hard.Rotation, Amount: &before, Unit: "block"},
				datasets.History{Person: senior.Person, Kind: datasets.HistoryDone, Name: grind.Service, Amount: &before, Unit: "week"},
				datasets.History{Person: senior.Person, Kind: datasets.HistoryDone, Name: calm.Service, Amount: &before, Unit: "half_block"})
		}
		begins, hours, free := p.Blocks[4].FirstDay+3, 65.0, 5.0 // in the midst of a block, which keeps the version of its first day
		p.Rules = append(p.Rules,
			datasets.RuleChange{Rule: "acgme-80h", FirstDay: &begins, Limit: &hours, Services: []string{grind.Service, hard.Service}, Owner: "chair", Reason: "sleep"},
			datasets.RuleChange{Rule: "acgme-1-in-7", FirstDay: &begins, Limit: &free, Services: []string{calm.Service, "FMIT intern"}, Owner: "chair", Reason: "sleep"})
		p.Exceptions = append(p.Exceptions, datasets.Exception{Rule: "acgme-80h", Rotation: hard.Rotation, FirstDay: p.Blocks[2].FirstDay,
			LastDay: p.Blocks[9].FirstDay, Limit: 86, SignedBy: "GMEC", SignedOn: p.Blocks[1].FirstDay - 60, Reason: "census"})
		for _, person := range p.People[3:6] {
			p.Exceptions = append(p.Exceptions, datasets.Exception{Rule: "acgme-80h", Person: person.Person, FirstDay: p.Blocks[10].FirstDay,
				LastDay: p.Blocks[11].LastDay, Limit: 88, SignedBy: "GMEC", SignedOn: p.Blocks[1].FirstDay - 60, Reason: "census"})
		}
	}
	return p
}

func compareRoster(t *rapid.T, p *datasets.Program, problem *solver.Problem, roster solver.Roster) {
	spoiled := rapid.IntRange(0, len(roster)/4).Draw(t, "spoiled")
	for range spoiled {
		cell := rapid.IntRange(0, len(roster)-1).Draw(t, "cell")
		// A resident who is not there has no blocks; to put him on one is for the rules on presence, which count differently.
		if roster[cell] != solver.Off {
			roster[cell] = solver.Duty(rapid.IntRange(0, len(problem.Duties)-1).Draw(t, "duty"))
		}
	}
	stays := residency.Stays(p, 1, roster)
	if diff := cmp.Diff(bySolver(t, problem, roster), byChecker(p, stays)); diff != "" {
		t.Fatalf("solver and checker differ (-solver +checker):\n%s", diff)
	}
}

func bySolver(t *rapid.T, problem *solver.Problem, roster solver.Roster) units {
	var u units
	for _, a := range solver.Amounts(problem, roster) {
		name, _, _ := strings.Cut(problem.Rules.Name[a.Rule], ":")
		n := float64(a.Amount)
		switch name {
		case "eligibility":
			u.Eligible += n
		case "filled":
			u.Filled += n
		case "acgme-80h":
			u.Hours += n
		case "acgme-1-in-7":
			u.DaysOff += n
		case "pin":
			u.Pinned += n
		case "requirement":
			u.Requirement += n
		case "curriculum":
			u.Curriculum += n
		case "prerequisite":
			u.Prerequisite += n
		case "neighbour":
			switch strings.Split(problem.Rules.Name[a.Rule], ":")[1] {
			case "never":
				u.Never += n
			case "only":
				u.Only += n
			case "wanted":
				u.Wanted += n
			}
		case "cover":
			u.Cover += n
		case "absence":
			u.Absence += n
		case "request":
			u.Refused += n
		case "presence":
		default:
			t.Fatalf("a rule of the solver that this test does not know: %s", problem.Rules.Name[a.Rule])
		}
	}
	return u
}

func byChecker(p *datasets.Program, stays []datasets.Stay) units {
	a := analytics.Assess(p, stays)
	t := tally{p: p, seen: map[cell]bool{}}
	for _, b := range a.Breaches {
		t.add(b)
	}
	for _, w := range a.Wishes {
		// The solver asks for nothing in blocks that are not planned for a resident; the assessment still says so to him.
		planned := !strings.HasPrefix(w.Reason, "None of its days")
		if w.Wish != analytics.Absence && !w.Granted && planned {
			t.units.Refused++
		}
	}
	return t.units
}

// tally adds breaches up in the solver's units: a rule on cells counts once a cell, however many halves of a combined rotation
// or runs of days break it.
type tally struct {
	p     *datasets.Program
	units units
	seen  map[cell]bool
}

type cell struct {
	rule, person string
	block, half  int
}

func (t *tally) add(b compliance.Breach) {
	u := &t.units
	distance := math.Abs(b.Amount - b.Allowed)
	switch b.Rule {
	case "filled":
		t.once(&u.Filled, b, 1)
	case "eligible":
		t.once(&u.Eligible, b, 1)
	case "pinned":
		t.once(&u.Pinned, b, 1)
	case "acgme-80h":
		t.once(&u.Hours, b, 1)
	case "acgme-1-in-7":
		t.once(&u.DaysOff, b, 1)
	case "absence":
		t.once(&u.Absence, b, 2)
	case "requirement":
		inHalfBlocks := map[datasets.Unit]float64{datasets.UnitBlock: 2, datasets.UnitHalfBlock: 1, datasets.UnitWeek: 0.5}
		u.Requirement += distance * inHalfBlocks[datasets.Unit(b.Unit)]
	case "fm-adult-inpatient", "fm-gynecology":
		u.Requirement += 2 * distance
	case "fm-continuity":
		u.Curriculum += math.Round(60 * distance)
	case "prerequisite":
		u.Prerequisite++
	case "neighbour-never":
		u.Never++
	case "neighbour-only":
		u.Only++
	case "neighbour-wanted":
		u.Wanted++
	case "cover-least", "cover-most":
		u.Cover += distance
	}
}

// once counts each block that the breach touches, cut into so many parts (2: its halves), unless it was counted before.
func (t *tally) once(count *float64, b compliance.Breach, parts int) {
	for _, block := range t.p.Blocks {
		for h, days := range t.p.Halves(block) {
			c := cell{b.Rule, b.Person, block.Block, h * (parts - 1)}
			if block.Block >= 1 && b.FirstDay <= days[1] && days[0] <= b.LastDay && !t.seen[c] {
				t.seen[c] = true
				*count++
			}
		}
	}
}
