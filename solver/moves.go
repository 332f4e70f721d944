package solver

// A move changes one or more stretches of lines. It finds what that costs before anything is changed, and ends where it is sure to cost
// more than may be (trial.go; stretches.go and trades.go draw such moves).
//
// Most moves hold to the duties that are allowed in a cell, so that pins and missing qualifications cost no time. A few are
// free of that: where the rules contradict each other, breaking one of those may be the least evil.
type mover struct {
	*state
	rng   random
	free  bool   // the move under way may use any duty
	limit int64  // what the move under way may cost, in energy
	tried int64  // moves that would have changed something
	where stint  // moves begin
	reach int    // periods of the longest stretch
	span  int    // the least length of a stretch of the move under way is drawn from 1 to span
	lanes []lane // by person
	space [mostLines][64]Duty
}

// stint is a spell of periods.
type stint struct{ first, length int }

func newMover(s *state, rng random) mover {
	m := mover{state: s, rng: rng, reach: min(s.periods, 64-2*s.margin), where: stint{0, s.periods}}
	m.lanes = m.newLanes()
	return m
}

func (m *mover) duty(person, period int) Duty { return m.roster[person*m.periods+period] }

// row returns the line of a person.
func (m *mover) row(person int) []Duty { return m.roster[person*m.periods : (person+1)*m.periods] }

// One move in so many, a power of two, is free.
const freeMoves = 16

// draw returns a number below n.
func (m *mover) draw(n int) int { return m.rng.below(n) }

// period draws one where moves begin.
func (m *mover) period() int { return m.where.first + m.draw(m.where.length) }

// pair draws two different numbers below n; if n is 1, both are 0.
func (m *mover) pair(n int) (int, int) {
	if n == 1 {
		return 0, 0
	}
	u := m.rng.next()
	a, b := int(u>>32*uint64(n)>>32), int(u&(1<<32-1)*uint64(n-1)>>32)
	if b >= a {
		b++
	}
	return a, b
}
