package compliance

import (
	"math"
	"slices"

	"rota/datasets"
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
		if h, planned := l.halfOf(d); planned {
			block = h.Order
		}
		on := l.On(d)
		if len(on) == 0 && y.Clock.tells(d) && y.Clock.hands[l.Person.Person] != nil && l.There(d, d) {
			on = []*datasets.Rotation{y.nowhere} // a schedule that names no rotation: the law averages over the block
		}
		for j, r := range on {
			if slices.Contains(on[:j], r) {
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

// Average is a resident's work in one averaging window: by the clock where the schedule tells the hours of its days, else as
// the rotation's profile plans it.
type Average struct {
	Rotation string
	Service  string
	FirstDay datasets.Day
	LastDay  datasets.Day
	Exposed  int     // days that count: those not away on an absence
	Hours    float64 // h a week
	DaysOff  float64 // free days in 28
	ByClock  bool
	Free     int     // by the clock: free days
	Calls    int     // by the clock: nights of in-house call
	Urgent   float64 // by the clock: h a week with patients of an emergency department
}

// Averages returns the work of each averaging window that has a day that counts. Leave days are taken out of numerator and
// denominator.
func (y *Year) Averages(l *Line) []Average {
	var out []Average
	for _, w := range y.windows(l) {
		a := Average{Rotation: w.row.Rotation, Service: w.row.Service, FirstDay: w.first, LastDay: w.last}
		exposed := slices.DeleteFunc(slices.Clone(w.days), l.Absent)
		switch {
		case y.whole(l, w) && len(exposed) > 0:
			y.Clock.average(l.Person.Person, exposed, &a)
		case y.annual:
			l.profile(exposed, &a)
		}
		if a.Exposed > 0 {
			out = append(out, a)
		}
	}
	return out
}

func (a Average) hours() float64  { return a.Hours }
func (a Average) urgent() float64 { return a.Urgent }

// whole says whether the schedule tells the hours of the whole window. Half-days that come without stays may begin or end in the
// midst of a rotation; an average over a part of it would not be the law's.
func (y *Year) whole(l *Line, w window) bool {
	c := y.Clock
	if !y.halfDays || !c.tells(w.first) || !c.tells(w.last) {
		return false
	}
	first, last := w.first, w.last
	if half, planned := l.halfOf(w.first); planned {
		block := byBlock(l.halves)[half.Order]
		first, last = block[0].FirstDay, block[len(block)-1].LastDay
	}
	return y.annual || (w.first > c.FirstDay || w.first == first) && (w.last < c.LastDay || w.last == last)
}

// profile averages the hours and free days that rotations plan, the hours times the person's share of full time. Where stays overlap, their hours add up, and a day is as seldom
// free as in the busier one.
func (l *Line) profile(days []datasets.Day, a *Average) {
	var hours, off float64
	for _, d := range days {
		least := 28
		for _, r := range l.On(d) {
			hours += l.Person.FullTime * r.HoursPerWeek
			least = min(least, r.DaysOffPer28)
		}
		off += float64(least)
	}
	a.Exposed = len(days)
	if len(days) > 0 {
		a.Hours, a.DaysOff = hours/float64(len(days)), off/float64(len(days))
	}
}

// weeklyHours: work of a week, averaged over the window, leave days removed, is at most the limit. By the clock there must be a week of
// days that count: of one night in a block of one day no hours a week can be said.
func weeklyHours(id, of string, hours func(Average) float64) func(*Year, func(Breach)) {
	return func(y *Year, report func(Breach)) {
		y.eachAverage(func(l *Line, a Average) {
			law, binds := y.allowed(id, a.FirstDay, l, a.Rotation, a.Service)
			if !binds || law.Keeps(hours(a)) || a.ByClock && a.Exposed < 7 {
				return
			}
			report(law.breach(l, a.FirstDay, a.LastDay, hours(a), "works %.1f h a week%s on %s, averaged over %s without leave; %g %s allowed",
				hours(a), of, a.Rotation, count(a.Exposed, "day"), law.Limit, are(law.Limit)))
		})
	}
}

// daysOff: at least one day in seven is free of work, averaged over the window: 4 in 28. A profile is held against the rate. By
// the clock days are whole: of 28 that count 4 must be free, of 20 two.
func daysOff(y *Year, report func(Breach)) {
	const id = "acgme-1-in-7"
	y.eachAverage(func(l *Line, a Average) {
		law, binds := y.allowed(id, a.FirstDay, l, a.Rotation, a.Service)
		owed := math.Floor(float64(a.Exposed)*law.Limit/28 + tolerance)
		switch {
		case !binds:
		case a.ByClock && float64(a.Free) < owed:
			b := law.breach(l, a.FirstDay, a.LastDay, float64(a.Free), "has %s off on %s in %s without leave; %g %s owed",
				count(a.Free, "day"), a.Rotation, count(a.Exposed, "day"), owed, are(owed))
			b.Allowed, b.Unit = owed, "day off"
			report(b)
		case !a.ByClock && !law.Keeps(a.DaysOff):
			report(law.breach(l, a.FirstDay, a.LastDay, a.DaysOff, "has %.1f days off in 28 on %s; %g %s owed", a.DaysOff, a.Rotation, law.Limit, are(law.Limit)))
		}
	})
}

// eachAverage visits the averages of each resident in order.
func (y *Year) eachAverage(visit func(*Line, Average)) {
	y.eachResident(func(l *Line) {
		for _, a := range y.Averages(l) {
			visit(l, a)
		}
	})
}
