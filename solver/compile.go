package solver

import (
	"math"
	"slices"
)

// model is a problem compiled for the search: for each cell and duty, what it costs alone and which counters it moves; for
// each line, the rules that look at the order of its duties. Immutable, so that searches may share it.
type model struct {
	problem                 *Problem
	people, periods, duties int
	words                   int // uint64 words of a bit set of periods

	cell []Score // cost of the bars alone, by person, period and duty

	// Counters are sums that rows of Sums and Demands keep between bounds.
	bounds      []counter        // with value 0: of sums, quotients and demands
	firstDemand int32            // among bounds
	sumRefs     lists[sumRef]    // by person and duty
	kindOf      []int32          // of each person: people of one kind stand in the same classes with the same coefficients
	coverRefs   lists[demandRef] // by kind, period and duty

	// Line rules look at sets of periods: those in which a person holds a duty of a group.
	sets     lists[int32] // by person and duty: the line groups of his rules that it is in; line groups are numbered from 0
	setCount int
	rows     []lineRow
	rowRefs  lists[int32] // by person and line group: rows to recompute when the set changes
	terms    []wishTerm
	placeOf  [][]int32 // by group that changes are counted in: the place of each duty

	changes lists[int32] // by person: rows that count changes
	pools   []poolModel

	// Duties of least Hard cost alone: a move holds to them.
	allowed lists[Duty] // by person and period
	may     []bool      // the same by person, period and duty
}

// lists holds a list for each index in compressed form.
type lists[T any] struct {
	first []int32
	items []T
}

func (l *lists[T]) at(i int) []T { return l.items[l.first[i]:l.first[i+1]] }

// close ends the list of the next index.
func (l *lists[T]) close() { l.first = append(l.first, int32(len(l.items))) }

func newLists[T any](n int) lists[T] {
	l := lists[T]{first: make([]int32, 1, n+1)}
	return l
}

type counter struct {
	value       int64
	least, most int64
	under, over int64
	per         int64 // the value is divided by it and rounded down
	level       Level
	pool        int32
	person      Person // of a sum or quotient
}

type sumRef struct {
	counter     int32
	coef        int32
	first, last Period
}

type demandRef struct {
	counter int32
	coef    int64
}

type rowKind uint8

const (
	successionRow rowKind = iota
	precedenceRow
	wishRow
	runLengthRow
	windowRow
	changeRow
	waitRow
)

type lineRow struct {
	kind          rowKind
	level         Level
	person        Person
	before, after int32 // line groups; of a wish: its terms first..last-1; of a run, window, change or wait: its group and the row of its table
	gap           int32
	weight        int64
	pool          int32
}

type wishTerm struct {
	period Period
	set    int32
}

func compile(p *Problem) *model {
	m := &model{problem: p, people: len(p.People), periods: len(p.Periods), duties: len(p.Duties)}
	m.words = (m.periods + 63) / 64
	m.compileCells()
	m.compileAllowed()
	m.compileSums()
	m.compileDemands()
	m.compileLines()
	m.compilePools()
	return m
}

func (m *model) cellAt(person, period int) int { return (person*m.periods + period) * m.duties }

func (m *model) compileCells() {
	p := m.problem
	m.cell = make([]Score, m.people*m.periods*m.duties)
	for i, rule := range p.Bars.Rule {
		cost := p.Rules.Level[rule].at(p.Bars.Weight[i])
		for period := p.Bars.First[i]; period <= p.Bars.Last[i]; period++ {
			at := m.cellAt(int(p.Bars.Person[i]), int(period))
			for _, d := range p.Groups.members(int32(p.Bars.Group[i])) {
				m.cell[at+int(d)] = m.cell[at+int(d)].Add(cost)
			}
		}
	}
}

func (s *Sets) members(i int32) []int32 { return s.Member[s.First[i]:s.First[i+1]] }

func (m *model) compileAllowed() {
	m.allowed = newLists[Duty](m.people * m.periods)
	m.may = make([]bool, len(m.cell))
	for at := 0; at < len(m.cell); at += m.duties {
		least := int64(math.MaxInt64)
		for _, c := range m.cell[at : at+m.duties] {
			least = min(least, c.Hard)
		}
		for d, c := range m.cell[at : at+m.duties] {
			if c.Hard == least {
				m.allowed.items = append(m.allowed.items, Duty(d))
				m.may[at+d] = true
			}
		}
		m.allowed.close()
	}
}

func (m *model) compileSums() {
	p, pool := m.problem, m.problem.poolOf()
	refs := make([][]sumRef, m.people*m.duties)
	add := func(person Person, g Group, first, last Period, c counter) {
		n := int32(len(m.bounds))
		c.person = person
		m.bounds = append(m.bounds, c)
		for j, d := range p.Groups.members(int32(g)) {
			at := int(person)*m.duties + int(d)
			coef := p.Groups.Coef[int(p.Groups.First[g])+j]
			refs[at] = append(refs[at], sumRef{n, coef, first, last})
		}
	}
	for i, rule := range p.Sums.Rule {
		t := &p.Sums
		add(t.Person[i], t.Group[i], t.First[i], t.Last[i], counter{least: int64(t.Least[i]), most: int64(t.Most[i]),
			under: t.Weight[i], over: t.Weight[i], per: 1, level: p.Rules.Level[rule], pool: pool[rule]})
	}
	for i, rule := range p.Quotients.Rule {
		t := &p.Quotients
		add(t.Person[i], t.Group[i], t.First[i], t.Last[i], counter{least: int64(t.Least[i]), most: int64(t.Most[i]),
			under: t.Weight[i], over: t.Weight[i], per: int64(t.Per[i]), level: p.Rules.Level[rule], pool: pool[rule]})
	}
	m.sumRefs = joined(refs)
}

func joined[T any](rows [][]T) lists[T] {
	l := newLists[T](len(rows))
	for _, row := range rows {
		l.items = append(l.items, row...)
		l.close()
	}
	return l
}

// compileDemands numbers the kinds of people and lists, for each of them, what a duty in a period adds to which demand.
func (m *model) compileDemands() {
	p := m.problem
	m.firstDemand = int32(len(m.bounds))
	m.kindOf = make([]int32, m.people)
	var example []Person // one person of each kind
	for person := range Person(m.people) {
		kind := 0
		for kind < len(example) && !p.sameClasses(example[kind], person) {
			kind++
		}
		if kind == len(example) {
			example = append(example, person)
		}
		m.kindOf[person] = int32(kind)
	}
	refs := make([][]demandRef, len(example)*m.periods*m.duties)
	for i, rule := range p.Demands.Rule {
		n := int32(len(m.bounds))
		m.bounds = append(m.bounds, counter{
			least: int64(p.Demands.Least[i]), most: int64(p.Demands.Most[i]),
			under: p.Demands.Under[i], over: p.Demands.Over[i], per: 1, level: p.Rules.Level[rule], pool: noPool,
		})
		for j := p.Demands.Terms[i]; j < p.Demands.Terms[i+1]; j++ {
			g := p.Demands.Group[j]
			for kind, person := range example {
				heads, _ := p.Classes.coef(int32(p.Demands.Class[j]), int32(person))
				if heads == 0 {
					continue
				}
				for k, d := range p.Groups.members(int32(g)) {
					at := (kind*m.periods+int(p.Demands.Period[i]))*m.duties + int(d)
					coef := int64(p.Groups.Coef[int(p.Groups.First[g])+k])
					refs[at] = append(refs[at], demandRef{n, heads * coef})
				}
			}
		}
	}
	m.coverRefs = joined(refs)
}

func (p *Problem) sameClasses(a, b Person) bool {
	for c := range p.Classes.Labels {
		x, inX := p.Classes.coef(int32(c), int32(a))
		y, inY := p.Classes.coef(int32(c), int32(b))
		if x != y || inX != inY {
			return false
		}
	}
	return true
}

// compileLines numbers the groups that line rules use and lists the rules of each line.
func (m *model) compileLines() {
	p := m.problem
	number := make([]int32, len(p.Groups.Labels)) // line group of a group, plus 1
	use := func(g Group) int32 {
		if number[g] == 0 {
			m.setCount++
			number[g] = int32(m.setCount)
		}
		return number[g] - 1
	}
	for i, rule := range p.Successions.Rule {
		t := &p.Successions
		m.rows = append(m.rows, lineRow{kind: successionRow, level: p.Rules.Level[rule], person: t.Person[i],
			before: use(t.Before[i]), after: use(t.After[i]), gap: t.Gap[i], weight: t.Weight[i]})
	}
	for i, rule := range p.Precedences.Rule {
		t := &p.Precedences
		m.rows = append(m.rows, lineRow{kind: precedenceRow, level: p.Rules.Level[rule], person: t.Person[i],
			before: use(t.Before[i]), after: use(t.After[i]), gap: t.Gap[i], weight: t.Weight[i]})
	}
	for i, rule := range p.Wishes.Rule {
		t := &p.Wishes
		m.rows = append(m.rows, lineRow{kind: wishRow, level: p.Rules.Level[rule], person: t.Person[i],
			before: t.Terms[i], after: t.Terms[i+1], weight: t.Weight[i]})
	}
	for i, rule := range p.Runs.Rule {
		t := &p.Runs
		m.rows = append(m.rows, lineRow{kind: runLengthRow, level: p.Rules.Level[rule], person: t.Person[i],
			before: use(t.Group[i]), after: int32(i), weight: t.Weight[i]})
	}
	for i, rule := range p.Windows.Rule {
		t := &p.Windows
		m.rows = append(m.rows, lineRow{kind: windowRow, level: p.Rules.Level[rule], person: t.Person[i],
			before: use(t.Group[i]), after: int32(i), weight: t.Weight[i]})
	}
	for i, rule := range p.Changes.Rule {
		t := &p.Changes
		m.rows = append(m.rows, lineRow{kind: changeRow, level: p.Rules.Level[rule], person: t.Person[i],
			before: use(t.Group[i]), after: int32(i), weight: t.Weight[i]})
	}
	for i, rule := range p.Waits.Rule {
		t := &p.Waits
		m.rows = append(m.rows, lineRow{kind: waitRow, level: p.Rules.Level[rule], person: t.Person[i],
			before: use(t.Group[i]), after: int32(i), weight: t.Weight[i]})
	}
	m.placeOf = p.places()
	m.listChanges()
	m.poolRows()
	for j, period := range p.Wishes.Period {
		m.terms = append(m.terms, wishTerm{period, use(p.Wishes.Group[j])})
	}
	m.listRows()
	m.listSets(number)
}

// listSets lists, for each person and duty, the line groups of the duty that the person has a rule about. number is the line
// group of each group, plus 1.
func (m *model) listSets(number []int32) {
	of := make([][]int32, m.duties)
	for g, n := range number {
		if n > 0 {
			for _, d := range m.problem.Groups.members(int32(g)) {
				of[d] = append(of[d], n-1)
			}
		}
	}
	for _, sets := range of {
		slices.Sort(sets) // reorder merges two of these lists
	}
	m.sets = newLists[int32](m.people * m.duties)
	for person := range m.people {
		for _, sets := range of {
			for _, set := range sets {
				if len(m.rowRefs.at(person*m.setCount+int(set))) > 0 {
					m.sets.items = append(m.sets.items, set)
				}
			}
			m.sets.close()
		}
	}
}

func (m *model) listRows() {
	refs := make([][]int32, m.people*m.setCount)
	for i, row := range m.rows {
		add := func(set int32) {
			list := &refs[int(row.person)*m.setCount+int(set)]
			if n := len(*list); n == 0 || (*list)[n-1] != int32(i) {
				*list = append(*list, int32(i))
			}
		}
		if row.kind == wishRow {
			for _, term := range m.terms[row.before:row.after] {
				add(term.set)
			}
			continue
		}
		add(row.before)
		if row.kind == successionRow || row.kind == precedenceRow {
			add(row.after)
		}
	}
	m.rowRefs = joined(refs)
}
