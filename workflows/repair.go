package workflows

import (
	"go.temporal.io/sdk/workflow"

	"rota/activities"
	"rota/activities/catalog"
	"rota/solver"
)

// Repair changes a schedule as little as an order lets it, by the steps of a run that builds one: Load, rounds of Repair, Assess each,
// Write, Record. The candidates are the schedule of least change and others.
func Repair(ctx workflow.Context, in RunInput) (catalog.Outcome, error) { return build(ctx, in) }

// Repaired is what the rounds of a repair have come to, the candidates apart.
type Repaired struct {
	Found  catalog.Artifact `json:"found"`
	Least  bool             `json:"least"`  // fewer changes are proven not to do
	Closed bool             `json:"closed"` // further rounds find nothing
}

// repair carries out a round of a repair.
func (a *execution) repair(ctx workflow.Context) error {
	if a.Repaired == nil {
		a.Repaired = &Repaired{}
	}
	var answer activities.RepairAnswer
	err := workflow.ExecuteActivity(named(ctx, "round %d", a.Done+1), steps.Repair, activities.RepairInput{
		Kind: a.in.Kind, Tables: a.in.Tables, Plan: a.in.Plan, Problem: a.Problem, Base: *a.in.Base, Seed: a.in.Seed, Round: a.Done,
		Alternatives: a.in.Candidates, Found: a.Repaired.Found,
	}).Get(ctx, &answer)
	if err != nil {
		return err
	}
	a.Candidates = a.Candidates[:0:0]
	for _, c := range answer.Candidates {
		a.Candidates = append(a.Candidates, Candidate{Seed: a.in.Seed, Score: c.Score, Roster: c.Roster, Changes: c.Changes})
	}
	*a.Repaired = Repaired{answer.Found, answer.Least, answer.Closed}
	a.Done++
	a.here++
	return a.show(ctx)
}

// best returns the index of the best candidate: of a repair the one of least change, which its rounds put first.
func (a *execution) best() int {
	if a.in.Base != nil {
		return 0
	}
	return choose(a.Candidates)
}

// goOn says whether there is another round.
func (a *execution) goOn() bool {
	if a.in.Base != nil {
		return a.Done == 0 || a.Done < a.Rounds && !a.finish && !a.Repaired.Closed
	}
	least := solver.Score{} // nothing is better than a score of nought
	if a.Bound != nil {
		least = *a.boundScore()
	}
	return goOn(a.Done, a.Rounds, a.finish, a.Candidates, least)
}
