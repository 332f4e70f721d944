package workflows

import (
	"context"
	"testing"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"rota/activities"
	"rota/activities/catalog"
	"rota/solver"
)

// TestBoundIsCounted: counting goes on beside the first round; the rest is asked for when the rounds are over, up to the best score, and
// goes on beside the search for others; a run of which it fails fails.
func TestBoundIsCounted(t *testing.T) {
	for _, failure := range []error{nil, temporal.NewNonRetryableApplicationError("artifact is altered", activities.TypeDisagreement, nil)} {
		e := tell(t)
		counting, varying := make(chan struct{}), make(chan struct{})
		e.improve(func(in activities.ImproveInput) error {
			if in.Round == 0 && in.Seed == input.Seed {
				<-counting
			}
			return nil
		})
		e.step("Vary", func(context.Context, activities.VaryInput) (activities.Improved, error) {
			<-varying
			return activities.Improved{Score: solver.Score{Soft: 90}}, nil
		})
		e.step("Bound", func(_ context.Context, in activities.BoundInput) (activities.Bounded, error) {
			if in.Counting {
				close(counting)
				return activities.Bounded{Bound: solver.Score{Soft: 50}}, nil
			}
			if in.Reached == nil || in.Reached.Soft != 77 || len(e.improved) != 12 {
				t.Errorf("asked for the rest after %d rounds, up to %v; expected after 12, up to 77", len(e.improved), in.Reached)
			}
			close(varying)
			return activities.Bounded{Bound: solver.Score{Soft: 70}, Steps: 5}, failure
		})
		e.ExecuteWorkflow(Annual, input)
		if len(e.recorded) != 1 {
			t.Fatalf("recorded %+v; expected one outcome", e.recorded)
		}
		switch o := e.recorded[0]; {
		case failure == nil && (o.State != catalog.StateFinished || o.Bound == nil || o.Bound.Soft != 70):
			t.Errorf("recorded %+v; expected a finished run with the bound", o)
		case failure != nil && (o.State != catalog.StateFailed || o.Reason != "artifact is altered"):
			t.Errorf("recorded %+v; expected the failure and its reason", o)
		}
	}
}

// TestProvenByCounting: the search ends with the round that reaches what counting says nothing is better than, no other bound is looked
// for, and others are looked for as long as after all rounds.
func TestProvenByCounting(t *testing.T) {
	e := tell(t)
	e.improve(calm)
	var asked int
	e.step("Bound", func(_ context.Context, in activities.BoundInput) (activities.Bounded, error) {
		asked++
		return activities.Bounded{Bound: solver.Score{Soft: 97}}, nil // of seed 7 after its second round
	})
	in := input
	in.Rounds = 8
	e.ExecuteWorkflow(Annual, in)
	var outcome catalog.Outcome
	if err := e.GetWorkflowResult(&outcome); err != nil {
		t.Fatal(err)
	}
	if outcome.Rounds != 2 || len(e.improved) != 6 || asked != 1 || outcome.Bound.Soft != 97 || len(e.varied) != 4 {
		t.Errorf("%d rounds, %d asked for, %d bounds, %d rounds of others; expected 2, 6, 1 and 4", outcome.Rounds, len(e.improved), asked, len(e.varied))
	}
}

// TestBlockIsBoundedAtOnce: the whole bound of a block goes on beside its first round, its best candidate alone has others, and the search ends
// with the round that reaches the bound; so it is of no year, and of no block that was begun when all had all rounds.
func TestBlockIsBoundedAtOnce(t *testing.T) {
	for name, c := range map[string]struct {
		execute any
		old     bool
		rounds  int
		steps   int    // of Improve
		asked   []bool // whether for counting alone
	}{
		"block":                  {Block, false, 3, 3 + 2, []bool{false}},
		"years count first":      {Annual, false, 4, 4 * 3, []bool{true, false}},
		"begun before there was": {Block, true, 4, 4 * 3, []bool{true, false}},
	} {
		e := tell(t)
		e.RegisterWorkflow(Block)
		e.improve(calm)
		if c.old {
			e.OnGetVersion(changeBound, workflow.DefaultVersion, workflow.Version(blockAtOnce)).Return(workflow.Version(blockAtOnce - 1))
		}
		e.step("Bound", func(in activities.BoundInput) (activities.Bounded, error) {
			e.mu.Lock()
			defer e.mu.Unlock()
			e.bounds = append(e.bounds, in)
			if in.Counting {
				return activities.Bounded{Bound: solver.Score{Soft: 50}}, nil
			}
			return activities.Bounded{Bound: solver.Score{Soft: 87}, Steps: 9}, nil
		})
		e.ExecuteWorkflow(c.execute, input)
		var outcome catalog.Outcome
		if err := e.GetWorkflowResult(&outcome); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var asked []bool
		for _, in := range e.bounds {
			asked = append(asked, in.Counting)
		}
		if outcome.Rounds != c.rounds || len(e.improved) != c.steps || outcome.Bound.Soft != 87 || len(asked) != len(c.asked) || asked[0] != c.asked[0] {
			t.Errorf("%s: %d rounds in %d steps, bound %+v, counting %v; expected %d in %d, 87, %v", name, outcome.Rounds, len(e.improved), outcome.Bound, asked,
				c.rounds, c.steps, c.asked)
		}
	}
}
