package solver

import (
	"fmt"
	"slices"
)

// Apart returns the problem whose best rosters are, of the best ones of p, those with the fewest cells in common with a given roster: on
// level Soft every unit weighs more than all cells together, and a cell in common weighs 1. Bars say so, so that no search need know. The
// rules of a pool have to be of one level with it, as Reweigh asks.
func Apart(p *Problem, from Roster) *Problem {
	factors := make([]int64, len(p.Rules.Name))
	for r, level := range p.Rules.Level {
		factors[r] = 1
		if level == Soft {
			factors[r] += int64(len(from))
		}
	}
	q := Reweigh(p, factors)
	q.Groups = Sets{slices.Clone(p.Groups.Labels), slices.Clone(p.Groups.First), slices.Clone(p.Groups.Member), slices.Clone(p.Groups.Coef)}
	first := Group(len(q.Groups.Labels)) // of the groups that hold one duty each
	for d, label := range p.Duties {
		q.Groups.Labels = append(q.Groups.Labels, label)
		q.Groups.Member, q.Groups.Coef = append(q.Groups.Member, int32(d)), append(q.Groups.Coef, 1)
		q.Groups.First = append(q.Groups.First, int32(len(q.Groups.Member)))
	}
	rule := Rule(len(p.Rules.Name))
	q.Rules = RuleTable{append(slices.Clone(p.Rules.Name), "apart"), append(slices.Clone(p.Rules.Level), Soft),
		append(slices.Clone(p.Rules.Unit), "cell"), append(slices.Clone(p.Rules.Source), fmt.Sprintf("a roster of %d cells to differ from", len(from)))}
	b := &q.Bars
	b.Rule, b.Person, b.Group = slices.Clone(b.Rule), slices.Clone(b.Person), slices.Clone(b.Group)
	b.First, b.Last = slices.Clone(b.First), slices.Clone(b.Last)
	for i, d := range from {
		t := Period(i % len(p.Periods))
		b.Rule, b.Weight, b.Person = append(b.Rule, rule), append(b.Weight, 1), append(b.Person, Person(i/len(p.Periods)))
		b.First, b.Last, b.Group = append(b.First, t), append(b.Last, t), append(b.Group, first+Group(d))
	}
	return q
}

// Reweigh returns the problem with the weights of each rule multiplied by a factor. What somebody bears in a pool grows with the rules
// that it counts; so these have one factor together, and that of the pool is a multiple of it. It panics if they have not.
func Reweigh(p *Problem, factors []int64) *Problem {
	q := *p
	times := func(of []Rule, weights []int64) []int64 {
		weighed := slices.Clone(weights)
		for i := range weighed {
			weighed[i] *= factors[of[i]]
		}
		return weighed
	}
	q.Bars.Weight = times(p.Bars.Rule, p.Bars.Weight)
	q.Wishes.Weight = times(p.Wishes.Rule, p.Wishes.Weight)
	q.Sums.Weight = times(p.Sums.Rule, p.Sums.Weight)
	q.Successions.Weight = times(p.Successions.Rule, p.Successions.Weight)
	q.Precedences.Weight = times(p.Precedences.Rule, p.Precedences.Weight)
	q.Runs.Weight = times(p.Runs.Rule, p.Runs.Weight)
	q.Windows.Weight = times(p.Windows.Rule, p.Windows.Weight)
	q.Quotients.Weight = times(p.Quotients.Rule, p.Quotients.Weight)
	q.Changes.Weight = times(p.Changes.Rule, p.Changes.Weight)
	q.Waits.Weight = times(p.Waits.Rule, p.Waits.Weight)
	q.Demands.Under = times(p.Demands.Rule, p.Demands.Under)
	q.Demands.Over = times(p.Demands.Rule, p.Demands.Over)
	q.Pools.Weight, q.Pools.Above = slices.Clone(p.Pools.Weight), slices.Clone(p.Pools.Above)
	for i, rule := range p.Pools.Rule {
		factor := p.Pools.factor(i, factors)
		for j := p.Pools.Terms[i]; j < p.Pools.Terms[i+1]; j++ {
			q.Pools.Above[j] *= factor
		}
		if factors[rule]%factor != 0 {
			panic(fmt.Sprintf("solver: pool %d: factor=%d; expected a multiple of %d, that of the rules it counts", i, factors[rule], factor))
		}
		q.Pools.Weight[i] *= factors[rule] / factor
	}
	return &q
}

// factor returns the one of the rules that a pool counts.
func (t *PoolTable) factor(i int, factors []int64) int64 {
	of := t.Of[t.Rules[i]:t.Rules[i+1]]
	factor := factors[of[0]]
	for _, rule := range of {
		if factors[rule] != factor || factor < 1 {
			panic(fmt.Sprintf("solver: pool %d counts rules with the factors %d and %d; expected one of at least 1", i, factor, factors[rule]))
		}
	}
	return factor
}
