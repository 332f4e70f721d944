package activities

import (
	"context"
	"encoding/json"
	"fmt"
	"path"

	"rota/activities/catalog"
	"rota/solver"
)

// BoundInput asks for a score that no schedule of a problem is better than.
type BoundInput struct {
	Problem  catalog.Artifact `json:"problem"`
	Counting bool             `json:"counting,omitempty"` // only what counting says, which takes a moment
	Reached  *solver.Score    `json:"reached,omitempty"`  // by a schedule: no bound is better, so that the search ends there
}

// Bounded is such a score.
type Bounded struct {
	Bound solver.Score     `json:"bound"`
	Steps int              `json:"steps"` // of the search for it; 0: counting
	Proof catalog.Artifact `json:"proof"` // proof as JSON
}

func (b Bounded) artifacts() []catalog.Artifact { return []catalog.Artifact{b.Proof} }

// proof is what a bound rests on: what counting says, and the prices of the Lagrangian bound.
type proof struct {
	Bound       solver.Score         `json:"bound"`
	Counting    []solver.Certificate `json:"counting"`
	Evaluations []solver.Evaluation  `json:"evaluations"`
}

// Bound bounds the score of every schedule from below.
func (s *Steps) Bound(ctx context.Context, in BoundInput) (Bounded, error) {
	bounded, err := checkpoint(ctx, s, "bound", in, func(url string) (Bounded, error) {
		problem, err := s.readProblem(in.Problem)
		if err != nil {
			return Bounded{}, err
		}
		var p proof
		steps := 0
		if in.Counting {
			p.Bound, p.Counting = solver.Counting(problem)
		} else if p, steps, err = searchBound(ctx, problem, in.Reached); err != nil {
			return Bounded{}, err
		}
		content, err := json.Marshal(p)
		if err != nil {
			return Bounded{}, fmt.Errorf("activities: bound: %w", err)
		}
		artifact, err := s.Artifacts.Write(path.Join(url, "proof.json"), len(p.Counting)+len(p.Evaluations), content)
		return Bounded{p.Bound, steps, artifact}, err
	})
	return bounded, final(err)
}

// searchBound looks for a bound until there is no more to do, or it has reached the score of a schedule.
func searchBound(ctx context.Context, problem *solver.Problem, reached *solver.Score) (proof, int, error) {
	b := solver.NewBounding(problem)
	for b.Step() && (reached == nil || b.Bound().Less(*reached)) {
		if err := ctx.Err(); err != nil {
			return proof{}, 0, err
		}
	}
	return proof{b.Bound(), b.Counted(), b.Evaluations()}, b.Steps(), nil
}
