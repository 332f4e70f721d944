package analytics

import (
	"math"

	"rota/analytics/compliance"
	"rota/datasets"
)

// seriesSpare counts the people to spare, by day: scope AM, PM or NIGHT. seriesGap holds each gap between two calls of a person, at the
// night of the later one; its lower limit is the gap that call.csv wishes for.
const (
	seriesSpare = "spare"
	seriesGap   = "call_gap"
)

// measureReserve lays the series of gaps and of people to spare, and tells the fewest. To spare in a night is who could take it beside
// his own calls; in a half-day of a workday, who is there, available, and has neither inpatient week nor recovery nor what follows a
// call. People who share no pool, such as adjuncts, are never planned and are not counted.
func (a *Assessment) measureReserve(f *compliance.Faculty, pools []datasets.Pool) {
	onCall, planned := sharers(pools)
	var nights, halves []float64
	for i := range f.Lines {
		for _, gap := range f.CallGaps(&f.Lines[i]) {
			a.Series = append(a.Series, Point{Name: seriesGap, Scope: f.Lines[i].Person.Person, Time: gap.Night.Time(), Value: float64(gap.Nights), Lower: number(float64(gap.Wanted)), Unit: "night"})
		}
	}
	add := func(halfDay string, d datasets.Day, of map[string]bool, spare func(*compliance.FacultyLine) bool) float64 {
		n := 0.0
		for i := range f.Lines {
			if l := &f.Lines[i]; of[l.Person.Person] && spare(l) {
				n++
			}
		}
		a.Series = append(a.Series, Point{Name: seriesSpare, Scope: halfDay, Time: d.Time(), Value: n, Lower: number(1), Unit: "person"})
		return n
	}
	f.Nights(func(d datasets.Day) {
		nights = append(nights, add(datasets.Night, d, onCall, func(l *compliance.FacultyLine) bool { return f.CouldTake(l, d) }))
	})
	for _, half := range []string{datasets.AM, datasets.PM} {
		for d := f.FirstDay; d <= f.LastDay; d++ {
			if f.Workday(d) {
				halves = append(halves, add(half, d, planned, func(l *compliance.FacultyLine) bool { return f.Free(l, d, half) }))
			}
		}
	}
	a.measureFewest("night", nights, "people who could take the night beside their own calls without breaking a Hard rule; limits of the year are not asked")
	a.measureFewest("half_day", halves, "people who are there in a half-day of a workday, available, and on nothing that the faculty year plans")
}

// measureFewest tells the fewest people to spare, and how often there is nobody.
func (a *Assessment) measureFewest(of string, spare []float64, source string) {
	fewest, none := math.Inf(1), 0
	for _, n := range spare {
		fewest = min(fewest, n)
		if n == 0 {
			none++
		}
	}
	a.add(Measure{Name: "spare_" + of + "_least", Scope: programme, Value: number(fewest), Unit: "person", Lower: number(1), State: noneIs(none, Watch), Source: "fewest " + source})
	a.add(Measure{Name: of + "s_without_spare", Scope: programme, Value: number(float64(none)), Unit: of, Target: number(0), State: noneIs(none, Watch), Source: "without " + source})
}

// sharers returns who has a part in the nights on call, and who in anything.
func sharers(pools []datasets.Pool) (onCall, planned map[string]bool) {
	onCall, planned = map[string]bool{}, map[string]bool{}
	for _, pool := range pools {
		for _, s := range pool.Shares {
			planned[s.Person] = true
			if pool.Name == datasets.PoolTotal {
				onCall[s.Person] = true
			}
		}
	}
	return onCall, planned
}
