package peers

import (
	"math/rand/v2"
	"path/filepath"
	"testing"

	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
)

// smallBlock is a block of the practice, a programme of four residents and two faculty, with absences that stand against its templates, and with
// rules that the practice does not have.
type smallBlock struct {
	block      int
	absences   int  // of residents and faculty in turn, two to five days
	targets    bool // clinics of a week, of residents in the clinic and by their own weekday, and rooms wished
	procedures bool // under a supervisor whose credential ends in the midst of the block
	recovery   bool // a free day after nights
	change     bool // who has the nights, and one of those in the clinic, change places in the midst of the block
	learners   bool // a student who needs a supervisor
	closed     bool // template cells that are protected, against rooms and preceptors
}

// draw returns the programme of a seed and the statement of its block.
func (s smallBlock) draw(t *testing.T, seed uint64) (*datasets.Program, func(*datasets.Program) (*solver.Problem, error)) {
	t.Helper()
	folder := filepath.Join("..", "..", "residency", "testdata")
	p, err := datasets.ReadProgram(filepath.Join(folder, "practice"))
	if err != nil {
		t.Fatal(err)
	}
	stays, err := datasets.ReadSchedule(filepath.Join(folder, "practice-year", "annual.csv"))
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(seed, 9))
	block := p.Blocks[s.block-1]
	for k := range s.absences {
		person := p.People[(k+int(seed))%len(p.People)]
		d := block.FirstDay + datasets.Day(rng.IntN(22))
		end := d + datasets.Day(1+rng.IntN(4))
		free := true
		for _, a := range p.Absences {
			free = free && (a.Person != person.Person || a.LastDay < d || a.FirstDay > end)
		}
		if free {
			p.Absences = append(p.Absences, datasets.Absence{Person: person.Person, FirstDay: d, LastDay: end, Kind: "vacation"})
		}
	}
	s.more(p, block)
	return p, func(p *datasets.Program) (*solver.Problem, error) {
		return residency.Block(p, residency.Plan{Block: s.block, Stays: stays})
	}
}

// more adds what the practice does not have.
func (s smallBlock) more(p *datasets.Program, block datasets.Block) {
	middle := block.FirstDay + 14
	one, two, three, seven := 1, 2, 3, 7
	limit := func(l datasets.Limit) {
		l.Unit, l.Per = datasets.LimitHalfDay, datasets.LimitWeek
		p.Limits = append(p.Limits, l)
	}
	if s.targets {
		limit(datasets.Limit{WhileOn: []string{"Clinic"}, Activity: "C", Least: 6, Most: &seven, Level: "Soft"})
		p.Cover = append(p.Cover, datasets.Cover{Cover: "Rooms, wished", Activities: []string{"C"}, Role: datasets.Anybody, Most: &two, Level: "Soft"})
		for i := range p.People {
			p.People[i].ClinicWeekday = []string{"Tuesday", "Wednesday", "Thursday"}[i%3]
		}
	}
	if s.procedures {
		workdays := []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"}
		p.Activities = append(p.Activities, datasets.Activity{Code: "PROC", HalfDay: datasets.AM, Kind: datasets.KindClinic, Starts: "07:30", Ends: "12:00", Weekdays: workdays},
			datasets.Activity{Code: "PROC", HalfDay: datasets.PM, Kind: datasets.KindClinic, Starts: "13:00", Ends: "17:00", Weekdays: workdays})
		limit(datasets.Limit{WhileOn: []string{"Clinic"}, Activity: "PROC", Least: 1, Most: &two, Level: "Soft"})
		for _, person := range []string{"F", "G"} {
			limit(datasets.Limit{Person: person, Activity: "PROC", Most: &three})
		}
		p.Supervision = append(p.Supervision, datasets.Supervision{Activity: "PROC", Units: 0.5, LearnersPerSupervisor: &one, Supervisors: []string{"PROC"}, Credential: "PROC"})
		p.Credentials = append(p.Credentials, datasets.Credential{Person: "F", Credential: "PROC", Level: datasets.Qualified, LastDay: &middle},
			datasets.Credential{Person: "G", Credential: "PROC", Level: datasets.Trainee})
	}
	if s.recovery {
		p.Rules = append(p.Rules, datasets.RuleChange{Rule: "policy-night-float-recovery", Owner: "chair", Reason: "sleep"})
	}
	if s.change {
		move := func(person, rotation string) {
			p.Events = append(p.Events, datasets.Event{Event: "change of " + person, FirstDay: middle, LastDay: block.LastDay, Who: []string{person}, Rotation: rotation})
		}
		if s.block == 1 {
			move("N", "CLINIC")
			move("B", "NIGHTS")
		} else {
			move("B", "CLINIC")
			move("W", "NIGHTS")
		}
	}
	if s.learners {
		first, last := p.Span()
		p.People = append(p.People, datasets.Person{Person: "L", Role: datasets.Learner, FirstDay: first, LastDay: last, FullTime: 1})
		p.Activities = append(p.Activities, datasets.Activity{Code: "MS", HalfDay: datasets.AM, Kind: datasets.KindService, Starts: "08:00", Ends: "12:00"})
		p.Events = append(p.Events, datasets.Event{Event: "student", FirstDay: first, LastDay: last, Weekdays: []string{"Monday", "Tuesday", "Friday"}, HalfDay: datasets.AM,
			Who: []string{string(datasets.Learner)}, Activity: "MS"})
		p.Supervision = append(p.Supervision, datasets.Supervision{Activity: "MS", Role: datasets.Learner, LearnersPerSupervisor: &one, Supervisors: []string{"C"}, SupervisorPGYs: []int{3}})
	}
	if s.closed {
		for i := range p.Templates {
			if t := &p.Templates[i]; t.Template == "clinic" && t.Code == "C" && t.Day != 6 {
				t.Protected = true
			}
		}
	}
}
