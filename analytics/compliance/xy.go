package compliance

import (
	"math"
	"slices"

	"rota/datasets"
)

// The rules of X+Y calendars: clinic weeks come in turn, and inpatient work between them is free of clinic.

// clinicWeeks: a resident whose cohort has a calendar of its own has no more weeks in a row without a day on the services that the programme
// names. What the schedule does not tell, before the year and after it, is no part of them.
func clinicWeeks(y *Year, report func(Breach)) {
	const week = 7
	for _, version := range y.Book.Rules() {
		if version.ID != "xy-clinic-week" {
			continue
		}
		r := law{Rule: version}
		y.eachResident(func(l *Line) {
			if !slices.ContainsFunc(l.halves, func(h Half) bool { return h.OfWeeks }) {
				return
			}
			first, last := max(l.halves[0].FirstDay, l.Person.FirstDay), min(l.halves[len(l.halves)-1].LastDay, l.Person.LastDay)
			for _, without := range runs(first, last, func(d datasets.Day) bool { return !l.Serves(d, r.Services) }) {
				if weeks := math.Round(1e6*float64(without.days())/week) / 1e6; r.InForce(without.first.Time()) && !r.Keeps(weeks) {
					report(r.breach(l, without.first, without.last, weeks, "has %s in a row without a week of %s; %g are the most", amountOf(weeks, datasets.UnitWeek), either(r.Services), r.Limit))
				}
			}
		})
	}
}

// clinicApart: on the services that the programme names, a resident has no more half-days of clinic in a week, from Monday to Sunday.
func clinicApart(y *Year, report func(Breach)) {
	for _, version := range y.Book.Rules() {
		if version.ID != "xy-no-clinic" {
			continue
		}
		r := law{Rule: version}
		y.eachResidentHand(func(l *Line, h *hand) {
			var monday datasets.Day
			var on []string
			n := 0
			flush := func() {
				if n > 0 && !r.Keeps(float64(n)) {
					report(r.breach(l, max(monday, y.Clock.FirstDay), min(monday+6, y.Clock.LastDay), float64(n), "has %s of clinic in a week on %s; %g %s allowed", count(n, "half-day"), either(on), r.Limit, are(r.Limit)))
				}
				n, on = 0, nil
			}
			for _, w := range h.work {
				service := y.serviceOf(l, w)
				if w.before || w.Kind != datasets.KindClinic || !r.InForce(w.Date.Time()) || !slices.Contains(r.Services, service) {
					continue
				}
				if of := w.Date - datasets.Day((int(w.Date.Weekday())+6)%7); of != monday {
					flush()
					monday = of
				}
				if n++; !slices.Contains(on, service) {
					on = append(on, service)
				}
			}
			flush()
		})
	}
}
