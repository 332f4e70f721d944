package workflows

import (
	"fmt"
	"testing"

	"go.temporal.io/sdk/temporal"

	"rota/activities"
	"rota/activities/catalog"
)

// TestHandOver runs one execution after another the way the engine does and compares the outcome with that of one which
// never handed over.
func TestHandOver(t *testing.T) {
	in := input
	in.Rounds = mostRounds + 3
	e := tell(t)
	e.improve(calm)
	e.ExecuteWorkflow(Annual, in)
	next := carriedOver(t, e)
	if next.Carried.Done != mostRounds || len(next.Carried.Candidates) != 3 || next.Carried.Rounds != in.Rounds {
		t.Fatalf("handed over %+v; expected the state after %d rounds", next.Carried, mostRounds)
	}
	if b := next.Carried.Bound; b == nil || b.Soft != 50 {
		t.Errorf("handed over the bound %+v; expected what counting found", b)
	}
	second := tell(t)
	second.improve(calm)
	second.ExecuteWorkflow(Annual, next)
	var outcome catalog.Outcome
	if err := second.GetWorkflowResult(&outcome); err != nil {
		t.Fatal(err)
	}
	if outcome.Rounds != in.Rounds || !outcome.Started.Equal(next.Carried.Started) {
		t.Errorf("outcome %+v; expected %d rounds, begun when the first execution was", outcome, in.Rounds)
	}
	if len(second.bounds) != 1 || second.bounds[0].Counting || outcome.Bound.Soft != 70 {
		t.Errorf("the second execution asked %+v and bounds by %+v; expected that it goes on with what counting found", second.bounds, outcome.Bound)
	}
	if first := second.improved[0]; first.Round != mostRounds || first.Incumbent.URL != fmt.Sprintf("improve/%d/%d", first.Seed, mostRounds-1) {
		t.Errorf("the second execution began with %+v; expected round %d from the first one's roster", first, mostRounds)
	}
}

// TestLostArtifact: the run goes through its steps again, with the rounds that it had, but not for ever.
func TestLostArtifact(t *testing.T) {
	in := input
	for again := range mostAgain + 1 {
		e := tell(t)
		e.improve(func(in activities.ImproveInput) error {
			if in.Round == 2 {
				return temporal.NewNonRetryableApplicationError("artifact is lost", activities.TypeLost, nil)
			}
			return nil
		})
		e.ExecuteWorkflow(Annual, in)
		if again == mostAgain {
			if len(e.recorded) != 1 || e.recorded[0].State != catalog.StateFailed {
				t.Errorf("recorded %+v; expected the run to be given up", e.recorded)
			}
			return
		}
		in = carriedOver(t, e)
		if c := in.Carried; c.Again != again+1 || c.Rounds != 4 || c.Done != 0 || c.Problem.URL != "" || len(c.Candidates) != 0 {
			t.Errorf("handed over %+v; expected a fresh start with 4 rounds", c)
		}
	}
}
