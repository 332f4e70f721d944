package compliance

import (
	"fmt"
	"slices"

	"rota/datasets"
)

// eachShift visits the half-days of each person of the programme in order.
func (y *Year) eachShift(visit func(*Line, datasets.Shift)) {
	if y.Clock == nil {
		return
	}
	for i := range y.Lines {
		l := &y.Lines[i]
		first, _ := slices.BinarySearchFunc(y.Clock.shifts, l.Person.Person, func(s datasets.Shift, person string) int {
			if s.Person < person {
				return -1
			}
			return 1
		})
		for _, s := range y.Clock.shifts[first:] {
			if s.Person != l.Person.Person {
				break
			}
			visit(l, s)
		}
	}
}

// shiftBreach begins a breach of one half-day.
func shiftBreach(s datasets.Shift, sentence string, args ...any) Breach {
	return Breach{Person: s.Person, FirstDay: s.Date, LastDay: s.Date, Amount: 1,
		Text: fmt.Sprintf("%s is on %s in the %s of %v: ", s.Person, s.Activity, halfDayNames[s.HalfDay], s.Date) + fmt.Sprintf(sentence, args...) + "."}
}

var halfDayNames = map[string]string{datasets.AM: "morning", datasets.PM: "afternoon", datasets.Night: "night"}

// knownActivity: an activity is one of activities.csv, in that half-day and on that weekday. A programme without that table is not asked.
func knownActivity(y *Year, report func(Breach)) {
	if len(y.Program.Activities) == 0 {
		return
	}
	y.eachShift(func(l *Line, s datasets.Shift) {
		a, known := y.Program.ActivityIn(s.Activity, s.HalfDay)
		switch {
		case !known:
			report(shiftBreach(s, "activities.csv has no such activity then"))
		case len(a.Weekdays) > 0 && !slices.Contains(a.Weekdays, s.Date.Weekday().String()):
			report(shiftBreach(s, "it may stand on %s only", either(a.Weekdays)))
		}
	})
}

// absent: nobody works on a day of an approved absence. A night counts on the day on which it begins.
func absent(y *Year, report func(Breach)) {
	ofFaculty(facultyAbsent)(y, report)
	y.eachHand(func(l *Line, h *hand) {
		for _, w := range h.work {
			if w.before || !l.Absent(w.Date) {
				continue
			}
			i := slices.IndexFunc(y.Program.Absences, func(a datasets.Absence) bool {
				return a.Person == l.Person.Person && a.FirstDay <= w.Date && w.Date <= a.LastDay
			})
			b := shiftBreach(w.shift(l), "an approved absence (%s)", y.Program.Absences[i].Kind)
			b.Source = fileRow("absences.csv", i)
			report(b)
		}
	})
}

// shift is the half-day that the work fills, as far as a breach names it.
func (w Work) shift(l *Line) datasets.Shift {
	return datasets.Shift{Person: l.Person.Person, Date: w.Date, HalfDay: w.HalfDay, Activity: w.Activity}
}

// doubleBooked: no two intervals of work of one person overlap, but for the days and nights of the attending of one inpatient week, who
// hands his own team over to himself.
func doubleBooked(y *Year, report func(Breach)) {
	y.eachHand(func(l *Line, h *hand) {
		for i := 1; i < len(h.work); i++ {
			before, w := h.work[i-1], h.work[i]
			for _, other := range h.work[:i] { // the one that reaches furthest
				if other.End > before.End {
					before = other
				}
			}
			if both := min(before.End, w.End) - w.Start; both > 0 && !w.before && !y.Faculty.oneWeek(l.Person.Person, before.Date, w.Date) {
				b := shiftBreach(w.shift(l), "%s goes on until %s", before.Activity, y.Clock.at(before.End))
				b.Amount = float64(both)
				report(b)
			}
		}
	})
}

// onRotation: the rotation of a half-day is the one of the annual schedule on that day, or the one that an event moves the person to. One
// breach a run of days.
func onRotation(y *Year, report func(Breach)) {
	if !y.annual {
		return
	}
	last := Breach{}
	flush := func() {
		if last.Person != "" {
			last.Text = fmt.Sprintf("%s is on %s by half-days on %s, but not in the annual schedule.", last.Person, last.Text, count(int(last.Amount), "day"))
			report(last)
		}
		last = Breach{}
	}
	y.eachShift(func(l *Line, s datasets.Shift) {
		on := slices.ContainsFunc(l.On(s.Date), func(r *datasets.Rotation) bool { return r.Rotation == s.Rotation })
		switch {
		case s.Rotation == "" || on || y.Program.MovedTo(l.Person, y.serviceOf(l, Work{Date: s.Date}), s.Date) == s.Rotation:
		case last.Person == s.Person && last.Text == s.Rotation && last.LastDay >= s.Date-1:
			last.Amount += float64(s.Date - last.LastDay)
			last.LastDay = s.Date
		default:
			flush()
			last = Breach{Person: s.Person, FirstDay: s.Date, LastDay: s.Date, Amount: 1, Text: s.Rotation}
		}
	})
	flush()
}

// eachHand visits the work of each person of the programme in order.
func (y *Year) eachHand(visit func(*Line, *hand)) {
	if y.Clock == nil {
		return
	}
	for i := range y.Lines {
		if h := y.Clock.hands[y.Lines[i].Person.Person]; h != nil {
			visit(&y.Lines[i], h)
		}
	}
}

// eachResidentHand visits those whom the law of work hours binds.
func (y *Year) eachResidentHand(visit func(*Line, *hand)) {
	y.eachHand(func(l *Line, h *hand) {
		if l.Person.Role == datasets.Resident {
			visit(l, h)
		}
	})
}
