// Package analytics assesses one schedule: its breaches, what became of the wishes, measures, and series over the year.
//
// The published methods (control charts, Fire Weather Index, STA/LTA) live in packages of their own, which take and return
// numbers. What this package adds is the choice of numbers from a schedule. That choice is ours, an *adaptation*: it is
// written down beside each function and in the source of each measure, and no index is calibrated against what people went
// through. Planned hours are designed, not measured; they come in plateaus as long as a block and are autocorrelated.
package analytics

import (
	"math"

	"rota/analytics/compliance"
	"rota/datasets"
)

// Assess returns everything known about the stays of one candidate. The order of its rows is fixed by the programme.
func Assess(p *datasets.Program, stays []datasets.Stay) Assessment {
	year := compliance.Lay(p, stays)
	a := Assessment{Breaches: year.Check(), Wishes: wishes(year), Exceptions: year.Book.Exceptions()}
	a.countBreaches(year)
	a.countAbsences(year)
	a.countRequests("requests of which every planned day is granted", "all of residents; one without a day in a planned block is not granted")
	a.assessCover(year)
	a.assessLaw(year)
	a.assessFairness(year)
	a.assessBurdens(year)
	days := workload(year)
	a.chartHours(days, year.MostHours())
	a.layFireIndex(days)
	a.detectBursts("hours", "planned hours a week per resident", hoursDeviation(days))
	a.detectBursts("cover", "residents on services with a least", coverDeviation(year))
	a.countAlerts()
	return a
}

// programme is the scope of what is said of the whole programme.
const programme = "programme"

// add appends a measure. A value that is no number becomes no answer.
func (a *Assessment) add(m Measure) {
	if m.Value != nil && (math.IsNaN(*m.Value) || math.IsInf(*m.Value, 0)) {
		m.Value, m.State = nil, NoAnswer
	}
	a.Measures = append(a.Measures, m)
}

// Measure returns the measure of that name and scope, and whether there is one.
func (a *Assessment) Measure(name, scope string) (Measure, bool) {
	for _, m := range a.Measures {
		if m.Name == name && m.Scope == scope {
			return m, true
		}
	}
	return Measure{}, false
}

// number is a value of a measure or a limit: nil where there is no such number.
func number(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return &v
}

// noneIs is the state of a count that should be 0: worse says what it is otherwise.
func noneIs(count int, worse State) State {
	if count == 0 {
		return Good
	}
	return worse
}
