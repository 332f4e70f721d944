package solver

import (
	"math"
	"slices"
)

// fraction looks for rows in which the mixture misses a number together that is far from whole: all rows in which missing costs
// alike, those of a duty, those of halves, quarters, ... of the periods, and of both; nil if there are none.
func (c *columns) fraction(short []float64) (rows []int, missing float64) {
	best := 0.0
	for _, set := range c.rowSets() {
		sum := 0.0
		for _, k := range set {
			sum += short[k]
		}
		if far := math.Abs(sum - math.Round(sum)); far > best+nearWhole {
			best, rows, missing = far, set, sum
		}
	}
	return rows, missing
}

// rowSets lists the sets of rows that shortages are about, larger ones first.
func (c *columns) rowSets() (sets [][]int) {
	t := &c.p.Demands
	byCost := map[int64][]int{}
	var costs []int64
	for k := range c.demands {
		if cost := c.missing(k); cost > 0 && t.Least[k] > 0 {
			if byCost[cost] == nil {
				costs = append(costs, cost)
			}
			byCost[cost] = append(byCost[cost], k)
		}
	}
	for _, cost := range costs {
		all := byCost[cost]
		for parts := 1; parts <= c.m.periods; parts *= 2 {
			for part := range parts {
				var within []int
				for _, k := range all {
					if first, _ := t.span(k); int(first)*parts/c.m.periods == part {
						within = append(within, k)
					}
				}
				if len(within) > 0 {
					sets = append(sets, within)
				}
				sets = append(sets, c.byTerms(within)...)
			}
		}
	}
	return sets
}

// byTerms splits rows by what they ask for.
func (c *columns) byTerms(rows []int) (sets [][]int) {
	t := &c.p.Demands
	terms := func(k int) []Group { return t.Group[t.Terms[k]:t.Terms[k+1]] }
	for _, k := range rows {
		i := slices.IndexFunc(sets, func(set []int) bool { return slices.Equal(terms(set[0]), terms(k)) })
		if i < 0 {
			sets = append(sets, []int{k})
		} else {
			sets[i] = append(sets[i], k)
		}
	}
	if len(sets) == 1 {
		return nil
	}
	return sets
}
