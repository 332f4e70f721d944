package residency

import (
	"fmt"
	"slices"

	"rota/datasets"
	"rota/solver"
)

// cover counts, in each half-block that begins within the days of a row of cover.csv, the residents of its levels on its
// services. Rows of a half-day, of activities or of another role belong to the block schedule.
func (s *statement) cover() {
	for i, c := range s.program.Cover {
		if c.HalfDay != "" || len(c.Activities) > 0 || (c.Role != "" && c.Role != datasets.Resident) {
			continue
		}
		rule := s.rule("cover:"+c.Cover, solver.Cover, "person", sourceOf(rowOf("cover.csv", i), c.Source))
		for h := range 2 {
			g, _ := s.set(fmt.Sprintf("%s in half %d", c.Cover, h+1), func(d solver.Duty) bool {
				return d != solver.Off && slices.Contains(c.Services, s.duties[d].half[h].Service)
			})
			for t := range s.blocks {
				if s.halves[t][h].beginsWithin(c.FirstDay, c.LastDay) {
					s.demand(rule, 1, solver.Period(t), s.levels(c, t, h), g, c.Least, mostOf(c.Most))
				}
			}
		}
	}
}

// beginsWithin reports whether the interval has a day and its first lies within first..last; nil is no limit.
func (i interval) beginsWithin(first, last *datasets.Day) bool {
	return i.first <= i.last && (first == nil || i.first >= *first) && (last == nil || i.first <= *last)
}

// levels returns the class of the residents whose PGY, on the first day of the half-block, a row of cover.csv names.
func (s *statement) levels(c datasets.Cover, t, h int) solver.Class {
	label := "residents"
	if c.PGYFrom != nil {
		label += fmt.Sprintf(" from PGY %d", *c.PGYFrom)
	}
	if c.PGYTo != nil {
		label += fmt.Sprintf(" to PGY %d", *c.PGYTo)
	}
	return s.class(label, func(person solver.Person) bool {
		pgy := s.pgys[person][t][h]
		return (c.PGYFrom == nil || pgy >= *c.PGYFrom) && (c.PGYTo == nil || pgy <= *c.PGYTo)
	})
}
