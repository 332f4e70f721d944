package solver

import (
	"math"
	"slices"
)

// A pool costs its weight x the most that one of its people bears, which no line tells. But that is at least what any of them
// bears, and any mean of them:
//
//	weight x max over i of b(i) >= sum over i of mu(i) x b(i)        for mu(i) >= 0 whose sum is at most the weight
//
// b(i) is Above(i) plus what the person's own rows cost, so that the right side is a constant and a higher price of these rows for
// him alone. Multipliers are whole numbers of joined cost, so the bound stays exact. They begin at 0 and are found by fictitious
// play (Brown 1951): after each settled stage the person who bears most in the mixture of lines gets one more share of the weight.

const (
	mostShifts = 8 // times that shares change
	idleShifts = 3 // of them in a row that may gain nothing
)

// poolShares is how the weight of each pool is split.
type poolShares struct {
	drawn [][]int64       // by pool and person: how often he was the one who bears most
	times int64           // in all
	rows  [][][]looseRule // by pool and person: his rows
	gains int             // shifts since the bound rose last
	best  int64
}

// newPoolShares lists the rows that the people of pools bear; nil if there are no pools.
func newPoolShares(p *Problem) *poolShares {
	if len(p.Pools.Rule) == 0 {
		return nil
	}
	s := &poolShares{best: math.MinInt64}
	of, empty := p.poolOf(), make(Roster, len(p.People)*len(p.Periods))
	for range p.Pools.Rule {
		s.drawn = append(s.drawn, make([]int64, len(p.People)))
		s.rows = append(s.rows, make([][]looseRule, len(p.People)))
	}
	for kind, k := range p.kinds() {
		if k.name == "pools" {
			continue
		}
		for row, rule := range k.rules {
			if pool := of[rule]; pool != noPool {
				if person := k.row(p, empty, row).Person; person != Nobody {
					s.rows[pool][person] = append(s.rows[pool][person], looseRule{kind, row})
				}
			}
		}
	}
	return s
}

// shares returns the multipliers in joined cost, by pool and person.
func (s *poolShares) shares(p *Problem, w *weights) [][]int64 {
	shares := make([][]int64, len(s.drawn))
	for k, drawn := range s.drawn {
		whole := w.of[p.Rules.Level[p.Pools.Rule[k]]] * p.Pools.Weight[k]
		shares[k] = make([]int64, len(drawn))
		for i, n := range drawn {
			if n > 0 {
				shares[k][i] = whole * n / s.times // rounded down, so that the sum is at most the whole
			}
		}
	}
	return shares
}

// constant is what shares add to the bound whatever the lines.
func (w *weights) constant(p *Problem) (sum int64) {
	for k, shares := range w.shares {
		for i, above := range p.aboves(k) {
			if above > math.MinInt64 {
				sum += shares[i] * above
			}
		}
	}
	return sum
}

// aboves lists, by person, what the people of a pool bear beyond their rows; the least int64 for those who are not in it.
func (p *Problem) aboves(k int) []int64 {
	t := &p.Pools
	above := slices.Repeat([]int64{math.MinInt64}, len(p.People))
	for j := t.Terms[k]; j < t.Terms[k+1]; j++ {
		above[t.Person[j]] = max(above[t.Person[j]], t.Above[j])
	}
	return above
}

// shift gives the person of each pool who bears most in the mixture one share more; false: that is not worth while any more.
func (b *Bounding) shift() bool {
	s := b.pools
	if s == nil || b.c.pull.saddle == nil || s.times >= mostShifts || s.gains >= idleShifts {
		return false
	}
	changed := false
	for k := range s.drawn {
		most, at := math.Inf(-1), -1
		for i, above := range b.p.aboves(k) {
			if above == math.MinInt64 {
				continue
			}
			if borne := float64(above) + b.borne(k, i); borne > most {
				most, at = borne, i
			}
		}
		if at >= 0 && most > 0 && b.p.Pools.Weight[k]*b.c.w.of[b.p.Rules.Level[b.p.Pools.Rule[k]]] > 0 {
			s.drawn[k][at]++
			changed = true
		}
	}
	if changed {
		s.times++
		s.gains++
		b.c.share(s.shares(b.p, &b.c.w))
	}
	return changed
}

// borne returns what a person bears in a pool, apart from Above, in the mixture of his lines.
func (b *Bounding) borne(pool, person int) (sum float64) {
	p, c := b.p, b.c
	kinds, r := p.kinds(), make(Roster, len(p.People)*len(p.Periods))
	for j, x := range c.pull.saddle.x[person] {
		if x < 1e-6 {
			continue
		}
		copy(r[person*len(p.Periods):], c.pool[person][j].duties)
		for _, own := range b.pools.rows[pool][person] {
			sum += x * float64(kinds[own.kind].row(p, r, own.row).Cost)
		}
	}
	return sum
}

// share prices the lines of those people anew whose shares have changed.
func (c *columns) share(shares [][]int64) {
	old := c.w.shares
	c.w.shares = shares
	if c.pull.phase <= relaxed {
		c.beginExact()
	}
	for i := range c.people {
		same := true
		for k := range shares {
			var before int64
			if old != nil {
				before = old[k][i]
			}
			same = same && before == shares[k][i]
		}
		if same {
			continue
		}
		c.rebuild(i)
		was := c.pool[i]
		c.pool[i], c.known[i] = nil, map[string]bool{}
		for _, col := range was {
			c.add(i, col.duties)
		}
	}
	b := &c.pull
	c.bound, b.phase, b.force = math.MinInt64, exact, max(b.force, exactForce)
	b.best = c.try(b.center)
}

// rebuild builds the lines of a person anew, by other shares.
func (c *columns) rebuild(person int) {
	before := c.people[person].l
	l := buildLine(c.p, c.m, &c.w, person, before.strict)
	l.broken = before.broken
	c.shares.share(l)
	c.people[person] = newPricing(l, c.unit)
}
