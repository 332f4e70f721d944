package residency

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"rota/solver"
)

// Price is what granting one more request costs.
type Price struct {
	Score  solver.Score // how much worse the cheapest schedule found is; below 0 on a level where it is better
	Broken []string     // rules of levels Hard and Cover that it breaks more than before
}

const (
	priceMoves = 32_000 // of the search for one price, chosen by us: some hundredths of a second
	priceSeed  = 1
	mostPriced = 100 // requests, those of the greatest weight first, so that the year of a large programme is not held up by its prices
)

// Prices says of each request of an annual problem that a roster does not grant what it would cost to grant it, by its row in
// requests.csv, counted from 0. The request is forced, beginning with the duties that cost least, and a short search mends the rest
// with everything open but the request. So a price is that of a schedule which exists, and an upper limit: a longer search may find a
// lower one. Requests that no duty can grant have none, nor have those beyond mostPriced. The same problem and roster give the same prices.
func Prices(p *solver.Problem, r solver.Roster) map[int]Price {
	prices := map[int]Price{}
	amounts, trials := solver.Amounts(p, r), solver.NewTrials(p, r)
	for _, a := range dearest(p, amounts) {
		row, _ := requestRow(p.Rules.Source[a.Rule])
		start := grant(p, trials, r, a.Row)
		if start == nil {
			continue
		}
		after, score := solver.Settle(force(p, a.Row), start, priceSeed, priceMoves)
		granted := solver.Evaluate(p, after)
		if granted.Hard != score.Hard { // the request itself is not granted
			continue
		}
		price := Price{Score: granted.Sub(trials.Score())}
		if granted.Hard+granted.Cover > 0 {
			price.Broken = brokenMore(p, amounts, after)
		}
		prices[row] = price
	}
	return prices
}

// dearest lists the requests that are not granted, those of the greatest weight first, as far as they are priced.
func dearest(p *solver.Problem, amounts []solver.Amount) (asked []solver.Amount) {
	for _, a := range amounts {
		if _, request := requestRow(p.Rules.Source[a.Rule]); request && strings.HasPrefix(p.Rules.Name[a.Rule], "request:") && a.Amount > 0 {
			asked = append(asked, a)
		}
	}
	slices.SortStableFunc(asked, func(a, b solver.Amount) int { return cmp.Compare(b.Cost, a.Cost) })
	return asked[:min(len(asked), mostPriced)]
}

// requestRow reads which row of requests.csv a source names.
func requestRow(source string) (row int, ok bool) {
	n, err := fmt.Sscanf(source, "requests.csv row %d", &row)
	return row - 2, err == nil && n == 1
}

// force returns the problem with a wish that must be granted: each of its terms is a bar on level Hard against all other duties.
func force(p *solver.Problem, wish int) *solver.Problem {
	q := *p
	rules, groups, bars := &q.Rules, &q.Groups, &q.Bars
	rules.Name, rules.Level = append(slices.Clip(rules.Name), "granted"), append(slices.Clip(rules.Level), solver.Hard)
	rules.Unit, rules.Source = append(slices.Clip(rules.Unit), "period"), append(slices.Clip(rules.Source), "the request whose price is asked")
	groups.Labels, groups.First = slices.Clone(groups.Labels), slices.Clone(groups.First)
	groups.Member, groups.Coef = slices.Clone(groups.Member), slices.Clone(groups.Coef)
	bars.Rule, bars.Weight, bars.Person = slices.Clone(bars.Rule), slices.Clone(bars.Weight), slices.Clone(bars.Person)
	bars.First, bars.Last, bars.Group = slices.Clone(bars.First), slices.Clone(bars.Last), slices.Clone(bars.Group)
	s := &sheet{problem: &q, groups: map[string]solver.Group{}}
	for k := p.Wishes.Terms[wish]; k < p.Wishes.Terms[wish+1]; k++ {
		other, n := s.set("not granting", func(d solver.Duty) bool { return !contains(p, p.Wishes.Group[k], d) })
		if n > 0 {
			s.bar(solver.Rule(len(rules.Name)-1), 1, p.Wishes.Person[wish], p.Wishes.Period[k], p.Wishes.Period[k], other)
		}
	}
	return &q
}

// grant puts, period by period, the duty that grants the wish and costs least into a copy of the roster that the trials are of; nil where
// none grants it.
func grant(p *solver.Problem, trials *solver.Trials, r solver.Roster, wish int) solver.Roster {
	r = slices.Clone(r)
	var made []solver.Placement
	person := int(p.Wishes.Person[wish])
	terms := func(visit func(period int, g solver.Group)) {
		for k := p.Wishes.Terms[wish]; k < p.Wishes.Terms[wish+1]; k++ {
			visit(int(p.Wishes.Period[k]), p.Wishes.Group[k])
		}
	}
	possible := true
	terms(func(period int, _ solver.Group) {
		cell := person*len(p.Periods) + period
		grants := func(d solver.Duty) (all bool) {
			all = true
			terms(func(other int, g solver.Group) { all = all && (other != period || contains(p, g, d)) })
			return all
		}
		if grants(r[cell]) {
			return
		}
		best, found := r[cell], false
		var least solver.Score
		for d := range p.Duties {
			if !grants(solver.Duty(d)) {
				continue
			}
			if score := trials.Try(append(made, solver.Placement{Cell: cell, Duty: solver.Duty(d)})...); !found || score.Less(least) {
				best, least, found = solver.Duty(d), score, true
			}
		}
		r[cell] = best
		made = append(made, solver.Placement{Cell: cell, Duty: best})
		possible = possible && found
	})
	if !possible {
		return nil
	}
	return r
}

// contains reports whether a duty is in a group.
func contains(p *solver.Problem, g solver.Group, d solver.Duty) bool {
	return slices.Contains(p.Groups.Member[p.Groups.First[g]:p.Groups.First[g+1]], int32(d))
}

// brokenMore names the rules of Hard and Cover that a roster breaks more than was broken before, in the order of the problem.
func brokenMore(p *solver.Problem, before []solver.Amount, after solver.Roster) (names []string) {
	change := make([]int64, len(p.Rules.Name))
	for _, a := range before {
		change[a.Rule] -= a.Cost
	}
	for _, a := range solver.Amounts(p, after) {
		change[a.Rule] += a.Cost
	}
	for rule, more := range change {
		if more > 0 && p.Rules.Level[rule] != solver.Soft {
			names = append(names, ruleInWords(p, rule))
		}
	}
	return names
}

// ruleInWords says which rule it is, and where it is written: requirement of Night float (requirements.csv row 9; sample).
func ruleInWords(p *solver.Problem, rule int) string {
	kind, rest, named := strings.Cut(p.Rules.Name[rule], ":")
	if named {
		about, _, _ := strings.Cut(rest, ":")
		kind += " of " + about
	}
	at := strings.TrimSuffix(strings.Replace(p.Rules.Source[rule], " (", "; ", 1), ")")
	return fmt.Sprintf("%s (%s)", kind, at)
}
