package activities

import (
	"bytes"
	"context"
	"fmt"
	"path"

	"rota/activities/catalog"
	"rota/solver"
)

// ImproveInput asks for one round of one candidate.
type ImproveInput struct {
	Kind      string           `json:"kind,omitempty"` // "": annual
	Problem   catalog.Artifact `json:"problem"`
	Seed      uint64           `json:"seed"`
	Round     int              `json:"round"`              // from 0
	Incumbent catalog.Artifact `json:"incumbent,omitzero"` // the roster after the round before; none for round 0
}

// Improved is a candidate after a round.
type Improved struct {
	Score  solver.Score     `json:"score"`
	Roster catalog.Artifact `json:"roster"` // candidates.arrow of one candidate
}

func (i Improved) artifacts() []catalog.Artifact { return []catalog.Artifact{i.Roster} }

// Improve carries out one round of the search from the incumbent; round 0 begins with a construction. Kinds of runs that are
// polished go on with spells of periods and with whole lines.
func (s *Steps) Improve(ctx context.Context, in ImproveInput) (Improved, error) {
	improved, err := checkpoint(ctx, s, "improve", in, func(url string) (Improved, error) {
		problem, err := s.readProblem(in.Problem)
		if err != nil {
			return Improved{}, err
		}
		var roster solver.Roster
		if in.Round == 0 {
			roster = solver.Construct(problem, in.Seed)
		} else {
			before, err := s.readCandidate(problem, in.Incumbent)
			if err != nil {
				return Improved{}, err
			}
			roster = before.Roster
		}
		k, err := kindOf(in.Kind)
		if err != nil {
			return Improved{}, err
		}
		if k.polishes && in.Round > 0 {
			roster = solver.Polish(problem, roster, in.Seed, in.Round)
		} else {
			roster, _ = solver.Improve(problem, roster, in.Seed, in.Round)
		}
		score := solver.Evaluate(problem, roster)
		var content bytes.Buffer
		err = solver.WriteCandidates(&content, problem, []solver.Candidate{{Seed: in.Seed, Rounds: in.Round + 1, Score: score, Roster: roster}})
		if err != nil {
			return Improved{}, err
		}
		artifact, err := s.Artifacts.Write(path.Join(url, "candidates.arrow"), 1, content.Bytes())
		return Improved{score, artifact}, err
	})
	return improved, final(err)
}

func (s *Steps) readCandidate(p *solver.Problem, artifact catalog.Artifact) (solver.Candidate, error) {
	content, err := s.Artifacts.Read(artifact)
	if err != nil {
		return solver.Candidate{}, err
	}
	candidates, err := solver.ReadCandidates(content, p)
	if err != nil {
		return solver.Candidate{}, err
	}
	if len(candidates) != 1 {
		return solver.Candidate{}, fmt.Errorf("activities: %s: candidates=%d; expected 1", artifact.URL, len(candidates))
	}
	return candidates[0], nil
}
