package residency

import (
	"fmt"

	"rota/solver"
)

// The rules of single cells: who may be on what in which block. All of them are bars.

// eligibility bars the rotations that are not open to a resident's level, stretch by stretch of equal bars.
func (s *statement) eligibility() {
	rule := s.rule("eligibility", solver.Hard, "block", "rotations.csv, column pgys")
	for i := range s.residents {
		person := solver.Person(i)
		var open solver.Group
		var first solver.Period
		barred := 0
		end := func(t solver.Period) {
			if barred > 0 {
				s.bar(rule, 1, person, first, t-1, open)
			}
		}
		for t := range s.blocks {
			period := solver.Period(t)
			label := fmt.Sprintf("not open to PGY %d", s.pgys[i][t][0])
			g, n := s.set(label, func(d solver.Duty) bool { return d != solver.Off && !s.eligible(person, period, d) })
			if t == 0 || g != open {
				end(period)
				open, first, barred = g, period, n
			}
		}
		end(solver.Period(len(s.blocks)))
	}
}

// presence keeps a resident off in the blocks that do not lie within his time with the programme.
func (s *statement) presence() {
	rule := s.rule("presence", solver.Hard, "block", "people.csv, columns first_day and last_day")
	working, _ := s.set("any rotation", func(d solver.Duty) bool { return d != solver.Off })
	s.eachBlock(func(person solver.Person, t solver.Period) {
		if !s.present(person, t) {
			s.bar(rule, 1, person, t, t, working)
		}
	})
}

// filled asks for a rotation in every block that is planned.
func (s *statement) filled() {
	rule := s.rule("filled", solver.Hard, "block", "every resident is on a rotation in every block of his time")
	off, _ := s.set("off", func(d solver.Duty) bool { return d == solver.Off })
	s.eachBlock(func(person solver.Person, t solver.Period) {
		if s.present(person, t) {
			s.bar(rule, 1, person, t, t, off)
		}
	})
}

// The work-hour law as an annual schedule can break it. A half of a combined rotation is a rotation shorter than four
// weeks, over which the law takes the average, so each half is judged by itself.
const (
	mostHoursPerWeek  = 80 // ACGME Common Program Requirements 6.20
	leastDaysOffPer28 = 4  // the same, 6.21.b: one day in seven
)

// workHours bars the rotations whose hour profile breaks the law.
func (s *statement) workHours() {
	laws := []struct {
		name, source, label string
		broken              func(hours float64, daysOff int) bool
	}{
		{"acgme-80h", "ACGME Common Program Requirements 6.20", "over 80 h a week",
			func(hours float64, _ int) bool { return hours > mostHoursPerWeek }},
		{"acgme-day-off", "ACGME Common Program Requirements 6.21.b", "under 4 days off in 28",
			func(_ float64, daysOff int) bool { return daysOff < leastDaysOffPer28 }},
	}
	for _, law := range laws {
		g, n := s.set(law.label, func(d solver.Duty) bool {
			if d == solver.Off {
				return false
			}
			a, b := s.duties[d].half[0], s.duties[d].half[1]
			return law.broken(a.HoursPerWeek, a.DaysOffPer28) || law.broken(b.HoursPerWeek, b.DaysOffPer28)
		})
		if n == 0 {
			continue
		}
		rule := s.rule(law.name, solver.Hard, "block", law.source)
		for i := range s.residents {
			s.bar(rule, 1, solver.Person(i), 0, solver.Period(len(s.blocks)-1), g)
		}
	}
}

// pins bars all but the pinned rotation. Pins of block 0 and of people who are not residents are not of this schedule.
// A pin of one half fixes the rotation all the same, because a rotation fills its block.
func (s *statement) pins() {
	for i, pin := range s.program.Pins {
		person, resident := s.residentAt[pin.Person]
		t, planned := s.periodAt[pin.Block]
		if !resident || !planned {
			continue
		}
		rule := s.rule(fmt.Sprintf("pin:%s:%d", pin.Person, pin.Block), solver.Hard, "block", rowOf("pins.csv", i))
		other, _ := s.set("not "+pin.Rotation, func(d solver.Duty) bool { return s.duties[d].rotation != pin.Rotation })
		s.bar(rule, 1, person, t, t, other)
	}
}

// eachBlock visits every cell of the grid, person by person.
func (s *statement) eachBlock(visit func(solver.Person, solver.Period)) {
	for i := range s.residents {
		for t := range s.blocks {
			visit(solver.Person(i), solver.Period(t))
		}
	}
}
