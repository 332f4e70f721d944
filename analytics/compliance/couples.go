package compliance

import (
	"fmt"
	"math"
	"slices"

	"rota/datasets"
	"rota/datasets/rules"
)

// coupleApart: of a couple, no more than the limit is without the other where the rule wants both or neither: on a rotation that allows
// leave, or on the services that the programme names. One breach a half-block, under the code of the one who stands first in people.csv.
func coupleApart(id string) func(*Year, func(Breach)) {
	return func(y *Year, report func(Breach)) {
		y.eachCouple(id, func(a, b *Line, law rules.Rule, h Half, counts func(*Line, datasets.Day) int) {
			y.coupleBreach(law, a, b, h, report, "%s and %s are not together on %s %s", func(d datasets.Day) int {
				return max(counts(a, d)-counts(b, d), counts(b, d)-counts(a, d))
			})
		})
	}
}

// coupleBoth: of a couple, no more than the limit is on the services at a time.
func coupleBoth(id string) func(*Year, func(Breach)) {
	return func(y *Year, report func(Breach)) {
		y.eachCouple(id, func(a, b *Line, law rules.Rule, h Half, counts func(*Line, datasets.Day) int) {
			y.coupleBreach(law, a, b, h, report, "%s and %s are both on %s %s", func(d datasets.Day) int {
				return counts(a, d) + counts(b, d)
			})
		})
	}
}

// coupleBreach reports a half-block on whose worst day the amount is beyond the limit.
func (y *Year) coupleBreach(law rules.Rule, a, b *Line, h Half, report func(Breach), sentence string, amount func(datasets.Day) int) {
	worst := 0
	for d := h.FirstDay; d <= h.LastDay; d++ {
		worst = max(worst, amount(d))
	}
	allowed := math.Floor(law.Limit + tolerance)
	if float64(worst) <= allowed {
		return
	}
	what := "leave"
	if len(law.Services) > 0 {
		what = either(law.Services)
	}
	report(Breach{Level: law.Level, Person: a.Person.Person, FirstDay: h.FirstDay, LastDay: h.LastDay, Amount: float64(worst), Allowed: allowed,
		Unit: law.Unit, Source: law.Source(), Text: fmt.Sprintf(sentence, a.Person.Person, b.Person.Person, what, h.when()) + "."})
}

// plannedOn says whether the day lies in a block or stay that is planned for, or given to, the person.
func (y *Year) plannedOn(l *Line, d datasets.Day) bool {
	return slices.ContainsFunc(y.Planned(l), func(h Half) bool { return h.FirstDay <= d && d <= h.LastDay })
}

// eachCouple visits each version of the rule with each couple of residents and each slice of time, planned for both, that begins while
// the version is in force. counts is 1 for somebody who is on what the version is about.
func (y *Year) eachCouple(id string, visit func(a, b *Line, law rules.Rule, h Half, counts func(*Line, datasets.Day) int)) {
	for _, law := range y.Book.Rules() {
		if law.ID != id {
			continue
		}
		counts := func(l *Line, d datasets.Day) int {
			if len(law.Services) == 0 && l.LeaveAllowed(d) || l.Serves(d, law.Services) {
				return 1
			}
			return 0
		}
		for i := range y.Lines {
			a := &y.Lines[i]
			k := slices.IndexFunc(y.Lines, func(l Line) bool { return a.Person.Couple != "" && l.Person.Person == a.Person.Couple })
			if k < i { // none, or they were visited
				continue
			}
			b := &y.Lines[k]
			for _, h := range y.slices {
				if y.plannedOn(a, h.FirstDay) && y.plannedOn(b, h.FirstDay) && law.InForce(h.FirstDay.Time()) {
					visit(a, b, law, h, counts)
				}
			}
		}
	}
}
