package workflows

import (
	"go.temporal.io/sdk/workflow"

	"rota/activities"
	"rota/activities/catalog"
)

// ApproveInput names the candidate of a finished run to publish. By is an artifact: what a person typed stays out of the
// history.
type ApproveInput struct {
	Run       string           `json:"run"`
	Candidate int              `json:"candidate"` // from 1
	By        catalog.Artifact `json:"by"`
}

// Approve makes a candidate the published schedule of its programme and period, in place of any other.
func Approve(ctx workflow.Context, in ApproveInput) error {
	return decide(ctx, activities.DecideInput{Verb: catalog.Approve, Run: in.Run, Candidate: in.Candidate, By: in.By})
}

// WithdrawInput names the run whose candidate is no longer to be published.
type WithdrawInput struct {
	Run string           `json:"run"`
	By  catalog.Artifact `json:"by"`
}

// Withdraw ends the publication of a run's candidate.
func Withdraw(ctx workflow.Context, in WithdrawInput) error {
	return decide(ctx, activities.DecideInput{Verb: catalog.Withdraw, Run: in.Run, By: in.By})
}

func decide(ctx workflow.Context, in activities.DecideInput) error {
	ctx = activityOptions(ctx)
	return workflow.ExecuteActivity(ctx, steps.Decide, in).Get(ctx, nil)
}
