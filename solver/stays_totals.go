package solver

type total struct {
	value       int64
	weight      int64
	least, most int32
	per         int32 // the value is divided by it and rounded down; cutOff: it is cut off at 1
	slot        slot
}

// cutOff as a divisor means that the value counts as 1 from 1 on.
const cutOff = 0

type totalRef struct {
	total int32
	coef  int32
}

func (t *total) cost() int64 {
	v := t.value
	if t.per != 1 {
		if t.per == cutOff {
			v = min(v, 1)
		} else {
			v = floorDiv(v, int64(t.per))
		}
	}
	if v < int64(t.least) {
		return (int64(t.least) - v) * t.weight
	}
	if v > int64(t.most) {
		return (v - int64(t.most)) * t.weight
	}
	return 0
}

// ownTotal is a total of one person over a group.
type ownTotal struct {
	total
	group Group
}

// compileLines sorts the rows about lines into totals, rows of order and odd ones.
func (m *stayModel) compileLines() {
	b := stayBuilder{m, m.problem, make([][]ownTotal, m.people), make([][]oddRow, m.people)}
	b.totals()
	b.order()
	b.runs()
	b.places()
	m.listTotals(b.own)
	m.odd = joined(b.strange)
}

// stayBuilder collects what belongs to each person.
type stayBuilder struct {
	*stayModel
	p       *Problem
	own     [][]ownTotal
	strange [][]oddRow
}

func (b *stayBuilder) odd(person Person, rule Rule, judge func(*Problem, Roster, int) Amount, row int) {
	b.strange[person] = append(b.strange[person], oddRow{judge, row, b.slotOf(rule)})
}

func (b *stayBuilder) total(person Person, rule Rule, g Group, t total) {
	t.slot = b.slotOf(rule)
	b.own[person] = append(b.own[person], ownTotal{t, g})
}

// totals takes the rows that only ask how long duties are held in all.
func (b *stayBuilder) totals() {
	sums, quotients, windows := &b.p.Sums, &b.p.Quotients, &b.p.Windows
	for i, rule := range sums.Rule {
		if t := sums; b.whole(t.First[i], t.Last[i]) {
			b.total(t.Person[i], rule, t.Group[i], total{least: t.Least[i], most: t.Most[i], weight: t.Weight[i], per: 1})
		} else {
			b.odd(t.Person[i], rule, sumAmount, i)
		}
	}
	for i, rule := range quotients.Rule {
		if t := quotients; b.whole(t.First[i], t.Last[i]) {
			b.total(t.Person[i], rule, t.Group[i], total{least: t.Least[i], most: t.Most[i], weight: t.Weight[i], per: t.Per[i]})
		} else {
			b.odd(t.Person[i], rule, quotientAmount, i)
		}
	}
	for i, rule := range windows.Rule {
		if t := windows; t.First[i] == 0 && int(t.Length[i]) >= b.periods && b.p.counts(t.Group[i]) {
			b.total(t.Person[i], rule, t.Group[i], total{least: t.Least[i], most: t.Most[i], weight: t.Weight[i], per: cutOff})
		} else {
			b.odd(t.Person[i], rule, windowAmount, i)
		}
	}
}

// listTotals lays the totals of each person side by side and lists those that a duty counts in.
func (m *stayModel) listTotals(own [][]ownTotal) {
	m.refs = newLists[totalRef](m.people * m.duties)
	m.ownTotals = newLists[total](m.people)
	for _, totals := range own {
		refs := make([][]totalRef, m.duties)
		for _, o := range totals {
			off, _ := m.problem.Groups.coef(int32(o.group), int32(Off)) // other duties count what they add over off
			o.value = off * int64(m.periods)
			n := int32(len(m.ownTotals.items))
			m.ownTotals.items = append(m.ownTotals.items, o.total)
			for d := Off + 1; int(d) < m.duties; d++ {
				if c, _ := m.problem.Groups.coef(int32(o.group), int32(d)); c != off {
					refs[d] = append(refs[d], totalRef{n, int32(c - off)})
				}
			}
		}
		m.ownTotals.close()
		for _, list := range refs {
			m.refs.items = append(m.refs.items, list...)
			m.refs.close()
		}
	}
}

// counts tells whether a group is a plain set of duties without off: every coefficient is 1 or more.
func (p *Problem) counts(g Group) bool {
	for j, d := range p.Groups.members(int32(g)) {
		if Duty(d) == Off || p.Groups.coefs(g)[j] < 1 {
			return false
		}
	}
	return true
}
