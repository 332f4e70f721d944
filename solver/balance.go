package solver

import (
	"fmt"
	"math"
)

// balance looks for the multipliers of a ledger by which rows of many people and of the whole horizon prove most together, as when what is
// even for one person, what his limits allow and what all have to take stand against each other: to move one multiplier alone proves
// nothing. The best ones are prices of a linear programme. It is made small: cells of a person that the same rows see in the same way
// are one kind of cell, and demands that are alike but for their period have one price.
//
//	most over 0 <= y <= weight of   sum of y x limit + sum over kinds of cells x least over duties of (cost of bars - y x what the duty adds)
//
// It is solved by the primal-dual method of Chambolle and Pock (2011) with the step sizes of Pock and Chambolle (2011), begun anew from
// averages, in floats; what counts is what the ledger adds up in integers afterwards.
type balance struct {
	rows  []balanceRow
	kinds []cellKind
	terms int // of all duties of all kinds
}

// balanceRow is a price: that of one side of a ledger, or of demands that are alike. An upper side has its signs changed.
type balanceRow struct {
	limit float64 // of all its sides
	most  float64
	sides []int
	step  float64
}

// cellKind are cells of one person that all rows see alike.
type cellKind struct {
	cells   int64
	duties  []kindDuty
	at      []float64 // cells that hold each duty
	average []float64
}

// kindDuty is a duty that a kind of cell may hold.
type kindDuty struct {
	cost  int64 // of bars
	terms []balanceTerm
	step  float64
}

// balanceTerm is what a duty adds to a row.
type balanceTerm struct {
	row  int32
	adds int64
}

const (
	mostBalanceTerms = 200_000
	balanceWork      = 200_000_000 // terms looked at
	balanceSteps     = 6000
	balanceRestart   = 300 // steps from one average to the next
)

// newBalance gathers rows and kinds of cells; nil if there are too many.
func newBalance(l *ledger) *balance {
	b := &balance{}
	rowOf := b.tie(l)
	seen := make([][]balanceTerm, len(l.gain)) // by person, period and duty
	entries := 0
	for i, s := range l.sides {
		sign := int64(1)
		if s.term.Above {
			sign = -1
		}
		for _, a := range s.patches {
			for period := a.first; period <= a.last; period++ {
				at := l.cell(a.person, period) * len(l.p.Duties)
				a.each(l.p, func(d Duty, counts int64) {
					if !l.out[at+int(d)] {
						seen[at+int(d)] = append(seen[at+int(d)], balanceTerm{rowOf[i], sign * counts})
						entries++
					}
				})
			}
		}
		if entries > 20*mostBalanceTerms {
			return nil
		}
	}
	b.sort(l, seen)
	if b.terms > mostBalanceTerms || b.terms == 0 {
		return nil
	}
	return b
}

// tie makes the rows and returns which one each side is of.
func (b *balance) tie(l *ledger) (rowOf []int32) {
	alike := map[string]int32{}
	for i, s := range l.sides {
		row, tied := int32(len(b.rows)), false
		if s.term.Table == "demands" {
			t := &l.p.Demands
			first, last := t.Terms[s.term.Row], t.Terms[s.term.Row+1]
			key := fmt.Sprint(s.term.Above, s.most, t.Rule[s.term.Row], t.Class[first:last], t.Group[first:last])
			if row, tied = alike[key]; !tied {
				row = int32(len(b.rows))
				alike[key] = row
			}
		}
		if !tied {
			b.rows = append(b.rows, balanceRow{most: float64(s.most)})
		}
		r := &b.rows[row]
		r.sides = append(r.sides, i)
		if s.term.Above {
			r.limit -= float64(s.limit)
		} else {
			r.limit += float64(s.limit)
		}
		rowOf = append(rowOf, row)
	}
	return rowOf
}

// sort makes kinds of the cells.
func (b *balance) sort(l *ledger, seen [][]balanceTerm) {
	known := map[string]int{}
	for cell := range l.top {
		at := cell * len(l.p.Duties)
		var duties []kindDuty
		terms := 0
		for d := range len(l.p.Duties) {
			if !l.out[at+d] {
				duties = append(duties, kindDuty{cost: -l.gain[at+d], terms: seen[at+d]})
				terms += len(seen[at+d])
			}
		}
		key := fmt.Sprint(cell/len(l.p.Periods), duties)
		k, is := known[key]
		if !is {
			k = len(b.kinds)
			known[key] = k
			b.kinds = append(b.kinds, cellKind{duties: duties, at: make([]float64, len(duties)), average: make([]float64, len(duties))})
			b.terms += terms
		}
		b.kinds[k].cells++
	}
}

// prices runs the method and returns the prices that proved most in floats.
func (b *balance) prices() []float64 {
	b.steps()
	y, average, best := make([]float64, len(b.rows)), make([]float64, len(b.rows)), make([]float64, len(b.rows))
	bestValue := b.value(best)
	flow := make([]float64, len(b.rows))
	for step := 1; step <= min(balanceSteps, balanceWork/b.terms); step++ {
		clear(flow)
		b.stepDuties(y, flow)
		for i := range b.rows {
			r := &b.rows[i]
			y[i] = min(max(0, y[i]+float64(r.step*(r.limit-flow[i]))), r.most)
			average[i] += y[i]
		}
		if step%balanceRestart > 0 {
			continue
		}
		for i := range average {
			average[i] /= balanceRestart
		}
		for _, tried := range [][]float64{y, average} {
			if v := b.value(tried); v > bestValue {
				bestValue = v
				copy(best, tried)
			}
		}
		copy(y, average)
		clear(average)
		b.restart()
	}
	return best
}

// steps sets the sizes of the steps, and every cell to its cheapest duty. Cells are weighed against prices by what both can be.
func (b *balance) steps() {
	cells, dear := 0.0, 0.0
	sums := make([]float64, len(b.rows))
	for k := range b.kinds {
		kind := &b.kinds[k]
		cells += float64(kind.cells)
		cheapest := 0
		for d := range kind.duties {
			sum := 0.0
			for _, t := range kind.duties[d].terms {
				sum += math.Abs(float64(t.adds))
				sums[t.row] += math.Abs(float64(t.adds))
			}
			kind.duties[d].step = 1 / max(1, sum)
			if kind.duties[d].cost < kind.duties[cheapest].cost {
				cheapest = d
			}
		}
		kind.at[cheapest] = float64(kind.cells)
	}
	for _, r := range b.rows {
		dear += min(r.most, mostTimes/32)
	}
	weight := math.Sqrt(max(1, cells/float64(len(b.kinds))) / max(1, dear/float64(len(b.rows))))
	for k := range b.kinds {
		for d := range b.kinds[k].duties {
			b.kinds[k].duties[d].step *= weight
		}
	}
	for i := range b.rows {
		b.rows[i].step = 1 / max(1, sums[i]) / weight
	}
}

// stepDuties moves the cells of each kind towards the duties that are cheap at the prices, and adds what they would add a step ahead.
func (b *balance) stepDuties(y, flow []float64) {
	var was []float64
	for k := range b.kinds {
		kind := &b.kinds[k]
		was = append(was[:0], kind.at...)
		for d := range kind.duties {
			duty := &kind.duties[d]
			cost := float64(duty.cost)
			for _, t := range duty.terms {
				cost -= float64(y[t.row] * float64(t.adds))
			}
			kind.at[d] -= float64(duty.step * cost)
		}
		project(kind.at, float64(kind.cells))
		for d := range kind.duties {
			kind.average[d] += kind.at[d]
			ahead := 2*kind.at[d] - was[d]
			for _, t := range kind.duties[d].terms {
				flow[t.row] += float64(ahead * float64(t.adds))
			}
		}
	}
}

// restart begins anew from the averages.
func (b *balance) restart() {
	for k := range b.kinds {
		kind := &b.kinds[k]
		for d := range kind.at {
			kind.at[d] = kind.average[d] / balanceRestart
		}
		clear(kind.average)
	}
}

// project moves x to the nearest point that is nowhere below 0 and adds up to sum.
func project(x []float64, sum float64) {
	out := math.Inf(-1) // of what ends at 0
	for {
		total, in := 0.0, 0
		for _, v := range x {
			if v > out {
				total += v
				in++
			}
		}
		shift, more := (total-sum)/float64(in), false
		for i, v := range x {
			if v > out && v < shift {
				x[i], more = out, true
			}
		}
		if !more {
			for i, v := range x {
				x[i] = max(0, v-shift)
			}
			return
		}
	}
}

// value returns what prices prove.
func (b *balance) value(y []float64) float64 {
	total := 0.0
	for i, r := range b.rows {
		total += float64(y[i] * r.limit)
	}
	for k := range b.kinds {
		least := math.Inf(1)
		for _, duty := range b.kinds[k].duties {
			cost := float64(duty.cost)
			for _, t := range duty.terms {
				cost -= float64(y[t.row] * float64(t.adds))
			}
			least = min(least, cost)
		}
		total += float64(least * float64(b.kinds[k].cells))
	}
	return total
}

// balance sets the multipliers to such prices, rounded to multiples of some whole number, where that proves more than they do now.
func (l *ledger) balance() {
	b := newBalance(l)
	if b == nil {
		return
	}
	prices, best := b.prices(), []float64(nil)
	bestValue := float64(l.bound())
	for unit := 1.0; unit <= float64(l.dearest); unit *= 2 {
		tried := make([]float64, len(prices))
		for i, y := range prices {
			tried[i] = min(math.Round(y/unit)*unit, b.rows[i].most)
		}
		if v := b.value(tried); v > bestValue {
			bestValue, best = v, tried
		}
	}
	if best == nil {
		return
	}
	for i, r := range b.rows {
		for _, side := range r.sides {
			l.set(side, int64(best[i]))
		}
	}
	for i := 1; i < len(l.sides); i++ { // what both sides of a row say cancels out
		a, b := l.sides[i-1].term, l.sides[i].term
		if n := min(l.times[i-1], l.times[i]); n > 0 && a.Table == b.Table && a.Row == b.Row {
			l.add(i-1, -n)
			l.add(i, -n)
		}
	}
}
