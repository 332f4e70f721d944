package datasets

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// plan is a year that is known to keep every requirement, cover, prerequisite and forbidden neighbour of a sample: for each
// resident and block from 1, the index of the rotation in the catalogue. It proves that the sample can be met and is not written.
type plan [][]int

// planner searches a plan: rows hold the right rotations from the start, and are reordered until cover and succession hold.
type planner struct {
	offerings []offering
	level     [][]int // PGY of each resident in each block
	covers    []coverCount
	serving   [][]int // covers that an offering counts in
	orders    []order
	scarce    []limit
	rows      plan
	kinds     [][]int // offerings that may stand for one another; nil for an offering that nothing replaces
	rng       *rand.Rand
}

// order is a prerequisite (first must stand somewhere at least reach blocks before second) or a forbidden neighbour (first may
// not stand within reach blocks before second). The sets are by offering, because the search asks for them all the time.
type order struct {
	first, second []bool
	pgys          []int // levels that it binds; nil: all
	reach         int
	forbidden     bool
}

// limit is an upper limit on the half-blocks that one resident spends on a service.
type limit struct {
	halves []int // by offering
	most   int
}

// coverCount is a cover row with the residents who serve it, per half-block.
type coverCount struct {
	Cover
	serves [][2]bool // offering, half
	from   int       // first block, counted from 0, that it asks for
	count  []int
}

// The effort of the search: moves until it begins anew, and how often it does. Most seeds need less than one start.
const (
	planMoves    = 200_000
	planRestarts = 50
)

// find returns a plan without any breach.
func (pl *planner) find(deal func() plan) (plan, error) {
	for range planRestarts {
		pl.rows = deal()
		cost := pl.count()
		for r := range pl.rows {
			cost += pl.rowCost(r)
		}
		for i := 0; i < planMoves && cost > 0; i++ {
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

// try puts two rotations in blocks a and b of a resident and keeps them unless that is worse; once in 50 times it may be worse
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
	if delta <= 0 || delta == 1 && pl.rng.IntN(50) == 0 {
		return delta
	}
	put(oldA, oldB)
	return 0
}

// place counts a resident in (sign +1) or out (-1) of the covers that his rotation of this block serves, and returns the
// change of their cost.
func (pl *planner) place(r, block, sign int) int {
	delta := 0
	o := pl.rows[r][block]
	for _, i := range pl.serving[o] {
		c := &pl.covers[i]
		for half := range 2 {
			if c.counts(pl.level[r][block], o, block, half) {
				at := 2*block + half
				delta -= c.cost(at)
				c.count[at] += sign
				delta += c.cost(at)
			}
		}
	}
	return delta
}

func (c *coverCount) counts(pgy, offering, block, half int) bool {
	return block >= c.from && c.serves[offering][half] && (c.PGYFrom == nil || pgy >= *c.PGYFrom) && (c.PGYTo == nil || pgy <= *c.PGYTo)
}

// cost is by how many residents the cover is missed in half-block at.
func (c *coverCount) cost(at int) int {
	if at/2 < c.from {
		return 0
	}
	return max(0, c.Least-c.count[at]) + max(0, c.count[at]-*c.Most)
}

// count sets the counts of all covers from nothing and returns their cost.
func (pl *planner) count() int {
	cost := 0
	for i := range pl.covers {
		c := &pl.covers[i]
		c.count = make([]int, 2*annualBlocks)
		for at := range c.count {
			for r, row := range pl.rows {
				if c.counts(pl.level[r][at/2], row[at/2], at/2, at%2) {
					c.count[at]++
				}
			}
			cost += c.cost(at)
		}
	}
	return cost
}

// rowCost counts the blocks of a resident that he may not have, or not yet, or not there, or too often.
func (pl *planner) rowCost(r int) int {
	cost := 0
	row := pl.rows[r]
	for b, o := range row {
		if !slices.Contains(pl.offerings[o].pgys, pl.level[r][b]) || (pl.offerings[o].code == "ORIENT") != (pl.level[r][b] == 1 && b < orientationBlocks) {
			cost++
		}
		for _, q := range pl.orders {
			if q.second[o] && (q.pgys == nil || slices.Contains(q.pgys, pl.level[r][b])) && q.stands(row, b) == q.forbidden {
				cost++
			}
		}
	}
	for _, l := range pl.scarce {
		n := 0
		for _, o := range row {
			n += l.halves[o]
		}
		cost += max(0, n-l.most)
	}
	return cost
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
