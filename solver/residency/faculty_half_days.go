package residency

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"rota/datasets"
	"rota/datasets/rules"
	"rota/solver"
)

// What a faculty year leaves and takes of people's half-days. The half-days themselves are planned block by block, but a year can make that
// impossible: inpatient weeks and the half-days after calls are fixed by it.

// officeHalf is a morning or afternoon of one member of the faculty, as it is without any duty of the year.
type officeHalf struct {
	workday bool   // from Monday to Friday, no holiday, and he is available
	there   bool   // he is with the programme, in the year, and not away
	event   string // activity of the event that fixes it
}

// office is the half-days of one member of the faculty by day and half, from the Monday of the first week to the Sunday of the last one.
type office struct {
	person datasets.Person
	monday datasets.Day
	half   [][2]officeHalf
}

// fixer is what fixes a half-day.
type fixer int

const (
	byNothing fixer = iota
	byTeam          // an inpatient week, or the recovery after it
	byCall          // the call of the night before
	byEvent
)

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

// office lays out the half-days of a member of the faculty.
func (n *nights) office(person datasets.Person) office {
	weeks := n.weeks()
	o := office{person: person, monday: weeks[0].first}
	for d := o.monday; d <= weeks[len(weeks)-1].last; d++ {
		var halves [2]officeHalf
		for h := range halves {
			x := &halves[h]
			weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
			x.workday = !weekend && !n.program.IsHoliday(d) && n.program.Available(person.Person, d, halfDayNames[h])
			x.there = n.first <= d && d <= n.day(n.count-1) && person.FirstDay <= d && d <= person.LastDay && !n.program.Away(person.Person, d)
			if e, _, held := n.program.EventOf(person, "", d, halfDayNames[h]); held {
				x.event = e.Activity
			}
		}
		o.half = append(o.half, halves)
	}
	return o
}

// weeks returns the weeks from Monday to Sunday that the year has a day of.
func (n *nights) weeks() (weeks []interval) {
	const week = 7
	monday := n.first - datasets.Day((int(n.first.Weekday())+week-1)%week)
	for d := monday; d <= n.day(n.count-1); d += week {
		weeks = append(weeks, interval{d, d + week - 1})
	}
	return weeks
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

// fixes reports whether inpatient weeks or calls fix half-days to an activity.
func (n *nights) fixes(code string) bool {
	return slices.ContainsFunc(n.program.Weeks, func(w datasets.Week) bool { return w.Activity == code || w.Recovery == code }) ||
		slices.ContainsFunc(n.program.Call, func(c datasets.Call) bool {
			return c.Role == datasets.Faculty && (c.AfterAM == code || c.AfterPM == code)
		})
}

// fixedIn counts the half-days of some work in a span of days that are fixed by one duty that begins in night t, or by none, and by a call before
// the year.
func (s *facultyStatement) fixedIn(o office, span interval, codes []string, t int, duty nightDuty) (n int) {
	for d := span.first; d <= span.last; d++ {
		for h, x := range o.half[d-o.monday] {
			code, by := s.fixedBy(o, d, h, t, duty)
			if x.there && (by == byTeam || by == byCall) && slices.Contains(codes, code) && s.timed(code, h) {
				n++
			}
		}
	}
	return n
}

// timed reports whether an activity is work with hours in a half-day.
func (n *nights) timed(code string, half int) bool {
	a, known := n.program.ActivityIn(code, halfDayNames[half])
	_, hours := datasets.ParseClock(a.Starts)
	return known && hours && !freeOfWork(a.Kind)
}

// fixedBy returns the activity to which a half-day of a person is fixed by one duty that begins in night t (-1: by none), by a call before the year,
// or by an event. What follows a call and may not stand on that day fixes nothing.
func (s *facultyStatement) fixedBy(o office, d datasets.Day, half, t int, duty nightDuty) (code string, by fixer) {
	if duty.isWeek() {
		week, _ := s.program.InpatientWeek(s.day(t))
		switch {
		case week.FirstDay <= d && d <= week.LastDay:
			return week.Activity, byTeam
		case d == week.LastDay+1 && week.Recovery != "":
			return week.Recovery, byTeam
		}
	}
	if row := s.rowOf(d - 1); row >= 0 && s.called(o.person, d-1, t, duty) {
		if code = []string{s.program.Call[row].AfterAM, s.program.Call[row].AfterPM}[half]; code != "" {
			a, known := s.program.ActivityIn(code, halfDayNames[half])
			if !known || !a.On(d) || s.program.IsHoliday(d) && !onHolidays(a.Kind) {
				return "", byNothing
			}
			return code, byCall
		}
	}
	if code = o.half[d-o.monday][half].event; code != "" {
		return code, byEvent
	}
	return "", byNothing
}

// called reports whether a person is on call in the night of a day, by a duty that begins in night t or by a call before the year.
func (s *facultyStatement) called(person datasets.Person, d datasets.Day, t int, duty nightDuty) bool {
	if d < s.first {
		last, known := s.program.LastBefore(person.Person, datasets.KindCall)
		return known && last.FirstDay == d
	}
	return slices.ContainsFunc(duty.calls, func(c nightOnCall) bool { return s.day(t+c.after) == d })
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
