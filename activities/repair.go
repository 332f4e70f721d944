package activities

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"path"

	"rota/activities/catalog"
	"rota/datasets"
	"rota/solver"
)

// RepairInput asks for one round of a repair.
type RepairInput struct {
	Kind         string           `json:"kind"` // of the schedule
	Tables       catalog.Artifact `json:"tables"`
	Plan         catalog.Artifact `json:"plan,omitzero"` // of a block
	Problem      catalog.Artifact `json:"problem"`
	Base         catalog.Base     `json:"base"`
	Seed         uint64           `json:"seed"`
	Round        int              `json:"round"` // from 0
	Alternatives int              `json:"alternatives"`
	Found        catalog.Artifact `json:"found,omitzero"` // after the round before
}

// RepairAnswer is what the rounds have found so far: the schedule of least change first, then others.
type RepairAnswer struct {
	Candidates []RepairCandidate `json:"candidates"`
	Found      catalog.Artifact  `json:"found"`  // solver.Repairs as JSON
	Least      bool              `json:"least"`  // fewer changes than those of the first are proven not to do
	Closed     bool              `json:"closed"` // further rounds find nothing
}

// RepairCandidate is one repaired schedule.
type RepairCandidate struct {
	Score   solver.Score     `json:"score"`
	Changes int              `json:"changes"`
	Roster  catalog.Artifact `json:"roster"`
}

func (a RepairAnswer) artifacts() []catalog.Artifact {
	all := []catalog.Artifact{a.Found}
	for _, c := range a.Candidates {
		all = append(all, c.Roster)
	}
	return all
}

// Repair carries out one round of a repair.
func (s *Steps) Repair(ctx context.Context, in RepairInput) (RepairAnswer, error) {
	answer, err := checkpoint(ctx, s, "repair", in, func(url string) (RepairAnswer, error) {
		program, err := s.Artifacts.ReadProgram(in.Tables)
		if err != nil {
			return RepairAnswer{}, err
		}
		problem, err := s.readProblem(in.Problem)
		if err != nil {
			return RepairAnswer{}, err
		}
		repair, _, err := s.repairOf(in.Kind, program, in.Plan, problem, in.Base)
		if err != nil {
			return RepairAnswer{}, err
		}
		var found solver.Repairs
		if in.Found.URL != "" {
			content, err := s.Artifacts.Read(in.Found)
			if err != nil {
				return RepairAnswer{}, err
			}
			if err := json.Unmarshal(content, &found); err != nil {
				return RepairAnswer{}, fmt.Errorf("activities: %s: %w", in.Found.URL, err)
			}
		}
		found = repair.Round(found, in.Seed, in.Round, in.Alternatives)
		return s.keepRepairs(url, problem, in, found)
	})
	return answer, final(err)
}

// repairOf states the repair that an order asks for, and returns the schedule that it begins from.
func (s *Steps) repairOf(kind string, p *datasets.Program, planned catalog.Artifact, problem *solver.Problem, base catalog.Base) (*solver.Repair, *Desk, error) {
	order, err := s.readOrder(base.Order)
	if err != nil {
		return nil, nil, err
	}
	before, held, err := s.repaired(base)
	if err != nil {
		return nil, nil, err
	}
	plan, err := s.Artifacts.ReadPlan(planned)
	if err != nil {
		return nil, nil, err
	}
	from, err := begins(before, held.Roster, p, problem, order)
	if err != nil {
		return nil, nil, err
	}
	desk, err := newDesk(kind, p, plan, problem, from)
	if err != nil {
		return nil, nil, err
	}
	repair, err := desk.Repair(order)
	return repair, desk, err
}

// standIns tells what an order changes in the year of the faculty.
func (s *Steps) standIns(base catalog.Base) (told []string, err error) {
	order, err := s.readOrder(base.Order)
	for _, x := range order.StandIns {
		told = append(told, x.String())
	}
	return told, err
}

// repaired reads the schedule that a repair begins from, and its problem.
func (s *Steps) repaired(base catalog.Base) (*solver.Problem, solver.Candidate, error) {
	problem, err := s.readProblem(base.Problem)
	if err != nil {
		return nil, solver.Candidate{}, err
	}
	held, err := s.readCandidate(problem, base.Roster)
	return problem, held, err
}

// keepRepairs writes what was found: all of it for the next round, and each schedule as a candidate.
func (s *Steps) keepRepairs(url string, p *solver.Problem, in RepairInput, found solver.Repairs) (RepairAnswer, error) {
	content, err := json.Marshal(found)
	if err != nil {
		return RepairAnswer{}, fmt.Errorf("activities: repair: %w", err)
	}
	answer := RepairAnswer{Least: found.Proven(), Closed: found.Closed(in.Alternatives)}
	if answer.Found, err = s.Artifacts.Write(path.Join(url, "found.json"), len(found.Found), content); err != nil {
		return RepairAnswer{}, err
	}
	for i, x := range found.Found {
		var b bytes.Buffer
		err := solver.WriteCandidates(&b, p, []solver.Candidate{{Seed: in.Seed, Rounds: in.Round + 1, Score: x.Score, Roster: x.Roster}})
		if err != nil {
			return RepairAnswer{}, err
		}
		roster, err := s.Artifacts.Write(path.Join(url, fmt.Sprintf("candidate-%d.arrow", i+1)), 1, b.Bytes())
		if err != nil {
			return RepairAnswer{}, err
		}
		answer.Candidates = append(answer.Candidates, RepairCandidate{x.Score, x.Changes, roster})
	}
	return answer, nil
}
