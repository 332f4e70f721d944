package solver

import (
	"cmp"
	"fmt"
	"slices"
)

// Shortages lists what counting and flows find that no roster can keep on a level, the largest first: for each period, all
// that is wanted in it; for each person, all that is wanted of him; for each rule, what it wants against what others allow, over
// the horizon. Each is certified, and small: rows that it can do without are left out, multipliers are 1 where that proves something. An empty list proves nothing.
func Shortages(p *Problem, level Level) []Certificate {
	return shortages(newLedger(p, level, true))
}

func shortages(l *ledger) (found []Certificate) {
	if l == nil {
		return nil
	}
	if l.bound() > 0 {
		found = append(found, l.certificate())
	}
	base := l.bound()
	seen := map[string]bool{}
	for _, pair := range l.matches() {
		named := pair.above // of nothing but bars: what they force
		if len(pair.below) > 0 {
			named = l.shortage(pair.below, pair.above)
		}
		for _, i := range named {
			l.add(i, 1)
		}
		l.climb(named, climbPasses, 1)
		if l.bound() <= base {
			l.climb(named, climbPasses, mostTimes)
		}
		if c := l.certificate(); c.Bound > base && !seen[fmt.Sprint(c.Terms)] {
			seen[fmt.Sprint(c.Terms)] = true
			found = append(found, c)
		}
		l.clear()
	}
	slices.SortStableFunc(found, func(a, b Certificate) int {
		return cmp.Or(cmp.Compare(b.Bound, a.Bound), cmp.Compare(len(a.Terms), len(b.Terms)))
	})
	return found
}

// climbPasses limits how often the rows of a shortage are gone through.
const climbPasses = 4

// match is a question: do all these lower sides, or if there are none, what bars force, fit into these upper sides?
type match struct{ below, above []int }

// matches lists the questions that are asked.
func (l *ledger) matches() (asked []match) {
	var all match
	byPeriod, byPerson := make([]match, len(l.p.Periods)), make([]match, len(l.p.People))
	byRule := make([]match, len(l.p.Rules.Name))
	for i := range l.sides {
		s := &l.sides[i]
		if s.term.Above {
			all.above, byRule[s.rule].above = append(all.above, i), append(byRule[s.rule].above, i)
			continue
		}
		all.below, byRule[s.rule].below = append(all.below, i), append(byRule[s.rule].below, i)
		if s.term.Table == "demands" {
			at, _ := l.p.Demands.span(s.term.Row)
			byPeriod[at].below = append(byPeriod[at].below, i)
		} else {
			at := s.patches[0].person
			byPerson[at].below = append(byPerson[at].below, i)
		}
	}
	asked = append(append(asked, byPeriod...), byPerson...)
	for a := range byRule {
		asked = append(asked, match{nil, byRule[a].above})
		if len(byRule[a].below) > 0 {
			asked = append(asked, match{byRule[a].below, nil}, match{byRule[a].below, all.above})
		}
		asked = append(asked, match{l.inside(all.below, byRule[a].above), byRule[a].above})
		for b := range byRule {
			if len(byRule[a].below) > 0 && len(byRule[b].above) > 0 && l.meet(byRule[a].below[0], byRule[b].above[0]) {
				asked = append(asked, match{byRule[a].below, byRule[b].above})
			}
		}
	}
	asked = append(asked, match{all.below, nil}, all)
	return slices.DeleteFunc(asked, func(m match) bool { return len(m.below)+len(m.above) == 0 })
}

// inside returns the sides whose duties all count for the first of the others, which are of one rule.
func (l *ledger) inside(some, others []int) (in []int) {
	if len(others) == 0 {
		return nil
	}
	outer := l.duties(others[0])
	for _, i := range some {
		if !slices.ContainsFunc(l.duties(i), func(d Duty) bool { return !slices.Contains(outer, d) }) {
			in = append(in, i)
		}
	}
	return in
}

// meet tells whether a duty counts for both sides.
func (l *ledger) meet(a, b int) bool {
	other := l.duties(b)
	return slices.ContainsFunc(l.duties(a), func(d Duty) bool { return slices.Contains(other, d) })
}

func (l *ledger) duties(i int) (duties []Duty) {
	if len(l.sides[i].patches) > 0 {
		l.sides[i].patches[0].each(l.p, func(d Duty, _ int64) { duties = append(duties, d) })
	}
	return duties
}

// Counting returns a bound on the score of every roster, level before level, and the certificate of each level in which it
// is above 0. The bound of a level counts on the levels above being kept where, for all that is known, they can be (their bound
// is 0), and otherwise uses rows of its own level only. It adds up the shortages that do not stand in each other's way.
func Counting(p *Problem) (Score, []Certificate) {
	var sum Score
	var proofs []Certificate
	for level := Hard; int(level) < len(levelNames); level++ {
		l := newLedger(p, level, sum == Score{})
		if l == nil {
			return sum, proofs
		}
		l.gather(shortages(l))
		if level == Soft && l.given { // those above bound what is taken; below them lie wishes, which take from each other
			l.balance()
		}
		if c := l.certificate(); c.Bound > 0 {
			sum, proofs = sum.Add(level.at(c.Bound)), append(proofs, c)
		}
	}
	return sum, proofs
}

// gather puts shortages together as long as the bound rises.
func (l *ledger) gather(found []Certificate) {
	at := map[Term]int{}
	var all []int
	for i := range l.sides {
		at[l.sides[i].term] = i
		all = append(all, i)
	}
	for _, c := range found {
		before, old := l.bound(), slices.Clone(l.times)
		for _, t := range c.Terms {
			i := at[Term{t.Table, t.Row, t.Above, 1}]
			l.set(i, min(l.sides[i].most, l.times[i]+t.Times))
		}
		if l.bound() <= before {
			for i, n := range old {
				l.set(i, n)
			}
		}
	}
	l.scale()
	l.climb(all, climbPasses, mostWeight)
}
