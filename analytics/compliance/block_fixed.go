package compliance

import (
	"fmt"
	"slices"

	"rota/datasets"
)

// The rules on half-days that are fixed: by an inpatient week, by a call in the night before, by an event, by a protected cell of a
// template. Of these the first that applies fixes the half-day. An absence comes before all of them.

// fixture is what fixes a half-day.
type fixture struct {
	rule   string
	code   string
	source string
}

// fixed makes the rule of one of these: whoever the schedule tells of by day does, in each of its half-days that are fixed so, what they are
// fixed to. Where that is no work, nothing needs to be written, and other free time is as good.
func fixed(rule string) func(*Year, func(Breach)) {
	return func(y *Year, report func(Breach)) {
		if y.Clock == nil || y.nightsOnly() {
			return
		}
		patterns := y.Program.Patterns()
		does := map[placeOf]datasets.Shift{}
		told := map[string]bool{}
		y.eachShift(func(l *Line, s datasets.Shift) {
			does[placeOf{s.Person, s.Date, s.HalfDay}] = s
			told[s.Person] = told[s.Person] || s.HalfDay != datasets.Night // a list of nights says nothing of the days after them
		})
		for i := range y.Lines {
			l := &y.Lines[i]
			for d := y.Clock.FirstDay; d <= y.Clock.LastDay && told[l.Person.Person]; d++ {
				for _, half := range []string{datasets.AM, datasets.PM, datasets.Night} {
					c, isFixed := y.fixedTo(l, patterns, d, half)
					if s := does[placeOf{l.Person.Person, d, half}]; isFixed && c.rule == rule && !y.obeys(s, c, half) {
						report(Breach{Person: l.Person.Person, FirstDay: d, LastDay: d, Amount: 1, Source: c.source,
							Text: fmt.Sprintf("%s has %s in the %s of %v; it is fixed to %s.", l.Person.Person, orNothing(s.Activity), halfDayNames[half], d, c.code)})
					}
				}
			}
		}
	}
}

// nightsOnly says whether the schedule is a year of weeks and nights, which leaves the half-days to the blocks.
func (y *Year) nightsOnly() bool { return y.Faculty != nil && y.Faculty.whole && !y.halfDays }

// placeOf is one half-day of a person.
type placeOf struct {
	person  string
	day     datasets.Day
	halfDay string
}

func orNothing(activity string) string {
	if activity == "" {
		return "nothing"
	}
	return activity
}

// obeys says whether the half-day is what it is fixed to.
func (y *Year) obeys(s datasets.Shift, c fixture, half string) bool {
	asked, _ := y.Program.ActivityIn(c.code, half)
	does, known := y.Program.ActivityIn(s.Activity, half)
	return s.Activity == c.code || noWork(asked.Kind) && (s.Activity == "" || known && noWork(does.Kind))
}

// noWork says whether an activity of the kind is none.
func noWork(kind datasets.ActivityKind) bool {
	switch kind {
	case datasets.KindOff, datasets.KindLeave, datasets.KindAway, datasets.KindHoliday:
		return true
	default:
		return false
	}
}

// fixedTo returns what fixes the half-day of a person. An activity that may not stand there then fixes nothing.
func (y *Year) fixedTo(l *Line, patterns *datasets.Patterns, d datasets.Day, half string) (fixture, bool) {
	if l.Absent(d) || !l.There(d, d) {
		return fixture{}, false
	}
	if c, ok := y.fixedByWeek(l, d, half); ok {
		return c, true
	}
	if c, ok := y.fixedByCall(l, d, half); ok {
		return c, y.mayStand(c.code, d, half) && y.Program.Available(l.Person.Person, d, half)
	}
	service := y.serviceOf(l, Work{Date: d})
	if e, row, ok := y.Program.EventOf(l.Person, service, d, half); ok {
		h := y.Clock.hands[l.Person.Person]
		excused := h != nil && (h.nightAt(d) || h.nightAt(d-1)) && !slices.Contains(e.Who, l.Person.Person)
		if !excused {
			return fixture{"event", e.Activity, written(fileRow("events.csv", row), e.Source)}, true
		}
	}
	for _, r := range l.On(d) {
		if t, ok := patterns.At(r.Template, d, half); ok && t.Protected && y.mayStand(t.Code, d, half) {
			return fixture{"protected", t.Code, "templates.csv, template " + t.Template}, true
		}
	}
	return fixture{}, false
}

// fixedByWeek: the attending of an inpatient week has its activity by day, and its recovery on the day after it.
func (y *Year) fixedByWeek(l *Line, d datasets.Day, half string) (fixture, bool) {
	f := y.Faculty
	if f == nil || half == datasets.Night || l.Person.Role != datasets.Faculty {
		return fixture{}, false
	}
	i := slices.IndexFunc(f.Lines, func(m FacultyLine) bool { return m.Person.Person == l.Person.Person })
	if w, inWeek := f.weekOf(d); i >= 0 && inWeek && f.Lines[i].attends(d) {
		return fixture{"inpatient-day", w.Activity, "weeks.csv, column activity"}, true
	}
	if w, inWeek := f.weekOf(d - 1); i >= 0 && inWeek && w.LastDay == d-1 && w.Recovery != "" && f.Lines[i].attends(d-1) {
		return fixture{"inpatient-day", w.Recovery, "weeks.csv, column recovery"}, true
	}
	return fixture{}, false
}

// fixedByCall: after a night on call stands what its row of call.csv says.
func (y *Year) fixedByCall(l *Line, d datasets.Day, half string) (fixture, bool) {
	h := y.Clock.hands[l.Person.Person]
	if h == nil || half == datasets.Night {
		return fixture{}, false
	}
	for i, row := range y.Program.Call {
		called := slices.ContainsFunc(h.work, func(w Work) bool { return w.Date == d-1 && w.HalfDay == datasets.Night && w.Activity == row.Activity })
		code := map[string]string{datasets.AM: row.AfterAM, datasets.PM: row.AfterPM}[half]
		if called && code != "" && row.Role == l.Person.Role && slices.Contains(row.Weekdays, (d-1).Weekday().String()) {
			return fixture{"post-call", code, written(fileRow("call.csv", i), row.Source)}, true
		}
	}
	return fixture{}, false
}

// mayStand says whether the activity may stand in that half of the day.
func (y *Year) mayStand(code string, d datasets.Day, half string) bool {
	a, known := y.Program.ActivityIn(code, half)
	return known && a.On(d) && !(y.Program.IsHoliday(d) && byOffice(a.Kind))
}

// byOffice says whether work of the kind rests on holidays.
func byOffice(kind datasets.ActivityKind) bool {
	switch kind {
	case datasets.KindClinic, datasets.KindService, datasets.KindSupervision, datasets.KindTeaching, datasets.KindAdministration:
		return true
	default:
		return false
	}
}

// holiday: nothing that rests on holidays stands on one, unless an event names the person by his code.
func holiday(y *Year, report func(Breach)) {
	y.eachShift(func(l *Line, s datasets.Shift) {
		a, known := y.Program.ActivityIn(s.Activity, s.HalfDay)
		if !known || !byOffice(a.Kind) || !y.Program.IsHoliday(s.Date) {
			return
		}
		if e, _, ok := y.Program.EventOf(l.Person, "", s.Date, s.HalfDay); ok && e.Activity == s.Activity {
			return
		}
		report(shiftBreach(s, "a holiday"))
	})
}

// availableByDay: nobody works in a morning or afternoon for which availability.csv says no, inpatient work excepted.
func availableByDay(y *Year, report func(Breach)) {
	if y.nightsOnly() {
		return
	}
	y.eachHand(func(l *Line, h *hand) {
		for _, w := range h.work {
			if w.before || w.HalfDay == datasets.Night || w.Kind == datasets.KindInpatient {
				continue
			}
			i := slices.IndexFunc(y.Program.Availability, func(a datasets.Availability) bool {
				return a.Person == l.Person.Person && !a.Available && a.HalfDay == w.HalfDay && a.Weekday == w.Date.Weekday().String()
			})
			if i >= 0 {
				b := shiftBreach(w.shift(l), "not available on a %s", w.Date.Weekday())
				b.Source = fileRow("availability.csv", i)
				report(b)
			}
		}
	})
}

// moved: whom an event puts on another rotation is on it in its half-days. One breach a run of days.
func moved(y *Year, report func(Breach)) {
	if y.Clock == nil {
		return
	}
	for row, e := range y.Program.Events {
		if e.Rotation == "" || len(e.Services)+len(e.Excused) > 0 && !y.annual {
			continue // whose it is, the annual schedule says
		}
		elsewhere := map[string]map[datasets.Day]string{}
		y.eachShift(func(l *Line, s datasets.Shift) {
			if y.Program.Holds(e, s.Date, datasets.AM) && y.Program.Concerns(e, l.Person, y.serviceOf(l, Work{Date: s.Date}), s.Date) && s.Rotation != "" && s.Rotation != e.Rotation {
				if elsewhere[s.Person] == nil {
					elsewhere[s.Person] = map[datasets.Day]string{}
				}
				elsewhere[s.Person][s.Date] = s.Rotation
			}
		})
		for i := range y.Lines {
			person := y.Lines[i].Person.Person
			for _, days := range runs(e.FirstDay, e.LastDay, func(d datasets.Day) bool { return elsewhere[person][d] != "" }) {
				report(Breach{Person: person, FirstDay: days.first, LastDay: days.last, Amount: float64(days.days()), Source: written(fileRow("events.csv", row), e.Source),
					Text: fmt.Sprintf("%s is on %s on %s of %s; it is on %s.", person, elsewhere[person][days.first], count(days.days(), "day"), e.Event, e.Rotation)})
			}
		}
	}
}
