package workflows

import (
	"testing"

	"go.temporal.io/sdk/workflow"

	"rota/activities"
	"rota/activities/catalog"
	"rota/solver"
)

// TestBlockIsBoundedAtOnce: the whole bound of a block goes on beside its first round, and the search ends with the round that reaches it;
// so it is of no year, and of no block that was begun when counting alone was done then.
func TestBlockIsBoundedAtOnce(t *testing.T) {
	for name, c := range map[string]struct {
		execute any
		old     bool
		rounds  int
		asked   []bool // whether for counting alone
	}{
		"block":                  {Block, false, 3, []bool{false}},
		"years count first":      {Annual, false, 4, []bool{true, false}},
		"begun before there was": {Block, true, 4, []bool{true, false}},
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
		if outcome.Rounds != c.rounds || outcome.Bound.Soft != 87 || len(asked) != len(c.asked) || asked[0] != c.asked[0] {
			t.Errorf("%s: %d rounds, bound %+v, counting %v; expected %d, 87, %v", name, outcome.Rounds, outcome.Bound, asked, c.rounds, c.asked)
		}
	}
}
