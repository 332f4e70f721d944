package compliance

import (
	"math"
	"slices"

	"rota/datasets"
	"rota/datasets/rules"
)

// hoursInMonth is what the requirements of family medicine hold equal: "100 h or 1 month".
const hoursInMonth = 100

// weeksInMonth: a month is a block, or four weeks.
const weeksInMonth = 4

// curriculum: over the whole training a resident has so much of the services that the programme names for the rule, what history.csv
// says of the years before included. A month is a block, or four weeks; hours are those that rotations plan,
// times the person's share of full time. Too little is said of
// those only whose training ends in this year: on the last level, and gone by its end.
func curriculum(id string) func(*Year, func(Breach)) {
	return func(y *Year, report func(Breach)) {
		versions := slices.DeleteFunc(y.Book.Rules(), func(r rules.Rule) bool { return r.ID != id })
		if len(versions) == 0 {
			return
		}
		r := law{Rule: versions[len(versions)-1]}
		y.eachResident(func(l *Line) {
			ends := l.Person.LastDay <= y.LastDay && len(y.Planned(l)) > 0 && y.Program.PGYOn(l.Person.Person, l.Person.LastDay) >= r.FinalPGY
			if r.Sense == rules.Least && !ends {
				return
			}
			amount := math.Round(1e6*(y.trained(l, r)+y.trainedBefore(l, r))) / 1e6 // a sum of shares of days
			if !r.Keeps(amount) {
				report(r.breach(l, y.FirstDay, min(y.LastDay, l.Person.LastDay), amount, "has %.4g %s of %s at the end of the year; %s %g",
					amount, unitNames[r.Unit], either(r.Services), unitLimits[r.Sense], r.Limit))
			}
		})
	}
}

var (
	unitNames  = map[string]string{"month": "months", "h": "h"}
	unitLimits = map[rules.Sense]string{rules.Least: "training asks for", rules.Most: "training allows"}
)

// trained is how much of the rule's services the person has in this year, in the unit of the rule.
func (y *Year) trained(l *Line, r law) float64 {
	sum := 0.0
	for _, h := range l.halves {
		for d := h.FirstDay; d <= h.LastDay; d++ {
			for _, on := range l.On(d) {
				if slices.Contains(r.Services, on.Service) {
					sum += r.amount(float64(h.Weeks)/weeksInMonth/float64(h.Days()), l.Person.FullTime*on.HoursPerWeek)
				}
			}
		}
	}
	return sum
}

// trainedBefore is the same of the years before.
func (y *Year) trainedBefore(l *Line, r law) float64 {
	sum := 0.0
	for _, h := range y.Program.History {
		if h.Person != l.Person.Person || h.Kind != datasets.HistoryDone || h.Amount == nil {
			continue
		}
		share, hoursPerWeek := 0.0, 0.0
		rows := y.rows[h.Name]
		for _, row := range rows {
			if slices.Contains(r.Services, row.Service) {
				share += 1 / float64(len(rows))
				hoursPerWeek = row.HoursPerWeek
			}
		}
		if len(rows) == 0 && slices.Contains(r.Services, h.Name) {
			share = 1
			i := slices.IndexFunc(y.Program.Rotations, func(row datasets.Rotation) bool { return row.Service == h.Name })
			hoursPerWeek = y.Program.Rotations[max(0, i)].HoursPerWeek
		}
		switch {
		case h.Unit != "hour":
			sum += share * r.amount(*h.Amount*monthsIn[h.Unit], hoursPerWeek)
		case r.Unit == "h":
			sum += share * *h.Amount
		default:
			sum += share * *h.Amount / hoursInMonth
		}
	}
	return sum
}

// monthsIn is how many months the units of history.csv are.
var monthsIn = map[string]float64{"block": 1, "half_block": 0.5, "week": 0.25}

// amount turns months on a rotation of so many hours a week into the unit of the rule.
func (r law) amount(months, hoursPerWeek float64) float64 {
	if r.Unit == "h" {
		return weeksInMonth * months * hoursPerWeek
	}
	return months
}
