package compliance

import (
	"slices"
	"time"

	"rota/datasets"
)

// Who of the faculty could step in: the reserve of a night or a half-day.

// CouldTake reports whether the person could take the night of a day beside all that he has: he is with the programme, not absent, available,
// on no inpatient week, not on call within least_gap nights, and his own inpatient week does not begin before the night has ended. His limits
// are not asked: who steps in once is not held to them.
func (y *Faculty) CouldTake(l *FacultyLine, d datasets.Day) bool {
	row, _, isCall := y.row(d)
	if !isCall || !y.there(l, d) || !y.Program.Available(l.Person.Person, d, datasets.Night) || l.attends(d) {
		return false
	}
	for _, s := range l.Nights {
		later, apart := row, int(d-s.Date)
		if apart < 0 {
			later, _, _ = y.row(s.Date)
			apart = -apart
		}
		if apart == 0 || apart < later.LeastGap {
			return false
		}
	}
	return !y.reachesTeam(l, row, d)
}

// reachesTeam reports whether the night of a day ends after the person's team of the next day has begun.
func (y *Faculty) reachesTeam(l *FacultyLine, row datasets.Call, d datasets.Day) bool {
	week, inWeek := y.weekOf(d + 1)
	if !inWeek || !l.attends(d+1) {
		return false
	}
	team, known := y.Program.ActivityIn(week.Activity, datasets.AM)
	call, knownCall := y.Program.ActivityIn(row.Activity, datasets.Night)
	if !known || !knownCall {
		return false
	}
	begins, _, timed := team.Hours(d+1, y.Program.Location())
	_, ends, timedCall := call.Hours(d, y.Program.Location())
	return timed && timedCall && ends.After(begins)
}

// Free reports whether the person is there in a half-day, available, and has nothing planned in it.
func (y *Faculty) Free(l *FacultyLine, d datasets.Day, halfDay string) bool {
	if !y.there(l, d) || !y.Program.Available(l.Person.Person, d, halfDay) || l.attends(d) {
		return false
	}
	i, _ := slices.BinarySearchFunc(l.Shifts, d, func(s datasets.Shift, d datasets.Day) int { return int(s.Date - d) })
	for ; i < len(l.Shifts) && l.Shifts[i].Date == d; i++ {
		if l.Shifts[i].HalfDay == halfDay {
			return false
		}
	}
	return true
}

// there reports whether the person is with the programme on a day and not absent.
func (y *Faculty) there(l *FacultyLine, d datasets.Day) bool {
	return l.Person.FirstDay <= d && d <= l.Person.LastDay && l.away(d, d) == 0
}

// Nights visits the nights in which somebody of the faculty is on call, in order.
func (y *Faculty) Nights(visit func(d datasets.Day)) {
	y.eachNight(func(d datasets.Day, _ datasets.Call, _ string) { visit(d) })
}

// Workday reports whether people work by day: from Monday to Friday, but for holidays.
func (y *Faculty) Workday(d datasets.Day) bool {
	return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday && !y.Program.IsHoliday(d)
}
