package compliance

import (
	"fmt"
	"math"
	"slices"
	"time"

	"rota/datasets"
)

// limitHalfDays: what a person has of some half-days in each week, from Monday to Sunday, or block lies within limits.csv. A least is owed
// in proportion to the half-days on which he could; a week that the schedule shares with the days before it is held against most as
// far as history.csv tells of it. A least or most of a year is not asked of some days of it.
func limitHalfDays(y *Year, report func(Breach)) {
	if y.Clock == nil || y.nightsOnly() {
		return
	}
	for row, limit := range y.Program.Limits {
		if limit.Unit != datasets.LimitHalfDay || limit.Per == datasets.PerYear && !y.annual {
			continue
		}
		for i := range y.Lines {
			l := &y.Lines[i]
			if y.Clock.hands[l.Person.Person] == nil || !y.binds(limit, l) {
				continue
			}
			for _, at := range y.limitSpans(limit.Per) {
				y.judgeLimit(row, limit, l, at, report)
			}
		}
	}
}

// binds says whether a limit is of the person.
func (y *Year) binds(limit datasets.Limit, l *Line) bool {
	if limit.Person != "" {
		return limit.Person == l.Person.Person
	}
	return l.Person.Role == datasets.Resident
}

// bindsOn says whether it is so on the day.
func (y *Year) bindsOn(limit datasets.Limit, l *Line, d datasets.Day) bool {
	if limit.Person != "" {
		return true
	}
	return (len(limit.PGYs) == 0 || slices.Contains(limit.PGYs, y.Program.PGYOn(l.Person.Person, d))) &&
		(len(limit.WhileOn) == 0 || slices.Contains(limit.WhileOn, y.serviceOf(l, Work{Date: d})))
}

// limitSpans returns the periods of a limit that the schedule has a day of.
func (y *Year) limitSpans(per string) []span {
	var out []span
	switch per {
	case datasets.PerYear:
		return []span{{y.FirstDay, y.LastDay}}
	case datasets.PerBlock:
		for _, b := range y.Program.Blocks {
			if y.Clock.tells(b.FirstDay) || y.Clock.tells(b.LastDay) || b.FirstDay <= y.Clock.FirstDay && y.Clock.LastDay <= b.LastDay {
				out = append(out, span{b.FirstDay, b.LastDay})
			}
		}
		return out
	}
	for d := y.Clock.FirstDay; d <= y.Clock.LastDay; d++ {
		if monday := d - datasets.Day((int(d.Weekday())+6)%7); len(out) == 0 || out[len(out)-1].first != monday {
			out = append(out, span{monday, monday + 6})
		}
	}
	return out
}

// judgeLimit holds one period of one person against a limit.
func (y *Year) judgeLimit(row int, limit datasets.Limit, l *Line, at span, report func(Breach)) {
	n := 0
	for _, w := range y.Clock.hands[l.Person.Person].work {
		if at.first <= w.Date && w.Date <= at.last && w.HalfDay != datasets.Night && y.counted(limit, l, w) {
			n++
		}
	}
	above, below := Hard, Cover
	if limit.Level == string(Soft) {
		above, below = Soft, Soft
	}
	b := Breach{Person: l.Person.Person, FirstDay: max(at.first, y.Clock.FirstDay), LastDay: min(at.last, y.Clock.LastDay), Amount: float64(n),
		Source: written(fileRow("limits.csv", row), limit.Source)}
	what := limit.Activity + limit.Service
	if limit.Most != nil && n > *limit.Most {
		b.Level, b.Allowed = above, float64(*limit.Most)
		b.Text = fmt.Sprintf("%s has %s of %s in a %s; %d are allowed.", b.Person, count(n, "half-day"), what, limit.Per, *limit.Most)
		report(b)
	}
	if owed := y.owed(limit, l, at); n < owed {
		b.Level, b.Allowed = below, float64(owed)
		b.Text = fmt.Sprintf("%s has %s of %s in a %s; %d are owed.", b.Person, count(n, "half-day"), what, limit.Per, owed)
		report(b)
	}
}

// counted says whether a half-day of work counts for a limit.
func (y *Year) counted(limit datasets.Limit, l *Line, w Work) bool {
	if !w.before && !y.bindsOn(limit, l, w.Date) || w.before && limit.Person == "" {
		return false
	}
	if limit.Service != "" {
		return y.serviceOf(l, w) == limit.Service
	}
	return w.Activity == limit.Activity || slices.Contains(limit.With, w.Activity)
}

// owed is a least in proportion: of the mornings and afternoons of the period, from Monday to Friday, without holidays and those on which
// the person is never available, those of the schedule on which he is there and neither absent nor in an inpatient week nor on the day
// of recovery after it.
func (y *Year) owed(limit datasets.Limit, l *Line, at span) int {
	there, all := 0, 0
	for d := at.first; d <= at.last; d++ {
		if d.Weekday() == time.Saturday || d.Weekday() == time.Sunday || y.Program.IsHoliday(d) {
			continue
		}
		for _, half := range []string{datasets.AM, datasets.PM} {
			if !y.Program.Available(l.Person.Person, d, half) {
				continue
			}
			all++
			_, inpatient := y.fixedByWeek(l, d, half)
			if y.Clock.tells(d) && l.There(d, d) && !l.Absent(d) && !inpatient && y.bindsOn(limit, l, d) {
				there++
			}
		}
	}
	if all == 0 {
		return 0
	}
	return int(math.Floor(float64(limit.Least)*float64(there)/float64(all) + tolerance))
}

// ownClinic: in a week with clinics a person has one on the weekday of his own clinic, if he works on that day and it is no holiday.
func ownClinic(y *Year, report func(Breach)) {
	y.eachHand(func(l *Line, h *hand) {
		if l.Person.ClinicWeekday == "" {
			return
		}
		for _, at := range y.limitSpans("week") {
			clinics, own, works := 0, 0, false
			var day datasets.Day
			for d := max(at.first, y.Clock.FirstDay); d <= min(at.last, y.Clock.LastDay); d++ {
				if d.Weekday().String() == l.Person.ClinicWeekday {
					day = d
				}
			}
			for _, w := range h.work {
				if w.Date < at.first || at.last < w.Date || w.before {
					continue
				}
				works = works || w.Date == day && w.HalfDay != datasets.Night
				if w.Kind == datasets.KindClinic {
					clinics++
					if w.Date == day {
						own++
					}
				}
			}
			if clinics > 0 && own == 0 && works && day != 0 && !y.Program.IsHoliday(day) {
				report(Breach{Person: l.Person.Person, FirstDay: day, LastDay: day, Amount: 0, Allowed: 1,
					Text: fmt.Sprintf("%s has %s in the week of %v, and none on the %s of the own clinic.", l.Person.Person, count(clinics, "clinic"), day, l.Person.ClinicWeekday)})
			}
		}
	})
}
