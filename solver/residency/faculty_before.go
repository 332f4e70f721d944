package residency

import (
	"fmt"
	"time"

	"rota/datasets"
	"rota/solver"
)

// What people did before the year, and what they wish for: rules of the faculty year that are bars of single cells.

// barDuty forbids a person one duty in one night.
func (s *facultyStatement) barDuty(rule solver.Rule, weight int64, person, t int, d solver.Duty) {
	g, _ := s.set(s.duties[d].label, func(o solver.Duty) bool { return o == d })
	s.bar(rule, weight, solver.Person(person), solver.Period(t), solver.Period(t), g)
}

// eachCell visits the duties that a night can hold.
func (s *facultyStatement) eachCell(visit func(t int, d solver.Duty)) {
	for t := range s.count {
		for _, d := range []solver.Duty{s.call[t], s.week[t]} {
			if d != solver.Off {
				visit(t, d)
			}
		}
	}
}

// gapsBefore holds calls to the gap from the last call before the year.
func (s *facultyStatement) gapsBefore(least, wanted solver.Rule) {
	for i, person := range s.faculty {
		last, known := s.program.LastBefore(person.Person, datasets.KindCall)
		if !known {
			continue
		}
		s.eachCell(func(t int, d solver.Duty) {
			calls := s.duties[d].calls
			if len(calls) == 0 {
				return
			}
			row, apart := s.program.Call[calls[0].row], int(s.day(t+calls[0].after)-last.FirstDay)
			switch {
			case apart < row.LeastGap:
				s.barDuty(least, 1, i, t, d)
			case apart < row.WantedGap:
				s.barDuty(wanted, int64(row.WantedGap-apart)*spacingWeight, i, t, d)
			}
		})
	}
}

// restBefore holds inpatient weeks to the rest from the last one before the year, and to the end of a call of the night before it.
func (s *facultyStatement) restBefore(rest, onePlace solver.Rule) {
	for i, person := range s.faculty {
		week, attended := s.program.LastBefore(person.Person, datasets.KindInpatient)
		call, called := s.program.LastBefore(person.Person, datasets.KindCall)
		s.eachCell(func(t int, d solver.Duty) {
			if !s.duties[d].isWeek() {
				return
			}
			if attended && int(s.day(t)-week.FirstDay)-1 < s.duties[d].rest {
				s.barDuty(rest, 1, i, t, d)
			}
			if called && s.endsWithin(call, s.duties[d], s.day(t)) {
				s.barDuty(onePlace, 1, i, t, d)
			}
		})
	}
}

// endsWithin reports whether a call before the year ends after an inpatient week has begun.
func (s *facultyStatement) endsWithin(call datasets.History, week nightDuty, first datasets.Day) bool {
	team, known := s.program.ActivityIn(week.code, datasets.AM)
	begins, _, timed := team.Hours(first, s.program.Location())
	if !known || !timed {
		return false
	}
	var ends time.Time
	if call.EndsAt != nil {
		ends = *call.EndsAt
	} else if a, isActivity := s.program.ActivityIn(call.Name, call.HalfDay); isActivity {
		_, ends, _ = a.Hours(call.FirstDay, s.program.Location())
	}
	return ends.After(begins)
}

// nearBefore holds calls to the wished distance from an inpatient week before the year, and weeks to that from a call.
func (s *facultyStatement) nearBefore(rule solver.Rule) {
	for i, person := range s.faculty {
		week, attended := s.program.LastBefore(person.Person, datasets.KindInpatient)
		call, called := s.program.LastBefore(person.Person, datasets.KindCall)
		s.eachCell(func(t int, d solver.Duty) {
			duty := s.duties[d]
			wanted, between := 0, 0
			switch {
			case duty.isWeek() && called:
				row := s.rowOf(call.FirstDay)
				if row < 0 || s.program.Call[row].TakenBy == datasets.ByInpatient {
					return
				}
				wanted, between = s.program.Call[row].InpatientGap, int(s.day(t)-call.FirstDay)-1
			case !duty.isWeek() && len(duty.calls) > 0 && attended:
				wanted, between = s.program.Call[duty.calls[0].row].InpatientGap, int(s.day(t)-week.FirstDay)-1
			}
			if between < wanted {
				s.barDuty(rule, int64(wanted-between)*nearWeight, i, t, d)
			}
		})
	}
}

// leaveRequests wishes for no call that begins, and no inpatient week, on the days of a leave that is asked for. Each that lies there
// weighs as the rank does.
func (s *facultyStatement) leaveRequests() {
	for i, r := range s.program.Requests {
		person, known := s.facultyAt[r.Person]
		if !known || r.Rotation != datasets.Leave {
			continue
		}
		rule := s.rule(fmt.Sprintf("request:%s:%s", r.Person, r.FirstDay), solver.Soft, "duty", rowOf("requests.csv", i))
		s.eachCell(func(t int, d solver.Duty) {
			if s.daysOf(t, d).touches(r.FirstDay, r.LastDay) {
				s.barDuty(rule, weightOfRank(r.Rank), int(person), t, d)
			}
		})
	}
}
