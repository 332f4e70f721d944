package solver

import (
	"cmp"
	"slices"
)

// labels are beginnings of lines, period by period, for the exact search with counts. They lie in one slab that is used again.
type labels struct {
	all   []label
	heads []int32 // by place of the period's bands: first label of a chain, -1 if none
	order []outlook

	scanned int // comparisons made
}

// label is a beginning of a line. Each tracked count has two bytes in use: what it has of its most, and what it lacks of its
// least; less is better in both.
type label struct {
	reduced int64 // cost at all prices
	own     int64 // cost without the prices of the tracked counts
	use     [2]uint64
	prev    int32 // beginning without the last period; -1: the empty one
	next    int32 // in the chain of its place
	state   int32
	units   int32
	duty    Duty
	dead    bool
}

// outlook is the least that a line with a beginning can cost, counts by their prices.
type outlook struct {
	cost  int64
	label int32
}

const (
	bytesOfUse = 16
	mostUse    = 127
)

// tracker says how the tracked counts stand in the bytes of use.
type tracker struct {
	counts []trackedCount
	refs   [][]countRef // by duty, of the tracked counts only; count is the index in counts
	raised [][]int32    // by set of counts that go up together, the same
}

type trackedCount struct {
	count
	most, least int // the byte of what it has and of what it lacks; -1: none
	price       int64
}

// canTrack tells whether a count fits a byte or two and never falls.
func (l *line) canTrack(i int32) bool {
	c := &l.counts[i]
	if c.least > mostUse || c.most < 0 || c.most > mostUse && c.most < Unlimited || c.weight == 0 {
		return false
	}
	for _, refs := range l.countRefs {
		for _, ref := range refs {
			if ref.count == i && (ref.coef < 0 || ref.coef > mostUse) {
				return false
			}
		}
	}
	return true
}

func newTracker(l *line, tracked []int32, price []int64) (*tracker, label) {
	t := &tracker{refs: make([][]countRef, len(l.classOf)), raised: make([][]int32, len(l.adds))}
	root, used := label{prev: -1, state: l.begin}, 0
	index := make([]int32, len(l.counts))
	for i := range index {
		index[i] = -1
	}
	for _, i := range tracked {
		c := trackedCount{count: l.counts[i], most: -1, least: -1, price: price[i]}
		if c.count.most < Unlimited {
			c.most, used = used, used+1
		}
		if c.count.least > 0 {
			c.least, used = used, used+1
		}
		if used > bytesOfUse {
			break // the others stay priced
		}
		if c.least >= 0 {
			root.use[c.least/8] |= uint64(c.count.least) << (c.least % 8 * 8)
		}
		index[i] = int32(len(t.counts))
		t.counts = append(t.counts, c)
	}
	for d, refs := range l.countRefs {
		for _, ref := range refs {
			if index[ref.count] >= 0 {
				t.refs[d] = append(t.refs[d], countRef{index[ref.count], ref.coef, ref.first, ref.last})
			}
		}
	}
	for i, counts := range l.adds {
		for _, c := range counts {
			if index[c] >= 0 {
				t.raised[i] = append(t.raised[i], index[c])
			}
		}
	}
	return t, root
}

// raise adds n to a tracked count of a label; false: it may not have so many.
func (t *tracker) raise(x *label, i int32, n int64) bool {
	c := &t.counts[i]
	x.own += c.price * n // own bears no price of tracked counts, and reduced did
	if c.most >= 0 {
		word, shift := c.most/8, c.most%8*8
		have := int64(x.use[word] >> shift & 255)
		now := have + n
		if now > c.count.most {
			if c.strict {
				return false
			}
			over := now - c.count.most
			x.own += c.weight * priced * over
			x.reduced += (c.weight*priced + c.price) * over // from here on, cost takes the place of price
			now = c.count.most
		}
		x.use[word] += uint64(now-have) << shift
	}
	if c.least >= 0 {
		word, shift := c.least/8, c.least%8*8
		lacks := int64(x.use[word] >> shift & 255)
		x.use[word] -= uint64(min(n, lacks)) << shift
	}
	return true
}

// lacking returns what a finished label lacks of its leasts; infinite if it may not.
func (t *tracker) lacking(x *label) (cost int64) {
	for i := range t.counts {
		if c := &t.counts[i]; c.least >= 0 {
			if lacks := int64(x.use[c.least/8] >> (c.least % 8 * 8) & 255); lacks > 0 {
				if c.strict {
					return infinite
				}
				cost += lacks * c.weight * priced
			}
		}
	}
	return cost
}

// noWorse tells whether every byte of a is at most that of b; bytes are below 128.
func noWorse(a, b *[2]uint64) bool {
	const high = 0x8080808080808080
	return ((b[0]|high)-a[0])&((b[1]|high)-a[1])&high == high
}

// search finds the cheapest line, tracked counts at their own cost and the others at their prices, if it costs less than
// atMost; the pricer is loaded and backward has run.
// complete is false if beginnings were dropped because a period had more than limit of them: then there may be a cheaper line.
func (w *pricer) search(tracked []int32, atMost int64, limit int, out []Duty) (cost int64, complete bool) {
	l, b := w.l, &w.l.bands
	t, root := newTracker(l, tracked, w.price)
	fixed := l.support(w.price) // no label has the support of a price in it
	bar := atMost - fixed
	for i := range t.counts {
		fixed -= t.counts[i].support(t.counts[i].price)
	}
	s := &w.labels
	s.all, s.scanned = append(s.all[:0], root), 0
	s.heads = sized(s.heads, b.width)
	complete = true
	from := 0
	for period := range l.periods {
		to := len(s.all)
		base := w.periodBase(period + 1)
		for i := range s.heads {
			s.heads[i] = -1
		}
		for i := from; i < to; i++ {
			if !s.all[i].dead {
				w.extend(t, int32(i), period, base, bar)
			}
		}
		from = to
		if s.scanned > mostScanned {
			limit = min(limit, fewKept)
		}
		if len(s.all)-from > limit && w.thin(from, period+1, limit) {
			complete = false
		}
	}
	cost, end := infinite, -1
	for i := from; i < len(s.all); i++ {
		x := &s.all[i]
		if x.dead {
			continue
		}
		rest := t.lacking(x)
		if rest >= infinite {
			continue
		}
		node := b.node(l.periods, x.state)
		if v := x.own + rest + fixed + w.value[b.at[node]+x.units-b.lo[node]]; v < cost {
			cost, end = v, i
		}
	}
	for period, i := l.periods-1, int32(end); period >= 0 && end >= 0; period-- {
		out[period] = s.all[i].duty
		i = s.all[i].prev
	}
	return cost, complete
}

// periodBase returns where the places of a period begin in the slab.
func (w *pricer) periodBase(period int) int32 {
	b := &w.l.bands
	for s := range b.states {
		if i := b.node(period, int32(s)); b.lo[i] <= b.hi[i] {
			return b.at[i]
		}
	}
	return 0
}

// extend continues a beginning by every duty that can matter.
func (w *pricer) extend(t *tracker, i int32, period int, base int32, bar int64) {
	l, b := w.l, &w.l.bands
	duties := len(l.classOf)
	for _, a := range l.from(period, w.labels.all[i].state) {
		to := b.node(period+1, a.to)
		units := w.labels.all[i].units + l.units[a.class]
		if units < b.lo[to] || units > b.hi[to] {
			continue
		}
		place := b.at[to] + units - b.lo[to]
		rest := w.value[place]
		plain := false // the best duty that moves no tracked count has been tried
		for _, d := range l.members[a.class] {
			if len(t.refs[d]) == 0 {
				if plain {
					continue
				}
				plain = true
				d = w.plainest(t, period, int(a.class))
			}
			c := w.cell[period*duties+int(d)]
			if c >= infinite/2 {
				continue
			}
			c += a.cost*priced + w.raise[a.adds]
			x := w.labels.all[i]
			x.reduced, x.own = x.reduced+c, x.own+c
			if x.reduced+rest >= bar {
				continue
			}
			x.prev, x.state, x.units, x.duty = i, a.to, units, d
			if t.apply(&x, d, period, a.adds) && x.reduced+rest < bar {
				w.keep(&x, place-base)
			}
		}
	}
}

// plainest returns the cheapest duty of a class that moves no tracked count.
func (w *pricer) plainest(t *tracker, period, class int) Duty {
	duties := len(w.l.classOf)
	best := Duty(-1)
	for _, d := range w.l.members[class] {
		if len(t.refs[d]) == 0 && (best < 0 || w.cell[period*duties+int(d)] < w.cell[period*duties+int(best)]) {
			best = d
		}
	}
	return best
}

func (t *tracker) apply(x *label, d Duty, period int, adds uint16) bool {
	for _, ref := range t.refs[d] {
		if ref.first <= Period(period) && Period(period) <= ref.last && !t.raise(x, ref.count, int64(ref.coef)) {
			return false
		}
	}
	for _, i := range t.raised[adds] {
		if !t.raise(x, i, 1) {
			return false
		}
	}
	return true
}

// keep adds a beginning unless another at the same place is as good in everything, and drops those that it is as good as.
func (w *pricer) keep(x *label, place int32) {
	s := &w.labels
	link := &s.heads[place]
	for *link >= 0 {
		s.scanned++
		o := &s.all[*link]
		if o.own <= x.own && noWorse(&o.use, &x.use) {
			return
		}
		if x.own <= o.own && noWorse(&x.use, &o.use) {
			o.dead = true
			*link = o.next
			continue
		}
		link = &o.next
	}
	x.next = s.heads[place]
	s.heads[place] = int32(len(s.all))
	s.all = append(s.all, *x)
}

// thin drops the beginnings of a period that promise least until limit are left.
func (w *pricer) thin(from, period, limit int) bool {
	s, b := &w.labels, &w.l.bands
	s.order = s.order[:0]
	for i := from; i < len(s.all); i++ {
		if x := &s.all[i]; !x.dead {
			node := b.node(period, x.state)
			s.order = append(s.order, outlook{x.reduced + w.value[b.at[node]+x.units-b.lo[node]], int32(i)})
		}
	}
	if len(s.order) <= limit {
		return false
	}
	slices.SortFunc(s.order, func(a, b outlook) int { return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(a.label, b.label)) })
	for _, p := range s.order[limit:] {
		s.all[p.label].dead = true
	}
	return true
}
