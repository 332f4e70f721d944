package solver

import (
	"encoding/binary"
	"slices"
)

// flow is a network from the rows that want something, through cells, to the rows that allow something. Where less arrives
// than is wanted, the rows on the near side of a least cut are those that cannot all be kept (max-flow min-cut theorem).
type flow struct {
	first []int32 // by node: its first edge; edges of a node are chained by next
	next  []int32
	to    []int32
	room  []int64 // edge e^1 is edge e backwards
	level []int32
	at    []int32
}

func newFlow(nodes int) *flow {
	f := &flow{first: make([]int32, nodes), level: make([]int32, nodes), at: make([]int32, nodes)}
	for i := range f.first {
		f.first[i] = -1
	}
	return f
}

func (f *flow) edge(from, to int, room int64) {
	f.half(from, to, room)
	f.half(to, from, 0)
}

func (f *flow) half(from, to int, room int64) {
	f.next, f.to, f.room = append(f.next, f.first[from]), append(f.to, int32(to)), append(f.room, room)
	f.first[from] = int32(len(f.to) - 1)
}

// fill sends as much as fits from source to sink and returns how much (Dinic 1970).
func (f *flow) fill(source, sink int) (sent int64) {
	for f.measure(source); f.level[sink] >= 0; f.measure(source) {
		copy(f.at, f.first)
		for {
			pushed := f.push(source, sink, Unlimited)
			if pushed == 0 {
				break
			}
			sent += pushed
		}
	}
	return sent
}

// measure sets how many edges with room lead from the source to each node; -1 where none do.
func (f *flow) measure(source int) {
	for i := range f.level {
		f.level[i] = -1
	}
	f.level[source] = 0
	for queue := []int{source}; len(queue) > 0; queue = queue[1:] {
		from := queue[0]
		for e := f.first[from]; e >= 0; e = f.next[e] {
			if to := f.to[e]; f.room[e] > 0 && f.level[to] < 0 {
				f.level[to] = f.level[from] + 1
				queue = append(queue, int(to))
			}
		}
	}
}

func (f *flow) push(from, sink int, limit int64) int64 {
	if from == sink {
		return limit
	}
	for ; f.at[from] >= 0; f.at[from] = f.next[f.at[from]] {
		e := f.at[from]
		to := f.to[e]
		if f.room[e] == 0 || f.level[to] != f.level[from]+1 {
			continue
		}
		if pushed := f.push(int(to), sink, min(limit, f.room[e])); pushed > 0 {
			f.room[e] -= pushed
			f.room[e^1] += pushed
			return pushed
		}
	}
	return 0
}

// shortage returns the sides that a least cut between some lower sides and some upper sides names; nil if all that is wanted
// fits. A cell holds one duty, so it passes one unit; a side with coefficients passes amounts divided by its largest. Where
// that is not exact, the ledger, which adds up what is found here, says so.
func (l *ledger) shortage(below, above []int) (named []int) {
	const source, sink = 0, 1
	cells := len(l.top)
	lower, upper := l.twins(below), l.twins(above)
	f := newFlow(2 + cells + len(lower) + len(upper))
	closed := make([]bool, cells)
	for j, twins := range upper {
		node, room := 2+cells+len(lower)+j, int64(Unlimited)
		for _, i := range twins {
			room = min(room, max(0, l.sides[i].limit)/l.largest(&l.sides[i]))
		}
		f.edge(node, sink, room)
		l.useful(l.sides[twins[0]].patches, l.dearest, func(cell int) {
			if !closed[cell] {
				closed[cell] = true
				f.edge(2+cell, node, 1)
			}
		})
	}
	for cell, c := range closed {
		if !c {
			f.edge(2+cell, sink, 1)
		}
	}
	var wanted int64
	for j, twins := range lower {
		node, want := 2+cells+j, int64(0)
		for _, i := range twins {
			largest := l.largest(&l.sides[i])
			want = max(want, (max(0, l.sides[i].limit)+largest-1)/largest)
		}
		wanted += want
		f.edge(source, node, want)
		l.useful(l.sides[twins[0]].patches, l.dearest, func(cell int) { f.edge(node, 2+cell, 1) })
	}
	if f.fill(source, sink) >= wanted {
		return nil
	}
	for j, twins := range append(lower, upper...) {
		if f.level[2+cells+j] >= 0 {
			named = append(named, twins...)
		}
	}
	return named
}

// twins puts together the sides of one rule that look at the same cells and at a common duty: who fills a place of one takes a
// place of the others, as with the two halves of a period.
func (l *ledger) twins(some []int) (sets [][]int) {
	at := map[string][]int{} // sets by rule and cells
	for _, i := range some {
		s := &l.sides[i]
		var key []byte
		key = binary.LittleEndian.AppendUint32(key, uint32(s.rule))
		for _, a := range s.patches {
			for _, n := range [...]int32{int32(a.person), int32(a.first), int32(a.last)} {
				key = binary.LittleEndian.AppendUint32(key, uint32(n))
			}
		}
		j := slices.IndexFunc(at[string(key)], func(j int) bool { return l.meet(sets[j][0], i) })
		if j < 0 {
			at[string(key)] = append(at[string(key)], len(sets))
			sets = append(sets, []int{i})
			continue
		}
		j = at[string(key)][j]
		sets[j] = append(sets[j], i)
	}
	return sets
}

// useful visits the cells in which a duty counts that is not forbidden, nor barred at a cost of dearest or more. It is asked
// while all multipliers are 0.
func (l *ledger) useful(patches []patch, dearest int64, visit func(cell int)) {
	for _, a := range patches {
		for period := a.first; period <= a.last; period++ {
			cell, some := l.cell(a.person, period), false
			at := cell * len(l.p.Duties)
			a.each(l.p, func(d Duty, counts int64) {
				some = some || counts > 0 && !l.out[at+int(d)] && -l.gain[at+int(d)] < dearest
			})
			if some {
				visit(cell)
			}
		}
	}
}

func (l *ledger) largest(s *side) int64 {
	largest := int64(1)
	for _, a := range s.patches {
		a.each(l.p, func(_ Duty, counts int64) { largest = max(largest, counts) })
	}
	return largest
}
