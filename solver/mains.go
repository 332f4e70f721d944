package solver

// mainSum is the sum that most duties of a person count for, over all periods: minutes, as a rule. Moves are drawn so that it fits.
type mainSum struct {
	counter int32   // noMain: the person has none
	coef    []int32 // by duty
}

const noMain = -1

func (m *model) compileMains() {
	p, t := m.problem, &m.problem.Sums
	m.mains = make([]mainSum, m.people)
	best := make([]int, m.people)
	for person := range m.mains {
		m.mains[person] = mainSum{noMain, make([]int32, m.duties)}
	}
	for i, rule := range t.Rule {
		person, members := t.Person[i], p.Groups.members(int32(t.Group[i]))
		weighs := (len(levelNames)-int(p.Rules.Level[rule]))*m.duties + len(members)
		if t.First[i] > 0 || t.Last[i] < p.end() || len(members) < 2 || t.Weight[i] == 0 || weighs <= best[person] {
			continue
		}
		best[person] = weighs
		main := &m.mains[person]
		main.counter = int32(i) // counters of sums stand first, in the order of their rows
		clear(main.coef)
		for j, d := range members {
			main.coef[d] = p.Groups.coefs(t.Group[i])[j]
		}
	}
}
