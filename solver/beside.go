package solver

import (
	"maps"
	"slices"
)

// The search for a bound goes on beside the making of rosters: it is one thread of work with a master that nobody can help with.

// beside returns what a job may look at while others go on: prices, people and pools as they are now. Pools grow behind what it sees.
func (c *columns) beside() *columns {
	b := *c
	b.pool, b.people = slices.Clone(c.pool), slices.Clone(c.people)
	return &b
}

// apart returns columns that can also learn and move prices apart; only their lines are shared. The pricers are used again.
func (c *columns) apart(pricers *[]pricer) *columns {
	if *pricers == nil {
		*pricers = make([]pricer, len(c.pricers))
	}
	b := c.beside()
	b.pricers, b.pull.center, b.known = *pricers, slices.Clone(c.pull.center), slices.Clone(c.known)
	for i := range b.people {
		b.people[i], b.known[i], b.pool[i] = c.people[i].clone(), maps.Clone(c.known[i]), slices.Clip(c.pool[i])
	}
	return b
}

// learn takes over what was learnt apart about prices of counts.
func (c *columns) learn(b *columns) {
	for i := range c.people {
		c.people[i].price, c.people[i].tracked = b.people[i].price, b.people[i].tracked
	}
}

// raise takes steps of the bundle.
func (r *round) raise() job {
	s := r.Search
	b, had := s.c.apart(&s.spare), make([]int, len(s.c.people))
	for i, pool := range s.c.pool {
		had[i] = len(pool)
	}
	return job{
		long: true,
		work: func(*pricer) {
			for range s.share(boundWork, boundSteps) {
				b.improveBound()
			}
		},
		end: func() { s.c.takeOver(b, had) },
	}
}

// takeOver takes over bound, prices and pools from columns apart, and keeps the lines that came meanwhile, beyond those that there
// had been.
func (c *columns) takeOver(b *columns, had []int) {
	c.learn(b)
	c.pull, c.bound, c.prices, c.countPrices, c.tracked = b.pull, b.bound, b.prices, b.countPrices, b.tracked
	since := c.pool
	c.pool, c.known = b.pool, b.known
	for i, pool := range since {
		for _, col := range pool[had[i]:] {
			c.addColumn(i, col)
		}
	}
}

// prove makes a step of the proof.
func (r *round) prove() job {
	s, cutoff := r.Search, (r.crew.cost-1)*priced+1
	before := 0
	outset := s.proof == nil
	if outset {
		s.proof = s.c.newProof()
	} else {
		before = s.proof.work
	}
	p := s.proof
	p.c = s.c.apart(&s.spare)
	r.long(s.lastStep)
	return job{
		long: true,
		work: func(*pricer) {
			if outset {
				p.outset(cutoff)
			} else {
				p.step(cutoff)
			}
		},
		end: func() {
			s.c.learn(p.c)
			if len(p.leaves) > 0 {
				s.c.merge(s.c.everybody(), p.least().mixed.columns)
			}
			s.guide = s.guideOf()
			s.lastStep = float64(p.work - before + len(s.c.people))
			s.learn(byProof, 0, s.lastStep)
		},
	}
}

// guide is what a proof says to those who make rosters.
type guide struct {
	center    []float64  // prices to make them from; nil: those of the bound
	barred    [][]bool   // cells that are in no better roster; nil if nothing is known of that
	shortages []shortage // of rosters that may be better
	mixed     mixture    // of the bound there
}

// guideOf asks the proof.
func (s *Search) guideOf() (g guide) {
	p := s.proof
	if p == nil {
		return g
	}
	g.barred = p.barred
	if len(p.leaves) == 0 {
		return g
	}
	g.shortages = slices.Clone(p.least().shortages) // the next step of the proof moves their prices
	if len(g.shortages) > 0 || p.bound() > s.c.bound+int64(s.c.unit*priced) {
		g.center, g.mixed = p.least().center, p.least().mixed
	}
	return g
}

// center returns the prices that rosters are made from.
func (s *Search) center() []float64 {
	if s.guide.center != nil {
		return s.guide.center
	}
	return s.c.pull.center
}

// barred returns the cells that are in no better roster; nil if nothing is known of that.
func (s *Search) barred() [][]bool { return s.guide.barred }
