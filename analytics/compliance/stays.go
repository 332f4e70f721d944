package compliance

import (
	"fmt"
	"slices"
	"strings"

	"rota/datasets"
)

// knownPerson: a stay is of a person of the programme. A schedule made elsewhere may name others; nothing else can be said
// about such a stay.
func knownPerson(y *Year, report func(Breach)) {
	for _, s := range y.stays {
		if !slices.ContainsFunc(y.Lines, func(l Line) bool { return l.Person.Person == s.Person }) {
			report(Breach{Person: s.Person, FirstDay: s.FirstDay, LastDay: s.LastDay, Amount: 1,
				Text: fmt.Sprintf("The schedule names %s, who is not in people.csv.", s.Person)})
		}
	}
	ofFaculty(func(f *Faculty, report func(Breach)) {
		for _, s := range f.strangers {
			report(Breach{Person: s.Person, FirstDay: s.FirstDay, LastDay: s.LastDay, Amount: 1,
				Text: fmt.Sprintf("The schedule has %s attending, who is no faculty of people.csv.", s.Person)})
		}
	})(y, report)
	for _, s := range y.Clock.strangers() {
		report(Breach{Person: s.person, FirstDay: s.first, LastDay: s.last, Amount: float64(s.rows), Unit: "half-day",
			Text: fmt.Sprintf("The schedule has %s of %s, who is not in people.csv.", count(s.rows, "half-day"), s.person)})
	}
}

// knownRotation: a stay is on a rotation of the programme.
func knownRotation(y *Year, report func(Breach)) {
	for _, s := range y.stays {
		missing := runs(max(s.FirstDay, y.FirstDay), min(s.LastDay, y.LastDay), func(d datasets.Day) bool { return y.row(y.calendarOf(y.personOf(s.Person)), s.Rotation, d) == nil })
		for _, days := range missing {
			report(Breach{Person: s.Person, FirstDay: days.first, LastDay: days.last, Amount: float64(days.days()),
				Text: fmt.Sprintf("%s is on %s, which is not in rotations.csv.", s.Person, s.Rotation)})
		}
	}
}

// stayDates: a stay does not end before it begins.
func stayDates(y *Year, report func(Breach)) {
	for _, s := range y.stays {
		if s.LastDay < s.FirstDay {
			report(Breach{Person: s.Person, FirstDay: s.FirstDay, LastDay: s.LastDay, Amount: float64(s.FirstDay - s.LastDay),
				Text: fmt.Sprintf("%s's stay on %s ends on %v, before it begins on %v.", s.Person, s.Rotation, s.LastDay, s.FirstDay)})
		}
	}
}

// present: nobody is on a rotation, and nobody of the faculty at work, before his first or after his last day with the programme.
func present(y *Year, report func(Breach)) {
	ofFaculty(facultyPresent)(y, report)
	for i := range y.Lines {
		l := &y.Lines[i]
		for _, s := range y.stays {
			if s.Person != l.Person.Person {
				continue
			}
			before := span{s.FirstDay, min(s.LastDay, l.Person.FirstDay-1)}
			after := span{max(s.FirstDay, l.Person.LastDay+1), s.LastDay}
			for _, days := range []span{before, after} {
				if days.days() < 1 {
					continue
				}
				report(Breach{Person: s.Person, FirstDay: days.first, LastDay: days.last, Amount: float64(days.days()),
					Source: fileRow("people.csv", i),
					Text: fmt.Sprintf("%s is on %s on %s outside the time with the programme (%v to %v).",
						s.Person, s.Rotation, count(days.days(), "day"), l.Person.FirstDay, l.Person.LastDay)})
			}
		}
	}
}

// onePlace: on no day do two stays of one person overlap.
func onePlace(y *Year, report func(Breach)) {
	for i := range y.Lines {
		l := &y.Lines[i]
		for _, days := range runs(y.FirstDay, y.LastDay, func(d datasets.Day) bool { return len(l.On(d)) > 1 }) {
			var names []string
			for d := days.first; d <= days.last; d++ {
				for _, r := range l.On(d) {
					if !slices.Contains(names, r.Rotation) {
						names = append(names, r.Rotation)
					}
				}
			}
			report(Breach{Person: l.Person.Person, FirstDay: days.first, LastDay: days.last, Amount: float64(days.days()),
				Text: fmt.Sprintf("%s is in more than one place on %s (%s).", l.Person.Person, count(days.days(), "day"), strings.Join(names, ", "))})
		}
	}
}

// filled: a resident is on a rotation on each day of each block that lies in his time, given ones apart. One breach a block.
func filled(y *Year, report func(Breach)) {
	for i := range y.Lines {
		l := &y.Lines[i]
		for _, block := range byBlock(y.Planned(l)) {
			if block[0].Given != "" {
				continue
			}
			gaps := runs(block[0].FirstDay, block[len(block)-1].LastDay, func(d datasets.Day) bool { return len(l.On(d)) == 0 })
			if len(gaps) == 0 {
				continue
			}
			days := 0
			for _, gap := range gaps {
				days += gap.days()
			}
			report(Breach{Person: l.Person.Person, FirstDay: gaps[0].first, LastDay: gaps[len(gaps)-1].last, Amount: float64(days),
				Text: fmt.Sprintf("%s has no rotation on %s of %s.", l.Person.Person, count(days, "day"), block[0].name())})
		}
	}
}

// pinned: the days of a pinned cell are spent on the pinned rotation. A pin of half 0 is of the whole block; of stays of weeks, one is of
// those that begin in the block.
func pinned(y *Year, report func(Breach)) {
	if !y.residents {
		return
	}
	for i, pin := range y.Program.Pins {
		j := slices.IndexFunc(y.Lines, func(l Line) bool { return l.Person.Person == pin.Person })
		if j < 0 {
			continue
		}
		l := &y.Lines[j]
		cells := slices.DeleteFunc(slices.Clone(l.halves), func(h Half) bool {
			return h.Given != "" || h.Block != pin.Block || pin.Half != 0 && h.Half != pin.Half && !h.OfWeeks
		})
		for _, cell := range byBlock(cells) {
			for _, days := range y.elsewhere(l, cell[0].FirstDay, cell[len(cell)-1].LastDay, pin.Rotation) {
				report(Breach{Person: pin.Person, FirstDay: days.first, LastDay: days.last, Amount: float64(days.days()),
					Source: written(fileRow("pins.csv", i), pin.Reason),
					Text: fmt.Sprintf("%s is pinned to %s in %s, but is not on it on %s.",
						pin.Person, pin.Rotation, cell[0].name(), count(days.days(), "day"))})
			}
		}
	}
	if y.annual {
		pinnedByEvents(y, report)
	}
}

// pinnedByEvents: an event that puts a resident on a rotation for all days of a block, or stay, planned for him is a pin of it, unless a pin
// says something of the block.
func pinnedByEvents(y *Year, report func(Breach)) {
	y.eachResident(func(l *Line) {
		for _, block := range byBlock(y.Planned(l)) {
			first, last := block[0].FirstDay, block[len(block)-1].LastDay
			rotation := y.Program.MovedFor(l.Person, first, last)
			if rotation == "" || block[0].Given != "" || slices.ContainsFunc(y.Program.Pins, func(p datasets.Pin) bool { return p.Person == l.Person.Person && p.Block == block[0].Block }) {
				continue
			}
			for _, days := range y.elsewhere(l, first, last, rotation) {
				report(Breach{Person: l.Person.Person, FirstDay: days.first, LastDay: days.last, Amount: float64(days.days()), Source: "events.csv, column rotation",
					Text: fmt.Sprintf("An event has %s on %s in %s, but the schedule not on %s.", l.Person.Person, rotation, block[0].name(), count(days.days(), "day"))})
			}
		}
	})
}

// cohort: residents are on the rotation to which the calendar of their cohort gives a stay. One breach a run of days.
func cohort(y *Year, report func(Breach)) {
	if !y.residents {
		return
	}
	y.eachResident(func(l *Line) {
		for _, stay := range byBlock(y.Planned(l)) {
			h := stay[0]
			if h.Given == "" {
				continue
			}
			for _, days := range y.elsewhere(l, h.FirstDay, stay[len(stay)-1].LastDay, h.Given) {
				report(Breach{Person: l.Person.Person, FirstDay: days.first, LastDay: days.last, Amount: float64(days.days()),
					Text: fmt.Sprintf("%s is of cohort %s, which is on %s from %v, but is not on it on %s.",
						l.Person.Person, l.Person.Cohort, h.Given, h.FirstDay, count(days.days(), "day"))})
			}
		}
	})
}

// elsewhere returns the runs of days, of those that the schedule tells, on which the person is not on the rotation.
func (y *Year) elsewhere(l *Line, first, last datasets.Day, rotation string) []span {
	if !y.annual {
		first, last = max(first, y.Clock.FirstDay), min(last, y.Clock.LastDay)
	}
	return runs(first, last, func(d datasets.Day) bool {
		return !slices.ContainsFunc(l.On(d), func(r *datasets.Rotation) bool { return r.Rotation == rotation })
	})
}
