package solver

import "slices"

// answer puts the cheap questions first.
func (f *conflictFilter) answer(q *Problem) ruling {
	if len(q.People) == 1 && len(q.Demands.Rule) == 0 {
		if a := alone(q); a.free || a.conflict {
			return a
		}
	}
	if found := Shortages(q, Hard); len(found) > 0 {
		best := slices.MinFunc(found, func(a, b Certificate) int { return len(a.Terms) - len(b.Terms) })
		return ruling{conflict: true, proof: &best}
	}
	first := Construct(q, f.effort.Seed)
	if Evaluate(q, first) == (Score{}) {
		return ruling{free: true, roster: first}
	}
	if r, complete := exhaust(q, f.effort.Cells); complete {
		return ruling{free: r != nil, conflict: r == nil, roster: r}
	}
	if len(q.People)*len(q.Periods) <= mostBoundedCells && boundAbove(q) {
		return ruling{conflict: true}
	}
	if f.searches >= f.effort.Searches {
		return ruling{}
	}
	f.searches++
	best := Solve(q, f.effort.Seed, f.effort.Rounds)
	return ruling{free: best.Score == Score{}, roster: best.Roster}
}

// Limits of what is asked of the bound by whole lines: cells of a problem, and steps.
const (
	mostBoundedCells = 600
	mostBoundedSteps = 60
)

// boundAbove reports whether the bound by whole lines, none of which breaks anything, rises above nothing.
func boundAbove(q *Problem) bool {
	apart := *q
	apart.Rules.Level = slices.Clone(q.Rules.Level)
	for _, rule := range q.Demands.Rule {
		apart.Rules.Level[rule] = Cover
	}
	b := NewBounding(&apart)
	for b.Steps() < mostBoundedSteps && b.Bound() == (Score{}) && b.Step() {
	}
	return b.Bound() != (Score{})
}

// alone asks for a line of one person, whom no demand counts.
func alone(q *Problem) ruling {
	m, w := compile(q), newWeights(q)
	l := newLine(q, m, &w, 0)
	if m.unavoidable(0) > 0 || l.broken {
		return ruling{conflict: true}
	}
	lines := newPricing(l, 1)
	complete := lines.any(new(pricer), make([]int64, len(l.cell)))
	if len(lines.lines) == 0 { // sure only if the bound says so, too: not every count can be looked at one by one
		return ruling{conflict: complete && lines.bound >= infinite/2}
	}
	line := Roster(lines.lines[len(lines.lines)-1])
	return ruling{free: Evaluate(q, line) == Score{}, roster: line}
}
