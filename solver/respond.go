package solver

import "slices"

// crew is a roster as one column for each person, with the sums of the demands.
type crew struct {
	c    *columns
	line []*column
	sums []int64
	cost int64 // joined
}

func (c *columns) newCrew(line []*column) *crew {
	r := &crew{c: c, line: line, sums: make([]int64, c.demands)}
	for _, col := range line {
		col.addToWhole(r.sums, 1)
	}
	r.cost = c.costOf(line, r.sums)
	return r
}

// addToWhole adds what a column puts into the demands, times a sign; no column puts nothing.
func (col *column) addToWhole(sums []int64, sign int64) {
	if col != nil {
		for k, i := range col.row[:col.demands] {
			sums[i] += sign * int64(col.coef[k])
		}
	}
}

// demandCost returns the joined cost of a demand whose sum is v.
func (c *columns) demandCost(i int, v int64) int64 {
	t := &c.p.Demands
	below, above := outside(v, t.Least[i], t.Most[i])
	return (below*t.Under[i] + above*t.Over[i]) * c.w.of[c.p.Rules.Level[t.Rule[i]]]
}

func (r *crew) roster() Roster {
	var out Roster
	for _, col := range r.line {
		out = append(out, col.duties...)
	}
	return out
}

// earned returns what each cell of a person would save in the demands as all others stand. Where no demand counts him in several
// periods, a line meets it in one cell, so that the best answer to the others is priced exactly.
func (r *crew) earned(person int) []int64 {
	c := r.c
	size, first := c.m.periods*c.m.duties, c.m.firstDemand
	earned := make([]int64, size)
	for i := range earned {
		for _, ref := range c.m.coverRefs.at(int(c.m.kindOf[person])*size + i) {
			k := int(ref.counter - first)
			earned[i] += (c.demandCost(k, r.sums[k]) - c.demandCost(k, r.sums[k]+ref.coef)) * priced
		}
	}
	return earned
}

// costOf returns the joined cost of a roster with the sums of its demands.
func (c *columns) costOf(line []*column, sums []int64) (cost int64) {
	for _, col := range line {
		cost = plus(cost, col.cost)
	}
	for i, v := range sums {
		cost = plus(cost, c.demandCost(i, v))
	}
	return cost
}

// respond gives one person after the other the best line as the others stand, until nobody gains.
func (r *crew) respond(w *pricer, e effort) {
	q := make([]pricing, len(r.line))
	for i := range q {
		q[i] = r.c.people[i].clone()
		q[i].effort = e
	}
	for since, i := 0, 0; since < len(r.line); i = (i + 1) % len(r.line) {
		if r.answer(w, &q[i], i) {
			since = 0
		} else {
			since++
		}
	}
}

// answer gives a person his best line; false: he has it.
func (r *crew) answer(w *pricer, q *pricing, person int) bool {
	old, before := r.line[person], r.cost
	old.addToWhole(r.sums, -1)
	best := r.c.bestAnswer(w, q, person, r.earned(person), append(slices.Clip(r.c.pool[person]), old))
	r.take(person, best)
	if best != old && r.cost >= before { // a demand counts him in several periods
		best.addToWhole(r.sums, -1)
		r.take(person, old)
		return false
	}
	return best != old
}

// take gives a line to a person who has none.
func (r *crew) take(person int, line *column) {
	line.addToWhole(r.sums, 1)
	r.line[person] = line
	r.cost = r.c.costOf(r.line, r.sums)
}

// bestAnswer returns the line of a person that costs least at given earnings of its cells, of those that are known, one at
// least, and those that pricing finds.
func (c *columns) bestAnswer(w *pricer, q *pricing, person int, earned []int64, known []*column) *column {
	best, least := known[len(known)-1], known[len(known)-1].less(earned, c.m.duties)
	for _, col := range known[:len(known)-1] {
		if col.cost < infinite {
			if v := col.less(earned, c.m.duties); v < least {
				best, least = col, v
			}
		}
	}
	q.run(w, earned, least)
	for _, duties := range q.lines {
		if col := c.newColumn(person, duties); col != nil && col.cost < infinite {
			if v := col.less(earned, c.m.duties); v < least {
				best, least = col, v
			}
		}
	}
	return best
}

// less returns the cost of a column less what its cells earn, in parts of 1/priced.
func (col *column) less(earned []int64, duties int) int64 {
	v := col.cost * priced
	for t, d := range col.duties {
		v -= earned[t*duties+int(d)]
	}
	return v
}
