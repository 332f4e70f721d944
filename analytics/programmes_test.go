package analytics_test

import (
	"slices"
	"strings"
	"testing"

	"rota/datasets"
)

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
		beHarsh(p)
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
