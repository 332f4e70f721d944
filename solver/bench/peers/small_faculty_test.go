package peers

import (
	"fmt"
	"math/rand/v2"

	"rota/datasets"
)

// smallFaculty draws faculty years of a few people and weeks.
type smallFaculty struct {
	people, days int
	weeks        bool // inpatient ones, Friday to Thursday, whose attending has the weekend's nights
	absences     int  // stretches of one to four days
	partTime     bool // the second person is of half time
	late         bool // the third comes after a third of the time
	unavailable  bool // the first has no Tuesdays
	limits       bool // by year and block
	wide         bool // wishes for far spacing
	holidays     int
}

// draw returns the programme of a seed.
func (s smallFaculty) draw(seed uint64) *datasets.Program {
	rng := rand.New(rand.NewPCG(seed, 8))
	first, _ := datasets.ParseDay("2026-07-01") // a Wednesday
	last := first + datasets.Day(s.days-1)
	p := &datasets.Program{Settings: smallSettings(first, last), Activities: []datasets.Activity{
		{Code: "IP", HalfDay: datasets.AM, Kind: datasets.KindInpatient, Starts: "06:00", Ends: "12:00"},
		{Code: "IP", HalfDay: datasets.PM, Kind: datasets.KindInpatient, Starts: "12:00", Ends: "18:00"},
		{Code: "CALL", HalfDay: datasets.Night, Kind: datasets.KindCall, Starts: "17:00", Ends: "07:30"},
		{Code: "FREE", HalfDay: datasets.AM, Kind: datasets.KindOff}, {Code: "FREE", HalfDay: datasets.PM, Kind: datasets.KindOff}}}
	half := first + datasets.Day(s.days/2)
	p.Blocks = []datasets.Block{{Block: 1, FirstDay: first, LastDay: half - 1}, {Block: 2, FirstDay: half, LastDay: last}}
	for i := range s.people {
		person := datasets.Person{Person: fmt.Sprintf("F%d", i+1), Role: datasets.Faculty, FirstDay: first, LastDay: last, FullTime: 1}
		switch {
		case s.partTime && i == 1:
			person.FullTime = 0.5
		case s.late && i == 2:
			person.FirstDay += datasets.Day(s.days / 3)
		}
		p.People = append(p.People, person)
	}
	s.call(p, first, last)
	s.restrict(p, rng)
	return p
}

// call says who takes which nights.
func (s smallFaculty) call(p *datasets.Program, first, last datasets.Day) {
	wanted, near := 3, 1
	if s.wide {
		wanted, near = 5, 3
	}
	row := func(name, by string, weekdays ...string) datasets.Call {
		return datasets.Call{Call: name, Role: datasets.Faculty, Weekdays: weekdays, Activity: "CALL", TakenBy: by, LeastGap: 2, WantedGap: wanted, InpatientGap: near}
	}
	weekend := datasets.ByAnybody
	if s.weeks {
		weekend = datasets.ByInpatient
		for d := first + 2; d <= last; d += 7 { // Friday, 3 July
			p.Weeks = append(p.Weeks, datasets.Week{Kind: datasets.WeekInpatient, FirstDay: d, LastDay: d + 6, Activity: "IP", Recovery: "FREE", RestDays: 7})
		}
	}
	p.Call = []datasets.Call{row("Sunday", datasets.ByAnybody, "Sunday"), row("weekday", datasets.ByAnybody, "Monday", "Tuesday", "Wednesday", "Thursday"),
		row("weekend", weekend, "Friday", "Saturday")}
}

// restrict draws what stands against an even year.
func (s smallFaculty) restrict(p *datasets.Program, rng *rand.Rand) {
	first, last := p.Span()
	for k := range s.holidays {
		p.Holidays = append(p.Holidays, datasets.Holiday{Day: first + datasets.Day(2+9*k), Holiday: fmt.Sprintf("holiday %d", k+1)})
	}
	for k := range s.absences {
		person := p.People[k%s.people]
		d := first + datasets.Day(s.days*(k/s.people)/2+rng.IntN(s.days/2-5))
		if d >= person.FirstDay && d+4 <= last {
			p.Absences = append(p.Absences, datasets.Absence{Person: person.Person, FirstDay: d, LastDay: d + datasets.Day(rng.IntN(4)), Kind: "vacation"})
		}
	}
	if s.unavailable {
		p.Availability = append(p.Availability, datasets.Availability{Person: "F1", Weekday: "Tuesday", HalfDay: datasets.Night})
	}
	if s.limits {
		one, two, three := 1, 2, 3
		p.Limits = append(p.Limits,
			datasets.Limit{Person: "F1", Activity: "CALL", Most: &two, Unit: datasets.LimitNight, Per: datasets.PerBlock},
			datasets.Limit{Person: "F2", Activity: "CALL", Least: 1, Most: &three, Unit: datasets.LimitNight, Per: datasets.PerYear})
		if s.weeks {
			p.Limits = append(p.Limits, datasets.Limit{Person: "F4", Activity: "IP", Least: 1, Most: &one, Unit: datasets.LimitWeek, Per: datasets.PerYear})
		}
	}
}
