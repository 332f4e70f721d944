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
	Requirement, ProRata                     float64 // half-blocks
	Curriculum                               float64 // minutes
	Prerequisite, Never, Only, Wanted        float64 // blocks
	Cover                                    float64 // people
	Absence                                  float64 // half-blocks
	Refused                                  float64 // requests
	Interns, Couples                         float64 // people
	Recovery, Rate                           float64 // half-blocks
}

// TestCheckerAgreesWithSolver holds the checker, which lays dates on a calendar, against the solver's evaluation, which knows
// only periods, on rosters that break everything.
func TestCheckerAgreesWithSolver(t *testing.T) {
	for _, name := range []string{"tiny", "fm18", "fm18-harsh", "fm18-cohorts", "fm18-cohorts-guests"} {
		t.Run(name, func(t *testing.T) {
			p := programmeNamed(t, name)
			problem, err := residency.Annual(p)
			if err != nil {
				t.Fatal(err)
			}
			start := solver.Construct(problem, 1)
			rapid.Check(t, func(t *rapid.T) {
				compareRoster(t, p, problem, slices.Clone(start))
			})
		})
	}
}

// TestLastStayWantsNothing puts every resident at the end of his year on what wants a neighbour. In cohorts lines have different
// numbers of stays, so that the solver's grid goes on where the line of a resident has ended.
func TestLastStayWantsNothing(t *testing.T) {
	p := programmeNamed(t, "fm18-cohorts")
	first := p.Neighbours[slices.IndexFunc(p.Neighbours, func(n datasets.Neighbour) bool { return n.Allowed == "wanted" })].First
	problem, err := residency.Annual(p)
	if err != nil {
		t.Fatal(err)
	}
	roster, periods, put := solver.Construct(problem, 1), len(problem.Periods), 0
	for person := range problem.People {
		cell := (person+1)*periods - 1
		for roster[cell] == solver.Off {
			cell--
		}
		for d, rotation := range problem.Duties {
			serves := slices.ContainsFunc(p.Rotations, func(r datasets.Rotation) bool { return r.Rotation == rotation && r.Service == first })
			if serves && ofLength(problem, cell, solver.Duty(d)) {
				roster[cell] = solver.Duty(d)
				put++
				break
			}
		}
	}
	if put == 0 {
		t.Fatal("nobody can be put on", first)
	}
	if diff := cmp.Diff(bySolver(t, problem, roster), byChecker(p, residency.Stays(p, 1, roster))); diff != "" {
		t.Errorf("solver and checker differ (-solver +checker):\n%s", diff)
	}
}

func compareRoster(t *rapid.T, p *datasets.Program, problem *solver.Problem, roster solver.Roster) {
	spoiled := rapid.IntRange(0, len(roster)/4).Draw(t, "spoiled")
	for range spoiled {
		cell := rapid.IntRange(0, len(roster)-1).Draw(t, "cell")
		// A resident who is not there has no blocks; to put him on one is for the rules on presence, which count differently.
		if roster[cell] != solver.Off {
			if d := solver.Duty(rapid.IntRange(0, len(problem.Duties)-1).Draw(t, "duty")); ofLength(problem, cell, d) {
				roster[cell] = d
			}
		}
	}
	stays := residency.Stays(p, 1, roster)
	if diff := cmp.Diff(bySolver(t, problem, roster), byChecker(p, stays)); diff != "" {
		t.Fatalf("solver and checker differ (-solver +checker):\n%s", diff)
	}
}

// ofLength says whether a duty has the length of the stay of a cell: a schedule cannot tell one that has another.
func ofLength(problem *solver.Problem, cell int, d solver.Duty) bool {
	bars, periods := problem.Bars, len(problem.Periods)
	for i, rule := range bars.Rule {
		if problem.Rules.Name[rule] != "length" || int(bars.Person[i]) != cell/periods || int(bars.First[i]) != cell%periods {
			continue
		}
		g := bars.Group[i]
		if slices.Contains(problem.Groups.Member[problem.Groups.First[g]:problem.Groups.First[g+1]], int32(d)) {
			return false
		}
	}
	return true
}

func bySolver(t rapid.TB, problem *solver.Problem, roster solver.Roster) units {
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
		case "policy-pro-rata":
			u.ProRata += n
		case "policy-interns-with-seniors", "policy-learners-with-residents":
			u.Interns += n
		case "policy-couple-leave", "policy-couple-nights", "policy-couple-together":
			u.Couples += n
		case "policy-recovery-deployment", "policy-recovery-convalescent":
			u.Recovery += n
		case "policy-service-rate":
			u.Rate += n
		case "quota":
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
	t := tally{p: p, seen: map[cell]bool{}, unit: 1}
	if p.OfWeeks() {
		t.unit = 2 // the solver counts weeks
	}
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
	unit  float64 // in which a half-block counts
}

type cell struct {
	rule, person  string
	stretch, half int
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
		u.Requirement += t.unit * distance * inHalfBlocks[datasets.Unit(b.Unit)]
	case "policy-pro-rata":
		u.ProRata += t.unit * distance * inHalfBlocks[datasets.Unit(b.Unit)]
	case "fm-adult-inpatient", "fm-gynecology":
		u.Requirement += t.unit * 2 * distance
	case "fm-continuity":
		u.Curriculum += math.Round(60 * distance)
	case "policy-interns-with-seniors", "policy-learners-with-residents":
		u.Interns += distance
	case "policy-couple-leave", "policy-couple-nights", "policy-couple-together":
		u.Couples += distance
	case "policy-recovery-deployment", "policy-recovery-convalescent":
		t.once(&u.Recovery, b, 2)
	case "policy-service-rate":
		u.Rate += t.unit * distance * inHalfBlocks[datasets.UnitWeek]
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

var inHalfBlocks = map[datasets.Unit]float64{datasets.UnitBlock: 2, datasets.UnitHalfBlock: 1, datasets.UnitWeek: 0.5}

// once counts each block or stay of the person's calendar that the breach touches, cut into so many parts (2: its halves), unless it was
// counted before. What the calendar gives counts whole.
func (t *tally) once(count *float64, b compliance.Breach, parts int) {
	i := slices.IndexFunc(t.p.People, func(q datasets.Person) bool { return q.Person == b.Person })
	for k, s := range t.p.Stretches(t.p.People[i]) {
		for h, part := range s.Parts {
			c := cell{b.Rule, b.Person, k, h * (parts - 1)}
			if s.Rotation != "" {
				c.half = 0
			}
			if b.FirstDay <= part.LastDay && part.FirstDay <= b.LastDay && !t.seen[c] {
				t.seen[c] = true
				*count++
			}
		}
	}
}
