package workflows

import (
	"context"
	"testing"

	"go.temporal.io/sdk/workflow"

	"rota/activities"
	"rota/activities/catalog"
	"rota/solver"
)

// TestMostEven: the score comes first, then how even they are, then the order.
func TestMostEven(t *testing.T) {
	of := func(soft, uneven int64) activities.Evened {
		return activities.Evened{Improved: activities.Improved{Score: solver.Score{Soft: soft}}, Uneven: uneven}
	}
	for name, c := range map[string]struct {
		of   []activities.Evened
		want int
	}{
		"one":                        {[]activities.Evened{of(8, 5)}, 0},
		"the most even of one score": {[]activities.Evened{of(8, 5), of(8, 3), of(8, 4)}, 1},
		"the score first":            {[]activities.Evened{of(8, 5), of(9, 0), of(7, 6)}, 2},
		"the first of equals":        {[]activities.Evened{of(8, 5), of(8, 3), of(8, 3)}, 1},
	} {
		if got := mostEven(c.of); got != c.want {
			t.Errorf("%s: mostEven = %d; expected %d", name, got, c.want)
		}
	}
}

// TestEven: in a year the candidates with the best score are evened, the most even one is the first and others are looked for from
// it; candidates that break the law and executions that began before are left as they are.
func TestEven(t *testing.T) {
	alike := func(score solver.Score) func(context.Context, activities.ImproveInput) (activities.Improved, error) {
		return func(_ context.Context, in activities.ImproveInput) (activities.Improved, error) {
			if in.Seed == input.Seed {
				return activities.Improved{Score: solver.Score{Hard: score.Hard, Soft: score.Soft + 1}, Roster: catalog.Artifact{URL: "worse", SHA256: "3"}}, nil
			}
			return activities.Improved{Score: score, Roster: catalog.Artifact{URL: "best", SHA256: "3"}}, nil
		}
	}
	for name, c := range map[string]struct {
		execute any
		score   solver.Score
		version workflow.Version
		evened  int
		seed    uint64 // of the first candidate that is left
	}{
		"faculty":                {Faculty, solver.Score{Soft: 80}, evenYears, 2, input.Seed + 2},
		"residents":              {Annual, solver.Score{Soft: 80}, evenYears, 2, input.Seed + 2},
		"against the law":        {Faculty, solver.Score{Hard: 1}, evenYears, 0, input.Seed + 1},
		"begun before there was": {Faculty, solver.Score{Soft: 80}, workflow.DefaultVersion, 0, input.Seed + 1},
		"of the faculty alone":   {Faculty, solver.Score{Soft: 80}, evenFaculty, 2, input.Seed + 2},
		"of residents before":    {Annual, solver.Score{Soft: 80}, evenFaculty, 0, input.Seed + 1},
	} {
		e := tell(t)
		e.step("Improve", alike(c.score))
		if c.version != evenYears {
			e.OnGetVersion(changeEven, workflow.DefaultVersion, evenYears).Return(c.version)
			e.OnGetVersion(changeFront, workflow.DefaultVersion, workflow.Version(1)).Return(workflow.Version(1))
			e.OnGetVersion(changeBound, workflow.DefaultVersion, workflow.Version(blockAtOnce)).Return(workflow.Version(1))
		}
		e.ExecuteWorkflow(c.execute, input)
		var outcome catalog.Outcome
		if err := e.GetWorkflowResult(&outcome); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		chosen := outcome.Candidates[outcome.Chosen-1]
		if len(e.evened) != c.evened || chosen.Seed != c.seed {
			t.Errorf("%s: %d evened and seed %d chosen; expected %d and %d", name, len(e.evened), chosen.Seed, c.evened, c.seed)
		}
		from := "best"
		if c.evened > 0 {
			from = chosen.Roster.URL
		}
		for _, v := range e.varied {
			if v.Best.URL != from {
				t.Errorf("%s: others are looked for from %s; expected %s", name, v.Best.URL, from)
			}
		}
	}
}
