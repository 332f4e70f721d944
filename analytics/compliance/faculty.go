package compliance

import (
	"cmp"
	"slices"
	"time"

	"rota/datasets"
)

// Faculty is the part of a schedule that is of the faculty, laid out person by person: what every rule on it reads. Inpatient weeks are
// stays; nights on call are half-days of kind call in the night, with the times that the schedule states.
type Faculty struct {
	Program  *datasets.Program
	FirstDay datasets.Day // of the year
	LastDay  datasets.Day
	Lines    []FacultyLine // one a member of the faculty, in the order of people.csv

	whole     bool                                // it plans the year; else nights lie in a schedule of some days, and nobody asks for more
	nights    span                                // in which somebody has to be on call
	strangers []datasets.Stay                     // inpatient weeks of people who are no faculty of the programme
	weeks     []datasets.Week                     // inpatient ones, in order
	rows      map[time.Weekday]int                // row of call.csv of the faculty for the nights that begin on a weekday
	onCall    map[datasets.Day]int                // people on call in a night
	kinds     map[[2]string]datasets.ActivityKind // of an activity in a half-day
}

// FacultyLine is one person's part.
type FacultyLine struct {
	Person datasets.Person
	Weeks  []datasets.Stay  // inpatient weeks, in order
	Nights []datasets.Shift // on call, in order
	Shifts []datasets.Shift // everything, the nights included, in order of time

	absences []datasets.Absence
	byDay    []span // inpatient weeks that its half-days tell, of a schedule without stays
	before   tail
}

// tail is what a person did last before the year. A person without such work has none of either.
type tail struct {
	call, week       datasets.Day // the night of the last call, the last day of an inpatient week
	called, attended bool
}

// tailOf reads the tail of a person from history.csv.
func (y *Faculty) tailOf(person string) tail {
	var t tail
	call, called := y.Program.LastBefore(person, datasets.KindCall)
	week, attended := y.Program.LastBefore(person, datasets.KindInpatient)
	t.call, t.called, t.week, t.attended = call.FirstDay, called, week.FirstDay, attended
	return t
}

// layFaculty lays out inpatient weeks and half-days, of which those of other roles are passed over. It returns nil where there is neither
// a week nor a night on call, unless the schedule is known to plan the faculty's year.
func layFaculty(p *datasets.Program, weeks []datasets.Stay, shifts []datasets.Shift, whole bool) *Faculty {
	y := &Faculty{Program: p, whole: whole || len(weeks) > 0, rows: map[time.Weekday]int{}, onCall: map[datasets.Day]int{}, kinds: map[[2]string]datasets.ActivityKind{}}
	y.FirstDay, y.LastDay = p.Span()
	y.calendar()
	line := map[string]int{}
	for _, person := range p.People {
		if person.Role == datasets.Faculty {
			line[person.Person] = len(y.Lines)
			own := slices.DeleteFunc(slices.Clone(p.Absences), func(a datasets.Absence) bool { return a.Person != person.Person })
			y.Lines = append(y.Lines, FacultyLine{Person: person, absences: own, before: y.tailOf(person.Person)})
		}
	}
	for _, s := range weeks {
		if i, known := line[s.Person]; known {
			y.Lines[i].Weeks = append(y.Lines[i].Weeks, s)
		} else {
			y.strangers = append(y.strangers, s)
		}
	}
	y.nights = span{y.FirstDay, y.LastDay}
	for i, s := range shifts {
		if !y.whole {
			if i == 0 {
				y.nights = span{s.Date, s.Date}
			}
			y.nights = span{min(y.nights.first, s.Date), max(y.nights.last, s.Date)}
		}
		k, known := line[s.Person]
		if !known {
			continue
		}
		y.Lines[k].Shifts = append(y.Lines[k].Shifts, s)
		if y.isCall(s) {
			y.Lines[k].Nights = append(y.Lines[k].Nights, s)
			y.onCall[s.Date]++
		}
	}
	for i := range y.Lines {
		y.Lines[i].order()
		if !y.whole {
			y.weeksByDay(&y.Lines[i])
		}
	}
	slices.SortStableFunc(y.strangers, func(a, b datasets.Stay) int {
		return cmp.Or(cmp.Compare(a.Person, b.Person), cmp.Compare(a.FirstDay, b.FirstDay))
	})
	if !y.whole && len(y.onCall) == 0 && !slices.ContainsFunc(y.Lines, func(l FacultyLine) bool { return len(l.byDay) > 0 }) {
		return nil
	}
	return y
}

// calendar sets the inpatient weeks, the rows of call by weekday, and the kinds of activities.
func (y *Faculty) calendar() {
	for _, w := range y.Program.Weeks {
		if w.Kind == datasets.WeekInpatient {
			y.weeks = append(y.weeks, w)
		}
	}
	slices.SortFunc(y.weeks, func(a, b datasets.Week) int { return cmp.Compare(a.FirstDay, b.FirstDay) })
	for d := time.Sunday; d <= time.Saturday; d++ {
		y.rows[d] = slices.IndexFunc(y.Program.Call, func(c datasets.Call) bool {
			return c.Role == datasets.Faculty && slices.Contains(c.Weekdays, d.String())
		})
	}
	for _, a := range y.Program.Activities {
		y.kinds[[2]string{a.Code, a.HalfDay}] = a.Kind
	}
}

// order sorts a line by time: the order of the schedule's rows does not matter.
func (l *FacultyLine) order() {
	slices.SortStableFunc(l.Weeks, func(a, b datasets.Stay) int { return cmp.Compare(a.FirstDay, b.FirstDay) })
	halves := []string{datasets.AM, datasets.PM, datasets.Night}
	byTime := func(a, b datasets.Shift) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(slices.Index(halves, a.HalfDay), slices.Index(halves, b.HalfDay)), cmp.Compare(a.Activity, b.Activity))
	}
	slices.SortStableFunc(l.Nights, byTime)
	slices.SortStableFunc(l.Shifts, byTime)
}

// isCall reports whether a shift is a night on call.
func (y *Faculty) isCall(s datasets.Shift) bool {
	return s.HalfDay == datasets.Night && y.kinds[[2]string{s.Activity, s.HalfDay}] == datasets.KindCall
}

// row returns the row of call.csv that the night of a day is of, and its number; false if nobody is on call then.
func (y *Faculty) row(d datasets.Day) (datasets.Call, int, bool) {
	i := y.rows[d.Weekday()]
	if i < 0 || d < y.FirstDay || d > y.LastDay {
		return datasets.Call{}, 0, false
	}
	return y.Program.Call[i], i, true
}

// weekOf returns the inpatient week that a day lies in.
func (y *Faculty) weekOf(d datasets.Day) (datasets.Week, bool) {
	i := slices.IndexFunc(y.weeks, func(w datasets.Week) bool { return w.FirstDay <= d && d <= w.LastDay })
	if i < 0 {
		return datasets.Week{}, false
	}
	return y.weeks[i], true
}

// ofAttending says whether the night of a day is one that the attending of the inpatient week takes.
func (y *Faculty) ofAttending(d datasets.Day) (datasets.Week, bool) {
	week, inWeek := y.weekOf(d)
	row, _, isCall := y.row(d)
	return week, inWeek && isCall && row.TakenBy == datasets.ByInpatient
}

// attends says whether the person is the attending of the inpatient week that the day lies in, by stays or by half-days.
func (l *FacultyLine) attends(d datasets.Day) bool {
	return l.stays(d) || slices.ContainsFunc(l.byDay, func(s span) bool { return s.first <= d && d <= s.last })
}

// stays says whether a stay has the person attending on the day.
func (l *FacultyLine) stays(d datasets.Day) bool {
	return slices.ContainsFunc(l.Weeks, func(s datasets.Stay) bool { return s.FirstDay <= d && d <= s.LastDay })
}

// weeksByDay finds the inpatient weeks that the person's half-days tell, those before the schedule included: in a schedule of some days
// there need be no stays.
func (y *Faculty) weeksByDay(l *FacultyLine) {
	tell := func(d datasets.Day, activity string) {
		w, inWeek := y.weekOf(d)
		if at := (span{w.FirstDay, w.LastDay}); inWeek && w.Activity == activity && !slices.Contains(l.byDay, at) {
			l.byDay = append(l.byDay, at)
		}
	}
	for _, h := range y.Program.History {
		if h.Kind == datasets.HistoryWorked && h.Person == l.Person.Person {
			tell(h.FirstDay, h.Name)
		}
	}
	for _, s := range l.Shifts {
		tell(s.Date, s.Activity)
	}
}

// away counts the days of first..last on which the person is absent.
func (l *FacultyLine) away(first, last datasets.Day) int {
	n := 0
	for d := first; d <= last; d++ {
		if slices.ContainsFunc(l.absences, func(a datasets.Absence) bool { return a.FirstDay <= d && d <= a.LastDay }) {
			n++
		}
	}
	return n
}

// oneWeek says whether the person is the attending of one inpatient week on both days. Of others than faculty it is false.
func (y *Faculty) oneWeek(person string, a, b datasets.Day) bool {
	if y == nil {
		return false
	}
	i := slices.IndexFunc(y.Lines, func(l FacultyLine) bool { return l.Person.Person == person })
	if i < 0 {
		return false
	}
	w, inWeek := y.weekOf(a)
	return inWeek && w.FirstDay <= b && b <= w.LastDay && y.Lines[i].attends(a)
}

// ofFaculty makes a rule of one that judges the part of the faculty; a schedule without such a part is not asked.
func ofFaculty(judge func(y *Faculty, report func(Breach))) func(*Year, func(Breach)) {
	return func(y *Year, report func(Breach)) {
		if y.Faculty != nil {
			judge(y.Faculty, report)
		}
	}
}

// ofFacultyYear is ofFaculty for what only a schedule of the whole year can answer.
func ofFacultyYear(judge func(y *Faculty, report func(Breach))) func(*Year, func(Breach)) {
	return ofFaculty(func(y *Faculty, report func(Breach)) {
		if y.whole {
			judge(y, report)
		}
	})
}
