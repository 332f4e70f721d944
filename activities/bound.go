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
	Problem catalog.Artifact `json:"problem"`
}

// Bounded is such a score.
type Bounded struct {
	Bound solver.Score     `json:"bound"`
	Steps int              `json:"steps"` // of the search for it
	Proof catalog.Artifact `json:"proof"` // proof as JSON
}

func (b Bounded) artifacts() []catalog.Artifact { return []catalog.Artifact{b.Proof} }

// proof is what a bound rests on: what counting says, and the prices of the Lagrangian bound.
type proof struct {
	Bound       solver.Score         `json:"bound"`
	Counting    []solver.Certificate `json:"counting"`
	Evaluations []solver.Evaluation  `json:"evaluations"`
}

// Bound bounds the score of every schedule from below. It knows no candidate, so that it can go on beside the rounds.
func (s *Steps) Bound(ctx context.Context, in BoundInput) (Bounded, error) {
	bounded, err := checkpoint(ctx, s, "bound", in, func(url string) (Bounded, error) {
		problem, err := s.readProblem(in.Problem)
		if err != nil {
			return Bounded{}, err
		}
		b := solver.NewBounding(problem)
		for b.Step() {
			if err := ctx.Err(); err != nil {
				return Bounded{}, err
			}
		}
		p := proof{b.Bound(), b.Counted(), b.Evaluations()}
		content, err := json.Marshal(p)
		if err != nil {
			return Bounded{}, fmt.Errorf("activities: bound: %w", err)
		}
		artifact, err := s.Artifacts.Write(path.Join(url, "proof.json"), len(p.Counting)+len(p.Evaluations), content)
		return Bounded{b.Bound(), b.Steps(), artifact}, err
	})
	return bounded, final(err)
}
