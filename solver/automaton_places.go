package solver

// moves remembers the last place and how many of the changes that are free have been used.
type moves struct {
	place []int32 // by duty: number of its place, from 1; 0: none
	from  int32   // place before the first period; 0: none
	most  int32
	width int32 // places and none
	cost  int64 // of each change beyond most
}

func (m *moves) start() uint16     { return uint16(m.from) }
func (m *moves) kind(int) int32    { return 0 }
func (m *moves) sees(d Duty) int32 { return m.place[d] }
func (m *moves) end(uint16) int64  { return 0 }
func (m *moves) step(state uint16, _ int, d Duty) (uint16, int64, bool) {
	at, used, next := int32(state)%m.width, int32(state)/m.width, m.place[d]
	switch {
	case next == 0:
		return state, 0, false
	case at == 0 || at == next:
		return uint16(used*m.width + next), 0, false
	case used < m.most:
		return uint16((used+1)*m.width + next), 0, false
	}
	return uint16(used*m.width + next), m.cost, false
}

// pause remembers how many periods without a duty of the group lie behind: those before the last duty, as far as they are
// free, and those since, which count once another one comes.
type pause struct {
	in    []bool // by duty
	most  int32
	width int32 // periods and none
	cost  int64 // of each period beyond most
}

func (m *pause) start() uint16     { return 0 }
func (m *pause) kind(int) int32    { return 0 }
func (m *pause) sees(d Duty) int32 { return bit(m.in[d]) }
func (m *pause) end(uint16) int64  { return 0 }
func (m *pause) step(state uint16, _ int, d Duty) (uint16, int64, bool) {
	if !m.in[d] {
		return state + 1, 0, false
	}
	since, waited := int32(state)%m.width, int32(state)/m.width
	waited += since
	beyond := max(0, waited-m.most)
	return uint16((waited - beyond) * m.width), times(int64(beyond), m.cost), false
}

// share remembers the sum that a quotient is taken of.
type share struct {
	spans
	coef        []int32 // by duty
	low         int64   // that the sum can reach, 0 or less
	per         int64
	least, most int64
	cost        int64
}

func (m *share) start() uint16     { return uint16(-m.low) }
func (m *share) sees(d Duty) int32 { return m.coef[d] }
func (m *share) end(uint16) int64  { return 0 }
func (m *share) step(state uint16, period int, d Duty) (uint16, int64, bool) {
	if m.of[period] < 0 {
		return state, 0, false
	}
	sum := int64(state) + m.low + int64(m.coef[d])
	if !m.last[period] {
		return uint16(sum - m.low), 0, false
	}
	q := floorDiv(sum, m.per)
	return m.start(), times(max(0, m.least-q)+max(0, q-m.most), m.cost), false
}
