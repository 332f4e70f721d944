package workflows

import (
	"go.temporal.io/sdk/workflow"

	"rota/activities"
	"rota/activities/catalog"
	"rota/solver"
)

// A run counts beside its first round what no schedule can keep, and ends the search where a schedule is proven to be the best by that.
// If none is, the rest of the search for a bound goes on beside that for others than the best schedule, and ends where it reaches the best.
// A block, whose first round is the longest and whose bound takes less, has all of that beside it.

// changeBound marks executions that look for a bound, and whose blocks do at once and go on with their best candidate alone; those that began
// before there was one go on without.
const (
	changeBound = "bound"
	blockAtOnce = 2
)

// bounding is a step of the search for a bound while it goes on.
type bounding struct {
	over bool
	err  error
}

// beginBound starts to count unless an execution before has.
func (a *execution) beginBound(ctx workflow.Context) {
	if a.in.Base != nil || a.Bound != nil {
		return
	}
	if v := workflow.GetVersion(ctx, changeBound, workflow.DefaultVersion, blockAtOnce); v != workflow.DefaultVersion {
		a.askBound(ctx, activities.BoundInput{Problem: a.Problem, Counting: v < blockAtOnce || a.in.Kind != catalog.KindBlock})
	}
}

// goOnBound starts the rest of the search for a bound, unless counting has said all.
func (a *execution) goOnBound(ctx workflow.Context) {
	if a.Bound == nil || a.Bound.Steps > 0 || a.in.Base != nil {
		return
	}
	if best := a.Candidates[a.best()].Score; best != *a.boundScore() {
		a.askBound(ctx, activities.BoundInput{Problem: a.Problem, Reached: &best})
	}
}

func (a *execution) askBound(ctx workflow.Context, in activities.BoundInput) {
	b := &bounding{}
	a.bounding = b
	begun := workflow.Now(ctx)
	answer := workflow.ExecuteActivity(ctx, steps.Bound, in)
	workflow.Go(ctx, func(ctx workflow.Context) {
		var found activities.Bounded
		if b.err = answer.Get(ctx, &found); b.err == nil {
			s := found.Bound
			a.Bound = &catalog.Bound{Hard: s.Hard, Cover: s.Cover, Soft: s.Soft, Steps: found.Steps, Proof: found.Proof}
			a.took(ctx, "bound", begun)
		}
		b.over = true
	})
}

// awaitBound waits for the end of the step of the search for a bound that goes on, if there is one.
func (a *execution) awaitBound(ctx workflow.Context) error {
	if a.bounding == nil {
		return nil
	}
	if !a.bounding.over {
		phase := a.phase
		if err := a.enter(ctx, Bounding); err != nil {
			return err
		}
		if err := workflow.Await(ctx, func() bool { return a.bounding.over }); err != nil {
			return err
		}
		a.phase = phase
	}
	return a.bounding.err
}

// boundScore returns the bound as a score; nil as long as none is known.
func (a *execution) boundScore() *solver.Score {
	if a.Bound == nil {
		return nil
	}
	return &solver.Score{Hard: a.Bound.Hard, Cover: a.Bound.Cover, Soft: a.Bound.Soft}
}
