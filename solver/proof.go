package solver

import (
	"math"
	"slices"
)

// leaf is a set of rosters, those that keep its shortages, and what is known of it.
type leaf struct {
	shortages []shortage
	bound     int64 // no roster of the leaf costs less; joined, in parts of 1/priced
	center    []float64
	short     []float64 // what the mixture that answers the best prices misses, by row
	barred    [][]bool  // cells that no line has, by person, period and duty
	split     cellSplit // the cell that the mixture is most divided about
	cells     bool      // shortages have been in vain: split by cells
	mixed     mixture   // that answers the best prices

	// The price of the last shortage is searched for by steps up and down, longer after a success and shorter after a failure.
	most, stride int64
	tries        int
}

// proof raises the bound beyond that of mixtures by splitting the rosters by shortages, again and again, until no leaf may hold a
// better roster than the best known (branch and bound).
type proof struct {
	c      *columns // apart from those that rosters are made with
	leaves []*leaf
	barred [][]bool // cells that are in no better roster, by person, period and duty
	stuck  bool     // a leaf with the least bound misses whole numbers only
	work   int      // people priced
}

const (
	priceTries = 8    // for the price of a shortage
	leafSteps  = 40   // of the bundle at one price
	inVain     = 0.05 // units of price that a shortage has to raise the bound by
	nearWhole  = 0.1  // how far from a whole number is far enough to split there
	leafForce  = 0.05
	splitSteps = 400 // of the master for the mixture that says where to split
	leafWidth  = 60  // columns a person that a bound begins with
)

// newProof begins with all rosters; the search for prices has settled.
func (c *columns) newProof() *proof {
	root := &leaf{bound: c.bound, center: slices.Clone(c.pull.center), barred: make([][]bool, len(c.people)), tries: priceTries - 1}
	for i := range root.barred {
		root.barred[i] = make([]bool, len(c.people[i].l.cell))
	}
	return &proof{c: c, leaves: []*leaf{root}, barred: root.barred}
}

// bound returns a cost that no roster undercuts which keeps what is Hard; infinite if none is left that costs less than cutoff.
func (p *proof) bound() int64 {
	least := infinite
	for _, l := range p.leaves {
		least = min(least, l.bound)
	}
	return least
}

// least returns the leaf with the least bound, the last of those.
func (p *proof) least() *leaf {
	least := p.leaves[0]
	for _, l := range p.leaves {
		if l.bound <= least.bound {
			least = l
		}
	}
	return least
}

// outset bounds all rosters once more and bars what is in no roster below the cutoff.
func (p *proof) outset(cutoff int64) {
	root := p.leaves[0]
	p.try(root, cutoff)
	p.barred = slices.Clone(root.barred)
	if root.bound >= cutoff {
		p.leaves = nil
	}
}

// step tries one price, or splits the leaf with the least bound. Leaves whose bound reaches the cutoff are given up.
func (p *proof) step(cutoff int64) {
	for _, l := range p.leaves {
		if l.tries < priceTries {
			p.try(l, cutoff)
			p.leaves = slices.DeleteFunc(p.leaves, func(l *leaf) bool { return l.bound >= cutoff })
			return
		}
	}
	if len(p.leaves) == 0 {
		return
	}
	l := p.least()
	at := slices.Index(p.leaves, l)
	children := p.splitShortage(l)
	if children == nil {
		children = p.splitCell(l)
	}
	if children == nil {
		p.stuck = true
		return
	}
	p.leaves = append(slices.Delete(p.leaves, at, at+1), children...)
}

// child returns a leaf that begins with what is known of another.
func (l *leaf) child() *leaf {
	return &leaf{bound: l.bound, mixed: l.mixed, center: l.center, short: l.short, split: l.split, cells: l.cells, shortages: slices.Clone(l.shortages), barred: slices.Clone(l.barred)}
}

// splitShortage splits by what is missing in some rows; nil if that is a whole number in all of them, or has been in vain.
func (p *proof) splitShortage(l *leaf) []*leaf {
	if l.cells {
		return nil
	}
	rows, missing := p.c.fraction(l.short)
	if rows == nil {
		return nil
	}
	var children []*leaf
	for _, atMost := range []bool{true, false} {
		child := l.child()
		t := shortage{rows: rows, atMost: atMost, n: int64(math.Ceil(missing))}
		weight := p.c.missing(rows[0])
		child.most, child.stride = weight, weight/2
		for _, other := range l.shortages {
			if !other.atMost && slices.Contains(other.rows, rows[0]) {
				child.most -= other.price
			}
		}
		if atMost {
			t.n--
			child.most = 4 * weight
		}
		child.shortages = append(child.shortages, t)
		children = append(children, child)
	}
	return children
}

// splitCell splits by whether a person has one of some duties in a period; nil if everybody's mixture agrees.
func (p *proof) splitCell(l *leaf) []*leaf {
	if l.split.duties == nil {
		return nil
	}
	var children []*leaf
	all := p.c.m.duties
	for _, has := range []bool{true, false} {
		child := l.child()
		child.tries, child.cells = priceTries-1, true
		barred := slices.Clone(l.barred[l.split.person])
		for d := range Duty(all) {
			if slices.Contains(l.split.duties, d) != has {
				barred[l.split.period*all+int(d)] = true
			}
		}
		child.barred[l.split.person] = barred
		children = append(children, child)
	}
	return children
}

// try bounds a leaf at one more price of its last shortage, or at all.
func (p *proof) try(l *leaf, cutoff int64) {
	l.tries++
	if l.tries == priceTries && l.stride == 0 {
		p.boundOf(l, cutoff)
		return
	}
	t, before, parent := &l.shortages[len(l.shortages)-1], l.shortages[len(l.shortages)-1].price, l.bound
	t.price = max(0, min(l.most, before+l.stride))
	if t.price == before {
		l.stride /= -2
		return
	}
	if p.boundOf(l, cutoff) {
		l.stride += l.stride / 2
	} else {
		t.price = before
		l.stride /= -2
	}
	l.cells = l.cells || l.tries == priceTries && l.bound < parent+int64(inVain*p.c.unit*priced)
}

// boundOf searches for prices of the demands that bound the rosters of a leaf; true: its bound rises.
func (p *proof) boundOf(l *leaf, cutoff int64) bool {
	c := *p.c
	c.hi = slices.Clone(c.hi)
	for _, t := range l.shortages {
		sign := int64(1)
		if t.atMost {
			sign = -1
		}
		c.offset += sign * t.price * t.n
		for _, k := range t.rows {
			c.hi[k] -= float64(sign*t.price) / priced / c.unit
		}
	}
	center := slices.Clone(l.center)
	for k, hi := range c.hi[:c.demands] {
		center[k] = min(center[k], hi)
	}
	for i := range c.people {
		c.people[i].barred = l.barred[i]
	}
	c.choosePool(center)
	c.pull, c.bound = pull{phase: exact, center: center, force: leafForce}, math.MinInt64
	c.pull.best = c.try(center)
	steps := 0
	for ; (steps == 0 || c.pull.phase != settled) && steps < leafSteps && c.bound < cutoff; steps++ {
		c.improveBound()
	}
	p.work += (steps + 2) * len(c.people)
	rises := c.bound > l.bound
	if rises || l.stride == 0 { // a leaf by cells is bounded once
		l.bound, l.center = max(l.bound, c.bound), c.pull.center
		if s := c.pull.saddle; s != nil {
			s.run(splitSteps, c.pull.center, c.pull.force)
			p.work += int(float64(s.looked) / c.perPerson())
			l.short, l.split, l.mixed = s.short(), c.divided(s), s.mixture()
		}
	}
	if c.bound < cutoff {
		c.bar(l, cutoff)
	}
	return rises
}

// bar bars the cells of a leaf that are in no line of a roster below the cutoff: with such a line, the bound at the best prices
// would reach it.
func (c *columns) bar(l *leaf, cutoff int64) {
	best := c.bound
	prices := c.whole(c.pull.center[:c.demands])
	bound := c.valueAt(prices)
	if bound < best-priced {
		return
	}
	byKind := c.earnedByKind(prices)
	parallel(len(c.pricers), len(c.people), func(worker, i int) {
		q, w := &c.people[i], &c.pricers[worker]
		w.load(q.l, byKind[c.m.kindOf[i]], q.price, q.barred)
		w.backward()
		through := make([]int64, len(q.l.cell))
		w.through(through)
		spare := cutoff - bound + q.bound - q.l.support(q.price)
		barred := slices.Clone(l.barred[i])
		for cell, v := range through {
			barred[cell] = barred[cell] || v >= spare
		}
		l.barred[i] = barred
	})
}

// valueAt prices everybody at given prices of the demands and returns the bound there.
func (c *columns) valueAt(prices []int64) int64 {
	byKind := c.earnedByKind(prices)
	parallel(len(c.pricers), len(c.people), func(worker, i int) {
		known := infinite
		for _, col := range c.pool[i] {
			known = min(known, col.atPrices(prices))
		}
		c.people[i].run(&c.pricers[worker], byKind[c.m.kindOf[i]], known)
	})
	bound := c.support(prices) + c.offset
	for i := range c.people {
		bound = plus(bound, c.people[i].bound)
	}
	return bound
}

// cellSplit is a cell and duties that a mixture has there in part.
type cellSplit struct {
	person, period int
	duties         []Duty
}

// divided returns the cell that the mixture of a master is most divided about: first whether there is a duty at all, then which.
func (c *columns) divided(s *saddle) (split cellSplit) {
	most, share := 0.05, make([]float64, c.m.periods*c.m.duties)
	for i, cols := range s.groups {
		clear(share)
		for j, col := range cols {
			if j < len(s.x[i]) && s.x[i][j] > 0 {
				for t, d := range col.duties {
					share[t*c.m.duties+int(d)] += s.x[i][j]
				}
			}
		}
		for cell, v := range share {
			near := min(v, 1-v)
			if cell%c.m.duties != int(Off) {
				near *= 0.8
			}
			if near > most {
				most, split = near, cellSplit{i, cell / c.m.duties, []Duty{Duty(cell % c.m.duties)}}
			}
		}
	}
	return split
}

// choosePool goes on with the columns that are cheapest at given prices.
func (c *columns) choosePool(y []float64) {
	s := saddle{y: y, unit: c.unit}
	pool, known := make([][]*column, len(c.pool)), make([]map[string]bool, len(c.pool))
	for i := range pool {
		pool[i], known[i] = c.cheapestColumns(i, &s, leafWidth), map[string]bool{}
		if barred := c.people[i].barred; barred != nil {
			pool[i] = slices.DeleteFunc(pool[i], func(col *column) bool { return col.has(barred, c.m.duties) })
		}
		for _, col := range pool[i] {
			known[i][bytesOf(col.duties)] = true
		}
	}
	c.pool, c.known = pool, known
}

// has tells whether a column has one of some cells.
func (col *column) has(cells []bool, duties int) bool {
	for t, d := range col.duties {
		if cells[t*duties+int(d)] {
			return true
		}
	}
	return false
}

// short returns what the mixture misses in each row.
func (s *saddle) short() []float64 {
	short := make([]float64, len(s.ax))
	for k, v := range s.ax {
		short[k] = max(0, s.least[k]-v)
	}
	return short
}
