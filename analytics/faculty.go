package analytics

import (
	"math"
	"strings"

	"rota/analytics/compliance"
	"rota/datasets"
)

// AssessFaculty returns everything known about one candidate's year of the faculty: inpatient weeks, and the half-days that hold the
// nights on call. The order of its rows is fixed by the programme.
func AssessFaculty(p *datasets.Program, weeks []datasets.Stay, shifts []datasets.Shift) Assessment {
	year := compliance.LayFaculty(p, weeks, shifts)
	a := Assessment{Breaches: year.Check(), Wishes: facultyWishes(year.Faculty), Exceptions: year.Book.Exceptions()}
	for _, level := range []compliance.Level{compliance.Hard, compliance.Cover} {
		n := compliance.Count(a.Breaches, level)
		a.add(Measure{Name: strings.ToLower(string(level)) + "_breaches", Scope: programme, Value: number(float64(n)), Unit: "breach", Target: number(0),
			State: noneIs(n, Bad), Source: "count of breaches on level " + string(level)})
	}
	pools := p.Pools(datasets.Faculty)
	for _, pool := range pools {
		a.measurePool(year.Faculty, pool)
	}
	a.measureSpacing(year.Faculty)
	a.measureReserve(year.Faculty, pools)
	a.countRequests("requests for leave without a call or an inpatient week on their days", "all of the faculty")
	return a
}

// measurePool tells what each person has of a pool beside his even share by exposure.
func (a *Assessment) measurePool(f *compliance.Faculty, pool datasets.Pool) {
	share := map[string]datasets.Share{}
	for _, s := range pool.Shares {
		share[s.Person] = s
	}
	var all []held
	for i := range f.Lines {
		l := &f.Lines[i]
		s, shares := share[l.Person.Person]
		has := float64(f.PoolAmount(l, pool))
		if !shares {
			s.Person = l.Person.Person
		}
		if least, most := s.Around(); shares || has > 0 {
			all = append(all, held{s, has, float64(least), float64(most)})
		}
	}
	a.measureShares(pool.Name, pool.Unit, all)
}

// measureSpacing tells how close a person's calls, and his inpatient weeks, come to each other. The attending's nights of one week
// are one call.
func (a *Assessment) measureSpacing(f *compliance.Faculty) {
	nights, days := math.Inf(1), math.Inf(1)
	for i := range f.Lines {
		for _, gap := range f.CallGaps(&f.Lines[i]) {
			nights = min(nights, float64(gap.Nights))
		}
		weeks := f.Lines[i].Weeks
		for k := 1; k < len(weeks); k++ {
			days = min(days, float64(weeks[k].FirstDay-weeks[k-1].LastDay-1))
		}
	}
	byRule := map[string]int{}
	for _, b := range a.Breaches {
		byRule[b.Rule]++
	}
	close := byRule["call-gap"] + byRule["call-spacing"]
	least := func(name, unit string, value float64, source string) {
		m := Measure{Name: name, Scope: programme, Value: number(value), Unit: unit, Source: source}
		if m.Value == nil {
			m.State, m.Source = NoAnswer, source+": nobody has two"
		}
		a.add(m)
	}
	least("call_gap_least", "night", nights, "fewest nights from a person's call to his next")
	a.add(Measure{Name: "calls_close", Scope: programme, Value: number(float64(close)), Unit: "pair of calls", Target: number(0), State: noneIs(close, Watch),
		Source: "calls of one person closer than wanted_gap of call.csv"})
	a.add(Measure{Name: "calls_near_inpatient", Scope: programme, Value: number(float64(byRule["near-inpatient"])), Unit: "call", Target: number(0),
		State: noneIs(byRule["near-inpatient"], Watch), Source: "calls closer to an inpatient week of the same person than inpatient_gap of call.csv"})
	least("inpatient_gap_least", "day", days, "fewest days between two inpatient weeks of one person")
}
