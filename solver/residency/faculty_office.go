package residency

import (
	"slices"
	"time"

	"rota/datasets"
)

// The half-days of the faculty as a year sees them: which there are, and what fixes them to an activity.

// officeHalf is a morning or afternoon of one member of the faculty, as it is without any duty of the year.
type officeHalf struct {
	workday bool   // from Monday to Friday, no holiday, and he is available
	there   bool   // he is with the programme, in the year, and not away
	event   string // activity of the event that fixes it
}

// office is the half-days of one member of the faculty by day and half, from the Monday of the first week to the Sunday of the last one.
type office struct {
	person datasets.Person
	monday datasets.Day
	half   [][2]officeHalf
}

// fixer is what fixes a half-day.
type fixer int

const (
	byNothing fixer = iota
	byTeam          // an inpatient week, or the recovery after it
	byCall          // the call of the night before
	byEvent
)

// office lays out the half-days of a member of the faculty.
func (n *nights) office(person datasets.Person) office {
	weeks := n.weeks()
	o := office{person: person, monday: weeks[0].first}
	for d := o.monday; d <= weeks[len(weeks)-1].last; d++ {
		var halves [2]officeHalf
		for h := range halves {
			x := &halves[h]
			weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
			x.workday = !weekend && !n.program.IsHoliday(d) && n.program.Available(person.Person, d, halfDayNames[h])
			x.there = n.first <= d && d <= n.day(n.count-1) && person.FirstDay <= d && d <= person.LastDay && !n.program.Away(person.Person, d)
			if e, _, held := n.program.EventOf(person, "", d, halfDayNames[h]); held {
				x.event = e.Activity
			}
		}
		o.half = append(o.half, halves)
	}
	return o
}

// weeks returns the weeks from Monday to Sunday that the year has a day of.
func (n *nights) weeks() (weeks []interval) {
	const week = 7
	monday := n.first - datasets.Day((int(n.first.Weekday())+week-1)%week)
	for d := monday; d <= n.day(n.count-1); d += week {
		weeks = append(weeks, interval{d, d + week - 1})
	}
	return weeks
}

// fixes reports whether inpatient weeks or calls fix half-days to an activity.
func (n *nights) fixes(code string) bool {
	return slices.ContainsFunc(n.program.Weeks, func(w datasets.Week) bool { return w.Activity == code || w.Recovery == code }) ||
		slices.ContainsFunc(n.program.Call, func(c datasets.Call) bool {
			return c.Role == datasets.Faculty && (c.AfterAM == code || c.AfterPM == code)
		})
}

// fixedIn counts the half-days of some work in a span of days that are fixed by one duty that begins in night t, or by none, and by a call before
// the year.
func (s *facultyStatement) fixedIn(o office, span interval, codes []string, t int, duty nightDuty) (n int) {
	for d := span.first; d <= span.last; d++ {
		for h, x := range o.half[d-o.monday] {
			code, by := s.fixedBy(o, d, h, t, duty)
			if x.there && (by == byTeam || by == byCall) && slices.Contains(codes, code) && s.timed(code, h) {
				n++
			}
		}
	}
	return n
}

// timed reports whether an activity is work with hours in a half-day.
func (n *nights) timed(code string, half int) bool {
	a, known := n.program.ActivityIn(code, halfDayNames[half])
	_, hours := datasets.ParseClock(a.Starts)
	return known && hours && !freeOfWork(a.Kind)
}

// fixedBy returns the activity to which a half-day of a person is fixed by one duty that begins in night t (-1: by none), by a call before the year,
// or by an event. What follows a call and may not stand on that day fixes nothing.
func (s *facultyStatement) fixedBy(o office, d datasets.Day, half, t int, duty nightDuty) (code string, by fixer) {
	if duty.isWeek() {
		week, _ := s.program.InpatientWeek(s.day(t))
		switch {
		case week.FirstDay <= d && d <= week.LastDay:
			return week.Activity, byTeam
		case d == week.LastDay+1 && week.Recovery != "":
			return week.Recovery, byTeam
		}
	}
	if row := s.rowOf(d - 1); row >= 0 && s.called(o.person, d-1, t, duty) {
		if code = []string{s.program.Call[row].AfterAM, s.program.Call[row].AfterPM}[half]; code != "" {
			a, known := s.program.ActivityIn(code, halfDayNames[half])
			if !known || !a.On(d) || s.program.IsHoliday(d) && !onHolidays(a.Kind) {
				return "", byNothing
			}
			return code, byCall
		}
	}
	if code = o.half[d-o.monday][half].event; code != "" {
		return code, byEvent
	}
	return "", byNothing
}

// called reports whether a person is on call in the night of a day, by a duty that begins in night t or by a call before the year.
func (s *facultyStatement) called(person datasets.Person, d datasets.Day, t int, duty nightDuty) bool {
	if d < s.first {
		last, known := s.program.LastBefore(person.Person, datasets.KindCall)
		return known && last.FirstDay == d
	}
	return slices.ContainsFunc(duty.calls, func(c nightOnCall) bool { return s.day(t+c.after) == d })
}
