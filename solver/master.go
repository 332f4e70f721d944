package solver

import (
	"math"
	"slices"
)

// column is a line of the pool: what it costs and what it adds to the demands and, while counts are only priced, to them.
type column struct {
	duties  []Duty
	cost    int64     // joined, with what its counts cost; infinite if a strict count is broken
	own     int64     // joined, without counts
	row     []int32   // demands, then counts of the person
	coef    []float32 // of each row
	demands int       // rows that are demands
	age     int       // steps since it was last used
}

// rows are what the master prices: the demands, then the counts of all people. The cost of a row is a function of its sum that
// falls with slope hi up to least and rises with slope -lo from most on, so its price stays between lo and hi.
type rows struct{ least, most, lo, hi []float64 }

// saddle is the master problem: mix the columns of each person so that their cost and that of the rows is least. It is kept in
// saddle form, people in simplices and prices in boxes, and improved by the primal-dual method of Chambolle and Pock (2011) with
// the adaptive steps of PDLP (Applegate and others 2021). Its prices are wanted, not its last digits.
type saddle struct {
	rows
	groups [][]*column
	x      [][]float64 // share of each column
	y      []float64   // prices
	counts bool        // columns bear the prices of counts, not their costs
	unit   float64     // joined cost of one unit of price
	looked int         // coefficients looked at
	extra  func(group int, col *column) int64

	shortages []shortage // their rows are the last ones
	missing   []float64  // what one missing in a row before them costs
	lacks     []lack

	eta  float64 // step
	step int
	flat []flatPart
	ax   []float64
	old  []float64
	yOld []float64
	sum  []float64
}

// flatPart holds the columns of some groups in one piece, for one thread.
type flatPart struct {
	first, last int // groups
	cost        []float64
	at          []int32 // where the rows of each column begin
	ones        []int32 // and where those end, of them, whose coefficients are 1 and that come first
	row         []int32
	coef        []float32
	x, xOld     []float64
	ax          []float64
	moved       float64 // squared
	buffer      []float64
}

const (
	primalWeight = 0.03 // how far shares move for each step of prices
	mostStep     = 100  // beyond, shares that do not matter would lose their digits
)

func newSaddle(r rows, unit float64) *saddle {
	n := len(r.least)
	zeros := func() []float64 { return make([]float64, n) }
	return &saddle{rows: r, unit: unit, eta: 0.05, y: zeros(), ax: zeros(), old: zeros(), yOld: zeros(), sum: zeros()}
}

const splitSize = 100_000 // coefficients from which on two threads share the work

// flatten lays the columns out; the number of parts depends on their size alone, so that sums come out alike on any machine.
func (s *saddle) flatten() {
	size := 0
	for _, cols := range s.groups {
		for _, c := range cols {
			size += len(c.row)
		}
	}
	parts := 1
	if size > splitSize && len(s.groups) > 1 {
		parts = 2
	}
	s.flat = s.flat[:0]
	for i := range parts {
		f := flatPart{first: i * len(s.groups) / parts, last: (i + 1) * len(s.groups) / parts, at: []int32{0}, ax: make([]float64, len(s.y))}
		for g := f.first; g < f.last; g++ {
			s.balance(g)
			for j, c := range s.groups[g] {
				n, cost := c.demands, c.cost
				if s.counts {
					n, cost = len(c.row), c.own
				}
				f.cost = append(f.cost, float64(cost)/s.unit)
				if s.extra != nil {
					f.cost[len(f.cost)-1] += float64(s.extra(g, c)) / priced / s.unit
				}
				f.ones = append(f.ones, int32(len(f.row)+c.leadingOnes(n)))
				f.row, f.coef = append(f.row, c.row[:n]...), append(f.coef, c.coef[:n]...)
				f.at = append(f.at, int32(len(f.row)))
				f.x = append(f.x, s.x[g][j])
			}
		}
		f.xOld = make([]float64, len(f.x))
		s.flat = append(s.flat, f)
	}
}

// balance makes the shares of a group add up to 1 after columns came or went.
func (s *saddle) balance(g int) {
	for len(s.x[g]) < len(s.groups[g]) {
		s.x[g] = append(s.x[g], 0)
	}
	sum := 0.0
	for _, x := range s.x[g] {
		sum += x
	}
	for j := range s.x[g] {
		if sum < 0.3 {
			s.x[g][j] = 1 / float64(len(s.x[g]))
		} else {
			s.x[g][j] /= sum
		}
	}
}

// run makes iterations from the prices y, which are pulled to a center with force prox, and leaves in y the mean of the second half.
func (s *saddle) run(iterations int, center []float64, prox float64) {
	s.flatten()
	s.activity()
	if s.step == 0 {
		s.beginLacks()
	}
	for i := range s.flat {
		s.looked += iterations * len(s.flat[i].row)
	}
	clear(s.sum)
	for done := 0; done < iterations; {
		s.step++
		moved, cross := s.moveShares(), 0.0
		copy(s.yOld, s.y)
		dy := 0.0
		sigma := s.eta / primalWeight
		for i := range s.y {
			s.y[i] = s.price(i, sigma, 2*s.ax[i]-s.old[i], center, prox)
			e := s.y[i] - s.yOld[i]
			dy += e * e
			cross += e * (s.ax[i] - s.old[i])
		}
		limit := math.Inf(1)
		if cross != 0 {
			limit = (moved/primalWeight + dy*primalWeight) / (2 * math.Abs(cross))
		}
		good, k := s.eta <= limit, float64(s.step+1)
		s.eta = min((1-math.Pow(k, -0.3))*limit, (1+math.Pow(k, -0.6))*s.eta, mostStep)
		if !good {
			s.undo()
			continue
		}
		if done >= iterations/2 {
			for i, v := range s.y {
				s.sum[i] += v / float64(iterations-iterations/2)
			}
		}
		done++
	}
	copy(s.y, s.sum)
	fit(s.y, s.demands(), s.shortages, func(row int) float64 { return s.missing[row] })
	s.unflatten()
}

// price moves the price of a row whose sum is v.
func (s *saddle) price(i int, sigma, v float64, center []float64, prox float64) float64 {
	y, scale := s.y[i], 1.0
	if prox > 0 {
		y, scale = y+sigma*prox*center[i], 1+sigma*prox
	}
	if up := (y + sigma*(s.least[i]-v)) / scale; up > 0 {
		return min(up, s.hi[i])
	}
	if down := (y + sigma*(s.most[i]-v)) / scale; down < 0 {
		return max(down, s.lo[i])
	}
	return 0
}

func (s *saddle) moveShares() (moved float64) {
	copy(s.old, s.ax)
	tau := s.eta * primalWeight
	parallel(len(s.flat), len(s.flat), func(_, i int) { s.flat[i].move(s, tau) })
	moved = s.moveLacks(tau)
	s.activity()
	for i := range s.flat {
		moved += s.flat[i].moved
	}
	return moved
}

// move takes a step down the reduced costs and back into the simplices.
func (f *flatPart) move(s *saddle, tau float64) {
	copy(f.xOld, f.x)
	f.moved = 0
	j := 0
	for g := f.first; g < f.last; g++ {
		n := len(s.groups[g])
		x := f.x[j : j+n]
		for k := range x {
			ones := f.ones[j+k]
			reduced := f.cost[j+k] - sumOf(s.y, f.row[f.at[j+k]:ones])
			rows, coef := f.row[ones:f.at[j+k+1]], f.coef[ones:f.at[j+k+1]]
			for e, i := range rows {
				reduced -= s.y[i] * float64(coef[e])
			}
			x[k] -= tau * reduced
		}
		f.buffer = append(f.buffer[:0], x...)
		threshold := simplexThreshold(f.buffer)
		for k := range x {
			x[k] = max(0, x[k]-threshold)
			e := x[k] - f.xOld[j+k]
			f.moved += e * e
		}
		j += n
	}
}

// leadingOnes returns how many of the first n coefficients are 1 before another comes: of duties that people are counted for, all are.
func (col *column) leadingOnes(n int) int {
	if i := slices.IndexFunc(col.coef[:n], func(v float32) bool { return v != 1 }); i >= 0 {
		return i
	}
	return n
}

// sumOf adds up the values of some rows, four at a time, since each addition waits for the one before.
func sumOf(value []float64, rows []int32) float64 {
	var a, b, c, d float64
	for ; len(rows) >= 4; rows = rows[4:] {
		a += value[rows[0]]
		b += value[rows[1]]
		c += value[rows[2]]
		d += value[rows[3]]
	}
	for _, i := range rows {
		a += value[i]
	}
	return (a + b) + (c + d)
}

// simplexThreshold returns what to take off every value so that the positive rest adds up to 1. It sorts the values.
func simplexThreshold(v []float64) float64 {
	slices.Sort(v)
	sum := 0.0
	for i := len(v) - 1; i >= 0; i-- {
		sum += v[i]
		if t := (sum - 1) / float64(len(v)-i); i == 0 || v[i-1] <= t {
			return t
		}
	}
	return 0
}

// activity adds up what the shares of columns put into the rows.
func (s *saddle) activity() {
	parallel(len(s.flat), len(s.flat), func(_, p int) {
		f := &s.flat[p]
		clear(f.ax)
		for j, x := range f.x {
			if x > 0 {
				for _, i := range f.row[f.at[j]:f.ones[j]] {
					f.ax[i] += x
				}
				for e := f.ones[j]; e < f.at[j+1]; e++ {
					f.ax[f.row[e]] += x * float64(f.coef[e])
				}
			}
		}
	})
	copy(s.ax, s.flat[0].ax)
	for _, f := range s.flat[1:] {
		for i, v := range f.ax {
			s.ax[i] += v
		}
	}
	s.addLacks()
}

func (s *saddle) undo() {
	for i := range s.flat {
		copy(s.flat[i].x, s.flat[i].xOld)
	}
	for i := range s.lacks {
		s.lacks[i].x = s.lacks[i].old
	}
	copy(s.y, s.yOld)
	copy(s.ax, s.old)
}

func (s *saddle) unflatten() {
	for i := range s.flat {
		f := &s.flat[i]
		j := 0
		for g := f.first; g < f.last; g++ {
			j += copy(s.x[g], f.x[j:])
		}
	}
}

// value returns the least that the columns promise at the prices: the model of the bound.
func (s *saddle) value() (v float64) {
	for i, y := range s.y {
		v += s.support(i, y)
	}
	for _, cols := range s.groups {
		least := math.Inf(1)
		for _, c := range cols {
			least = min(least, c.reduced(s))
		}
		if len(cols) > 0 {
			v += least
		}
	}
	return v
}

func (r *rows) support(i int, y float64) float64 {
	if y > 0 {
		return y * r.least[i]
	}
	if y < 0 {
		return y * r.most[i]
	}
	return 0
}

func (col *column) reduced(s *saddle) float64 {
	n, cost := col.demands, col.cost
	if s.counts {
		n, cost = len(col.row), col.own
	}
	v := float64(cost) / s.unit
	for k, i := range col.row[:n] {
		v -= s.y[i] * float64(col.coef[k])
	}
	return v
}
