package solver

// spans are disjoint stretches of periods.
type spans struct {
	of   []int32 // by period: number of the stretch, -1 outside all
	last []bool  // by period: the last one of its stretch
}

func newSpans(periods int) spans {
	s := spans{of: make([]int32, periods), last: make([]bool, periods)}
	for t := range s.of {
		s.of[t] = -1
	}
	return s
}

// free tells whether a stretch could be added.
func (s *spans) free(first, last Period) bool {
	for t := first; t <= last; t++ {
		if s.of[t] >= 0 {
			return false
		}
	}
	return true
}

func (s *spans) add(number int32, first, last Period) {
	for t := first; t <= last; t++ {
		s.of[t] = number
	}
	s.last[last] = true
}

func (s *spans) kind(period int) int32 { return bit(s.of[period] >= 0) + bit(s.last[period]) }

// tally remembers the sum of the stretch that it is in, for sums over short stretches that are all alike.
type tally struct {
	spans
	coef        []int32 // by duty, none negative
	least, most int32   // most is Unlimited if there is none
	cost        int64
}

func (m *tally) start() uint16     { return 0 }
func (m *tally) sees(d Duty) int32 { return m.coef[d] }
func (m *tally) end(uint16) int64  { return 0 }
func (m *tally) top() int32 {
	if m.most == Unlimited {
		return max(0, m.least)
	}
	return max(0, m.most)
}
func (m *tally) step(state uint16, period int, d Duty) (uint16, int64, bool) {
	if m.of[period] < 0 {
		return 0, 0, false
	}
	sum, cost := int32(state)+m.coef[d], int64(0)
	if top := m.top(); sum > top {
		if m.most != Unlimited {
			cost = times(int64(sum-top), m.cost)
		}
		sum = top
	}
	if !m.last[period] {
		return uint16(sum), cost, false
	}
	if sum < m.least {
		cost = plus(cost, times(int64(m.least-sum), m.cost))
	}
	return 0, cost, false
}

// touched counts the stretches in which a duty of the group stands; it remembers whether the one that it is in is counted already.
type touched struct {
	spans
	in []bool // by duty
}

func (m *touched) start() uint16     { return 0 }
func (m *touched) sees(d Duty) int32 { return bit(m.in[d]) }
func (m *touched) end(uint16) int64  { return 0 }
func (m *touched) step(state uint16, period int, d Duty) (uint16, int64, bool) {
	if m.of[period] < 0 {
		return 0, 0, false
	}
	counts := state == 0 && m.in[d]
	if counts {
		state = 1
	}
	if m.last[period] {
		state = 0
	}
	return state, 0, counts
}
