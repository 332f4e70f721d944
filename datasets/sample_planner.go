package datasets

import (
	"math/rand/v2"
	"slices"
)

// newPlanner makes sets by offering of the rules of a sample. Groups are offerings that may take each other's place.
func newPlanner(p *Program, offerings []offering, groups [][]string, rng *rand.Rand) *planner {
	pl := &planner{offerings: offerings, orientation: offeringIndex(offerings, "ORIENT"), covers: coverCounts(p, offerings), kinds: equivalents(offerings, groups), rng: rng}
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
	for o := range offerings {
		var own []int
		for i, c := range pl.covers {
			if c.serves[o] != [2]bool{} {
				own = append(own, i)
			}
		}
		pl.serving = append(pl.serving, own)
	}
	cells := 0
	for _, r := range residentsOf(p) {
		pl.seat(p, r)
		cells += len(pl.slots[len(pl.slots)-1])
	}
	pl.moves, pl.seldom = planMoves, planSeldom
	if cells > planSeldomOf {
		pl.moves, pl.seldom = planCellMoves*cells, planSeldom*cells*cells/(planSeldomOf*planSeldomOf)
	}
	return pl
}

// seat adds the slots of the next resident, and where his cohort's calendar puts him.
func (pl *planner) seat(p *Program, r Person) {
	times := p.Slices()
	var levels []int
	for _, t := range times {
		levels = append(levels, p.PGYOn(r.Person, t.FirstDay))
	}
	var own []slot
	for _, stretch := range p.Stretches(r) {
		var s slot
		for k, part := range stretch.Parts {
			s.pgys[k], s.weeks[k] = p.PGYOn(r.Person, part.FirstDay), part.Weeks
			for i, t := range times {
				if part.FirstDay <= t.FirstDay && t.LastDay <= part.LastDay {
					s.slices[k] = append(s.slices[k], i)
				}
			}
		}
		if stretch.Rotation == "" {
			own = append(own, s)
			continue
		}
		o := offeringIndex(pl.offerings, stretch.Rotation)
		for i := range pl.covers {
			for _, t := range slices.Concat(s.slices[0], s.slices[1]) {
				if c := &pl.covers[i]; c.counts(levels[t], o, t, 0) {
					c.given[t]++
				}
			}
		}
	}
	pl.level, pl.slots = append(pl.level, levels), append(pl.slots, own)
}

// scarce limits what a resident may spend on each of some rotations.
func (pl *planner) scarce(codes []string, weeks int) {
	for _, code := range codes {
		service := pl.offerings[offeringIndex(pl.offerings, code)].halves[0].service
		pl.limits = append(pl.limits, limit{counts: pl.serves(service), most: weeks, step: halfBlockWeeks})
	}
}

// serves tells which part of which offering is of a service.
func (pl *planner) serves(service string) [][2]bool {
	set := make([][2]bool, len(pl.offerings))
	for o, f := range pl.offerings {
		set[o] = [2]bool{f.halves[0].service == service, f.halves[1].service == service}
	}
	return set
}

// equivalents returns for each offering those that may take its place without touching a requirement: those of the first of its groups.
func equivalents(offerings []offering, groups [][]string) [][]int {
	kinds := make([][]int, len(offerings))
	for _, group := range groups {
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
	times := p.Slices()
	var counts []coverCount
	for _, row := range p.Cover {
		c := coverCount{Cover: row, serves: make([][2]bool, len(offerings)), given: make([]int, len(times))}
		for o, f := range offerings {
			for half, s := range f.halves {
				c.serves[o][half] = slices.Contains(row.Services, s.service)
			}
		}
		if row.FirstDay != nil {
			c.from = slices.IndexFunc(times, func(t Slice) bool { return t.FirstDay >= *row.FirstDay })
		}
		counts = append(counts, c)
	}
	return counts
}
