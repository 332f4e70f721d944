package workflows

import (
	"context"
	"slices"
	"testing"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"

	"rota/activities"
	"rota/activities/catalog"
)

// TestDecide: approvals and withdrawals reach the catalog, and refusals the person who asked.
func TestDecide(t *testing.T) {
	by := catalog.Artifact{URL: "remark/1", SHA256: "1"}
	for _, refuse := range []bool{false, true} {
		var suite testsuite.WorkflowTestSuite
		var asked []activities.DecideInput
		for _, execute := range []func(*testsuite.TestWorkflowEnvironment){
			func(e *testsuite.TestWorkflowEnvironment) {
				e.ExecuteWorkflow(Approve, ApproveInput{Run: "annual-fm18-0", Candidate: 2, By: by})
			},
			func(e *testsuite.TestWorkflowEnvironment) {
				e.ExecuteWorkflow(Withdraw, WithdrawInput{Run: "annual-fm18-0", By: by})
			},
		} {
			e := suite.NewTestWorkflowEnvironment()
			e.RegisterActivityWithOptions(func(_ context.Context, in activities.DecideInput) error {
				asked = append(asked, in)
				if refuse {
					return temporal.NewNonRetryableApplicationError("no such candidate", activities.TypeUnknownRun, nil)
				}
				return nil
			}, activity.RegisterOptions{Name: "Decide"})
			execute(e)
			if err := e.GetWorkflowError(); (err != nil) != refuse {
				t.Errorf("refused=%v: %v", refuse, err)
			}
		}
		want := []activities.DecideInput{{Verb: catalog.Approve, Run: "annual-fm18-0", Candidate: 2, By: by}, {Verb: catalog.Withdraw, Run: "annual-fm18-0", By: by}}
		if !slices.Equal(want, asked) {
			t.Errorf("decided %+v; expected %+v", asked, want)
		}
	}
}
