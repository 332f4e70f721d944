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
	s.presence()
	s.filled()
	s.workHours()
	s.pins()
	s.requirements()
	s.curriculum()
	s.prerequisites()
	s.neighbours()
	s.cover()
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
	for _, b := range y.blocks {
		p.Periods = append(p.Periods, fmt.Sprintf("block %d", b.Block))
	}
	for d, duty := range y.duties {
		label := duty.rotation
		if solver.Duty(d) == solver.Off {
			label = "off"
		}
		p.Duties = append(p.Duties, label)
		p.Minutes = append(p.Minutes, duty.minutes())
	}
	return p
}

// minutes is the planned work of a block of 28 days: two weeks of each half.
func (d duty) minutes() int32 {
	const minutesIn2Weeks = 2 * 60
	return int32(math.Round(minutesIn2Weeks * (d.half[0].HoursPerWeek + d.half[1].HoursPerWeek))) // 50.1 h is no round number in binary
}
