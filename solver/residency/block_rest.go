package residency

import (
	"slices"

	"rota/datasets/rules"
	"rota/solver"
)

// Rest between periods of work, and free days after night float. Rules hold from a day on: one that begins within the block binds the days
// from then on only, and what lies before it stays legal.

// restOwed is how long a rest has to be before work that begins on some days.
type restOwed struct {
	minutes int
	source  string
	days    []int
}

// rests returns the rests that are owed on days of the block, the shortest first.
func (s *blockStatement) rests() []restOwed {
	var all []restOwed
	for day := range s.days {
		r := s.restOn(day)
		i := slices.IndexFunc(all, func(o restOwed) bool { return o.minutes == r.minutes })
		if i < 0 {
			i = len(all)
			all = append(all, r)
		}
		all[i].days = append(all[i].days, day)
	}
	slices.SortStableFunc(all, func(a, b restOwed) int { return a.minutes - b.minutes })
	return all
}

// restOn returns the rest that is owed before work of a day of the block: the strictest of the rules that are Hard.
func (s *blockStatement) restOn(day int) (owed restOwed) {
	book, d := s.program.Book(), s.day(halvesOfDay*day)
	for _, id := range []string{"acgme-8h-between", "policy-10h-between"} {
		if r, binds := book.At(id, d.Time(), ""); binds && r.Level == rules.Hard && int(60*r.Limit) > owed.minutes {
			owed = restOwed{minutes: int(60 * r.Limit), source: r.Source()}
		}
	}
	return owed
}

// owe forbids residents two duties so many periods apart that are too short a rest: what is too short on all days, and on days that owe more,
// what is too short beyond that. Each rest has its version of the rule.
func (s *blockStatement) owe(rests []restOwed, versions func(source string) solver.Rule, first, second, gap int, short func(owed int, a, b halfDuty) bool) {
	least := func(a, b halfDuty) bool { return short(rests[0].minutes, a, b) }
	s.forbid(versions(rests[0].source), first, second, gap, onResidents, least)
	for _, r := range rests[1:] {
		more := func(a, b halfDuty) bool { return short(r.minutes, a, b) && !least(a, b) }
		s.eachForbidden(first, second, more, func(g, h solver.Group, before, after []solver.Duty) {
			either, _ := s.set("one of the two", func(d solver.Duty) bool { return slices.Contains(before, d) || slices.Contains(after, d) })
			for i := range s.people {
				for _, day := range r.days {
					if t := halvesOfDay*day + second; s.resident(i) {
						s.forbidThen(versions(r.source), i, t-gap, t, g, h, either)
					}
				}
			}
		})
	}
}

// forbidThen forbids a resident one group in a period and another one in a later one. Of different halves of the day no duty can stand in the
// place of the other, so that either counts one and one is the most; of nights the two are counted each in its period.
func (s *blockStatement) forbidThen(rule solver.Rule, person, from, to int, before, after, either solver.Group) {
	switch {
	case from%halvesOfDay != to%halvesOfDay:
		s.total(rule, 1, person, from, to, either, 0, 1)
	case from >= 0:
		alone := s.class("only "+s.people[person].Person, func(p solver.Person) bool { return int(p) == person })
		s.demandOf(rule, 1, []term{{solver.Period(from), alone, before}, {solver.Period(to), alone, after}}, 0, 1)
	case s.coefficient(before, s.before[[2]int{person, from}]) != 0:
		s.bar(rule, 1, solver.Person(person), solver.Period(to), solver.Period(to), after)
	}
}

// recoveries keeps the days after nights of night float free of work by day, where a policy asks for it on the day of the night.
func (s *blockStatement) recoveries(person int, nights solver.Group) {
	var bound []int
	var policy rules.Rule
	may := 0
	for day := range s.days {
		if !s.mayNight(person, day) {
			continue
		}
		may++
		if r, binds := s.bound(window{person: person, row: s.on[person][day], days: []int{day}}, "policy-night-float-recovery"); binds {
			bound, policy = append(bound, day), r
		}
	}
	switch {
	case bound == nil:
	case len(bound) == may || policy.Limit > 1: // longer recoveries are asked for in all of the block
		s.recoverAlways(s.lawRule(policy.ID, "half-day", policy), person, int(policy.Limit), nights)
	default:
		s.recoverAfter(s.lawRule(policy.ID, "half-day", policy), person, bound, nights)
	}
}

// recoverAlways forbids work by day so many days after any night, also one before the block.
func (s *blockStatement) recoverAlways(rule solver.Rule, person, days int, nights solver.Group) {
	byDay, _ := s.set("work by day after a night", s.byDay)
	for k := 1; k <= days; k++ {
		s.pair(rule, 1, person, nights, byDay, halvesOfDay*(k-1)+1)
		s.pair(rule, 1, person, nights, byDay, halvesOfDay*(k-1)+2)
	}
}

// recoverAfter forbids work on the day after the nights of some days: a night counts as much as a morning and an afternoon together.
func (s *blockStatement) recoverAfter(rule solver.Rule, person int, days []int, nights solver.Group) {
	g, _ := s.group("a night, and work on the day after", func(d solver.Duty) int32 {
		switch {
		case s.coefficient(nights, d) != 0:
			return afternoon - morning + 1
		case s.byDay(d):
			return 1
		default:
			return 0
		}
	})
	for _, day := range days {
		t := halvesOfDay*day + night
		s.total(rule, 1, person, t, t+1+afternoon, g, 0, afternoon-morning+1)
	}
}

func (s *blockStatement) byDay(d solver.Duty) bool {
	return s.duties[d].works() && s.duties[d].half < night
}
