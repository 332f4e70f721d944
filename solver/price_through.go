package solver

// through computes, for each cell, the least cost of a line that has the duty there, counts by their prices alone, by period and
// duty; the pricer is loaded and backward has run. Where there is no such line it is at least infinite/2.
func (w *pricer) through(out []int64) {
	l, b := w.l, &w.l.bands
	w.ahead = sized(w.ahead, b.size)
	for i := range w.ahead {
		w.ahead[i] = infinite
	}
	w.ahead[b.at[b.node(0, l.begin)]-b.lo[b.node(0, l.begin)]] = 0
	duties := len(l.classOf)
	by := make([]int64, l.classes)
	for t := range l.periods {
		for class := range by {
			by[class] = infinite
		}
		best := w.best[t*l.classes : (t+1)*l.classes]
		for _, s := range b.live.at(t) {
			from := b.node(t, s)
			for _, a := range l.from(t, s) {
				if c := best[a.class]; c < infinite {
					w.pass(from, b.node(t+1, a.to), l.units[a.class], a.cost*priced+w.raise[a.adds], c, &by[a.class])
				}
			}
		}
		for d, class := range l.classOf {
			out[t*duties+d] = plus(by[class], w.cell[t*duties+d])
		}
	}
}

// pass carries costs along an arc that costs c and its duty least, and notes the least cost of a line through it without the duty.
func (w *pricer) pass(from, to int, units int32, c, duty int64, through *int64) {
	b := &w.l.bands
	first, last := max(b.lo[from], b.lo[to]-units), min(b.hi[from], b.hi[to]-units)
	if last < first {
		return
	}
	ahead := w.ahead[b.at[from]+first-b.lo[from]:][:last-first+1]
	next := w.ahead[b.at[to]+first+units-b.lo[to]:][:len(ahead)]
	rest := w.value[b.at[to]+first+units-b.lo[to]:][:len(ahead)]
	for k, v := range ahead {
		if v >= infinite/2 {
			continue
		}
		v += c
		*through = min(*through, v+rest[k])
		next[k] = min(next[k], v+duty)
	}
}
