package activities

import (
	"bytes"
	"context"
	"path"

	"rota/activities/catalog"
	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
)

// VaryInput asks for one round of a search for another schedule than the best one.
type VaryInput struct {
	Kind      string            `json:"kind,omitempty"` // "": annual
	Tables    catalog.Artifact  `json:"tables"`
	Problem   catalog.Artifact  `json:"problem"`
	Best      catalog.Artifact  `json:"best"`
	Leaning   residency.Leaning `json:"leaning"`
	Seed      uint64            `json:"seed"`
	Round     int               `json:"round"`              // from 0
	Incumbent catalog.Artifact  `json:"incumbent,omitzero"` // the roster after the round before; none for round 0
}

// Vary carries out one round from the incumbent, round 0 from the best roster, in the problem that leans and in which cells in common with
// the best roster cost a little. The score that it answers is that of the problem itself.
func (s *Steps) Vary(ctx context.Context, in VaryInput) (Improved, error) {
	improved, err := checkpoint(ctx, s, "vary", in, func(url string) (Improved, error) {
		program, err := s.Artifacts.ReadProgram(in.Tables)
		if err != nil {
			return Improved{}, err
		}
		problem, err := s.readProblem(in.Problem)
		if err != nil {
			return Improved{}, err
		}
		best, err := s.readCandidate(problem, in.Best)
		if err != nil {
			return Improved{}, err
		}
		from := best
		if in.Round > 0 {
			if from, err = s.readCandidate(problem, in.Incumbent); err != nil {
				return Improved{}, err
			}
		}
		leaning := solver.Apart(residency.Lean(program, problem, in.Leaning, best.Roster), best.Roster)
		if err := leaning.Validate(); err != nil {
			return Improved{}, err
		}
		roster, _ := solver.Improve(leaning, from.Roster, in.Seed, in.Round)
		score := solver.Evaluate(problem, roster)
		var content bytes.Buffer
		err = solver.WriteCandidates(&content, problem, []solver.Candidate{{Seed: in.Seed, Rounds: best.Rounds + in.Round + 1, Score: score, Roster: roster}})
		if err != nil {
			return Improved{}, err
		}
		artifact, err := s.Artifacts.Write(path.Join(url, "candidates.arrow"), 1, content.Bytes())
		return Improved{score, artifact}, err
	})
	return improved, final(err)
}

// CompareInput names schedules to compare with each other.
type CompareInput struct {
	Kind    string             `json:"kind,omitempty"` // "": annual
	Tables  catalog.Artifact   `json:"tables"`
	Problem catalog.Artifact   `json:"problem"`
	Rosters []catalog.Artifact `json:"rosters"`
}

// Compared tells in how many cells any two of the schedules differ: blocks of people in an annual schedule, nights and weeks of people in
// a faculty year.
type Compared struct {
	Cells     int     `json:"cells"`     // of the largest of the schedules
	Distances [][]int `json:"distances"` // by schedule and schedule
}

func (Compared) artifacts() []catalog.Artifact { return nil }

// Compare tells how far schedules lie apart.
func (s *Steps) Compare(ctx context.Context, in CompareInput) (Compared, error) {
	compared, err := checkpoint(ctx, s, "compare", in, func(string) (Compared, error) {
		k, err := kindOf(in.Kind)
		if err != nil {
			return Compared{}, err
		}
		program, err := s.Artifacts.ReadProgram(in.Tables)
		if err != nil {
			return Compared{}, err
		}
		problem, err := s.readProblem(in.Problem)
		if err != nil {
			return Compared{}, err
		}
		c := Compared{Distances: make([][]int, len(in.Rosters))}
		all := make([]schedule, len(in.Rosters))
		for i, roster := range in.Rosters {
			candidate, err := s.readCandidate(problem, roster)
			if err != nil {
				return Compared{}, err
			}
			all[i].stays, all[i].shifts = k.schedule(program, residency.Plan{}, 1, candidate.Roster)
			c.Cells = max(c.Cells, distance(all[i], schedule{}))
			c.Distances[i] = make([]int, len(all))
			for j := range i {
				c.Distances[i][j] = distance(all[i], all[j])
				c.Distances[j][i] = c.Distances[i][j]
			}
		}
		return c, nil
	})
	return compared, final(err)
}

// schedule is what a roster says.
type schedule struct {
	stays  []datasets.Stay
	shifts []datasets.Shift
}

// distance counts the blocks of residents, the inpatient weeks and the nights that differ. What is done by day in a faculty year follows
// from nights and weeks.
func distance(a, b schedule) int {
	n := datasets.PersonBlocks(datasets.StayChanges(residentsOf(a.stays), residentsOf(b.stays)))
	n += len(datasets.StayChanges(weeksOf(a.stays), weeksOf(b.stays)))
	for _, c := range datasets.ShiftChanges(a.shifts, b.shifts) {
		if c.HalfDay == datasets.Night {
			n++
		}
	}
	return n
}

func residentsOf(stays []datasets.Stay) (of []datasets.Stay) {
	for _, s := range stays {
		if !s.OfFaculty() {
			of = append(of, s)
		}
	}
	return of
}

func weeksOf(stays []datasets.Stay) (of []datasets.Stay) {
	for _, s := range stays {
		if s.OfFaculty() {
			of = append(of, s)
		}
	}
	return of
}
