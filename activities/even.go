package activities

import (
	"bytes"
	"context"
	"path"

	"rota/activities/catalog"
	"rota/solver"
	"rota/solver/residency"
)

// EvenInput asks for the most even schedule of a year that serves wishes as well as a given one.
type EvenInput struct {
	Kind    string           `json:"kind,omitempty"` // "": annual
	Tables  catalog.Artifact `json:"tables"`
	Problem catalog.Artifact `json:"problem"`
	Roster  catalog.Artifact `json:"roster"`
	Seed    uint64           `json:"seed"`
}

// Evened is such a schedule.
type Evened struct {
	Improved
	Uneven int64 `json:"uneven"` // how far it is from even, as residency.Even tells
}

// evenRounds is in how many rounds it is looked for. Of residents they are cool ones, for better blocks are near; shares of the faculty are told
// apart night by night, so there a search whose rounds begin hotter and cooler in turns goes through all of that once.
const evenRounds = 4

// Even carries out rounds of the search from a roster in the problem that tells schedules of one score apart by how even they are. The
// score that it answers is that of the problem itself, never worse than it was.
func (s *Steps) Even(ctx context.Context, in EvenInput) (Evened, error) {
	evened, err := checkpoint(ctx, s, "even", in, func(url string) (Evened, error) {
		program, err := s.Artifacts.ReadProgram(in.Tables)
		if err != nil {
			return Evened{}, err
		}
		problem, err := s.readProblem(in.Problem)
		if err != nil {
			return Evened{}, err
		}
		candidate, err := s.readCandidate(problem, in.Roster)
		if err != nil {
			return Evened{}, err
		}
		even, uneven := residency.Even(program, problem, candidate.Roster)
		for round := 0; round < evenRounds && uneven > 0; round++ {
			if err := ctx.Err(); err != nil {
				return Evened{}, err
			}
			if err := even.Validate(); err != nil {
				return Evened{}, err
			}
			heat := round
			if in.Kind != catalog.KindFaculty {
				heat = solver.Coolest(round)
			}
			candidate.Roster, _ = solver.Improve(even, candidate.Roster, in.Seed, heat)
			even, uneven = residency.Even(program, problem, candidate.Roster)
		}
		candidate.Score = solver.Evaluate(problem, candidate.Roster)
		var content bytes.Buffer
		if err := solver.WriteCandidates(&content, problem, []solver.Candidate{candidate}); err != nil {
			return Evened{}, err
		}
		artifact, err := s.Artifacts.Write(path.Join(url, "candidates.arrow"), 1, content.Bytes())
		return Evened{Improved{candidate.Score, artifact}, uneven}, err
	})
	return evened, final(err)
}
