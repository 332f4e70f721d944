package compliance

import (
	"math"
	"time"

	"rota/datasets"
)

// moonlightingLevel: nobody below the level moonlights.
func moonlightingLevel(y *Year, report func(Breach)) {
	y.eachResidentHand(func(l *Line, h *hand) {
		for _, w := range h.work {
			if w.before || w.Kind != datasets.KindMoonlighting {
				continue
			}
			pgy := float64(y.Program.PGYOn(l.Person.Person, w.Date))
			law, binds := y.allowed("acgme-moonlighting", w.Date, l, w.Rotation, y.serviceOf(l, w))
			if binds && !law.Keeps(pgy) {
				report(law.breach(l, w.Date, w.Date, pgy, "moonlights as PGY-%g; it is allowed from PGY-%g on", pgy, law.Limit))
			}
		}
	})
}

// moonlightingHours: moonlighting fills so many hours of a calendar week at most.
func moonlightingHours(y *Year, report func(Breach)) {
	y.eachResidentHand(func(l *Line, h *hand) {
		var monday datasets.Day
		var minutes int64
		flush := func() {
			law, binds := y.allowed("policy-moonlighting", monday, l, "", "")
			if minutes > 0 && binds && !law.Keeps(hours(minutes)) {
				report(law.breach(l, monday, monday+6, hours(minutes), "moonlights for %.4g h in the week; %g h are allowed", hours(minutes), law.Limit))
			}
			minutes = 0
		}
		for _, w := range h.work {
			if w.before || w.Kind != datasets.KindMoonlighting {
				continue
			}
			if of := w.Date - datasets.Day((w.Date.Weekday()+6)%7); of != monday {
				flush()
				monday = of
			}
			minutes += w.End - w.Start
		}
		flush()
	})
}

// rollingWindow is what a rolling average looks over.
const rollingWindow = 28

// rollingHours: work is so many hours a week at most, averaged over any 28 days in a row, leave days removed. One breach a resident,
// of the worst 28 days. A schedule of fewer days has no such window.
func rollingHours(y *Year, report func(Breach)) {
	y.eachResidentHand(func(l *Line, h *hand) {
		var worst law
		var breach Average
		for first := y.Clock.FirstDay; first+rollingWindow-1 <= y.Clock.LastDay; first++ {
			r, binds := y.allowed("policy-rolling-80h", first, l, "", "")
			if !binds {
				continue
			}
			var days []datasets.Day
			for d := first; d < first+rollingWindow; d++ {
				if !l.Absent(d) {
					days = append(days, d)
				}
			}
			a := Average{FirstDay: first, LastDay: first + rollingWindow - 1}
			if len(days) > 0 {
				y.Clock.average(l.Person.Person, days, &a)
			}
			if !r.Keeps(a.Hours) && a.Hours > breach.Hours {
				worst, breach = r, a
			}
		}
		if breach.Exposed > 0 {
			report(worst.breach(l, breach.FirstDay, breach.LastDay, breach.Hours, "works %.1f h a week in 28 days in a row, %d of them without leave; %g are allowed",
				breach.Hours, breach.Exposed, worst.Limit))
		}
	})
}

// leaveInBlock: so many weekdays of a block are away at most.
func leaveInBlock(y *Year, report func(Breach)) {
	y.eachResident(func(l *Line) {
		for _, block := range byBlock(y.Planned(l)) {
			first, last := block[0].FirstDay, block[len(block)-1].LastDay
			n := 0
			for d := first; d <= last; d++ {
				if wd := d.Weekday(); l.Absent(d) && wd != time.Saturday && wd != time.Sunday {
					n++
				}
			}
			law, binds := y.allowed("policy-leave-in-block", first, l, "", "")
			if binds && !law.Keeps(float64(n)) {
				report(law.breach(l, first, last, float64(n), "is away on %s of %s; %g %s allowed", count(n, "weekday"), block[0].name(), law.Limit, are(law.Limit)))
			}
		}
	})
}

// awayInYear: so many days of the year are away at most, or training is extended.
func awayInYear(id string) func(*Year, func(Breach)) {
	return func(y *Year, report func(Breach)) {
		y.eachResident(func(l *Line) {
			n := y.awayDays(l)
			law, binds := y.allowed(id, y.FirstDay, l, "", "")
			if binds && !law.Keeps(float64(n)) {
				report(law.breach(l, y.FirstDay, y.LastDay, float64(n), "is away on %s of the year; beyond %g training is extended", count(n, "day"), law.Limit))
			}
		})
	}
}

// awayInTraining: so many days of the whole training are away at most, those of history.csv and of this year together.
func awayInTraining(id string) func(*Year, func(Breach)) {
	return func(y *Year, report func(Breach)) {
		y.eachResident(func(l *Line) {
			n := y.awayDays(l) + y.awayBefore(l)
			law, binds := y.allowed(id, y.FirstDay, l, "", "")
			if binds && !law.Keeps(float64(n)) {
				report(law.breach(l, y.FirstDay, y.LastDay, float64(n), "is away on %s of the training so far; beyond %g it is extended", count(n, "day"), law.Limit))
			}
		})
	}
}

// awayOnAverage: so many days away come to each year of training at most, on the average of the time up to the end of this year, or of
// the person's own time if that ends before.
func awayOnAverage(id string) func(*Year, func(Breach)) {
	return func(y *Year, report func(Breach)) {
		y.eachResident(func(l *Line) {
			years := math.Max(1, float64(min(l.Person.LastDay, y.LastDay)-l.Person.FirstDay+1)/365.25)
			n := y.awayDays(l) + y.awayBefore(l)
			rate := math.Round(1e6*float64(n)/years) / 1e6
			law, binds := y.allowed(id, y.FirstDay, l, "", "")
			if binds && !law.Keeps(rate) {
				report(law.breach(l, y.FirstDay, y.LastDay, rate, "is away on %s in %.3g years of training, %.4g a year; beyond %g it is extended", count(n, "day"), years, rate, law.Limit))
			}
		})
	}
}

// awayDays counts the days of the year on which the person is absent.
func (y *Year) awayDays(l *Line) int {
	n := 0
	for d := y.FirstDay; d <= y.LastDay; d++ {
		if l.Absent(d) {
			n++
		}
	}
	return n
}

// awayBefore is how many days away history.csv has of the years before.
func (y *Year) awayBefore(l *Line) int {
	days := 0.0
	for _, h := range y.Program.History {
		if h.Person == l.Person.Person && h.Kind == datasets.HistoryAway && h.Amount != nil {
			days += *h.Amount
		}
	}
	return int(math.Round(days))
}
