package residency

import (
	"errors"
	"fmt"

	"rota/datasets"
	"rota/solver"
)

// Plan is what a block schedule rests on beside the programme: the year of the residents and the year of the faculty.
type Plan struct {
	Block  int              `json:"block"`          // label
	Stays  []datasets.Stay  `json:"stays"`          // of the residents; inpatient weeks of the faculty are passed over: their half-days are among Shifts
	Shifts []datasets.Shift `json:"shifts"`         // of the faculty: inpatient days, nights on call, half-days after them
	Year   []FacultyDuty    `json:"year,omitempty"` // of the faculty, all of it: what stand-ins are found in where somebody is lost
}

// blockStatement is the problem of a block while it is being stated.
type blockStatement struct {
	*halfDays
	sheet
}

// Block states a block of a programme as a problem: who does what in each half-day, and who is on call each night, for residents and
// faculty together. The programme's history holds the work of the days before the block. Rules, their levels and their amounts:
//
//	Hard   calendar                       half-days with something that is not offered to the person then
//	Hard   presence, absence              half-days of somebody who is not there or away
//	Hard   protected, event, faculty year half-days that are fixed, and hold something else
//	Hard   attendance                     events missed by somebody who has no night on the day or the eve
//	Hard   double-booked, rest, long day  pairs of half-days that overlap, lie too close or are too long together
//	Hard   after night, after call        half-days of work after a night in the house
//	Hard   acgme-80h                      work beyond the limit, in the unit in which all half-days are whole numbers
//	Hard   acgme-1-in-7                   days off missing, by person and rotation
//	Hard   acgme-call-every-third         nights of call beyond the limit, by person and rotation
//	Hard   fm-, im-night-float-run        nights in a row beyond the limit
//	Hard   call-gap                       pairs of calls closer than least_gap
//	Hard   supervision, fm-preceptor      preceptors missing, in the smallest part of one that a resident needs
//	Hard   limit                          half-days above most, by person and period
//	Cover  limit                          half-days below least
//	Cover  call:ROW                       people missing or too many, by night
//	any    cover                          people missing or too many, by half-day, on the level of the row
//	Soft   template                       half-days that are not as the template has them
//	Soft   clinic                         half-days of clinic that the template has and that are not held
//	Soft   night                          nights without a resident, of those for which a template has one
//	Soft   idle                           half-days of the faculty in which nothing is planned
//	Soft   own clinic, limit              half-days missing to a clinic on its weekday, and to limits that are wishes
//	Soft   call-spacing, call share       nights missing to wanted_gap, calls beyond the even share
//
// The search may not count as a day off what the law counts as one: a night's end late in the morning leaves none, and nor does a
// day between two half-days of work. So a schedule that breaks nothing here breaks no law, and not the other way round.
// The error names every reason why there is no such problem.
func Block(p *datasets.Program, plan Plan) (*solver.Problem, error) {
	h, err := newHalfDays(p, plan)
	if err != nil {
		return nil, err
	}
	s := &blockStatement{halfDays: h, sheet: newSheet(h.grid())}
	s.offered()
	s.wishes()
	s.nights()
	s.law()
	s.calls()
	s.supervision()
	s.cover()
	s.limits()
	s.clinicApart()
	s.ownClinics()
	s.attendance()
	if len(s.defects) > 0 {
		return nil, errors.Join(s.defects...)
	}
	return s.problem, s.problem.Validate()
}

// facultyYear is the rule that what the year of the faculty has stays as it is.
const facultyYear = "faculty year"

// Weights of the wishes, chosen by us. Days off have to fall somewhere: not on a clinic where a whole day of other work could be taken, and not so
// that a night has nobody where a day of clinic could.
const (
	templateWeight = 4  // a half-day that is not as the template has it
	clinicWeight   = 5  // a half-day of clinic in it that is not held, beside what each half-day weighs: 9 in all, above 2 x 4
	nightWeight    = 20 // a night without a resident, beside what the half-day weighs: 24 in all, above 2 x 9
	callWeight     = 6  // a call beyond the even share
	gapWeight      = 2  // a night missing to wanted_gap
	leastWeight    = 2  // a half-day below a least, or above a most, that is a wish
	idleWeight     = 1  // a half-day of the faculty in which nothing is planned
)

// offered says what can stand in each cell at all. What a person does anyway costs nothing here.
func (s *blockStatement) offered() {
	rules := [...]solver.Rule{
		free:        s.rule("calendar", solver.Hard, "half-day", "templates.csv, activities.csv, call.csv, limits.csv"),
		notPresent:  s.rule("presence", solver.Hard, "half-day", "people.csv, columns first_day and last_day"),
		away:        s.rule(absenceRule, solver.Hard, "half-day", "absences.csv"),
		isProtected: s.rule("protected", solver.Hard, "half-day", "templates.csv, column protected"),
		isEvent:     s.rule("event", solver.Hard, "half-day", "events.csv"),
		ofFaculty:   s.rule(facultyYear, solver.Hard, "half-day", "the schedule of the faculty"),
	}
	for i := range s.people {
		for t := range s.count() {
			c := s.cell(i, t)
			other, n := s.set("not offered", func(d solver.Duty) bool { return !c.has(d) })
			if n > 0 {
				s.bar(rules[c.fixed], calendarWeight, solver.Person(i), solver.Period(t), solver.Period(t), other)
			}
		}
	}
}

// wishes asks for what templates have, first for their clinics and nights, and of the faculty for no idle half-day.
func (s *blockStatement) wishes() {
	template := s.rule("template", solver.Soft, "half-day", fmt.Sprintf("templates.csv (a half-day weighs %d)", templateWeight))
	clinic := s.rule("clinic", solver.Soft, "half-day", fmt.Sprintf("templates.csv: clinic is held (a half-day without weighs %d more)", clinicWeight))
	idle := s.rule("idle", solver.Soft, "half-day", fmt.Sprintf("half-days of the faculty have a use (one without weighs %d)", idleWeight))
	for i := range s.people {
		for t := range s.count() {
			c := s.cell(i, t)
			if c.fixed == free && !s.resident(i) && len(c.others) > 0 {
				off, _ := s.set("off", func(d solver.Duty) bool { return d == solver.Off })
				s.bar(idle, idleWeight, solver.Person(i), solver.Period(t), solver.Period(t), off)
			}
			if c.fixed != free || !c.wanted {
				continue
			}
			other, _ := s.set("not "+s.problem.Duties[c.usual], func(d solver.Duty) bool {
				return c.has(d) && d != c.usual && (s.duties[d].works() || s.duties[c.usual].works())
			})
			s.bar(template, templateWeight, solver.Person(i), solver.Period(t), solver.Period(t), other)
			if s.duties[c.usual].kind != datasets.KindClinic {
				continue
			}
			none, n := s.set("no clinic", func(d solver.Duty) bool { return c.has(d) && s.duties[d].kind != datasets.KindClinic })
			if n > 0 {
				s.bar(clinic, clinicWeight, solver.Person(i), solver.Period(t), solver.Period(t), none)
			}
		}
	}
}

// nights wishes for a resident in each night for which a template has one.
func (s *blockStatement) nights() {
	rule := s.rule("night", solver.Soft, "night", fmt.Sprintf("templates.csv: a night has a resident (one without weighs %d)", nightWeight))
	residents := s.class("residents", func(i solver.Person) bool { return s.resident(int(i)) })
	atNight, _ := s.set("night", func(d solver.Duty) bool { return s.duties[d].half == night && s.duties[d].works() })
	for t := night; t < s.count(); t += halvesOfDay {
		for i := range s.people {
			if c := s.cell(i, t); s.resident(i) && s.duties[c.usual].works() {
				s.demand(rule, nightWeight, solver.Period(t), residents, atNight, 1, solver.Unlimited)
				break
			}
		}
	}
}
