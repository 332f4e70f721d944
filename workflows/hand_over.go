package workflows

import (
	"errors"
	"fmt"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"rota/activities"
	"rota/activities/catalog"
)

// continueAsNew hands over to a fresh execution of the same run.
func (a *execution) continueAsNew(ctx workflow.Context) error {
	in := a.in
	carried := a.Carried
	in.Carried = &carried
	next := Annual
	switch {
	case a.in.Base != nil:
		next = Repair
	case a.in.Kind == catalog.KindFaculty:
		next = Faculty
	case a.in.Kind == catalog.KindBlock:
		next = Block
	}
	return workflow.NewContinueAsNewError(ctx, next, in)
}

// again lets a fresh execution go through all steps: those that are whole are found by their content, the lost one is
// made again. The number of rounds stays, so that the result does.
func (a *execution) again(ctx workflow.Context) error {
	rounds := a.Rounds
	if a.finish && a.Done > 0 {
		rounds = a.Done
	}
	a.Carried = Carried{Started: a.Started, Rounds: rounds, Steps: a.Steps, Again: a.Again + 1}
	return a.continueAsNew(ctx)
}

// lost says whether a step failed because an artifact is no longer what was written.
func lost(err error) bool {
	var e *temporal.ApplicationError
	return errors.As(err, &e) && e.Type() == activities.TypeLost
}

// giveUp records that the run was cancelled or failed. A cancelled context carries out nothing, so it uses another.
func (a *execution) giveUp(ctx workflow.Context, why error) error {
	outcome := catalog.Outcome{State: catalog.StateFailed, Reason: reason(why), Started: a.Started, Steps: a.Steps}
	if temporal.IsCanceledError(why) {
		outcome = catalog.Outcome{State: catalog.StateCancelled, Started: a.Started, Steps: a.Steps}
	}
	ctx, cancel := workflow.NewDisconnectedContext(ctx)
	defer cancel()
	ctx = activityOptions(ctx)
	if err := workflow.ExecuteActivity(ctx, steps.Record, activities.RecordInput{Run: a.in.Run, Outcome: outcome}).Get(ctx, nil); err != nil {
		return fmt.Errorf("workflows: how the run ended is not recorded: %w; it ended because: %s", err, reason(why))
	}
	return nil
}

// reason returns what the failed step said, without the engine's words around it.
func reason(err error) string {
	var e *temporal.ApplicationError
	if errors.As(err, &e) {
		return e.Message()
	}
	return err.Error()
}
