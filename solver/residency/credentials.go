package residency

import (
	"slices"

	"rota/datasets"
	"rota/solver"
)

// mayDo reports whether credentials.csv lets the person do an activity on the day: whoever is barred, or has rows of which none is valid, may
// not, and nor may faculty without a row where others have one.
func mayDo(p *datasets.Program, person datasets.Person, code string, d datasets.Day) bool {
	guarded, own, held := false, false, false
	for _, c := range p.Credentials {
		if c.Credential != code {
			continue
		}
		valid := (c.FirstDay == nil || *c.FirstDay <= d) && (c.LastDay == nil || d <= *c.LastDay)
		switch {
		case c.Level == datasets.Barred:
			if c.Person == person.Person && valid {
				return false
			}
		case c.Person == person.Person:
			guarded, own, held = true, true, held || valid
		default:
			guarded = true
		}
	}
	return held || !own && !(guarded && person.Role == datasets.Faculty)
}

// credentials keeps residents from the rotations and services for which credentials of their own are not valid on each day of a stay.
func (s *statement) credentials() {
	rule := solver.Rule(-1)
	own := map[[2]string]bool{}
	for _, c := range s.program.Credentials {
		own[[2]string{c.Person, c.Credential}] = true
	}
	s.eachBlock(func(person solver.Person, t solver.Period) {
		who := s.residents[person]
		lacks := func(name string, days interval) bool {
			if !own[[2]string{who.Person, name}] {
				return false
			}
			for d := days.first; d <= days.last; d++ {
				if !mayDo(s.program, who, name, d) {
					return true
				}
			}
			return false
		}
		if !s.present(person, t) {
			return
		}
		stretch := s.plan[person][t]
		barred, n := s.set("no valid credential", func(d solver.Duty) bool {
			duty := s.duties[d]
			return d != solver.Off && (lacks(duty.rotation, stretch.interval) ||
				lacks(duty.half[0].Service, stretch.part[0]) || lacks(duty.half[1].Service, stretch.part[1]))
		})
		if n > 0 {
			if rule < 0 {
				rule = s.rule("credential", solver.Hard, "block", "credentials.csv")
			}
			s.bar(rule, 1, person, t, t, barred)
		}
	})
}

// credentials keeps people from calls and inpatient weeks for which they hold no credential, if one guards the activity, on some day of it.
func (s *facultyStatement) credentials() {
	rule := solver.Rule(-1)
	for i, person := range s.faculty {
		s.eachCell(func(t int, d solver.Duty) {
			duty := s.duties[d]
			lacks := slices.ContainsFunc(duty.calls, func(c nightOnCall) bool {
				return !mayDo(s.program, person, s.program.Call[c.row].Activity, s.day(t+c.after))
			})
			for day := s.daysOf(t, d).first; duty.isWeek() && day <= s.daysOf(t, d).last; day++ {
				lacks = lacks || !mayDo(s.program, person, duty.code, day)
			}
			if lacks {
				if rule < 0 {
					rule = s.rule("credential", solver.Hard, "duty", "credentials.csv")
				}
				s.barDuty(rule, 1, i, t, d)
			}
		})
	}
}
