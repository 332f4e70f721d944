package solver

import (
	"math/rand/v2"
	"slices"
)

// Search is the search over whole lines. It goes on in rounds, each a fixed amount of work:
//
//	first:    prices by Gauss and Seidel's rule; everybody's cheapest line; then one after the other his best answer to the rest
//	bound:    a proximal bundle raises the certified bound and fills the pool with the lines that its prices make cheap
//	dive:     once the prices stand, the mixture of lines is turned into a roster, cell by cell
//	improve:  dives for a few people at a time, cut off where their bound says that nothing is to be gained; the ways to
//	          choose these people are drawn by what they gained for their work
//
// Rounds of a search of the same problem and seed find the same whatever the machine, its threads and its clock.
type Search struct {
	c     *columns
	crew  *crew // best roster so far
	seed  uint64
	round int
	dived bool
	ways  []choice // by way and size
}

// NewSearch prepares the search; the problem has to be valid.
func NewSearch(p *Problem, seed uint64) *Search {
	s := &Search{c: newColumns(p), seed: seed}
	s.ways = make([]choice, int(waysEnd)*len(sizes(len(p.People))))
	return s
}

const boundSteps = 8 // of the bundle in a round

// Round makes one round.
func (s *Search) Round() {
	rng := rand.New(rand.NewPCG(s.seed, uint64(s.round)))
	s.round++
	switch c := s.c; {
	case s.crew == nil:
		c.improveBound()
		s.cheapest()
	case c.pull.phase != settled:
		for step := 0; step < boundSteps && c.pull.phase != settled; step++ {
			c.improveBound()
		}
		if c.pull.phase == settled || s.round%4 == 0 {
			s.cheapest()
		}
	case s.Closed():
	case !s.dived:
		s.dived = true
		s.diveAll()
	default:
		s.improve(rng)
	}
}

// cheapest tries the roster of everybody's cheapest column at the best prices, improved by best answers.
func (s *Search) cheapest() {
	c := s.c
	prices := c.prices
	line := make([]*column, len(c.people))
	for i, pool := range c.pool {
		for _, col := range pool {
			if col.cost < infinite && (line[i] == nil || col.atPrices(prices) < line[i].atPrices(prices)) {
				line[i] = col
			}
		}
		if line[i] == nil {
			line[i] = s.crew.line[i]
		}
	}
	s.offer(line)
}

// offer improves a roster by best answers and keeps it if it is the best so far.
func (s *Search) offer(line []*column) bool {
	r := s.c.newCrew(line)
	r.respond(&s.c.pricers[0])
	for i, col := range r.line {
		s.c.addColumn(i, col)
	}
	if s.crew != nil && r.cost >= s.crew.cost {
		return false
	}
	s.crew = r
	return true
}

const (
	allWidth  = 100
	allPriced = 60
)

func (s *Search) diveAll() {
	c := s.c
	everybody := make([]int, len(c.people))
	for i := range everybody {
		everybody[i] = i
	}
	d := c.newDive(everybody, s.crew.line, c.pull.center, allWidth)
	d.each = func(n int, work func(*pricer, int)) {
		parallel(len(c.pricers), n, func(worker, i int) { work(&c.pricers[worker], i) })
	}
	if line := d.run(allPriced); line != nil {
		s.offer(line)
	}
	c.merge(d)
}

// merge puts what a dive found into the pool.
func (c *columns) merge(d *dive) {
	for g, fresh := range d.fresh {
		for _, col := range fresh {
			c.addColumn(d.people[g], col)
		}
	}
}

// addColumn puts a column into the pool unless it is there.
func (c *columns) addColumn(person int, col *column) {
	if !c.known[person][bytesOf(col.duties)] {
		c.known[person][bytesOf(col.duties)] = true
		c.pool[person] = append(c.pool[person], col)
	}
}

// improve makes a batch of dives for a few people each, from the same roster, and takes over what they gain, in order.
func (s *Search) improve(rng *rand.Rand) {
	c := s.c
	tries := make([]neighbourhood, batch)
	found := make([]*crew, batch)
	dives := make([]*dive, batch)
	for i := range tries {
		tries[i] = s.choose(rng)
	}
	start := s.crew
	parallel(len(c.pricers), batch, func(worker, i int) {
		w := &c.pricers[worker]
		d := c.newDive(tries[i].people, start.line, c.pull.center, lnsWidth)
		d.each = func(n int, work func(*pricer, int)) {
			for k := range n {
				work(w, k)
			}
		}
		for k := range d.q {
			d.q[k].quick = true
		}
		others := int64(0)
		for k, col := range start.line {
			if !slices.Contains(tries[i].people, k) {
				others += col.cost
			}
		}
		d.cutoff = (start.cost-others-1)*priced + 1
		dives[i] = d
		if line := d.run(lnsPriced); line != nil {
			all := slices.Clone(start.line)
			for g, k := range tries[i].people {
				all[k] = line[g]
			}
			found[i] = c.newCrew(all)
		}
	})
	for i, r := range found {
		c.merge(dives[i])
		gain := 0.0
		if r != nil && r.cost <= s.crew.cost+int64(2*c.unit) {
			before := s.crew.cost
			line := slices.Clone(s.crew.line)
			for _, k := range tries[i].people {
				line[k] = r.line[k]
			}
			if s.offer(line) {
				gain = float64(before-s.crew.cost) / c.unit
			}
		}
		arm := int(tries[i].way)*len(sizes(len(c.people))) + tries[i].size
		s.ways[arm].learn(gain, float64(len(tries[i].people))/10)
	}
}

// Best returns the best roster so far and its score; nil before the first round.
func (s *Search) Best() (Roster, Score) {
	if s.crew == nil {
		return nil, Score{}
	}
	r := s.crew.roster()
	return r, Evaluate(s.c.p, r)
}

// Bound returns a score that no roster can be better than; ok is false if nothing is known yet, or the numbers of the problem
// are too large to join its levels into one.
func (s *Search) Bound() (bound Score, ok bool) {
	if s.c.prices == nil || !s.c.w.exact {
		return Score{}, false
	}
	return s.c.w.split(s.c.certified()), true
}

// certified returns a joined cost that no roster undercuts. A roster that breaks what the graphs of lines forbid costs at least
// one more on level Hard than cannot be avoided.
func (c *columns) certified() int64 {
	bound := ceilDiv(c.bound, priced)
	forced := int64(1)
	for i := range c.people {
		forced += c.m.unavoidable(i) + int64(bit(c.people[i].l.broken))
	}
	return max(0, min(bound, forced*c.w.of[Hard]))
}

func ceilDiv(a, b int64) int64 {
	q := a / b
	if a%b > 0 {
		q++
	}
	return q
}

// unavoidable returns the Hard cost that no duty of a cell avoids.
func (m *model) unavoidable(person int) (sum int64) {
	for period := range m.periods {
		at := m.cellAt(person, period)
		least := m.cell[at].Hard
		for _, c := range m.cell[at : at+m.duties] {
			least = min(least, c.Hard)
		}
		sum += least
	}
	return sum
}

// Closed tells whether the best roster is proven to be one that none is better than. Pools couple lines otherwise than demands do and
// are in no bound, so a problem that has any is never closed.
func (s *Search) Closed() bool {
	return s.crew != nil && s.c.prices != nil && len(s.c.p.Pools.Rule) == 0 && s.crew.cost <= s.c.certified()
}
