package solver

import "slices"

// model is a problem compiled for the search: for each cell and duty, what it costs alone and which counters it moves; for
// each line, the rules that look at the order of its duties. Immutable, so that searches may share it.
type model struct {
	problem                 *Problem
	people, periods, duties int
	words                   int // uint64 words of a bit set of periods

	cell []Score // cost of the bars alone, by person, period and duty
	own  []Score // the same with the wishes for one cell: what a duty in a cell costs whatever stands elsewhere

	// Counters are sums that rows of Sums and Demands keep between bounds.
	bounds      []counter        // with value 0: of sums, quotients and demands
	firstDemand int32            // among bounds
	sumRefs     lists[sumRef]    // by person and duty
	kindOf      []int32          // of each person: people of one kind stand in the same classes with the same coefficients
	coverRefs   lists[demandRef] // by kind, period and duty
	apart       []bool           // by kind: no demand counts two duties of it
	pricedBy    lists[int32]     // by demand: the kinds, periods and duties that it counts, of kinds that are apart

	// Line rules look at sets of periods: those in which a person holds a duty of a group.
	turns    []uint64 // by person and duty, setWords each: a bit for each line group of his rules that the duty is in
	setWords int
	setCount int // line groups are numbered from 0
	rows     []lineRow
	near     lists[nearRow] // by person and line group: rows that a change of the set concerns around the change only
	far      lists[int32]   // likewise: rows that look at the whole line
	margin   int            // periods on each side of a change that the near rows look at
	terms    []wishTerm
	placeOf  [][]int32 // by group that changes are counted in: the place of each duty

	follows   []follows    // different tables of what two duties cost, so many periods apart
	followsOf lists[int32] // by person: his tables, by their gaps

	mains []mainSum // by person

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

func compile(p *Problem) *model {
	m := &model{problem: p, people: len(p.People), periods: len(p.Periods), duties: len(p.Duties)}
	m.words = (m.periods + 63) / 64
	m.compileCells()
	m.compileAllowed()
	m.compileSums()
	m.compileMains()
	m.compileDemands()
	m.compileLines()
	m.compileWishes()
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

// compileAllowed lists the duties of each cell that cost least on level Hard, whatever stands elsewhere: by bars, and by sums that
// one period with the duty breaks, if nothing makes up for it.
func (m *model) compileAllowed() {
	hard := make([]int64, len(m.cell))
	for i, c := range m.cell {
		hard[i] = c.Hard
	}
	p, t := m.problem, &m.problem.Sums
	for i, rule := range t.Rule {
		coefs := p.Groups.coefs(t.Group[i])
		if p.Rules.Level[rule] != Hard || len(coefs) == 0 || slices.Min(coefs) < 0 || t.Least[i] > t.Most[i] {
			continue
		}
		for j, d := range p.Groups.members(int32(t.Group[i])) {
			if more := int64(coefs[j]) - int64(t.Most[i]); more > 0 {
				for period := t.First[i]; period <= t.Last[i]; period++ {
					hard[m.cellAt(int(t.Person[i]), int(period))+int(d)] += more * t.Weight[i]
				}
			}
		}
	}
	m.allowed = newLists[Duty](m.people * m.periods)
	m.may = make([]bool, len(m.cell))
	for at := 0; at < len(m.cell); at += m.duties {
		least := slices.Min(hard[at : at+m.duties])
		for d, c := range hard[at : at+m.duties] {
			if c == least {
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
					at := (kind*m.periods+int(p.Demands.Period[j]))*m.duties + int(d)
					coef := int64(p.Groups.Coef[int(p.Groups.First[g])+k])
					refs[at] = append(refs[at], demandRef{n, heads * coef})
				}
			}
		}
	}
	m.coverRefs = joined(refs)
	m.apart = m.apartKinds(len(example))
	by := make([][]int32, len(p.Demands.Rule))
	for at, list := range refs {
		if !m.apart[at/(m.periods*m.duties)] {
			continue
		}
		for _, ref := range list {
			by[ref.counter-m.firstDemand] = append(by[ref.counter-m.firstDemand], int32(at))
		}
	}
	m.pricedBy = joined(by)
}

// apartKinds finds the kinds of people for whom demands of different periods and duties are different ones.
func (m *model) apartKinds(kinds int) []bool {
	size := m.periods * m.duties
	apart := make([]bool, kinds)
	seen := make([]int, len(m.bounds)) // by counter: the last kind that it was seen for, plus 1
	for kind := range apart {
		apart[kind] = true
		for i := range size {
			for _, ref := range m.coverRefs.at(kind*size + i) {
				apart[kind] = apart[kind] && seen[ref.counter] != kind+1
				seen[ref.counter] = kind + 1
			}
		}
	}
	return apart
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
