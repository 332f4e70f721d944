package solver

import (
	"math"
	"math/rand/v2"
	"slices"
)

// augmented makes rosters by the augmented Lagrangian method (Hestenes 1969, Powell 1969), one person after the other, for some
// people while the others stand still. With the sum s of a demand as the others have it, one more person there is worth
//
//	p(s + 1/2), where p(s) = least price of a row that is y + rho (bound - s), within what breaking the demand costs
//
// so that everybody takes his best whole line against prices that answer to what is missing now, and the price y itself follows
// what stays missing: y moves to p(s) by the share alpha after each pass. rho rises from pass to pass until p is what the demand
// really costs; the roster is then one in which nobody gains alone. Lines are whole all the time, which is what mixtures of
// columns lack; prices that remember are what best answers lack.
type augmented struct {
	c      *columns
	people []int
	y      []float64 // prices of the demands, in units of price
	rho    float64   // by how much a price moves with one person more or less
	growth float64   // factor of rho from pass to pass
	alpha  float64
	left   int       // passes to go
	still  int       // passes that have found nothing better
	line   []*column // by person
	sums   []int64   // of the demands
	q      []pricing // by place in people
	best   []*column
	cost   int64 // of best; joined
	work   int   // people priced
}

const (
	leastRho, mostRho     = 0.5, 4.0 // at the beginning of a run
	lastRho               = 50.0
	mostStill             = 8 // passes without anything better, at least, before a run ends early
	leastAlpha, mostAlpha = 0.3, 0.6
)

// newAugmented begins a run of so many passes from a roster, with prices y; how fast it turns strict is drawn.
func (c *columns) newAugmented(people []int, roster []*column, y []float64, passes int, rng *rand.Rand) *augmented {
	a := &augmented{c: c, people: people, y: slices.Clone(y[:c.demands]), left: passes, line: slices.Clone(roster), sums: make([]int64, c.demands), cost: infinite}
	a.alpha = leastAlpha + (mostAlpha-leastAlpha)*rng.Float64()
	a.rho = rounded(leastRho * math.Pow(mostRho/leastRho, rng.Float64()))
	a.growth = rounded(math.Pow(lastRho/a.rho, 1/float64(max(1, passes-1))))
	for _, col := range a.line {
		col.addToWhole(a.sums, 1)
	}
	for _, i := range people {
		q := c.people[i].clone()
		q.effort = glance
		a.q = append(a.q, q)
	}
	return a
}

// pass lets everybody choose once, in an order that is drawn.
func (a *augmented) pass(w *pricer, rng *rand.Rand) {
	for _, g := range rng.Perm(len(a.people)) {
		i := a.people[g]
		a.line[i].addToWhole(a.sums, -1)
		a.line[i] = a.c.bestAnswer(w, &a.q[g], i, a.earned(i), a.line[i:i+1])
		a.line[i].addToWhole(a.sums, 1)
	}
	a.work += len(a.people)
	for k := range a.y {
		a.y[k] = float64(a.y[k]*(1-a.alpha)) + float64(a.alpha*a.price(k, float64(a.sums[k])))
	}
	a.rho = float64(a.rho * a.growth)
	a.left--
	a.still++
	if cost := a.c.costOf(a.line, a.sums); cost < a.cost {
		a.cost, a.best, a.still = cost, slices.Clone(a.line), 0
	}
	if a.still > mostStill && a.still > a.left/2 { // strict enough: hardly anybody moves any more
		a.left = 0
	}
}

// price returns p(v) of a demand.
func (a *augmented) price(k int, v float64) float64 {
	r := &a.c.rows
	if up := a.y[k] + float64(a.rho*(r.least[k]-v)); up > 0 {
		return min(up, r.hi[k])
	}
	if down := a.y[k] + float64(a.rho*(r.most[k]-v)); down < 0 {
		return max(down, r.lo[k])
	}
	return 0
}

// earned returns what each cell of a person is worth in the demands as the others stand.
func (a *augmented) earned(person int) []int64 {
	c := a.c
	size, first := c.m.periods*c.m.duties, c.m.firstDemand
	earned := make([]int64, size)
	for i := range earned {
		for _, ref := range c.m.coverRefs.at(int(c.m.kindOf[person])*size + i) {
			k, coef := int(ref.counter-first), float64(ref.coef)
			earned[i] += int64(math.Round(coef * a.price(k, float64(a.sums[k])+coef/2) * c.unit * priced))
		}
	}
	return earned
}
