package solver

// automaton is what a line's past means to a rule: a small automaton that reads the duties of a line in order. Its state fits
// 16 bits. Every rule of a line that is no matter of single cells or of sums is an automaton; the states of all automata of a
// person together are the states of his line.
type automaton interface {
	start() uint16
	kind(period int) int32 // in periods of one kind it steps alike
	sees(d Duty) int32     // duties that are seen alike are alike to the rule
	// step reads a duty in a period: the next state, what the step costs, and whether it adds one to what the rule counts.
	step(state uint16, period int, d Duty) (next uint16, cost int64, counts bool)
	end(state uint16) int64 // what it costs to end in a state
}

// follow remembers the last duty, for all successions of a person from one period to the next. Duties with the same costs
// before them are one, and so are duties with the same costs after them.
type follow struct {
	before, after []int32   // by duty
	cost          [][]int64 // by what stood before, plus 1 (0: nothing did), and what comes after
}

func (f *follow) start() uint16     { return 0 }
func (f *follow) kind(int) int32    { return 0 }
func (f *follow) sees(d Duty) int32 { return f.before[d]*int32(len(f.after)) + f.after[d] }
func (f *follow) end(uint16) int64  { return 0 }
func (f *follow) step(state uint16, _ int, d Duty) (uint16, int64, bool) {
	return uint16(f.before[d]) + 1, f.cost[state][f.after[d]], false
}

// lag remembers in which of the last gap periods a duty of Before stood, for a succession over more than one period.
type lag struct {
	before, after []bool // by duty
	gap           int
	cost          int64
}

const longestLag = 12 // gaps beyond are left out of the states

func (l *lag) start() uint16     { return 0 }
func (l *lag) kind(int) int32    { return 0 }
func (l *lag) sees(d Duty) int32 { return bit(l.before[d]) + 2*bit(l.after[d]) }
func (l *lag) end(uint16) int64  { return 0 }
func (l *lag) step(state uint16, _ int, d Duty) (uint16, int64, bool) {
	var cost int64
	if state>>(l.gap-1)&1 == 1 && l.after[d] {
		cost = l.cost
	}
	return (state<<1 | uint16(bit(l.before[d]))) & (1<<l.gap - 1), cost, false
}

func bit(b bool) int32 {
	if b {
		return 1
	}
	return 0
}

// done remembers how long ago a duty of Before first stood, up to the gap; 0: it never did.
type done struct {
	before, after []bool // by duty
	gap           uint16
	cost          int64
}

func (m *done) start() uint16     { return 0 }
func (m *done) kind(int) int32    { return 0 }
func (m *done) sees(d Duty) int32 { return bit(m.before[d]) + 2*bit(m.after[d]) }
func (m *done) end(uint16) int64  { return 0 }
func (m *done) step(state uint16, _ int, d Duty) (uint16, int64, bool) {
	var cost int64
	if m.after[d] && state < m.gap {
		cost = m.cost
	}
	switch {
	case state > 0:
		state = min(state+1, m.gap)
	case m.before[d]:
		state = 1
	}
	return state, cost, false
}

// promise remembers whether a wish of several terms has failed already.
type promise struct {
	terms [][][]bool // by period: of each term that looks at it, the duties that fulfil it
	last  int        // the last period that a term looks at
	class []int32    // by duty: duties that fulfil the same terms
	cost  int64
}

func (m *promise) start() uint16     { return 0 }
func (m *promise) sees(d Duty) int32 { return m.class[d] }
func (m *promise) end(uint16) int64  { return 0 }
func (m *promise) kind(period int) int32 {
	if len(m.terms[period]) == 0 {
		return 0
	}
	return int32(period) + 1
}
func (m *promise) step(state uint16, period int, d Duty) (uint16, int64, bool) {
	var cost int64
	for _, ok := range m.terms[period] {
		if state == 0 && !ok[d] {
			state, cost = 1, m.cost
		}
	}
	if period == m.last {
		state = 0
	}
	return state, cost, false
}

// times and plus keep what is forbidden forbidden.
func times(n, cost int64) int64 {
	if cost >= infinite && n > 0 {
		return infinite
	}
	return n * cost
}

func plus(a, b int64) int64 { return min(a+b, infinite) }
