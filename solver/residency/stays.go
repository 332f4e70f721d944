package residency

import (
	"errors"
	"fmt"

	"rota/datasets"
	"rota/solver"
)

// Stays reads a roster of the annual problem of a programme back as the stays of a candidate: resident by resident, block
// by block. A combined rotation is two stays, a block off is none. It panics if the roster does not fit the programme.
func Stays(p *datasets.Program, candidate int, r solver.Roster) []datasets.Stay {
	y, err := newYear(p)
	if err != nil || len(r) != len(y.residents)*len(y.blocks) {
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
		for t, block := range y.blocks {
			d := y.duties[r[i*len(y.blocks)+t]]
			for _, part := range d.parts() {
				days := interval{block.FirstDay, block.LastDay}
				if part > 0 {
					days = y.halves[t][part-1]
				}
				half := part
				stays = append(stays, datasets.Stay{
					Candidate: candidate, Person: person.Person, Role: person.Role, PGY: p.PGYOn(person.Person, days.first),
					Block: block.Block, Half: &half, FirstDay: days.first, LastDay: days.last,
					Rotation: d.rotation, Pinned: pinned[[2]int{i, block.Block}],
				})
			}
		}
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
// block 0 and without a half are of no annual schedule of residents and are passed over; a combined rotation may also be
// given as one stay of the whole block. The error names every stay that the problem has no cell or duty for, by its number,
// because errors are logged and person codes must not be.
func Roster(p *datasets.Program, stays []datasets.Stay) (solver.Roster, error) {
	y, err := newYear(p)
	if err != nil {
		return nil, err
	}
	r := make(solver.Roster, len(y.residents)*len(y.blocks))
	covered := make([]uint8, len(r)) // bit 0: first half, bit 1: second half
	var errs []error
	for i, s := range stays {
		if (s.Role != "" && s.Role != datasets.Resident) || s.Block == 0 || s.Half == nil {
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
				cell/len(y.blocks)+1, y.blocks[cell%len(y.blocks)].Block, 3-halves))
		}
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return r, nil
}

// place puts one stay into its cell.
func (y *year) place(r solver.Roster, covered []uint8, s datasets.Stay) error {
	person, knownPerson := y.residentAt[s.Person]
	t, knownBlock := y.periodAt[s.Block]
	d, knownRotation := y.dutyAt[s.Rotation]
	switch {
	case !knownPerson:
		return errors.New("the person is unknown; expected a resident of people.csv")
	case !knownBlock:
		return fmt.Errorf("block=%d; expected a block of blocks.csv", s.Block)
	case !knownRotation:
		return fmt.Errorf("rotation=%s; expected a rotation of rotations.csv", s.Rotation)
	case *s.Half < 0 || *s.Half > 2:
		return fmt.Errorf("half=%d; expected 0, 1 or 2", *s.Half)
	}
	halves := [...]uint8{3, 1, 2}[*s.Half]
	cell := int(person)*len(y.blocks) + int(t)
	switch {
	case covered[cell]&halves != 0:
		return fmt.Errorf("block=%d half=%d has two rotations; expected one", s.Block, *s.Half)
	case covered[cell] != 0 && r[cell] != d:
		return fmt.Errorf("rotation=%s after %s in block %d; expected the same rotation in both halves", s.Rotation, y.duties[r[cell]].rotation, s.Block)
	}
	covered[cell] |= halves
	r[cell] = d
	return nil
}
