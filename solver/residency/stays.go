package residency

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"rota/datasets"
	"rota/solver"
)

// Stays reads a roster of the annual problem of a programme back as the stays of a candidate: resident by resident, in order of time,
// with those that the calendars of cohorts give. A combined rotation is two stays, a block off is none; stays of weeks have no half. It
// panics if the roster does not fit the programme.
func Stays(p *datasets.Program, candidate int, r solver.Roster) []datasets.Stay {
	y, err := newYear(p)
	if err != nil || len(r) != len(y.residents)*y.periods {
		panic(fmt.Sprintf("residency: a roster of %d cells does not fit the programme", len(r)))
	}
	pinned := map[[2]int]bool{}
	for _, pin := range p.Pins {
		if person, resident := y.residentAt[pin.Person]; resident {
			pinned[[2]int{int(person), pin.Block}] = true
		}
	}
	var stays []datasets.Stay
	for i, person := range y.residents {
		begin := len(stays)
		add := func(s stretch, part int, days interval, rotation string, fixed bool) {
			stay := datasets.Stay{
				Candidate: candidate, Person: person.Person, Role: person.Role, PGY: p.PGYOn(person.Person, days.first),
				Block: s.block, FirstDay: days.first, LastDay: days.last, Rotation: rotation, Pinned: fixed,
			}
			if !s.ofWeeks {
				stay.Half = &part
			}
			stays = append(stays, stay)
		}
		for t, s := range y.plan[i] {
			d := y.duties[r[i*y.periods+t]]
			for _, part := range d.parts() {
				days := s.interval
				if part > 0 {
					days = s.part[part-1]
				}
				add(s, part, days, d.rotation, pinned[[2]int{i, s.block}])
			}
		}
		for _, s := range y.given[i] {
			if y.there(solver.Person(i), s) {
				add(s, 0, s.interval, s.rotation, false)
			}
		}
		slices.SortStableFunc(stays[begin:], func(a, b datasets.Stay) int { return cmp.Compare(a.FirstDay, b.FirstDay) })
	}
	return stays
}

// parts lists the values of half in the stays of a duty.
func (d duty) parts() []int {
	switch {
	case d.rotation == "":
		return nil
	case d.combined:
		return []int{1, 2}
	default:
		return []int{0}
	}
}

// Roster reads the stays of one candidate as a roster of the annual problem: the inverse of Stays. Stays that name another role, of
// block 0, without a half where blocks are planned, and those that a cohort's calendar gives are passed over; a combined rotation may also be
// given as one stay of the whole block. The error names every stay that the problem has no cell or duty for, by its number,
// because errors are logged and person codes must not be.
func Roster(p *datasets.Program, stays []datasets.Stay) (solver.Roster, error) {
	y, err := newYear(p)
	if err != nil {
		return nil, err
	}
	r := make(solver.Roster, len(y.residents)*y.periods)
	covered := make([]uint8, len(r)) // bit 0: first part, bit 1: second part
	var errs []error
	for i, s := range stays {
		if (s.Role != "" && s.Role != datasets.Resident) || s.Block == 0 || s.Half == nil && !y.inWeeks(s.Person) {
			continue
		}
		if err := y.place(r, covered, s); err != nil {
			errs = append(errs, fmt.Errorf("residency: stay %d: %w", i+1, err))
		} else if s.Candidate != stays[0].Candidate {
			errs = append(errs, fmt.Errorf("residency: stay %d: candidate=%d; expected %d, that of the first", i+1, s.Candidate, stays[0].Candidate))
		}
	}
	for cell, halves := range covered {
		if halves != 0 && halves != 3 {
			errs = append(errs, fmt.Errorf("residency: resident %d of people.csv, block %d: half %d has no rotation; expected both halves, or none",
				cell/y.periods+1, y.plan[cell/y.periods][cell%y.periods].block, 3-halves))
		}
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return r, nil
}

// inWeeks reports whether stays of weeks are planned for a person.
func (y *year) inWeeks(person string) bool {
	i, known := y.residentAt[person]
	return known && slices.ContainsFunc(y.plan[i], func(s stretch) bool { return s.ofWeeks })
}

// place puts one stay into its cell.
func (y *year) place(r solver.Roster, covered []uint8, s datasets.Stay) error {
	person, knownPerson := y.residentAt[s.Person]
	if !knownPerson {
		return errors.New("the person is unknown; expected a resident of people.csv")
	}
	if slices.ContainsFunc(y.given[person], func(g stretch) bool {
		return g.interval == (interval{s.FirstDay, s.LastDay}) && g.rotation == s.Rotation
	}) {
		return nil
	}
	t, part, err := y.cellOf(person, s)
	if err != nil {
		return err
	}
	stretch := y.plan[person][t]
	d, knownRotation := y.dutyAt[dutyKey{s.Rotation, stretch.weeks}]
	if !knownRotation {
		return fmt.Errorf("rotation=%s; expected a rotation of rotations.csv", s.Rotation)
	}
	halves := [...]uint8{3, 1, 2}[part]
	cell := int(person)*y.periods + t
	switch {
	case covered[cell]&halves != 0:
		return fmt.Errorf("block=%d half=%d has two rotations; expected one", s.Block, part)
	case covered[cell] != 0 && r[cell] != d:
		return fmt.Errorf("rotation=%s after %s in block %d; expected the same rotation in both halves", s.Rotation, y.duties[r[cell]].rotation, s.Block)
	}
	covered[cell] |= halves
	r[cell] = d
	return nil
}

// cellOf finds the period of a stay, and which part of it the stay fills (0: all of it): by its block and half, or, of weeks, by its days.
func (y *year) cellOf(person solver.Person, s datasets.Stay) (t, part int, err error) {
	if s.Half != nil && (*s.Half < 0 || *s.Half > 2) {
		return 0, 0, fmt.Errorf("half=%d; expected 0, 1 or 2", *s.Half)
	}
	days := interval{s.FirstDay, s.LastDay}
	for t, stretch := range y.plan[person] {
		switch {
		case s.Half != nil && !stretch.ofWeeks && stretch.block == s.Block:
			return t, *s.Half, nil
		case s.Half == nil && stretch.interval == days:
			return t, 0, nil
		case s.Half == nil && stretch.part[0] == days:
			return t, 1, nil
		case s.Half == nil && stretch.part[1] == days:
			return t, 2, nil
		}
	}
	if s.Half == nil {
		return 0, 0, fmt.Errorf("first_day=%v last_day=%v; expected a block, or a stay of the cohort in weeks.csv", s.FirstDay, s.LastDay)
	}
	return 0, 0, fmt.Errorf("block=%d; expected a block of blocks.csv", s.Block)
}
