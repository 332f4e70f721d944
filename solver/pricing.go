package solver

import "slices"

// pricing is what is known of one person from one pricing of his line to the next.
type pricing struct {
	l       *line
	price   []int64 // of his counts, in parts of 1/priced
	tracked []int32 // counts that have been seen broken: the exact search looks at them one by one
	barred  []bool  // cells that he may not have for now, by period and duty; nil: none
	effort  effort
	stride  int64 // how much a bound may be hoped to rise at once while no line is known
	answer
}

// effort is how hard a pricing looks for the cheapest line.
type effort int

const (
	exactly effort = iota
	quick          // content with what a search of few beginnings finds
	glance         // content with a line that keeps its counts, found while counts are only priced
)

// answer is what a pricing found out.
type answer struct {
	bound int64    // no line has a reduced cost below; infinite: no line is left
	lines [][]Duty // lines on the way
}

// newPricing begins with counts that cost nothing. unit is the joined cost of a unit of price.
func newPricing(l *line, unit float64) pricing {
	return pricing{l: l, price: make([]int64, len(l.counts)), stride: int64(20 * unit * priced)}
}

// clone returns a pricing that can be used, and learn, apart.
func (q *pricing) clone() pricing {
	c := *q
	c.price, c.tracked = slices.Clone(q.price), slices.Clone(q.tracked)
	return c
}

const (
	firstTrials = 100
	trials      = 8         // of prices for the counts before lines are searched one by one
	fewKept     = 60        // beginnings a period in a first search, for a good line
	mostKept    = 8000      // and in one that has to find the best
	mostBegun   = 400_000   // beginnings of a line, which limits memory and time on long horizons
	mostScanned = 3_000_000 // comparisons of beginnings, after which a search is content with few
	shrinking   = 0.6
)

// run looks for the cheapest line at given earnings of its cells. atMost is the reduced cost of a line that is known.
// First the counts are only priced, which is quick, and their prices moved until the line that is found keeps all counts and
// costs no more than the bound, or the bound reaches what is known. If they do not come together, labels decide.
func (q *pricing) run(w *pricer, earned []int64, atMost int64) { q.find(w, earned, atMost, false) }

// any looks for a line of any cost; complete tells, if there is none, whether that is sure.
func (q *pricing) any(w *pricer, earned []int64) (complete bool) {
	return q.find(w, earned, infinite, true)
}

func (q *pricing) find(w *pricer, earned []int64, atMost int64, any bool) (complete bool) {
	l := q.l
	out, values := make([]Duty, l.periods), make([]int64, len(l.counts))
	mended, kept := make([]Duty, l.periods), make([]int64, len(l.counts))
	q.answer = answer{bound: -infinite}
	best, step := slices.Clone(q.price), 1.0
	trials := pick(any, firstTrials, trials)
	for trial := range trials {
		w.load(l, earned, q.price, q.barred)
		least := w.backward()
		if least >= infinite/2 {
			q.bound = infinite
			return true
		}
		bound := least + l.support(q.price)
		if bound > q.bound {
			q.bound = bound
			copy(best, q.price)
		} else {
			step *= shrinking
		}
		w.path(out)
		line := q.found(out, earned, values)
		if line >= infinite {
			copy(mended, out)
			copy(kept, values)
			if q.mend(w, mended, kept) {
				line = q.found(mended, earned, kept)
			}
		}
		atMost = min(atMost, line)
		if q.bound >= atMost || any && len(q.lines) > 0 {
			copy(q.price, best)
			return true
		}
		if q.effort == glance && trial > 0 && len(q.lines) > 0 {
			break
		}
		if trial < trials-1 && !q.move(values, step*float64(min(atMost-bound, q.stride))) {
			break
		}
	}
	copy(q.price, best)
	if q.effort == glance && len(q.lines) > 0 {
		return false
	}
	return q.label(w, earned, atMost, any, out, values)
}

// label searches lines one by one at the prices that the counts have come to; out and values are room for a line and what it counts.
func (q *pricing) label(w *pricer, earned []int64, atMost int64, any bool, out []Duty, values []int64) (complete bool) {
	w.load(q.l, earned, q.price, q.barred)
	w.backward()
	for kept := fewKept; ; {
		cost, complete := w.search(q.tracked, atMost, kept, out)
		slack := false
		if cost < infinite {
			atMost = min(atMost, q.found(out, earned, values))
			slack = complete && cost < atMost && q.trackSlack(values)
		}
		if complete {
			q.bound = max(q.bound, min(atMost, cost))
		}
		if !slack && (complete || kept > fewKept || q.effort != exactly) || any && len(q.lines) > 0 {
			return complete
		}
		if !complete {
			kept = max(2*fewKept, min(mostKept, mostBegun/q.l.periods))
		}
	}
}

// track has the exact search look at a count from now on; false if it does already, or cannot.
func (q *pricing) track(i int) bool {
	if slices.Contains(q.tracked, int32(i)) || !q.l.canTrack(int32(i)) {
		return false
	}
	q.tracked = append(q.tracked, int32(i))
	return true
}

// trackSlack tracks the counts whose prices are not what a line pays: they keep the bound below its cost.
func (q *pricing) trackSlack(values []int64) (found bool) {
	for i, v := range values {
		if q.price[i] != 0 && q.l.counts[i].pull(q.price[i], v) != 0 && q.track(i) {
			found = true
		}
	}
	return found
}

// relaxed finds the line that is cheapest at the prices of the counts, whether it keeps them or not.
func (q *pricing) relaxed(w *pricer, earned []int64) {
	q.answer = answer{bound: infinite}
	w.load(q.l, earned, q.price, q.barred)
	if least := w.backward(); least < infinite/2 {
		q.bound = least + q.l.support(q.price)
		line := make([]Duty, q.l.periods)
		w.path(line)
		q.lines = append(q.lines, line)
	}
}

// found notes a line; it returns its reduced cost, infinite if a strict count is broken, and tracks the counts it breaks.
func (q *pricing) found(duties []Duty, earned, values []int64) int64 {
	cost, strict := q.l.replay(duties, values), false
	for i := range q.l.counts {
		c := &q.l.counts[i]
		if v := c.cost(values[i]); v > 0 {
			cost = plus(cost, v)
			strict = strict || c.strict
			q.track(i)
		}
	}
	if strict || cost >= infinite {
		return infinite
	}
	q.lines = append(q.lines, slices.Clone(duties))
	cost *= priced
	for t, d := range duties {
		cost -= earned[t*len(q.l.classOf)+int(d)]
	}
	return cost
}

// move moves the prices of the counts towards those that a line breaks, so far that the bound would rise by gain if it rose
// straight; false: there is nowhere to go.
func (q *pricing) move(values []int64, gain float64) bool {
	norm := 0.0
	for i, v := range values {
		g := float64(q.l.counts[i].pull(q.price[i], v))
		norm += g * g
	}
	if norm == 0 {
		return false
	}
	for i, v := range values {
		c := &q.l.counts[i]
		q.price[i] = c.clamp(q.price[i] + int64(gain*float64(c.pull(q.price[i], v))/norm))
	}
	return true
}

// pull returns the direction in which a price of a count raises the bound when a line counts v: what is missing to the bound
// that the price guards.
func (c *count) pull(price, v int64) int64 {
	switch {
	case price > 0 || price == 0 && v < c.least:
		return c.least - v
	case price < 0 || price == 0 && v > c.most:
		return c.most - v
	}
	return 0
}

// clamp keeps a price where it can raise the bound: not above what breaking the count costs, and of the sign of a bound that is there.
func (c *count) clamp(price int64) int64 {
	lo, hi := -c.weight*priced, c.weight*priced
	if c.most >= Unlimited {
		lo = 0
	}
	if c.least <= 0 && !c.falls {
		hi = 0
	}
	return max(lo, min(hi, price))
}
