package bench

import (
	"fmt"
	"slices"
	"strconv"

	"rota/solver"
)

// The rules of a Curtois problem. All that the value of an instance is made of stands on Soft, since it is one weighed sum.
const (
	ruleSuccession solver.Rule = iota // H2
	ruleMaxShifts                     // H3
	ruleMinutes                       // H4
	ruleRuns                          // H5, H6, H7
	ruleWeekends                      // H8
	ruleDaysOff                       // H9
	ruleRequests
	ruleCover
)

var curtoisRules = solver.RuleTable{
	Name:   []string{"forbidden next day", "most of a shift", "minutes", "run of days", "weekends", "day off", "request", "cover"},
	Level:  []solver.Level{solver.Hard, solver.Hard, solver.Hard, solver.Hard, solver.Hard, solver.Hard, solver.Soft, solver.Soft},
	Unit:   []string{"time", "shift", "minute", "day", "weekend", "day", "request", "person"},
	Source: []string{"H2", "H3", "H4", "H5 to H7", "H8", "H9", "value", "value"},
}

// Problem states the instance for the solver: duty 0 is off and duty s+1 is shift s. Score.Soft of a roster is the value of the
// instance, and Score.Hard the amounts of its breaches together.
func (c *Curtois) Problem() *solver.Problem {
	s := curtoisStatement{Curtois: c, p: &solver.Problem{Rules: curtoisRules}}
	p := s.p
	p.Duties, p.Minutes = []string{"off"}, []int32{0}
	for _, shift := range c.Shifts {
		p.Duties, p.Minutes = append(p.Duties, shift.ID), append(p.Minutes, int32(shift.Minutes))
	}
	for d := range c.Days {
		p.Periods = append(p.Periods, "day "+strconv.Itoa(d))
	}
	p.Groups.First, p.Classes.First = []int32{0}, []int32{0}
	p.Wishes.Terms, p.Demands.Terms = []int32{0}, []int32{0}
	s.groups()
	s.class()
	for i := range c.Staff {
		p.People = append(p.People, c.Staff[i].ID)
		s.line(solver.Person(i), &c.Staff[i])
	}
	s.requests()
	s.cover()
	return p
}

// curtoisStatement is the problem while it is stated.
type curtoisStatement struct {
	*Curtois
	p             *solver.Problem
	off, work     solver.Group
	minutes       solver.Group
	shift         []solver.Group // of each shift alone
	before, after []solver.Group // shifts with the same Forbidden, and what is forbidden after them
}

func duty(shift int) int32 { return int32(shift) + 1 }

// group adds a group of duties in ascending order.
func (s *curtoisStatement) group(label string, duties []int32, coef func(d int32) int32) solver.Group {
	g := &s.p.Groups
	for _, d := range duties {
		g.Member, g.Coef = append(g.Member, d), append(g.Coef, coef(d))
	}
	g.Labels, g.First = append(g.Labels, label), append(g.First, int32(len(g.Member)))
	return solver.Group(len(g.Labels) - 1)
}

func once(int32) int32 { return 1 }

func (s *curtoisStatement) groups() {
	var all []int32
	for i, shift := range s.Shifts {
		all = append(all, duty(i))
		s.shift = append(s.shift, s.group(shift.ID, []int32{duty(i)}, once))
	}
	s.off = s.group("off", []int32{0}, once)
	s.work = s.group("work", all, once)
	s.minutes = s.group("minutes", all, func(d int32) int32 { return s.p.Minutes[d] })
	done := make([]bool, len(s.Shifts))
	for i, shift := range s.Shifts {
		if done[i] || len(shift.Forbidden) == 0 {
			continue
		}
		var before, after []int32
		for j := range s.Shifts {
			if slices.Equal(s.Shifts[j].Forbidden, shift.Forbidden) {
				before, done[j] = append(before, duty(j)), true
			}
		}
		for _, j := range shift.Forbidden {
			after = append(after, duty(j))
		}
		s.before = append(s.before, s.group(fmt.Sprintf("like %s", shift.ID), before, once))
		s.after = append(s.after, s.group(fmt.Sprintf("not after %s", shift.ID), after, once))
	}
}

// class adds the one class of people that cover looks at: everybody.
func (s *curtoisStatement) class() {
	t := &s.p.Classes
	for i := range s.Staff {
		t.Member, t.Coef = append(t.Member, int32(i)), append(t.Coef, 1)
	}
	t.Labels, t.First = []string{"all"}, append(t.First, int32(len(t.Member)))
}

// line adds the rules of one person's line.
func (s *curtoisStatement) line(person solver.Person, who *Staff) {
	t, w := &s.p.Successions, &s.p.Windows
	for i := range s.before {
		t.Rule, t.Weight, t.Person = append(t.Rule, ruleSuccession), append(t.Weight, 1), append(t.Person, person)
		t.Before, t.After, t.Gap = append(t.Before, s.before[i]), append(t.After, s.after[i]), append(t.Gap, 1)
	}
	for i, most := range who.MaxShifts {
		if most < s.Days {
			s.sum(ruleMaxShifts, person, s.shift[i], 0, most)
		}
	}
	s.sum(ruleMinutes, person, s.minutes, who.MinMinutes, who.MaxMinutes)
	s.run(person, s.work, who.MinRun, who.MaxRun)
	s.run(person, s.off, who.MinOff, solver.Unlimited)
	if s.Days > saturday {
		w.Rule, w.Weight, w.Person = append(w.Rule, ruleWeekends), append(w.Weight, 1), append(w.Person, person)
		w.Group, w.First, w.Length, w.Every = append(w.Group, s.work), append(w.First, saturday), append(w.Length, 2), append(w.Every, 7)
		w.Last = append(w.Last, solver.Period(s.Days-1))
		w.Least, w.Most = append(w.Least, 0), append(w.Most, int32(who.MaxWeekends))
	}
	for _, day := range who.DaysOff {
		s.bar(ruleDaysOff, 1, person, day, s.work)
	}
}

const saturday = 5 // day 0 is a Monday

func (s *curtoisStatement) sum(rule solver.Rule, person solver.Person, group solver.Group, least, most int) {
	t := &s.p.Sums
	t.Rule, t.Weight, t.Person = append(t.Rule, rule), append(t.Weight, 1), append(t.Person, person)
	t.First, t.Last, t.Group = append(t.First, 0), append(t.Last, solver.Period(s.Days-1)), append(t.Group, group)
	t.Least, t.Most = append(t.Least, int32(least)), append(t.Most, int32(most))
}

func (s *curtoisStatement) run(person solver.Person, group solver.Group, least, most int) {
	t := &s.p.Runs
	t.Rule, t.Weight, t.Person = append(t.Rule, ruleRuns), append(t.Weight, 1), append(t.Person, person)
	t.Group, t.Least, t.Most = append(t.Group, group), append(t.Least, int32(least)), append(t.Most, int32(most))
	t.Open, t.Carried = append(t.Open, 1), append(t.Carried, 0)
}

func (s *curtoisStatement) bar(rule solver.Rule, weight int64, person solver.Person, day int, group solver.Group) {
	t := &s.p.Bars
	t.Rule, t.Weight, t.Person = append(t.Rule, rule), append(t.Weight, weight), append(t.Person, person)
	t.First, t.Last, t.Group = append(t.First, solver.Period(day)), append(t.Last, solver.Period(day)), append(t.Group, group)
}

func (s *curtoisStatement) requests() {
	t := &s.p.Wishes
	for _, r := range s.On {
		t.Rule, t.Weight, t.Person = append(t.Rule, ruleRequests), append(t.Weight, r.Weight), append(t.Person, solver.Person(r.Person))
		t.Period, t.Group = append(t.Period, solver.Period(r.Day)), append(t.Group, s.shift[r.Shift])
		t.Terms = append(t.Terms, int32(len(t.Period)))
	}
	for _, r := range s.Off {
		s.bar(ruleRequests, r.Weight, solver.Person(r.Person), r.Day, s.shift[r.Shift])
	}
}

func (s *curtoisStatement) cover() {
	t := &s.p.Demands
	for _, k := range s.Coverage {
		t.Rule, t.Period = append(t.Rule, ruleCover), append(t.Period, solver.Period(k.Day))
		t.Class, t.Group = append(t.Class, 0), append(t.Group, s.shift[k.Shift])
		t.Terms = append(t.Terms, int32(len(t.Class)))
		t.Least, t.Most = append(t.Least, int32(k.Need)), append(t.Most, int32(k.Need))
		t.Under, t.Over = append(t.Under, k.Under), append(t.Over, k.Over)
	}
}

// Roster turns cells into a roster of Problem.
func (c *Curtois) Roster(cells Cells) solver.Roster {
	var r solver.Roster
	for _, row := range cells {
		for _, shift := range row {
			r = append(r, solver.Duty(shift+1))
		}
	}
	return r
}

// Cells turns a roster of Problem into cells.
func (c *Curtois) Cells(r solver.Roster) Cells {
	cells := NewCells(len(c.Staff), c.Days)
	for i, d := range r {
		cells[i/c.Days][i%c.Days] = int(d) - 1
	}
	return cells
}
