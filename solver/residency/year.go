// Package residency says a residency year in the solver's terms and reads the answer back: people are the residents,
// periods the blocks from 1 on, duties the rotations. Services are counted by half-block, so that a combined rotation
// (first half one service, second half another) is one duty with a place in the groups of both services.
//
// Residents of a cohort with a calendar of its own have its planned stays as their periods, which are other days for each cohort and of
// different lengths: a rotation is one duty for each length, amounts are counted in weeks, and what a service has in a week is summed over
// the periods in which each cohort then is. What a calendar gives is no period; it is taken off the limits beforehand.
//
// The rules, their levels and their amounts:
//
//	Hard   eligibility, presence, filled   one each block
//	Hard   credential                      one each block with a day on which a resident's own credential is not valid
//	Hard   acgme-80h, acgme-1-in-7, ...    one each block on a rotation whose hour profile breaks the law
//	Hard   pin                             one each fixed cell that holds something else
//	Hard   requirement                     half-blocks outside least..most, by person and requirement
//	Hard   curriculum                      minutes below what is left to this year of hours of the whole training, by person and rule
//	Hard   prerequisite, neighbour         one each block with the later, or the forbidden, rotation
//	Cover  cover                           people missing or too many, by half-block
//	Soft   request, neighbour wanted       ungranted wishes, weighed by rank: 8, 4, 2, and 1 from rank 4 on
//	Soft   policy-service-rate            half-blocks of a service beyond somebody's part of the year
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
	periods   int               // of the problem: as many as the resident with most planned stretches has
	plan      [][]stretch       // of each resident: what is planned, by period
	given     [][]stretch       // of each resident: what his cohort's calendar gives
	duties    []duty            // duties[0] is off
	pgys      [][][2]int        // of each resident, period and part, on its first day
	unit      weekUnit          // that amounts are counted in
	absent    [][]interval      // of each resident: his approved absences
	guests    []guest           // learners and visitors, in the order of people.csv

	residentAt map[string]solver.Person
	dutyAt     map[dutyKey]solver.Duty
}

// interval is a run of days, both included.
type interval struct{ first, last datasets.Day }

// stretch is what a resident does one thing in: a block, or a stay of weeks of his cohort.
type stretch struct {
	interval
	block    int // label of the block in which it begins
	ofWeeks  bool
	rotation string      // that is given; "": it is planned
	part     [2]interval // the second one has no day where there is only one
	weeks    shape
}

// shape is how many weeks the parts of a stretch count.
type shape [2]int

// ofBlocks is that of a block, whatever its days.
var ofBlocks = shape{2, 2}

// weekUnit is what amounts are counted in: so many weeks.
type weekUnit struct {
	weeks int
	name  string
}

var (
	inHalfBlocks = weekUnit{2, "half-block"} // everybody is in blocks, so that nothing shorter is planned
	inWeeks      = weekUnit{1, "week"}
)

// duty is a rotation in stretches of one shape: what it serves in each part, and by which rules. A rotation of one service has two
// equal parts.
type duty struct {
	rotation string
	combined bool
	half     [2]datasets.Rotation
	weeks    shape
}

type dutyKey struct {
	rotation string
	weeks    shape
}

// has reports whether a name in a prerequisite or neighbour means this duty: its rotation, or a service of either half.
func (d duty) has(name string) bool {
	return d.rotation != "" && (d.rotation == name || d.half[0].Service == name || d.half[1].Service == name)
}

// weeksOf counts the weeks that the duty gives to a service.
func (d duty) weeksOf(service string) int {
	n := 0
	for k, h := range d.half {
		if d.rotation != "" && h.Service == service {
			n += d.weeks[k]
		}
	}
	return n
}

// newYear lays out the grid of a programme. The error names every reason why there is none.
func newYear(p *datasets.Program) (*year, error) {
	y := &year{program: p, residentAt: map[string]solver.Person{}, unit: inHalfBlocks}
	if p.OfWeeks() {
		y.unit = inWeeks
	}
	for _, b := range p.Blocks {
		if b.Block >= 1 {
			y.blocks = append(y.blocks, b)
		}
	}
	slices.SortFunc(y.blocks, func(a, b datasets.Block) int { return cmp.Compare(a.Block, b.Block) })
	var shapes []shape
	for _, person := range p.People {
		if person.Role == datasets.Resident {
			y.residentAt[person.Person] = solver.Person(len(y.residents))
			y.residents = append(y.residents, person)
			shapes = y.layStretches(person, shapes)
			y.absent = append(y.absent, absencesOf(p, person))
		}
	}
	err := y.layDuties(shapes)
	if len(y.residents) == 0 {
		err = errors.Join(err, errors.New("residency: people.csv: residents=0; expected a person whose role is resident"))
	}
	if len(y.blocks) == 0 {
		err = errors.Join(err, errors.New("residency: blocks.csv: blocks=0; expected a block from 1 on"))
	}
	if err != nil {
		return nil, err
	}
	y.layGuests()
	y.pgys = make([][][2]int, len(y.residents))
	for i, person := range y.residents {
		for t := range y.plan[i] {
			var pgy [2]int
			for h := range pgy {
				pgy[h] = p.PGYOn(person.Person, y.plan[i][t].part[h].first)
			}
			y.pgys[i] = append(y.pgys[i], pgy)
		}
	}
	return y, nil
}

// layStretches adds the calendar of the next resident and the shapes that it has beyond those before.
func (y *year) layStretches(person datasets.Person, shapes []shape) []shape {
	var plan, given []stretch
	for _, s := range y.program.Stretches(person) {
		w := stretch{interval: interval{s.FirstDay(), s.LastDay()}, block: s.Block, ofWeeks: s.OfWeeks, rotation: s.Rotation}
		w.part[1] = interval{w.last + 1, w.last}
		for k, part := range s.Parts {
			w.part[k], w.weeks[k] = interval{part.FirstDay, part.LastDay}, part.Weeks
		}
		if !s.OfWeeks {
			w.weeks = ofBlocks
		}
		if s.Rotation != "" {
			given = append(given, w)
			continue
		}
		plan = append(plan, w)
		if !slices.Contains(shapes, w.weeks) {
			shapes = append(shapes, w.weeks)
		}
	}
	y.plan, y.given = append(y.plan, plan), append(y.given, given)
	y.periods = max(y.periods, len(plan))
	return shapes
}

// layDuties makes one duty of each rotation and shape, the rotations in the order in which rotations.csv names them first. A combined
// rotation is only for stretches with two parts.
func (y *year) layDuties(shapes []shape) error {
	var rotations []duty
	var filled [][2]bool
	var errs []error
	for i, r := range y.program.Rotations {
		k := slices.IndexFunc(rotations, func(d duty) bool { return d.rotation == r.Rotation })
		if k < 0 {
			k = len(rotations)
			rotations = append(rotations, duty{rotation: r.Rotation, combined: r.Half != 0})
			filled = append(filled, [2]bool{})
		}
		for h := range 2 {
			if r.Half != 0 && r.Half != h+1 {
				continue
			}
			if filled[k][h] {
				errs = append(errs, fmt.Errorf("residency: %s: half=%d of rotation %s stands twice; expected once",
					rowOf("rotations.csv", i), h+1, r.Rotation))
			}
			filled[k][h] = true
			rotations[k].half[h] = r
		}
	}
	for k, d := range rotations {
		for h, ok := range filled[k] {
			if !ok {
				errs = append(errs, fmt.Errorf("residency: rotations.csv: rotation=%s has no half %d; expected half 0, or halves 1 and 2",
					d.rotation, h+1))
			}
		}
	}
	y.duties, y.dutyAt = []duty{{}}, map[dutyKey]solver.Duty{}
	for _, weeks := range shapes {
		for _, d := range rotations {
			if d.combined && weeks[1] == 0 {
				continue
			}
			d.weeks = weeks
			y.dutyAt[dutyKey{d.rotation, weeks}] = solver.Duty(len(y.duties))
			y.duties = append(y.duties, d)
		}
	}
	return errors.Join(errs...)
}

// absencesOf returns the approved absences of a person.
func absencesOf(p *datasets.Program, person datasets.Person) (away []interval) {
	for _, a := range p.Absences {
		if a.Person == person.Person {
			away = append(away, interval{a.FirstDay, a.LastDay})
		}
	}
	return away
}

// present reports whether the resident has a stretch in the period, and is there; only such ones are planned.
func (y *year) present(person solver.Person, t solver.Period) bool {
	return int(t) < len(y.plan[person]) && y.there(person, y.plan[person][t])
}

// there reports whether the stretch lies within the resident's time with the programme, and he is not away for all of it.
func (y *year) there(person solver.Person, s stretch) bool {
	p := y.residents[person]
	return p.FirstDay <= s.first && s.last <= p.LastDay && !y.awayFor(person, s)
}

// fortnight is the least length of a stretch that is not planned for somebody who is away for all of it. Shorter ones are what leave is
// taken in.
const fortnight = 14

// awayFor reports whether the resident is away on all days of a stretch that is to be planned. A pin of its block plans it all the same:
// a duty elsewhere may have a rotation of its own.
func (y *year) awayFor(person solver.Person, s stretch) bool {
	days := int64(s.last-s.first) + 1
	return s.rotation == "" && days >= fortnight && s.daysIn(y.absent[person]) == days && !y.pinned(person, s.block)
}

// eligible reports whether the resident may be on the duty in the period, by his level on the first day of each part.
// A rotation that names no level is open to nobody.
func (y *year) eligible(person solver.Person, t solver.Period, d solver.Duty) bool {
	for h, r := range y.duties[d].half {
		if y.plan[person][t].weeks[h] > 0 && !slices.Contains(r.PGYs, y.pgys[person][t][h]) {
			return false
		}
	}
	return true
}

// rowOf names row i of a table as people find it in the file, whose line 1 is the header.
func rowOf(file string, i int) string { return fmt.Sprintf("%s row %d", file, i+2) }
