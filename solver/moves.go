package solver

import (
	"math/bits"
	"math/rand/v2"
)

// A move changes a few cells and can be taken back until the next one begins: it proposes, the search decides.
// Most moves hold to the duties that are allowed in a cell, so that pins and missing qualifications cost no time. A few are
// free of that: where the rules contradict each other, breaking one of those may be the least evil.

type change struct {
	person, period int
	old            Duty
}

type mover struct {
	*state
	rng    *rand.PCG
	trail  []change // of the move under way
	before Score    // the score before it
	free   bool     // the move under way may use any duty
}

// put changes a cell as part of the move under way.
func (m *mover) put(person, period int, d Duty) {
	m.trail = append(m.trail, change{person, period, m.set(person, period, d)})
}

// undo takes the move under way back.
func (m *mover) undo() {
	m.score = m.before
	for i := len(m.trail) - 1; i >= 0; i-- {
		c := m.trail[i]
		m.unset(c.person, c.period, c.old)
	}
}

func (m *mover) duty(person, period int) Duty { return m.roster[person*m.periods+period] }

// allows tells whether a duty may stand in a cell.
func (m *mover) allows(person, period int, d Duty) bool {
	return m.free || m.may[m.cellAt(person, period)+int(d)]
}

// One move in so many is free.
const freeMoves = 16

// propose makes a random move. It returns false if the move drawn is impossible or changes nothing; then nothing has changed.
func (m *mover) propose() bool {
	m.trail, m.before = m.trail[:0], m.score
	m.free = m.draw(freeMoves) == 0
	switch k := m.draw(16); {
	case k < 6:
		return m.replace()
	case k < 9:
		return m.swap()
	case k < 12:
		return m.exchange()
	case k < 15:
		return m.square()
	default:
		return m.rotate()
	}
}

// replace puts another allowed duty into one cell.
func (m *mover) replace() bool {
	person, period := m.draw(m.people), m.draw(m.periods)
	d := Duty(m.draw(m.duties))
	if !m.free {
		choice := m.allowed.at(person*m.periods + period)
		d = choice[m.draw(len(choice))]
	}
	if d == m.duty(person, period) {
		return false
	}
	m.put(person, period, d)
	return true
}

// swap exchanges what two people do in a stretch of periods. Where both count alike for cover, cover stays as it is.
func (m *mover) swap() bool {
	a, b := m.pair(m.people)
	first := m.draw(m.periods)
	last := first
	for last+1 < m.periods && m.draw(4) == 0 {
		last++
	}
	for period := first; period <= last; period++ {
		if !m.allows(a, period, m.duty(b, period)) || !m.allows(b, period, m.duty(a, period)) {
			return false
		}
	}
	for period := first; period <= last; period++ {
		m.trade(a, b, period)
	}
	return true
}

// trade exchanges the duties of two people in one period.
func (m *mover) trade(a, b, period int) {
	da, db := m.duty(a, period), m.duty(b, period)
	if da != db {
		m.put(a, period, db)
		m.put(b, period, da)
	}
}

// exchange exchanges two periods of one line: what the person does in all stays as it is.
func (m *mover) exchange() bool {
	person := m.draw(m.people)
	s, t := m.pair(m.periods)
	ds, dt := m.duty(person, s), m.duty(person, t)
	if ds == dt || !m.allows(person, s, dt) || !m.allows(person, t, ds) {
		return false
	}
	m.put(person, s, dt)
	m.put(person, t, ds)
	return true
}

// square exchanges two periods of one line, and takes the duty that becomes free in one of them from somebody who holds it
// in the other: two people trade in two periods, so that cover and, if it fits, both sums stay as they are.
func (m *mover) square() bool {
	a := m.draw(m.people)
	s, t := m.pair(m.periods)
	ds, dt := m.duty(a, s), m.duty(a, t)
	if ds == dt {
		return false
	}
	from := m.draw(m.people)
	for i := range m.people {
		b := from + i
		if b >= m.people {
			b -= m.people
		}
		if b == a || m.duty(b, s) != dt {
			continue
		}
		dbt := m.duty(b, t)
		if !m.allows(a, s, dt) || !m.allows(b, s, ds) || !m.allows(a, t, dbt) || !m.allows(b, t, dt) {
			return false
		}
		m.trade(a, b, s)
		m.trade(a, b, t)
		return true
	}
	return false
}

// rotate passes the duties of three people in one period around.
func (m *mover) rotate() bool {
	if m.people < 3 {
		return false
	}
	a, b := m.pair(m.people)
	c := m.draw(m.people)
	period := m.draw(m.periods)
	da, db, dc := m.duty(a, period), m.duty(b, period), m.duty(c, period)
	if c == a || c == b || da == db && db == dc || !m.allows(a, period, db) || !m.allows(b, period, dc) || !m.allows(c, period, da) {
		return false
	}
	m.put(a, period, db)
	m.put(b, period, dc)
	m.put(c, period, da)
	return true
}

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
	a, b := m.draw(n), m.draw(n-1)
	if b >= a {
		b++
	}
	return a, b
}
