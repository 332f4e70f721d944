package solver

// stretch remembers the run of duties of a group that it is in: its length, as far as that matters, and whether it may end.
// State 0 is outside a run, 2 x length + (1 if it may end) inside one.
type stretch struct {
	in          []bool // by duty
	least, most int32  // most is Unlimited if there is none
	open        bool   // a run at the first or the last period may be shorter than least
	carried     int32  // length of the run that leads up to the first period
	cost        int64  // of each period missing or too many
}

func (m *stretch) sees(d Duty) int32     { return bit(m.in[d]) }
func (m *stretch) kind(period int) int32 { return bit(period == 0) }

// top is the longest length that has to be told apart.
func (m *stretch) top() int32 {
	if m.most == Unlimited {
		return max(1, m.least)
	}
	return max(1, m.most)
}

func (m *stretch) state(length int32, ready bool) uint16 {
	if ready && m.most == Unlimited {
		length = m.top() // nothing more can happen to it
	}
	return uint16(2*min(length, m.top()) + bit(ready))
}

func (m *stretch) start() uint16 {
	if m.carried == 0 {
		return 0
	}
	return m.state(m.carried, m.open || m.carried >= m.least)
}

func (m *stretch) step(state uint16, period int, d Duty) (uint16, int64, bool) {
	length, ready := int32(state>>1), state&1 == 1
	if !m.in[d] {
		return 0, m.short(state), false
	}
	var cost int64
	if m.most != Unlimited && length >= m.most {
		cost = m.cost
	}
	ready = ready || length+1 >= m.least || state == 0 && period == 0 && m.open
	return m.state(length+1, ready), cost, false
}

// short returns what it costs that the run ends.
func (m *stretch) short(state uint16) int64 {
	if state == 0 || state&1 == 1 {
		return 0
	}
	return times(int64(m.least)-int64(state>>1), m.cost)
}

func (m *stretch) end(state uint16) int64 {
	if m.open {
		return 0
	}
	return m.short(state)
}
