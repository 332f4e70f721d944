package residency

import (
	"math"
	"slices"

	"rota/datasets"
	"rota/solver"
)

const (
	evenUnit  = 1000 // what a whole of the sum of Sainte-Laguë weighs
	spareUnit = 150  // what a half-block (of cohorts, a week) weighs in which a service that may have more stands at its least
)

// Even returns a problem whose best rosters are, of the best ones of a year that Annual or Faculty stated, the most even. As wishes go, a
// faculty share rounded down is as good as one rounded up, and one beyond that weighs the same of few as of many; what residents bear is no
// wish at all. So schedules of one score differ. They are told apart by the sum
//
//	(what a person has of a pool of nights or weeks, or of a burden - his share)² / his share
//
// over people and pools, which Sainte-Laguë's way of dealing out seats makes least (Balinski and Young, Fair Representation, 1982); a
// divisor is at least 1. All of them together count as often as there are parts, so that no part is evened at their cost. Of a year of
// residents the sum has a part for resilience, too: services that one loss would break. Every unit of level Soft weighs more than the
// whole sum of the given roster: none that is better here serves wishes worse.
//
// It also tells that sum of the given roster, in thousandths and less what rounding costs at least. It is 0 if nothing can be evened. Shares
// of burdens divide what the given roster has of them.
func Even(p *datasets.Program, problem *solver.Problem, from solver.Roster) (even *solver.Problem, uneven int64) {
	q := *problem
	s := sheet{problem: &q, groups: map[string]solver.Group{}}
	s.own()
	rule := s.rule("even", solver.Soft, "", "among schedules of one score the nearest to the shares")
	if slices.ContainsFunc(problem.Rules.Name, isEquity) {
		s.evenPools(rule, p)
	} else {
		s.evenShares(rule, p, from)
		s.spare(spareUnit)
	}
	uneven = solver.Evaluate(&q, from).Soft - solver.Evaluate(problem, from).Soft
	factors := make([]int64, len(q.Rules.Name))
	for r, level := range q.Rules.Level {
		factors[r] = 1
		if level == solver.Soft && r < len(problem.Rules.Name) {
			factors[r] += uneven
		}
	}
	return solver.Reweigh(&q, factors), uneven
}

// evenPools evens what the faculty's equity rules count.
func (s *sheet) evenPools(rule solver.Rule, p *datasets.Program) {
	type sharing struct{ rule, person string }
	shares, times := map[sharing]float64{}, map[string]float64{}
	pools := p.Pools(datasets.Faculty)
	for _, pool := range pools {
		times[equityRule(pool)] = 1
		if pool.Name == datasets.PoolTotal {
			times[equityRule(pool)] = max(1, float64(parts(pools)))
		}
		for _, share := range pool.Shares {
			shares[sharing{equityRule(pool), share.Person}] = share.Amount
		}
	}
	t := &s.problem.Sums
	for i, of := range t.Rule[:len(t.Rule):len(t.Rule)] {
		name := s.problem.Rules.Name[of]
		by := sharing{name, s.problem.People[t.Person[i]]}
		if share, first := shares[by]; first { // of the rows that count the same
			delete(shares, by)
			s.squares(rule, tally{t.Person[i], t.First[i], t.Last[i], t.Group[i]}, share, times[name])
		}
	}
}

// evenShares evens what residents bear of each burden, in its pieces.
func (s *sheet) evenShares(rule solver.Rule, p *datasets.Program, from solver.Roster) {
	for _, b := range s.burdens(p, from) {
		for _, share := range b.Shares {
			c := tally{b.year.residentAt[share.Person], 0, solver.Period(b.year.periods - 1), b.group}
			s.squares(rule, c, share.Amount/float64(b.Piece), float64(len(b.Services)))
		}
	}
}

// tally is what a person has in a group from one period to another.
type tally struct {
	person      solver.Person
	first, last solver.Period
	group       solver.Group
}

// squares adds what the square of the distance to a share costs beyond that of the nearest whole number: the slopes there, which each further
// step makes steeper by 2. Far out it stays as steep as it is.
func (s *sheet) squares(rule solver.Rule, c tally, share, times float64) {
	nearest := int(math.Round(share))
	above := float64(nearest) - share
	for beyond := range widestShares + 1 {
		up, down := 2., 2.
		if beyond == 0 {
			up, down = 1+2*above, 1-2*above
		}
		weight := func(slope float64) int64 { return int64(math.Round(evenUnit * times * slope / max(1, share))) }
		s.sum(rule, weight(up), c.person, c.first, c.last, c.group, 0, nearest+beyond)
		if nearest > beyond {
			s.sum(rule, weight(down), c.person, c.first, c.last, c.group, nearest-beyond, solver.Unlimited)
		}
	}
}

// parts counts the pools of nights beside that of all nights.
func parts(pools []datasets.Pool) (n int) {
	for _, pool := range pools {
		n += bit(pool.Unit == datasets.LimitNight && pool.Name != datasets.PoolTotal)
	}
	return n
}
