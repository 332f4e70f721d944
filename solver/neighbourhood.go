package solver

import (
	"math/rand/v2"
	"slices"
)

// Neighbourhoods are sets of people whose lines are made anew together.

const (
	batch      = 4  // dives that start from the same roster; a fixed number, so that threads change nothing
	lnsWidth   = 60 // columns a person that a dive begins with
	lnsPriced  = 20 // rounds of a dive that price new lines
	fewest     = 3
	sizesTried = 6 // numbers of people to choose from
	forgetting = 0.9
)

// choice is an arm of the choice between ways to make neighbourhoods: what it gained for its work, older gains counting less.
type choice struct{ gain, work float64 }

func (a *choice) rate() float64 { return (a.gain + 1) / (a.work + 1) }

func (a *choice) learn(gain, work float64) {
	a.gain, a.work = a.gain*forgetting+gain, a.work*forgetting+work
}

// way is how a neighbourhood chooses its people.
type way int

const (
	anyone  way = iota
	needed      // those who could fill or leave the cells that cost most
	kindred     // those whose columns compete for the same cells
	waysEnd
)

// neighbourhood is one try: its people and where they came from.
type neighbourhood struct {
	people []int
	way    way
	size   int
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

// choose draws a way and a size by their rates.
func (s *Search) choose(rng *rand.Rand) neighbourhood {
	total := 0.0
	for i := range s.ways {
		total += s.ways[i].rate()
	}
	at, arm := rng.Float64()*total, 0
	for arm < len(s.ways)-1 && at > s.ways[arm].rate() {
		at -= s.ways[arm].rate()
		arm++
	}
	all := sizes(len(s.c.people))
	n := neighbourhood{way: way(arm / len(all)), size: arm % len(all)}
	n.people = s.people(n.way, all[n.size], rng)
	slices.Sort(n.people)
	return n
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
