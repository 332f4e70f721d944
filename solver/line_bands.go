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
	fromLo, fromHi := filled(cells, far), filled(cells, -far)
	toLo, toHi := filled(cells, far), filled(cells, -far)
	l.bands = bands{states: n}
	b := &l.bands
	open := l.openClasses()
	fromLo[b.node(0, l.begin)], fromHi[b.node(0, l.begin)] = 0, 0
	for period := range l.periods {
		for s := range int32(n) {
			i := b.node(period, s)
			if fromLo[i] > fromHi[i] {
				continue
			}
			for _, a := range l.from(period, s) {
				if open[period*l.classes+int(a.class)] {
					j, u := b.node(period+1, a.to), l.units[a.class]
					fromLo[j], fromHi[j] = min(fromLo[j], fromLo[i]+u), max(fromHi[j], fromHi[i]+u)
				}
			}
		}
	}
	for s := range int32(n) {
		if i := b.node(l.periods, s); l.end[s] < infinite {
			toLo[i], toHi[i] = 0, 0
		}
	}
	for period := l.periods - 1; period >= 0; period-- {
		for s := range int32(n) {
			i := b.node(period, s)
			if fromLo[i] > fromHi[i] {
				continue
			}
			for _, a := range l.from(period, s) {
				if j, u := b.node(period+1, a.to), l.units[a.class]; open[period*l.classes+int(a.class)] && toLo[j] <= toHi[j] {
					toLo[i], toHi[i] = min(toLo[i], toLo[j]+u), max(toHi[i], toHi[j]+u)
				}
			}
		}
	}
	least, most := l.mainUnits()
	b.lo, b.hi, b.at = make([]int32, cells), filled(cells, -1), make([]int32, cells)
	b.live, b.narrow = newLists[int32](l.periods+1), true
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
