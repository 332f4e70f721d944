package residency

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"rota/datasets"
	"rota/solver"
)

// facultyStatement is the problem of a faculty year while it is being stated.
type facultyStatement struct {
	*nights
	sheet
}

// Faculty states the faculty year of a programme as a problem: who is attending in the inpatient weeks and who is on call each
// night. Rules, their levels and their amounts:
//
//	Hard   calendar                      a duty that is of another night
//	Hard   presence, absence, available  nights and weeks of somebody who is not there, is away, or is not available
//	Hard   credential                    nights and weeks for which somebody holds no credential that is valid on their days
//	Hard   in-week, rest                 calls and weeks within an inpatient week, or too soon after it
//	Hard   one-place                     inpatient weeks that begin before the call of the night before has ended
//	Hard   call-gap                      pairs of calls closer than least_gap
//	Hard   limit                         nights or weeks outside least..most, by person and period
//	Hard   half-days-most                half-days of inpatient weeks and after calls beyond most, by person and period (a wish where the row is one)
//	Cover  policy-half-days-left         half-days a week that weeks and calls leave, below what the leasts of a person ask for (wishes: Soft)
//	Cover  call:ROW, inpatient           people missing or too many, by night and week
//	Soft   equity:POOL                   nights or weeks outside the even share, and again outside wider ones
//	Soft   call-spacing, near-inpatient  nights missing to wanted_gap, by pair of calls, and to inpatient_gap
//	Soft   eve                           calls in the night before an absence
//	Soft   request                       calls and weeks on the days of a leave that is wished for
//
// Of what a person did before the year, his last call and the last day of an inpatient week count for gaps and rest (history.csv).
//
// The error names every reason why there is no such problem.
func Faculty(p *datasets.Program) (*solver.Problem, error) {
	n, err := newNights(p)
	if err != nil {
		return nil, err
	}
	s := &facultyStatement{nights: n, sheet: newSheet(n.grid())}
	s.fixed()
	s.presence()
	s.credentials()
	s.inWeek()
	s.gaps()
	s.limits()
	s.halfDays()
	s.cover()
	s.equity()
	s.nearInpatient()
	s.leaveRequests()
	if len(s.defects) > 0 {
		return nil, errors.Join(s.defects...)
	}
	return s.problem, s.problem.Validate()
}

// Weights of the wishes, chosen by us: a call more or less than the even share weighs as much as a pair of calls four nights too
// close, and each one beyond that more than the one before.
const (
	shareWeight   = 8
	widestShares  = 3 // a call beyond the share counts once, the next one twice, those after them three times
	spacingWeight = 2 // a night missing to wanted_gap
	nearWeight    = 2 // a night missing to inpatient_gap
	eveWeight     = 4 // a call in the night before an absence
)

// calendarWeight is what a duty of another night costs: no limit or gap is ever better kept by one, so none is ever held.
const calendarWeight = 1000

// fixed says which duty can stand in which night at all.
func (s *facultyStatement) fixed() {
	rule := s.rule("calendar", solver.Hard, "night", "weeks.csv, call.csv")
	for t := range s.count {
		other, size := s.set("not of this night", func(d solver.Duty) bool { return d != solver.Off && d != s.call[t] && d != s.week[t] })
		if size == 0 {
			continue
		}
		for i := range s.faculty {
			s.bar(rule, calendarWeight, solver.Person(i), solver.Period(t), solver.Period(t), other)
		}
	}
}

// presence keeps nights and weeks from people who are not there. Of a week every day in the year counts, of a night the day on which it
// begins.
func (s *facultyStatement) presence() {
	presence := s.rule("presence", solver.Hard, "duty", "people.csv, columns first_day and last_day")
	absence := s.rule(absenceRule, solver.Hard, "duty", "absences.csv")
	available := s.rule("available", solver.Hard, "duty", "availability.csv")
	eve := s.rule("eve", solver.Soft, "night", fmt.Sprintf("the night before an absence is wished free (weighs %d)", eveWeight))
	for i, person := range s.faculty {
		for t := range s.count {
			for _, d := range []solver.Duty{s.call[t], s.week[t]} {
				if d == solver.Off {
					continue
				}
				g, _ := s.set(s.duties[d].label, func(o solver.Duty) bool { return o == d })
				forbid := func(rule solver.Rule, weight int64) {
					s.bar(rule, weight, solver.Person(i), solver.Period(t), solver.Period(t), g)
				}
				span := s.daysOf(t, d)
				if span.first < person.FirstDay || span.last > person.LastDay {
					forbid(presence, 1)
				}
				if span.daysIn(s.away(person.Person)) > 0 {
					forbid(absence, 1)
				}
				if !s.free(person.Person, t, d) {
					forbid(available, 1)
				}
				if !s.duties[d].isWeek() && s.program.Away(person.Person, s.day(t)+1) && !s.program.Away(person.Person, s.day(t)) {
					forbid(eve, eveWeight)
				}
			}
		}
	}
}

// daysOf returns the days of the year on which somebody has to be there for a duty.
func (s *facultyStatement) daysOf(t int, d solver.Duty) interval {
	days := max(1, s.duties[d].days)
	return interval{s.day(t), min(s.day(t+days-1), s.day(s.count-1))}
}

// away returns the absences of a person.
func (n *nights) away(person string) []interval {
	var all []interval
	for _, a := range n.program.Absences {
		if a.Person == person {
			all = append(all, interval{a.FirstDay, a.LastDay})
		}
	}
	return all
}

// free reports whether availability.csv leaves a person free in all nights on call of a duty.
func (s *facultyStatement) free(person string, t int, d solver.Duty) bool {
	return s.duties[d].count(func(c nightOnCall) bool {
		return !s.program.Available(person, s.day(t+c.after), datasets.Night)
	}) == 0
}

// inWeek keeps other calls out of an inpatient week, and the next inpatient week away from it.
func (s *facultyStatement) inWeek() {
	calls, _ := s.set("calls", func(d solver.Duty) bool { return d != solver.Off && !s.duties[d].isWeek() })
	inside := s.rule("in-week", solver.Hard, "duty", "weeks.csv: no call but those of the attending in an inpatient week")
	rest := s.rule("rest", solver.Hard, "week", "weeks.csv, column rest_days")
	onePlace := s.rule("one-place", solver.Hard, "call", "activities.csv: a night on call ends after the next day's inpatient week has begun")
	s.eachWeek(func(before solver.Duty, g solver.Group) {
		for d := range s.duties {
			if h, _ := s.set(s.duties[d].label, func(o solver.Duty) bool { return o == solver.Duty(d) }); s.reachesInto(s.duties[d], s.duties[before]) {
				s.succession(onePlace, 1, h, g, 1)
			}
		}
		for gap := 1; gap < s.duties[before].days; gap++ {
			s.succession(inside, 1, g, calls, gap)
		}
		s.eachWeek(func(after solver.Duty, h solver.Group) {
			for gap := 1; gap < s.duties[before].days+s.duties[after].rest; gap++ {
				if s.follows(before, after, gap) {
					s.succession(rest, 1, g, h, gap)
				}
			}
		})
	})
	s.restBefore(rest, onePlace)
}

// reachesInto reports whether a night on call ends, by the clock, after an inpatient week of the next day has begun.
func (n *nights) reachesInto(call, week nightDuty) bool {
	if call.isWeek() || len(call.calls) == 0 {
		return false
	}
	a, known := n.program.ActivityIn(week.code, datasets.AM)
	begins, timed := datasets.ParseClock(a.Starts)
	return known && timed && n.untilNextDay(n.program.Call[call.calls[0].row]) > begins
}

// untilNextDay returns the minute of the next day until which a night on call lasts; 0 where it ends before midnight or has no hours.
func (n *nights) untilNextDay(row datasets.Call) int {
	a, _ := n.program.ActivityIn(row.Activity, datasets.Night)
	starts, okStarts := datasets.ParseClock(a.Starts)
	ends, okEnds := datasets.ParseClock(a.Ends)
	if !okStarts || !okEnds || ends > starts {
		return 0
	}
	return ends
}

// eachWeek visits the duties that are inpatient weeks.
func (s *facultyStatement) eachWeek(visit func(solver.Duty, solver.Group)) {
	for d, duty := range s.duties {
		if duty.isWeek() {
			g, _ := s.set(duty.label, func(o solver.Duty) bool { return o == solver.Duty(d) })
			visit(solver.Duty(d), g)
		}
	}
}

// follows reports whether the calendar has the duties so many nights apart.
func (s *facultyStatement) follows(before, after solver.Duty, gap int) bool {
	for t := 0; t+gap < s.count; t++ {
		if (s.call[t] == before || s.week[t] == before) && (s.call[t+gap] == after || s.week[t+gap] == after) {
			return true
		}
	}
	return false
}

// gaps keeps calls apart. Of an inpatient week the first and the last of its nights count, its nights having no gaps
// among each other.
func (s *facultyStatement) gaps() {
	least := s.rule("call-gap", solver.Hard, "pair of calls", "call.csv, column least_gap")
	wanted := s.rule("call-spacing", solver.Soft, "pair of calls", fmt.Sprintf("call.csv, column wanted_gap (a night weighs %d)", spacingWeight))
	for before, x := range s.duties {
		for after, y := range s.duties {
			if len(x.calls) == 0 || len(y.calls) == 0 {
				continue
			}
			row := s.program.Call[y.calls[0].row]
			lead := y.calls[0].after - x.calls[len(x.calls)-1].after
			for apart := 1; apart < row.WantedGap; apart++ {
				gap := apart - lead // periods between the beginnings of the duties
				if gap < 1 || gap < x.days || !s.follows(solver.Duty(before), solver.Duty(after), gap) {
					continue
				}
				g, _ := s.set(x.label, func(o solver.Duty) bool { return o == solver.Duty(before) })
				h, _ := s.set(y.label, func(o solver.Duty) bool { return o == solver.Duty(after) })
				if apart < row.LeastGap {
					s.succession(least, 1, g, h, gap)
				} else {
					s.succession(wanted, int64(row.WantedGap-apart)*spacingWeight, g, h, gap)
				}
			}
		}
	}
	s.gapsBefore(least, wanted)
}

// limits bounds what a person has of calls and inpatient weeks. The nights of a week count where it begins.
func (s *facultyStatement) limits() {
	for i, limit := range s.program.Limits {
		person, known := s.facultyAt[limit.Person]
		g, reaches := s.limited(limit)
		if !known || !reaches {
			continue
		}
		name := fmt.Sprintf("limit:%s:%s:%s", limit.Person, limit.Activity, limit.Per)
		rule := s.rule(name, solver.Hard, limit.Unit, sourceOf(rowOf("limits.csv", i), limit.Source))
		for _, span := range s.spans(limit.Per) {
			if from, to := s.within(span.first, span.last); from <= to {
				s.sum(rule, 1, person, from, to, g, limit.Least, mostOf(limit.Most))
			}
		}
	}
}

// limited returns the group that a limit counts: nights of an activity of kind call, or weeks of one of kind inpatient. Other limits
// are for block schedules.
func (s *facultyStatement) limited(limit datasets.Limit) (g solver.Group, reaches bool) {
	is := func(kind datasets.ActivityKind) bool {
		return slices.ContainsFunc(s.program.Activities, func(a datasets.Activity) bool { return a.Code == limit.Activity && a.Kind == kind })
	}
	switch {
	case limit.Unit == datasets.LimitNight && is(datasets.KindCall):
		g, _ = s.group("nights of "+limit.Activity, func(d solver.Duty) int32 {
			return int32(s.duties[d].count(func(c nightOnCall) bool { return s.program.Call[c.row].Activity == limit.Activity }))
		})
	case limit.Unit == datasets.LimitWeek && is(datasets.KindInpatient):
		g, _ = s.set("weeks of "+limit.Activity, func(d solver.Duty) bool { return s.duties[d].isWeek() && s.duties[d].code == limit.Activity })
	default:
		return 0, false
	}
	return g, true
}

// cover asks for one person in each night and each inpatient week. A week without its one attending leaves its nights
// without one too.
func (s *facultyStatement) cover() {
	everybody := s.class("faculty", func(solver.Person) bool { return true })
	rules := map[string]solver.Rule{}
	want := func(name, source string, t int, d solver.Duty, weight int) {
		rule, known := rules[name]
		if !known {
			rule = s.rule(name, solver.Cover, "person", source)
			rules[name] = rule
		}
		g, _ := s.set(s.duties[d].label, func(o solver.Duty) bool { return o == d })
		s.demand(rule, int64(weight), solver.Period(t), everybody, g, 1, 1)
	}
	for t := range s.count {
		if d := s.call[t]; d != solver.Off {
			row := s.duties[d].calls[0].row
			want("call:"+s.program.Call[row].Call, sourceOf(rowOf("call.csv", row), s.program.Call[row].Source), t, d, 1)
		}
		if d := s.week[t]; d != solver.Off {
			want("inpatient", "weeks.csv", t, d, 1+len(s.duties[d].calls))
		}
	}
}

// equity wishes that everybody has his share of each pool, rounded down or up.
func (s *facultyStatement) equity() {
	for _, pool := range s.program.Pools(datasets.Faculty) {
		g, _ := s.group("pool "+pool.Name, func(d solver.Duty) int32 { return s.pooled(pool, s.duties[d]) })
		rule := s.rule(equityRule(pool), solver.Soft, pool.Unit, fmt.Sprintf("the even share by exposure (one beyond it weighs %d)", shareWeight))
		for _, share := range pool.Shares {
			least, most := share.Around()
			for wider := range widestShares {
				s.sum(rule, shareWeight, s.facultyAt[share.Person], 0, solver.Period(s.count-1), g, max(0, least-wider), most+wider)
			}
		}
	}
}

// equity begins the names of the rules of pools.
const equity = "equity:"

func equityRule(pool datasets.Pool) string { return equity + pool.Name }

func isEquity(rule string) bool { return strings.HasPrefix(rule, equity) }

// pooled counts what a duty gives of a pool.
func (s *facultyStatement) pooled(pool datasets.Pool, duty nightDuty) int32 {
	switch pool.Name {
	case datasets.PoolWeeks:
		return int32(min(1, duty.days))
	case datasets.PoolTotal:
		return int32(len(duty.calls))
	case datasets.PoolHoliday:
		return int32(duty.count(func(c nightOnCall) bool { return c.holiday }))
	default:
		if duty.isWeek() {
			return 0
		}
		return int32(duty.count(func(c nightOnCall) bool { return s.program.Call[c.row].Call == pool.Name }))
	}
}

// nearInpatient wishes for nights without call before and after an inpatient week.
func (s *facultyStatement) nearInpatient() {
	rule := s.rule("near-inpatient", solver.Soft, "call", fmt.Sprintf("call.csv, column inpatient_gap (a night weighs %d)", nearWeight))
	s.eachWeek(func(week solver.Duty, g solver.Group) {
		for d, duty := range s.duties {
			if duty.isWeek() || len(duty.calls) == 0 {
				continue
			}
			wanted := s.program.Call[duty.calls[0].row].InpatientGap
			h, _ := s.set(duty.label, func(o solver.Duty) bool { return o == solver.Duty(d) })
			for between := range wanted {
				weight := int64(wanted-between) * nearWeight
				if gap := between + 1; s.follows(solver.Duty(d), week, gap) {
					s.succession(rule, weight, h, g, gap)
				}
				if gap := s.duties[week].days + between; s.follows(week, solver.Duty(d), gap) {
					s.succession(rule, weight, g, h, gap)
				}
			}
		}
	})
	s.nearBefore(rule)
}
