package solver

import (
	"math/rand/v2"
	"slices"
)

// Neighbourhoods are sets of people whose lines are made anew together.

const (
	lnsWidth    = 60 // columns a person that a dive begins with
	lnsPriced   = 20 // rounds of a dive that price new lines, after
	lnsFirst    = 2  // before cells are held,
	spellFirst  = 4  // or so many where only a spell of periods is free: few columns fit there in the beginning
	runPasses   = 20 // of a run for a few people
	fewest      = 3
	sizesTried  = 8  // numbers of people to choose from, or lengths of spells
	spellPeople = 30 // whose spells are free, at most
)

// way is how a neighbourhood chooses its people.
type way int

const (
	anyone  way = iota
	needed      // those who could fill or leave the cells that cost most
	kindred     // those whose columns compete for the same cells
	spell       // many people, chosen in one of these ways, in some periods only; for dives
	waysEnd
)

// neighbourhood is one try: its people, where they came from, and what came out.
type neighbourhood struct {
	arm         int // number of the way and size
	people      []int
	first, last int         // periods that are free
	found       []*column   // a line for everybody, nil if nothing was found
	fresh       [][]*column // lines that came up on the way, by place in people
	work        float64     // people priced
}

// sizes returns the numbers of people to choose from.
func sizes(people int) []int {
	var out []int
	for k := fewest; len(out) < sizesTried && k < people; k += max(1, k/2) {
		out = append(out, k)
	}
	if len(out) == 0 {
		out = append(out, people)
	}
	return out
}

// neighbourhood draws a way and a size by their rates, and people.
func (s *Search) neighbourhood(arms []choice, rng *rand.Rand) neighbourhood {
	all, periods := sizes(len(s.c.people)), s.c.m.periods
	n := neighbourhood{arm: drawn(arms, rng), last: periods - 1}
	w, k := way(n.arm/len(all)), n.arm%len(all)
	size := all[k]
	if w == spell {
		length := max(1, periods*(k+1)/(len(all)+1))
		n.first = rng.IntN(periods - length + 1)
		n.last = n.first + length - 1
		w, size = way(rng.IntN(int(spell))), min(len(s.c.people), spellPeople)
	}
	n.people = s.people(w, size, rng)
	slices.Sort(n.people)
	return n
}

// run looks for better lines of the people by a run.
func (n *neighbourhood) run(c *columns, w *pricer, start *crew, center []float64, rng *rand.Rand) {
	a := c.newAugmented(n.people, start.line, center, runPasses, rng)
	for a.left > 0 {
		a.pass(w, rng)
	}
	n.found, n.work = a.best, float64(a.work)
}

// dive looks for better lines of the people by a dive. Half of the dives are disturbed and may end anywhere near, so that the walk
// goes on where nothing better is close; the others are cut off where their bound says that nothing as good is left.
func (n *neighbourhood) dive(c *columns, w *pricer, start *crew, center []float64, barred [][]bool, rng *rand.Rand) {
	d := n.prepare(c, w, start, center, barred)
	if rng.IntN(2) == 0 {
		d.disturb(rng)
	} else {
		d.cutoff = (start.cost-start.costOfOthers(n.people))*priced + 1
	}
	if line := d.run(lnsPriced); line != nil {
		n.found = slices.Clone(start.line)
		for g, k := range n.people {
			n.found[k] = line[g]
		}
	}
	n.fresh, n.work = d.fresh, d.worked()
}

// prepare holds what is outside of the periods that are free, and keeps cells out. Everybody is left with a column.
func (n *neighbourhood) prepare(c *columns, w *pricer, start *crew, center []float64, barred [][]bool) *dive {
	d := c.newDive(w, n.people, start.line, center, lnsWidth)
	d.first = lnsFirst
	if n.last-n.first+1 < c.m.periods {
		d.first = spellFirst
		d.holdOutside(n.first, n.last, start.line)
	}
	d.keepOut(barred)
	for k := range d.q {
		d.q[k].effort = quick
	}
	return d
}

// costOfOthers returns what the lines of all but some people cost.
func (r *crew) costOfOthers(people []int) (sum int64) {
	for k, col := range r.line {
		if !slices.Contains(people, k) {
			sum += col.cost
		}
	}
	return sum
}

// people draws the people of a neighbourhood.
func (s *Search) people(w way, size int, rng *rand.Rand) []int {
	switch w {
	case needed:
		return s.drawn(size, s.need(rng), rng)
	case kindred:
		return s.drawn(size, s.kinship(rng.IntN(len(s.c.people))), rng)
	default: // anyone
		return rng.Perm(len(s.c.people))[:size]
	}
}

// drawn draws people one after the other, each with a chance in proportion to his weight.
func (s *Search) drawn(size int, weight []float64, rng *rand.Rand) []int {
	var out []int
	for len(out) < size {
		total := 0.0
		for _, w := range weight {
			total += w
		}
		if total == 0 { // nobody stands out
			for i := range weight {
				weight[i] = float64(bit(!slices.Contains(out, i)))
				total += weight[i]
			}
		}
		at, i := rng.Float64()*total, 0
		for i < len(weight)-1 && at >= weight[i] {
			at -= weight[i]
			i++
		}
		for weight[i] == 0 { // rounding may lead beyond the last one
			i = (i + 1) % len(weight)
		}
		out = append(out, i)
		weight[i] = 0
	}
	return out
}

// need rates people by what it would cost them to help a broken demand, drawn by what it costs: how much dearer, at the
// prices of the bound, the cheapest of their columns is that meets it when their line does not, or the other way round.
func (s *Search) need(rng *rand.Rand) []float64 {
	c, r := s.c, s.crew
	cost := make([]float64, c.demands)
	for i, v := range r.sums {
		cost[i] = float64(c.demandCost(i, v))
	}
	weight := make([]float64, len(c.people))
	if c.demands == 0 {
		return weight
	}
	row := int32(s.drawn(1, cost, rng)[0])
	for i, pool := range c.pool {
		has, least, other := r.line[i].meets(row), infinite, infinite
		for _, col := range pool {
			v := col.atPrices(c.prices)
			least = min(least, v)
			if v < other && col.meets(row) != has {
				other = v
			}
		}
		dearer := float64(other-least) / priced / c.unit
		weight[i] = 1 / (1 + dearer*dearer)
	}
	return weight
}

func (col *column) meets(row int32) bool { return slices.Contains(col.row[:col.demands], row) }

// kinship rates people by how often the line of one of them meets the demands that their own columns meet.
func (s *Search) kinship(of int) []float64 {
	c := s.c
	mark := make([]bool, c.demands)
	for _, i := range s.crew.line[of].row[:s.crew.line[of].demands] {
		mark[i] = true
	}
	weight := make([]float64, len(c.people))
	for i, pool := range c.pool {
		weight[i] = 0.01
		for _, col := range pool[max(0, len(pool)-10):] {
			for _, row := range col.row[:col.demands] {
				if mark[row] {
					weight[i] += 0.02
				}
			}
		}
	}
	weight[of] = 1e6
	return weight
}
