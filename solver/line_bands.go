package solver

// bands says, for each period and state, which values of the main sum can stand there, in units: those that can be reached
// from the beginning and from which the end can be reached. All of them lie in one slab.
type bands struct {
	states int
	lo, hi []int32 // by period (the last is after the last period) and state; hi < lo: none
	at     []int32 // where the values of lo..hi lie in the slab
	size   int
	width  int          // most places that one period takes
	live   lists[int32] // by period: states that have places
	narrow bool         // no state has more than one place
}

func (b *bands) node(period int, state int32) int { return period*b.states + int(state) }

const far = int32(1) << 24

// layOut computes the bands; false: there is no line.
func (l *line) layOut() bool {
	n := len(l.end)
	cells := (l.periods + 1) * n
	l.bands = bands{states: n, lo: make([]int32, cells), hi: filled(cells, -1), at: make([]int32, cells), live: newLists[int32](l.periods + 1), narrow: true}
	b := &l.bands
	open := l.openClasses()
	fromLo, fromHi := l.reached(open)
	toLo, toHi := l.reaching(open, fromLo, fromHi)
	least, most := l.mainUnits()
	for period := range l.periods + 1 {
		before := b.size
		for s := range int32(n) {
			i := b.node(period, s)
			if fromLo[i] > fromHi[i] || toLo[i] > toHi[i] {
				continue
			}
			lo, hi := max(fromLo[i], least-toHi[i]), min(fromHi[i], most-toLo[i])
			if lo <= hi {
				b.lo[i], b.hi[i], b.at[i] = lo, hi, int32(b.size)
				b.size += int(hi - lo + 1)
				b.live.items = append(b.live.items, s)
				b.narrow = b.narrow && lo == hi
			}
		}
		b.live.close()
		b.width = max(b.width, b.size-before)
	}
	i := b.node(0, l.begin)
	return b.lo[i] <= b.hi[i]
}

// reached returns the least and most units with which each node can be reached from the beginning; lo > hi: it cannot.
func (l *line) reached(open []bool) (lo, hi []int32) {
	b := &l.bands
	cells := (l.periods + 1) * b.states
	lo, hi = filled(cells, far), filled(cells, -far)
	lo[b.node(0, l.begin)], hi[b.node(0, l.begin)] = 0, 0
	for period := range l.periods {
		for s := range int32(b.states) {
			i := b.node(period, s)
			if lo[i] > hi[i] {
				continue
			}
			for _, a := range l.from(period, s) {
				if open[period*l.classes+int(a.class)] {
					j, u := b.node(period+1, a.to), l.units[a.class]
					lo[j], hi[j] = min(lo[j], lo[i]+u), max(hi[j], hi[i]+u)
				}
			}
		}
	}
	return lo, hi
}

// reaching returns the least and most units that are still to come from each node that can be reached; lo > hi: there is no way to the end.
func (l *line) reaching(open []bool, fromLo, fromHi []int32) (lo, hi []int32) {
	b := &l.bands
	lo, hi = filled(len(fromLo), far), filled(len(fromLo), -far)
	for s := range int32(b.states) {
		if i := b.node(l.periods, s); l.end[s] < infinite {
			lo[i], hi[i] = 0, 0
		}
	}
	for period := l.periods - 1; period >= 0; period-- {
		for s := range int32(b.states) {
			i := b.node(period, s)
			if fromLo[i] > fromHi[i] {
				continue
			}
			for _, a := range l.from(period, s) {
				if j, u := b.node(period+1, a.to), l.units[a.class]; open[period*l.classes+int(a.class)] && lo[j] <= hi[j] {
					lo[i], hi[i] = min(lo[i], lo[j]+u), max(hi[i], hi[j]+u)
				}
			}
		}
	}
	return lo, hi
}

// openClasses tells which classes have a duty that is not forbidden, by period and class.
func (l *line) openClasses() []bool {
	open := make([]bool, l.periods*l.classes)
	for period := range l.periods {
		for d, class := range l.classOf {
			if l.cell[period*len(l.classOf)+d] < infinite {
				open[period*l.classes+int(class)] = true
			}
		}
	}
	return open
}

// mainUnits returns the bounds that the main sum may not leave, in units.
func (l *line) mainUnits() (least, most int32) {
	least, most = -far, far
	if l.main.strict {
		unit := int64(l.unit)
		least = int32(max(-int64(far), min(int64(far), (l.main.least*l.per+unit-1)/unit)))
		if l.main.most < Unlimited {
			most = int32(max(-1, min(int64(far), floorDiv(l.main.most*l.per+l.per-1, unit))))
		}
	}
	return least, most
}

// last returns what it costs to end with a value of the main sum, which the bands keep inside what is forbidden.
func (l *line) last(units int32) int64 {
	return l.main.cost(floorDiv(int64(units)*int64(l.unit), l.per))
}

func filled(n int, v int32) []int32 {
	s := make([]int32, n)
	for i := range s {
		s[i] = v
	}
	return s
}
