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
			starts := []solver.Roster{solver.Construct(problem, 1), solver.Construct(problem, 2)}
			rapid.Check(t, func(t *rapid.T) {
				compareRoster(t, p, problem, slices.Clone(rapid.SampledFrom(starts).Draw(t, "start")))
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

// programmeNamed returns the tiny programme of package datasets or a sample. A harsh one has rotations that break the law,
// more rules on neighbours, residents who come late, leave early or are promoted within the year, own versions of the law in a part
// of it, and an exception.
func programmeNamed(t *testing.T, name string) *datasets.Program {
	t.Helper()
	sample, harsh := strings.CutSuffix(name, "-harsh")
	sample, guests := strings.CutSuffix(sample, "-guests")
	sample, cohorts := strings.CutSuffix(sample, "-cohorts")
	read := func() (*datasets.Program, error) { return datasets.Sample(sample, 1) }
	if name == "tiny" {
		read = func() (*datasets.Program, error) { return datasets.ReadProgram("../datasets/testdata/tiny") }
	}
	p, err := read()
	if err != nil {
		t.Fatal(err)
	}
	if cohorts {
		inCohorts(p)
	}
	if guests || harsh {
		withGuests(p)
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
		begins := p.Blocks[1].FirstDay
		for i, name := range []string{calm.Rotation, grind.Rotation, hard.Rotation, calm.Service, grind.Service, calm.Rotation} {
			for k, name := range []string{name, calm.Rotation, grind.Service}[:1+i%3] {
				first := begins - datasets.Day(28*(k+1))
				p.History = append(p.History, datasets.History{Person: p.People[i].Person, Kind: datasets.HistoryStay, Name: name, FirstDay: first, LastDay: first + 27})
			}
		}
		careerMost := 6
		p.Requirements = append(p.Requirements,
			datasets.Requirement{PGYs: []int{2, 3}, Service: grind.Service, Least: 4, Most: &careerMost, Unit: datasets.UnitHalfBlock, Span: "career"},
			datasets.Requirement{PGYs: []int{3}, Rotation: hard.Rotation, Least: 3, Unit: datasets.UnitBlock, Span: "career"})
		p.Rules = append(p.Rules, datasets.RuleChange{Rule: "policy-pro-rata", Owner: "director", Reason: "part of the year"})
		p.People[4].FullTime = 0.5 // 84 h are 42 of his; it is his whole hours that count towards the curriculum
		for i := 12; i < 16; i += 2 {
			p.People[i].FullTime = 0.95
		}
		julyEnds, three := p.Blocks[3].LastDay-5, 3.0
		p.Rules = append(p.Rules,
			datasets.RuleChange{Rule: "policy-interns-with-seniors", LastDay: &julyEnds, Services: []string{grind.Service, hard.Service}, Owner: "director", Reason: "July"},
			datasets.RuleChange{Rule: "policy-interns-with-seniors", Level: "Hard", Limit: &three, Services: []string{calm.Service}, Owner: "director", Reason: "all year"},
			datasets.RuleChange{Rule: "policy-couple-leave", Owner: "director", Reason: "spouses"},
			datasets.RuleChange{Rule: "policy-couple-nights", Level: "Hard", FirstDay: &julyEnds, Services: []string{calm.Service, "Night float"}, Owner: "director", Reason: "spouses"},
			datasets.RuleChange{Rule: "policy-couple-together", Services: []string{hard.Service}, Owner: "director", Reason: "spouses"},
			datasets.RuleChange{Rule: "policy-recovery-convalescent", Limit: &three, Owner: "director", Reason: "rest"},
			datasets.RuleChange{Rule: "policy-recovery-deployment", Level: "Hard", Owner: "director", Reason: "rest"})
		p.Absences[2].Kind, p.Absences[7].Kind = "deployment", "deployment"
		away := p.Blocks[5]
		p.Absences = append(p.Absences, datasets.Absence{Person: p.People[5].Person, FirstDay: away.FirstDay - 3, LastDay: away.LastDay + 2, Kind: "long leave"})
		changes, hours, free := p.Blocks[4].FirstDay+3, 65.0, 5.0 // in the midst of a block, which keeps the version of its first day
		p.Rules = append(p.Rules,
			datasets.RuleChange{Rule: "acgme-80h", FirstDay: &changes, Limit: &hours, Services: []string{grind.Service, hard.Service}, Owner: "chair", Reason: "sleep"},
			datasets.RuleChange{Rule: "acgme-1-in-7", FirstDay: &changes, Limit: &free, Services: []string{calm.Service, "FMIT intern"}, Owner: "chair", Reason: "sleep"})
		p.Exceptions = append(p.Exceptions, datasets.Exception{Rule: "acgme-80h", Rotation: hard.Rotation, FirstDay: p.Blocks[2].FirstDay,
			LastDay: p.Blocks[9].FirstDay, Limit: 86, SignedBy: "GMEC", SignedOn: p.Blocks[1].FirstDay - 60, Reason: "census"})
		for _, person := range p.People[3:6] {
			p.Exceptions = append(p.Exceptions, datasets.Exception{Rule: "acgme-80h", Person: person.Person, FirstDay: p.Blocks[10].FirstDay,
				LastDay: p.Blocks[11].LastDay, Limit: 88, SignedBy: "GMEC", SignedOn: p.Blocks[1].FirstDay - 60, Reason: "census"})
		}
	}
	return p
}

// inCohorts puts two residents of three into cohorts that are in the clinic in turns: three of a 4+1 calendar, each a week later than the
// one before, and one of a 6+2 calendar whose stays of six weeks are cut into four and two. The rest stay in blocks.
func inCohorts(p *datasets.Program) {
	first, last := p.Blocks[1].FirstDay, p.Blocks[len(p.Blocks)-1].LastDay
	calendar := func(cohort string, begin datasets.Day, lengths ...int) { // in weeks; below 0: in the clinic
		add := func(from, to datasets.Day, rotation string) {
			p.Weeks = append(p.Weeks, datasets.Week{Kind: datasets.WeekCohort, FirstDay: from, LastDay: to, Cohort: cohort, Rotation: rotation})
		}
		if begin > first {
			add(first, begin-1, "")
		}
		for k := 0; begin <= last; k++ {
			n, rotation := lengths[k%len(lengths)], ""
			if n < 0 {
				n, rotation = -n, "MSK"
			}
			end := min(last, begin+datasets.Day(7*n)-1)
			add(begin, end, rotation)
			begin = end + 1
		}
	}
	calendar("Red", first, -1, 4)
	calendar("Blue", first+7, -1, 4)
	calendar("Green", first+14, -1, 4)
	calendar("Gold", first+21, 4, 2, -2)
	cohorts := []string{"Red", "", "Blue", "Green", "", "Gold"}
	n := 0
	for i := range p.People {
		if p.People[i].Role == datasets.Resident {
			p.People[i].Cohort = cohorts[n%len(cohorts)]
			n++
		}
	}
	for i := range p.Rotations {
		if p.Rotations[i].Rotation == "MSK" {
			p.Rotations[i].PGYs = []int{1, 2, 3}
		}
	}
	most := 4
	p.Requirements = append(p.Requirements, datasets.Requirement{PGYs: []int{1, 2, 3}, Rotation: "MSK", Least: 5, Unit: datasets.UnitHalfBlock, Span: "year"})
	p.Cover = append(p.Cover, datasets.Cover{Cover: "Clinic by turns", Services: []string{"Musculoskeletal medicine"}, Least: 3, Most: &most})
}

// withGuests adds learners, visitors and a rotating intern who come for some days, and events that put residents elsewhere: a level for a
// block, everybody but some for a few days, one person for a fortnight over the end of a block.
func withGuests(p *datasets.Program) {
	calm, grind := p.Rotations[len(p.Rotations)/3], p.Rotations[len(p.Rotations)/2]
	block := func(k int) (first, last datasets.Day) { return p.Blocks[k].FirstDay, p.Blocks[k].LastDay }
	guest := func(code string, role datasets.Role, first, last datasets.Day, rotation string) {
		p.People = append(p.People, datasets.Person{Person: code, Role: role, FirstDay: first + 2, LastDay: last, FullTime: 1})
		p.Events = append(p.Events, datasets.Event{Event: "stay of " + code, FirstDay: first, LastDay: last, Who: []string{code}, Rotation: rotation})
	}
	first, last := block(3)
	guest("S-1", datasets.Learner, first, last, calm.Rotation)
	guest("S-2", datasets.Learner, first+5, last+20, calm.Rotation)
	guest("S-3", datasets.Learner, first+12, first+13, grind.Rotation)
	guest("V-1", datasets.Visitor, first-3, last+40, grind.Rotation)
	guest("V-2", datasets.Visitor, first+20, last, p.Rotations[slices.IndexFunc(p.Rotations, func(r datasets.Rotation) bool { return r.Half == 1 })].Rotation)
	p.Levels = append(p.Levels, datasets.Level{Person: "V-1", FirstDay: first, PGY: 1})
	p.Absences = append(p.Absences, datasets.Absence{Person: "V-1", FirstDay: first + 8, LastDay: first + 9, Kind: "sick"})
	orientation, orientationEnds := block(1)
	retreat, _ := block(6)
	away, _ := block(8)
	resident := p.People[6].Person
	p.Events = append(p.Events,
		datasets.Event{Event: "orientation", FirstDay: orientation - 1, LastDay: orientationEnds, Who: []string{"PGY-1"}, Rotation: calm.Rotation},
		datasets.Event{Event: "retreat", FirstDay: retreat + 9, LastDay: retreat + 11, Who: []string{"resident"}, Excused: []string{grind.Service}, Rotation: calm.Rotation},
		datasets.Event{Event: "away", FirstDay: away + 20, LastDay: away + 34, Who: []string{resident}, Rotation: grind.Rotation})
	two, five := 2, 5
	p.Cover = append(p.Cover,
		datasets.Cover{Cover: "Whoever is on it", Services: []string{calm.Service, grind.Service}, Role: datasets.Anybody, Least: 3, Most: &five},
		datasets.Cover{Cover: "Of that one", Services: []string{calm.Service}, Role: datasets.Anybody, Least: 1, Most: &two, PGYTo: &two},
		datasets.Cover{Cover: "Students", Services: []string{calm.Service}, Role: datasets.Learner, Most: new(int)},
		datasets.Cover{Cover: "Students at times", Services: []string{calm.Service}, Role: datasets.Learner, Least: 1, Most: &two, FirstDay: &first, LastDay: &last})
	one, weeks := 1.0, 5.0
	p.Rules = append(p.Rules,
		datasets.RuleChange{Rule: "policy-learners-with-residents", Limit: &one, Services: []string{calm.Service}, Owner: "director", Reason: "teaching"},
		datasets.RuleChange{Rule: "policy-service-rate", Limit: &weeks, Services: []string{calm.Service, grind.Service}, Owner: "director", Reason: "even burden"},
		datasets.RuleChange{Rule: "policy-learners-with-residents", Level: "Hard", Limit: new(float64), Services: []string{grind.Service}, Owner: "director", Reason: "teaching"})
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
