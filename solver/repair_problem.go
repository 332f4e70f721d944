package solver

import "slices"

// ChangesOnly returns the problem whose wishes are the prices of changes alone, and whose locked cells cannot be anything else: its best
// rosters are those that the repair looks for, the last comparison, by all levels, and what is allowed apart.
func (r *Repair) ChangesOnly() *Problem {
	p := *r.Problem
	lowered := func(rules []Rule, weights []int64) []int64 {
		out := slices.Clone(weights)
		for i, rule := range rules {
			if p.Rules.Level[rule] == Soft {
				out[i] = 0
			}
		}
		return out
	}
	p.Bars.Weight = lowered(p.Bars.Rule, p.Bars.Weight)
	p.Wishes.Weight = lowered(p.Wishes.Rule, p.Wishes.Weight)
	p.Sums.Weight = lowered(p.Sums.Rule, p.Sums.Weight)
	p.Successions.Weight = lowered(p.Successions.Rule, p.Successions.Weight)
	p.Precedences.Weight = lowered(p.Precedences.Rule, p.Precedences.Weight)
	p.Runs.Weight = lowered(p.Runs.Rule, p.Runs.Weight)
	p.Windows.Weight = lowered(p.Windows.Rule, p.Windows.Weight)
	p.Quotients.Weight = lowered(p.Quotients.Rule, p.Quotients.Weight)
	p.Changes.Weight = lowered(p.Changes.Rule, p.Changes.Weight)
	p.Waits.Weight = lowered(p.Waits.Rule, p.Waits.Weight)
	p.Pools.Weight = lowered(p.Pools.Rule, p.Pools.Weight)
	p.Demands.Under = lowered(p.Demands.Rule, p.Demands.Under)
	p.Demands.Over = lowered(p.Demands.Rule, p.Demands.Over)
	r.priceCells(&p)
	return &p
}

// priceCells adds a bar for each cell and price, and a heavy one for each locked cell.
func (r *Repair) priceCells(p *Problem) {
	t, b := &p.Rules, &p.Bars
	rule := func(name string, level Level) Rule {
		t.Name, t.Level = append(slices.Clip(t.Name), name), append(slices.Clip(t.Level), level)
		t.Unit, t.Source = append(slices.Clip(t.Unit), "cell"), append(slices.Clip(t.Source), "")
		return Rule(len(t.Name) - 1)
	}
	change, lock := rule("change", Soft), rule("lock", Hard)
	b.Rule, b.Person, b.First, b.Last, b.Group = slices.Clip(b.Rule), slices.Clip(b.Person), slices.Clip(b.First), slices.Clip(b.Last), slices.Clip(b.Group)
	groups := newGroupsOf(p)
	for cell := range r.From {
		person, period := Person(cell/len(p.Periods)), Period(cell%len(p.Periods))
		bar := func(rule Rule, weight int64, in func(Duty) bool) {
			b.Rule, b.Weight, b.Person = append(b.Rule, rule), append(b.Weight, weight), append(b.Person, person)
			b.First, b.Last, b.Group = append(b.First, period), append(b.Last, period), append(b.Group, groups.of(in))
		}
		if r.locked(cell) {
			bar(lock, lockWeight, func(d Duty) bool { return d != r.From[cell] })
			continue
		}
		var seen []int64
		for d := range Duty(len(p.Duties)) {
			price := r.price(cell, d)
			if price > 0 && !slices.Contains(seen, price) {
				seen = append(seen, price)
				bar(change, price, func(d Duty) bool { return r.price(cell, d) == price })
			}
		}
	}
}

// lockWeight makes the duty of a locked cell the only one of least Hard cost in it, whatever else is written there.
const lockWeight = 1 << 20

// groupsOf adds sets of duties to a problem, equal ones once.
type groupsOf struct {
	sets  *Sets
	known map[string]Group
	size  int
}

func newGroupsOf(p *Problem) groupsOf {
	s := &p.Groups
	s.Labels, s.First, s.Member, s.Coef = slices.Clip(s.Labels), slices.Clip(s.First), slices.Clip(s.Member), slices.Clip(s.Coef)
	return groupsOf{s, map[string]Group{}, len(p.Duties)}
}

func (g groupsOf) of(in func(Duty) bool) Group {
	var members []Duty
	for d := range Duty(g.size) {
		if in(d) {
			members = append(members, d)
		}
	}
	key := bytesOf(members)
	group, known := g.known[key]
	if !known {
		group = Group(len(g.sets.Labels))
		g.sets.Labels = append(g.sets.Labels, "")
		for _, d := range members {
			g.sets.Member, g.sets.Coef = append(g.sets.Member, int32(d)), append(g.sets.Coef, 1)
		}
		g.sets.First = append(g.sets.First, int32(len(g.sets.Member)))
		g.known[key] = group
	}
	return group
}
