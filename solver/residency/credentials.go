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
