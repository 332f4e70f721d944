package solver

// brokenRow is a row that costs something on Hard or Cover, or a cell that costs more than it must.
type brokenRow struct {
	kind           brokenKind
	index          int32 // cell, counter, line row or table of follows
	person, period int32 // -1: of several; of a table of follows: the earlier of the two
	need           int64 // changes that mending it takes at least
	must           bool  // it costs more than may be left, so that it has to be mended; else one of all such has to be
}

type brokenKind uint8

const (
	brokenCell brokenKind = iota
	brokenCounter
	brokenFollow
	brokenLine
	brokenPool
)

// breaks lists what is still to be mended; false: nothing is.
func (e *ejection) breaks(n *ejectionNode) bool {
	n.broken = n.broken[:0]
	e.breaksPrice(n)
	over := len(n.broken) > 0
	for level := Hard; level <= Cover; level++ {
		if e.score.of(level) > e.target[level] {
			e.breaksLevel(n, level)
			over = true
		}
	}
	return over
}

func (a Score) of(l Level) int64 { return [...]int64{a.Hard, a.Cover, a.Soft}[l] }

// breaksPrice lists the cells that have to change, or one of which has to, because all of them together cost too much as they are.
func (e *ejection) breaksPrice(n *ejectionNode) {
	slack, kept := e.most-e.floor, int64(0)
	for _, cell := range e.keeper {
		if !e.open[cell] {
			continue
		}
		now := cell*e.duties + int(e.roster[cell])
		more := e.price[now] - e.least[cell]
		kept += more
		if e.own[now].Hard > e.target[Hard] || more > slack {
			n.broken = append(n.broken, e.cellRow(cell, true))
		}
	}
	if len(n.broken) > 0 || kept <= slack {
		return
	}
	for _, cell := range e.keeper {
		if e.open[cell] && e.price[cell*e.duties+int(e.roster[cell])] > e.least[cell] {
			n.broken = append(n.broken, e.cellRow(cell, false))
		}
	}
}

func (e *ejection) cellRow(cell int, must bool) brokenRow {
	return brokenRow{brokenCell, int32(cell), int32(cell / e.periods), int32(cell % e.periods), 1, must}
}

// breaksLevel lists the rows that cost something on a level.
func (e *ejection) breaksLevel(n *ejectionNode, level Level) {
	target := e.target[level]
	for _, cell := range e.costly {
		if cost := e.own[cell*e.duties+int(e.roster[cell])].of(level); cost > 0 {
			n.broken = append(n.broken, e.cellRow(cell, cost > target))
		}
	}
	for person := range e.people {
		if e.broken[person][level] > 0 {
			e.breaksLine(n, int32(person), level)
		}
	}
	for _, i := range e.unmet {
		if e.bounds[i].level == level {
			e.breaksCounter(n, i, -1, e.tables.period[i-e.firstDemand])
		}
	}
	for k := range e.pools {
		if pool := &e.pools[k]; pool.level == level && pool.weight > 0 {
			n.broken = append(n.broken, brokenRow{brokenPool, int32(k), -1, -1, 1, e.bearing[k].most*pool.weight > target})
		}
	}
}

// breaksLine lists the rows of a person that cost something on a level.
func (e *ejection) breaksLine(n *ejectionNode, person int32, level Level) {
	for _, i := range e.tables.sums[person] {
		if e.bounds[i].level == level {
			e.breaksCounter(n, i, person, -1)
		}
	}
	line := e.roster[int(person)*e.periods:][:e.periods]
	for _, k := range e.followsOf.at(int(person)) {
		f := &e.follows[k]
		for t := f.gap; t < e.periods; t++ {
			if cost := f.cost[int(line[t-f.gap])*e.duties+int(line[t])][level]; cost > 0 {
				n.broken = append(n.broken, brokenRow{brokenFollow, k, person, int32(t - f.gap), 1, cost > e.target[level]})
			}
		}
	}
	for _, i := range e.tables.rows[person] {
		if row := &e.rows[i]; row.level == level {
			if cost := e.rowCost(i, e.values[i]); cost > 0 {
				n.broken = append(n.broken, brokenRow{brokenLine, i, person, -1, 1, cost > e.target[level]})
			}
		}
	}
}

// breaksCounter lists a counter if it costs something.
func (e *ejection) breaksCounter(n *ejectionNode, i, person, period int32) {
	c := &e.counters[i]
	cost := c.cost(c.value)
	if cost == 0 {
		return
	}
	target, weight := e.target[c.level], c.under
	if c.off() > 0 {
		weight = c.over
	}
	row := brokenRow{brokenCounter, i, person, period, 1, cost > target}
	if reach := e.tables.reach[i]; row.must && reach > 0 {
		most := target / weight // amount that may be left
		away := c.off()
		row.need = max(1, (max(away, -away)-most+reach-1)/reach)
		if c.per > 1 {
			row.need = 1
		}
	}
	n.broken = append(n.broken, row)
}

// off returns by how much a counter is above its bounds, or below 0, by how much it is below them.
func (c *counter) off() int64 {
	value := c.value
	if c.per > 1 {
		value = floorDiv(value, c.per)
	}
	if value < c.least {
		return value - c.least
	}
	return max(0, value-c.most)
}
