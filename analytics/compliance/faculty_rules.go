package compliance

import (
	"fmt"
	"slices"

	"rota/datasets"
)

// eachLine visits the members of the faculty in order.
func (y *Faculty) eachLine(visit func(*FacultyLine)) {
	for i := range y.Lines {
		visit(&y.Lines[i])
	}
}

// begin begins a breach of one person.
func (l *FacultyLine) begin(first, last datasets.Day, amount, allowed float64, format string, args ...any) Breach {
	return Breach{Person: l.Person.Person, FirstDay: first, LastDay: last, Amount: amount, Allowed: allowed,
		Text: l.Person.Person + " " + fmt.Sprintf(format, args...) + "."}
}

// knownWeek: each inpatient stay is one of weeks.csv, with its days and activity.
func knownWeek(y *Faculty, report func(Breach)) {
	y.eachLine(func(l *FacultyLine) {
		for _, s := range l.Weeks {
			if w, inWeek := y.weekOf(s.FirstDay); !inWeek || w.FirstDay != s.FirstDay || w.LastDay != s.LastDay || w.Activity != s.Rotation {
				report(l.begin(s.FirstDay, s.LastDay, 1, 0, "is on %s from %s to %s, which is no inpatient week", s.Rotation, s.FirstDay, s.LastDay))
			}
		}
	})
}

// callNight: who is on call is so in a night that call.csv gives to the faculty.
func callNight(y *Faculty, report func(Breach)) {
	y.eachLine(func(l *FacultyLine) {
		for _, s := range l.Nights {
			if _, _, isCall := y.row(s.Date); !isCall {
				report(l.begin(s.Date, s.Date, 1, 0, "is on call in a night in which nobody of the faculty is"))
			}
		}
	})
}

// facultyPresent: inpatient weeks, of which the days of the year count, and half-days outside them lie in the person's time with the
// programme.
func facultyPresent(y *Faculty, report func(Breach)) {
	y.eachLine(func(l *FacultyLine) {
		there := func(first, last datasets.Day, what string) {
			if first < l.Person.FirstDay || last > l.Person.LastDay {
				report(l.begin(first, last, 1, 0, "%s from %s to %s, and is with the programme from %s to %s", what, first, last, l.Person.FirstDay, l.Person.LastDay))
			}
		}
		for _, s := range l.Weeks {
			there(s.FirstDay, min(s.LastDay, y.LastDay), "is attending")
		}
		for _, s := range l.Shifts {
			if !l.stays(s.Date) {
				there(s.Date, s.Date, "has "+s.Activity)
			}
		}
	})
}

// facultyAbsent: nobody is attending on a day of an approved absence. Days for which the schedule has half-days are told by these.
func facultyAbsent(y *Faculty, report func(Breach)) {
	y.eachLine(func(l *FacultyLine) {
		for _, s := range l.Weeks {
			n := 0
			for d := s.FirstDay; d <= min(s.LastDay, y.LastDay); d++ {
				if !slices.ContainsFunc(l.Shifts, func(x datasets.Shift) bool { return x.Date == d }) {
					n += l.away(d, d)
				}
			}
			if n > 0 {
				b := l.begin(s.FirstDay, s.LastDay, float64(n), 0, "is absent on %s of an inpatient week", count(n, "day"))
				b.Unit = "day"
				report(b)
			}
		}
	})
}

// facultyAvailable: nobody is on call in a night for which availability.csv says no.
func facultyAvailable(y *Faculty, report func(Breach)) {
	y.eachLine(func(l *FacultyLine) {
		for _, s := range l.Nights {
			i := slices.IndexFunc(y.Program.Availability, func(a datasets.Availability) bool {
				return a.Person == s.Person && !a.Available && a.HalfDay == datasets.Night && a.Weekday == s.Date.Weekday().String()
			})
			if i >= 0 {
				b := l.begin(s.Date, s.Date, 1, 0, "is on call on a %s, and is not available then", s.Date.Weekday())
				b.Source = fileRow("availability.csv", i)
				report(b)
			}
		}
	})
}

// inWeek: in an inpatient week its attending takes no night but those that are the attending's.
func inWeek(y *Faculty, report func(Breach)) {
	y.eachLine(func(l *FacultyLine) {
		for _, s := range l.Nights {
			if _, own := y.ofAttending(s.Date); l.attends(s.Date) && !own {
				report(l.begin(s.Date, s.Date, 1, 0, "is on call on a %s of an inpatient week", s.Date.Weekday()))
			}
		}
	})
}

// attendingNight: a night that is the attending's is taken by nobody else. A schedule of some days is asked where it tells who is attending.
func attendingNight(y *Faculty, report func(Breach)) {
	y.eachLine(func(l *FacultyLine) {
		for _, s := range l.Nights {
			if week, attendings := y.ofAttending(s.Date); attendings && !l.attends(s.Date) && (y.whole || y.told(week)) {
				report(l.begin(s.Date, s.Date, 1, 0, "is on call on a %s that is the attending's", s.Date.Weekday()))
			}
		}
	})
}

// told says whether half-days tell of somebody who is attending in the week.
func (y *Faculty) told(w datasets.Week) bool {
	return slices.ContainsFunc(y.Lines, func(l FacultyLine) bool { return slices.Contains(l.byDay, span{w.FirstDay, w.LastDay}) })
}

// inpatientRest: a person's inpatient weeks are apart by the days that the later one asks for.
func inpatientRest(y *Faculty, report func(Breach)) {
	y.eachLine(func(l *FacultyLine) {
		last, attended := l.before.week, l.before.attended
		for _, s := range l.Weeks {
			w, inWeek := y.weekOf(s.FirstDay)
			free := int(s.FirstDay-last) - 1
			before := attended
			last, attended = s.LastDay, true
			if before && inWeek && free < w.RestDays {
				report(l.begin(s.FirstDay, s.LastDay, float64(free), float64(w.RestDays), "begins an inpatient week %s after another; %s are asked for", count(max(0, free), "day"), count(w.RestDays, "day")))
			}
		}
	})
}

// pairs visits each two nights on call of a person that are less than so many nights apart, the later one's row saying how many.
// The attending's nights of one inpatient week are one piece, held against others by its first and its last night; other calls
// within that week are told by inWeek. Of the nights before the year the last one counts.
func (y *Faculty) pairs(l *FacultyLine, within func(datasets.Call) int, visit func(before, after datasets.Shift, apart int, row datasets.Call, source string)) {
	for j, after := range l.Nights {
		row, number, isCall := y.row(after.Date)
		if !isCall || j > 0 && y.onePiece(l, l.Nights[j-1], after) {
			continue
		}
		for i := j - 1; i >= 0; i-- {
			before := l.Nights[i]
			apart := int(after.Date - before.Date)
			if apart >= within(row) {
				break
			}
			week, attendings := y.ofAttending(before.Date)
			inside := attendings && l.attends(before.Date) && after.Date <= week.LastDay
			if !inside && !y.onePiece(l, before, l.Nights[i+1]) {
				visit(before, after, apart, row, fileRow("call.csv", number))
			}
		}
		if apart := int(after.Date - l.before.call); l.before.called && apart < within(row) {
			visit(datasets.Shift{Date: l.before.call}, after, apart, row, fileRow("call.csv", number))
		}
	}
}

// onePiece says whether two nights are the attending's nights of one inpatient week of the person.
func (y *Faculty) onePiece(l *FacultyLine, a, b datasets.Shift) bool {
	u, first := y.ofAttending(a.Date)
	w, second := y.ofAttending(b.Date)
	return first && second && u.FirstDay == w.FirstDay && l.attends(a.Date) && l.attends(b.Date)
}

// callGap: two calls of one person are least_gap nights apart at least.
func callGap(y *Faculty, report func(Breach)) {
	y.eachLine(func(l *FacultyLine) {
		y.pairs(l, func(c datasets.Call) int { return c.LeastGap }, func(before, after datasets.Shift, apart int, row datasets.Call, source string) {
			b := l.begin(before.Date, after.Date, float64(apart), float64(row.LeastGap), "is on call %s after a call; at least %d are asked for", count(apart, "night"), row.LeastGap)
			b.Source = source
			report(b)
		})
	})
}

// facultyCallSpacing: two calls of one person are wished to be wanted_gap nights apart; those closer than least_gap are told above.
func facultyCallSpacing(y *Faculty, report func(Breach)) {
	y.eachLine(func(l *FacultyLine) {
		y.pairs(l, func(c datasets.Call) int { return c.WantedGap }, func(before, after datasets.Shift, apart int, row datasets.Call, source string) {
			if apart < row.LeastGap {
				return
			}
			b := l.begin(before.Date, after.Date, float64(apart), float64(row.WantedGap), "is on call %s after a call; %d are wished for", count(apart, "night"), row.WantedGap)
			b.Source = source
			report(b)
		})
	})
}

// nearInpatient: between a call and an inpatient week of the same person there are wished to be inpatient_gap nights. The last call and
// the last week before the year count, too.
func nearInpatient(y *Faculty, report func(Breach)) {
	y.eachLine(func(l *FacultyLine) {
		tell := func(d datasets.Day, between int) {
			number := y.rows[d.Weekday()]
			if row := y.Program.Call[number]; between < row.InpatientGap {
				b := l.begin(d, d, float64(between), float64(row.InpatientGap), "is on call with %s between it and an inpatient week; %d are wished for", count(between, "night"), row.InpatientGap)
				b.Source = fileRow("call.csv", number)
				report(b)
			}
		}
		for _, w := range l.Weeks {
			if d := l.before.call; l.before.called && y.rows[d.Weekday()] >= 0 && y.Program.Call[y.rows[d.Weekday()]].TakenBy != datasets.ByInpatient {
				tell(d, int(w.FirstDay-d)-1)
			}
		}
		for _, s := range l.Nights {
			if _, _, isCall := y.row(s.Date); !isCall {
				continue
			}
			if _, attendings := y.ofAttending(s.Date); attendings {
				continue
			}
			if l.before.attended {
				tell(s.Date, int(s.Date-l.before.week)-1)
			}
			for _, w := range l.Weeks {
				switch {
				case s.Date < w.FirstDay:
					tell(s.Date, int(w.FirstDay-s.Date)-1)
				case w.LastDay < s.Date:
					tell(s.Date, int(s.Date-w.LastDay)-1)
				default: // told by inWeek
				}
			}
		}
	})
}

// eve: the night before an absence is wished free.
func eve(y *Faculty, report func(Breach)) {
	y.eachLine(func(l *FacultyLine) {
		for _, s := range l.Nights {
			if _, attendings := y.ofAttending(s.Date); !attendings && l.away(s.Date, s.Date) == 0 && l.away(s.Date+1, s.Date+1) > 0 {
				report(l.begin(s.Date, s.Date, 1, 0, "is on call in the night before an absence"))
			}
		}
	})
}

// CallGap is the stretch from a call of a person to his next.
type CallGap struct {
	Night  datasets.Day // of the later call
	Nights int          // from the one to the other
	Wanted int          // wished for by call.csv, column wanted_gap
}

// CallGaps returns the gaps between a person's calls, in order, the first from the last call before the year. The attending's nights of
// one inpatient week are one call.
func (y *Faculty) CallGaps(l *FacultyLine) []CallGap {
	var gaps []CallGap
	for i, after := range l.Nights {
		before := l.before.call
		if i > 0 {
			before = l.Nights[i-1].Date
		}
		if i == 0 && !l.before.called || i > 0 && y.onePiece(l, l.Nights[i-1], after) {
			continue
		}
		row, _, _ := y.row(after.Date)
		gaps = append(gaps, CallGap{after.Date, int(after.Date - before), row.WantedGap})
	}
	return gaps
}
