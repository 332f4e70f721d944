package solver

import (
	"math"
	"slices"
)

// What is missing in some demands together is a whole number, which mixtures of lines do not know: they miss five and a half
// where rosters miss five or six. A shortage says how much is missing in the demands of its rows, at least or at most so much; its
// price moves what missing one of them costs. With u_k missing in row k at the cost W each,
//
//	sum of u_k >= n:   cost >= (cost with W - price instead of W) + price x n     for 0 <= price <= W
//	sum of u_k <= n:   cost >= (cost with W + price instead of W) - price x n     for 0 <= price
//
// so that the bound of column generation holds with the other costs of missing, for all rosters that keep the shortage.
type shortage struct {
	rows   []int
	atMost bool
	n      int64
	price  int64 // in parts of 1/priced of the joined cost
}

// leaf is a set of rosters, those that keep its shortages, and what is known of it.
type leaf struct {
	shortages []shortage
	bound     int64 // no roster of the leaf costs less; joined, in parts of 1/priced
	center    []float64
	short     []float64 // what the mixture that answers the best prices misses, by row

	// The price of the last shortage is searched for by steps up and down, longer after a success and shorter after a failure.
	most, stride int64
	tries        int
}

// proof raises the bound beyond that of mixtures by splitting the rosters by shortages, again and again, until no leaf may hold a
// better roster than the best known (branch and bound).
type proof struct {
	c      *columns
	leaves []*leaf
	stuck  bool // a leaf with the least bound misses whole numbers only
	work   int  // people priced
}

const (
	priceTries = 8   // for the price of a shortage
	leafSteps  = 40  // of the bundle at one price
	nearWhole  = 0.1 // how far from a whole number is far enough to split there
	leafForce  = 0.05
	leafWidth  = 60 // columns a person that a bound begins with
)

// newProof begins with all rosters; the search for prices has settled.
func (c *columns) newProof() *proof {
	root := &leaf{bound: c.bound, center: slices.Clone(c.pull.center), tries: priceTries}
	root.short = c.pull.saddle.short()
	return &proof{c: c, leaves: []*leaf{root}}
}

// bound returns a cost that no roster undercuts which keeps what is Hard; infinite if none is left that costs less than cutoff.
func (p *proof) bound() int64 {
	least := infinite
	for _, l := range p.leaves {
		least = min(least, l.bound)
	}
	return least
}

// center returns the prices of the leaf with the least bound, which rosters are made from; infinite costs of nobody bind it.
func (p *proof) center() []float64 {
	least := p.leaves[0]
	for _, l := range p.leaves {
		if l.bound < least.bound {
			least = l
		}
	}
	return least.center
}

// step tries one price, or splits the leaf with the least bound. Leaves whose bound reaches the cutoff are given up.
func (p *proof) step(cutoff int64) {
	for _, l := range p.leaves {
		if l.tries < priceTries {
			p.tryPrice(l, cutoff)
			p.leaves = slices.DeleteFunc(p.leaves, func(l *leaf) bool { return l.bound >= cutoff })
			return
		}
	}
	if len(p.leaves) == 0 {
		return
	}
	at := 0
	for i, l := range p.leaves {
		if l.bound < p.leaves[at].bound {
			at = i
		}
	}
	l := p.leaves[at]
	rows, missing := p.c.fraction(l.short)
	if rows == nil {
		p.stuck = true
		return
	}
	p.leaves = slices.Delete(p.leaves, at, at+1)
	for _, atMost := range []bool{true, false} {
		child := &leaf{bound: l.bound, center: l.center, short: l.short, shortages: slices.Clone(l.shortages)}
		t := shortage{rows: rows, atMost: atMost, n: int64(math.Ceil(missing))}
		weight := p.c.missing(rows[0])
		child.most, child.stride = weight, weight/4
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
		p.leaves = append(p.leaves, child)
	}
}

// missing returns the joined cost of one missing in a row, in parts of 1/priced.
func (c *columns) missing(row int) int64 {
	t := &c.p.Demands
	return t.Under[row] * c.w.of[c.p.Rules.Level[t.Rule[row]]] * priced
}

// tryPrice bounds a leaf at one more price of its last shortage.
func (p *proof) tryPrice(l *leaf, cutoff int64) {
	t := &l.shortages[len(l.shortages)-1]
	before := t.price
	t.price = max(0, min(l.most, before+l.stride))
	l.tries++
	if t.price == before {
		l.stride /= -2
		return
	}
	bound, center, short := p.boundOf(l, cutoff)
	if bound > l.bound {
		l.bound, l.center, l.short = bound, center, short
		l.stride += l.stride / 2
		return
	}
	t.price = before
	l.stride /= -2
}

// boundOf searches for prices of the demands that bound the rosters of a leaf.
func (p *proof) boundOf(l *leaf, cutoff int64) (bound int64, center, short []float64) {
	c := p.c
	outer, hi, best, prices, pool, known := c.pull, c.hi, c.bound, c.prices, c.pool, c.known
	defer func() {
		c.pull, c.hi, c.bound, c.prices, c.offset, c.pool, c.known = outer, hi, best, prices, 0, pool, known
	}()
	c.hi = slices.Clone(hi)
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
	center = slices.Clone(l.center)
	for k, hi := range c.hi[:c.demands] {
		center[k] = min(center[k], hi)
	}
	c.choosePool(center)
	c.pull, c.bound = pull{phase: exact, center: center, force: leafForce}, math.MinInt64
	c.pull.best = c.try(center)
	for n := 0; n < leafSteps && c.pull.phase != settled && c.bound < cutoff; n++ {
		c.improveBound()
	}
	p.work += (c.pull.step + 1) * len(c.people)
	if c.pull.saddle != nil {
		p.work += int(float64(c.pull.saddle.looked) / c.perPerson())
	}
	if c.pull.saddle == nil {
		return c.bound, center, l.short
	}
	return c.bound, c.pull.center, c.pull.saddle.short()
}

// choosePool goes on with the columns that are cheapest at given prices.
func (c *columns) choosePool(y []float64) {
	s := saddle{y: y, unit: c.unit}
	pool, known := make([][]*column, len(c.pool)), make([]map[string]bool, len(c.pool))
	for i := range pool {
		pool[i], known[i] = c.cheapestColumns(i, &s, leafWidth), map[string]bool{}
		for _, col := range pool[i] {
			known[i][bytesOf(col.duties)] = true
		}
	}
	c.pool, c.known = pool, known
}

// short returns what the mixture misses in each row.
func (s *saddle) short() []float64 {
	short := make([]float64, len(s.ax))
	for k, v := range s.ax {
		short[k] = max(0, s.least[k]-v)
	}
	return short
}

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
					if int(t.Period[k])*parts/c.m.periods == part {
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
