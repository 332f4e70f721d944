package compliance

import (
	"fmt"
	"slices"

	"rota/datasets"
)

// onDuty is how many people a row of cover.csv for half-days has in one of them.
type onDuty struct {
	cover   datasets.Cover
	row     int // in the table, from 0
	day     datasets.Day
	halfDay string
	n       int
}

// eachHalfDayCover visits the rows of cover.csv that are for half-days, in each half-day of the schedule that they are for. People count
// who are of the role and level on that day, not absent, on one of the activities or, where the row names none, at work, and on one of
// the services; role anybody counts all together. A schedule without anybody of the role says nothing of the row.
func (y *Year) eachHalfDayCover(visit func(onDuty)) {
	if y.Clock == nil {
		return
	}
	type place struct {
		day     datasets.Day
		halfDay string
	}
	at, roles := map[place][]datasets.Shift{}, map[datasets.Role]bool{}
	line := map[string]*Line{}
	y.eachShift(func(l *Line, s datasets.Shift) {
		at[place{s.Date, s.HalfDay}] = append(at[place{s.Date, s.HalfDay}], s)
		roles[l.Person.Role], line[s.Person] = true, l
	})
	for i, c := range y.Program.Cover {
		if c.Role == "" {
			c.Role = datasets.Resident
		}
		ofFaculty := c.Role == datasets.Faculty || c.Role == datasets.Anybody
		if !c.ForHalfDays() || !roles[c.Role] && c.Role != datasets.Anybody || ofFaculty && y.Faculty != nil && y.Faculty.whole {
			continue // the faculty's year has nights and inpatient weeks only
		}
		for d := y.Clock.FirstDay; d <= y.Clock.LastDay; d++ {
			if c.FirstDay != nil && d < *c.FirstDay || c.LastDay != nil && d > *c.LastDay || len(c.Weekdays) > 0 && !slices.Contains(c.Weekdays, d.Weekday().String()) {
				continue
			}
			for _, half := range y.halvesOf(c) {
				counted := map[string]bool{}
				for _, s := range at[place{d, half}] {
					if y.counts(c, line[s.Person], s) {
						counted[s.Person] = true
					}
				}
				visit(onDuty{c, i, d, half, len(counted)})
			}
		}
	}
}

// halvesOf returns the half-days that a row is for: its own, or those in which activities.csv has one of its activities.
func (y *Year) halvesOf(c datasets.Cover) []string {
	if c.HalfDay != "" {
		return []string{c.HalfDay}
	}
	return slices.DeleteFunc([]string{datasets.AM, datasets.PM, datasets.Night}, func(half string) bool {
		if len(c.Activities) == 0 {
			return half == datasets.Night
		}
		return !slices.ContainsFunc(c.Activities, func(code string) bool { _, known := y.Program.ActivityIn(code, half); return known })
	})
}

// counts says whether a half-day counts for the row.
func (y *Year) counts(c datasets.Cover, l *Line, s datasets.Shift) bool {
	pgy := y.Program.PGYOn(s.Person, s.Date)
	work := func(w Work) bool { return w.Date == s.Date && w.HalfDay == s.HalfDay && w.Activity == s.Activity }
	switch {
	case l.Person.Role != c.Role && c.Role != datasets.Anybody || l.Absent(s.Date):
		return false
	case c.PGYFrom != nil && pgy < *c.PGYFrom || c.PGYTo != nil && pgy > *c.PGYTo:
		return false
	case len(c.Services) > 0 && !slices.Contains(c.Services, y.serviceOf(l, Work{Date: s.Date, Rotation: s.Rotation})):
		return false
	case len(c.Activities) > 0:
		return slices.Contains(c.Activities, s.Activity)
	default:
		return slices.ContainsFunc(y.Clock.hands[s.Person].work, work)
	}
}

// breach begins a breach of the row in the half-day.
func (o onDuty) breach(allowed int, sentence string) Breach {
	return Breach{Level: Level(o.cover.Level), FirstDay: o.day, LastDay: o.day, Amount: float64(o.n), Allowed: float64(allowed), Source: written(fileRow("cover.csv", o.row), o.cover.Source),
		Text: fmt.Sprintf("%s has %s in the %s of %v; %s.", o.cover.Cover, people(o.n), halfDayNames[o.halfDay], o.day, fmt.Sprintf(sentence, allowed))}
}
