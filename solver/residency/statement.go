package residency

import (
	"errors"
	"fmt"
	"math"

	"rota/datasets"
	"rota/solver"
)

// statement is a problem while it is being stated: it hands out rules, and one group or class for each distinct content.
type statement struct {
	*year
	problem *solver.Problem
	groups  map[string]solver.Group
	classes map[string]solver.Class
	defects []error
}

// Annual states the annual schedule of a programme as a problem. Rules appear in the order of the list below and, within
// a table, in the order of its rows, so that equal programmes give equal problems. A name that no rotation has makes a rule
// that is always or never kept; reading a programme finds such names. The error names every row that cannot be stated.
func Annual(p *datasets.Program) (*solver.Problem, error) {
	y, err := newYear(p)
	if err != nil {
		return nil, err
	}
	s := &statement{year: y, problem: y.grid(), groups: map[string]solver.Group{}, classes: map[string]solver.Class{}}
	s.eligibility()
	s.presence()
	s.filled()
	s.workHours()
	s.pins()
	s.requirements()
	s.curriculum()
	s.prerequisites()
	s.neighbours()
	s.cover()
	s.wishes()
	if len(s.defects) > 0 {
		return nil, errors.Join(s.defects...)
	}
	return s.problem, s.problem.Validate()
}

// defect notes a row that cannot be stated.
func (s *statement) defect(file string, i int, column string, value any, expected string) {
	s.defects = append(s.defects, fmt.Errorf("residency: %s: %s=%v; expected %s", rowOf(file, i), column, value, expected))
}

// grid makes a problem that has people, periods and duties and no rule yet.
func (y *year) grid() *solver.Problem {
	p := &solver.Problem{}
	for _, r := range y.residents {
		p.People = append(p.People, r.Person)
	}
	for _, b := range y.blocks {
		p.Periods = append(p.Periods, fmt.Sprintf("block %d", b.Block))
	}
	for d, duty := range y.duties {
		label := duty.rotation
		if solver.Duty(d) == solver.Off {
			label = "off"
		}
		p.Duties = append(p.Duties, label)
		p.Minutes = append(p.Minutes, duty.minutes())
	}
	p.Groups.First, p.Classes.First = []int32{0}, []int32{0}
	p.Wishes.Terms, p.Demands.Terms = []int32{0}, []int32{0}
	return p
}

// minutes is the planned work of a block of 28 days: two weeks of each half.
func (d duty) minutes() int32 {
	const minutesIn2Weeks = 2 * 60
	return int32(math.Round(minutesIn2Weeks * (d.half[0].HoursPerWeek + d.half[1].HoursPerWeek))) // 50.1 h is no round number in binary
}

// rule adds a rule. Several rows of the problem's tables may refer to it.
func (s *statement) rule(name string, level solver.Level, unit, source string) solver.Rule {
	t := &s.problem.Rules
	t.Name = append(t.Name, name)
	t.Level = append(t.Level, level)
	t.Unit = append(t.Unit, unit)
	t.Source = append(t.Source, source)
	return solver.Rule(len(t.Name) - 1)
}

// group returns the group of the duties whose coefficient is not 0, and its size. Groups of equal content are one group,
// under the label that came first.
func (s *statement) group(label string, coefficient func(solver.Duty) int32) (solver.Group, int) {
	var member, coef []int32
	for d := range s.duties {
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
func (s *statement) set(label string, in func(solver.Duty) bool) (solver.Group, int) {
	return s.group(label, func(d solver.Duty) int32 {
		if in(d) {
			return 1
		}
		return 0
	})
}

// class returns the class of the residents that are in it. Classes of equal content are one class.
func (s *statement) class(label string, in func(solver.Person) bool) solver.Class {
	var member, coef []int32
	for i := range s.residents {
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

// bar forbids a resident the duties of a group in the periods first to last; each such period costs weight.
func (s *statement) bar(rule solver.Rule, weight int64, person solver.Person, first, last solver.Period, g solver.Group) {
	t := &s.problem.Bars
	t.Rule = append(t.Rule, rule)
	t.Weight = append(t.Weight, weight)
	t.Person = append(t.Person, person)
	t.First = append(t.First, first)
	t.Last = append(t.Last, last)
	t.Group = append(t.Group, g)
}
