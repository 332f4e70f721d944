package peers

import (
	"math/rand/v2"

	"rota/solver"
)

// random draws small problems; a method for each table adds a row.
type random struct {
	*rand.Rand
	p solver.Problem
}

// randomProblem returns a problem with up to rows rows in each table, on all levels.
func randomProblem(rng *rand.Rand, people, periods, duties, rows int) *solver.Problem {
	r := &random{Rand: rng}
	p := &r.p
	p.People, p.Periods, p.Duties = make([]string, people), make([]string, periods), make([]string, duties)
	p.Minutes = make([]int32, duties)
	for range 4 {
		r.set(&p.Groups, duties)
		r.set(&p.Classes, people)
	}
	p.Rules = solver.RuleTable{Name: make([]string, 3), Level: []solver.Level{solver.Hard, solver.Cover, solver.Soft}, Unit: make([]string, 3), Source: make([]string, 3)}
	p.Wishes.Terms, p.Demands.Terms = []int32{0}, []int32{0}
	for _, add := range []func(){r.bar, r.wish, r.sum, r.succession, r.precedence, r.run, r.window, r.quotient, r.change, r.wait, r.demand} {
		for range rng.IntN(rows + 1) {
			add()
		}
	}
	if rng.IntN(2) == 0 {
		r.pool()
	}
	return p
}

// set adds a set of any size, the empty and the full one included.
func (r *random) set(s *solver.Sets, limit int) {
	if s.First == nil {
		s.First = []int32{0}
	}
	for m := range limit {
		if r.IntN(2) == 0 {
			s.Member, s.Coef = append(s.Member, int32(m)), append(s.Coef, int32(r.IntN(5)-1))
		}
	}
	s.Labels, s.First = append(s.Labels, ""), append(s.First, int32(len(s.Member)))
}

func (r *random) person() solver.Person { return solver.Person(r.IntN(len(r.p.People))) }
func (r *random) period() solver.Period { return solver.Period(r.IntN(len(r.p.Periods))) }
func (r *random) group() solver.Group   { return solver.Group(r.IntN(len(r.p.Groups.Labels))) }
func (r *random) weight() int64         { return int64(r.IntN(4)) }
func (r *random) upTo(n int) int32      { return int32(r.IntN(n + 1)) }

func (r *random) bounds(n int) (least, most int32) {
	least = r.upTo(n)
	if r.IntN(4) == 0 {
		return least, solver.Unlimited
	}
	return least, least + r.upTo(n)
}

func (r *random) span() (first, last solver.Period) {
	a, b := r.period(), r.period()
	return min(a, b), max(a, b)
}

// row adds what most tables have in common.
func (r *random) row(rule *[]solver.Rule, weight *[]int64, person *[]solver.Person) {
	*rule, *weight, *person = append(*rule, solver.Rule(r.IntN(3))), append(*weight, r.weight()), append(*person, r.person())
}

func (r *random) bar() {
	t, first, last := &r.p.Bars, r.period(), r.period()
	r.row(&t.Rule, &t.Weight, &t.Person)
	t.First, t.Last, t.Group = append(t.First, min(first, last)), append(t.Last, max(first, last)), append(t.Group, r.group())
}

func (r *random) wish() {
	t := &r.p.Wishes
	r.row(&t.Rule, &t.Weight, &t.Person)
	for range 1 + r.IntN(3) {
		t.Period, t.Group = append(t.Period, r.period()), append(t.Group, r.group())
	}
	t.Terms = append(t.Terms, int32(len(t.Period)))
}

func (r *random) sum() {
	t := &r.p.Sums
	r.row(&t.Rule, &t.Weight, &t.Person)
	first, last := r.span()
	least, most := r.bounds(4)
	t.First, t.Last, t.Group = append(t.First, first), append(t.Last, last), append(t.Group, r.group())
	t.Least, t.Most = append(t.Least, least-2), append(t.Most, max(least-2, most-2))
}

func (r *random) succession() {
	t := &r.p.Successions
	r.row(&t.Rule, &t.Weight, &t.Person)
	t.Before, t.After, t.Gap = append(t.Before, r.group()), append(t.After, r.group()), append(t.Gap, 1+r.upTo(len(r.p.Periods)))
}

func (r *random) precedence() {
	t := &r.p.Precedences
	r.row(&t.Rule, &t.Weight, &t.Person)
	t.Before, t.After, t.Gap = append(t.Before, r.group()), append(t.After, r.group()), append(t.Gap, 1+r.upTo(len(r.p.Periods)))
}

func (r *random) run() {
	t := &r.p.Runs
	r.row(&t.Rule, &t.Weight, &t.Person)
	least, most := r.bounds(len(r.p.Periods))
	t.Group, t.Least, t.Most = append(t.Group, r.group()), append(t.Least, least), append(t.Most, most)
	t.Open, t.Carried = append(t.Open, r.upTo(1)), append(t.Carried, r.upTo(1)*r.upTo(3))
}

func (r *random) window() {
	t, periods := &r.p.Windows, len(r.p.Periods)
	r.row(&t.Rule, &t.Weight, &t.Person)
	length := 1 + r.upTo(2)
	least, most := r.bounds(periods / 2)
	t.Group, t.First, t.Length = append(t.Group, r.group()), append(t.First, r.period()), append(t.Length, length)
	first := t.First[len(t.First)-1]
	t.Last = append(t.Last, first+solver.Period(r.upTo(periods-1-int(first))))
	t.Every, t.Least, t.Most = append(t.Every, length+r.upTo(1)), append(t.Least, least), append(t.Most, most)
}

func (r *random) quotient() {
	t := &r.p.Quotients
	r.row(&t.Rule, &t.Weight, &t.Person)
	first, last := r.span()
	least, most := r.bounds(4)
	t.First, t.Last, t.Group = append(t.First, first), append(t.Last, last), append(t.Group, r.group())
	t.Per, t.Least, t.Most = append(t.Per, 1+r.upTo(2)), append(t.Least, least-2), append(t.Most, max(least-2, most-2))
}

func (r *random) change() {
	t := &r.p.Changes
	r.row(&t.Rule, &t.Weight, &t.Person)
	t.Group, t.Most, t.Carried = append(t.Group, r.group()), append(t.Most, r.upTo(2)), append(t.Carried, solver.Duty(r.IntN(len(r.p.Duties))))
}

func (r *random) wait() {
	t := &r.p.Waits
	r.row(&t.Rule, &t.Weight, &t.Person)
	t.Group, t.Most = append(t.Group, r.group()), append(t.Most, r.upTo(2))
}

// pool adds a pool of some people over some of the three rules; its own rule is a fourth.
func (r *random) pool() {
	t, rules := &r.p.Pools, &r.p.Rules
	rules.Name, rules.Level = append(rules.Name, ""), append(rules.Level, solver.Level(r.IntN(3)))
	rules.Unit, rules.Source = append(rules.Unit, ""), append(rules.Source, "")
	t.Rule, t.Weight = append(t.Rule, 3), append(t.Weight, 1+r.weight())
	for _, rule := range r.Perm(3)[:1+r.IntN(3)] {
		t.Of = append(t.Of, solver.Rule(rule))
	}
	for _, person := range r.Perm(len(r.p.People))[:1+r.IntN(len(r.p.People))] {
		t.Person, t.Above = append(t.Person, solver.Person(person)), append(t.Above, int64(r.upTo(9)))
	}
	t.Rules, t.Terms = []int32{0, int32(len(t.Of))}, []int32{0, int32(len(t.Person))}
}

func (r *random) demand() {
	t := &r.p.Demands
	least, most := r.bounds(3)
	t.Rule = append(t.Rule, solver.Rule(r.IntN(3)))
	for range 1 + r.IntN(2) {
		t.Period, t.Class, t.Group = append(t.Period, r.period()), append(t.Class, solver.Class(r.IntN(len(r.p.Classes.Labels)))), append(t.Group, r.group())
	}
	t.Terms = append(t.Terms, int32(len(t.Class)))
	t.Least, t.Most = append(t.Least, least-1), append(t.Most, max(least-1, most-1))
	t.Under, t.Over = append(t.Under, r.weight()), append(t.Over, r.weight())
}
