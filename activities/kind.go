package activities

import (
	"fmt"

	"rota/activities/catalog"
	"rota/analytics"
	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
)

// kind is what the steps have to know of a kind of run.
type kind struct {
	state    func(*datasets.Program) (*solver.Problem, error)
	schedule func(p *datasets.Program, candidate int, r solver.Roster) ([]datasets.Stay, []datasets.Shift)
	assess   func(*datasets.Program, []datasets.Stay, []datasets.Shift) analytics.Assessment
	rounds   func(*solver.Problem) int // when nobody says how many
	grid     func(*datasets.Program) (residency.Grid, error)
	repair   func(*datasets.Program, *solver.Problem, solver.Roster, residency.Order) (*solver.Repair, error)
}

// facultyRounds is how many rounds a run of the faculty makes when nobody says otherwise. Measured on samples and a real year: the
// second round gains nothing or little on the first.
const facultyRounds = 2

// kindOf returns a kind by its name; runs of before there were several kinds have none, and are annual.
func kindOf(name string) (kind, error) {
	switch name {
	case "", catalog.KindAnnual:
		return kind{
			state: residency.Annual,
			schedule: func(p *datasets.Program, candidate int, r solver.Roster) ([]datasets.Stay, []datasets.Shift) {
				return residency.Stays(p, candidate, r), nil
			},
			assess: func(p *datasets.Program, stays []datasets.Stay, _ []datasets.Shift) analytics.Assessment {
				return analytics.Assess(p, stays)
			},
			rounds: solver.DefaultRounds,
			grid:   residency.AnnualGrid,
			repair: residency.AnnualRepair,
		}, nil
	case catalog.KindFaculty:
		return kind{
			state:    residency.Faculty,
			schedule: residency.FacultySchedule,
			assess:   analytics.AssessFaculty,
			rounds:   func(*solver.Problem) int { return facultyRounds },
			grid:     residency.FacultyGrid,
			repair:   residency.FacultyRepair,
		}, nil
	}
	return kind{}, fmt.Errorf("activities: kind=%q; expected %s or %s", name, catalog.KindAnnual, catalog.KindFaculty)
}

// Problem states what a run of that kind has to solve. The error tells every reason why it cannot be stated.
func Problem(kind string, p *datasets.Program) (*solver.Problem, error) {
	k, err := kindOf(kind)
	if err != nil {
		return nil, err
	}
	return k.state(p)
}
