package compliance

import (
	"fmt"
	"slices"
	"strconv"

	"rota/datasets"
)

// eligible: a resident's PGY level is one of the rotation's, as of the first day that he is on it in each half-block.
// One breach a level and averaging window.
func eligible(y *Year, report func(Breach)) {
	for i := range y.Lines {
		l := &y.Lines[i]
		for _, w := range y.windows(l) {
			var at []levelSpan
			for _, d := range w.days {
				at = y.addLevel(at, l, d)
			}
			for _, s := range at {
				if w.row == y.nowhere || slices.Contains(w.row.PGYs, s.pgy) {
					continue
				}
				report(Breach{Person: l.Person.Person, FirstDay: s.first, LastDay: s.last, Amount: float64(s.pgy), Allowed: float64(nearest(w.row.PGYs, s.pgy)),
					Text: fmt.Sprintf("%s is on %s as PGY-%d; it is for %s.", l.Person.Person, w.row.Rotation, s.pgy, levelNames(w.row.PGYs))})
			}
		}
	}
}

// levelSpan is a run of half-blocks in which somebody's level is the same.
type levelSpan struct {
	span
	pgy  int
	half Half // the half-block of the last day
}

// addLevel adds day d, later than all before it. The level is looked up where a half-block begins, and holds until its end.
func (y *Year) addLevel(at []levelSpan, l *Line, d datasets.Day) []levelSpan {
	half, _ := l.halfOf(d)
	person := l.Person.Person
	if n := len(at); n > 0 {
		last := &at[n-1]
		if half == last.half || y.Program.PGYOn(person, d) == last.pgy {
			last.last, last.half = d, half
			return at
		}
	}
	return append(at, levelSpan{span{d, d}, y.Program.PGYOn(person, d), half})
}

// nearest returns the level of the list that lies nearest to pgy, 0 of an empty list.
func nearest(levels []int, pgy int) int {
	best := 0
	for _, g := range levels {
		if best == 0 || max(g-pgy, pgy-g) < max(best-pgy, pgy-best) {
			best = g
		}
	}
	return best
}

// levelNames writes levels for a sentence: "PGY-1 or PGY-2".
func levelNames(pgys []int) string {
	names := make([]string, len(pgys))
	for i, g := range pgys {
		names[i] = "PGY-" + strconv.Itoa(g)
	}
	return either(names)
}
