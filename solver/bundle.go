package solver

import (
	"math"
	"slices"
)

// pull is the state of the search for the prices that give the best bound: a proximal bundle method. The model of the bound is
// the master over the columns of the pool; it is maximised near a center, the prices are tried by pricing all people, and
// become the center if the bound rose by a share of what the model promised.
type pull struct {
	phase  phase
	center []float64
	best   float64 // bound at the center, in units of price
	force  float64 // of the pull to the center
	left   float64 // what the model promised beyond it in the last step
	step   int
	idle   int // steps in which neither a line nor a better bound came up
	saddle *saddle
}

// phase is a stage of the search for prices.
type phase int

const (
	starting phase = iota // prices follow one person after the other
	relaxed               // counts are only priced
	exact                 // lines keep their counts
	settled               // the bound is as good as it gets
)

const (
	startPasses   = 40
	masterSteps   = 100
	firstForce    = 0.5
	leastForce    = 1e-5
	exactForce    = 0.05
	settledForce  = 0.01
	mostIdle      = 12      // steps that a column stays without use
	relaxedEnough = 0.00002 // share of the bound that the model still promises when counts are taken in earnest
	exactEnough   = 0.02    // units of price
	mostIdleSteps = 4       // steps in which nothing comes up, though the model promises more: where pricing is content with less than the best
	roughPromise  = 0.02    // share of the bound
)

// rough tells whether the model still promises so much that rosters made from its prices would be in vain.
func (b *pull) rough() bool {
	return b.phase == relaxed && (b.step < 10 || b.left > roughPromise*math.Abs(b.best))
}

// improveBound makes one step towards better prices.
func (c *columns) improveBound() {
	b := &c.pull
	switch b.phase {
	case starting:
		b.center, b.force, b.phase = c.startPrices(), firstForce, relaxed
		b.best = c.try(b.center)
	case relaxed:
		c.stepBundle()
		if b.step > 10 && b.left >= 0 && b.left < relaxedEnough*math.Abs(b.best) {
			c.beginExact()
		}
	case settled:
	case exact:
		c.stepBundle()
		sameWhole := math.Ceil((b.best+b.left-0.001)*c.unit) == math.Ceil(b.best*c.unit)
		if b.left > -exactEnough && (b.left < exactEnough || sameWhole && b.left < 0.1) {
			b.phase = settled
			if b.force > settledForce { // the pull hides what the model promises farther away
				b.phase, b.force = exact, b.force/4
			}
		} else if b.idle >= mostIdleSteps {
			if b.force <= settledForce {
				b.phase = settled
			}
			b.idle, b.force = 0, min(b.force, settledForce)
		}
	}
}

// stepBundle maximises the model, tries its prices and moves the center there if that is worth it.
func (c *columns) stepBundle() {
	b := &c.pull
	s := b.saddle
	if s == nil {
		s = newSaddle(c.pricedRows(), c.unit)
		b.saddle, s.x = s, make([][]float64, len(c.people))
	}
	s.counts, s.groups = b.phase == relaxed, c.pool
	copy(s.y, b.center)
	s.run(masterSteps, b.center, b.force)
	promised := s.value() + float64(c.offset)/priced/c.unit - b.best
	c.retire(s)
	before := c.pooled()
	value := c.try(s.y)
	if b.idle++; value-b.best > max(0, 0.1*promised) || c.pooled() > before { // less does not move the center
		b.idle = 0
	}
	switch rise := value - b.best; {
	case rise > 0 && rise > 0.1*promised:
		b.force *= 0.7
		b.best = value
		copy(b.center, s.y)
	case rise < -promised:
		b.force *= 1.5
	case rise < 0:
		b.force *= 1.1
	}
	b.force = max(b.force, leastForce)
	b.left = promised
	b.step++
}

// pooled returns how many columns there are.
func (c *columns) pooled() (n int) {
	for _, pool := range c.pool {
		n += len(pool)
	}
	return n
}

// pricedRows returns the rows that the master prices: once lines keep their counts, those of the demands alone.
func (c *columns) pricedRows() rows {
	if c.pull.phase == relaxed {
		return c.rows
	}
	n := c.demands
	return rows{least: c.least[:n], most: c.most[:n], lo: c.lo[:n], hi: c.hi[:n]}
}

// retire drops columns that the master has not used for long; only while counts are priced, since those that keep their
// counts are what rosters are made of.
func (c *columns) retire(s *saddle) {
	if c.pull.phase != relaxed || c.pull.step < 10 {
		return
	}
	for i := range c.pool {
		for j, col := range c.pool[i] {
			if col.age++; s.x[i][j] > 1e-6 {
				col.age = 0
			}
		}
		x := s.x[i][:0]
		for j, col := range c.pool[i] {
			if col.age <= mostIdle {
				x = append(x, s.x[i][j])
			}
		}
		s.x[i] = x
		c.keep(i, func(col *column) bool { return col.age <= mostIdle })
	}
}

// beginExact goes on with columns that keep their counts, and prices for demands alone.
func (c *columns) beginExact() {
	b := &c.pull
	b.phase, b.saddle = exact, nil
	for i := range c.people {
		c.setCountPrices(i, b.center)
		c.keep(i, func(col *column) bool { return col.cost < infinite })
	}
	clear(b.center[c.demands:])
	b.force = max(exactForce, min(b.force, 1))
	b.best = c.try(b.center)
}

// setCountPrices hands the prices of a person's counts to his pricing.
func (c *columns) setCountPrices(person int, y []float64) {
	q := &c.people[person]
	for i := range q.price {
		q.price[i] = int64(math.Round(y[c.countAt[person]+i] * c.unit * priced))
	}
}

// try prices everybody, adds what is found to the pool and returns the bound at the prices, in units of price.
func (c *columns) try(y []float64) float64 {
	bound := c.tryWhole(c.whole(y[:c.demands]), y)
	return float64(bound) / priced / c.unit
}

// tryWhole is try at prices in whole parts of 1/priced of a joined cost; y has the prices of counts, if these are only priced.
func (c *columns) tryWhole(prices []int64, y []float64) int64 {
	byKind := c.earnedByKind(prices)
	parallel(len(c.pricers), len(c.people), func(worker, i int) {
		q, w, earned := &c.people[i], &c.pricers[worker], byKind[c.m.kindOf[i]]
		if c.pull.phase == relaxed {
			c.setCountPrices(i, y)
			q.relaxed(w, earned)
			return
		}
		known := infinite
		for _, col := range c.pool[i] {
			known = min(known, col.atPrices(prices))
		}
		q.run(w, earned, known)
	})
	bound := c.support(prices) + c.offset
	for i := range c.people {
		q := &c.people[i]
		bound = plus(bound, q.bound)
		for _, duties := range q.lines {
			c.add(i, duties)
		}
	}
	if bound > c.bound {
		c.bound, c.prices, c.countPrices, c.tracked = bound, prices, nil, nil
		for i := range c.people {
			c.countPrices = append(c.countPrices, c.people[i].price...)
			c.tracked = append(c.tracked, slices.Clone(c.people[i].tracked))
		}
	}
	return bound
}

// startPrices finds first prices by Gauss and Seidel's rule: one person after the other takes the line that is cheapest while
// counts are only priced, and the prices of the demands and of his counts move a step towards what they miss then.
func (c *columns) startPrices() []float64 {
	const high, low, share = 20, 0.2, 0.5
	y, sums := make([]float64, len(c.least)), make([]float64, c.demands)
	for i := range sums {
		y[i] = c.hi[i] / 2
	}
	taken := make([]*column, len(c.people))
	mean := make([]float64, len(y))
	for pass := range startPasses {
		step := share * high * math.Pow(float64(low)/high, float64(pass)/(startPasses-1))
		for i := range c.people {
			q := &c.people[i]
			c.setCountPrices(i, y)
			q.relaxed(&c.pricers[0], c.earned(c.m.kindOf[i], c.whole(y[:c.demands])))
			if len(q.lines) == 0 {
				continue
			}
			taken[i].addTo(sums, -1)
			taken[i] = c.newColumn(i, q.lines[0])
			taken[i].addTo(sums, 1)
			c.moveCounts(i, y, taken[i], step)
			for r, sum := range sums {
				y[r] = c.moved(r, y[r], sum, step/float64(len(c.people)))
			}
			if pass > startPasses/2 && taken[i].cost < infinite {
				c.add(i, taken[i].duties)
			}
			if pass >= startPasses/2 {
				for r, v := range y {
					mean[r] += v / float64(len(c.people)*startPasses/2)
				}
			}
		}
	}
	return mean
}

// addTo adds what a column puts into the demands, times a sign; no column puts nothing.
func (col *column) addTo(sums []float64, sign float64) {
	if col != nil {
		for k, i := range col.row[:col.demands] {
			sums[i] += sign * float64(col.coef[k])
		}
	}
}

// moveCounts moves the prices of a person's counts after he took a line.
func (c *columns) moveCounts(person int, y []float64, col *column, step float64) {
	sums := make([]float64, len(c.people[person].l.counts))
	for k, i := range col.row[col.demands:] {
		sums[int(i)-c.countAt[person]] = float64(col.coef[col.demands+k])
	}
	for k, sum := range sums {
		i := c.countAt[person] + k
		y[i] = c.moved(i, y[i], sum, 2*step/(1+max(0, min(c.most[i], c.least[i]+64))))
	}
}

// moved returns the price of a row after a step towards what its sum misses.
func (r *rows) moved(i int, y, sum, step float64) float64 {
	switch {
	case y > 0 || y == 0 && sum < r.least[i]:
		y += step * (r.least[i] - sum)
	case y < 0 || y == 0 && sum > r.most[i]:
		y += step * (r.most[i] - sum)
	}
	return max(r.lo[i], min(r.hi[i], y))
}
