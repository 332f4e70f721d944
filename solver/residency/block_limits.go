package residency

import (
	"fmt"
	"math"
	"slices"
	"time"

	"rota/datasets"
	"rota/datasets/rules"
	"rota/solver"
)

// limits bounds what a person has of activities in half-days, by week and block. More than most is Hard, less than the part of least that
// the person's days are of the period is Cover, unless the row is a wish.
func (s *blockStatement) limits() {
	for i, limit := range s.program.Limits {
		if limit.Unit != datasets.LimitHalfDay || limit.Per == datasets.PerYear {
			continue
		}
		above, below, weight := solver.Hard, solver.Cover, int64(1)
		if limit.Level == "Soft" {
			above, below, weight = solver.Soft, solver.Soft, leastWeight
		}
		codes := append([]string{limit.Activity}, limit.With...)
		g, n := s.set("half-days of "+limit.Activity, func(d solver.Duty) bool {
			return s.duties[d].half < night && s.duties[d].works() && (limit.Service != "" || slices.Contains(codes, s.duties[d].code))
		})
		if n == 0 && limit.Least == 0 {
			continue
		}
		source := sourceOf(rowOf("limits.csv", i), limit.Source)
		for person := range s.people {
			for _, span := range s.limitSpans(limit.Per) {
				first, last, bound := s.boundDays(limit, person, span)
				if !bound {
					continue
				}
				if limit.Service != "" {
					s.limitService(limit, person, span, g, [2]solver.Level{above, below}, weight, source)
					continue
				}
				if most := mostOf(limit.Most); most != solver.Unlimited {
					s.total(s.named("limit:most:"+limit.Activity, above, "half-day", source), weight, person, halvesOfDay*first, halvesOfDay*last+night, g, -solver.Unlimited/2, most)
				}
				if owed := s.owed(limit, person, span); owed > 0 {
					s.total(s.named("limit:least:"+limit.Activity, below, "half-day", source), weight, person, halvesOfDay*first, halvesOfDay*last+night, g, owed, solver.Unlimited)
				}
			}
		}
	}
}

// limitService bounds the half-days that a person works while on a service.
func (s *blockStatement) limitService(limit datasets.Limit, person int, span [2]int, g solver.Group, levels [2]solver.Level, weight int64, source string) {
	who := s.class(s.people[person].Person, func(i solver.Person) bool { return int(i) == person })
	var terms []term
	for day := max(0, span[0]); day <= min(span[1], s.days-1); day++ {
		for half := morning; half <= afternoon && s.binds(limit, person, day) && s.service(person, day) == limit.Service; half++ {
			terms = append(terms, term{solver.Period(halvesOfDay*day + half), who, g})
		}
	}
	if most := mostOf(limit.Most); most != solver.Unlimited && len(terms) > most {
		s.demandOf(s.named("limit:most:"+limit.Service, levels[0], "half-day", source), weight, terms, 0, most)
	}
	if owed := s.owed(limit, person, span); owed > 0 {
		s.demandOf(s.named("limit:least:"+limit.Service, levels[1], "half-day", source), weight, terms, owed, solver.Unlimited)
	}
}

// limitSpans returns the days, counted from the block's first, of the block or of each week from Monday to Sunday that it has a part of.
func (s *blockStatement) limitSpans(per string) [][2]int {
	if per == datasets.PerBlock {
		return [][2]int{{0, s.days - 1}}
	}
	const week = 7
	var spans [][2]int
	for day := range s.days {
		if d := s.block.FirstDay + datasets.Day(day); day == 0 || d.Weekday() == time.Monday {
			begin := day - (int(d.Weekday())+week-1)%week
			spans = append(spans, [2]int{begin, begin + week - 1})
		}
	}
	return spans
}

// boundDays returns the days of a span from the first to the last on which a limit binds a person.
func (s *blockStatement) boundDays(limit datasets.Limit, person int, span [2]int) (first, last int, bound bool) {
	first, last = -1, -1
	for day := max(0, span[0]); day <= min(span[1], s.days-1); day++ {
		if s.binds(limit, person, day) {
			if !bound {
				first, bound = day, true
			}
			last = day
		}
	}
	if bound && limit.Person != "" {
		first = span[0] // what history tells of the days before counts too
	}
	return first, last, bound
}

// owed is the part of a least that the person's working half-days are of those of the span.
func (s *blockStatement) owed(limit datasets.Limit, person int, span [2]int) int {
	const rounding = 1e-9
	there, all := 0, 0
	who := s.people[person]
	for day := span[0]; day <= span[1]; day++ {
		d := s.block.FirstDay + datasets.Day(day)
		if d.Weekday() == time.Saturday || d.Weekday() == time.Sunday || s.program.IsHoliday(d) {
			continue
		}
		for half := morning; half <= afternoon; half++ {
			if !s.program.Available(who.Person, d, halfDayNames[half]) {
				continue
			}
			all++
			if day >= 0 && day < s.days && who.FirstDay <= d && d <= who.LastDay && !s.program.Away(who.Person, d) && !s.inpatient(person, day) && s.binds(limit, person, day) {
				there++
			}
		}
	}
	if all == 0 {
		return 0
	}
	return int(math.Floor(float64(limit.Least)*float64(there)/float64(all) + rounding))
}

// inpatient reports whether a member of the faculty is in an inpatient week on the day, or on its recovery.
func (s *blockStatement) inpatient(person, day int) bool {
	c := s.cell(person, halvesOfDay*day)
	if c.fixed != ofFaculty {
		return false
	}
	return s.duties[c.usual].kind == datasets.KindInpatient || slices.ContainsFunc(s.program.Weeks, func(w datasets.Week) bool {
		return w.Recovery != "" && w.Recovery == c.offCode
	})
}

// clinicApart keeps the inpatient work of an X+Y calendar free of clinic: in each week at most what the programme's version of the rule allows.
func (s *blockStatement) clinicApart() {
	g, _ := s.set("clinic", func(d solver.Duty) bool { return s.duties[d].kind == datasets.KindClinic })
	for v, law := range s.program.Book().Rules() {
		if law.ID != "xy-no-clinic" {
			continue
		}
		weight, limit := int64(1), int(math.Floor(law.Limit+1e-9))
		if law.Level == rules.Soft {
			weight = leastWeight
		}
		for i := range s.people {
			who := s.class(s.people[i].Person, func(p solver.Person) bool { return int(p) == i })
			for _, span := range s.limitSpans(datasets.LimitWeek) {
				var terms []term
				for day := max(0, span[0]); day <= min(span[1], s.days-1); day++ {
					on := s.resident(i) && slices.Contains(law.Services, s.service(i, day)) && law.InForce((s.block.FirstDay + datasets.Day(day)).Time())
					for half := morning; half <= night && on; half++ {
						if t := halvesOfDay*day + half; s.offers(i, t, g) {
							terms = append(terms, term{solver.Period(t), who, g})
						}
					}
				}
				if len(terms) > limit {
					s.demandOf(s.named(fmt.Sprintf("%s:%d", law.ID, v+1), gravity[law.Level], law.Unit, law.Source()), weight, terms, 0, limit)
				}
			}
		}
	}
}

// ownClinics wishes for a clinic on the weekday of a resident's own clinic.
func (s *blockStatement) ownClinics() {
	rule := s.rule("own clinic", solver.Soft, "week", fmt.Sprintf("people.csv, column clinic_weekday (a week weighs %d)", leastWeight))
	g, n := s.set("clinic", func(d solver.Duty) bool { return s.duties[d].kind == datasets.KindClinic })
	if n == 0 {
		return
	}
	for i, who := range s.people {
		for day := range s.days {
			d := s.block.FirstDay + datasets.Day(day)
			if who.ClinicWeekday == d.Weekday().String() && (s.offers(i, halvesOfDay*day, g) || s.offers(i, halvesOfDay*day+1, g)) {
				s.sum(rule, leastWeight, solver.Person(i), solver.Period(halvesOfDay*day), solver.Period(halvesOfDay*day+1), g, 1, solver.Unlimited)
			}
		}
	}
}

// offers reports whether a person can have a duty of a group in a period.
func (s *blockStatement) offers(person, t int, g solver.Group) bool {
	c := s.cell(person, t)
	return s.coefficient(g, c.usual) != 0 || slices.ContainsFunc(c.others, func(d solver.Duty) bool { return s.coefficient(g, d) != 0 })
}
