// Package residency says a residency year in the solver's terms and reads the answer back: people are the residents,
// periods the blocks from 1 on, duties the rotations. Services are counted by half-block, so that a combined rotation
// (first half one service, second half another) is one duty with a place in the groups of both services.
//
// The rules, their levels and their amounts:
//
//	Hard   eligibility, presence, filled   one each block
//	Hard   acgme-80h, acgme-1-in-7, ...    one each block on a rotation whose hour profile breaks the law
//	Hard   pin                             one each fixed cell that holds something else
//	Hard   requirement                     half-blocks outside least..most, by person and requirement
//	Hard   curriculum                      minutes below what is left to this year of hours of the whole training, by person and rule
//	Hard   prerequisite, neighbour         one each block with the later, or the forbidden, rotation
//	Cover  cover                           people missing or too many, by half-block
//	Soft   request, neighbour wanted       ungranted wishes, weighed by rank: 8, 4, 2, and 1 from rank 4 on
//	Soft   absence                         half-blocks with absence on a rotation without leave, weighed by their days
//
// A day of absence outweighs all requests and wanted neighbours together.
package residency

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"rota/datasets"
	"rota/solver"
)

// year is the grid of an annual schedule: what stands at each index of the problem.
type year struct {
	program   *datasets.Program
	residents []datasets.Person // in the order of people.csv
	blocks    []datasets.Block  // from 1 on, ascending
	halves    [][2]interval     // of each block
	duties    []duty            // duties[0] is off
	pgys      [][][2]int        // of each resident, block and half-block, on its first day

	residentAt map[string]solver.Person
	periodAt   map[int]solver.Period
	dutyAt     map[string]solver.Duty
}

// interval is a run of days, both included.
type interval struct{ first, last datasets.Day }

// duty is a rotation: what it serves in each half-block, and by which rules. A rotation of one service has two equal halves.
type duty struct {
	rotation string
	combined bool
	half     [2]datasets.Rotation
}

// has reports whether a name in a prerequisite or neighbour means this duty: its rotation, or a service of either half.
func (d duty) has(name string) bool {
	return d.rotation != "" && (d.rotation == name || d.half[0].Service == name || d.half[1].Service == name)
}

// halfBlocks counts the half-blocks, 0 to 2, that the duty gives to a service.
func (d duty) halfBlocks(service string) int32 {
	n := int32(0)
	for _, h := range d.half {
		if d.rotation != "" && h.Service == service {
			n++
		}
	}
	return n
}

// newYear lays out the grid of a programme. The error names every reason why there is none.
func newYear(p *datasets.Program) (*year, error) {
	y := &year{
		program:    p,
		residentAt: map[string]solver.Person{},
		periodAt:   map[int]solver.Period{},
	}
	for _, person := range p.People {
		if person.Role == datasets.Resident {
			y.residentAt[person.Person] = solver.Person(len(y.residents))
			y.residents = append(y.residents, person)
		}
	}
	for _, b := range p.Blocks {
		if b.Block >= 1 {
			y.blocks = append(y.blocks, b)
		}
	}
	slices.SortFunc(y.blocks, func(a, b datasets.Block) int { return cmp.Compare(a.Block, b.Block) })
	for t, b := range y.blocks {
		y.periodAt[b.Block] = solver.Period(t)
		h := p.Halves(b)
		y.halves = append(y.halves, [2]interval{{h[0][0], h[0][1]}, {h[1][0], h[1][1]}})
	}
	err := y.layDuties()
	if len(y.residents) == 0 {
		err = errors.Join(err, errors.New("residency: people.csv: residents=0; expected a person whose role is resident"))
	}
	if len(y.blocks) == 0 {
		err = errors.Join(err, errors.New("residency: blocks.csv: blocks=0; expected a block from 1 on"))
	}
	if err != nil {
		return nil, err
	}
	y.pgys = make([][][2]int, len(y.residents))
	for i, person := range y.residents {
		for t := range y.blocks {
			var pgy [2]int
			for h := range pgy {
				pgy[h] = p.PGYOn(person.Person, y.halves[t][h].first)
			}
			y.pgys[i] = append(y.pgys[i], pgy)
		}
	}
	return y, nil
}

// layDuties makes one duty of each rotation, in the order in which rotations.csv names them first.
func (y *year) layDuties() error {
	y.duties = []duty{{}}
	y.dutyAt = map[string]solver.Duty{}
	var filled [][2]bool
	var errs []error
	filled = append(filled, [2]bool{})
	for i, r := range y.program.Rotations {
		d, known := y.dutyAt[r.Rotation]
		if !known {
			d = solver.Duty(len(y.duties))
			y.dutyAt[r.Rotation] = d
			y.duties = append(y.duties, duty{rotation: r.Rotation, combined: r.Half != 0})
			filled = append(filled, [2]bool{})
		}
		for h := range 2 {
			if r.Half != 0 && r.Half != h+1 {
				continue
			}
			if filled[d][h] {
				errs = append(errs, fmt.Errorf("residency: %s: half=%d of rotation %s stands twice; expected once",
					rowOf("rotations.csv", i), h+1, r.Rotation))
			}
			filled[d][h] = true
			y.duties[d].half[h] = r
		}
	}
	for d := 1; d < len(y.duties); d++ {
		for h, ok := range filled[d] {
			if !ok {
				errs = append(errs, fmt.Errorf("residency: rotations.csv: rotation=%s has no half %d; expected half 0, or halves 1 and 2",
					y.duties[d].rotation, h+1))
			}
		}
	}
	return errors.Join(errs...)
}

// present reports whether the block lies within the resident's time with the programme; only such blocks are planned.
func (y *year) present(person solver.Person, t solver.Period) bool {
	p, b := y.residents[person], y.blocks[t]
	return p.FirstDay <= b.FirstDay && b.LastDay <= p.LastDay
}

// eligible reports whether the resident may be on the duty in the block, by his level on the first day of each half.
// A rotation that names no level is open to nobody.
func (y *year) eligible(person solver.Person, t solver.Period, d solver.Duty) bool {
	for h, r := range y.duties[d].half {
		if !slices.Contains(r.PGYs, y.pgys[person][t][h]) {
			return false
		}
	}
	return true
}

// rowOf names row i of a table as people find it in the file, whose line 1 is the header.
func rowOf(file string, i int) string { return fmt.Sprintf("%s row %d", file, i+2) }
