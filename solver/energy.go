package solver

// prices are the weights by which the levels of the score become one number, the energy, and what follows from them: the energy
// of each cell and of each pair of duties that are some periods apart, and what one person more or less with a duty costs.
type prices struct {
	weight levels

	enter  []int64   // energy of a duty in a cell, by person, period and duty; barred if the cell does not allow it
	follow [][]int64 // by table of follows

	// By kind, period and duty: energy that demands cost more if one person more, or less, of the kind holds the duty. They are kept
	// for kinds whose demands are apart, of which two such numbers add up; for others demands are counted.
	join, leave []int64
}

// barred marks the energy of a duty that the cell does not allow.
const barred = 1 << 61

// joined returns the energy of costs on the levels.
func (w *levels) joined(cost *levels) int64 {
	return cost[Hard]*w[Hard] + cost[Cover]*w[Cover] + cost[Soft]*w[Soft]
}

// reprice takes new weights.
func (s *state) reprice(weight levels) {
	if s.enter == nil {
		s.enter = make([]int64, len(s.own))
		size := len(s.apart) * s.periods * s.duties
		s.join, s.leave = make([]int64, size), make([]int64, size)
		for _, f := range s.follows {
			s.follow = append(s.follow, make([]int64, len(f.cost)))
		}
	} else if weight == s.weight {
		return
	}
	s.weight = weight
	for i, c := range s.own {
		s.enter[i] = c.Hard*weight[Hard] + c.Cover*weight[Cover] + c.Soft*weight[Soft]
		if !s.may[i] {
			s.enter[i] |= barred
		}
	}
	for k, f := range s.follows {
		for i := range f.cost {
			s.follow[k][i] = weight.joined(&f.cost[i])
		}
	}
	for i := range s.join {
		if s.apart[i/(s.periods*s.duties)] {
			s.priceDuty(i)
		}
	}
}

// priceDuty finds anew what one person more, or less, with a duty costs; at is a kind, period and duty.
func (s *state) priceDuty(at int) {
	var more, less int64
	for _, ref := range s.coverRefs.at(at) {
		c := &s.counters[ref.counter]
		cost := c.cost(c.value)
		more += (c.cost(c.value+ref.coef) - cost) * s.weight[c.level]
		less += (c.cost(c.value-ref.coef) - cost) * s.weight[c.level]
	}
	s.join[at], s.leave[at] = more, less
}

// keep ends a move that stays: what one person more or less costs where demands have changed is found anew.
func (s *state) keep() {
	for _, demand := range s.changed {
		for _, at := range s.pricedBy.at(int(demand - s.firstDemand)) {
			s.priceDuty(int(at))
		}
	}
	s.mark()
}
