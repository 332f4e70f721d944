package residency

import (
	"slices"

	"rota/datasets"
	"rota/solver"
)

// DivideWeeks divides the inpatient weeks of a faculty year that have begun, by an order's freeze, when somebody is lost in them: the days
// gone by stay with him, and what is left from the day on which he is lost is a week of its own, which another one can take over. It returns the programme with them and the duties of the roster there; the programme as it is, and nil, where there are none.
func DivideWeeks(p *datasets.Program, r solver.Roster, o Order) (*datasets.Program, []FacultyDuty) {
	if o.Freeze == nil {
		return p, nil
	}
	divided := *p
	divided.Weeks = slices.Clone(p.Weeks)
	l := &facultyLoss{program: &divided, plan: Plan{Year: FacultyDuties(p, r)}}
	for _, a := range o.Absences {
		from := max(a.FirstDay, *o.Freeze)
		w, inWeek := p.InpatientWeek(from)
		if inWeek && w.FirstDay < *o.Freeze && from <= a.LastDay {
			l.divide(a.Person, from)
		}
	}
	if len(divided.Weeks) == len(p.Weeks) {
		return p, nil
	}
	return &divided, l.plan.Year
}

// RosterOf is the inverse of FacultyDuties; the error names each duty that the programme has no night for.
func RosterOf(p *datasets.Program, duties []FacultyDuty) (solver.Roster, error) {
	n, err := newNights(p)
	if err != nil {
		return nil, err
	}
	return n.roster(duties)
}

// WeeksOf returns the programme with those inpatient weeks divided that are so in the programme which a faculty year was made of. Other weeks
// stay as they are.
func WeeksOf(p, made *datasets.Program) *datasets.Program {
	divided := *p
	divided.Weeks = nil
	for _, w := range p.Weeks {
		parts := slices.DeleteFunc(slices.Clone(made.Weeks), func(part datasets.Week) bool {
			return part.Kind != w.Kind || part.FirstDay < w.FirstDay || part.LastDay > w.LastDay
		})
		slices.SortFunc(parts, func(a, b datasets.Week) int { return int(a.FirstDay - b.FirstDay) })
		whole := w.Kind == datasets.WeekInpatient && len(parts) > 1
		next := w.FirstDay
		for _, part := range parts {
			whole = whole && part.FirstDay == next
			next = part.LastDay + 1
		}
		if !whole || next != w.LastDay+1 {
			parts = []datasets.Week{w}
		}
		divided.Weeks = append(divided.Weeks, parts...)
	}
	return &divided
}
