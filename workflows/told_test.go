package workflows

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"rota/activities"
	"rota/activities/catalog"
	"rota/solver"
)

// The flows are tested in Temporal's test environment with the steps' answers given here: what the steps do is tested in
// activities, and both together by running rota.

var input = RunInput{
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
	e.SetWorkerOptions(worker.Options{DeadlockDetectionTimeout: time.Minute}) // a busy machine may let a workflow wait for its turn
	e.RegisterWorkflow(Annual)
	e.RegisterWorkflow(Faculty)
	e.RegisterWorkflow(Repair)
	e.answerOfProblem(t)
	e.answerOfOthers()
	e.answerOfCandidates()
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

// kind notes what kind of run a step was told of.
func (e *told) kind(of string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.kinds = append(e.kinds, of)
}

// answerOfProblem lets the steps answer that look at the problem alone.
func (e *told) answerOfProblem(t *testing.T) {
	e.step("Load", func(_ context.Context, in activities.LoadInput) (activities.Loaded, error) {
		e.kind(in.Kind)
		if d := cmp.Diff(input.Tables, in.Tables); d != "" {
			t.Error(d)
		}
		return activities.Loaded{Problem: catalog.Artifact{URL: "load/1/problem.arrow", SHA256: "1", Rows: 18}}, nil
	})
	e.step("Pace", func(_ context.Context, in activities.PaceInput) (activities.Paced, error) {
		e.kind(in.Kind)
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
}

// answerOfOthers lets the steps answer that go on from a schedule to others.
func (e *told) answerOfOthers() {
	e.step("Even", func(_ context.Context, in activities.EvenInput) (activities.Evened, error) {
		e.mu.Lock()
		defer e.mu.Unlock()
		e.evened = append(e.evened, in)
		score := solver.Score{Soft: 60}
		var seed, round int64
		if _, err := fmt.Sscanf(in.Roster.URL, "improve/%d/%d", &seed, &round); err == nil { // evening serves wishes no worse
			score.Soft = improvedSoft(seed, round)
		}
		return activities.Evened{
			Improved: activities.Improved{Score: score, Roster: catalog.Artifact{URL: "even/" + in.Roster.URL, SHA256: "6", Rows: 1}},
			Uneven:   100 - int64(in.Seed),
		}, nil
	})
	e.step("Vary", func(_ context.Context, in activities.VaryInput) (activities.Improved, error) {
		e.kind(in.Kind)
		e.mu.Lock()
		defer e.mu.Unlock()
		e.varied = append(e.varied, in)
		return activities.Improved{
			Score:  solver.Score{Soft: 80 + in.Leaning.Resilience - int64(in.Round)},
			Roster: catalog.Artifact{URL: fmt.Sprintf("vary/%v/%d", in.Leaning, in.Round), SHA256: "5", Rows: 1},
		}, nil
	})
}

// answerOfCandidates lets the steps answer that judge schedules.
func (e *told) answerOfCandidates() {
	e.step("Assess", func(_ context.Context, in activities.AssessInput) (activities.Assessed, error) {
		e.kind(in.Kind)
		fairness, resilience := 3., 100.
		switch in.Roster.URL { // of two rounds each
		case "vary/resilience 2/0":
			resilience = 60
		case "vary/fairness 2/0":
			fairness = 1
		}
		return activities.Assessed{Assessment: catalog.Artifact{URL: "assess/" + in.Roster.URL, SHA256: "2"}, Fairness: &fairness, Resilience: &resilience}, nil
	})
	e.step("Compare", func(_ context.Context, in activities.CompareInput) (activities.Compared, error) {
		e.kind(in.Kind)
		c := activities.Compared{Cells: 100}
		for i := range in.Rosters {
			c.Distances = append(c.Distances, make([]int, len(in.Rosters)))
			for j := range in.Rosters {
				c.Distances[i][j] = 20 * max(i-j, j-i)
			}
		}
		return c, nil
	})
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
			Score:  solver.Score{Soft: improvedSoft(int64(in.Seed), int64(in.Round))},
			Roster: catalog.Artifact{URL: fmt.Sprintf("improve/%d/%d", in.Seed, in.Round), SHA256: "3", Rows: 1},
		}, nil
	})
}

func improvedSoft(seed, round int64) int64 { return 100 - 10*round + seed }

func calm(activities.ImproveInput) error { return nil }

// carriedOver returns the input that an execution handed to the next one.
func carriedOver(t *testing.T, e *told) (next RunInput) {
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
