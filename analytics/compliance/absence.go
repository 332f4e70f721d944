package compliance

import (
	"fmt"
	"slices"

	"rota/datasets"
)

// absences: a resident's approved absence lies on rotations that allow leave. In a year's plan this is a wish before all
// others; the block schedule makes the days themselves free. An unfilled day is no leave: nobody granted it. One breach a run
// of days on one rotation; days that two rows of absences.csv share count once.
func absences(y *Year, report func(Breach)) {
	y.eachResident(func(l *Line) {
		var at []span
		var on []string
		for _, d := range y.AbsenceDays(l) {
			name := noLeave(l.On(d))
			n := len(at)
			switch {
			case l.LeaveAllowed(d):
			case n > 0 && at[n-1].last == d-1 && on[n-1] == name:
				at[n-1].last = d
			default:
				at, on = append(at, span{d, d}), append(on, name)
			}
		}
		for k, days := range at {
			i := slices.IndexFunc(y.Program.Absences, func(a datasets.Absence) bool {
				return a.Person == l.Person.Person && a.FirstDay <= days.first && days.first <= a.LastDay
			})
			where := "on no rotation"
			if on[k] != "" {
				where = fmt.Sprintf("on %s, which allows no leave", on[k])
			}
			report(Breach{Person: l.Person.Person, FirstDay: days.first, LastDay: days.last, Amount: float64(days.days()),
				Source: fileRow("absences.csv", i) + "; rotations.csv leave_allowed",
				Text:   fmt.Sprintf("%s is away on %s while %s.", l.Person.Person, count(days.days(), "day"), where)})
		}
	})
}

// noLeave returns the first of the rotations that allows no leave, or "".
func noLeave(on []*datasets.Rotation) string {
	for _, r := range on {
		if !r.LeaveAllowed {
			return r.Rotation
		}
	}
	return ""
}

// AbsenceDays returns the distinct days of a resident's approved absences that lie in blocks planned for him.
func (y *Year) AbsenceDays(l *Line) []datasets.Day {
	var out []datasets.Day
	for _, h := range y.Planned(l) {
		for d := h.FirstDay; d <= h.LastDay; d++ {
			if l.Absent(d) {
				out = append(out, d)
			}
		}
	}
	return out
}

// LeaveAllowed says whether the person is on a rotation on day d, and on none that allows no leave.
func (l *Line) LeaveAllowed(d datasets.Day) bool { return len(l.On(d)) > 0 && noLeave(l.On(d)) == "" }
