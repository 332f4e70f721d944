package residency

import (
	"errors"
	"fmt"
	"math"

	"rota/datasets"
	"rota/solver"
)

// statement is an annual problem while it is being stated.
type statement struct {
	*year
	sheet
}

// Annual states the annual schedule of a programme as a problem. Rules appear in the order of the list below and, within
// a table, in the order of its rows, so that equal programmes give equal problems. A name that no rotation has makes a rule
// that is always or never kept; reading a programme finds such names. The error names every row that cannot be stated.
func Annual(p *datasets.Program) (*solver.Problem, error) {
	y, err := newYear(p)
	if err != nil {
		return nil, err
	}
	s := &statement{year: y, sheet: newSheet(y.grid())}
	s.eligibility()
	s.credentials()
	s.lengths()
	s.presence()
	s.filled()
	s.workHours()
	s.pins()
	s.requirements()
	s.curriculum()
	s.prerequisites()
	s.neighbours()
	s.cover()
	s.mixes()
	s.wishes()
	if len(s.defects) > 0 {
		return nil, errors.Join(s.defects...)
	}
	return s.problem, s.problem.Validate()
}

// grid makes a problem that has people, periods and duties and no rule yet.
func (y *year) grid() *solver.Problem {
	p := &solver.Problem{}
	for _, r := range y.residents {
		p.People = append(p.People, r.Person)
	}
	for t := range y.periods {
		label := fmt.Sprintf("stay %d", t+1)
		if y.unit == inHalfBlocks {
			label = fmt.Sprintf("block %d", y.blocks[t].Block)
		}
		p.Periods = append(p.Periods, label)
	}
	for d, duty := range y.duties {
		p.Duties = append(p.Duties, duty.label(solver.Duty(d)))
		p.Minutes = append(p.Minutes, duty.minutes())
	}
	return p
}

// label tells rotation and weeks, unless those are of a block.
func (d duty) label(at solver.Duty) string {
	switch {
	case at == solver.Off:
		return "off"
	case d.weeks == ofBlocks:
		return d.rotation
	case d.weeks[1] == 0:
		return fmt.Sprintf("%s for %d weeks", d.rotation, d.weeks[0])
	default:
		return fmt.Sprintf("%s for %d+%d weeks", d.rotation, d.weeks[0], d.weeks[1])
	}
}

// minutes is the planned work of the duty, of a block in 28 days: two weeks of each half.
func (d duty) minutes() int32 {
	return int32(math.Round(60 * (float64(d.weeks[0])*d.half[0].HoursPerWeek + float64(d.weeks[1])*d.half[1].HoursPerWeek))) // 50.1 h is no round number in binary
}
