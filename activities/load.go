package activities

import (
	"bytes"
	"context"
	"path"

	"rota/activities/catalog"
	"rota/solver"
)

// LoadInput names the programme of a run.
type LoadInput struct {
	Kind   string           `json:"kind,omitempty"` // "": annual
	Tables catalog.Artifact `json:"tables"`
	Plan   catalog.Artifact `json:"plan,omitzero"` // of a block
}

// Loaded is the programme in the solver's terms.
type Loaded struct {
	Problem catalog.Artifact `json:"problem"` // problem.arrow
}

func (l Loaded) artifacts() []catalog.Artifact { return []catalog.Artifact{l.Problem} }

// Load reads the programme's tables and writes the problem of the run's kind. Its error is of TypeBadInput, with all defects, when the
// tables have any.
func (s *Steps) Load(ctx context.Context, in LoadInput) (Loaded, error) {
	loaded, err := checkpoint(ctx, s, "load", in, func(url string) (Loaded, error) {
		program, err := s.Artifacts.ReadProgram(in.Tables)
		if err != nil {
			return Loaded{}, err
		}
		plan, err := s.Artifacts.ReadPlan(in.Plan)
		if err != nil {
			return Loaded{}, err
		}
		problem, err := Problem(in.Kind, program, plan)
		if err != nil {
			return Loaded{}, err
		}
		var content bytes.Buffer
		if err := solver.WriteProblem(&content, problem); err != nil {
			return Loaded{}, err
		}
		artifact, err := s.Artifacts.Write(path.Join(url, "problem.arrow"), len(problem.People), content.Bytes())
		return Loaded{artifact}, err
	})
	return loaded, final(err)
}

func (s *Steps) readProblem(artifact catalog.Artifact) (*solver.Problem, error) {
	content, err := s.Artifacts.Read(artifact)
	if err != nil {
		return nil, err
	}
	return solver.ReadProblem(content)
}
