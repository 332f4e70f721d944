package compliance

import (
	"fmt"
	"slices"

	"rota/datasets"
)

// credentials: a credential with the name of an activity guards it. Of the faculty only who holds it on the day does it; on an
// activity, rotation or service of that name nobody is whose own rows are not valid on the day, or bar him. One breach a run of days. Of a resident's stays,
// and of an inpatient week, the days for which the schedule has no half-days count, too.
func credentials(y *Year, report func(Breach)) {
	guarded, own := map[string]bool{}, map[[2]string]bool{}
	open := map[[2]string]int{} // person and credential: the last of the breaches found
	var found []Breach
	for _, c := range y.Program.Credentials {
		if c.Level != datasets.Barred {
			guarded[c.Credential], own[[2]string{c.Person, c.Credential}] = true, true
		}
	}
	judge := func(person datasets.Person, d datasets.Day, halves float64, names ...string) {
		for i, name := range names {
			held, barred := y.holds(person.Person, name, d)
			asked := own[[2]string{person.Person, name}] || i == 0 && guarded[name] && person.Role == datasets.Faculty
			if slices.Contains(names[:i], name) || !barred && (held != "" || !asked) {
				continue
			}
			last, begun := open[[2]string{person.Person, name}]
			if begun && found[last].LastDay >= d-1 {
				found[last].LastDay = d
				found[last].Amount += halves
				continue
			}
			open[[2]string{person.Person, name}] = len(found)
			found = append(found, Breach{Person: person.Person, FirstDay: d, LastDay: d, Amount: halves, Text: name})
		}
	}
	y.eachShift(func(l *Line, s datasets.Shift) {
		names := []string{s.Activity}
		if s.Rotation != "" {
			names = append(names, s.Rotation, y.serviceOf(l, Work{Date: s.Date, Rotation: s.Rotation}))
		}
		judge(l.Person, s.Date, 1, names...)
	})
	for i := range y.Lines {
		if l := &y.Lines[i]; y.annual && !y.halfDays {
			for _, h := range y.Planned(l) {
				for d := h.FirstDay; d <= h.LastDay; d++ {
					for _, on := range l.On(d) {
						judge(l.Person, d, 2, on.Rotation, on.Service)
					}
				}
			}
		}
	}
	ofFaculty(func(f *Faculty, _ func(Breach)) {
		f.eachLine(func(l *FacultyLine) {
			for _, s := range l.Weeks {
				for d := s.FirstDay; d <= min(s.LastDay, f.LastDay); d++ {
					if !slices.ContainsFunc(l.Shifts, func(x datasets.Shift) bool { return x.Date == d && x.HalfDay != datasets.Night }) {
						judge(l.Person, d, 2, s.Rotation)
					}
				}
			}
		})
	})(y, report)
	for _, b := range found {
		b.Text = fmt.Sprintf("%s is on %s in %s without a credential that is valid then.", b.Person, b.Text, count(int(b.Amount), "half-day"))
		report(b)
	}
}

// holds returns the level of a credential that is valid for the person on the day, "" of none, and whether he is barred then.
func (y *Year) holds(person, credential string, d datasets.Day) (level string, barred bool) {
	for _, c := range y.Program.Credentials {
		if c.Person != person || c.Credential != credential || c.FirstDay != nil && d < *c.FirstDay || c.LastDay != nil && d > *c.LastDay {
			continue
		}
		switch {
		case c.Level == datasets.Barred:
			barred = true
		case level == "" || level == datasets.Trainee:
			level = c.Level
		}
	}
	return level, barred
}
