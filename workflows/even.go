package workflows

import (
	"go.temporal.io/sdk/workflow"

	"rota/activities"
	"rota/activities/catalog"
	"rota/solver"
)

// Many schedules of a year have one score, because it asks only whether shares are even but for rounding, or nothing at all. The one that a
// run puts first is the most even of them that is found.

// changeEven marks executions that look for it; those that began before keep the first that had the score.
const changeEven = "even"

// What executions even, by the version of the change.
const (
	evenFaculty workflow.Version = iota + 1
	evenYears
)

// evens says whether the run's kind of schedule is evened.
func (a *execution) evens(ctx workflow.Context) bool {
	if a.in.Base != nil || a.in.Kind == catalog.KindBlock || a.Candidates[choose(a.Candidates)].Score.Hard > 0 {
		return false
	}
	since := evenFaculty
	if a.in.Kind != catalog.KindFaculty {
		since = evenYears
	}
	return workflow.GetVersion(ctx, changeEven, workflow.DefaultVersion, evenYears) >= since
}

// even makes the candidates that have the best score as even as can be, and puts the most even one before the others. Of blocks and repairs,
// and if no candidate is legal, it leaves them as they are.
func (a *execution) even(ctx workflow.Context) error {
	if !a.evens(ctx) {
		return nil
	}
	begun := workflow.Now(ctx)
	best := a.Candidates[choose(a.Candidates)].Score
	var those []int
	var futures []workflow.Future
	for i, c := range a.Candidates {
		if c.Score == best {
			those = append(those, i)
			futures = append(futures, workflow.ExecuteActivity(named(ctx, "candidate %d", i+1), steps.Even, activities.EvenInput{
				Kind: a.in.Kind, Tables: a.in.Tables, Problem: a.Problem, Roster: c.Roster, Seed: c.Seed,
			}))
		}
	}
	found := make([]activities.Evened, len(those))
	for k, f := range futures {
		if err := f.Get(ctx, &found[k]); err != nil {
			return err
		}
		a.Candidates[those[k]].Score, a.Candidates[those[k]].Roster = found[k].Score, found[k].Roster
	}
	first, evenest := those[0], those[mostEven(found)]
	a.Candidates[first], a.Candidates[evenest] = a.Candidates[evenest], a.Candidates[first]
	a.took(ctx, "even", begun)
	return a.show(ctx)
}

// mostEven returns which has the best score and, among equals, is the most even; among equals in both, the first.
func mostEven(of []activities.Evened) int {
	least := bestOf(of, func(e activities.Evened) solver.Score { return e.Score })
	for i, e := range of {
		if e.Score == of[least].Score && e.Uneven < of[least].Uneven {
			least = i
		}
	}
	return least
}
