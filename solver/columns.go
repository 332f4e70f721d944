package solver

import (
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"unsafe"
)

// columns is the search over whole lines: a graph of lines and a pool of columns for each person, and prices of the demands
// that couple them.
type columns struct {
	p *Problem
	m *model
	w weights
	rows
	unit    float64 // joined cost of one unit of price: a hundredth of what a demand costs, as a rule
	demands int     // rows that are demands; the counts of person i begin at row countAt[i]
	countAt []int

	people  []pricing
	pool    [][]*column
	known   []map[string]bool // lines in the pool
	shares  *lineShares       // among the graphs of people
	first   []*column         // a line of each person with which the search begins
	pricers []pricer          // by thread

	offset    int64      // of the bound: what shortages are worth, in parts of 1/priced
	shortages []shortage // that the rosters looked for keep, in dives
	mixed     mixture    // that they begin with
	softOnly  bool       // whoever keeps what is Hard pays on level Soft alone

	pull   pull
	bound  int64 // certified: no roster costs less; joined, in parts of 1/priced
	prices []int64

	countPrices []int64   // what counts were priced at then, person by person
	tracked     [][]int32 // and which were looked at one by one
}

// newColumns lays out the lines of every person, the levels joined by the weights.
func newColumns(p *Problem, w weights) *columns {
	c := &columns{p: p, m: compile(p), w: w, bound: math.MinInt64, demands: len(p.Demands.Rule), shares: newLineShares()}
	c.people = make([]pricing, len(p.People))
	c.pool, c.known = make([][]*column, len(p.People)), make([]map[string]bool, len(p.People))
	c.pricers = make([]pricer, runtime.GOMAXPROCS(0))
	c.layDemands()
	parallel(len(c.pricers), len(p.People), func(worker, i int) {
		c.people[i] = newPricing(newLine(p, c.m, &c.w, i), c.unit)
		c.known[i] = map[string]bool{}
		c.begin(&c.pricers[worker], i)
		c.shares.share(c.people[i].l)
	})
	c.layCounts()
	c.softOnly = c.paysSoft()
	for i := range c.people {
		for _, duties := range c.people[i].lines {
			c.add(i, duties)
		}
		c.first = append(c.first, c.pool[i][0])
	}
	return c
}

// paysSoft tells whether lines keep all that is Hard and demands are on the lowest level: then nothing has to be joined.
func (c *columns) paysSoft() bool {
	for i := range c.people {
		if l := c.people[i].l; !l.strict || l.broken || len(l.loose) > 0 {
			return false
		}
	}
	worst := worstCosts(c.p)
	for _, rule := range c.p.Demands.Rule {
		if c.p.Rules.Level[rule] != Soft {
			return false
		}
	}
	return worst[Cover] == 0 && c.w.of[Soft] == 1
}

const firstTries = 20 // at a first line of a person, each with other earnings

// begin finds a first line. Where none keeps all that is Hard, breaking it becomes a matter of cost. Cells earn what is drawn:
// where all earn alike, prices of counts make a line leap between duties in all periods at once.
func (c *columns) begin(w *pricer, person int) {
	q := &c.people[person]
	rng := rand.New(rand.NewPCG(uint64(person), 0))
	free := make([]int64, len(q.l.cell))
	complete := false
	for try := 0; try < firstTries && !complete; try++ {
		for i := range free {
			free[i] = rng.Int64N(int64(c.unit) * priced)
		}
		complete = q.any(w, free)
		if len(q.lines) > 0 {
			return
		}
		clear(q.price)
	}
	l := buildLine(c.p, c.m, &c.w, person, false)
	l.broken = complete
	*q = newPricing(l, c.unit)
	q.any(w, free)
}

func (c *columns) layDemands() {
	t, r := &c.p.Demands, &c.rows
	total := 0.0
	for i, rule := range t.Rule {
		total += float64(c.w.of[c.p.Rules.Level[rule]]) * float64(t.Under[i]+t.Over[i])
	}
	c.unit = max(1, math.Round(total/float64(max(1, len(t.Rule)))/100))
	for i, rule := range t.Rule {
		w := float64(c.w.of[c.p.Rules.Level[rule]]) / c.unit
		r.add(float64(t.Least[i]), float64(t.Most[i]), w*float64(t.Under[i]), w*float64(t.Over[i]), c.demandFalls(i))
	}
}

// layCounts adds the rows of the counts. Prices of counts that may not be broken need some limit: four times what the dearest
// demand costs.
func (c *columns) layCounts() {
	r := &c.rows
	strict := 400.0
	for _, w := range r.hi {
		strict = max(strict, 4*w)
	}
	for i := range c.people {
		c.countAt = append(c.countAt, len(r.least))
		for _, k := range c.people[i].l.counts {
			weight := float64(k.weight) / c.unit
			if k.strict {
				weight = min(weight, strict)
			}
			r.add(float64(k.least), float64(k.most), weight, weight, k.falls)
		}
	}
}

// demandFalls tells whether something makes the sum of a demand smaller.
func (c *columns) demandFalls(i int) bool {
	t := &c.p.Demands
	for k := t.Terms[i]; k < t.Terms[i+1]; k++ {
		if falls(c.p.Classes.coefs(Group(t.Class[k]))) || falls(c.p.Groups.coefs(t.Group[k])) {
			return true
		}
	}
	return false
}

func falls(coefs []int32) bool {
	return slices.ContainsFunc(coefs, func(c int32) bool { return c < 0 })
}

// add adds a row; a bound that is no bound has no price. A sum that cannot fall is at least 0.
func (r *rows) add(least, most, under, over float64, falls bool) {
	if most >= Unlimited {
		over = 0
	}
	if least <= 0 && !falls {
		under = 0
	}
	r.least, r.most = append(r.least, least), append(r.most, most)
	r.hi, r.lo = append(r.hi, under), append(r.lo, -over)
}

// whole turns prices into whole parts of 1/priced, with which sums are exact.
func (c *columns) whole(y []float64) []int64 {
	whole := make([]int64, len(y))
	for i, v := range y {
		whole[i] = int64(math.Round(v * c.unit * priced))
	}
	return whole
}

// earned returns what the duties of a person earn at prices of the demands, by period and duty. It is the same for all people
// of a kind.
func (c *columns) earned(kind int32, prices []int64) []int64 {
	size, first := c.m.periods*c.m.duties, c.m.firstDemand
	earned := make([]int64, size)
	for i := range earned {
		for _, ref := range c.m.coverRefs.at(int(kind)*size + i) {
			earned[i] += prices[ref.counter-first] * ref.coef
		}
	}
	return earned
}

// earnedByKind returns earned for every kind of people.
func (c *columns) earnedByKind(prices []int64) [][]int64 {
	byKind := make([][]int64, 1+slices.Max(c.m.kindOf))
	for kind := range byKind {
		byKind[kind] = c.earned(int32(kind), prices)
	}
	return byKind
}

// support returns what the prices of the demands add to the bound.
func (c *columns) support(prices []int64) (sum int64) {
	t := &c.p.Demands
	for i, y := range prices[:c.demands] {
		if y > 0 {
			sum += y * int64(t.Least[i])
		} else if y < 0 {
			sum += y * int64(t.Most[i])
		}
	}
	return sum
}

// newColumn reads a line; nil if the person's graph does not hold it.
func (c *columns) newColumn(person int, duties []Duty) *column {
	l := c.people[person].l
	counts := make([]int64, len(l.counts))
	col := &column{duties: slices.Clone(duties), own: plus(l.replay(duties, counts), c.loose(person, duties))}
	if col.own >= infinite {
		return nil
	}
	col.cost = col.own
	size, first := c.m.periods*c.m.duties, c.m.firstDemand
	for t, d := range duties {
		for _, ref := range c.m.coverRefs.at(int(c.m.kindOf[person])*size + t*c.m.duties + int(d)) {
			col.row, col.coef = append(col.row, ref.counter-first), append(col.coef, float32(ref.coef))
		}
	}
	col.demands = len(col.row)
	for i, v := range counts {
		k := &l.counts[i]
		if k.breaks(v) {
			col.cost = infinite
		}
		col.cost = plus(col.cost, k.cost(v))
		if v != 0 {
			col.row, col.coef = append(col.row, int32(c.countAt[person]+i)), append(col.coef, float32(v))
		}
	}
	return col
}

// loose returns the joined cost of the rules that the graph of a person does not hold.
func (c *columns) loose(person int, duties []Duty) (cost int64) {
	l := c.people[person].l
	if len(l.loose) == 0 {
		return 0
	}
	r := make(Roster, c.m.people*c.m.periods)
	copy(r[person*c.m.periods:], duties)
	for _, rule := range l.loose {
		k := c.p.kinds()[rule.kind]
		cost += c.w.join(c.p.Rules.Level[k.rules[rule.row]].at(k.row(c.p, r, rule.row).Cost))
	}
	return cost
}

// add puts a line into the pool unless it is there; it tells whether it is new.
func (c *columns) add(person int, duties []Duty) bool {
	if c.known[person][bytesOf(duties)] {
		return false
	}
	col := c.newColumn(person, duties)
	if col == nil {
		return false
	}
	c.known[person][bytesOf(col.duties)] = true
	c.pool[person] = append(c.pool[person], col)
	return true
}

// bytesOf looks at duties as a key; they may not change as long as the key is used.
func bytesOf(duties []Duty) string {
	return unsafe.String((*byte)(unsafe.Pointer(unsafe.SliceData(duties))), len(duties)*int(unsafe.Sizeof(duties[0])))
}

// keep drops the columns of a person for which good is false. Jobs that look at the pool as it was may go on doing so.
func (c *columns) keep(person int, good func(*column) bool) {
	var kept []*column
	for _, col := range c.pool[person] {
		if good(col) {
			kept = append(kept, col)
		} else {
			delete(c.known[person], bytesOf(col.duties))
		}
	}
	c.pool[person] = kept
}

// atPrices returns the reduced cost of a column.
func (col *column) atPrices(prices []int64) int64 {
	if col.cost >= infinite {
		return infinite
	}
	v := col.cost * priced
	for k, i := range col.row[:col.demands] {
		v -= prices[i] * int64(col.coef[k])
	}
	return v
}
