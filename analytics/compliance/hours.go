package compliance

import (
	"fmt"
	"slices"

	"rota/datasets"
)

// The limits of the law. An exception to 88 h that a review committee may grant is programme data, not the rule.
const (
	MostHours    = 80 // h a week, averaged over the window
	leastDaysOff = 4  // free days in 28: one in seven
)

// window is what the law averages over: the days of one person on one rotation within one block. "Averaged over a four-week
// period" is by individual rotation or by four-week block, never by a rolling window that mixes heavy and light rotations
// (ACGME FAQ on work hours; e-Bulletin of April 2004). The halves of a combined rotation are rotations of their own.
type window struct {
	row         *datasets.Rotation
	first, last datasets.Day
	days        []datasets.Day // between first and last on which he is on it, which may leave gaps
}

// windows returns a resident's windows in order of their first day. Days outside the planned blocks are cut into windows of
// 28 days. Others than residents have none: the law binds residents.
func (y *Year) windows(l *Line) []window {
	if l.Person.Role != datasets.Resident {
		return nil
	}
	type key struct {
		row   *datasets.Rotation
		block int
	}
	at := map[key]int{}
	var out []window
	for d := y.FirstDay; d <= y.LastDay; d++ {
		block := -1 - int(d-y.FirstDay)/28
		if h, planned := y.halfOf(d); planned {
			block = h.Order
		}
		for j, r := range l.On(d) {
			if slices.Contains(l.On(d)[:j], r) {
				continue
			}
			k := key{r, block}
			i, begun := at[k]
			if !begun {
				i = len(out)
				at[k], out = i, append(out, window{row: r, first: d})
			}
			out[i].days, out[i].last = append(out[i].days, d), d
		}
	}
	return out
}

// Average is a resident's planned work in one averaging window.
type Average struct {
	Rotation string
	FirstDay datasets.Day
	LastDay  datasets.Day
	Exposed  int     // days that count: those not away on an absence
	Hours    float64 // h a week
	DaysOff  float64 // free days in 28
}

// Averages returns the planned work of each averaging window that has a day that counts. Leave days are taken out of
// numerator and denominator. Where stays overlap, their hours add up, and a day is as seldom free as in the busier one.
func (y *Year) Averages(l *Line) []Average {
	var out []Average
	for _, w := range y.windows(l) {
		a := Average{Rotation: w.row.Rotation, FirstDay: w.first, LastDay: w.last}
		var hours, off float64
		for _, d := range w.days {
			if l.Absent(d) {
				continue
			}
			a.Exposed++
			least := 28
			for _, r := range l.On(d) {
				hours += r.HoursPerWeek
				least = min(least, r.DaysOffPer28)
			}
			off += float64(least)
		}
		if a.Exposed > 0 {
			a.Hours, a.DaysOff = hours/float64(a.Exposed), off/float64(a.Exposed)
			out = append(out, a)
		}
	}
	return out
}

// weeklyHours: clinical and educational work is at most 80 h a week, averaged over the window, leave days removed.
func weeklyHours(y *Year, report func(Breach)) {
	for i := range y.Lines {
		l := &y.Lines[i]
		for _, a := range y.Averages(l) {
			if a.Hours > MostHours+tolerance {
				report(Breach{Person: l.Person.Person, FirstDay: a.FirstDay, LastDay: a.LastDay, Amount: a.Hours, Allowed: MostHours,
					Text: fmt.Sprintf("%s works %.1f h a week on %s, averaged over %s without leave; the law allows %d.",
						l.Person.Person, a.Hours, a.Rotation, count(a.Exposed, "day"), MostHours)})
			}
		}
	}
}

// daysOff: at least one day in seven is free of work, averaged over the window: 4 in 28.
func daysOff(y *Year, report func(Breach)) {
	for i := range y.Lines {
		l := &y.Lines[i]
		for _, a := range y.Averages(l) {
			if a.DaysOff < leastDaysOff-tolerance {
				report(Breach{Person: l.Person.Person, FirstDay: a.FirstDay, LastDay: a.LastDay, Amount: a.DaysOff, Allowed: leastDaysOff,
					Text: fmt.Sprintf("%s has %.1f days off in 28 on %s; the law asks for %d.", l.Person.Person, a.DaysOff, a.Rotation, leastDaysOff)})
			}
		}
	}
}
