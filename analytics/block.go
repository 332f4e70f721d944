package analytics

import (
	"strings"

	"rota/analytics/compliance"
	"rota/datasets"
)

// AssessBlock returns everything known about one candidate's half-days of a block. The order of its rows is fixed by the programme.
func AssessBlock(p *datasets.Program, shifts []datasets.Shift) Assessment {
	year := compliance.LayShifts(p, nil, shifts)
	a := Assessment{Breaches: year.Check(), Exceptions: year.Book.Exceptions()}
	for _, level := range []compliance.Level{compliance.Hard, compliance.Cover} {
		n := compliance.Count(a.Breaches, level)
		a.add(Measure{Name: strings.ToLower(string(level)) + "_breaches", Scope: programme, Value: number(float64(n)), Unit: "breach", Target: number(0),
			State: noneIs(n, Bad), Source: "count of breaches on level " + string(level)})
	}
	a.measureBlock(year)
	return a
}
