package residency

import (
	"slices"

	"rota/datasets"
)

// guest is a learner or visitor whom events put on rotations. Nobody plans him; he counts where he is.
type guest struct {
	datasets.Person
	on map[datasets.Day]string // service, by day on which he is there
}

// layGuests finds the guests of the planned days.
func (y *year) layGuests() {
	slice := y.program.Slices()
	for _, person := range y.program.People {
		if person.Role != datasets.Learner && person.Role != datasets.Visitor || len(slice) == 0 {
			continue
		}
		g := guest{person, map[datasets.Day]string{}}
		stretches := y.program.Stretches(person)
		for d := max(slice[0].FirstDay, person.FirstDay); d <= min(slice[len(slice)-1].LastDay, person.LastDay); d++ {
			rotation := y.program.MovedTo(person, "", d)
			if row, ok := y.rowIn(rotation, partOn(stretches, d)); ok && !y.program.Away(person.Person, d) {
				g.on[d] = row.Service
			}
		}
		if len(g.on) > 0 {
			y.guests = append(y.guests, g)
		}
	}
}

// partOn returns which part of a stretch the day lies in, from 1 on; outside all of them 1.
func partOn(stretches []datasets.Stretch, d datasets.Day) int {
	for _, s := range stretches {
		if k := slices.IndexFunc(s.Parts, func(p datasets.Part) bool { return p.FirstDay <= d && d <= p.LastDay }); k >= 0 {
			return k + 1
		}
	}
	return 1
}

// rowIn returns the row of rotations.csv that a rotation has in a part of a stretch.
func (y *year) rowIn(rotation string, part int) (datasets.Rotation, bool) {
	i := slices.IndexFunc(y.program.Rotations, func(r datasets.Rotation) bool { return r.Rotation == rotation && (r.Half == 0 || r.Half == part) })
	if i < 0 {
		return datasets.Rotation{}, false
	}
	return y.program.Rotations[i], true
}

// guestsOn returns how many guests whom count lets count are on one of the services on the day.
func (y *year) guestsOn(services []string, d datasets.Day, count func(datasets.Person) bool) int {
	n := 0
	for _, g := range y.guests {
		if service, there := g.on[d]; there && count(g.Person) && slices.Contains(services, service) {
			n++
		}
	}
	return n
}

// guestsIn returns how many guests a row of cover.csv has on the day of a moment with fewest, and on the one with most. They are of the
// level of the moment's first day.
func (s *statement) guestsIn(c datasets.Cover, m moment) (fewest, most int) {
	for d := m.first; d <= m.last; d++ {
		n := s.guestsOn(c.Services, d, func(person datasets.Person) bool {
			pgy := s.program.PGYOn(person.Person, m.first)
			return c.Admits(person.Role) && (c.PGYFrom == nil || pgy >= *c.PGYFrom) && (c.PGYTo == nil || pgy <= *c.PGYTo)
		})
		if d == m.first {
			fewest = n
		}
		fewest, most = min(fewest, n), max(most, n)
	}
	return fewest, most
}
