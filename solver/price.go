package solver

// Prices and costs inside the pricing of a line are in parts of 1/priced of a joined cost, so that sums of prices are exact.
const priced = 1024

// pricer is what one thread needs to price lines: it is loaded with one line graph and prices, and then asked.
type pricer struct {
	l      *line
	price  []int64 // what each count costs, by count; 0 for those that have no price
	cell   []int64 // reduced cost by period and duty
	best   []int64 // least of a class, by period and class
	duty   []Duty  // and where it is reached
	raise  []int64 // price of raising counts together, by number of the set
	value  []int64 // of each place of the bands: the least that the rest of the line costs
	ahead  []int64 // of each place: the least that the line costs up to it
	labels labels
}

// load takes a line graph, the prices that its duties earn, by period and duty, the prices of its counts, and the cells that
// are barred for now (nil: none).
func (w *pricer) load(l *line, earned, price []int64, barred []bool) {
	duties := len(l.classOf)
	w.l, w.price = l, price
	w.cell = sized(w.cell, l.periods*duties)
	for i, own := range l.cell {
		if own >= infinite || barred != nil && barred[i] {
			w.cell[i] = infinite
			continue
		}
		w.cell[i] = own*priced - earned[i]
	}
	for d, refs := range l.countRefs {
		for _, ref := range refs {
			if y := price[ref.count] * int64(ref.coef); y != 0 {
				for t := ref.first; t <= ref.last; t++ {
					if i := int(t)*duties + d; w.cell[i] < infinite/2 {
						w.cell[i] -= y
					}
				}
			}
		}
	}
	w.best, w.duty = sized(w.best, l.periods*l.classes), sized(w.duty, l.periods*l.classes)
	for t := range l.periods {
		for class, members := range l.members {
			least, at := infinite, Duty(-1)
			for _, d := range members {
				if c := w.cell[t*duties+int(d)]; c < least {
					least, at = c, d
				}
			}
			w.best[t*l.classes+class], w.duty[t*l.classes+class] = least, at
		}
	}
	w.raise = sized(w.raise, len(l.adds))
	for i, counts := range l.adds {
		w.raise[i] = 0
		for _, c := range counts {
			w.raise[i] -= price[c]
		}
	}
}

func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// support returns what a price of a count adds to the cost of every line: the price times the bound that it guards.
func (c *count) support(price int64) int64 {
	if price > 0 {
		return price * c.least
	}
	return price * c.most
}

// support returns what the prices of all counts add to the cost of every line.
func (l *line) support(price []int64) (sum int64) {
	for i := range l.counts {
		sum += l.counts[i].support(price[i])
	}
	return sum
}

// backward computes the least cost from every place to the end, counts by their prices alone, and returns the least cost of
// a line; at least infinite/2 if there is none.
func (w *pricer) backward() int64 {
	l, b := w.l, &w.l.bands
	w.value = sized(w.value, b.size)
	for s, cost := range l.end {
		i := b.node(l.periods, int32(s))
		for u := b.lo[i]; u <= b.hi[i]; u++ {
			w.value[b.at[i]+u-b.lo[i]] = (cost + l.last(u)) * priced
		}
	}
	for t := l.periods - 1; t >= 0; t-- {
		best := w.best[t*l.classes : (t+1)*l.classes]
		if b.narrow {
			w.narrow(t, best)
			continue
		}
		for _, s := range b.live.at(t) {
			i := b.node(t, s)
			lo, hi := b.lo[i], b.hi[i]
			dst := w.value[b.at[i] : b.at[i]+hi-lo+1]
			for k := range dst {
				dst[k] = infinite
			}
			for _, a := range l.from(t, s) {
				if c := best[a.class]; c < infinite {
					w.relax(dst, lo, hi, b.node(t+1, a.to), l.units[a.class], c+a.cost*priced+w.raise[a.adds])
				}
			}
		}
	}
	i := b.node(0, l.begin)
	return w.value[b.at[i]-b.lo[i]]
}

// narrow is one period of backward where every node has one place at most.
func (w *pricer) narrow(t int, best []int64) {
	l, b := w.l, &w.l.bands
	kind := l.kindOf[t]
	first, arcs := l.first[kind], l.arcs[kind]
	here, next := t*b.states, (t+1)*b.states
	lo, hi, at := b.lo[next:next+b.states], b.hi[next:next+b.states], b.at[next:next+b.states]
	for _, s := range b.live.at(t) {
		units, least := b.lo[here+int(s)], infinite
		for _, a := range arcs[first[s]:first[s+1]] {
			if u := units + l.units[a.class]; u < lo[a.to] || u > hi[a.to] {
				continue
			}
			least = min(least, w.value[at[a.to]]+best[a.class]+a.cost*priced+w.raise[a.adds])
		}
		w.value[b.at[here+int(s)]] = least
	}
}

// relax lowers the values of a node (units lo..hi) by an arc that costs c and adds units on the way to another node.
func (w *pricer) relax(dst []int64, lo, hi int32, to int, units int32, c int64) {
	b := &w.l.bands
	first, last := max(lo, b.lo[to]-units), min(hi, b.hi[to]-units)
	if last < first {
		return
	}
	src := w.value[b.at[to]+first+units-b.lo[to]:][:last-first+1]
	dst = dst[first-lo:][:len(src)]
	for k, v := range src {
		if v += c; v < dst[k] {
			dst[k] = v
		}
	}
}

// path writes the line that backward found.
func (w *pricer) path(out []Duty) {
	l, b := w.l, &w.l.bands
	s, u := l.begin, int32(0)
periods:
	for t := range l.periods {
		i := b.node(t, s)
		value := w.value[b.at[i]+u-b.lo[i]]
		for _, a := range l.from(t, s) {
			c, to, units := w.best[t*l.classes+int(a.class)], b.node(t+1, a.to), u+l.units[a.class]
			if c >= infinite || units < b.lo[to] || units > b.hi[to] {
				continue
			}
			if c+a.cost*priced+w.raise[a.adds]+w.value[b.at[to]+units-b.lo[to]] == value {
				out[t] = w.duty[t*l.classes+int(a.class)]
				s, u = a.to, units
				continue periods
			}
		}
		panic("solver: the least cost of a line leads nowhere")
	}
}

// replay reads a line through the graph: its cost apart from the counts, and the values of the counts. It returns infinite
// for a line that the graph does not hold.
func (l *line) replay(duties []Duty, counts []int64) int64 {
	clear(counts)
	s, units, cost := l.begin, int32(0), int64(0)
	for t, d := range duties {
		cost = plus(cost, l.cell[t*len(l.classOf)+int(d)])
		for _, ref := range l.countRefs[d] {
			if ref.first <= Period(t) && Period(t) <= ref.last {
				counts[ref.count] += int64(ref.coef)
			}
		}
		a := l.arc(t, s, l.classOf[d])
		if a == nil {
			return infinite
		}
		for _, c := range l.adds[a.adds] {
			counts[c]++
		}
		cost = plus(cost, a.cost)
		s, units = a.to, units+l.units[a.class]
	}
	if least, most := l.mainUnits(); units < least || units > most {
		return infinite
	}
	return plus(cost, l.end[s]+l.last(units))
}

func (l *line) arc(period int, state, class int32) *arc {
	arcs := l.from(period, state)
	for i := range arcs {
		if int32(arcs[i].class) == class {
			return &arcs[i]
		}
	}
	return nil
}
