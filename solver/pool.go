package solver

import "slices"

// PoolTable: the worst-off person of a pool counts extra. What a person bears is Above plus what his own rows of the rules Of
// cost, whatever their level; demands are nobody's. Amount: what the person who bears most bears. A rule stands in one pool at most.
type PoolTable struct {
	Rule   []Rule
	Weight []int64
	Rules  []int32  `list:"first"`
	Of     []Rule   `list:"nested"`
	Terms  []int32  `list:"first"`
	Person []Person `list:"nested"`
	Above  []int64  `list:"nested"`
}

func poolAmount(p *Problem, r Roster, i int) Amount {
	t := &p.Pools
	a := Amount{Person: Nobody, Last: p.end()}
	of := t.Of[t.Rules[i]:t.Rules[i+1]]
	borne := make([]int64, len(p.People))
	for _, k := range p.kinds() {
		for row, rule := range k.rules {
			if !slices.Contains(of, rule) || k.name == "pools" {
				continue
			}
			if own := k.row(p, r, row); own.Person != Nobody {
				borne[own.Person] += own.Cost
			}
		}
	}
	for j := t.Terms[i]; j < t.Terms[i+1]; j++ {
		a.Amount = max(a.Amount, t.Above[j]+borne[t.Person[j]])
	}
	a.Cost = a.Amount * t.Weight[i]
	return a
}

// noPool is the pool of a rule that stands in none.
const noPool = -1

// poolOf lists the pool of each rule.
func (p *Problem) poolOf() []int32 {
	of := slices.Repeat([]int32{noPool}, len(p.Rules.Name))
	for i := range p.Pools.Rule {
		for _, rule := range p.Pools.Of[p.Pools.Rules[i]:p.Pools.Rules[i+1]] {
			of[rule] = int32(i)
		}
	}
	return of
}

// poolModel is what the search knows of a pool before there is a roster.
type poolModel struct {
	level  Level
	weight int64
	people []Person
	counts []bool  // by person
	above  []int64 // by person
	cell   []int64 // what bars of its rules cost, by person, period and duty; nil if there are none
}

func (m *model) compilePools() {
	p, of := m.problem, m.problem.poolOf()
	m.pools = make([]poolModel, len(p.Pools.Rule))
	for i := range m.pools {
		pool := &m.pools[i]
		lo, hi := p.Pools.Terms[i], p.Pools.Terms[i+1]
		*pool = poolModel{level: p.Rules.Level[p.Pools.Rule[i]], weight: p.Pools.Weight[i], people: p.Pools.Person[lo:hi],
			counts: make([]bool, m.people), above: make([]int64, m.people)}
		for j := lo; j < hi; j++ {
			person := p.Pools.Person[j]
			pool.counts[person] = true
			pool.above[person] = max(pool.above[person], p.Pools.Above[j])
		}
	}
	for i, rule := range p.Bars.Rule {
		if of[rule] == noPool {
			continue
		}
		pool := &m.pools[of[rule]]
		if pool.cell == nil {
			pool.cell = make([]int64, len(m.cell))
		}
		for period := p.Bars.First[i]; period <= p.Bars.Last[i]; period++ {
			at := m.cellAt(int(p.Bars.Person[i]), int(period))
			for _, d := range p.Groups.members(int32(p.Bars.Group[i])) {
				pool.cell[at+int(d)] += p.Bars.Weight[i]
			}
		}
	}
}

// poolState is what the people of a pool bear, and the most of it.
type poolState struct {
	borne []int64 // by person
	most  int64
}

// loadPools finds what everybody bears under the roster, and what the pools cost.
func (s *state) loadPools() Score {
	for k := range s.pools {
		pool, now := &s.pools[k], &s.bearing[k]
		copy(now.borne, pool.above)
		now.most = 0
		if pool.cell != nil {
			for i, d := range s.roster {
				now.borne[i/s.periods] += pool.cell[i*s.duties+int(d)]
			}
		}
	}
	bear := func(person Person, pool int32, cost int64) {
		if pool != noPool {
			s.bearing[pool].borne[person] += cost
		}
	}
	for i := range s.counters {
		c := &s.counters[i]
		bear(c.person, c.pool, c.cost(c.value))
	}
	for i := range s.rows {
		bear(s.rows[i].person, s.rows[i].pool, s.rowCost(int32(i), s.values[i]))
	}
	var sum Score
	for k := range s.pools {
		pool, now := &s.pools[k], &s.bearing[k]
		for _, person := range pool.people {
			now.most = max(now.most, now.borne[person])
		}
		sum = sum.Add(pool.level.at(now.most * pool.weight))
	}
	return sum
}

// settle returns what the person of a pool who bears most bears once the lines of the trial have changed.
func (s *state) settle(k int) int64 {
	pool, now := &s.pools[k], &s.bearing[k]
	most, less := int64(0), false // less: somebody who bears most will bear less
	for i := range s.lines {
		c := &s.lines[i]
		if pool.cell != nil {
			c.borne[k] += s.barsOf(c, pool.cell)
		}
		if was := now.borne[c.person]; pool.counts[c.person] {
			most = max(most, was+c.borne[k])
			less = less || was == now.most && c.borne[k] < 0
		}
	}
	if !less || most >= now.most {
		return max(most, now.most)
	}
	for _, person := range pool.people {
		if !slices.ContainsFunc(s.lines, func(c lineChange) bool { return c.person == int(person) }) {
			most = max(most, now.borne[person])
		}
	}
	return most
}

// barsOf returns what a changed line bears more by bars whose costs by person, period and duty are given.
func (s *state) barsOf(c *lineChange, cell []int64) (more int64) {
	at := s.cellAt(c.person, c.first)
	for i, was := range s.roster[c.person*s.periods+c.first:][:len(c.duties)] {
		more += cell[at+int(c.duties[i])] - cell[at+int(was)]
		at += s.duties
	}
	return more
}
