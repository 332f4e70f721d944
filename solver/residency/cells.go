package residency

import (
	"fmt"
	"slices"

	"rota/datasets"
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
		for t := range s.plan[i] {
			period := solver.Period(t)
			label := fmt.Sprintf("not open to PGY %d", s.pgys[i][t][0])
			g, n := s.set(label, func(d solver.Duty) bool { return d != solver.Off && !s.eligible(person, period, d) })
			if t == 0 || g != open {
				end(period)
				open, first, barred = g, period, n
			}
		}
		end(solver.Period(len(s.plan[i])))
	}
}

// otherLength is what a duty of another length than the stay weighs: it would be no rotation, and more than all other breaches of a line.
const otherLength = 1 << 10

// lengths bars the duties of other lengths than the stay, where stays have several.
func (s *statement) lengths() {
	if s.unit == inHalfBlocks {
		return
	}
	rule := s.rule("length", solver.Hard, "stay", "weeks.csv, columns first_day and last_day")
	for i, plan := range s.plan {
		for t, stretch := range plan {
			other, n := s.set(fmt.Sprintf("not of %d+%d weeks", stretch.weeks[0], stretch.weeks[1]), func(d solver.Duty) bool {
				return d != solver.Off && s.duties[d].weeks != stretch.weeks
			})
			if n > 0 {
				s.bar(rule, otherLength, solver.Person(i), solver.Period(t), solver.Period(t), other)
			}
		}
	}
}

// presence keeps a resident off in the blocks that are not planned for him.
func (s *statement) presence() {
	rule := s.rule("presence", solver.Hard, "block", "people.csv, columns first_day and last_day; absences.csv")
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

// pins bars all but the pinned rotation. Pins of block 0 and of people who are not residents are not of this schedule.
// A pin of one half fixes the rotation all the same, because a rotation fills its block. A pin is of the stays that begin in its block.
func (s *statement) pins() {
	for i, pin := range s.program.Pins {
		person, resident := s.residentAt[pin.Person]
		if !resident {
			continue
		}
		rule := solver.Rule(-1)
		for t, stretch := range s.plan[person] {
			if stretch.block != pin.Block {
				continue
			}
			if rule < 0 {
				rule = s.rule(fmt.Sprintf("pin:%s:%d", pin.Person, pin.Block), solver.Hard, "block", rowOf("pins.csv", i))
			}
			other, _ := s.set("not "+pin.Rotation, func(d solver.Duty) bool { return s.duties[d].rotation != pin.Rotation })
			s.bar(rule, 1, person, solver.Period(t), solver.Period(t), other)
		}
	}
	s.moves()
}

// moves bars all but the rotation that an event puts a resident on for the whole of a stretch, unless a pin says something of its block.
func (s *statement) moves() {
	s.eachBlock(func(person solver.Person, t solver.Period) {
		if !s.present(person, t) || s.pinned(person, s.plan[person][t].block) {
			return
		}
		who, w := s.residents[person], s.plan[person][t]
		if rotation := s.program.MovedFor(who, w.first, w.last); rotation != "" {
			rule := s.rule(fmt.Sprintf("pin:%s:%d", who.Person, w.block), solver.Hard, "block", "events.csv, column rotation")
			other, _ := s.set("not "+rotation, func(d solver.Duty) bool { return s.duties[d].rotation != rotation })
			s.bar(rule, 1, person, t, t, other)
		}
	})
}

// pinned reports whether a pin says what the resident is on in a block.
func (y *year) pinned(person solver.Person, block int) bool {
	return slices.ContainsFunc(y.program.Pins, func(p datasets.Pin) bool { return p.Person == y.residents[person].Person && p.Block == block })
}

// eachBlock visits every cell of the grid, person by person.
func (s *statement) eachBlock(visit func(solver.Person, solver.Period)) {
	for i := range s.residents {
		for t := range s.periods {
			visit(solver.Person(i), solver.Period(t))
		}
	}
}
