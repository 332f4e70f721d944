package solver

import "math/bits"

// What a line costs by the order of the places in it, free periods skipped or counted.

// ChangeTable: of the duties that the person holds, those of the group, in order of their periods and whatever stands between
// them, change from one coefficient to another at most Most times. The coefficient of a duty in the group is its place; it
// does not add up. Carried is the last duty before the first period; if it is not in the group, nothing is carried in.
// Amount: number of changes beyond Most.
type ChangeTable struct {
	Rule    []Rule
	Weight  []int64
	Person  []Person
	Group   []Group
	Most    []int32
	Carried []Duty
}

// WaitTable: before the last period in which the person holds a duty of the group there are at most Most periods in which he
// holds none. Amount: number of such periods beyond Most.
type WaitTable struct {
	Rule   []Rule
	Weight []int64
	Person []Person
	Group  []Group
	Most   []int32
}

func changeAmount(p *Problem, r Roster, i int) Amount {
	t := &p.Changes
	a := Amount{Person: t.Person[i], Last: p.end()}
	place, known := p.Groups.coef(int32(t.Group[i]), int32(t.Carried[i]))
	var changes int64
	for period := Period(0); period <= a.Last; period++ {
		next, in := p.Groups.coef(int32(t.Group[i]), int32(r.At(p, a.Person, period)))
		if !in {
			continue
		}
		if known && next != place {
			changes++
		}
		place, known = next, true
	}
	a.Amount = max(0, changes-int64(t.Most[i]))
	a.Cost = a.Amount * t.Weight[i]
	return a
}

func waitAmount(p *Problem, r Roster, i int) Amount {
	t := &p.Waits
	a := Amount{Person: t.Person[i], Last: p.end()}
	var waited, free int64
	for period := Period(0); period <= a.Last; period++ {
		if p.in(r.At(p, a.Person, period), t.Group[i]) {
			waited += free
			free = 0
		} else {
			free++
		}
	}
	a.Amount = max(0, waited-int64(t.Most[i]))
	a.Cost = a.Amount * t.Weight[i]
	return a
}

// changed counts the changes of a line beyond Most, by the set of periods with a duty of the group and the place of each duty.
func (t *ChangeTable) changed(i int, set []uint64, line []Duty, placeOf []int32) int64 {
	place, changes := nowhere, int64(0)
	if c := t.Carried[i]; placeOf[c] != nowhere {
		place = placeOf[c]
	}
	for at := nextPeriod(set, 0, len(line), true); at < len(line); at = nextPeriod(set, at+1, len(line), true) {
		next := placeOf[line[at]]
		if place != nowhere && next != place {
			changes++
		}
		place = next
	}
	return max(0, changes-int64(t.Most[i]))
}

// nowhere is the place of a duty outside the group; no coefficient is as large.
const nowhere = int32(Unlimited)

// places lists the place of each duty for each group that changes are counted in, by group.
func (p *Problem) places() [][]int32 {
	of := make([][]int32, len(p.Groups.Labels))
	for _, g := range p.Changes.Group {
		if of[g] != nil {
			continue
		}
		of[g] = make([]int32, len(p.Duties))
		for d := range of[g] {
			of[g][d] = nowhere
		}
		for j, d := range p.Groups.members(int32(g)) {
			of[g][d] = p.Groups.coefs(g)[j]
		}
	}
	return of
}

// waited counts the periods outside a set before the last one of it, beyond Most.
func (t *WaitTable) waited(i int, set []uint64) int64 {
	last, held := -1, 0
	for w, word := range set {
		if word != 0 {
			last = w*64 + bits.Len64(word) - 1
			held += bits.OnesCount64(word)
		}
	}
	return max(0, int64(last+1-held)-int64(t.Most[i]))
}

// listChanges lists the rows of each person that count changes.
func (m *model) listChanges() {
	of := make([][]int32, m.people)
	for i, row := range m.rows {
		if row.kind == changeRow {
			of[row.person] = append(of[row.person], int32(i))
		}
	}
	m.changes = joined(of)
}

// moves tells whether a changed line holds other places of a group in periods in which it held one before.
func (c *lineChange) moves(line []Duty, placeOf []int32) bool {
	for i, d := range c.duties {
		if was, now := placeOf[line[c.first+i]], placeOf[d]; was != now && was != nowhere && now != nowhere {
			return true
		}
	}
	return false
}
