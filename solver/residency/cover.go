package residency

import (
	"fmt"
	"slices"

	"rota/datasets"
	"rota/solver"
)

// cover counts, in each slice of time that begins within the days of a row of cover.csv (a half-block, or where cohorts change places
// at other times often a week), the residents of its levels on its services. Each counts by the period in which he then is; whom
// the calendars of cohorts put there is taken off the limits. Rows of a half-day, of activities or of another role belong to the
// block schedule.
func (s *statement) cover() {
	moments := s.moments()
	for i, c := range s.program.Cover {
		if c.HalfDay != "" || len(c.Activities) > 0 || (c.Role != "" && c.Role != datasets.Resident) {
			continue
		}
		rule := s.rule("cover:"+c.Cover, solver.Cover, "person", sourceOf(rowOf("cover.csv", i), c.Source))
		for _, m := range moments {
			if !m.beginsWithin(c.FirstDay, c.LastDay) {
				continue
			}
			terms, given := s.coverTerms(c, m)
			most := mostOf(c.Most)
			if most != solver.Unlimited {
				most -= given
			}
			s.demandOf(rule, 1, terms, c.Least-given, most)
		}
	}
}

// beginsWithin reports whether the interval has a day and its first lies within first..last; nil is no limit.
func (i interval) beginsWithin(first, last *datasets.Day) bool {
	return i.first <= i.last && (first == nil || i.first >= *first) && (last == nil || i.first <= *last)
}

// place is where a resident is on a day: a part of a period.
type place struct {
	period solver.Period
	part   int
}

// moment is where everybody is while nobody changes places.
type moment struct {
	interval
	at     []*place // of each resident; nil: he has no period then
	given  []*duty  // of each resident: what his cohort's calendar gives him; nil: nothing
	pgy    []int    // of each resident
	places []place  // that anybody is in, in the order of the first who is
}

// moments returns the planned year in order of time.
func (s *statement) moments() (all []moment) {
	for _, slice := range s.program.Slices() {
		all = append(all, s.momentOf(interval{slice.FirstDay, slice.LastDay}))
	}
	return all
}

func (s *statement) momentOf(days interval) moment {
	n := len(s.residents)
	m := moment{interval: days, at: make([]*place, n), given: make([]*duty, n), pgy: make([]int, n)}
	for i, person := range s.residents {
		m.pgy[i] = s.program.PGYOn(person.Person, days.first)
		for t, stretch := range s.plan[i] {
			for k, part := range stretch.part {
				if part.first <= days.first && days.first <= part.last {
					m.at[i] = &place{solver.Period(t), k}
				}
			}
		}
		if m.at[i] != nil && !slices.Contains(m.places, *m.at[i]) {
			m.places = append(m.places, *m.at[i])
		}
		for _, g := range s.given[i] {
			if g.first <= days.first && days.first <= g.last && s.there(solver.Person(i), g) {
				d := s.givenDuty(g)
				m.given[i] = &d
			}
		}
	}
	return m
}

// coverTerms returns what counts for a row of cover.csv at a moment, one term for each place in which residents then are, and how many
// are put there by the calendars of their cohorts.
func (s *statement) coverTerms(c datasets.Cover, m moment) (terms []term, given int) {
	counts := func(i int) bool {
		return (c.PGYFrom == nil || m.pgy[i] >= *c.PGYFrom) && (c.PGYTo == nil || m.pgy[i] <= *c.PGYTo)
	}
	for i, d := range m.given {
		if d != nil && counts(i) && slices.Contains(c.Services, d.half[0].Service) {
			given++
		}
	}
	for _, where := range m.places {
		class := s.class(levels(c), func(person solver.Person) bool {
			at := m.at[person]
			return at != nil && *at == where && counts(int(person))
		})
		g, _ := s.set(fmt.Sprintf("%s in half %d", c.Cover, where.part+1), func(d solver.Duty) bool {
			return d != solver.Off && slices.Contains(c.Services, s.duties[d].half[where.part].Service)
		})
		terms = append(terms, term{where.period, class, g})
	}
	if len(terms) == 0 { // nobody is planned then
		class := s.class(levels(c), func(solver.Person) bool { return false })
		nothing, _ := s.set("nothing", func(solver.Duty) bool { return false })
		terms = []term{{0, class, nothing}}
	}
	return terms, given
}

// levels names the levels of a row of cover.csv.
func levels(c datasets.Cover) string {
	label := "residents"
	if c.PGYFrom != nil {
		label += fmt.Sprintf(" from PGY %d", *c.PGYFrom)
	}
	if c.PGYTo != nil {
		label += fmt.Sprintf(" to PGY %d", *c.PGYTo)
	}
	return label
}
