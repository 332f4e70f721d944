package solver

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
		r.cost += col.cost
		col.addToWhole(r.sums, 1)
	}
	for i, v := range r.sums {
		r.cost += c.demandCost(i, v)
	}
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

// earned returns what each cell of a person would save in the demands as all others stand: a line meets the demands of a
// period in one cell, so that the best answer to the others is priced exactly.
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

// respond gives one person after the other the best line as the others stand, until nobody gains.
func (r *crew) respond(w *pricer) {
	q := make([]pricing, len(r.line))
	for i := range q {
		q[i] = r.c.people[i].clone()
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
	old := r.line[person]
	old.addToWhole(r.sums, -1)
	earned := r.earned(person)
	value := func(col *column) int64 {
		v := col.cost * priced
		for t, d := range col.duties {
			v -= earned[t*r.c.m.duties+int(d)]
		}
		return v
	}
	now := value(old)
	best, least := old, now
	q.run(w, earned, now)
	for _, duties := range q.lines {
		if col := r.c.newColumn(person, duties); col != nil && col.cost < infinite {
			if v := value(col); v < least {
				best, least = col, v
			}
		}
	}
	for _, col := range r.c.pool[person] {
		if col.cost < infinite {
			if v := value(col); v < least {
				best, least = col, v
			}
		}
	}
	r.line[person] = best
	best.addToWhole(r.sums, 1)
	r.cost += (least - now) / priced
	return best != old
}
