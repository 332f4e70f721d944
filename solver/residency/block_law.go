package residency

import (
	"fmt"
	"slices"
	"time"

	"rota/datasets"
	"rota/solver"
)

// The law of work hours on half-days by their clock times. What binds is read from the rules of the programme, person by person.

const (
	minutesOfDay  = 24 * 60
	lunch         = 120 // minutes: a longer pause ends a period of work, as the checker has it
	restAfterLong = 14  // hours after 24 h in the house, where no rule tells
)

// law states the rules that bind residents.
func (s *blockStatement) law() {
	s.pairs()
	s.afterNights()
	for i := range s.people {
		if s.resident(i) {
			for _, w := range s.windows(i) {
				s.average(w)
			}
			s.nightRuns(i)
		}
	}
}

// pairs keeps apart the half-days of one day that overlap or lie too close, and an evening from the next morning.
func (s *blockStatement) pairs() {
	all := s.rests()
	overlap := s.rule("double-booked", solver.Hard, "pair of half-days", "activities.csv: nobody does two things at once")
	versions := func(source string) solver.Rule { return s.versionOf("rest", "pair of half-days", source) }
	rest := versions(all[0].source)
	long := s.rule("long day", solver.Hard, "pair of half-days", lawSource(s.program.Book(), "acgme-24h", s.block.FirstDay))
	between := func(a, b halfDuty) int { return b.starts - a.ends }
	overlaps := func(a, b halfDuty) bool { return between(a, b) < 0 }
	byTwo := func(a, b halfDuty) bool { return overlaps(a, b) && a.kind != datasets.KindInpatient } // the attending hands over to himself
	for half := morning; half < night; half++ {
		s.forbid(overlap, half, half+1, 1, onResidents, overlaps)
		s.forbid(overlap, half, half+1, 1, onOthers, byTwo)
		s.owe(all, versions, half, half+1, 1, func(owed int, a, b halfDuty) bool { return lunch < between(a, b) && between(a, b) < owed })
	}
	s.forbid(overlap, morning, night, 2, onResidents, overlaps)
	s.forbid(overlap, morning, night, 2, onOthers, byTwo)
	s.owe(all, versions, afternoon, morning, 2, func(owed int, a, b halfDuty) bool { return between(a, b)+minutesOfDay < owed })
	s.shortNight(versions)
	s.forbid(long, morning, night, 2, onResidents, func(a, b halfDuty) bool { return b.starts+b.long-a.starts > minutesOfDay || !b.isCall() })
	for i := range s.people {
		if !s.resident(i) {
			continue
		}
		for t := night; t < s.count(); t += halvesOfDay { // a morning, a free afternoon, a night: the pause is no rest
			if !s.mayCall(i, t) {
				continue
			}
			g, _ := s.group("work of a day but for the pause", func(d solver.Duty) int32 {
				switch duty := s.duties[d]; {
				case !duty.works():
					return 0
				case duty.half == afternoon:
					return -1
				default:
					return 1
				}
			})
			s.total(rest, 1, i, t-2, t, g, -1, 1)
		}
	}
}

// shortNight keeps an evening from the next morning where the clocks go forward in between: the hour that is lost is no rest.
// One that is won is not counted on.
func (s *blockStatement) shortNight(versions func(source string) solver.Rule) {
	for day := 1; day < s.days; day++ {
		rest := s.restOn(day)
		owed := rest.minutes
		y, m, d := s.block.FirstDay.Time().Date()
		midnight := func(k int) time.Time { return time.Date(y, m, d+k, 0, 0, 0, 0, s.zone) }
		lost := minutesOfDay - int(midnight(day+1).Sub(midnight(day)).Minutes())
		for _, a := range s.duties {
			if lost <= 0 || !a.works() || a.half != afternoon {
				continue
			}
			g, n := s.set("evening and morning of a short night", func(k solver.Duty) bool {
				b := s.duties[k]
				apart := b.starts + minutesOfDay - a.ends
				return b == a || b.works() && b.half == morning && owed <= apart && apart < owed+lost
			})
			for i := range s.people {
				if n > 1 && s.resident(i) {
					s.total(versions(rest.source), 1, i, halvesOfDay*day-2, halvesOfDay*day, g, 0, 1)
				}
			}
		}
	}
}

// mayCall reports whether a night on call is among what a resident can do in the period.
func (h *halfDays) mayCall(person, t int) bool {
	c := h.cell(person, t)
	return h.duties[c.usual].isCall() || slices.ContainsFunc(c.others, func(d solver.Duty) bool { return h.duties[d].isCall() })
}

// Whom a rule on pairs binds.
const (
	onResidents = true
	onOthers    = false
)

// forbid forbids duties of one half so many periods before those of another, where so says of the two.
func (s *blockStatement) forbid(rule solver.Rule, first, second, gap int, whom bool, so func(a, b halfDuty) bool) {
	s.eachForbidden(first, second, so, func(g, h solver.Group, _, _ []solver.Duty) {
		for i := range s.people {
			if s.resident(i) == whom {
				s.pair(rule, 1, i, g, h, gap)
			}
		}
	})
}

// eachForbidden visits the duties of one half that go with the same ones of another half where so forbids them, and those: as groups and by number.
func (s *blockStatement) eachForbidden(first, second int, so func(a, b halfDuty) bool, visit func(g, h solver.Group, before, after []solver.Duty)) {
	done := map[string]bool{}
	for _, a := range s.duties {
		if !a.works() || a.half != first {
			continue
		}
		forbidden := func(x halfDuty) (set []solver.Duty) {
			for d, b := range s.duties {
				if b.works() && b.half == second && x.works() && x.half == first && so(x, b) {
					set = append(set, solver.Duty(d))
				}
			}
			return set
		}
		after := forbidden(a)
		if key := fmt.Sprint(after); len(after) == 0 || done[key] {
			continue
		} else {
			done[key] = true
		}
		var before []solver.Duty
		for d, x := range s.duties {
			if slices.Equal(forbidden(x), after) {
				before = append(before, solver.Duty(d))
			}
		}
		g, _ := s.set(fmt.Sprintf("%s like %s", halfDayNames[first], a.code), func(d solver.Duty) bool { return slices.Contains(before, d) })
		h, _ := s.set(fmt.Sprintf("%s not with %s %s", halfDayNames[second], halfDayNames[first], a.code), func(d solver.Duty) bool { return slices.Contains(after, d) })
		visit(g, h, before, after)
	}
}

// afterNights keeps the day after a night in the house free: of work that would begin before the rest is over, and after a call of
// whatever is not what follows it.
func (s *blockStatement) afterNights() {
	all := s.rests()
	versions := func(source string) solver.Rule { return s.versionOf("after night", "half-day", source) }
	rule := versions(all[0].source)
	short := func(owed int, a, b halfDuty) bool {
		if a.isCall() {
			owed = max(owed, s.restAfterCall())
		}
		return b.starts+minutesOfDay-a.ends < owed
	}
	s.owe(all, versions, night, morning, 1, func(owed int, a, b halfDuty) bool { return short(owed, a, b) && !s.followsCall(a, b) })
	s.owe(all, versions, night, afternoon, 2, func(owed int, a, b halfDuty) bool { return short(owed, a, b) && !s.followsCall(a, b) })
	s.owe(all, versions, night, night, 3, short)
	// A free day between a night and an early morning would not be 24 hours long.
	s.forbid(rule, night, morning, 4, onResidents, func(a, b halfDuty) bool { return !a.isCall() && b.starts+2*minutesOfDay-a.ends < minutesOfDay })

	call := s.rule("after call", solver.Hard, "half-day", "call.csv, columns after_am and after_pm")
	calls, n := s.set("night on call", func(d solver.Duty) bool { return s.duties[d].isCall() })
	if n == 0 {
		return
	}
	works := func(code string) bool {
		a, known := s.program.ActivityIn(code, datasets.PM)
		return known && !freeOfWork(a.Kind)
	}
	atWork := slices.ContainsFunc(s.program.Call, func(c datasets.Call) bool { return c.Role == datasets.Resident && works(c.AfterPM) })
	for half := morning; half <= afternoon; half++ {
		other, _ := s.set("not what follows a call", func(d solver.Duty) bool {
			return d == solver.Off && (half == morning || atWork) || s.duties[d].half == half && s.duties[d].works() && !s.isAfter(d)
		})
		for i := range s.people {
			if s.resident(i) && s.canCall(i) {
				s.pair(call, 1, i, calls, other, 1+half)
			}
		}
	}
}

// canCall reports whether a night on call is, or was just before the block, among what a resident does.
func (s *blockStatement) canCall(person int) bool {
	for t := night; t < s.count(); t += halvesOfDay {
		if s.mayCall(person, t) {
			return true
		}
	}
	return s.duties[s.before[[2]int{person, -1}]].isCall()
}

// isAfter reports whether a duty is what follows a call by a row of call.csv.
func (s *blockStatement) isAfter(d solver.Duty) bool {
	return slices.ContainsFunc(s.program.Call, func(c datasets.Call) bool {
		return c.Role == datasets.Resident && s.duties[d].code == []string{c.AfterAM, c.AfterPM, ""}[s.duties[d].half] && s.duties[d].code != ""
	})
}

// followsCall reports whether the work b is what follows the call a, which may then end with it.
func (s *blockStatement) followsCall(a, b halfDuty) bool {
	return slices.ContainsFunc(s.program.Call, func(c datasets.Call) bool {
		return c.Role == datasets.Resident && c.Activity == a.code && b.code == []string{c.AfterAM, c.AfterPM, ""}[b.half]
	})
}

// restAfterCall returns the minutes that the law asks for after 24 hours in the house.
func (s *blockStatement) restAfterCall() int {
	if r, binds := s.program.Book().At("acgme-14h-after-24h", s.block.FirstDay.Time(), ""); binds {
		return int(60 * r.Limit)
	}
	return 60 * restAfterLong
}

// nightRuns bounds the nights of night float in a row, those before the block included.
func (s *blockStatement) nightRuns(person int) {
	g, n := s.set("night float", func(d solver.Duty) bool { return s.duties[d].half == night && s.duties[d].kind == datasets.KindNight })
	if n == 0 {
		return
	}
	for _, id := range []string{"fm-night-float-run", "im-night-float-run"} {
		for day := range s.days {
			w := window{person: person, row: s.on[person][day], days: []int{day}}
			r, binds := s.bound(w, id)
			if most := int(r.Limit); binds && s.mayNight(person, day) {
				s.total(s.lawRule(id, "night", r), 1, person, halvesOfDay*(day-most), halvesOfDay*day+night, g, 0, most)
			}
		}
	}
	s.recoveries(person, g)
}

// mayNight reports whether a resident can have a night of night float on a day of the block.
func (s *blockStatement) mayNight(person, day int) bool {
	c := s.cell(person, halvesOfDay*day+night)
	isNight := func(d solver.Duty) bool { return s.duties[d].works() && s.duties[d].kind == datasets.KindNight }
	return isNight(c.usual) || slices.ContainsFunc(c.others, isNight)
}

// pair forbids a person one group so many periods after another, also where the first of them lies before the block.
func (s *blockStatement) pair(rule solver.Rule, weight int64, person int, before, after solver.Group, gap int) {
	t := &s.problem.Successions
	t.Rule, t.Weight, t.Person = append(t.Rule, rule), append(t.Weight, weight), append(t.Person, solver.Person(person))
	t.Before, t.After, t.Gap = append(t.Before, before), append(t.After, after), append(t.Gap, int32(gap))
	for p := -gap; p < 0; p++ {
		if d, known := s.before[[2]int{person, p}]; known && s.coefficient(before, d) != 0 && p+gap < s.count() {
			s.bar(rule, weight, solver.Person(person), solver.Period(p+gap), solver.Period(p+gap), after)
		}
	}
}

// total asks a person for an amount of a group, of which a part may lie before the block.
func (s *blockStatement) total(rule solver.Rule, weight int64, person, first, last int, g solver.Group, least, most int) {
	past := 0
	for p := first; p < 0; p++ {
		past += int(s.coefficient(g, s.before[[2]int{person, p}]))
	}
	if most != solver.Unlimited {
		most -= past
	}
	s.sum(rule, weight, solver.Person(person), solver.Period(max(0, first)), solver.Period(min(last, s.count()-1)), g, least-past, most)
}

// coefficient returns the coefficient of a duty in a group, 0 of none.
func (s *blockStatement) coefficient(g solver.Group, d solver.Duty) int32 {
	sets := &s.problem.Groups
	for k := sets.First[g]; k < sets.First[g+1]; k++ {
		if sets.Member[k] == int32(d) {
			return sets.Coef[k]
		}
	}
	return 0
}

// attendance asks residents who can have nights to be at an event, or to have a night on that day or the eve.
func (s *blockStatement) attendance() {
	rule := s.rule("attendance", solver.Hard, "half-day", "events.csv")
	for i := range s.people {
		for t := range s.count() {
			c := s.cell(i, t)
			if !c.excusable || c.fixed != free {
				continue
			}
			g, _ := s.set("a night, or "+s.duties[c.usual].code, func(d solver.Duty) bool { return d == c.usual || s.duties[d].half == night && s.duties[d].works() })
			day := t / halvesOfDay
			s.total(rule, 1, i, halvesOfDay*day-1, halvesOfDay*day+night, g, 1, solver.Unlimited)
		}
	}
}
