package analytics

import (
	"fmt"
	"slices"

	"rota/analytics/compliance"
	"rota/datasets"
)

// facultyWishes says of each absence and then of each request of the faculty what became of it, in the order of their tables. An
// absence or leave is granted when the person is on no inpatient week on its days and no night on call begins on one. A wish for
// anything else is nothing that a faculty year can grant.
func facultyWishes(f *compliance.Faculty) []Wish {
	var out []Wish
	add := func(w Wish) {
		i := slices.IndexFunc(f.Lines, func(l compliance.FacultyLine) bool { return l.Person.Person == w.Person })
		if i >= 0 && w.FirstDay <= f.LastDay && f.FirstDay <= w.LastDay {
			w.Granted, w.Reason = judgeFaculty(&f.Lines[i], w)
			out = append(out, w)
		}
	}
	for _, x := range f.Program.Absences {
		add(Wish{Person: x.Person, FirstDay: x.FirstDay, LastDay: x.LastDay, Wish: Absence})
	}
	for _, x := range f.Program.Requests {
		add(Wish{Person: x.Person, FirstDay: x.FirstDay, LastDay: x.LastDay, Wish: x.Rotation, Rank: x.Rank})
	}
	return out
}

// judgeFaculty says whether a wish is granted, and why in one sentence.
func judgeFaculty(l *compliance.FacultyLine, w Wish) (granted bool, reason string) {
	if w.Wish != Absence && w.Wish != datasets.Leave {
		return false, "A faculty year grants leave and absences only."
	}
	nights, weeks := 0, 0
	for _, s := range l.Nights {
		if w.FirstDay <= s.Date && s.Date <= w.LastDay {
			nights++
		}
	}
	for _, s := range l.Weeks {
		if s.FirstDay <= w.LastDay && w.FirstDay <= s.LastDay {
			weeks++
		}
	}
	switch {
	case weeks > 0:
		return false, "An inpatient week of the person lies on its days."
	case nights > 0:
		return false, fmt.Sprintf("The person is on call in %d of its nights.", nights)
	}
	return true, "No call begins and no inpatient week lies on its days."
}
