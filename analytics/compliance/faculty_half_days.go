package compliance

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"rota/datasets"
)

// What a year of inpatient weeks and calls leaves and takes of the faculty's half-days. A schedule that has the half-days of others too is
// judged by these.

// officeLimits returns the rows of limits.csv on half-days of an activity of the person.
func (y *Year) officeLimits(l *Line) (rows []int) {
	for i, limit := range y.Program.Limits {
		if limit.Person == l.Person.Person && limit.Unit == datasets.LimitHalfDay && limit.Activity != "" {
			rows = append(rows, i)
		}
	}
	return rows
}

// countsFor says whether a row of limits.csv counts half-days of the activity.
func (y *Year) countsFor(row int, activity string) bool {
	limit := y.Program.Limits[row]
	return limit.Activity == activity || slices.Contains(limit.With, activity)
}

// wished says whether a row of limits.csv is a wish.
func (y *Year) wished(row int) bool { return y.Program.Limits[row].Level == string(Soft) }

// eachOffice visits the faculty with limits on half-days, of a schedule that plans their year and not their half-days.
func (y *Year) eachOffice(visit func(l *Line, rows []int)) {
	if !y.nightsOnly() {
		return
	}
	for i := range y.Lines {
		if l := &y.Lines[i]; l.Person.Role == datasets.Faculty {
			visit(l, y.officeLimits(l))
		}
	}
}

// halfDaysLeft: in each week, from Monday to Sunday, the half-days that inpatient weeks, calls and events leave are enough for what
// limits.csv asks for, in proportion as in a block. A half-day after a call that itself counts for one of the rows takes nothing. Where some
// rows are wishes, all rows together are one.
func halfDaysLeft(y *Year, report func(Breach)) {
	r, binds := y.Book.At("policy-half-days-left", y.FirstDay.Time(), "")
	if !binds {
		return
	}
	y.eachOffice(func(l *Line, rows []int) {
		var firm, all []int
		for _, row := range rows {
			if limit := y.Program.Limits[row]; limit.Per != datasets.LimitWeek || limit.Least == 0 || slices.ContainsFunc(y.Faculty.weeks, func(w datasets.Week) bool { return y.countsFor(row, w.Activity) }) {
				continue
			}
			all = append(all, row)
			if !y.wished(row) {
				firm = append(firm, row)
			}
		}
		y.weeksLeft(l, law{Rule: r}, r.Level, y.apart(firm), report)
		if kept := y.apart(all); len(kept) > len(y.apart(firm)) {
			y.weeksLeft(l, law{Rule: r}, Soft, kept, report)
		}
	})
}

// apart keeps, of rows that count one activity, the one that asks for most, so that no half-day is asked for twice.
func (y *Year) apart(rows []int) (kept []int) {
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b int) int { return cmp.Compare(y.Program.Limits[b].Least, y.Program.Limits[a].Least) })
	for _, row := range rows {
		limit := y.Program.Limits[row]
		shared := func(k int) bool {
			return y.countsFor(k, limit.Activity) || slices.ContainsFunc(limit.With, func(code string) bool { return y.countsFor(k, code) })
		}
		if !slices.ContainsFunc(kept, shared) {
			kept = append(kept, row)
		}
	}
	slices.Sort(kept)
	return kept
}

// weeksLeft holds each week of a person against the leasts of the rows.
func (y *Year) weeksLeft(l *Line, r law, level Level, rows []int, report func(Breach)) {
	for monday := y.FirstDay - datasets.Day((int(y.FirstDay.Weekday())+6)%7); monday <= y.LastDay && len(rows) > 0; monday += 7 {
		all, there, taken := 0, 0, 0
		for d := monday; d < monday+7; d++ {
			for _, half := range []string{datasets.AM, datasets.PM} {
				if d.Weekday() == time.Saturday || d.Weekday() == time.Sunday || y.Program.IsHoliday(d) || !y.Program.Available(l.Person.Person, d, half) {
					continue
				}
				all++
				c, fixed := y.fixedByYear(l, d, half)
				if d < y.FirstDay || d > y.LastDay || !l.There(d, d) || l.Absent(d) || c.rule == "inpatient-day" {
					continue
				}
				there++
				if fixed && !slices.ContainsFunc(rows, func(row int) bool { return y.countsFor(row, c.code) }) {
					taken++
				}
			}
		}
		owed, words := 0, []string(nil)
		for _, row := range rows {
			limit := y.Program.Limits[row]
			n := int(math.Floor(float64(limit.Least)*float64(there)/float64(max(1, all)) + tolerance))
			if owed += n; n > 0 {
				words = append(words, fmt.Sprintf("%d of %s", n, limit.Activity))
			}
		}
		if left := there - taken; !r.Keeps(float64(max(0, owed-left))) {
			b := r.breach(l, max(monday, y.FirstDay), min(monday+6, y.LastDay), float64(left), "has %s left in a week, of %d without calls and events; %d are owed (%s)",
				count(left, "half-day"), there, owed, strings.Join(words, ", "))
			b.Level, b.Allowed, b.Source = level, float64(owed)-math.Floor(r.Limit+tolerance), b.Source+"; "+y.limitRows(rows)
			report(b)
		}
	}
}

// limitRows says where rows of limits.csv stand.
func (y *Year) limitRows(rows []int) string {
	if len(rows) == 1 {
		return written(fileRow("limits.csv", rows[0]), y.Program.Limits[rows[0]].Source)
	}
	words := make([]string, len(rows))
	for i, row := range rows {
		words[i] = fmt.Sprint(row + 2)
	}
	return "limits.csv rows " + strings.Join(words, ", ")
}

// halfDaysMost: inpatient weeks, their recovery and the days after calls have no more half-days of an activity than limits.csv allows.
func halfDaysMost(y *Year, report func(Breach)) {
	y.eachOffice(func(l *Line, rows []int) {
		for _, row := range rows {
			limit := y.Program.Limits[row]
			if limit.Most == nil {
				continue
			}
			for _, at := range y.Faculty.periods(limit.Per) {
				n := 0
				for d := max(at.first, y.FirstDay); d <= min(at.last, y.LastDay); d++ {
					for _, half := range []string{datasets.AM, datasets.PM} {
						c, fixed := y.fixedByYear(l, d, half)
						if fixed && c.rule != "event" && !l.Absent(d) && l.There(d, d) && y.countsFor(row, c.code) && y.timed(c.code, half) {
							n++
						}
					}
				}
				if n <= *limit.Most {
					continue
				}
				b := Breach{Person: l.Person.Person, FirstDay: at.first, LastDay: at.last, Amount: float64(n), Allowed: float64(*limit.Most), Source: written(fileRow("limits.csv", row), limit.Source),
					Text: fmt.Sprintf("%s has %s of %s in a %s by inpatient weeks and calls; %d are allowed.", l.Person.Person, count(n, "half-day"), limit.Activity, limit.Per, *limit.Most)}
				if y.wished(row) {
					b.Level = Soft
				}
				report(b)
			}
		}
	})
}

// timed says whether the activity is work with hours.
func (y *Year) timed(activity, half string) bool {
	a, known := y.Program.ActivityIn(activity, half)
	return known && !noWork(a.Kind) && a.Starts != ""
}

// fixedByYear returns what an inpatient week, a call of the night before or an event fixes a half-day of the faculty to.
func (y *Year) fixedByYear(l *Line, d datasets.Day, half string) (fixture, bool) {
	if c, ok := y.fixedByWeek(l, d, half); ok {
		return c, true
	}
	if y.Clock != nil {
		if c, ok := y.fixedByCall(l, d, half); ok {
			return c, y.mayStand(c.code, d, half)
		}
	}
	e, row, ok := y.Program.EventOf(l.Person, "", d, half)
	return fixture{"event", e.Activity, fileRow("events.csv", row)}, ok
}
