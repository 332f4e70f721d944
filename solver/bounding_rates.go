package solver

import "math"

// The rates at which a stage of Bounding charges what the levels above cost.

// firstRate is the mean weight of the rows of the stage's level; raised at once where people have rows of their own on the levels
// above, of which lines may buy breaches unseen. 0 if joined numbers would be too large.
func (b *Bounding) firstRate() int64 {
	var sum, rows float64
	b.p.eachWeight(func(_ string, rule Rule, weight int64) {
		if b.p.Rules.Level[rule] == b.level && weight > 0 {
			sum, rows = sum+float64(weight), rows+1
		}
	})
	rate := math.Ceil(levelScale * sum / max(1, rows))
	if !b.sameLines() && b.fits(raiseFactor*rate) {
		rate *= raiseFactor
	}
	if b.fits(rate) {
		return int64(rate)
	}
	return 0
}

// fits tells whether costs joined at a rate stay small enough for prices.
func (b *Bounding) fits(rate float64) bool {
	worst := worstCosts(b.p)
	joined := worst[b.level] * levelScale
	for level := range b.level {
		joined += worst[level] * rate
	}
	return joined < mostJoined
}

// eachWeight visits the weights of all rows with the names of their tables; both of a demand.
func (p *Problem) eachWeight(visit func(table string, rule Rule, weight int64)) {
	for _, t := range [...]struct {
		name    string
		rules   []Rule
		weights []int64
	}{
		{"bars", p.Bars.Rule, p.Bars.Weight}, {"wishes", p.Wishes.Rule, p.Wishes.Weight}, {"sums", p.Sums.Rule, p.Sums.Weight},
		{"successions", p.Successions.Rule, p.Successions.Weight}, {"precedences", p.Precedences.Rule, p.Precedences.Weight},
		{"runs", p.Runs.Rule, p.Runs.Weight}, {"windows", p.Windows.Rule, p.Windows.Weight}, {"quotients", p.Quotients.Rule, p.Quotients.Weight},
		{"changes", p.Changes.Rule, p.Changes.Weight}, {"waits", p.Waits.Rule, p.Waits.Weight}, {"pools", p.Pools.Rule, p.Pools.Weight},
		{"demands", p.Demands.Rule, p.Demands.Under}, {"demands", p.Demands.Rule, p.Demands.Over},
	} {
		for i, rule := range t.rules {
			visit(t.name, rule, t.weights[i])
		}
	}
}

// canRaise tells whether lines cost the same at a higher rate, and numbers stay small enough.
func (b *Bounding) canRaise() bool {
	return b.least == 0 && b.sameLines() && b.fits(float64(b.rate*raiseFactor))
}

// sameLines tells whether lines cost the same at any rate: what they may break themselves is on level Hard or none above the stage's.
func (b *Bounding) sameLines() bool {
	same := true
	b.p.eachWeight(func(table string, rule Rule, weight int64) {
		level := b.p.Rules.Level[rule]
		same = same && (table == "demands" || level == Hard || level >= b.level || weight == 0)
	})
	return same
}

// missed returns what the mixture of columns costs in demands of a level.
func (c *columns) missed(level Level) (cost float64) {
	s, t := c.pull.saddle, &c.p.Demands
	if s == nil {
		return 0
	}
	for i, rule := range t.Rule {
		if c.p.Rules.Level[rule] == level {
			cost += float64(t.Under[i])*max(0, float64(t.Least[i])-s.ax[i]) + float64(t.Over[i])*max(0, s.ax[i]-float64(t.Most[i]))
		}
	}
	return cost
}

// relimit lets demands cost what higher weights say. Lines have to cost the same under both, so that what is known stays true.
func (c *columns) relimit(w weights) {
	w.shares = c.w.shares
	c.w = w
	for i, rule := range c.p.Demands.Rule {
		of := float64(w.of[c.p.Rules.Level[rule]]) / c.unit
		if c.hi[i] > 0 {
			c.hi[i] = of * float64(c.p.Demands.Under[i])
		}
		if c.lo[i] < 0 {
			c.lo[i] = -of * float64(c.p.Demands.Over[i])
		}
	}
	if c.pull.phase == settled {
		c.pull.phase = exact
	}
	c.pull.force = max(c.pull.force, exactForce)
}
