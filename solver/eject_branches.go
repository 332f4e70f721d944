package solver

import "slices"

// mostChosen limits how many rows a node compares before it mends the one with fewest branches.
const mostChosen = 12

// choose finds the branches of a node: the changes that can mend one row that has to be, that with the fewest ways; if none has to be,
// the changes that can mend any.
func (e *ejection) choose(n *ejectionNode) {
	n.branches = n.branches[:0]
	defer func() {
		slices.SortFunc(n.branches, func(a, b branch) int { return (a.cell-b.cell)*e.duties + int(a.duty-b.duty) })
		n.branches = slices.Compact(n.branches)
	}()
	compared := 0
	for i := range n.broken {
		if !n.broken[i].must {
			continue
		}
		n.trial = e.ways(n.trial[:0], &n.broken[i])
		if compared == 0 || len(n.trial) < len(n.branches) {
			n.branches, n.trial = n.trial, n.branches
		}
		if compared++; compared == mostChosen || len(n.branches) <= 1 {
			return
		}
	}
	if compared > 0 {
		return
	}
	for i := range n.broken {
		n.branches = e.ways(n.branches, &n.broken[i])
	}
}

// ways adds the changes that can mend a row.
func (e *ejection) ways(to []branch, b *brokenRow) []branch {
	switch b.kind {
	case brokenCell:
		return e.changes(to, int(b.index), func(Duty) bool { return true })
	case brokenCounter:
		if b.index >= e.firstDemand {
			return e.waysOfDemand(to, b.index)
		}
		return e.waysOfSum(to, b)
	case brokenFollow:
		for _, t := range [...]int{int(b.period), int(b.period) + e.follows[b.index].gap} {
			to = e.changes(to, int(b.person)*e.periods+t, func(Duty) bool { return true })
		}
		return to
	case brokenLine:
		return e.waysOfLine(to, b)
	default: // whatever anybody of a pool does counts
		for _, person := range e.pools[b.index].people {
			to = e.waysOfAny(to, int(person), 0, e.periods)
		}
		return to
	}
}

// changes adds the changes of a cell that may be made and that fit.
func (e *ejection) changes(to []branch, cell int, fits func(Duty) bool) []branch {
	if !e.open[cell] {
		return to
	}
	at, dearest := cell*e.duties, e.most-e.floor+e.least[cell]
	for _, d := range e.may.at(cell) {
		if e.out[at+int(d)] == 0 && e.price[at+int(d)] <= dearest && fits(d) {
			to = append(to, branch{cell: cell, duty: d})
		}
	}
	return to
}

func (e *ejection) waysOfAny(to []branch, person, first, end int) []branch {
	for t := first; t < end; t++ {
		to = e.changes(to, person*e.periods+t, func(Duty) bool { return true })
	}
	return to
}

// waysOfDemand adds the changes that move a demand towards its bounds.
func (e *ejection) waysOfDemand(to []branch, counter int32) []branch {
	t, up := &e.problem.Demands, e.counters[counter].off() < 0
	row := counter - e.firstDemand
	for j := t.Terms[row]; j < t.Terms[row+1]; j++ {
		period := int(t.Period[j])
		for _, person := range e.problem.Classes.members(int32(t.Class[j])) {
			cell := int(person)*e.periods + period
			if !e.open[cell] {
				continue
			}
			now := added(e.coverRefs.at(e.coverAt(int(person), period, e.roster[cell])), counter)
			to = e.changes(to, cell, func(d Duty) bool {
				more := added(e.coverRefs.at(e.coverAt(int(person), period, d)), counter) - now
				return more > 0 && up || more < 0 && !up
			})
		}
	}
	return to
}

// waysOfSum adds the changes that move a sum, or a quotient, towards its bounds.
func (e *ejection) waysOfSum(to []branch, b *brokenRow) []branch {
	g, first, last := e.counted(int(b.index))
	coef, up := e.tables.coef[int(g)*e.duties:][:e.duties], e.counters[b.index].off() < 0
	for t := first; t <= last; t++ {
		cell := int(b.person)*e.periods + int(t)
		now := coef[e.roster[cell]]
		to = e.changes(to, cell, func(d Duty) bool { return up && coef[d] > now || !up && coef[d] < now })
	}
	return to
}

// waysOfLine adds the changes that a line row can see: those by which the person comes to hold a duty of its groups, or no longer
// does.
func (e *ejection) waysOfLine(to []branch, b *brokenRow) []branch {
	row, person := &e.rows[b.index], int(b.person)
	switch row.kind {
	case successionRow: // one pair, if none may be left
		for t := range e.periods - int(row.gap) {
			if e.holds(person, t, row.before) && e.holds(person, t+int(row.gap), row.after) {
				to = e.waysOfTurn(e.waysOfTurn(to, person, t, row.before), person, t+int(row.gap), row.after)
				if e.target[row.level] == 0 {
					return to
				}
			}
		}
	case precedenceRow: // the first that is not prepared, if none may be left
		for t := range e.periods {
			if e.holds(person, t, row.after) {
				to = e.waysOfTurn(to, person, t, row.after)
				for before := range t - int(row.gap) + 1 {
					to = e.waysOfTurn(to, person, before, row.before)
				}
				if e.target[row.level] == 0 {
					return to
				}
			}
		}
	case wishRow:
		for _, term := range e.terms[row.before:row.after] {
			if !e.holds(person, int(term.period), term.set) {
				return e.waysOfTurn(to, person, int(term.period), term.set)
			}
		}
	case runLengthRow, windowRow, waitRow:
		for t := range e.periods {
			to = e.waysOfTurn(to, person, t, row.before)
		}
	case changeRow:
		return e.waysOfAny(to, person, 0, e.periods)
	}
	return to
}

// holds tells whether a person holds a duty of a line group in a period.
func (e *ejection) holds(person, period int, set int32) bool {
	return e.inSet(person, e.roster[person*e.periods+period], set)
}

func (e *ejection) inSet(person int, d Duty, set int32) bool {
	return e.turns[(person*e.duties+int(d))*e.setWords+int(set>>6)]>>(set&63)&1 != 0
}

// waysOfTurn adds the changes of a cell into a line group, if it is out of it, or out of it.
func (e *ejection) waysOfTurn(to []branch, person, period int, set int32) []branch {
	now := e.holds(person, period, set)
	return e.changes(to, person*e.periods+period, func(d Duty) bool { return e.inSet(person, d, set) != now })
}
