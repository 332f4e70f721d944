package solver

import "slices"

// follows is what two duties in two periods in a row cost: element before x duties + after. It joins the successions with gap 1
// of a person that stand in no pool; people with the same ones share it.
type follows struct {
	cost []levels
}

const noFollows = -1

// mostFollows limits the memory of all tables together; successions beyond it are rows of their own.
const mostFollows = 1 << 22

// compileFollows makes the tables and tells which rows of Successions stand in them.
func (m *model) compileFollows(pool []int32) (taken []bool) {
	p, t := m.problem, &m.problem.Successions
	taken = make([]bool, len(t.Rule))
	m.followOf = slices.Repeat([]int32{noFollows}, m.people)
	rows := make([][]int, m.people)
	for i, rule := range t.Rule {
		if t.Gap[i] == 1 && pool[rule] == noPool {
			rows[t.Person[i]] = append(rows[t.Person[i]], i)
		}
	}
	size := m.duties * m.duties
	for person, own := range rows {
		if len(own) == 0 || (len(m.follows)+1)*size > mostFollows {
			continue
		}
		f := follows{cost: make([]levels, size)}
		for _, i := range own {
			taken[i] = true
			for _, before := range p.Groups.members(int32(t.Before[i])) {
				for _, after := range p.Groups.members(int32(t.After[i])) {
					f.cost[int(before)*m.duties+int(after)][p.Rules.Level[t.Rule[i]]] += t.Weight[i]
				}
			}
		}
		k := slices.IndexFunc(m.follows, func(g follows) bool { return slices.Equal(g.cost, f.cost) })
		if k < 0 {
			k = len(m.follows)
			m.follows = append(m.follows, f)
		}
		m.followOf[person] = int32(k)
	}
	return taken
}
