package compliance

import (
	"slices"
	"strings"

	"rota/datasets"
)

// recovery: the days after an absence of the kind, as many as the rule says, lie on rotations that allow leave, where nobody counts on the
// person. Days of another absence, and those that are not planned, ask for nothing. One breach a run of days.
func recovery(id, kind string) func(*Year, func(Breach)) {
	return func(y *Year, report func(Breach)) {
		y.eachResident(func(l *Line) {
			planned := y.Planned(l)
			for _, a := range y.Program.Absences {
				law, binds := y.allowed(id, a.LastDay, l, "", "")
				if a.Person != l.Person.Person || !strings.EqualFold(a.Kind, kind) || !binds {
					continue
				}
				kept := func(d datasets.Day) bool {
					return !slices.ContainsFunc(planned, func(h Half) bool { return h.FirstDay <= d && d <= h.LastDay }) || l.Absent(d) || l.LeaveAllowed(d)
				}
				last := a.LastDay + datasets.Day(law.Limit+tolerance)
				for _, days := range runs(a.LastDay+1, last, func(d datasets.Day) bool { return !kept(d) }) {
					b := law.breach(l, days.first, days.last, float64(days.days()), "has no rotation that allows leave on %s of %g after an absence (%s) that ended on %v",
						count(days.days(), "day"), law.Limit, kind, a.LastDay)
					b.Allowed = 0
					report(b)
				}
			}
		})
	}
}
