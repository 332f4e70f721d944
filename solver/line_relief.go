package solver

import "slices"

// A person of a rotation year has a dozen sums over the whole year, and states that remember all of them are too many. Most of
// them need not be remembered: that a limit is passed is rare, so it is enough to count there.

// relief is how much of the sums over more than half of the periods is taken out of the states and counted instead.
type relief int

const (
	noRelief   relief = iota
	limits            // sums that have an upper limit only
	upperSides        // the upper limits of all
	wholeSums
	mostRelief = wholeSums
)

// sumSide is a row of Sums, or its upper side alone, that is a count.
type sumSide struct {
	row   int
	upper bool
}

// relieve makes a count of a sum if it is one to be taken out of the states.
func (b *lineBuilder) relieve(i int) bool {
	t := &b.p.Sums
	if !b.long(i) || b.relief < limits || b.relief < wholeSums && t.Least[i] > 0 {
		return false
	}
	b.counted = append(b.counted, sumSide{row: i})
	return true
}

// split leaves the lower side of a sum to the states and makes a count of the upper one; false: all stays.
func (b *lineBuilder) split(i int) bool {
	t := &b.p.Sums
	if !b.long(i) || b.relief < upperSides || t.Most[i] == Unlimited {
		return false
	}
	b.counted = append(b.counted, sumSide{row: i, upper: true})
	return true
}

func (b *lineBuilder) long(i int) bool {
	t := &b.p.Sums
	return 2*int(t.Last[i]-t.First[i]+1) > b.line.periods && slices.Min(b.coefs(t.Group[i])) >= 0
}

// relieveWindow makes a sum of a window over more than half of the periods that has to be touched: whether any period of it is
// held is whether their number is at least 1.
func (b *lineBuilder) relieveWindow(i int, windows int32) bool {
	t, l := &b.p.Windows, b.line
	last := min(b.p.end(), t.First[i]+Period(t.Length[i])-1)
	if b.relief < limits || windows != 1 || t.Least[i] != 1 || 2*int(last-t.First[i]+1) <= l.periods {
		return false
	}
	n := int32(len(l.counts))
	l.counts = append(l.counts, b.count(t.Rule[i], t.Weight[i], 1, Unlimited))
	for _, d := range b.p.Groups.members(int32(t.Group[i])) {
		l.countRefs[d] = append(l.countRefs[d], countRef{n, 1, t.First[i], last})
	}
	return true
}

// countSides adds the counts.
func (b *lineBuilder) countSides() {
	t, l := &b.p.Sums, b.line
	for _, s := range b.counted {
		i, least := s.row, t.Least[s.row]
		if s.upper {
			least = 0
		}
		n := int32(len(l.counts))
		l.counts = append(l.counts, b.count(t.Rule[i], t.Weight[i], least, t.Most[i]))
		for j, d := range b.p.Groups.members(int32(t.Group[i])) {
			if coef := b.p.Groups.coefs(t.Group[i])[j]; coef != 0 {
				l.countRefs[d] = append(l.countRefs[d], countRef{n, coef, t.First[i], t.Last[i]})
			}
		}
	}
}

// due is a sum that has to reach its least by the end of the horizon, and what a period can add to it at most.
type due struct {
	part        int
	least, most int32
}

// dues lists sums of which no two have a duty in common, so that the periods that they need add up.
func (b *lineBuilder) dues() (all []due) {
	taken := make([]bool, len(b.p.Duties))
	for i, part := range b.parts {
		m, ok := part.automaton.(*tally)
		if !ok || m.cost < infinite || m.least <= 0 || !m.last[b.line.periods-1] || len(part.rules) != 1 {
			continue
		}
		free := true
		for d, coef := range m.coef {
			free = free && (coef == 0 || !taken[d])
		}
		if !free {
			continue
		}
		for d, coef := range m.coef {
			taken[d] = taken[d] || coef > 0
		}
		all = append(all, due{i, m.least, max(1, slices.Max(m.coef))})
	}
	return all
}

// late tells whether a state needs more periods than are left.
func late(dues []due, state []uint16, left int) bool {
	for _, d := range dues {
		if lacks := d.least - int32(state[d.part]); lacks > 0 {
			left -= int((lacks + d.most - 1) / d.most)
		}
	}
	return left < 0
}

// spare returns how many periods the sums that have to reach their least leave to others, the row itself not counted. Only sums
// over all periods that may not be broken, and of which no two have a duty in common, count.
func (b *lineBuilder) spare(row int) int {
	t := &b.p.Sums
	left, taken := b.line.periods, b.has(t.Group[row])
rows:
	for i, rule := range t.Rule {
		if t.Person[i] != b.person || i == row || t.Least[i] <= 0 || t.First[i] > 0 || t.Last[i] < b.p.end() || b.price(rule, t.Weight[i]) < infinite {
			continue
		}
		coef := b.coefs(t.Group[i])
		most := slices.Max(coef)
		if most <= 0 || slices.Min(coef) < 0 {
			continue
		}
		for d, c := range coef {
			if c > 0 && taken[d] {
				continue rows
			}
		}
		for d, c := range coef {
			taken[d] = taken[d] || c > 0
		}
		left -= int((t.Least[i] + most - 1) / most)
	}
	return left
}
