package solver

import "math/bits"

// personOrder is what the order of one person's stays is judged by.
type personOrder struct {
	needs, gives []uint64 // by duty: bits of precedences that it has to wait for, and that it settles
	precedences  []orderRow
	lengths      [][]orderRow // by duty: runs of that duty alone
	changes      []orderRow
	waits        []orderRow
}

type orderRow struct {
	weight      int64
	slot        slot
	least, most int64   // of a run
	place       []int32 // by duty: of a change, its place; of a wait, nowhere if it is outside the group
	carried     int32   // place before the first period
}

// oddRow is a row that is judged by its definition.
type oddRow struct {
	judge func(p *Problem, r Roster, i int) Amount
	row   int
	slot  slot
}

// mostPrecedences of a person are told by the bits of a word; more are odd.
const mostPrecedences = 64

// order takes the precedences that ask for any earlier period, as far as there are bits for them; wishes and successions are odd.
func (b *stayBuilder) order() {
	p := b.p
	for i, rule := range p.Wishes.Rule {
		b.odd(p.Wishes.Person[i], rule, wishAmount, i)
	}
	for i, rule := range p.Successions.Rule {
		b.odd(p.Successions.Person[i], rule, successionAmount, i)
	}
	for i, rule := range p.Precedences.Rule {
		t := &p.Precedences
		o := &b.ordered[t.Person[i]]
		if len(o.precedences) == mostPrecedences || t.Gap[i] != 1 || p.in(Off, t.Before[i]) || p.in(Off, t.After[i]) || p.meet(t.Before[i], t.After[i]) {
			b.odd(t.Person[i], rule, precedenceAmount, i)
			continue
		}
		bit := uint64(1) << len(o.precedences)
		o.precedences = append(o.precedences, orderRow{weight: t.Weight[i], slot: b.slotOf(rule)})
		for _, d := range p.Groups.members(int32(t.Before[i])) {
			o.gives[d] |= bit
		}
		for _, d := range p.Groups.members(int32(t.After[i])) {
			o.needs[d] |= bit
		}
	}
}

// runs takes the runs of one duty that end where a stay does.
func (b *stayBuilder) runs() {
	t := &b.p.Runs
	for i, rule := range t.Rule {
		duties := b.p.Groups.members(int32(t.Group[i]))
		if len(duties) != 1 || Duty(duties[0]) == Off || t.Open[i] == 1 || t.Carried[i] > 0 {
			b.odd(t.Person[i], rule, runAmount, i)
			continue
		}
		of := &b.ordered[t.Person[i]].lengths[duties[0]]
		*of = append(*of, orderRow{weight: t.Weight[i], slot: b.slotOf(rule), least: int64(t.Least[i]), most: int64(t.Most[i])})
	}
}

// places takes changes and waits, which skip or count the periods between stays.
func (b *stayBuilder) places() {
	changes, waits := &b.p.Changes, &b.p.Waits
	for i, rule := range changes.Rule {
		t := changes
		if b.p.in(Off, t.Group[i]) {
			b.odd(t.Person[i], rule, changeAmount, i)
			continue
		}
		o, place := &b.ordered[t.Person[i]], b.placeOf[t.Group[i]]
		o.changes = append(o.changes, orderRow{weight: t.Weight[i], slot: b.slotOf(rule), most: int64(t.Most[i]), place: place, carried: place[t.Carried[i]]})
	}
	for i, rule := range waits.Rule {
		t := waits
		if b.p.in(Off, t.Group[i]) {
			b.odd(t.Person[i], rule, waitAmount, i)
			continue
		}
		o := &b.ordered[t.Person[i]]
		o.waits = append(o.waits, orderRow{weight: t.Weight[i], slot: b.slotOf(rule), most: int64(t.Most[i]), place: b.p.membership(t.Group[i])})
	}
}

// meet tells whether two groups have a duty in common.
func (p *Problem) meet(a, b Group) bool {
	for _, d := range p.Groups.members(int32(a)) {
		if p.in(Duty(d), b) {
			return true
		}
	}
	return false
}

// membership lists nowhere for each duty outside a group, 0 for each inside.
func (p *Problem) membership(g Group) []int32 {
	in := make([]int32, len(p.Duties))
	for d := range in {
		in[d] = nowhere
	}
	for _, d := range p.Groups.members(int32(g)) {
		in[d] = 0
	}
	return in
}

// inOrder adds up what the order of a person's stays costs.
func (m *stayModel) inOrder(person int, line []stay, costs []int64) {
	o := &m.ordered[person]
	var done uint64
	for _, s := range line {
		for missing := o.needs[s.duty] &^ done; missing != 0; missing &= missing - 1 {
			row := &o.precedences[bits.TrailingZeros64(missing)]
			row.add(costs, int64(s.length))
		}
		done |= o.gives[s.duty]
		for i := range o.lengths[s.duty] {
			row, n := &o.lengths[s.duty][i], int64(s.length)
			if n < row.least {
				row.add(costs, row.least-n)
			} else if n > row.most {
				row.add(costs, n-row.most)
			}
		}
	}
	for i := range o.changes {
		row := &o.changes[i]
		place, changes := row.carried, int64(0)
		for _, s := range line {
			next := row.place[s.duty]
			if next == nowhere {
				continue
			}
			if next != place && place != nowhere {
				changes++
			}
			place = next
		}
		if changes > row.most {
			row.add(costs, changes-row.most)
		}
	}
	for i := range o.waits {
		row := &o.waits[i]
		last, held := int64(0), int64(0)
		for _, s := range line {
			if row.place[s.duty] != nowhere {
				last, held = int64(s.end()), held+int64(s.length)
			}
		}
		if last-held > row.most {
			row.add(costs, last-held-row.most)
		}
	}
}

func (r *orderRow) add(costs []int64, amount int64) {
	costs[r.slot.level] += amount * r.weight
	costs[r.slot.pool] += amount * r.weight
}
