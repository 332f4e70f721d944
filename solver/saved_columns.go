package solver

import "slices"

// savedColumns is what the search over whole lines knows of prices and lines.
type savedColumns struct {
	Phase  int
	Center []float64 // by row: demands, then counts of all people
	Best   float64
	Force  float64
	Left   float64
	Step   int
	Idle   int

	Saddle     bool // there is a master
	SaddleStep int
	Eta        float64
	Activity   []float64 // what its shares put into the rows

	Priced      bool // there are prices with a certified bound
	Bound       int64
	Prices      []int64
	CountPrices []int64
	Tracked     [][]int32

	People []savedPerson
}

// savedPerson is what it knows of one person.
type savedPerson struct {
	Price   []int64
	Tracked []int32
	Lines   []Duty // of all columns, one after the other: those of the pool first
	Age     []int32
	Pool    int       // columns in the pool
	Share   []float64 // of the first ones in the master
}

// lineTable numbers the columns of each person: those in the pool, then those that are in rosters only. What is the same column
// stays the same when it is read, since it is known by its place in memory and not by its duties.
type lineTable struct {
	columns [][]*column
	number  []map[*column]int32
}

func (c *columns) newLineTable() *lineTable {
	t := &lineTable{columns: make([][]*column, len(c.people)), number: make([]map[*column]int32, len(c.people))}
	for i := range c.people {
		t.number[i] = map[*column]int32{}
		for _, col := range c.pool[i] {
			t.numberOf(i, col)
		}
	}
	return t
}

func (t *lineTable) numberOf(person int, col *column) int32 {
	n, ok := t.number[person][col]
	if !ok {
		n = int32(len(t.columns[person]))
		t.number[person][col] = n
		t.columns[person] = append(t.columns[person], col)
	}
	return n
}

// numbers returns the numbers of a roster's columns; none if there is no roster.
func (t *lineTable) numbers(roster []*column) (out []int32) {
	for i, col := range roster {
		out = append(out, t.numberOf(i, col))
	}
	return out
}

// roster returns the columns that have such numbers; nil for none.
func (t *lineTable) roster(f *faults, name string, numbers []int32) []*column {
	if len(numbers) == 0 || !f.length(name, len(numbers), len(t.columns)) {
		return nil
	}
	out := make([]*column, len(numbers))
	for i, n := range numbers {
		if f.within(name, int64(n), 0, int64(len(t.columns[i]))-1) {
			out[i] = t.columns[i][n]
		}
	}
	return out
}

// save says what is known; rosters have been numbered before.
func (c *columns) save(t *lineTable) savedColumns {
	b := &c.pull
	s := savedColumns{
		Phase: int(b.phase), Center: b.center, Best: b.best, Force: b.force, Left: b.left, Step: b.step, Idle: b.idle,
		Priced: c.prices != nil, Bound: c.bound, Prices: c.prices, CountPrices: c.countPrices, Tracked: c.tracked,
	}
	if b.saddle != nil {
		s.Saddle, s.SaddleStep, s.Eta, s.Activity = true, b.saddle.step, b.saddle.eta, b.saddle.ax
	}
	for i := range c.people {
		q := &c.people[i]
		person := savedPerson{Price: q.price, Tracked: q.tracked, Pool: len(c.pool[i])}
		for _, col := range t.columns[i] {
			person.Lines, person.Age = append(person.Lines, col.duties...), append(person.Age, int32(col.age))
		}
		if b.saddle != nil {
			person.Share = b.saddle.x[i]
		}
		s.People = append(s.People, person)
	}
	return s
}

// restore takes over what was saved into columns that nothing has been done with yet.
func (c *columns) restore(f *faults, s *savedColumns) *lineTable {
	begun, rows, demands := s.Phase != int(starting), 0, 0
	if begun {
		rows, demands = len(c.least), c.demands
	}
	if !f.within("phase", int64(s.Phase), int64(starting), int64(settled)) || !f.length("people", len(s.People), len(c.people)) ||
		!f.length("center", len(s.Center), rows) || !f.length("prices", len(s.Prices), demands) ||
		!f.need(s.Priced == begun, "priced=%v; expected %v in phase %d", s.Priced, begun, s.Phase) ||
		!f.need(begun || !s.Saddle, "saddle=%v; expected false in phase %d", s.Saddle, s.Phase) {
		return nil
	}
	f.finite("center", s.Center...)
	f.finite("activity", s.Activity...)
	f.finite("best, force, left, eta", s.Best, s.Force, s.Left, s.Eta)
	b := &c.pull
	*b = pull{phase: phase(s.Phase), center: s.Center, best: s.Best, force: s.Force, left: s.Left, step: s.Step, idle: s.Idle}
	if s.Saddle {
		b.saddle = newSaddle(c.pricedRows(), c.unit)
		if f.length("activity", len(s.Activity), len(b.saddle.ax)) {
			copy(b.saddle.ax, s.Activity)
		}
		b.saddle.step, b.saddle.eta, b.saddle.x = s.SaddleStep, s.Eta, make([][]float64, len(c.people))
	}
	if s.Priced {
		c.bound, c.prices = s.Bound, append(make([]int64, 0, c.demands), s.Prices...)
		c.restorePrices(f, s)
	}
	t := &lineTable{columns: make([][]*column, len(c.people))}
	for i := range s.People {
		t.columns[i] = c.restorePerson(f, i, &s.People[i])
	}
	return t
}

// restorePrices takes over what counts were priced at when the bound was found.
func (c *columns) restorePrices(f *faults, s *savedColumns) {
	counts := 0
	for i := range c.people {
		counts += len(c.people[i].price)
	}
	if !f.length("countprices", len(s.CountPrices), counts) || !f.length("tracked", len(s.Tracked), len(c.people)) {
		return
	}
	for i := range c.people {
		c.people[i].checkTracked(f, s.Tracked[i])
	}
	c.countPrices, c.tracked = s.CountPrices, s.Tracked
}

// restorePerson takes over what was saved of a person and returns his columns.
func (c *columns) restorePerson(f *faults, person int, s *savedPerson) (all []*column) {
	periods := c.m.periods
	if !f.length("age", len(s.Age), len(s.Lines)/periods) || !f.length("lines", len(s.Lines), len(s.Age)*periods) ||
		!f.within("pool", int64(s.Pool), 0, int64(len(s.Age))) || !f.within("shares", int64(len(s.Share)), 0, int64(s.Pool)) {
		return nil
	}
	c.people[person].restore(f, s.Price, s.Tracked)
	c.pool[person], c.known[person] = nil, map[string]bool{}
	for k, age := range s.Age {
		duties := s.Lines[k*periods : (k+1)*periods]
		if !f.need(c.m.holds(duties), "person %d line %d: %v; expected duties 0 to %d", person, k, duties, c.m.duties-1) {
			return nil
		}
		col := c.newColumn(person, duties)
		if !f.need(col != nil, "person %d line %d: %v; expected a line that the person may have", person, k, duties) {
			return nil
		}
		col.age = int(age)
		if all = append(all, col); k < s.Pool {
			c.addColumn(person, col)
		}
	}
	f.length("different lines in the pool", len(c.pool[person]), s.Pool)
	f.finite("share", s.Share...)
	if c.pull.saddle != nil {
		c.pull.saddle.x[person] = slices.Clone(s.Share)
	}
	return all
}

// holds tells whether duties are duties of the problem.
func (m *model) holds(duties []Duty) bool {
	return !slices.ContainsFunc(duties, func(d Duty) bool { return d < 0 || int(d) >= m.duties })
}

// restore takes over what a pricing has learnt.
func (q *pricing) restore(f *faults, price []int64, tracked []int32) {
	q.checkTracked(f, tracked)
	if f.length("price", len(price), len(q.price)) {
		q.price, q.tracked = append(q.price[:0], price...), slices.Clone(tracked)
	}
}

func (q *pricing) checkTracked(f *faults, tracked []int32) {
	for n, i := range tracked {
		f.need(i >= 0 && int(i) < len(q.price) && q.l.canTrack(i) && !slices.Contains(tracked[:n], i),
			"tracked row %d: %d; expected a count of the person that can be tracked, once", n, i)
	}
}
