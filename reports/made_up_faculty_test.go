package reports

import (
	"fmt"

	"rota/analytics"
	"rota/datasets"
	"rota/solver"
)

// madeUpFaculty is a small year of the faculty made by rule: five people go round the weeks and nights; one is away at times and on call all
// the same, one comes late, and some nights have nobody. Three candidates, the second is chosen.
func madeUpFaculty() Run {
	first := datasets.Day(20635) // 2026-07-01, a Wednesday
	last := first + 364
	p := &datasets.Program{
		Settings: []datasets.Setting{{Key: "name", Value: "Made-up"}, {Key: "site", Value: "Nowhere"}, {Key: "time_zone", Value: "America/Chicago"},
			{Key: "first_day", Value: first.String()}, {Key: "last_day", Value: last.String()}},
		Blocks: []datasets.Block{{Block: 1, FirstDay: first, LastDay: last}},
		Activities: []datasets.Activity{
			{Code: "IP", HalfDay: datasets.AM, Kind: datasets.KindInpatient, Starts: "06:00", Ends: "12:00"},
			{Code: "IP", HalfDay: datasets.PM, Kind: datasets.KindInpatient, Starts: "12:00", Ends: "18:00"},
			{Code: "CALL", HalfDay: datasets.Night, Kind: datasets.KindCall, Starts: "17:00", Ends: "07:30"}},
		Call: []datasets.Call{
			{Call: "Sunday", Role: datasets.Faculty, Weekdays: []string{"Sunday"}, Activity: "CALL", TakenBy: datasets.ByAnybody, LeastGap: 2, WantedGap: 4, InpatientGap: 3},
			{Call: "weekday", Role: datasets.Faculty, Weekdays: []string{"Monday", "Tuesday", "Wednesday", "Thursday"}, Activity: "CALL", TakenBy: datasets.ByAnybody, LeastGap: 2, WantedGap: 4, InpatientGap: 1},
			{Call: "weekend", Role: datasets.Faculty, Weekdays: []string{"Friday", "Saturday"}, Activity: "CALL", TakenBy: datasets.ByInpatient, LeastGap: 2, WantedGap: 4}},
		Holidays: []datasets.Holiday{{Day: first + 2, Holiday: "Independence Day"}, {Day: first + 68, Holiday: "Labor Day"}, {Day: first + 148, Holiday: "Thanksgiving"}},
	}
	for i := range 5 {
		person := datasets.Person{Person: fmt.Sprintf("F%d", i+1), Role: datasets.Faculty, FirstDay: first, LastDay: last, FullTime: 1}
		if i == 4 {
			person.FirstDay += 60
		}
		p.People = append(p.People, person)
	}
	p.Absences = []datasets.Absence{{Person: "F1", FirstDay: first + 40, LastDay: first + 52}, {Person: "F2", FirstDay: first + 200, LastDay: first + 203}, {Person: "F3", FirstDay: first + 201, LastDay: first + 206}}
	p.Requests = []datasets.Request{{Person: "F4", FirstDay: first + 100, LastDay: first + 101, Rotation: datasets.Leave, Rank: 1}, {Person: "F1", FirstDay: first + 110, LastDay: first + 116, Rotation: datasets.Leave, Rank: 2}}
	for d := first + 2; d <= last; d += 7 {
		p.Weeks = append(p.Weeks, datasets.Week{Kind: datasets.WeekInpatient, FirstDay: d, LastDay: d + 6, Activity: "IP", RestDays: 7})
	}
	r := Run{
		Name: "faculty-made-up-0123456789ab", Kind: "faculty", Faculty: true, Version: "0.1.0",
		InputHash: "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
		Seed:      1, Rounds: 2, Chosen: 2, Program: p, Bound: &solver.Score{},
	}
	for k := 1; k <= 3; k++ {
		weeks, nights := madeUpNights(p, k)
		r.Candidates = append(r.Candidates, Candidate{Number: k, Seed: uint64(100 + k), Stays: weeks, Shifts: nights,
			Score: solver.Score{Hard: int64(4 - k), Cover: 3, Soft: int64(90 - k)}, Assessment: analytics.AssessFaculty(p, weeks, nights)})
	}
	return r
}

// madeUpNights gives each week to the next person and each other night to somebody else, but for one in forty.
func madeUpNights(p *datasets.Program, k int) ([]datasets.Stay, []datasets.Shift) {
	var weeks []datasets.Stay
	var nights []datasets.Shift
	maker := p.NewShiftMaker(k)
	first, last := p.Span()
	for d := first; d <= last; d++ {
		n := int(d - first)
		turn := (n + 5) / 7
		attending := p.People[turn%len(p.People)]
		who := p.People[(turn+1+n*k%(len(p.People)-1))%len(p.People)]
		week, inWeek := p.InpatientWeek(d)
		if inWeek && week.FirstDay == d {
			weeks = append(weeks, p.Attending(k, attending, week))
		}
		if weekday := d.Weekday().String(); inWeek && (weekday == "Friday" || weekday == "Saturday") {
			who = attending
		}
		if n%40 != 39 {
			nights = append(nights, maker.Shift(who, d, datasets.Night, "CALL"))
		}
	}
	return weeks, nights
}
