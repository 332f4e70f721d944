package workflows

import (
	"go.temporal.io/sdk/workflow"

	"rota/activities"
	"rota/activities/catalog"
	"rota/solver/residency"
)

// After its rounds a run looks for others than the best schedule, and offers a few that are truly different.

// changeFront marks executions that do so; those that began before offer what their seeds came to.
const changeFront = "front"

// other is a schedule found from the best one by a search that leans.
type other struct {
	Candidate
	Leaning residency.Leaning
}

// vary looks for as many others as there are candidates beside the best one. It returns none of a repair and of a block,
// whose searches have no leanings, and if one candidate is asked for or the best one is not legal: then there is nothing to choose between.
func (a *execution) vary(ctx workflow.Context) ([]other, error) {
	best := a.Candidates[choose(a.Candidates)]
	if a.in.Base != nil || a.in.Kind == catalog.KindBlock || len(a.Candidates) < 2 || best.Score.Hard > 0 || workflow.GetVersion(ctx, changeFront, workflow.DefaultVersion, 1) == workflow.DefaultVersion {
		return nil, nil
	}
	if err := a.enter(ctx, Varying); err != nil {
		return nil, err
	}
	begun := workflow.Now(ctx)
	others := make([]other, len(a.Candidates)-1)
	for i := range others {
		others[i] = other{Candidate{Seed: a.in.Seed + uint64(i)}, leaningOf(i)}
	}
	futures := make([]workflow.Future, len(others))
	for round := range activities.VaryingRounds(a.planned) {
		for i, o := range others {
			futures[i] = workflow.ExecuteActivity(named(ctx, "other %d (%v), round %d", i+1, o.Leaning, round+1), steps.Vary, activities.VaryInput{
				Kind: a.in.Kind, Tables: a.in.Tables, Problem: a.Problem, Best: best.Roster, Leaning: o.Leaning, Seed: o.Seed, Round: round, Incumbent: o.Roster,
			})
		}
		for i, f := range futures {
			var improved activities.Improved
			if err := f.Get(ctx, &improved); err != nil {
				return nil, err
			}
			others[i].Score, others[i].Roster = improved.Score, improved.Roster
		}
	}
	a.took(ctx, "vary", begun)
	return others, nil
}

// pickCandidates leaves in the outcome, of all that were judged, those that are offered, best first.
func (a *execution) pickCandidates(ctx workflow.Context, outcome *catalog.Outcome, judged []standing, others []other) error {
	in := activities.CompareInput{Kind: a.in.Kind, Tables: a.in.Tables, Problem: a.Problem}
	for i, c := range outcome.Candidates {
		in.Rosters = append(in.Rosters, c.Roster)
		if k := i - len(a.Candidates); k >= 0 {
			outcome.Candidates[i].Leaning = others[k].Leaning.String()
		} else {
			outcome.Candidates[i].Leaning = residency.Leaning{}.String()
		}
	}
	var compared activities.Compared
	if err := workflow.ExecuteActivity(ctx, steps.Compare, in).Get(ctx, &compared); err != nil {
		return err
	}
	all := outcome.Candidates
	onFront := front(judged)
	outcome.Candidates, outcome.Chosen = nil, 1
	picked := pick(judged, compared.Distances, compared.Cells/leastApart, len(a.Candidates))
	for _, i := range picked {
		c := all[i]
		c.Front = onFront[i]
		outcome.Candidates = append(outcome.Candidates, c)
		var to []int
		for _, j := range picked {
			to = append(to, compared.Distances[i][j])
		}
		outcome.Distances = append(outcome.Distances, to)
	}
	return nil
}
