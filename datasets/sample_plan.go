package datasets

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// plan is a year that is known to keep every requirement, cover, prerequisite and forbidden neighbour of a sample: for each
// resident and planned stretch (block from 1, or stay of weeks), the index of the rotation in the catalogue. It proves that the sample
// can be met and is not written.
type plan [][]int

// planner searches a plan: rows hold the right rotations from the start, and are reordered until cover and succession hold.
type planner struct {
	offerings   []offering
	orientation int      // offering that interns, and nobody else, are on in the first block; -1: none
	slots       [][]slot // of each resident
	level       [][]int  // PGY of each resident in each slice of time
	covers      []coverCount
	serving     [][]int // covers that an offering counts in
	orders      []order
	limits      []limit
	rows        plan
	kinds       [][]int // offerings that may stand for one another; nil for an offering that nothing replaces
	moves       int     // until it begins anew
	seldom      int     // once in so many times a move may be worse by 1
	rng         *rand.Rand
}

// slot is a stretch of a resident's plan.
type slot struct {
	pgys   [2]int   // when its parts begin
	slices [2][]int // that its parts fill
	weeks  [2]int   // that its parts count
}

// order is a prerequisite (first must stand somewhere at least reach blocks before second) or a forbidden neighbour (first may
// not stand within reach blocks before second). The sets are by offering, because the search asks for them all the time.
type order struct {
	first, second []bool
	pgys          []int // levels that it binds; nil: all
	reach         int
	forbidden     bool
}

// limit is what a resident of the levels may spend on the services of some offerings.
type limit struct {
	counts      [][2]bool // by offering and part
	pgys        []int     // whom it binds by his level in the first stretch; nil: everybody
	least, most int       // weeks
	step        int       // weeks that cost 1
}

// coverCount is a cover row with the residents who serve it, by slice of time.
type coverCount struct {
	Cover
	serves [][2]bool // offering, part
	from   int       // first slice that it asks for
	given  []int     // whom the calendars of cohorts put there
	count  []int
}

// The effort of the search: moves until it begins anew, at least and for each cell, and how often it does. Most seeds need less than one
// start.
const (
	planMoves     = 200_000
	planCellMoves = 600
	planSeldom    = 50 // once in so many times a move may be worse by 1, in a year of planSeldomOf cells or fewer; in a larger one less often
	planSeldomOf  = 600
	planRestarts  = 50
)

// find returns a plan without any breach.
func (pl *planner) find(deal func() plan) (plan, error) {
	for range planRestarts {
		pl.rows = deal()
		cost := pl.count()
		for r := range pl.rows {
			cost += pl.rowCost(r)
		}
		for i := 0; i < pl.moves && cost > 0; i++ {
			cost += pl.move()
		}
		if cost == 0 {
			return pl.rows, nil
		}
	}
	return nil, fmt.Errorf("datasets: no base plan found for the sample: restarts=%d; perhaps its limits are too tight", planRestarts)
}

// move swaps two blocks of a resident, or puts an equivalent rotation in one. It returns the change of cost.
func (pl *planner) move() int {
	r := pl.rng.IntN(len(pl.rows))
	row := pl.rows[r]
	a, b := pl.rng.IntN(len(row)), pl.rng.IntN(len(row))
	if kind := pl.kinds[row[a]]; kind != nil && pl.rng.IntN(3) == 0 {
		o := kind[pl.rng.IntN(len(kind))]
		return pl.try(r, a, a, o, o)
	}
	return pl.try(r, a, b, row[b], row[a])
}

// try puts two rotations in blocks a and b of a resident and keeps them unless that is worse; sometimes it may be worse
// by 1, so that the search does not stick. It returns the change of cost.
func (pl *planner) try(r, a, b, newA, newB int) int {
	row := pl.rows[r]
	oldA, oldB := row[a], row[b]
	if newA == oldA {
		return 0
	}
	put := func(atA, atB int) int {
		delta := -pl.rowCost(r) + pl.place(r, a, -1)
		if a != b {
			delta += pl.place(r, b, -1)
		}
		row[a], row[b] = atA, atB
		delta += pl.rowCost(r) + pl.place(r, a, +1)
		if a != b {
			delta += pl.place(r, b, +1)
		}
		return delta
	}
	delta := put(newA, newB)
	if delta <= 0 || delta == 1 && pl.rng.IntN(pl.seldom) == 0 {
		return delta
	}
	put(oldA, oldB)
	return 0
}

// place counts a resident in (sign +1) or out (-1) of the covers that his rotation of this slot serves, and returns the
// change of their cost.
func (pl *planner) place(r, at, sign int) int {
	delta := 0
	o, s := pl.rows[r][at], &pl.slots[r][at]
	for _, i := range pl.serving[o] {
		c := &pl.covers[i]
		for part := range 2 {
			for _, t := range s.slices[part] {
				if c.counts(pl.level[r][t], o, t, part) {
					delta -= c.cost(t)
					c.count[t] += sign
					delta += c.cost(t)
				}
			}
		}
	}
	return delta
}

func (c *coverCount) counts(pgy, offering, slice, part int) bool {
	return slice >= c.from && c.serves[offering][part] && (c.PGYFrom == nil || pgy >= *c.PGYFrom) && (c.PGYTo == nil || pgy <= *c.PGYTo)
}

// cost is by how many residents the cover is missed in a slice.
func (c *coverCount) cost(slice int) int {
	if slice < c.from {
		return 0
	}
	over := 0
	if c.Most != nil {
		over = max(0, c.count[slice]-*c.Most)
	}
	return max(0, c.Least-c.count[slice]) + over
}

// count sets the counts of all covers from nothing and returns their cost.
func (pl *planner) count() int {
	cost := 0
	for i := range pl.covers {
		c := &pl.covers[i]
		c.count = slices.Clone(c.given)
		for r, row := range pl.rows {
			for at, s := range pl.slots[r] {
				for part := range 2 {
					for _, t := range s.slices[part] {
						if c.counts(pl.level[r][t], row[at], t, part) {
							c.count[t]++
						}
					}
				}
			}
		}
		for t := range c.count {
			cost += c.cost(t)
		}
	}
	return cost
}

// rowCost counts the blocks of a resident that he may not have, or not yet, or not there, or too often.
func (pl *planner) rowCost(r int) int {
	cost := 0
	row := pl.rows[r]
	for b, o := range row {
		s := &pl.slots[r][b]
		if !pl.fits(o, s) || pl.orientation >= 0 && (o == pl.orientation) != (s.pgys[0] == 1 && b < orientationBlocks) {
			cost++
		}
		for _, q := range pl.orders {
			if q.second[o] && (q.pgys == nil || slices.Contains(q.pgys, s.pgys[0])) && q.stands(row, b) == q.forbidden {
				cost++
			}
		}
	}
	for _, l := range pl.limits {
		if l.pgys != nil && !slices.Contains(l.pgys, pl.slots[r][0].pgys[0]) {
			continue
		}
		n := 0
		for b, o := range row {
			for part, weeks := range pl.slots[r][b].weeks {
				if l.counts[o][part] {
					n += weeks
				}
			}
		}
		cost += (max(0, n-l.most, l.least-n) + l.step - 1) / l.step
	}
	return cost
}

// fits tells whether an offering is open to the levels of a slot, and not longer.
func (pl *planner) fits(o int, s *slot) bool {
	f := &pl.offerings[o]
	if s.weeks[1] == 0 {
		return f.halves[0].service == f.halves[1].service && slices.Contains(f.pgys, s.pgys[0])
	}
	return slices.Contains(f.pgys, s.pgys[0]) && slices.Contains(f.pgys, s.pgys[1])
}

// stands reports whether first stands where the order looks for it, seen from block b.
func (q order) stands(row []int, b int) bool {
	from, to := 0, b-q.reach+1
	if q.forbidden {
		from, to = max(0, b-q.reach), b
	}
	for at := from; at < to; at++ {
		if q.first[row[at]] {
			return true
		}
	}
	return false
}
