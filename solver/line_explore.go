package solver

import (
	"encoding/binary"
	"slices"
)

// explorer finds the states that can be reached, from the first period on. Periods of the same kind share their arcs, so that
// a pattern that comes back every week is found once.
type explorer struct {
	b      *lineBuilder
	next   []uint16 // room for what the parts remember after a step
	key    []byte
	number map[string]int32 // of a state, by what its parts remember
	states [][]uint16
	seen   []int     // by state: the last period that it was reached in, plus 1
	arcs   [][][]arc // by kind of period and state; nil: not looked at yet
	adds   map[string]uint16
	open   []bool // by kind of period and class: some period has a duty of the class that is not forbidden
}

// explore fills the states and arcs of the line; false: there are more states than the limit, or, if it is that of relieved graphs,
// more of all periods together.
func (b *lineBuilder) explore(limit int) bool {
	l := b.line
	e := explorer{b: b, number: map[string]int32{}, adds: map[string]uint16{"": 0}}
	l.adds = [][]int32{nil}
	kinds := e.kinds()
	e.arcs = make([][][]arc, kinds)
	e.open = make([]bool, kinds*l.classes)
	for i, open := range l.openClasses() {
		if open {
			e.open[int(l.kindOf[i/l.classes])*l.classes+i%l.classes] = true
		}
	}
	begin := make([]uint16, len(b.parts))
	for i, part := range b.parts {
		begin[i] = part.start()
	}
	l.begin = e.state(begin)
	nodes := 0
	active, dues := []int32{l.begin}, b.dues()
	for period := range l.periods {
		var next []int32
		for _, s := range active {
			if len(e.states) > limit || len(l.adds) > mostAdds {
				return false
			}
			for _, a := range e.from(s, period) {
				if e.seen[a.to] <= period {
					e.seen[a.to] = period + 1
					if late(dues, e.states[a.to], l.periods-period-1) {
						continue
					}
					next = append(next, a.to)
				}
			}
		}
		if nodes += len(active); limit > mostStates && nodes > limit && len(e.states) > mostStates {
			return false
		}
		active = next
	}
	e.close()
	return true
}

// kinds numbers the kinds of periods.
func (e *explorer) kinds() int {
	l := e.b.line
	l.kindOf = make([]int32, l.periods)
	number := map[string]int32{}
	for period := range l.kindOf {
		var key []byte
		for _, part := range e.b.parts {
			key = binary.LittleEndian.AppendUint32(key, uint32(part.kind(period)))
		}
		kind, known := number[string(key)]
		if !known {
			kind = int32(len(number))
			number[string(key)] = kind
		}
		l.kindOf[period] = kind
	}
	return len(number)
}

func (e *explorer) state(remembered []uint16) int32 {
	e.key = e.key[:0]
	for _, r := range remembered {
		e.key = binary.LittleEndian.AppendUint16(e.key, r)
	}
	s, known := e.number[string(e.key)]
	if !known {
		s = int32(len(e.states))
		e.number[string(e.key)] = s
		e.states, e.seen = append(e.states, slices.Clone(remembered)), append(e.seen, 0)
	}
	return s
}

// from returns the arcs that leave a state in a period.
func (e *explorer) from(s int32, period int) []arc {
	l := e.b.line
	byState := &e.arcs[l.kindOf[period]]
	for int(s) >= len(*byState) {
		*byState = append(*byState, nil)
	}
	if (*byState)[s] == nil {
		arcs := []arc{}
		for class := range l.members {
			if !e.open[int(l.kindOf[period])*l.classes+class] {
				continue
			}
			if a, ok := e.step(s, period, class); ok {
				arcs = append(arcs, a)
			}
		}
		(*byState)[s] = arcs
	}
	return (*byState)[s]
}

func (e *explorer) step(s int32, period, class int) (arc, bool) {
	l := e.b.line
	a := arc{class: uint16(class)}
	next := e.next[:0]
	var raised []byte
	for i := range e.b.parts {
		part := &e.b.parts[i]
		state, cost, counts := part.step(e.states[s][i], period, l.members[class][0])
		if a.cost = plus(a.cost, cost); a.cost >= infinite {
			return arc{}, false
		}
		next = append(next, state)
		if counts {
			raised = binary.LittleEndian.AppendUint32(raised, uint32(part.count))
		}
	}
	e.next = next
	a.to, a.adds = e.state(next), e.raise(raised)
	return a, true
}

// raise numbers a set of counts that go up together.
func (e *explorer) raise(raised []byte) uint16 {
	n, known := e.adds[string(raised)]
	if !known {
		l := e.b.line
		n = uint16(len(l.adds))
		e.adds[string(raised)] = n
		var counts []int32
		for ; len(raised) > 0; raised = raised[4:] {
			counts = append(counts, int32(binary.LittleEndian.Uint32(raised)))
		}
		l.adds = append(l.adds, counts)
	}
	return n
}

// close lays the arcs out in rows.
func (e *explorer) close() {
	l := e.b.line
	l.first, l.arcs = make([][]int32, len(e.arcs)), make([][]arc, len(e.arcs))
	for kind, byState := range e.arcs {
		first := make([]int32, 1, len(e.states)+1)
		for s := range e.states {
			if s < len(byState) {
				l.arcs[kind] = append(l.arcs[kind], byState[s]...)
			}
			first = append(first, int32(len(l.arcs[kind])))
		}
		l.first[kind] = first
	}
	l.end = make([]int64, len(e.states))
	for s, remembered := range e.states {
		for i, part := range e.b.parts {
			l.end[s] = plus(l.end[s], part.end(remembered[i]))
		}
	}
}

// from returns the arcs that leave a state in a period.
func (l *line) from(period int, state int32) []arc {
	kind := l.kindOf[period]
	return l.arcs[kind][l.first[kind][state]:l.first[kind][state+1]]
}
