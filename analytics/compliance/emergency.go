package compliance

import (
	"slices"

	"rota/datasets"
)

// The rules of emergency medicine bind work for the services of an emergency department.

// longestShift: work in the emergency department goes on for 12 h at most.
func longestShift(y *Year, report func(Breach)) {
	y.eachPeriod(func(l *Line, p period) {
		shift, law, binds := y.bound("em-12h", l, p)
		if binds && !law.Keeps(hours(shift.minutes())) {
			report(law.breach(l, y.Clock.day(shift.start), y.Clock.day(shift.end), hours(shift.minutes()),
				"is in the emergency department for %.4g h without a break, %s to %s; %g h are allowed",
				hours(shift.minutes()), y.Clock.at(shift.start), y.Clock.at(shift.end), law.Limit))
		}
	})
}

// restAfterShift: after a shift in the emergency department lies as much time off as it was long.
func restAfterShift(y *Year, report func(Breach)) {
	y.eachGap(func(l *Line, before, after period) {
		shift, law, binds := y.bound("em-rest", l, before)
		if !binds {
			return
		}
		off, owed := hours(after.start-before.end), law.Limit*hours(shift.minutes())
		if off < owed-tolerance {
			b := law.breach(l, y.Clock.day(before.end), y.Clock.day(after.start), off, "has %.4g h off from %s, after a shift of %.4g h in the emergency department, to %s",
				off, y.Clock.at(before.end), hours(shift.minutes()), y.Clock.at(after.start))
			b.Allowed, b.Unit = owed, "h"
			report(b)
		}
	})
}

// bound cuts a period down to the work that the rule binds, from its first to its last.
func (y *Year) bound(id string, l *Line, p period) (part period, by law, binds bool) {
	for _, w := range p.work {
		r, ok := y.allowed(id, w.Date, l, w.Rotation, y.serviceOf(l, w))
		if !ok || w.Kind == datasets.KindTeaching || w.Kind == datasets.KindAdministration {
			continue
		}
		if !binds {
			part.start, by, binds = w.Start, r, true
		}
		part.end = max(part.end, w.End)
		part.work = append(part.work, w)
	}
	return part, by, binds
}

// daysWithoutDayOff: on emergency rotations no seven days in a row are without a day off; this is not averaged. Days of absence end
// a run, and so does a day on another service.
func daysWithoutDayOff(y *Year, report func(Breach)) {
	y.eachResidentHand(func(l *Line, h *hand) {
		worked := map[datasets.Day]bool{}
		first := y.Clock.FirstDay
		for _, w := range h.work {
			worked[w.Date] = worked[w.Date] || w.before
			first = min(first, w.Date)
		}
		busy := func(d datasets.Day) bool {
			if d < y.Clock.FirstDay { // what history.csv tells of the days before
				return worked[d]
			}
			return !h.free[d] && !l.Absent(d) && slices.ContainsFunc(l.On(d), func(r *datasets.Rotation) bool {
				_, binds := y.allowed("em-1-in-7", d, l, r.Rotation, r.Service)
				return binds
			})
		}
		for _, days := range runs(first, y.Clock.LastDay, busy) {
			if days.last < y.Clock.FirstDay {
				continue
			}
			on := l.On(days.last)[0]
			law, binds := y.allowed("em-1-in-7", days.last, l, on.Rotation, on.Service)
			if binds && !law.Keeps(float64(days.days())) {
				report(law.breach(l, days.first, days.last, float64(days.days()), "has no day off in %s in a row on %s; %g %s allowed",
					count(days.days(), "day"), on.Rotation, law.Limit, are(law.Limit)))
			}
		}
	})
}
