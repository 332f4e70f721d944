package compliance

import (
	"math"

	"rota/datasets"
)

// serviceRate: nobody has more weeks of the services that the programme names than the rule gives to a year of full time, times the share of
// the year that is planned for him and his share of full time, rounded up to what can be planned: half-blocks, or weeks where a cohort has a
// calendar of its own. So the burden is a rate: half a year bears half of it.
func serviceRate(y *Year, report func(Breach)) {
	if len(y.Halves) == 0 {
		return
	}
	for _, version := range y.Book.Rules() {
		if version.ID != datasets.ServiceRateRule || !version.InForce(y.Halves[0].FirstDay.Time()) {
			continue
		}
		r := law{Rule: version}
		y.eachResident(func(l *Line) {
			all, here, has := 0, 0, y.WeeksOf(l, r.Services)
			for _, h := range l.halves {
				all += h.Weeks
			}
			for _, h := range y.Planned(l) {
				here += h.Weeks
			}
			share := l.Person.FullTime * float64(here) / float64(max(1, all))
			if allowed := y.wholeUp(r.Limit * share); has > allowed+tolerance {
				b := r.breach(l, y.FirstDay, y.LastDay, math.Round(1e6*has)/1e6, "has %s of %s; %.4g for %.3g %% of a year of full time", amountOf(has, datasets.UnitWeek), either(r.Services), allowed, 100*share)
				b.Allowed = allowed
				report(b)
			}
		})
	}
}

// WeeksOf returns the weeks that somebody has of some services: those that his half-blocks count, by the days on which he is on one.
func (y *Year) WeeksOf(l *Line, services []string) (weeks float64) {
	for _, h := range l.halves {
		days := 0
		for d := h.FirstDay; d <= h.LastDay; d++ {
			if l.Serves(d, services) {
				days++
			}
		}
		weeks += float64(h.Weeks*days) / float64(h.Days())
	}
	return math.Round(1e6*weeks) / 1e6 // a sum of thirds
}
