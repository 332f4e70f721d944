package compliance

import (
	"math"
	"slices"

	"rota/datasets"
)

// night says whether the work is a night in the house.
func (w Work) night() bool { return w.HalfDay == datasets.Night && w.Kind != datasets.KindMoonlighting }

// isCall says whether it is a night of in-house call: one of kind call, or one on top of the day's work.
func isCall(w Work) bool { return w.night() && w.call }

// isNightFloat says whether it is a night by itself.
func isNightFloat(w Work) bool { return w.night() && !w.call }

// everyThird: in-house call comes no more often than every third night, averaged over the window: of 28 nights that count 9 at
// most. One call is allowed however short the window.
func everyThird(y *Year, report func(Breach)) {
	y.eachAverage(func(l *Line, a Average) {
		law, binds := y.allowed("acgme-call-every-third", a.FirstDay, l, a.Rotation, a.Service)
		if !binds || !a.ByClock || law.Limit == 0 {
			return
		}
		most := max(1, math.Floor(float64(a.Exposed)/law.Limit+tolerance))
		if float64(a.Calls) > most {
			b := law.breach(l, a.FirstDay, a.LastDay, float64(a.Calls), "is on call in %s of %d without leave on %s; %g %s allowed, one in %g",
				count(a.Calls, "night"), a.Exposed, a.Rotation, most, are(most), law.Limit)
			b.Allowed, b.Unit = most, "night"
			report(b)
		}
	})
}

// nightRun: nights of one sort follow each other without a night off so many times at most. A run that began before the year counts
// from its beginning.
func nightRun(id, what string, sort func(Work) bool) func(*Year, func(Breach)) {
	return func(y *Year, report func(Breach)) {
		y.eachNightRun(sort, func(l *Line, h *hand, run []Work) {
			last := run[len(run)-1]
			var bound []Work // those on services that the rule binds, from the first of them on
			for _, w := range run {
				if _, binds := y.allowed(id, w.Date, l, w.Rotation, y.serviceOf(l, w)); binds || w.before {
					bound = append(bound, w)
				}
			}
			law, binds := y.allowed(id, last.Date, l, last.Rotation, y.serviceOf(l, last))
			if n := len(bound); binds && !last.before && !law.Keeps(float64(n)) {
				report(law.breach(l, run[0].Date, last.Date, float64(n), "has %s of %s in a row; %g %s allowed", count(n, "night"), what, law.Limit, are(law.Limit)))
			}
		})
	}
}

// eachNightRun visits each run of nights of the sort on days that follow each other.
func (y *Year) eachNightRun(sort func(Work) bool, visit func(*Line, *hand, []Work)) {
	y.eachResidentHand(func(l *Line, h *hand) {
		nights := slices.DeleteFunc(slices.Clone(h.work), func(w Work) bool { return !sort(w) })
		nights = slices.CompactFunc(nights, func(a, b Work) bool { return a.Date == b.Date })
		for first := 0; first < len(nights); {
			end := first + 1
			for end < len(nights) && nights[end].Date == nights[end-1].Date+1 {
				end++
			}
			visit(l, h, nights[first:end])
			first = end
		}
	})
}

// nightFloatRecovery: the days after a run of night float are free of work, the morning in which it ends being the first of them.
func nightFloatRecovery(y *Year, report func(Breach)) {
	y.eachNightRun(isNightFloat, func(l *Line, h *hand, run []Work) {
		last := run[len(run)-1]
		law, binds := y.allowed("policy-night-float-recovery", last.Date, l, last.Rotation, y.serviceOf(l, last))
		if !binds || !y.Clock.tells(last.Date+1) {
			return
		}
		next := slices.IndexFunc(h.work, func(w Work) bool { return w.Date > last.Date })
		if next < 0 {
			return
		}
		if free := float64(h.work[next].Date - last.Date - 1); !law.Keeps(free) {
			report(law.breach(l, last.Date, h.work[next].Date, free, "has %s free after %s of night float; %g %s owed",
				count(int(free), "day"), count(len(run), "night"), law.Limit, are(law.Limit)))
		}
	})
}

// callSpacing: so many days lie from one night of call to the next.
func callSpacing(y *Year, report func(Breach)) {
	y.eachResidentHand(func(l *Line, h *hand) {
		calls := slices.DeleteFunc(slices.Clone(h.work), func(w Work) bool { return !isCall(w) })
		for i := 1; i < len(calls); i++ {
			before, w := calls[i-1], calls[i]
			days := float64(w.Date - before.Date)
			law, binds := y.allowed("policy-call-spacing", w.Date, l, w.Rotation, y.serviceOf(l, w))
			if binds && !w.before && days > 0 && !law.Keeps(days) {
				report(law.breach(l, before.Date, w.Date, days, "is on call again after %s; %g %s owed", count(int(days), "day"), law.Limit, are(law.Limit)))
			}
		}
	})
}

// callBeforeLeave: no call on the eve of an absence.
func callBeforeLeave(y *Year, report func(Breach)) {
	y.eachResidentHand(func(l *Line, h *hand) {
		for _, w := range h.work {
			law, binds := y.allowed("policy-call-before-leave", w.Date, l, w.Rotation, y.serviceOf(l, w))
			if binds && !w.before && isCall(w) && l.Absent(w.Date+1) && !l.Absent(w.Date) && !law.Keeps(1) {
				report(law.breach(l, w.Date, w.Date, 1, "is on call on the eve of an absence"))
			}
		}
	})
}
