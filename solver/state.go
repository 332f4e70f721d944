package solver

import (
	"fmt"
	"math/bits"
	"slices"
)

// state is a roster with everything that is needed to know quickly what a change of one cell is worth.
type state struct {
	*model
	roster   Roster
	score    Score
	counters []counter
	held     []uint64 // by person, line group and word: periods with a duty of the group
	amounts  []int64  // of the line rows
	bearing  []poolState
}

func newState(m *model, r Roster) *state {
	s := &state{
		model: m, roster: make(Roster, len(r)), counters: slices.Clone(m.bounds),
		held: make([]uint64, m.people*m.setCount*m.words), amounts: make([]int64, len(m.rows)),
		bearing: make([]poolState, len(m.pools)),
	}
	for k := range s.bearing {
		s.bearing[k].borne = make([]int64, m.people)
	}
	s.load(r)
	return s
}

// load replaces the roster.
func (s *state) load(r Roster) {
	copy(s.roster, r)
	copy(s.counters, s.bounds)
	clear(s.held)
	s.score = Score{}
	for i, d := range s.roster {
		person, period := i/s.periods, i%s.periods
		s.score = s.score.Add(s.cell[i*s.duties+int(d)])
		s.tally(person, period, d, 1)
		for _, set := range s.sets.at(person*s.duties + int(d)) {
			s.flip(person, period, set)
		}
	}
	for i := range s.counters {
		c := &s.counters[i]
		s.score = s.score.Add(c.level.at(c.cost()))
	}
	for i := range s.rows {
		s.amounts[i] = s.amount(int32(i))
		s.score = s.score.Add(s.rows[i].level.at(s.amounts[i] * s.rows[i].weight))
	}
	s.score = s.score.Add(s.loadPools())
	s.check("load")
}

func (s *state) coverAt(person, period int, d Duty) int {
	return (int(s.kindOf[person])*s.periods+period)*s.duties + int(d)
}

func (c *counter) cost() int64 {
	value := c.value
	if c.per > 1 {
		value = floorDiv(value, c.per)
	}
	if value < c.least {
		return (c.least - value) * c.under
	}
	if value > c.most {
		return (value - c.most) * c.over
	}
	return 0
}

// set puts a duty into a cell and keeps the score exact. It returns the duty that stood there, with which the caller can
// take the change back.
func (s *state) set(person, period int, d Duty) Duty {
	i := person*s.periods + period
	old := s.roster[i]
	if old == d {
		return old
	}
	s.roster[i] = d
	before, after := &s.cell[i*s.duties+int(old)], &s.cell[i*s.duties+int(d)]
	delta := levels{after.Hard - before.Hard, after.Cover - before.Cover, after.Soft - before.Soft}
	s.countAll(person, period, old, -1, &delta)
	s.countAll(person, period, d, 1, &delta)
	if s.setCount > 0 {
		s.reorder(person, period, old, d, &delta)
	}
	if len(s.pools) > 0 {
		s.bearCell(person, i, old, d)
		s.settle(&delta)
	}
	s.score = Score{s.score.Hard + delta[Hard], s.score.Cover + delta[Cover], s.score.Soft + delta[Soft]}
	return old
}

// levels is a score that is indexed by level.
type levels [len(levelNames)]int64

// countAll adds a duty in a cell to all its counters, sign times.
func (s *state) countAll(person, period int, d Duty, sign int64, delta *levels) {
	for _, ref := range s.sumRefs.at(person*s.duties + int(d)) {
		if ref.first <= Period(period) && Period(period) <= ref.last {
			c := &s.counters[ref.counter]
			before := c.cost()
			c.value += sign * int64(ref.coef)
			more := c.cost() - before
			delta[c.level] += more
			s.bear(person, c.pool, more)
		}
	}
	for _, ref := range s.coverRefs.at(s.coverAt(person, period, d)) {
		c := &s.counters[ref.counter]
		before := c.cost()
		c.value += sign * ref.coef
		delta[c.level] += c.cost() - before
	}
}

// unset takes a change back: it puts the duty old into a cell and leaves the score, which the caller remembers, alone.
func (s *state) unset(person, period int, old Duty) {
	i := person*s.periods + period
	d := s.roster[i]
	if old == d {
		return
	}
	s.roster[i] = old
	var delta levels
	if len(s.pools) == 0 {
		s.tally(person, period, d, -1)
		s.tally(person, period, old, 1)
	} else {
		s.countAll(person, period, d, -1, &delta)
		s.countAll(person, period, old, 1, &delta)
	}
	if s.setCount > 0 {
		s.reorder(person, period, d, old, &delta)
	}
	if len(s.pools) > 0 {
		s.bearCell(person, i, d, old)
		s.settle(&delta)
	}
}

// tally adds a duty in a cell to the values of all its counters, sign times, without a look at what they cost.
func (s *state) tally(person, period int, d Duty, sign int64) {
	for _, ref := range s.sumRefs.at(person*s.duties + int(d)) {
		if ref.first <= Period(period) && Period(period) <= ref.last {
			s.counters[ref.counter].value += sign * int64(ref.coef)
		}
	}
	for _, ref := range s.coverRefs.at(s.coverAt(person, period, d)) {
		s.counters[ref.counter].value += sign * ref.coef
	}
}

// reorder updates the line rules of a person for whom one period has changed from one duty to another.
func (s *state) reorder(person, period int, from, to Duty, delta *levels) {
	a, b := s.sets.at(person*s.duties+int(from)), s.sets.at(person*s.duties+int(to))
	for len(a) > 0 || len(b) > 0 { // both are in increasing order; what is in both stays
		var set int32
		switch {
		case len(b) == 0 || len(a) > 0 && a[0] < b[0]:
			set, a = a[0], a[1:]
		case len(a) == 0 || b[0] < a[0]:
			set, b = b[0], b[1:]
		default:
			a, b = a[1:], b[1:]
			continue
		}
		s.flip(person, period, set)
		for _, i := range s.rowRefs.at(person*s.setCount + int(set)) {
			now, row := s.amount(i), &s.rows[i]
			more := (now - s.amounts[i]) * row.weight
			delta[row.level] += more
			s.bear(person, row.pool, more)
			s.amounts[i] = now
		}
	}
	s.move(person, from, to, delta)
}

func (s *state) flip(person, period int, set int32) {
	s.held[(person*s.setCount+int(set))*s.words+period>>6] ^= 1 << (period & 63)
}

// periodsOf returns the periods in which a person holds a duty of a line group.
func (s *state) periodsOf(person Person, set int32) []uint64 {
	at := (int(person)*s.setCount + int(set)) * s.words
	return s.held[at : at+s.words]
}

// amount computes by how much the line breaks a line rule.
func (s *state) amount(i int32) int64 {
	row := &s.rows[i]
	switch row.kind {
	case successionRow:
		return pairs(s.periodsOf(row.person, row.before), s.periodsOf(row.person, row.after), int(row.gap))
	case precedenceRow:
		return unprepared(s.periodsOf(row.person, row.before), s.periodsOf(row.person, row.after), int(row.gap))
	case runLengthRow:
		return s.problem.Runs.broken(int(row.after), s.periodsOf(row.person, row.before), s.periods)
	case windowRow:
		return s.problem.Windows.broken(int(row.after), s.periodsOf(row.person, row.before), s.periods)
	case changeRow:
		at := int(row.person) * s.periods
		t := &s.problem.Changes
		return t.changed(int(row.after), s.periodsOf(row.person, row.before), s.roster[at:at+s.periods], s.placeOf[t.Group[row.after]])
	case waitRow:
		return s.problem.Waits.waited(int(row.after), s.periodsOf(row.person, row.before))
	default:
		for _, t := range s.terms[row.before:row.after] {
			if s.periodsOf(row.person, t.set)[t.period>>6]>>(t.period&63)&1 == 0 {
				return 1
			}
		}
		return 0
	}
}

// pairs counts the t with t in before and t+gap in after.
func pairs(before, after []uint64, gap int) (n int64) {
	skip, shift := gap>>6, gap&63
	for w := skip; w < len(after); w++ {
		moved := before[w-skip] << shift
		if shift > 0 && w > skip {
			moved |= before[w-skip-1] >> (64 - shift)
		}
		n += int64(bits.OnesCount64(moved & after[w]))
	}
	return n
}

// unprepared counts the periods of after that lie less than gap after the first of before.
func unprepared(before, after []uint64, gap int) (n int64) {
	ready := len(after) * 64
	for w, b := range before {
		if b != 0 {
			ready = w*64 + bits.TrailingZeros64(b) + gap
			break
		}
	}
	for w, a := range after {
		if rest := ready - w*64; rest < 64 {
			a &= 1<<max(rest, 0) - 1
		}
		n += int64(bits.OnesCount64(a))
	}
	return n
}

// broken counts what is missing to Least and beyond Most in the runs of a set of periods.
func (t *RunTable) broken(i int, set []uint64, periods int) (n int64) {
	least, most, carried := int64(t.Least[i]), int64(t.Most[i]), int64(t.Carried[i])
	for at := 0; ; {
		from := nextPeriod(set, at, periods, true)
		to := nextPeriod(set, from, periods, false)
		length := int64(to - from)
		open := t.Open[i] == 1 && (from == 0 || to == periods)
		if from == 0 {
			length += carried
		} else if at == 0 && carried > 0 && t.Open[i] == 0 {
			n += max(0, least-carried) // the carried run ends before the first period
		}
		if from == periods {
			return n
		}
		if !open {
			n += max(0, least-length)
		}
		n += min(max(0, length-most), int64(to-from))
		at = to
	}
}

// nextPeriod returns the first period from at on that is in the set, or is not; periods if there is none.
func nextPeriod(set []uint64, at, periods int, in bool) int {
	for at < periods {
		w := set[at>>6]
		if !in {
			w = ^w
		}
		if w >>= at & 63; w != 0 {
			return min(periods, at+bits.TrailingZeros64(w))
		}
		at = (at | 63) + 1
	}
	return periods
}

// broken returns by how much the number of windows that meet a set of periods is outside its bounds.
func (t *WindowTable) broken(i int, set []uint64, periods int) int64 {
	var windows int64
	for first := int(t.First[i]); first < periods; first += int(t.Every[i]) {
		if nextPeriod(set, first, periods, true) < min(periods, first+int(t.Length[i])) {
			windows++
		}
	}
	below, above := outside(windows, t.Least[i], t.Most[i])
	return below + above
}

// check compares the score kept with the score from nothing, in builds with the tag check.
func (s *state) check(after string) {
	if !checking {
		return
	}
	if want := Evaluate(s.problem, s.roster); want != s.score {
		panic(fmt.Sprintf("solver: score kept after %s=%v; expected %v", after, s.score, want))
	}
}
