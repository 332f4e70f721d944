package workflows

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"rota/activities"
	"rota/activities/catalog"
	"rota/solver"
)

// TestRepair: rounds go on from what was found until nothing more is to be found; the first candidate, of least change, is chosen
// whatever the scores; no bound is sought; an execution that lost an artifact hands over to one of the same kind.
func TestRepair(t *testing.T) {
	e := tell(t)
	in := input
	in.Kind, in.Base = catalog.KindFaculty, &catalog.Base{Run: "faculty-fm18-0", Candidate: 1, Order: catalog.Artifact{URL: "order/1"}}
	var asked []activities.RepairInput
	answer := func(in activities.RepairInput) activities.RepairAnswer {
		return activities.RepairAnswer{
			Candidates: []activities.RepairCandidate{{Score: solver.Score{Soft: 9}, Changes: 2}, {Score: solver.Score{Soft: 5}, Changes: 4}},
			Found:      catalog.Artifact{URL: fmt.Sprintf("repair/%d", in.Round)}, Least: true, Closed: in.Round == 1,
		}
	}
	e.step("Repair", func(_ context.Context, in activities.RepairInput) (activities.RepairAnswer, error) {
		asked = append(asked, in)
		return answer(in), nil
	})
	e.step("Bound", func(context.Context, activities.BoundInput) (activities.Bounded, error) {
		t.Error("a repair looks for a bound")
		return activities.Bounded{}, nil
	})
	e.ExecuteWorkflow(Repair, in)
	var outcome catalog.Outcome
	if err := e.GetWorkflowResult(&outcome); err != nil {
		t.Fatal(err)
	}
	if len(asked) != 2 || asked[0].Found.URL != "" || asked[1].Found.URL != "repair/0" || asked[1].Kind != catalog.KindFaculty || asked[1].Base.Order.URL != "order/1" {
		t.Errorf("asked for %+v; expected two rounds of the order, the second from what the first found", asked)
	}
	if outcome.Chosen != 1 || !outcome.Least || outcome.Rounds != 2 || outcome.Candidates[0].Changes != 2 || outcome.Candidates[1].Soft != 5 {
		t.Errorf("outcome %+v; expected the candidate of least change to be chosen after two rounds", outcome)
	}
	lost := tell(t)
	lost.step("Repair", func(context.Context, activities.RepairInput) (activities.RepairAnswer, error) {
		return activities.RepairAnswer{}, temporal.NewNonRetryableApplicationError("artifact is lost", activities.TypeLost, nil)
	})
	lost.ExecuteWorkflow(Repair, in)
	var over *workflow.ContinueAsNewError
	if err := lost.GetWorkflowError(); !errors.As(err, &over) || over.WorkflowType.Name != "Repair" {
		t.Errorf("%v; expected that it hands over to Repair", err)
	}
}
