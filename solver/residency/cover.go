package residency

import (
	"fmt"
	"slices"

	"rota/datasets"
	"rota/solver"
)

// cover counts, in each slice of time that begins within the days of a row of cover.csv (a half-block, or where cohorts change places
// at other times often a week), the residents of its levels on its services. Each counts by the period in which he then is, and by the
// rotation that an event puts him on from there; whom the calendars of cohorts put there is taken off the limits, and so are guests, of whom a
// least has those of the day with fewest and a most those of the day with most. Rows of a half-day, of activities or of the faculty belong to
// the block schedule, and rows of guests alone say nothing where no event has any.
func (s *statement) cover() {
	moments := s.moments()
	for i, c := range s.program.Cover {
		if !c.ForStays() || !c.Admits(datasets.Resident) && !slices.ContainsFunc(s.guests, func(g guest) bool { return c.Admits(g.Role) }) {
			continue
		}
		rule := s.rule("cover:"+c.Cover, solver.Cover, "person", sourceOf(rowOf("cover.csv", i), c.Source))
		for _, m := range moments {
			if !m.beginsWithin(c.FirstDay, c.LastDay) {
				continue
			}
			terms, given := s.coverTerms(c, m)
			fewest, greatest := s.guestsIn(c, m)
			least, most := c.Least-given-fewest, mostOf(c.Most)
			if most != solver.Unlimited {
				most -= given + greatest
			}
			if least <= most {
				s.demandOf(rule, 1, terms, least, most)
				continue
			}
			s.demandOf(rule, 1, terms, least, solver.Unlimited) // guests of a part of the slice leave nothing between the two
			s.demandOf(rule, 1, terms, min(0, most), most)
		}
	}
}

// beginsWithin reports whether the interval has a day and its first lies within first..last; nil is no limit.
func (i interval) beginsWithin(first, last *datasets.Day) bool {
	return i.first <= i.last && (first == nil || i.first >= *first) && (last == nil || i.first <= *last)
}

// place is where a resident is on a day: a part of a period, in which an event may put him elsewhere.
type place struct {
	period solver.Period
	part   int
	moves  int // of the moment's moves
}

// moment is where everybody is while nobody changes places.
type moment struct {
	interval
	at     []*place           // of each resident; nil: he has no period then
	given  []*duty            // of each resident: what his cohort's calendar gives him; nil: nothing
	pgy    []int              // of each resident
	places []place            // that anybody is in, in the order of the first who is
	moves  []map[string]*duty // by service: the rotation that an event has its people on; moves[0] is none
	keys   []string           // of the moves: equal ones are one
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
	m := moment{interval: days, at: make([]*place, n), given: make([]*duty, n), pgy: make([]int, n), moves: []map[string]*duty{nil}, keys: []string{""}}
	for i, person := range s.residents {
		m.pgy[i] = s.program.PGYOn(person.Person, days.first)
		for t, stretch := range s.plan[i] {
			for k, part := range stretch.part {
				if part.first <= days.first && days.first <= part.last {
					m.at[i] = &place{solver.Period(t), k, s.movesOf(&m, person, k)}
				}
			}
		}
		if m.at[i] != nil && !slices.Contains(m.places, *m.at[i]) {
			m.places = append(m.places, *m.at[i])
		}
		for _, g := range s.given[i] {
			if g.first <= days.first && days.first <= g.last && s.there(solver.Person(i), g) {
				d := s.givenDuty(g)
				part := 0
				if g.part[1].first <= days.first && days.first <= g.part[1].last {
					part = 1
				}
				if moved := m.moves[s.movesOf(&m, person, part)][d.half[0].Service]; moved != nil {
					d = *moved
				}
				m.given[i] = &d
			}
		}
	}
	return m
}

// movesOf returns which moves of a moment bind a resident in a part of his stretch, adding them if they are new: for each service the
// rotation that an event puts him on from there.
func (s *statement) movesOf(m *moment, person datasets.Person, part int) int {
	if !slices.ContainsFunc(s.program.Events, func(e datasets.Event) bool { return e.Rotation != "" && m.touches(e.FirstDay, e.LastDay) }) {
		return 0
	}
	moves, key := map[string]*duty{}, ""
	for _, r := range s.program.Rotations {
		to := s.program.MovedTo(person, r.Service, m.first)
		if to == "" || moves[r.Service] != nil {
			continue
		}
		d := s.givenDuty(stretch{rotation: to})
		if row, ok := s.rowIn(to, part+1); ok {
			d.half = [2]datasets.Rotation{row, row}
		}
		moves[r.Service], key = &d, key+r.Service+"|"+d.half[0].Service+"|"
	}
	k := slices.Index(m.keys, key)
	if k < 0 {
		k = len(m.keys)
		m.moves, m.keys = append(m.moves, moves), append(m.keys, key)
	}
	return k
}

// serves returns the service of a duty at a place of the moment: where an event has put its people elsewhere, that of the event's rotation.
func (m moment) serves(d duty, where place) string {
	service := d.half[where.part].Service
	if moved := m.moves[where.moves][service]; moved != nil && d.rotation != "" {
		return moved.half[0].Service
	}
	return service
}

// coverTerms returns what counts for a row of cover.csv at a moment, one term for each place in which residents then are, and how many
// are put there by the calendars of their cohorts.
func (s *statement) coverTerms(c datasets.Cover, m moment) (terms []term, given int) {
	counts := func(i int) bool {
		return c.Admits(datasets.Resident) && (c.PGYFrom == nil || m.pgy[i] >= *c.PGYFrom) && (c.PGYTo == nil || m.pgy[i] <= *c.PGYTo)
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
			return d != solver.Off && slices.Contains(c.Services, m.serves(s.duties[d], where))
		})
		terms = append(terms, term{where.period, class, g})
	}
	return s.someTerm(terms), given
}

// someTerm returns the terms, or one that counts nobody where there are none: a demand has a term.
func (s *statement) someTerm(terms []term) []term {
	if len(terms) > 0 {
		return terms
	}
	nobody := s.class("nobody", func(solver.Person) bool { return false })
	nothing, _ := s.set("nothing", func(solver.Duty) bool { return false })
	return []term{{0, nobody, nothing}}
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
