package residency

import (
	"fmt"
	"slices"

	"rota/solver"
)

// sheet is a problem while it is being stated: it hands out rules, and one group or class for each distinct content.
type sheet struct {
	problem *solver.Problem
	groups  map[string]solver.Group
	classes map[string]solver.Class
	defects []error
}

// newSheet begins with a problem that has people, periods and duties and no rule yet.
func newSheet(p *solver.Problem) sheet {
	p.Groups.First, p.Classes.First = []int32{0}, []int32{0}
	p.Wishes.Terms, p.Demands.Terms = []int32{0}, []int32{0}
	return sheet{problem: p, groups: map[string]solver.Group{}, classes: map[string]solver.Class{}}
}

// own makes rules and sums that can be added to while the problem that they were copied from stays as it is.
func (s *sheet) own() {
	r, t := &s.problem.Rules, &s.problem.Sums
	r.Name, r.Level, r.Unit, r.Source = slices.Clone(r.Name), slices.Clone(r.Level), slices.Clone(r.Unit), slices.Clone(r.Source)
	t.Rule, t.Weight, t.Person, t.Group = slices.Clone(t.Rule), slices.Clone(t.Weight), slices.Clone(t.Person), slices.Clone(t.Group)
	t.First, t.Last, t.Least, t.Most = slices.Clone(t.First), slices.Clone(t.Last), slices.Clone(t.Least), slices.Clone(t.Most)
}

// defect notes a row that cannot be stated.
func (s *sheet) defect(file string, i int, column string, value any, expected string) {
	s.defects = append(s.defects, fmt.Errorf("residency: %s: %s=%v; expected %s", rowOf(file, i), column, value, expected))
}

// rule adds a rule. Several rows of the problem's tables may refer to it.
func (s *sheet) rule(name string, level solver.Level, unit, source string) solver.Rule {
	t := &s.problem.Rules
	t.Name = append(t.Name, name)
	t.Level = append(t.Level, level)
	t.Unit = append(t.Unit, unit)
	t.Source = append(t.Source, source)
	return solver.Rule(len(t.Name) - 1)
}

// group returns the group of the duties whose coefficient is not 0, and its size. Groups of equal content are one group,
// under the label that came first.
func (s *sheet) group(label string, coefficient func(solver.Duty) int32) (solver.Group, int) {
	var member, coef []int32
	for d := range s.problem.Duties {
		if c := coefficient(solver.Duty(d)); c != 0 {
			member, coef = append(member, int32(d)), append(coef, c)
		}
	}
	key := fmt.Sprint(member, coef)
	g, known := s.groups[key]
	if !known {
		g = solver.Group(add(&s.problem.Groups, label, member, coef))
		s.groups[key] = g
	}
	return g, len(member)
}

// set is group for a plain set of duties.
func (s *sheet) set(label string, in func(solver.Duty) bool) (solver.Group, int) {
	return s.group(label, func(d solver.Duty) int32 {
		if in(d) {
			return 1
		}
		return 0
	})
}

// class returns the class of the people that are in it. Classes of equal content are one class.
func (s *sheet) class(label string, in func(solver.Person) bool) solver.Class {
	var member, coef []int32
	for i := range s.problem.People {
		if in(solver.Person(i)) {
			member, coef = append(member, int32(i)), append(coef, 1)
		}
	}
	key := fmt.Sprint(member)
	c, known := s.classes[key]
	if !known {
		c = solver.Class(add(&s.problem.Classes, label, member, coef))
		s.classes[key] = c
	}
	return c
}

func add(sets *solver.Sets, label string, member, coef []int32) int {
	sets.Labels = append(sets.Labels, label)
	sets.Member = append(sets.Member, member...)
	sets.Coef = append(sets.Coef, coef...)
	sets.First = append(sets.First, int32(len(sets.Member)))
	return len(sets.Labels) - 1
}

// bar forbids a person the duties of a group in the periods first to last; each such period costs weight.
func (s *sheet) bar(rule solver.Rule, weight int64, person solver.Person, first, last solver.Period, g solver.Group) {
	t := &s.problem.Bars
	t.Rule = append(t.Rule, rule)
	t.Weight = append(t.Weight, weight)
	t.Person = append(t.Person, person)
	t.First = append(t.First, first)
	t.Last = append(t.Last, last)
	t.Group = append(t.Group, g)
}

// sum asks a person for an amount of a group between two limits; each unit outside costs weight.
func (s *sheet) sum(rule solver.Rule, weight int64, person solver.Person, first, last solver.Period, g solver.Group, least, most int) {
	t := &s.problem.Sums
	t.Rule = append(t.Rule, rule)
	t.Weight = append(t.Weight, weight)
	t.Person = append(t.Person, person)
	t.First = append(t.First, first)
	t.Last = append(t.Last, last)
	t.Group = append(t.Group, g)
	t.Least = append(t.Least, int32(least))
	t.Most = append(t.Most, int32(most))
}

// succession forbids everybody one group so many periods after another.
func (s *sheet) succession(rule solver.Rule, weight int64, before, after solver.Group, gap int) {
	for p := range s.problem.People {
		t := &s.problem.Successions
		t.Rule = append(t.Rule, rule)
		t.Weight = append(t.Weight, weight)
		t.Person = append(t.Person, solver.Person(p))
		t.Before = append(t.Before, before)
		t.After = append(t.After, after)
		t.Gap = append(t.Gap, int32(gap))
	}
}

// demand asks for people of a class on duties of a group in a period; each one missing or too many costs weight.
func (s *sheet) demand(rule solver.Rule, weight int64, t solver.Period, class solver.Class, g solver.Group, least, most int) {
	s.demandOf(rule, weight, []term{{t, class, g}}, least, most)
}

// term is what counts for a demand: people of a class on duties of a group in a period.
type term struct {
	period solver.Period
	class  solver.Class
	group  solver.Group
}

// demandOf asks for people of several terms together.
func (s *sheet) demandOf(rule solver.Rule, weight int64, terms []term, least, most int) {
	d := &s.problem.Demands
	d.Rule = append(d.Rule, rule)
	for _, t := range terms {
		d.Period, d.Class, d.Group = append(d.Period, t.period), append(d.Class, t.class), append(d.Group, t.group)
	}
	d.Terms = append(d.Terms, int32(len(d.Class)))
	d.Least = append(d.Least, int32(least))
	d.Most = append(d.Most, int32(most))
	d.Under = append(d.Under, weight)
	d.Over = append(d.Over, weight)
}

// mostOf is the bound of a limit that may be open.
func mostOf(most *int) int {
	if most == nil {
		return solver.Unlimited
	}
	return *most
}
