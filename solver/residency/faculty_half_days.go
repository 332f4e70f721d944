package residency

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"rota/datasets"
	"rota/datasets/rules"
	"rota/solver"
)

// What a faculty year leaves and takes of people's half-days. The half-days themselves are planned block by block, but a year can make that
// impossible: inpatient weeks and the half-days after calls are fixed by it.

// halfDays states what a year may take of half-days, and what it has to leave of them where the programme has taken up the policy on that.
func (s *facultyStatement) halfDays() {
	for i, person := range s.faculty {
		if !slices.ContainsFunc(s.program.Limits, func(l datasets.Limit) bool { return inHalfDays(l, person) }) {
			continue
		}
		o := s.office(person)
		if law, binds := s.program.Book().At("policy-half-days-left", s.first.Time(), ""); binds {
			firm, all := s.leasts(person, false), s.leasts(person, true)
			s.left(i, o, law, gravity[law.Level], firm)
			if len(all) > len(firm) {
				s.left(i, o, law, solver.Soft, all)
			}
		}
		s.taken(i, o)
	}
}

// inHalfDays reports whether a limit counts half-days of an activity of the person.
func inHalfDays(l datasets.Limit, person datasets.Person) bool {
	return l.Person == person.Person && l.Unit == datasets.LimitHalfDay && l.Activity != ""
}

// leasts returns the rows of limits.csv that ask for half-days of a person in each week, wishes included or not. Those of inpatient work are met
// by inpatient weeks alone; and of rows that count one activity only the greatest stands, so that no half-day is asked for twice.
func (n *nights) leasts(person datasets.Person, wishes bool) (rows []int) {
	inpatient := func(code string) bool {
		return slices.ContainsFunc(n.program.Weeks, func(w datasets.Week) bool { return w.Activity == code })
	}
	limits := n.program.Limits
	for i, l := range limits {
		if inHalfDays(l, person) && l.Per == datasets.LimitWeek && l.Least > 0 && (wishes || l.Level != "Soft") && !slices.ContainsFunc(counted(l), inpatient) {
			rows = append(rows, i)
		}
	}
	slices.SortStableFunc(rows, func(a, b int) int { return cmp.Compare(limits[b].Least, limits[a].Least) })
	var apart []int
	for _, i := range rows {
		if !slices.ContainsFunc(apart, func(k int) bool {
			return slices.ContainsFunc(counted(limits[i]), func(code string) bool { return slices.Contains(counted(limits[k]), code) })
		}) {
			apart = append(apart, i)
		}
	}
	slices.Sort(apart)
	return apart
}

// counted returns the activities that a limit counts.
func counted(l datasets.Limit) []string { return append([]string{l.Activity}, l.With...) }

// left asks of each week that its half-days, without those that the year takes, hold what the rows ask for. After a call that is so many
// half-days less in the next days; an inpatient week takes its days, and its part of what is owed.
func (s *facultyStatement) left(i int, o office, law rules.Rule, level solver.Level, rows []int) {
	if len(rows) == 0 {
		return
	}
	rule, weight, missing := solver.Rule(-1), int64(1), int(math.Floor(law.Limit+1e-9))
	if level == solver.Soft {
		weight = leastWeight
	}
	for _, week := range s.weeks() {
		spare, _ := s.spare(o, rows, week, -1, nightDuty{})
		lost := func(t int, d nightDuty) int {
			with, there := s.spare(o, rows, week, t, d)
			if d.isWeek() && there == 0 { // no day is left on which something could be owed, or be lost by a call
				return min(0, spare-with)
			}
			return spare - with
		}
		if nights, least, most := s.reaching(o.person, week, lost); most > spare+missing {
			if rule < 0 {
				rule = s.rule(law.ID+":"+o.person.Person, level, law.Unit, law.Source()+"; "+rowsOf("limits.csv", rows))
			}
			s.atMost(rule, weight, i, nights, least, spare+missing)
		}
	}
}

// spare returns how many half-days of a week are left beyond what the rows ask for, with one duty that begins in night t, or none, and on how many
// he is there.
func (s *facultyStatement) spare(o office, rows []int, week interval, t int, duty nightDuty) (beyond, there int) {
	all, taken := 0, 0
	for d := week.first; d <= week.last; d++ {
		for h, x := range o.half[d-o.monday] {
			if !x.workday {
				continue
			}
			all++
			code, by := s.fixedBy(o, d, h, t, duty)
			if !x.there || by == byTeam {
				continue
			}
			there++
			if by != byNothing && !slices.ContainsFunc(rows, func(k int) bool { return slices.Contains(counted(s.program.Limits[k]), code) }) {
				taken++
			}
		}
	}
	owed := 0
	for _, k := range rows {
		if all > 0 {
			owed += s.program.Limits[k].Least * there / all
		}
	}
	return there - taken - owed, there
}

// taken bounds the half-days that the year fixes by what limits.csv allows of their activity.
func (s *facultyStatement) taken(i int, o office) {
	for row, l := range s.program.Limits {
		if !inHalfDays(l, o.person) || l.Most == nil || !slices.ContainsFunc(counted(l), s.fixes) {
			continue
		}
		level, weight := solver.Hard, int64(1)
		if l.Level == "Soft" {
			level, weight = solver.Soft, leastWeight
		}
		rule := solver.Rule(-1)
		for _, span := range s.spans(l.Per) {
			span = interval{max(span.first, s.first), min(span.last, s.day(s.count-1))}
			takes := func(t int, d nightDuty) int {
				near := interval{max(span.first, s.day(t)), min(span.last, s.day(t)+datasets.Day(max(1, d.days)))}
				return s.fixedIn(o, near, counted(l), t, d) - s.fixedIn(o, near, counted(l), -1, nightDuty{})
			}
			allowed := *l.Most - s.fixedIn(o, span, counted(l), -1, nightDuty{})
			if nights, least, most := s.reaching(o.person, span, takes); most > allowed {
				if rule < 0 {
					name := fmt.Sprintf("half-days-most:%s:%s:%s", l.Person, l.Activity, l.Per)
					rule = s.rule(name, level, "half-day", sourceOf(rowOf("limits.csv", row), l.Source))
				}
				s.atMost(rule, weight, i, nights, least, allowed)
			}
		}
	}
}

// nightAmounts is what each duty that can begin in a night comes to in some span of days.
type nightAmounts struct {
	night  solver.Period
	amount map[solver.Duty]int
}

// reaching returns what the duties that reach into a span of days come to there, and the least and most that they can be together. An
// inpatient week leaves no other duty in its days, and calls that are closer than any least_gap never add up.
func (s *facultyStatement) reaching(person datasets.Person, span interval, amount func(t int, d nightDuty) int) (nights []nightAmounts, least, most int) {
	longest, gap := 1, s.count
	for _, d := range s.duties[1:] {
		if longest = max(longest, d.days); !d.isWeek() {
			gap = min(gap, s.program.Call[d.calls[0].row].LeastGap)
		}
	}
	from, to := s.within(span.first-datasets.Day(longest), span.last)
	count := max(0, int(to-from)+1)
	best := make([]int, count+1) // best[k]: the most that the nights from the k-th on come to
	for t := to; t >= from; t-- {
		k, lowest, of := int(t-from), 0, map[solver.Duty]int{}
		best[k] = best[k+1]
		for _, d := range []solver.Duty{s.call[t], s.week[t]} {
			days := s.daysOf(int(t), d)
			if d == solver.Off || !s.free(person.Person, int(t), d) || days.daysIn(s.away(person.Person)) > 0 || days.first < person.FirstDay || days.last > person.LastDay {
				continue
			}
			next := gap
			if s.duties[d].isWeek() {
				next = s.duties[d].days
			}
			of[d] = amount(int(t), s.duties[d])
			lowest = min(lowest, of[d])
			best[k] = max(best[k], of[d]+best[min(count, k+next)])
		}
		least += lowest
		nights = append(nights, nightAmounts{t, of})
	}
	slices.Reverse(nights)
	return nights, least, best[0]
}

// atMost bounds what a person's duties come to. Where each duty comes to the same in all nights it is a sum of his line, which the search
// prices exactly, else a demand on him alone.
func (s *facultyStatement) atMost(rule solver.Rule, weight int64, i int, nights []nightAmounts, least, most int) {
	counts := func(n nightAmounts) bool {
		for _, amount := range n.amount {
			if amount != 0 {
				return true
			}
		}
		return false
	}
	for len(nights) > 0 && !counts(nights[0]) {
		nights = nights[1:]
	}
	for len(nights) > 0 && !counts(nights[len(nights)-1]) {
		nights = nights[:len(nights)-1]
	}
	all, alike := map[solver.Duty]int{}, len(nights) > 0
	for _, n := range nights {
		for d, amount := range n.amount {
			if before, seen := all[d]; seen && before != amount {
				alike = false
			}
			all[d] = amount
		}
	}
	class := s.class(s.faculty[i].Person, func(p solver.Person) bool { return int(p) == i })
	group := func(of map[solver.Duty]int) (solver.Group, int) {
		return s.group("half-days", func(d solver.Duty) int32 { return int32(of[d]) })
	}
	if alike {
		g, _ := group(all)
		s.sum(rule, weight, solver.Person(i), nights[0].night, nights[len(nights)-1].night, g, min(least, most), most)
		return
	}
	var terms []term
	for _, n := range nights {
		if g, size := group(n.amount); size > 0 {
			terms = append(terms, term{n.night, class, g})
		}
	}
	s.demandOf(rule, weight, terms, min(least, most), most)
}

// rowsOf names rows of a table.
func rowsOf(file string, numbers []int) string {
	words := make([]string, len(numbers))
	for k, i := range numbers {
		words[k] = fmt.Sprint(i + 2)
	}
	if len(words) == 1 {
		return file + " row " + words[0]
	}
	return file + " rows " + list(words)
}
