package workflows

import (
	"go.temporal.io/sdk/workflow"

	"rota/activities"
	"rota/activities/catalog"
	"rota/solver"
)

// A run looks for a bound beside its rounds: neither waits for the other before the candidates are judged.

// changeBound marks executions that look for a bound; those that began before there was one go on without.
const changeBound = "bound"

// bounding is the search for a bound while it goes on.
type bounding struct {
	over bool
	err  error
}

// beginBound starts the search for a bound unless an execution before has finished it.
func (a *annual) beginBound(ctx workflow.Context) {
	if a.in.Base != nil || a.Bound != nil || workflow.GetVersion(ctx, changeBound, workflow.DefaultVersion, 1) == workflow.DefaultVersion {
		return
	}
	a.bounding = &bounding{}
	begun := workflow.Now(ctx)
	answer := workflow.ExecuteActivity(ctx, steps.Bound, activities.BoundInput{Problem: a.Problem})
	workflow.Go(ctx, func(ctx workflow.Context) {
		var found activities.Bounded
		if a.bounding.err = answer.Get(ctx, &found); a.bounding.err == nil {
			b := found.Bound
			a.Bound = &catalog.Bound{Hard: b.Hard, Cover: b.Cover, Soft: b.Soft, Steps: found.Steps, Proof: found.Proof}
			a.took(ctx, "bound", begun)
		}
		a.bounding.over = true
	})
}

// awaitBound waits for the end of the search for a bound, if there is one.
func (a *annual) awaitBound(ctx workflow.Context) error {
	if a.bounding == nil {
		return nil
	}
	if !a.bounding.over {
		if err := a.enter(ctx, Bounding); err != nil {
			return err
		}
		if err := workflow.Await(ctx, func() bool { return a.bounding.over }); err != nil {
			return err
		}
	}
	return a.bounding.err
}

// boundScore returns the bound as a score; nil as long as none is known.
func (a *annual) boundScore() *solver.Score {
	if a.Bound == nil {
		return nil
	}
	return &solver.Score{Hard: a.Bound.Hard, Cover: a.Bound.Cover, Soft: a.Bound.Soft}
}
