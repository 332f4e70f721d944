package solver

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// dive turns mixtures of columns into one line for each of some people, the others standing still: it solves the master over
// them, holds the cells that most of the mixture agrees on, prices lines that keep those cells, and so on until every person
// has one line. Before cells are held its prices give a bound, and so after: a dive that cannot lead below its cutoff ends.
type dive struct {
	c      *columns
	people []int
	q      []pricing // of those people, with the cells that they may not have any more
	s      *saddle
	fixed  []int64 // what the others put into the demands
	cutoff int64   // joined cost of these people and of all demands that has to be undercut, in parts of 1/priced
	first  int     // rounds that price new lines before anything is held, beyond one
	w      *pricer
	fresh  [][]*column // found on the way, by place in people
	work   int         // people priced
	noise  [][]int64   // what cells cost more, by place in people; nil: nothing
}

const (
	diveFirst   = 150 // iterations of the master before anything is held
	diveAfter   = 80
	divePriced  = 60 // after new columns came
	sureShare   = 0.85
	likelyShare = 0.55
	mostRounds  = 200
)

// newDive takes, for each of the people, the columns that are cheapest at prices y, and his line in the roster if there is one.
func (c *columns) newDive(w *pricer, people []int, roster []*column, y []float64, width int) *dive {
	d := &dive{c: c, w: w, people: people, fixed: make([]int64, c.demands), cutoff: infinite, fresh: make([][]*column, len(people))}
	for i, col := range roster {
		if !slices.Contains(people, i) {
			col.addToWhole(d.fixed, 1)
		}
	}
	n := c.demands
	r := rows{least: slices.Clone(c.least[:n]), most: slices.Clone(c.most[:n]), lo: c.lo[:n], hi: c.hi[:n]}
	for i, v := range d.fixed {
		r.least[i] -= float64(v)
		r.most[i] -= float64(v)
	}
	d.s = c.newMaster(r)
	copy(d.s.y[:n], y)
	d.s.x = make([][]float64, len(people))
	for g, i := range people {
		q := c.people[i].clone()
		q.barred = make([]bool, len(q.l.cell))
		d.q = append(d.q, q)
		group := c.cheapestColumns(i, d.s, width)
		if roster != nil && !slices.Contains(group, roster[i]) {
			group = append(group, roster[i])
		}
		d.s.groups = append(d.s.groups, group)
		d.s.x[g] = make([]float64, 0, len(group))
	}
	return d
}

// cheapestColumns returns the columns of a person's pool that cost least at the prices of a master.
func (c *columns) cheapestColumns(person int, s *saddle, width int) []*column {
	type rated struct {
		col  *column
		cost float64
	}
	var all []rated
	for _, col := range c.pool[person] {
		if col.cost < infinite {
			all = append(all, rated{col, col.reduced(s)})
		}
	}
	slices.SortStableFunc(all, func(a, b rated) int { return cmp.Compare(a.cost, b.cost) })
	var out []*column
	for _, r := range all[:min(width, len(all))] {
		out = append(out, r.col)
	}
	return out
}

// disturb makes cells dearer by what is drawn: for a line together up to some units of price, a third of one to three, mostly less.
func (d *dive) disturb(rng *rand.Rand) {
	amount := int64(0.3 * math.Exp(rng.Float64()*math.Log(10)) * d.c.unit * priced / float64(d.c.m.periods))
	d.noise = make([][]int64, len(d.people))
	for g := range d.noise {
		d.noise[g] = make([]int64, len(d.q[g].l.cell))
		for i := range d.noise[g] {
			d.noise[g][i] = rng.Int64N(amount + 1)
		}
	}
	d.cutoff = plus(d.cutoff, amount/2*int64(d.c.m.periods*len(d.people))) // about what it adds to a roster
	d.s.extra = func(g int, col *column) (sum int64) {
		for t, duty := range col.duties {
			sum += d.noise[g][t*d.c.m.duties+int(duty)]
		}
		return sum
	}
}

// keepOut bars cells, too, by person, period and duty; nil: none. People whose columns all have one of them keep their columns, so that
// it comes after what is held.
func (d *dive) keepOut(barred [][]bool) {
	if barred == nil {
		return
	}
	for g, i := range d.people {
		for cell, out := range barred[i] {
			d.q[g].barred[cell] = d.q[g].barred[cell] || out
		}
		fits := slices.DeleteFunc(slices.Clone(d.s.groups[g]), func(col *column) bool { return col.has(barred[i], d.c.m.duties) })
		if len(fits) > 0 {
			d.s.groups[g] = fits
		}
	}
}

// holdOutside holds the lines of a roster outside of a spell of periods.
func (d *dive) holdOutside(first, last int, roster []*column) {
	duties := d.c.m.duties
	for g, i := range d.people {
		for t, duty := range roster[i].duties {
			if t < first || t > last {
				d.holdCell(g, t*duties+int(duty))
			}
		}
		d.s.groups[g] = slices.DeleteFunc(d.s.groups[g], func(col *column) bool { return col != roster[i] && col.has(d.q[g].barred, duties) })
	}
}

// run returns a line for each of the people, or nil if the cutoff cannot be undercut or nothing fits any more. In so many
// rounds new lines are priced.
func (d *dive) run(pricings int) []*column {
	for g, cols := range d.s.groups {
		d.s.x[g] = d.c.mixed.of(d.people[g], cols)
	}
	for round := range mostRounds {
		d.s.run(pick(round == 0, diveFirst, diveAfter), nil, 0)
		more := int(bit(round < pricings))
		if round == 0 {
			more += d.first
		}
		for range more {
			if !d.price() {
				return nil
			}
			d.s.run(divePriced, nil, 0)
		}
		held, whole := d.agreed()
		if whole {
			return d.heaviest()
		}
		if len(held) == 0 {
			d.holdColumn()
			continue
		}
		d.hold(held)
		if !d.dropClashing() {
			return nil
		}
	}
	return nil
}

func pick[T any](first bool, a, b T) T {
	if first {
		return a
	}
	return b
}

// price prices the people at the prices of the master; false: the bound reached the cutoff, or somebody has no line left.
func (d *dive) price() bool {
	c := d.c
	d.work += len(d.people)
	prices, worth := c.wholePrices(d.s.y)
	byKind := c.earnedByKind(prices)
	for g := range d.people {
		known := infinite
		for _, col := range d.s.groups[g] {
			known = min(known, col.atPrices(prices))
		}
		earned := byKind[c.m.kindOf[d.people[g]]]
		if d.noise != nil {
			earned = slices.Clone(earned)
			for i, v := range d.noise[g] {
				earned[i] -= v
			}
			known = infinite
			for _, col := range d.s.groups[g] {
				known = min(known, col.less(earned, c.m.duties))
			}
		}
		d.q[g].run(d.w, earned, known)
	}
	bound := c.support(prices) + worth
	for i, y := range prices {
		bound -= y * d.fixed[i]
	}
	for g := range d.q {
		bound = plus(bound, d.q[g].bound)
		for _, duties := range d.q[g].lines {
			d.take(g, duties)
		}
	}
	return bound < d.cutoff
}

// worked returns the work of a dive, in people priced; an iteration of the master is worth as many of them as it looks at
// coefficients for the places that pricing looks at.
func (d *dive) worked() float64 {
	return float64(d.work) + float64(d.s.looked)/d.c.perPerson()
}

// perPerson returns how many coefficients of the master take as long as one person takes to be priced.
func (c *columns) perPerson() float64 {
	places := 1
	for i := range c.people {
		places += c.people[i].l.bands.size
	}
	return masterWorth * float64(places) / float64(len(c.people))
}

const masterWorth = 20 // coefficients of the master that take as long as a place of a line graph

// take adds a line to a group unless it is there.
func (d *dive) take(g int, duties []Duty) {
	if slices.ContainsFunc(d.s.groups[g], func(col *column) bool { return slices.Equal(col.duties, duties) }) {
		return
	}
	if col := d.c.newColumn(d.people[g], duties); col != nil && col.cost < infinite {
		d.s.groups[g] = append(d.s.groups[g], col)
		d.fresh[g] = append(d.fresh[g], col)
	}
}

// use is by how much a mixture uses a cell.
type use struct {
	group, cell int // cell: period x duties + duty
	share       float64
}

// agreed returns the cells to hold next: all that nearly everybody's mixture agrees on, else the clearest ones; whole: every
// person has one line only.
func (d *dive) agreed() (held []use, whole bool) {
	whole = true
	var uses []use
	duties := d.c.m.duties
	share := make([]float64, len(d.q[0].barred))
	for g, cols := range d.s.groups {
		if len(cols) == 1 || slices.Max(d.s.x[g]) > 0.999 {
			continue
		}
		whole = false
		clear(share)
		for j, col := range cols {
			if x := d.s.x[g][j]; x > 0 {
				for t, duty := range col.duties {
					share[t*duties+int(duty)] += x
				}
			}
		}
		for cell, v := range share {
			if v > 0.5 && !d.isHeld(g, cell) {
				uses = append(uses, use{g, cell, v})
			}
		}
	}
	slices.SortStableFunc(uses, func(a, b use) int { return cmp.Compare(b.share, a.share) })
	n := 0
	for n < len(uses) && (uses[n].share >= sureShare || n == 0 || uses[n].share > likelyShare && n < len(uses)/20) {
		n++
	}
	return uses[:n], whole
}

// isHeld tells whether a cell is the only one of its period that is left.
func (d *dive) isHeld(g, cell int) bool {
	duties := d.c.m.duties
	first := cell / duties * duties
	left := 0
	for i := first; i < first+duties; i++ {
		if !d.q[g].barred[i] && d.q[g].l.cell[i] < infinite {
			left++
		}
	}
	return left <= 1
}

func (d *dive) hold(held []use) {
	for _, u := range held {
		d.holdCell(u.group, u.cell)
	}
}

// holdCell bars all other duties of the period of a cell.
func (d *dive) holdCell(g, cell int) {
	duties := d.c.m.duties
	first := cell / duties * duties
	for i := first; i < first+duties; i++ {
		if i != cell {
			d.q[g].barred[i] = true
		}
	}
}

// holdColumn gives the line with the largest share to its person, when no cell stands out.
func (d *dive) holdColumn() {
	group, best, share := -1, 0, 0.0
	for g, cols := range d.s.groups {
		for j, x := range d.s.x[g] {
			if len(cols) > 1 && x > share {
				group, best, share = g, j, x
			}
		}
	}
	d.s.groups[group], d.s.x[group] = []*column{d.s.groups[group][best]}, []float64{1}
}

// dropClashing drops the columns that have other duties in held cells; false: somebody has none left.
func (d *dive) dropClashing() bool {
	duties := d.c.m.duties
	for g, cols := range d.s.groups {
		var keep []*column
		var shares []float64
		for j, col := range cols {
			if !col.has(d.q[g].barred, duties) {
				keep, shares = append(keep, col), append(shares, d.s.x[g][j])
			}
		}
		if len(keep) == 0 {
			return false
		}
		d.s.groups[g], d.s.x[g] = keep, shares
	}
	return true
}

func (d *dive) heaviest() []*column {
	out := make([]*column, len(d.people))
	for g, cols := range d.s.groups {
		best := 0
		for j, x := range d.s.x[g] {
			if x > d.s.x[g][best] {
				best = j
			}
		}
		out[g] = cols[best]
	}
	return out
}
