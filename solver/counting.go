package solver

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Term is a row in a certificate: one side of a row of a rule table, counted Times times.
type Term struct {
	Table string // sums, windows or demands
	Row   int
	Above bool // the upper side: what is allowed; else the lower: what is wanted
	Times int64
}

// Certificate says that every roster costs at least Bound on Level, by adding up rows: Wanted is what the lower sides of
// the terms ask for, Places is what the upper sides allow and the cells give beyond them, Bound is the difference.
// Given: it holds for rosters that break nothing on the levels above, and rows of those levels are among the terms.
type Certificate struct {
	Level                 Level
	Given                 bool
	Bound, Wanted, Places int64
	Terms                 []Term
}

// Check adds a certificate up from nothing and returns the bound that it proves, which is Bound if nobody has changed it. The error tells
// a term that the problem does not have, or that counts for more than its weight.
func (c Certificate) Check(p *Problem) (int64, error) {
	l := newLedger(p, c.Level, c.Given)
	if l == nil {
		return 0, fmt.Errorf("solver: certificate: people=%d periods=%d duties=%d; expected at most %d cells x duties", len(p.People), len(p.Periods), len(p.Duties), mostLedger)
	}
	for _, t := range c.Terms {
		i := slices.IndexFunc(l.sides, func(s side) bool {
			return s.term.Table == t.Table && s.term.Row == t.Row && s.term.Above == t.Above
		})
		switch {
		case i < 0:
			return 0, fmt.Errorf("solver: certificate: table=%s row=%d above=%v; expected a row that can be broken on %v", t.Table, t.Row, t.Above, c.Level)
		case t.Times < 1 || t.Times+l.times[i] > l.sides[i].most:
			return 0, fmt.Errorf("solver: certificate: table=%s row=%d times=%d; expected 1 to %d", t.Table, t.Row, t.Times, l.sides[i].most-l.times[i])
		}
		l.add(i, t.Times)
	}
	return l.bound(), nil
}

// Rules returns the rules of the terms on one side, in their order in the problem.
func (c Certificate) Rules(p *Problem, above bool) (rules []Rule) {
	columns := map[string][]Rule{"sums": p.Sums.Rule, "windows": p.Windows.Rule, "demands": p.Demands.Rule}
	for _, t := range c.Terms {
		if t.Above == above {
			rules = append(rules, columns[t.Table][t.Row])
		}
	}
	slices.Sort(rules)
	return slices.Compact(rules)
}

// Tell says a certificate in the words of its rules: what is wanted, what there is, what is missing.
func (c Certificate) Tell(p *Problem) string {
	if len(c.Terms) == 0 {
		return fmt.Sprintf("no duty of some cell is free of bars: at least %d on %v", c.Bound, c.Level)
	}
	places := "what people can give"
	if above := c.Rules(p, true); len(above) > 0 {
		places = "within " + ruleNames(p, above)
	}
	return fmt.Sprintf("%s: %d wanted; %s: %d places; %d too few", ruleNames(p, c.Rules(p, false)), c.Wanted, places, c.Places, c.Bound)
}

// mostNamed limits how many names a sentence has.
const mostNamed = 6

func ruleNames(p *Problem, rules []Rule) string {
	var names []string
	for i, r := range rules {
		if i == mostNamed {
			names = append(names, fmt.Sprintf("%d more", len(rules)-mostNamed))
			break
		}
		names = append(names, p.Rules.Name[r])
	}
	return strings.Join(names, ", ")
}

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
		named := l.shortage(pair.below, pair.above)
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

// match is a question for a flow: do all these lower sides fit into these upper sides?
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
			at := l.p.Demands.Period[s.term.Row]
			byPeriod[at].below = append(byPeriod[at].below, i)
		} else {
			at := s.patches[0].person
			byPerson[at].below = append(byPerson[at].below, i)
		}
	}
	asked = append(append(asked, byPeriod...), byPerson...)
	for a := range byRule {
		asked = append(asked, match{byRule[a].below, nil}, match{byRule[a].below, all.above}, match{l.inside(all.below, byRule[a].above), byRule[a].above})
		for b := range byRule {
			if len(byRule[a].below) > 0 && len(byRule[b].above) > 0 && l.meet(byRule[a].below[0], byRule[b].above[0]) {
				asked = append(asked, match{byRule[a].below, byRule[b].above})
			}
		}
	}
	asked = append(asked, match{all.below, nil}, all)
	return slices.DeleteFunc(asked, func(m match) bool { return len(m.below) == 0 })
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
// is above 0. The bound of a level counts on the levels above being kept where they can be for all that is known (their bound is 0), and otherwise uses
// rows of its own level only. It adds up the shortages that do not stand in each other's way.
func Counting(p *Problem) (Score, []Certificate) {
	var sum Score
	var proofs []Certificate
	for level := Hard; int(level) < len(levelNames); level++ {
		l := newLedger(p, level, sum == Score{})
		if l == nil {
			return sum, proofs
		}
		l.gather(shortages(l))
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
