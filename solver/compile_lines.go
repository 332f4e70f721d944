package solver

import "slices"

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
	near          bool // told from what stands around a change
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

// compileLines numbers the groups that line rules use and lists the rules of each line.
func (m *model) compileLines() {
	p, pool := m.problem, m.problem.poolOf()
	number := make([]int32, len(p.Groups.Labels)) // line group of a group, plus 1
	use := func(g Group) int32 {
		if number[g] == 0 {
			m.setCount++
			number[g] = int32(m.setCount)
		}
		return number[g] - 1
	}
	add := func(kind rowKind, rule Rule, person Person, weight int64, row lineRow) {
		row.kind, row.level, row.person, row.weight, row.pool = kind, p.Rules.Level[rule], person, weight, pool[rule]
		m.rows = append(m.rows, row)
	}
	taken := m.compileFollows(pool)
	for i, rule := range p.Successions.Rule {
		if t := &p.Successions; !taken[i] {
			add(successionRow, rule, t.Person[i], t.Weight[i], lineRow{before: use(t.Before[i]), after: use(t.After[i]), gap: t.Gap[i]})
		}
	}
	for i, rule := range p.Precedences.Rule {
		t := &p.Precedences
		add(precedenceRow, rule, t.Person[i], t.Weight[i], lineRow{before: use(t.Before[i]), after: use(t.After[i]), gap: t.Gap[i]})
	}
	for _, period := range p.Wishes.Period {
		m.terms = append(m.terms, wishTerm{period: period})
	}
	for i, rule := range p.Wishes.Rule {
		t := &p.Wishes
		if p.cellWish(i, pool) {
			continue
		}
		for j := t.Terms[i]; j < t.Terms[i+1]; j++ {
			m.terms[j].set = use(t.Group[j])
		}
		add(wishRow, rule, t.Person[i], t.Weight[i], lineRow{before: t.Terms[i], after: t.Terms[i+1]})
	}
	for i, rule := range p.Runs.Rule {
		t := &p.Runs
		add(runLengthRow, rule, t.Person[i], t.Weight[i], lineRow{before: use(t.Group[i]), after: int32(i), near: t.isNear(i, m.periods)})
	}
	for i, rule := range p.Windows.Rule {
		t := &p.Windows
		add(windowRow, rule, t.Person[i], t.Weight[i], lineRow{before: use(t.Group[i]), after: int32(i), near: t.isNear(i)})
	}
	for i, rule := range p.Changes.Rule {
		t := &p.Changes
		add(changeRow, rule, t.Person[i], t.Weight[i], lineRow{before: use(t.Group[i]), after: int32(i)})
	}
	for i, rule := range p.Waits.Rule {
		t := &p.Waits
		add(waitRow, rule, t.Person[i], t.Weight[i], lineRow{before: use(t.Group[i]), after: int32(i)})
	}
	m.placeOf = p.places()
	m.listChanges()
	m.listRows()
	m.listTurns(number)
}

// cellWish tells whether a wish is for one cell and in no pool: then it is a cost of that cell.
func (p *Problem) cellWish(i int, pool []int32) bool {
	t := &p.Wishes
	return t.Terms[i+1]-t.Terms[i] == 1 && pool[t.Rule[i]] == noPool
}

// compileWishes adds the wishes for one cell to what cells cost alone.
func (m *model) compileWishes() {
	p, pool := m.problem, m.problem.poolOf()
	m.own = slices.Clone(m.cell)
	for i, rule := range p.Wishes.Rule {
		if !p.cellWish(i, pool) {
			continue
		}
		t := &p.Wishes
		at, cost := m.cellAt(int(t.Person[i]), int(t.Period[t.Terms[i]])), p.Rules.Level[rule].at(t.Weight[i])
		for d := range Duty(m.duties) {
			if !p.in(d, t.Group[t.Terms[i]]) {
				m.own[at+int(d)] = m.own[at+int(d)].Add(cost)
			}
		}
	}
}

// listRows lists the rows of each line group of each person, near and far ones apart.
func (m *model) listRows() {
	near, far := make([][]nearRow, m.people*m.setCount), make([][]int32, m.people*m.setCount)
	m.margin = 1
	for i, row := range m.rows {
		at := int(row.person) * m.setCount
		add := func(set int32) {
			list := &far[at+int(set)]
			if n := len(*list); n == 0 || (*list)[n-1] != int32(i) {
				*list = append(*list, int32(i))
			}
		}
		switch {
		case row.near:
			r := m.nearRow(int32(i))
			m.margin = max(m.margin, r.sight()+1)
			near[at+int(row.before)] = append(near[at+int(row.before)], r)
		case row.kind == wishRow:
			for _, term := range m.terms[row.before:row.after] {
				add(term.set)
			}
		default:
			add(row.before)
			if row.kind == successionRow || row.kind == precedenceRow {
				add(row.after)
			}
		}
	}
	m.near, m.far = joined(near), joined(far)
}

// listTurns notes, for each person and duty, the line groups of the duty that the person has a rule about. number is the line
// group of each group, plus 1.
func (m *model) listTurns(number []int32) {
	m.setWords = (m.setCount + 63) / 64
	m.turns = make([]uint64, m.people*m.duties*m.setWords)
	for g, n := range number {
		if n == 0 {
			continue
		}
		set := int(n - 1)
		for _, d := range m.problem.Groups.members(int32(g)) {
			for person := range m.people {
				if at := person*m.setCount + set; len(m.near.at(at))+len(m.far.at(at)) > 0 {
					m.turns[(person*m.duties+int(d))*m.setWords+set>>6] |= 1 << (set & 63)
				}
			}
		}
	}
}
