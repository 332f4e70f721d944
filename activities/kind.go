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
	state      func(*datasets.Program, residency.Plan) (*solver.Problem, error)
	schedule   func(p *datasets.Program, plan residency.Plan, candidate int, r solver.Roster) ([]datasets.Stay, []datasets.Shift)
	assess     func(*datasets.Program, []datasets.Stay, []datasets.Shift) analytics.Assessment
	rounds     int // when nobody says how many
	grid       func(*datasets.Program, residency.Plan) (residency.Grid, error)
	explain    func(*datasets.Program, residency.Plan, *solver.Problem, solver.Conflict) (residency.Explanation, error)
	prices     func(*datasets.Program, solver.Roster, residency.Order) ([]int64, error) // of changes, by cell and duty; nil: 1 for each cell
	wishPrices func(*solver.Problem, solver.Roster) map[int]residency.Price             // what requests cost, by row of requests.csv; nil: none are asked
	polishes   bool                                                                     // rounds after the first anneal spells of periods and search over whole lines
	stricter   bool                                                                     // its problem may find a Hard breach where the law, which averages more finely, has none

	fairness, resilience string // measures of the whole programme by which candidates are held against each other beside the score, less being better; "": none
}

// facultyRounds is how many rounds a run of the faculty makes when nobody says otherwise. Measured on samples and a real year: one to
// twelve rounds reach what is proven to be the best, or lie within a call too close of it; the search ends there.
const facultyRounds = 24

// blockRounds is the same of a block: annealing for all candidates, then for the best alone spells of periods five times, and whole lines
// until nothing is gained for a while.
const blockRounds = 7

// kindOf returns a kind by its name; runs of before there were several kinds have none, and are annual.
func kindOf(name string) (kind, error) {
	switch name {
	case "", catalog.KindAnnual:
		return kind{
			state: func(p *datasets.Program, _ residency.Plan) (*solver.Problem, error) { return residency.Annual(p) },
			schedule: func(p *datasets.Program, _ residency.Plan, candidate int, r solver.Roster) ([]datasets.Stay, []datasets.Shift) {
				return residency.Stays(p, candidate, r), nil
			},
			assess: func(p *datasets.Program, stays []datasets.Stay, _ []datasets.Shift) analytics.Assessment {
				return analytics.Assess(p, stays)
			},
			rounds: solver.DefaultRounds,
			grid:   func(p *datasets.Program, _ residency.Plan) (residency.Grid, error) { return residency.AnnualGrid(p) },
			explain: func(p *datasets.Program, _ residency.Plan, problem *solver.Problem, c solver.Conflict) (residency.Explanation, error) {
				return residency.ExplainAnnual(p, problem, c)
			},
			prices:     residency.AnnualPrices,
			wishPrices: residency.Prices,

			fairness: "burden_farthest", resilience: "thin_half_blocks",
		}, nil
	case catalog.KindFaculty:
		return kind{
			state: func(p *datasets.Program, _ residency.Plan) (*solver.Problem, error) { return residency.Faculty(p) },
			schedule: func(p *datasets.Program, _ residency.Plan, candidate int, r solver.Roster) ([]datasets.Stay, []datasets.Shift) {
				return residency.FacultySchedule(p, candidate, r)
			},
			assess: analytics.AssessFaculty,
			rounds: facultyRounds,
			grid:   func(p *datasets.Program, _ residency.Plan) (residency.Grid, error) { return residency.FacultyGrid(p) },
			explain: func(p *datasets.Program, _ residency.Plan, problem *solver.Problem, c solver.Conflict) (residency.Explanation, error) {
				return residency.ExplainFaculty(p, problem, c)
			},

			fairness: "equity_total_farthest", resilience: "nights_without_spare",
		}, nil
	case catalog.KindBlock:
		return kind{
			state: residency.Block,
			schedule: func(p *datasets.Program, plan residency.Plan, candidate int, r solver.Roster) ([]datasets.Stay, []datasets.Shift) {
				return nil, residency.BlockSchedule(p, plan, candidate, r)
			},
			assess: func(p *datasets.Program, _ []datasets.Stay, shifts []datasets.Shift) analytics.Assessment {
				return analytics.AssessBlock(p, shifts)
			},
			rounds:   blockRounds,
			grid:     residency.BlockGrid,
			explain:  residency.ExplainBlock,
			polishes: true,
			stricter: true,
		}, nil
	}
	return kind{}, fmt.Errorf("activities: kind=%q; expected %s, %s or %s", name, catalog.KindAnnual, catalog.KindFaculty, catalog.KindBlock)
}

// Problem states what a run of that kind has to solve; the plan is of blocks only. The error tells every reason why it cannot be stated.
func Problem(kind string, p *datasets.Program, plan residency.Plan) (*solver.Problem, error) {
	k, err := kindOf(kind)
	if err != nil {
		return nil, err
	}
	return k.state(p, plan)
}
