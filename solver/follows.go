package solver

import (
	"cmp"
	"slices"
)

// follows is what two duties so many periods apart cost: element before x duties + after. It joins the successions with that gap of a
// person that stand in no pool; people with the same ones share it.
type follows struct {
	gap  int
	cost []levels
}

const (
	mostFollowed = 16      // the largest gap of such a table: a change looks at one cell for each gap
	mostFollows  = 1 << 22 // limits the memory of all tables together; successions beyond it are rows of their own
)

// compileFollows makes the tables and tells which rows of Successions stand in them.
func (m *model) compileFollows(pool []int32) (taken []bool) {
	t := &m.problem.Successions
	taken = make([]bool, len(t.Rule))
	rows := make([][]int, m.people)
	for i, rule := range t.Rule {
		if t.Gap[i] <= mostFollowed && pool[rule] == noPool {
			rows[t.Person[i]] = append(rows[t.Person[i]], i)
		}
	}
	m.followsOf = newLists[int32](m.people)
	for _, own := range rows {
		slices.SortStableFunc(own, func(i, j int) int { return cmp.Compare(t.Gap[i], t.Gap[j]) })
		for len(own) > 0 {
			n := 1
			for n < len(own) && t.Gap[own[n]] == t.Gap[own[0]] {
				n++
			}
			if (len(m.follows)+1)*m.duties*m.duties <= mostFollows {
				m.followsOf.items = append(m.followsOf.items, m.followsTable(own[:n]))
				for _, i := range own[:n] {
					taken[i] = true
				}
			}
			own = own[n:]
		}
		m.followsOf.close()
	}
	return taken
}

// followsTable returns the table of successions of one person and gap, which may be there already.
func (m *model) followsTable(rows []int) int32 {
	p, t := m.problem, &m.problem.Successions
	f := follows{gap: int(t.Gap[rows[0]]), cost: make([]levels, m.duties*m.duties)}
	for _, i := range rows {
		for _, before := range p.Groups.members(int32(t.Before[i])) {
			for _, after := range p.Groups.members(int32(t.After[i])) {
				f.cost[int(before)*m.duties+int(after)][p.Rules.Level[t.Rule[i]]] += t.Weight[i]
			}
		}
	}
	k := slices.IndexFunc(m.follows, func(g follows) bool { return g.gap == f.gap && slices.Equal(g.cost, f.cost) })
	if k < 0 {
		k = len(m.follows)
		m.follows = append(m.follows, f)
	}
	return int32(k)
}

// eachFollow visits the pairs of periods, from and from+gap, whose duties a change of a line may make other ones.
func (m *model) eachFollow(gap int, c *lineChange, visit func(from int)) {
	end := c.first + len(c.duties)
	for from := max(0, c.first-gap); from < min(end, m.periods-gap); from++ {
		if from >= c.first || from+gap < end {
			visit(from)
		}
	}
}
