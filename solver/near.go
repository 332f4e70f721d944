package solver

import "math/bits"

// A near row is a rule on the runs or windows of a set of periods whose limits are so small that a change of a few periods
// concerns it around the change only. It is told from one word: 64 periods, of which the first that may change is bit margin.
type nearRow struct {
	row         int32 // of model.rows
	pool        int32
	window      bool
	open        bool // a run at an edge may be short
	level       Level
	least, most int32
	carried     int32
	length      int32 // of a window
	weight      int64
	starts      []uint64 // periods in which a window begins

}

// mostNear is the largest limit of a near row.
const mostNear = 20

func (t *RunTable) isNear(i, periods int) bool {
	return t.Least[i] <= mostNear && (t.Most[i] <= mostNear || int(t.Most[i]) >= periods+int(t.Carried[i]))
}

func (t *WindowTable) isNear(i int) bool { return t.Length[i] <= mostNear }

func (m *model) nearRow(i int32) nearRow {
	row := &m.rows[i]
	r := nearRow{row: i, pool: row.pool, level: row.level, weight: row.weight, window: row.kind == windowRow}
	if r.window {
		t := &m.problem.Windows
		r.least, r.most, r.length = t.Least[row.after], t.Most[row.after], t.Length[row.after]
		r.starts = make([]uint64, m.words)
		for first := int(t.First[row.after]); first <= int(t.Last[row.after]); first += int(t.Every[row.after]) {
			r.starts[first>>6] |= 1 << (first & 63)
		}
		return r
	}
	t := &m.problem.Runs
	r.least, r.most, r.open, r.carried = t.Least[row.after], t.Most[row.after], t.Open[row.after] == 1, t.Carried[row.after]
	if int(r.most) >= m.periods+int(r.carried) {
		r.most = Unlimited
	}
	return r
}

// sight returns how many periods beside a change the row looks at.
func (r *nearRow) sight() int {
	if r.window {
		return int(r.length)
	}
	if r.most == Unlimited {
		return int(r.least)
	}
	return int(max(r.least, r.most))
}

// view is where a change lies in the word that near rows look at.
type view struct {
	from          int    // period of bit 0; below 0 near the first period
	before, after uint64 // bits outside the line
	starts        uint64 // bits in which a run may begin whose length is known and may have changed
}

// viewOf returns the view of a change of n periods from first on.
func (m *model) viewOf(first, n int) view {
	v := view{from: first - m.margin, starts: 1<<(m.margin+n+1) - 2}
	if v.from < 0 {
		v.before = 1<<-v.from - 1
	}
	if beyond := m.periods - v.from; beyond < 64 {
		v.after = ^uint64(0) << beyond
	}
	return v
}

// around returns the 64 periods of a set from a period on, which may be below 0; periods outside the line are not in the set.
func around(set []uint64, from int) uint64 {
	if from < 0 {
		return set[0] << -from
	}
	w, b := from>>6, from&63
	x := set[w] >> b
	if b > 0 && w+1 < len(set) {
		x |= set[w+1] << (64 - b)
	}
	return x
}

// broken returns the periods that runs miss to Least or have beyond Most, of what may have changed; what lies outside the view
// and its edges is left out, or counted alike before and after the change.
func (r *nearRow) broken(x uint64, v *view) int64 {
	n := 0
	carried := v.before &^ (v.before >> r.carried)
	if r.most != Unlimited {
		n = bits.OnesCount64(longer(x|carried, int(r.most)) &^ v.before)
	}
	if r.least < 2 {
		return int64(n)
	}
	if r.open {
		x |= v.before | v.after
	} else {
		x |= carried
	}
	starts, held := x&^(x<<1)&v.starts, x
	for k := int32(1); k < r.least; k++ {
		held &= x >> k
		n += bits.OnesCount64(starts &^ held)
	}
	return int64(n)
}

// longer returns the bits of a word at which a run of ones is longer than most.
func longer(x uint64, most int) uint64 {
	have := 1
	for ; 2*have <= most+1; have *= 2 {
		x &= x << have
	}
	return x & (x << (most + 1 - have))
}

// touched counts the windows that meet a set; those that begin outside the view are left out.
func (r *nearRow) touched(x uint64, v *view) int64 {
	have := int32(1)
	for ; 2*have <= r.length; have *= 2 {
		x |= x >> have
	}
	x |= x >> (r.length - have)
	return int64(bits.OnesCount64(x & around(r.starts, v.from)))
}
