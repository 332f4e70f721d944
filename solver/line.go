package solver

import (
	"encoding/binary"
	"slices"
)

// line is what one person's row may be and what it costs: a graph whose nodes are (period, state, units of the main sum).
// The state joins what all rules of the person remember; the main sum, which is the one between two bounds over all periods
// (minutes, as a rule), is a coordinate of its own, since it has too many values for states. All other sums over many
// periods, and numbers of touched stretches, are counts: priced by a multiplier, and counted one by one only where that fails.
type line struct {
	person, periods int
	strict          bool // nothing of level Hard is broken that one line alone can keep
	broken          bool // every line is known to break something of level Hard that no cell tells

	classes int
	classOf []int32  // by duty
	members [][]Duty // by class: duties that only cells and counts tell apart
	cell    []int64  // own cost by period and duty; infinite: forbidden

	begin  int32   // state before the first period
	end    []int64 // by state: what it costs to end in it
	kindOf []int32 // by period
	first  [][]int32
	arcs   [][]arc // by kind of period: those of state s are first[s] to first[s+1]-1
	adds   [][]int32

	units     []int32 // of the main sum, by class
	main      count
	unit      int32 // of the main sum in its coefficients
	per       int64 // what the main sum is divided by, rounded down, before it is held against its bounds
	counts    []count
	countRefs [][]countRef // by duty: counts of sums
	bands     bands
	loose     []looseRule // rules that are in none of these; they only make a line dearer
}

// arc leads from a state by a duty of a class to a state of the next period.
type arc struct {
	to    int32
	class uint16
	adds  uint16 // which counts go up by one: an index of line.adds
	cost  int64
}

// count is a sum of a line between bounds. What is below or above costs weight each; if it is strict, that may not be.
type count struct {
	least, most int64
	weight      int64
	strict      bool
	falls       bool // some duties make the sum smaller
}

func (c *count) cost(v int64) int64 { return c.weight * (max(0, c.least-v) + max(0, v-c.most)) }

func (c *count) breaks(v int64) bool { return c.strict && (v < c.least || v > c.most) }

type countRef struct {
	count, coef int32
	first, last Period
}

// looseRule is row of a kind of rule of Problem.kinds.
type looseRule struct{ kind, row int }

// mostStates limits the states of a person, and where sums have been taken out of them, mostNodes the states of all periods together:
// a state that counts what a year still needs stands in few periods. Beyond, rules that multiply states are left out, which keeps
// bounds valid.
const (
	mostStates = 4000
	mostNodes  = 40_000
	mostAdds   = 1 << 16 // sets of counts that go up together
	mostPlaces = 1 << 20 // of the states of all periods and the values of a quotient together
)

// newLine compiles the rules of one person. In a strict line nothing of level Hard is broken that a line alone can keep; where
// no such line exists, strict is false and Hard weighs as it does in the joined cost.
func newLine(p *Problem, m *model, w *weights, person int) *line {
	if l := buildLine(p, m, w, person, true); l != nil {
		return l
	}
	l := buildLine(p, m, w, person, false)
	l.broken = true
	return l
}

// buildLine returns nil if no line is strict enough.
func buildLine(p *Problem, m *model, w *weights, person int, strict bool) *line {
	b := lineBuilder{p: p, m: m, w: w, person: Person(person), strict: strict}
	return b.build()
}

// part is an automaton, the count that its steps raise, or -1, and the rules it stands for.
type part struct {
	automaton
	count int32
	rules []looseRule
}

type lineBuilder struct {
	p       *Problem
	m       *model
	w       *weights
	person  Person
	strict  bool
	relief  relief
	poolOf  []int32 // by rule; nil as long as nobody asked
	parts   []part
	sums    []int     // rows of Sums that are no part and no cells
	counted []sumSide // what relief made counts of rows of Sums

	mainQuotient int  // row of Quotients that is the main sum; -1: none
	narrow       bool // no quotient is the main sum, which would take too many places
	line         *line
}

// build returns nil if every line breaks what is forbidden.
func (b *lineBuilder) build() *line {
	b.begin()
	limit := b.limit()
	for !b.explore(limit) {
		if b.relief < mostRelief {
			b.relief++
			b.begin()
			limit = b.limit()
			continue
		}
		limit = mostStates
		b.drop(1 + len(b.parts)/16)
	}
	if !b.line.layOut() {
		return nil
	}
	if b.mainQuotient >= 0 && b.line.bands.size > mostPlaces {
		b.narrow = true
		return b.build()
	}
	return b.line
}

// drop leaves the rules of the last parts out.
func (b *lineBuilder) drop(parts int) {
	first := len(b.parts) - parts
	for _, worst := range b.parts[first:] {
		b.line.loose = append(b.line.loose, worst.rules...)
		if worst.count >= 0 {
			b.line.counts[worst.count] = count{most: Unlimited}
		}
	}
	b.parts = b.parts[:first]
	b.classes()
}

// limit returns how many states, or nodes if that is more, the graph may have.
func (b *lineBuilder) limit() int {
	if b.relief == noRelief {
		return mostStates
	}
	return mostNodes
}

// begin gathers the rules anew.
func (b *lineBuilder) begin() {
	duties := len(b.p.Duties)
	b.parts, b.sums, b.counted = nil, nil, nil
	b.line = &line{person: int(b.person), strict: b.strict, periods: len(b.p.Periods), countRefs: make([][]countRef, duties), adds: [][]int32{nil}}
	b.cells()
	b.gather()
	b.chooseMain()
	b.countSides()
	b.gatherQuotients()
	b.classes()
}

// price returns the joined cost of breaking a rule by one with a weight.
func (b *lineBuilder) price(rule Rule, weight int64) int64 {
	if b.p.Rules.Level[rule] == Hard && b.strict && weight > 0 {
		return infinite
	}
	return weight * b.weigh(rule)
}

// weigh returns the joined cost of a unit of a rule's cost: that of its level, and the person's share of the pool that it is in.
func (b *lineBuilder) weigh(rule Rule) int64 {
	of := b.w.of[b.p.Rules.Level[rule]]
	if b.w.shares == nil {
		return of
	}
	if b.poolOf == nil {
		b.poolOf = b.p.poolOf()
	}
	if pool := b.poolOf[rule]; pool != noPool {
		of += b.w.shares[pool][b.person]
	}
	return of
}

func (b *lineBuilder) count(rule Rule, weight int64, least, most int32) count {
	c := count{least: int64(least), most: int64(most), weight: weight * b.weigh(rule)}
	c.strict = b.strict && b.p.Rules.Level[rule] == Hard && weight > 0
	return c
}

// cells sets what cells cost alone. What no duty of a cell can avoid on level Hard is no reason to forbid all of them.
func (b *lineBuilder) cells() {
	l, m := b.line, b.m
	l.cell = make([]int64, m.periods*m.duties)
	for period := range m.periods {
		at := m.cellAt(int(b.person), period)
		for d, c := range m.cell[at : at+m.duties] {
			l.cell[period*m.duties+d] = b.w.join(c)
			for k := range b.w.shares {
				if own := m.pools[k].cell; own != nil {
					l.cell[period*m.duties+d] += own[at+d] * b.w.shares[k][b.person]
				}
			}
			if b.strict && !m.may[at+d] {
				l.cell[period*m.duties+d] = infinite
			}
		}
	}
	b.soloWishes()
}

// soloWishes charges wishes of a single term to the cells of their period.
func (b *lineBuilder) soloWishes() {
	t := &b.p.Wishes
	for i, rule := range t.Rule {
		if t.Person[i] != b.person || t.Terms[i+1]-t.Terms[i] != 1 {
			continue
		}
		at := t.Terms[i]
		b.charge(t.Period[at], t.Period[at], b.price(rule, t.Weight[i]), func(d Duty) bool { return !b.p.in(d, t.Group[at]) })
	}
}

// charge adds a cost to cells.
func (b *lineBuilder) charge(first, last Period, cost int64, holds func(Duty) bool) {
	duties := len(b.p.Duties)
	for d := range Duty(duties) {
		if !holds(d) {
			continue
		}
		for period := first; period <= last; period++ {
			at := int(period)*duties + int(d)
			b.line.cell[at] = plus(b.line.cell[at], cost)
		}
	}
}

// chooseMain takes the main sum from b.sums and the quotients: one over all periods with two bounds if there is one, and the
// longest count of it; the other sums become counts.
func (b *lineBuilder) chooseMain() {
	t, l := &b.p.Sums, b.line
	best, bestReach := -1, int64(8) // small sums are counted as well
	for _, i := range b.sums {
		coefs := b.coefs(t.Group[i])
		whole := t.First[i] == 0 && t.Last[i] == b.p.end()
		reach := int64(slices.Max(coefs)) / int64(max(1, common(coefs))) * int64(l.periods)
		if t.Least[i] > 0 {
			reach += 1 << 40
		}
		if whole && slices.Min(coefs) >= 0 && reach > bestReach {
			best, bestReach = i, reach
		}
	}
	b.mainQuotient = -1
	if i := b.longQuotient(bestReach); i >= 0 {
		best, b.mainQuotient = -1, i
	}
	l.unit, l.per, l.main = 1, 1, count{most: Unlimited}
	for _, i := range b.sums {
		rule := t.Rule[i]
		if i == best {
			l.unit = max(1, common(b.coefs(t.Group[i])))
			l.main = b.count(rule, t.Weight[i], t.Least[i], t.Most[i])
			continue
		}
		n := int32(len(l.counts))
		g := t.Group[i]
		l.counts = append(l.counts, b.count(rule, t.Weight[i], t.Least[i], t.Most[i]))
		l.counts[n].falls = falls(b.p.Groups.coefs(g))
		for j, d := range b.p.Groups.members(int32(g)) {
			if coef := b.p.Groups.coefs(g)[j]; coef != 0 {
				l.countRefs[d] = append(l.countRefs[d], countRef{n, coef, t.First[i], t.Last[i]})
			}
		}
	}
	l.units = make([]int32, len(b.p.Duties)) // by duty until classes are known
	switch {
	case best >= 0:
		b.setUnits(t.Group[best])
	case b.mainQuotient >= 0:
		q, i := &b.p.Quotients, b.mainQuotient
		l.unit, l.per = max(1, common(b.coefs(q.Group[i]))), int64(q.Per[i])
		l.main = b.count(q.Rule[i], q.Weight[i], q.Least[i], q.Most[i])
		b.setUnits(q.Group[i])
	}
}

// setUnits counts the coefficients of a group as the main sum.
func (b *lineBuilder) setUnits(g Group) {
	for j, d := range b.p.Groups.members(int32(g)) {
		b.line.units[d] = b.p.Groups.coefs(g)[j] / b.line.unit
	}
}

func (s *Sets) coefs(g Group) []int32 { return s.Coef[s.First[g]:s.First[g+1]] }

// common returns the greatest common divisor.
func common(values []int32) int32 {
	a := int32(0)
	for _, v := range values {
		if v < 0 {
			v = -v
		}
		for v != 0 {
			a, v = v, a%v
		}
	}
	return a
}

// classes joins the duties that no part and no unit tells apart.
func (b *lineBuilder) classes() {
	l := b.line
	byDuty := make([]int32, len(b.p.Duties))
	if l.classOf == nil {
		copy(byDuty, l.units)
	} else {
		for d, c := range l.classOf {
			byDuty[d] = l.units[c]
		}
	}
	l.classOf, l.members, l.units = make([]int32, len(byDuty)), nil, nil
	seen := map[string]int32{}
	for d := range byDuty {
		key := binary.LittleEndian.AppendUint32(nil, uint32(byDuty[d]))
		for _, part := range b.parts {
			key = binary.LittleEndian.AppendUint32(key, uint32(part.sees(Duty(d))))
		}
		class, known := seen[string(key)]
		if !known {
			class = int32(len(l.members))
			seen[string(key)] = class
			l.members, l.units = append(l.members, nil), append(l.units, byDuty[d])
		}
		l.classOf[d] = class
		l.members[class] = append(l.members[class], Duty(d))
	}
	l.classes = len(l.members)
}
