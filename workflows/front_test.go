package workflows

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rota/activities"
	"rota/activities/catalog"
	"rota/solver"
)

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
		if v.Best.URL != "even/improve/7/7" || v.Incumbent.URL != want || v.Tables != in.Tables {
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
	want := []string{"wishes true even/improve/7/3", "resilience 2 true vary/resilience 2/0", "fairness 2 true vary/fairness 2/0"}
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
		in   RunInput
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
