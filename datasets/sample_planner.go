package datasets

import (
	"math/rand/v2"
	"slices"
)

// newPlanner makes sets by offering of the rules of a sample.
func newPlanner(p *Program, offerings []offering, rng *rand.Rand) *planner {
	pl := &planner{offerings: offerings, covers: coverCounts(p, offerings), kinds: equivalents(offerings), rng: rng}
	serving := func(service string) []bool {
		set := make([]bool, len(offerings))
		for o, f := range offerings {
			set[o] = f.halves[0].service == service || f.halves[1].service == service
		}
		return set
	}
	for _, q := range p.Prerequisites {
		pl.orders = append(pl.orders, order{first: serving(q.Before), second: serving(q.After), pgys: q.PGYs, reach: q.LeastGap})
	}
	for _, n := range p.Neighbours {
		if n.Allowed == "never" {
			pl.orders = append(pl.orders, order{first: serving(n.First), second: serving(n.Second), reach: n.Spacing, forbidden: true})
		}
	}
	for _, code := range electives[3] {
		service := offerings[offeringIndex(offerings, code)].halves[0].service
		l := limit{halves: make([]int, len(offerings)), most: electiveHalves}
		for o, f := range offerings {
			for _, s := range f.halves {
				if s.service == service {
					l.halves[o]++
				}
			}
		}
		pl.scarce = append(pl.scarce, l)
	}
	for o := range offerings {
		var own []int
		for i, c := range pl.covers {
			if c.serves[o] != [2]bool{} {
				own = append(own, i)
			}
		}
		pl.serving = append(pl.serving, own)
	}
	return pl
}

// equivalents returns for each offering those that may take its place without touching a requirement of the core: an elective
// for an elective, night float for night float.
func equivalents(offerings []offering) [][]int {
	kinds := make([][]int, len(offerings))
	for _, group := range [][]string{electives[3], slices.Concat(nightsFirst, nightsSecond)} {
		var members []int
		for _, code := range group {
			members = append(members, offeringIndex(offerings, code))
		}
		for _, m := range members {
			kinds[m] = members
		}
	}
	return kinds
}

func coverCounts(p *Program, offerings []offering) []coverCount {
	var counts []coverCount
	for _, row := range p.Cover {
		c := coverCount{Cover: row, serves: make([][2]bool, len(offerings))}
		for o, f := range offerings {
			for half, s := range f.halves {
				c.serves[o][half] = slices.Contains(row.Services, s.service)
			}
		}
		if row.FirstDay != nil {
			c.from = slices.IndexFunc(p.Blocks, func(b Block) bool { return b.FirstDay >= *row.FirstDay }) - slices.IndexFunc(p.Blocks, func(b Block) bool { return b.Block == 1 })
		}
		counts = append(counts, c)
	}
	return counts
}
