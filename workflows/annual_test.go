package workflows

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"

	"rota/activities"
	"rota/activities/catalog"
	"rota/solver"
)

// TestAnnual goes through a whole run: each round begins from the roster of the round before, and the best is chosen.
func TestAnnual(t *testing.T) {
	e := tell(t)
	e.improve(calm)
	e.ExecuteWorkflow(Annual, input)
	var outcome catalog.Outcome
	if err := e.GetWorkflowResult(&outcome); err != nil {
		t.Fatal(err)
	}
	if outcome.State != catalog.StateFinished || outcome.Rounds != 4 || outcome.Chosen != 1 || len(outcome.Candidates) != 3 {
		t.Errorf("outcome %+v; expected 4 rounds of 3 candidates, the first one chosen", outcome)
	}
	if b := outcome.Bound; b == nil || b.Soft != 70 || b.Steps != 9 || b.Proof.URL != "bound/1/proof.json" {
		t.Errorf("bound %+v; expected what the step found", b)
	}
	best := outcome.Candidates[0]
	if best.Seed != 7 || best.Soft != 100-30+7 || best.Roster.URL != "even/improve/7/3" || best.Assessment.URL != "assess/even/improve/7/3" {
		t.Errorf("chosen %+v; expected seed 7, evened after the last round", best)
	}
	if len(e.written) != 1 || len(e.recorded) != 1 || cmp.Diff(e.written[0], e.recorded[0]) != "" {
		t.Errorf("written %v, recorded %v; expected the same outcome once", e.written, e.recorded)
	}
	if len(e.improved) != 12 {
		t.Fatalf("rounds asked for: %d; expected 12", len(e.improved))
	}
	for _, in := range e.improved {
		want := ""
		if in.Round > 0 {
			want = fmt.Sprintf("improve/%d/%d", in.Seed, in.Round-1)
		}
		if in.Incumbent.URL != want {
			t.Errorf("seed %d round %d began from %q; expected %q", in.Seed, in.Round, in.Incumbent.URL, want)
		}
	}
}

// TestFinish asks the run to end during its second round.
func TestFinish(t *testing.T) {
	e := tell(t)
	var answered Progress
	e.improve(func(in activities.ImproveInput) error {
		if in.Round == 1 && in.Seed == input.Seed {
			e.UpdateWorkflow(UpdateFinish, "", &testsuite.TestUpdateCallback{
				OnAccept: func() {}, OnReject: func(err error) { t.Error(err) },
				OnComplete: func(v any, err error) {
					if err != nil {
						t.Error(err)
					}
					answered = v.(Progress)
				},
			})
		}
		return nil
	})
	e.ExecuteWorkflow(Annual, input)
	var outcome catalog.Outcome
	if err := e.GetWorkflowResult(&outcome); err != nil {
		t.Fatal(err)
	}
	if outcome.Rounds != 2 || outcome.State != catalog.StateFinished {
		t.Errorf("outcome %+v; expected it finished after 2 rounds", outcome)
	}
	if answered.Phase != Improving || answered.Rounds != 4 {
		t.Errorf("finish answered %+v; expected the progress", answered)
	}
}

// TestProgress queries a run that is over.
func TestProgress(t *testing.T) {
	e := tell(t)
	e.improve(calm)
	e.ExecuteWorkflow(Annual, input)
	value, err := e.QueryWorkflow(QueryProgress)
	if err != nil {
		t.Fatal(err)
	}
	var got Progress
	if err := value.Get(&got); err != nil {
		t.Fatal(err)
	}
	want := Progress{Phase: Done, Round: 4, Rounds: 4, Best: 1, Candidates: []CandidateProgress{
		{7, solver.Score{Soft: 77}}, {8, solver.Score{Soft: 78}}, {9, solver.Score{Soft: 79}},
	}, Bound: &solver.Score{Soft: 70}, Gap: new(0.1)}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestFailedStep: an error that trying again mends is tried again; one that it does not mend ends the run, with its reason
// in the catalog.
func TestFailedStep(t *testing.T) {
	t.Run("mended", func(t *testing.T) {
		e := tell(t)
		failures := 0
		e.improve(func(in activities.ImproveInput) error {
			if in.Round == 2 && in.Seed == 8 && failures < 3 {
				failures++
				return errors.New("disk is full")
			}
			return nil
		})
		e.ExecuteWorkflow(Annual, input)
		if err := e.GetWorkflowError(); err != nil || failures != 3 {
			t.Errorf("%v after %d failures; expected success after 3", err, failures)
		}
	})
	t.Run("not mended", func(t *testing.T) {
		e := tell(t)
		e.improve(func(in activities.ImproveInput) error {
			return temporal.NewNonRetryableApplicationError("two judges differ", activities.TypeDisagreement, nil)
		})
		e.ExecuteWorkflow(Annual, input)
		if e.GetWorkflowError() == nil {
			t.Fatal("the run succeeded")
		}
		if len(e.recorded) != 1 || e.recorded[0].State != catalog.StateFailed || e.recorded[0].Reason != "two judges differ" {
			t.Errorf("recorded %+v; expected the failure and its reason", e.recorded)
		}
	})
}

// TestCancel cancels a run during a round: the catalog is told although the workflow's context has ended.
func TestCancel(t *testing.T) {
	e := tell(t)
	e.improve(func(in activities.ImproveInput) error {
		if in.Round == 1 {
			e.CancelWorkflow()
		}
		return nil
	})
	e.ExecuteWorkflow(Annual, input)
	if err := e.GetWorkflowError(); !temporal.IsCanceledError(err) {
		t.Errorf("%v; expected the run to be cancelled", err)
	}
	if len(e.recorded) != 1 || e.recorded[0].State != catalog.StateCancelled {
		t.Errorf("recorded %+v; expected the cancellation", e.recorded)
	}
}

// TestFaculty: the steps of a faculty year are told so, and an execution hands over to one of the same kind.
func TestFaculty(t *testing.T) {
	e := tell(t)
	e.improve(calm)
	e.ExecuteWorkflow(Faculty, input)
	if err := e.GetWorkflowError(); err != nil {
		t.Fatal(err)
	}
	want := slices.Repeat([]string{catalog.KindFaculty}, 2+3*input.Candidates-1) // Load, Pace, two of Vary, Assess of five, Compare
	if !slices.Equal(want, e.kinds) {
		t.Errorf("steps were told %q; expected %q", e.kinds, want)
	}
	for of, execute := range map[string]any{"Annual": Annual, "Faculty": Faculty, "Block": Block} {
		e := tell(t)
		e.improve(func(activities.ImproveInput) error {
			return temporal.NewNonRetryableApplicationError("artifact is lost", activities.TypeLost, nil)
		})
		e.ExecuteWorkflow(execute, input)
		var over *workflow.ContinueAsNewError
		if err := e.GetWorkflowError(); !errors.As(err, &over) || over.WorkflowType.Name != of {
			t.Errorf("%s: %v; expected that it hands over to %s", of, err, of)
		}
	}
}
