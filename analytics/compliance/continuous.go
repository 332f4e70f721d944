package compliance

// The rules on work without a break and on time off between two periods of it. They look at each period wherever it lies: no
// boundary of rotation, block or year ends them, and the periods before the year come from history.csv.

// hours turns minutes into hours.
func hours(minutes int64) float64 { return float64(minutes) / 60 }

// timeBetween: between two periods of work lie so many hours.
func timeBetween(id string) func(*Year, func(Breach)) {
	return func(y *Year, report func(Breach)) {
		y.eachGap(func(l *Line, before, after period) {
			off := after.start - before.end
			law, binds := y.lawOf(id, l, after)
			if binds && !law.Keeps(hours(off)) {
				report(law.breach(l, y.Clock.day(before.end), y.Clock.day(after.start), hours(off), "has %.4g h off between %s and %s; %g h are owed",
					hours(off), y.Clock.at(before.end), y.Clock.at(after.start), law.Limit))
			}
		})
	}
}

// restAfterCall: after 24 h of in-house call, counted to the hour at which the resident leaves, lie 14 hours.
func restAfterCall(y *Year, report func(Breach)) {
	y.eachGap(func(l *Line, before, after period) {
		off := after.start - before.end
		law, binds := y.lawOf("acgme-14h-after-24h", l, after)
		if binds && hours(before.minutes()) >= law.After && !law.Keeps(hours(off)) {
			report(law.breach(l, y.Clock.day(before.end), y.Clock.day(after.start), hours(off), "has %.4g h off from %s, after %.4g h of call, to %s; %g h are owed",
				hours(off), y.Clock.at(before.end), hours(before.minutes()), y.Clock.at(after.start), law.Limit))
		}
	})
}

// longestClinical: clinical work goes on for 24 h at most. Teaching and administration at its end are no clinical work.
func longestClinical(y *Year, report func(Breach)) {
	y.eachPeriod(func(l *Line, p period) {
		law, binds := y.lawOf("acgme-24h", l, p)
		if clinical := p.clinical - p.start; binds && !law.Keeps(hours(clinical)) {
			report(law.breach(l, y.Clock.day(p.start), y.Clock.day(p.clinical), hours(clinical), "is at clinical work for %.4g h without a break, %s to %s; %g h are allowed",
				hours(clinical), y.Clock.at(p.start), y.Clock.at(p.clinical), law.Limit))
		}
	})
}

// longestPresence: after 24 h, hand-off and education keep a resident for 4 h at most.
func longestPresence(y *Year, report func(Breach)) {
	y.eachPeriod(func(l *Line, p period) {
		law, binds := y.lawOf("acgme-24h-plus-4", l, p)
		if beyond := hours(p.minutes()) - law.After; binds && !law.Keeps(beyond) {
			report(law.breach(l, y.Clock.day(p.start), y.Clock.day(p.end), beyond, "is present for %.4g h without a break, %s to %s; %g h and %g h for hand-off are allowed",
				hours(p.minutes()), y.Clock.at(p.start), y.Clock.at(p.end), law.After, law.Limit))
		}
	})
}

// lawOf returns the rule as it binds the person in the period, by the day on which it begins and the rotation of its first work.
func (y *Year) lawOf(id string, l *Line, p period) (law, bool) {
	w := p.work[0]
	return y.allowed(id, w.Date, l, w.Rotation, y.serviceOf(l, w))
}

// serviceOf returns the service that the work is for, by its rotation or, where the row names none, by the stay of that day.
func (y *Year) serviceOf(l *Line, w Work) string {
	if r := y.row(l.calendar, w.Rotation, w.Date); r != nil {
		return r.Service
	}
	for _, r := range l.On(w.Date) {
		return r.Service
	}
	return ""
}

// eachPeriod visits the residents' periods of work that reach into the schedule.
func (y *Year) eachPeriod(visit func(*Line, period)) {
	y.eachResidentHand(func(l *Line, h *hand) {
		for _, p := range h.periods {
			if !p.before() {
				visit(l, p)
			}
		}
	})
}

// eachGap visits each two periods that follow each other, the later of which reaches into the schedule.
func (y *Year) eachGap(visit func(l *Line, before, after period)) {
	y.eachResidentHand(func(l *Line, h *hand) {
		for i := 1; i < len(h.periods); i++ {
			if !h.periods[i].before() {
				visit(l, h.periods[i-1], h.periods[i])
			}
		}
	})
}
