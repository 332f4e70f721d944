package analytics_test

import (
	"fmt"
	"maps"
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

// TestFacultyCheckerAgreesWithSolver holds the checker of faculty years against the solver's evaluation, rule by rule, on rosters
// that break everything but the calendar.
func TestFacultyCheckerAgreesWithSolver(t *testing.T) {
	p := programmeNamed(t, "fm18")
	spoilFaculty(p)
	problem, err := residency.Faculty(p)
	if err != nil {
		t.Fatal(err)
	}
	start, _ := solver.Anneal(problem, solver.Construct(problem, 1), 1, 300_000) // few whose duties run into each other
	may := mayStand(problem)
	compared := map[string]bool{} // rules on half-days that were broken by somebody whose duties can stand together
	rapid.Check(t, func(t *rapid.T) {
		roster := slices.Clone(start)
		for range rapid.SampledFrom([]int{0, 1, 3, 6, 12, 25, 50, 100, 200}).Draw(t, "spoiled") {
			cell := rapid.IntRange(0, len(roster)-1).Draw(t, "cell")
			roster[cell] = rapid.SampledFrom(may[cell%len(may)]).Draw(t, "duty")
		}
		bySolver, tangled := facultyBySolver(t, problem, roster), map[string]bool{}
		byChecker := facultyByChecker(t, p, roster, tangled)
		for person := range tangled { // duties that run into each other, or that he cannot have, are not counted as the checker does
			for _, of := range []map[string]float64{bySolver, byChecker} {
				maps.DeleteFunc(of, func(key string, _ float64) bool {
					return strings.Contains(key, "half-days-") && strings.HasSuffix(key, " "+person)
				})
			}
		}
		if d := cmp.Diff(bySolver, byChecker); d != "" {
			t.Fatalf("solver and checker differ (-solver +checker):\n%s", d)
		}
		for key := range bySolver {
			rule, _, _ := strings.Cut(key, " ")
			compared[rule] = true
		}
	})
	if !testing.Short() && (!compared["policy-half-days-left"] || !compared["half-days-most"]) { // a fifth of the draws misses one in about six runs
		t.Errorf("no roster broke both rules on half-days without others: %v", compared)
	}
}

// mayStand tells what may stand in a night at all: everybody's duties in it, as the calendar has them.
func mayStand(problem *solver.Problem) [][]solver.Duty {
	may := make([][]solver.Duty, len(problem.Periods))
	for d := range problem.Duties {
		for night := range may {
			may[night] = append(may[night], solver.Duty(d))
		}
	}
	calendar := solver.Rule(slices.Index(problem.Rules.Name, "calendar"))
	for i, rule := range problem.Bars.Rule {
		if rule == calendar {
			g, night := problem.Bars.Group[i], problem.Bars.First[i]
			for _, d := range problem.Groups.Member[problem.Groups.First[g]:problem.Groups.First[g+1]] {
				may[night] = slices.DeleteFunc(may[night], func(o solver.Duty) bool { return int32(o) == d })
			}
		}
	}
	return may
}

// facultyBySolver sums up by rule what the solver finds broken.
func facultyBySolver(t *rapid.T, problem *solver.Problem, roster solver.Roster) map[string]float64 {
	found := map[string]float64{}
	for _, a := range solver.Amounts(problem, roster) {
		switch name, of, _ := strings.Cut(problem.Rules.Name[a.Rule], ":"); name {
		case "inpatient", "call":
			found["cover"] += float64(a.Cost)
		case "eve", "in-week", "call-gap", "call-spacing", "near-inpatient", "limit":
			found[name] += float64(a.Amount)
		case "available", "presence", "absence", "rest", "one-place", "equity":
			// Duties, pairs of weeks and wider and wider shares to the solver; half-days, neighbours and minutes to the checker.
			found[name] = 1
		case "request":
			found[problem.Rules.Name[a.Rule]] = 1
		case "policy-half-days-left", "half-days-most":
			person, _, _ := strings.Cut(of, ":")
			found[halfDaysKey(name, person, problem.Rules.Level[a.Rule] == solver.Soft)] += float64(a.Amount)
		case "credential":
			found["credential:"+problem.People[a.Person]] = 1
		default:
			t.Fatalf("a rule of the solver that this test does not know: %s", problem.Rules.Name[a.Rule])
		}
	}
	return found
}

// facultyByChecker sums up by the same names what the checker finds broken, and the leave that is not granted. It notes who has duties that run
// into each other or that he cannot have.
func facultyByChecker(t *rapid.T, p *datasets.Program, roster solver.Roster, tangled map[string]bool) map[string]float64 {
	found := map[string]float64{}
	weeks, shifts := residency.FacultySchedule(p, 1, roster)
	for _, b := range compliance.LayFaculty(p, weeks, shifts).Check() {
		switch b.Rule {
		case "call-least", "call-most", "inpatient-least", "inpatient-most":
			found["cover"] += math.Abs(b.Amount - b.Allowed)
		case "limit":
			found[b.Rule] += math.Abs(b.Amount - b.Allowed)
		case "call-gap", "call-spacing", "near-inpatient", "eve", "in-week":
			found[b.Rule]++
			if b.Rule == "call-gap" || b.Rule == "in-week" {
				tangled[b.Person] = true
			}
		case "policy-half-days-left", "half-days-most":
			found[halfDaysKey(b.Rule, b.Person, b.Level == compliance.Soft)] += math.Abs(b.Amount - b.Allowed)
		case "credential":
			found["credential:"+b.Person] = 1
		case "present", "absent", "available", "inpatient-rest", "double-booked", "equity":
			found[bySolverName[b.Rule]] = 1
			if b.Rule != "equity" {
				tangled[b.Person] = true
			}
		default:
			t.Fatalf("a breach that a roster cannot have: %+v", b)
		}
	}
	for _, w := range analytics.AssessFaculty(p, weeks, shifts).Wishes {
		if w.Wish == datasets.Leave && !w.Granted {
			found["request:"+w.Person+":"+w.FirstDay.String()] = 1
		}
	}
	return found
}

// halfDaysKey names a rule on the half-days of one person.
func halfDaysKey(rule, person string, wish bool) string {
	return fmt.Sprintf("%s wish=%t %s", rule, wish, person)
}

// bySolverName is what the solver calls a rule of the checker.
var bySolverName = map[string]string{"available": "available", "present": "presence", "absent": "absence", "inpatient-rest": "rest", "double-booked": "one-place", "equity": "equity"}

// spoilFaculty gives the faculty somebody who comes late and leaves early, nights that are not available, limits by block and week,
// leasts and mosts of half-days, an event, a credential that expires, wishes that reach far, requests for leave, and people who came from calls and an inpatient week before the year.
func spoilFaculty(p *datasets.Program) {
	n := 0
	two := 2
	before := func(activity, halfDay string, person *datasets.Person, days datasets.Day) {
		first, _ := p.Span()
		a, _ := p.ActivityIn(activity, halfDay)
		starts, ends, _ := a.Hours(first-days, p.Location())
		p.History = append(p.History, datasets.History{Person: person.Person, Kind: datasets.HistoryWorked, Name: activity, FirstDay: first - days, LastDay: first - days, HalfDay: halfDay, StartsAt: &starts, EndsAt: &ends})
	}
	for i := range p.People {
		person := &p.People[i]
		if person.Role != datasets.Faculty {
			continue
		}
		halfDays := func(activity, level, per string, least int, most *int, with ...string) {
			p.Limits = append(p.Limits, datasets.Limit{Person: person.Person, Activity: activity, With: with, Least: least, Most: most, Unit: datasets.LimitHalfDay, Per: per, Level: level})
		}
		held := datasets.Credential{Person: person.Person, Credential: "FMIT", Level: datasets.Expert}
		switch n++; n {
		case 1:
			halfDays("RSH", "Soft", datasets.LimitWeek, 2, nil)
			halfDays("SIM", "Soft", datasets.LimitWeek, 4, nil, "RSH")
			p.Events = append(p.Events, datasets.Event{Event: "board", FirstDay: person.FirstDay + 50, LastDay: person.FirstDay + 120, Weekdays: []string{"Tuesday"}, HalfDay: "AM", Who: []string{person.Person}, Activity: "LEC"})
			person.FirstDay, person.LastDay = person.FirstDay+40, person.LastDay-70
		case 2:
			p.Availability = append(p.Availability, datasets.Availability{Person: person.Person, Weekday: "Saturday", HalfDay: "NIGHT"},
				datasets.Availability{Person: person.Person, Weekday: "Monday", HalfDay: "NIGHT"})
			until := person.FirstDay + 99
			held.LastDay = &until
		case 3:
			p.Limits = append(p.Limits, datasets.Limit{Person: person.Person, Activity: p.Call[0].Activity, Least: 1, Most: &two, Unit: "night", Per: "block"})
			p.Requests = append(p.Requests, datasets.Request{Person: person.Person, FirstDay: person.FirstDay + 30, LastDay: person.FirstDay + 36, Rotation: datasets.Leave, Rank: 2})
			before("CALL", datasets.Night, person, 2)
			before("CALL", datasets.Night, person, 1)
		case 5:
			halfDays("RSH", "", datasets.LimitWeek, 6, nil)
			halfDays("DO", "", datasets.LimitWeek, 0, new(int))
			halfDays("PCAT", "Soft", datasets.PerBlock, 0, &two, "DO")
			before("FMIT", datasets.PM, person, 1)
			before("FMIT", datasets.AM, person, 1)
		case 6:
			before("CALL", datasets.Night, person, 3)
			before("FMIT", datasets.AM, person, 6)
		case 4:
			twenty := 20
			halfDays("FMIT", "", datasets.PerYear, 0, &twenty)
			halfDays("RSH", "", datasets.LimitWeek, 5, nil, "PCAT")
			p.Limits = append(p.Limits, datasets.Limit{Person: person.Person, Activity: p.Call[0].Activity, Most: &two, Unit: "night", Per: "week"})
		}
		p.Credentials = append(p.Credentials, held)
	}
	p.Rules = append(p.Rules, datasets.RuleChange{Rule: "policy-half-days-left", Owner: "director", Reason: "clinic"})
	for i := range p.Call {
		p.Call[i].InpatientGap = i + 1
		p.Call[i].WantedGap = 4 + i
	}
}
