package solver

import "slices"

// distant remembers in which of the periods where a duty of Before can stand at all one does, for successions over so many periods that
// a lag has no room: calls that a person can take on Saturdays only lie weeks apart, but there are few Saturdays. Such a period
// has a bit of the state as long as something may follow it.
type distant struct {
	before, after []bool   // by duty
	bit           []int8   // by period: the bit of it, -1: no duty of Before can stand there
	forgets       []uint16 // by period: bits of what is followed by nothing later
	costs         [][]distantCost
}

// distantCost is what a duty of After costs where the duty of a bit stood.
type distantCost struct {
	bit  int8
	cost int64
}

const mostDistant = 12 // bits; as many as the longest lag has

func (m *distant) start() uint16     { return 0 }
func (m *distant) sees(d Duty) int32 { return bit(m.before[d]) + 2*bit(m.after[d]) }
func (m *distant) end(uint16) int64  { return 0 }
func (m *distant) kind(period int) int32 {
	if m.bit[period] < 0 && m.forgets[period] == 0 && len(m.costs[period]) == 0 {
		return 0
	}
	return int32(period) + 1
}
func (m *distant) step(state uint16, period int, d Duty) (uint16, int64, bool) {
	var cost int64
	if m.after[d] {
		for _, c := range m.costs[period] {
			cost = plus(cost, int64(state>>c.bit&1)*c.cost)
		}
	}
	state &^= m.forgets[period]
	if m.before[d] && m.bit[period] >= 0 {
		state |= 1 << m.bit[period]
	}
	return state, cost, false
}

// newDistant returns what remembers the successions of equal Before and After over the given gaps, each with its cost; where tells the
// periods in which a duty of a set can stand. Nil: there would be more bits than one has.
func newDistant(before, after []bool, gaps map[int]int64, periods int, where func([]bool) []bool) *distant {
	m := &distant{before: before, after: after, bit: make([]int8, periods), forgets: make([]uint16, periods), costs: make([][]distantCost, periods)}
	from, to := where(before), where(after)
	until := make([]int, mostDistant) // by bit: the last period that looks at it
	for t := range periods {
		m.bit[t] = -1
		last := 0
		for gap := range gaps {
			if from[t] && t+gap < periods && to[t+gap] {
				last = max(last, t+gap)
			}
		}
		if last == 0 {
			continue
		}
		b := slices.IndexFunc(until, func(last int) bool { return last <= t })
		if b < 0 {
			return nil
		}
		m.bit[t], until[b] = int8(b), last
		m.forgets[last] |= 1 << b
		for later := t + 1; later <= last; later++ {
			if cost := gaps[later-t]; cost > 0 && to[later] {
				m.costs[later] = append(m.costs[later], distantCost{int8(b), cost})
			}
		}
	}
	return m
}
