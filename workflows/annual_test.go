package workflows

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"

	"rota/activities"
	"rota/activities/catalog"
	"rota/solver"
)

// The flows are tested in Temporal's test environment with the steps' answers given here: what the steps do is tested in
// activities, and both together by running rota.

var input = AnnualInput{
	Run: "annual-fm18-0", Program: "fm18", Year: "2026-2027", Tables: catalog.Artifact{URL: "program/0", SHA256: "0", Rows: 28}, Seed: 7, Candidates: 3, Rounds: 4,
}

// told is an environment in which the steps answer: the score of candidate c after round r is 100-10r+c.
type told struct {
	*testsuite.TestWorkflowEnvironment
	mu       sync.Mutex // steps answer at the same time
	improved []activities.ImproveInput
	evened   []activities.EvenInput
	varied   []activities.VaryInput
	bounds   []activities.BoundInput
	kinds    []string // that Load, Pace, Vary, Assess and Compare were told
	recorded []catalog.Outcome
	written  []catalog.Outcome
}

// step lets a step answer.
func (e *told) step(name string, answer any) {
	e.RegisterActivityWithOptions(answer, activity.RegisterOptions{Name: name})
}

func tell(t *testing.T) *told {
	t.Helper()
	var suite testsuite.WorkflowTestSuite
	e := &told{TestWorkflowEnvironment: suite.NewTestWorkflowEnvironment()}
	e.SetTestTimeout(time.Minute)
	e.RegisterWorkflow(Annual)
	e.RegisterWorkflow(Faculty)
	e.RegisterWorkflow(Repair)
	kind := func(of string) {
		e.mu.Lock()
		defer e.mu.Unlock()
		e.kinds = append(e.kinds, of)
	}
	e.step("Load", func(_ context.Context, in activities.LoadInput) (activities.Loaded, error) {
		kind(in.Kind)
		if d := cmp.Diff(input.Tables, in.Tables); d != "" {
			t.Error(d)
		}
		return activities.Loaded{Problem: catalog.Artifact{URL: "load/1/problem.arrow", SHA256: "1", Rows: 18}}, nil
	})
	e.step("Pace", func(_ context.Context, in activities.PaceInput) (activities.Paced, error) {
		kind(in.Kind)
		return activities.Paced{Rounds: in.Rounds}, nil
	})
	e.step("Bound", func(_ context.Context, in activities.BoundInput) (activities.Bounded, error) {
		if in.Problem.URL != "load/1/problem.arrow" {
			t.Errorf("bound asked for of %+v; expected the loaded problem", in.Problem)
		}
		e.mu.Lock()
		defer e.mu.Unlock()
		e.bounds = append(e.bounds, in)
		if in.Counting {
			return activities.Bounded{Bound: solver.Score{Soft: 50}, Proof: catalog.Artifact{URL: "bound/0/proof.json", SHA256: "4"}}, nil
		}
		return activities.Bounded{Bound: solver.Score{Soft: 70}, Steps: 9, Proof: catalog.Artifact{URL: "bound/1/proof.json", SHA256: "4"}}, nil
	})
	e.step("Assess", func(_ context.Context, in activities.AssessInput) (activities.Assessed, error) {
		kind(in.Kind)
		fairness, resilience := 3., 100.
		switch in.Roster.URL { // of two rounds each
		case "vary/resilience 2/0":
			resilience = 60
		case "vary/fairness 2/0":
			fairness = 1
		}
		return activities.Assessed{Assessment: catalog.Artifact{URL: "assess/" + in.Roster.URL, SHA256: "2"}, Fairness: &fairness, Resilience: &resilience}, nil
	})
	e.step("Even", func(_ context.Context, in activities.EvenInput) (activities.Evened, error) {
		e.mu.Lock()
		defer e.mu.Unlock()
		e.evened = append(e.evened, in)
		return activities.Evened{
			Improved: activities.Improved{Score: solver.Score{Soft: 60}, Roster: catalog.Artifact{URL: "even/" + in.Roster.URL, SHA256: "6", Rows: 1}},
			Uneven:   100 - int64(in.Seed),
		}, nil
	})
	e.step("Vary", func(_ context.Context, in activities.VaryInput) (activities.Improved, error) {
		kind(in.Kind)
		e.mu.Lock()
		defer e.mu.Unlock()
		e.varied = append(e.varied, in)
		return activities.Improved{
			Score:  solver.Score{Soft: 80 + in.Leaning.Resilience - int64(in.Round)},
			Roster: catalog.Artifact{URL: fmt.Sprintf("vary/%v/%d", in.Leaning, in.Round), SHA256: "5", Rows: 1},
		}, nil
	})
	e.step("Compare", func(_ context.Context, in activities.CompareInput) (activities.Compared, error) {
		kind(in.Kind)
		c := activities.Compared{Cells: 100}
		for i := range in.Rosters {
			c.Distances = append(c.Distances, make([]int, len(in.Rosters)))
			for j := range in.Rosters {
				c.Distances[i][j] = 20 * max(i-j, j-i)
			}
		}
		return c, nil
	})
	e.step("Write", func(_ context.Context, in activities.WriteInput) error {
		e.written = append(e.written, in.Outcome)
		return nil
	})
	e.step("Record", func(_ context.Context, in activities.RecordInput) error {
		e.recorded = append(e.recorded, in.Outcome)
		return nil
	})
	return e
}

// improve lets Improve answer; before is called first, and what it returns is the step's error.
func (e *told) improve(before func(activities.ImproveInput) error) {
	e.step("Improve", func(_ context.Context, in activities.ImproveInput) (activities.Improved, error) {
		e.mu.Lock()
		defer e.mu.Unlock()
		e.improved = append(e.improved, in)
		if err := before(in); err != nil {
			return activities.Improved{}, err
		}
		return activities.Improved{
			Score:  solver.Score{Soft: 100 - 10*int64(in.Round) + int64(in.Seed)},
			Roster: catalog.Artifact{URL: fmt.Sprintf("improve/%d/%d", in.Seed, in.Round), SHA256: "3", Rows: 1},
		}, nil
	})
}

func calm(activities.ImproveInput) error { return nil }

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
	if best.Seed != 7 || best.Soft != 100-30+7 || best.Roster.URL != "improve/7/3" || best.Assessment.URL != "assess/improve/7/3" {
		t.Errorf("chosen %+v; expected seed 7 as it was after the last round", best)
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

// TestFront: from the best schedule two others are looked for, each round from the one before, and those that serve resilience and
// fairness better take the places of the seeds that came out worse.
func TestFront(t *testing.T) {
	e := tell(t)
	e.improve(calm)
	in := input
	in.Rounds = 8
	e.ExecuteWorkflow(Annual, in)
	var outcome catalog.Outcome
	if err := e.GetWorkflowResult(&outcome); err != nil {
		t.Fatal(err)
	}
	if len(e.varied) != 4 {
		t.Fatalf("%d rounds of others; expected 2 of 2", len(e.varied))
	}
	for _, v := range e.varied {
		want := ""
		if v.Round > 0 {
			want = fmt.Sprintf("vary/%v/0", v.Leaning)
		}
		if v.Best.URL != "improve/7/7" || v.Incumbent.URL != want || v.Tables != in.Tables {
			t.Errorf("asked for %+v; expected it from the best roster, and from %q", v, want)
		}
	}
	e = tell(t)
	e.improve(calm)
	e.ExecuteWorkflow(Annual, input)
	if err := e.GetWorkflowResult(&outcome); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range outcome.Candidates {
		got = append(got, fmt.Sprint(c.Leaning, " ", c.Front, " ", c.Roster.URL))
	}
	want := []string{"wishes true improve/7/3", "resilience 2 true vary/resilience 2/0", "fairness 2 true vary/fairness 2/0"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([][]int{{0, 60, 80}, {60, 0, 20}, {80, 20, 0}}, outcome.Distances); d != "" || outcome.Chosen != 1 {
		t.Errorf("chosen %d; %s", outcome.Chosen, d)
	}
}

// TestNoFront: there is nothing to choose between if one candidate is asked for, or if none is legal.
func TestNoFront(t *testing.T) {
	one := input
	one.Candidates = 1
	for name, c := range map[string]struct {
		in   AnnualInput
		hard int64
	}{"one": {one, 0}, "none is legal": {input, 2}} {
		e := tell(t)
		e.step("Improve", func(context.Context, activities.ImproveInput) (activities.Improved, error) {
			return activities.Improved{Score: solver.Score{Hard: c.hard, Soft: 80}}, nil
		})
		e.ExecuteWorkflow(Annual, c.in)
		var outcome catalog.Outcome
		if err := e.GetWorkflowResult(&outcome); err != nil {
			t.Fatal(err)
		}
		if len(e.varied) > 0 || len(outcome.Candidates) != c.in.Candidates || outcome.Distances != nil {
			t.Errorf("%s: %d rounds of others, outcome %+v; expected none", name, len(e.varied), outcome)
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

// carriedOver returns the input that an execution handed to the next one.
func carriedOver(t *testing.T, e *told) (next AnnualInput) {
	t.Helper()
	var over *workflow.ContinueAsNewError
	if err := e.GetWorkflowError(); !errors.As(err, &over) {
		t.Fatalf("%v; expected the run to hand over", err)
	}
	if err := converter.GetDefaultDataConverter().FromPayloads(over.Input, &next); err != nil {
		t.Fatal(err)
	}
	return next
}

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
