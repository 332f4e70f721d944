package activities

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/temporal"

	"rota/activities/catalog"
)

// RecordInput is what came of a run.
type RecordInput struct {
	Run     string          `json:"run"`
	Outcome catalog.Outcome `json:"outcome"`
}

// Record writes what came of a run into the catalog.
func (s *Steps) Record(_ context.Context, in RecordInput) error {
	return s.Catalog.End(in.Run, in.Outcome)
}

// DecideInput is an approval or a withdrawal. By is an artifact: what a person typed stays out of the history.
type DecideInput struct {
	Verb      catalog.Verb     `json:"verb"`
	Run       string           `json:"run"`
	Candidate int              `json:"candidate,omitempty"` // from 1; of an approval
	By        catalog.Artifact `json:"by"`
}

// Decide publishes a candidate of a finished run, or takes the publication back. Its error is of TypeUnknownRun when there
// is nothing to decide about.
func (s *Steps) Decide(ctx context.Context, in DecideInput) error {
	if _, err := s.Artifacts.Read(in.By); err != nil {
		return final(err)
	}
	execution := activity.GetInfo(ctx).WorkflowExecution
	d := catalog.Decision{
		ID: execution.ID + "-" + execution.RunID, Verb: in.Verb, Run: in.Run, Candidate: in.Candidate, By: in.By, At: time.Now().UTC(),
	}
	var err error
	switch in.Verb {
	case catalog.Approve:
		err = s.publish(d)
	case catalog.Withdraw:
		err = s.Catalog.TakeBack(d)
	default:
		return temporal.NewNonRetryableApplicationError(fmt.Sprintf("activities: verb=%q; expected %s or %s", in.Verb, catalog.Approve, catalog.Withdraw), TypeBadInput, nil)
	}
	if errors.Is(err, catalog.ErrNotFound) {
		return temporal.NewNonRetryableApplicationError(err.Error(), TypeUnknownRun, nil)
	}
	return err
}

// publish makes sure that the run has the candidate and that the candidate breaks no Hard rule.
func (s *Steps) publish(d catalog.Decision) error {
	run, err := s.Catalog.Run(d.Run)
	if err != nil {
		return err
	}
	if n := len(run.Outcome.Candidates); run.Outcome.State != catalog.StateFinished || d.Candidate < 1 || d.Candidate > n {
		return temporal.NewNonRetryableApplicationError("activities: candidate is not one of a finished run", TypeUnknownRun, nil)
	}
	if run.Outcome.Candidates[d.Candidate-1].HardBreaches > 0 {
		return temporal.NewNonRetryableApplicationError("activities: candidate breaks a Hard rule", TypeHardBreach, nil)
	}
	return s.Catalog.Publish(d)
}
