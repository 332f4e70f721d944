package solver

import (
	"math/bits"
	"math/rand/v2"
)

// A move changes a few cells. There are two ways to make one:
//
// A trial finds what the change of one or more stretches costs before anything is changed, and ends where that is more than may be
// (trial.go; stretches.go draws such moves).
//
// A move that is not a stretch puts its cells one by one (put), and is compared with the score before it; undo takes it back.
//
// Most moves hold to the duties that are allowed in a cell, so that pins and missing qualifications cost no time. A few are
// free of that: where the rules contradict each other, breaking one of those may be the least evil.
type mover struct {
	*state
	rng   *rand.PCG
	free  bool   // the move under way may use any duty
	limit int64  // what the move under way may cost, in energy
	tried int64  // moves that would have changed something
	reach int    // periods of the longest stretch
	lanes []lane // by person
	space [mostLines][64]Duty
}

func newMover(s *state, rng *rand.PCG) mover {
	m := mover{state: s, rng: rng, reach: min(s.periods, 64-2*s.margin)}
	m.lanes = m.newLanes()
	return m
}

// put changes a cell as part of the move under way.
func (m *mover) put(person, period int, d Duty) { m.set(person, period, d) }

func (m *mover) duty(person, period int) Duty { return m.roster[person*m.periods+period] }

// row returns the line of a person.
func (m *mover) row(person int) []Duty { return m.roster[person*m.periods : (person+1)*m.periods] }

// allows tells whether a duty may stand in a cell.
func (m *mover) allows(person, period int, d Duty) bool {
	return m.free || m.may[m.cellAt(person, period)+int(d)]
}

// One move in so many, a power of two, is free.
const freeMoves = 16

// draw returns a number below n.
func (m *mover) draw(n int) int { return below(m.rng, n) }

// below returns a random number below n (Lemire's multiplication, whose bias of n/2^64 does not matter here).
func below(rng *rand.PCG, n int) int {
	hi, _ := bits.Mul64(rng.Uint64(), uint64(n))
	return int(hi)
}

// pair draws two different numbers below n; if n is 1, both are 0.
func (m *mover) pair(n int) (int, int) {
	if n == 1 {
		return 0, 0
	}
	u := m.rng.Uint64()
	a, b := int(u>>32*uint64(n)>>32), int(u&(1<<32-1)*uint64(n-1)>>32)
	if b >= a {
		b++
	}
	return a, b
}

// moveKind is a kind of move: it returns whether a move was made that costs no more than the limit. If not, nothing has changed.
type moveKind struct {
	name  string
	share int // of 16 moves
	move  func() bool
}

func (m *mover) kinds() []moveKind {
	return []moveKind{
		{"swap", 3, m.swap}, {"redraw", 6, m.redraw}, {"exchange", 3, m.exchange},
		{"shift", 0, m.shift}, {"square", 3, m.square}, {"rotate", 1, m.rotate},
	}
}
