package activities

import (
	"bytes"
	"context"
	"path"
	"runtime"
	"time"

	"rota/activities/catalog"
	"rota/solver"
)

// PaceInput says how long the search was asked to be: a number of rounds, or a time, or neither.
type PaceInput struct {
	Kind       string           `json:"kind,omitempty"` // "": annual
	Problem    catalog.Artifact `json:"problem"`
	Seed       uint64           `json:"seed"`
	Candidates int              `json:"candidates"`
	Base       *catalog.Base    `json:"base,omitempty"` // of a repair, whose rounds are of their own kind
	Tables     catalog.Artifact `json:"tables,omitzero"`
	Plan       catalog.Artifact `json:"plan,omitzero"`
	Rounds     int              `json:"rounds,omitempty"`
	Time       time.Duration    `json:"time,omitempty"`
}

// Paced is the number of rounds that the run has.
type Paced struct {
	Rounds int `json:"rounds"`
}

func (Paced) artifacts() []catalog.Artifact { return nil }

// Pace turns what was asked for into a number of rounds, once: the answer is kept, so that the clock is asked no second
// time. Without rounds and time the kind of run decides.
func (s *Steps) Pace(ctx context.Context, in PaceInput) (Paced, error) {
	paced, err := checkpoint(ctx, s, "pace", in, func(url string) (Paced, error) {
		if in.Rounds > 0 {
			return Paced{in.Rounds}, nil
		}
		if in.Time <= 0 {
			k, err := kindOf(in.Kind)
			return Paced{k.rounds}, err
		}
		problem, err := s.readProblem(in.Problem)
		if err != nil {
			return Paced{}, err
		}
		if in.Base != nil {
			round, err := s.timeRepair(problem, in)
			return Paced{repairsIn(in.Time, round)}, err
		}
		round, err := s.timeRound(problem, in.Seed, url)
		if err != nil {
			return Paced{}, err
		}
		return Paced{roundsIn(in.Time, round, in.Candidates, runtime.GOMAXPROCS(0))}, nil
	})
	return paced, final(err)
}

// timeRound measures one round as Improve carries it out: search, and a durable write.
func (s *Steps) timeRound(p *solver.Problem, seed uint64, url string) (time.Duration, error) {
	roster := solver.Construct(p, seed)
	started := time.Now()
	roster, _ = solver.Improve(p, roster, seed, 0)
	var content bytes.Buffer
	err := solver.WriteCandidates(&content, p, []solver.Candidate{{Seed: seed, Rounds: 1, Score: solver.Evaluate(p, roster), Roster: roster}})
	if err != nil {
		return 0, err
	}
	if _, err := s.Artifacts.Write(path.Join(url, "measured.arrow"), 1, content.Bytes()); err != nil {
		return 0, err
	}
	return time.Since(started), nil
}

// timeRepair measures the first round of a repair.
func (s *Steps) timeRepair(p *solver.Problem, in PaceInput) (time.Duration, error) {
	program, err := s.Artifacts.ReadProgram(in.Tables)
	if err != nil {
		return 0, err
	}
	repair, _, err := s.repairOf(in.Kind, program, in.Plan, p, *in.Base)
	if err != nil {
		return 0, err
	}
	started := time.Now()
	repair.Round(solver.Repairs{}, in.Seed, 0, in.Candidates)
	return time.Since(started), nil
}

// repairsIn returns how many rounds of a repair fit into the budget, at least one.
func repairsIn(budget, first time.Duration) (rounds int) {
	for left := budget; rounds < mostRounds; rounds++ {
		if left -= time.Duration(solver.RepairWork(rounds)) * max(first, time.Microsecond); left < 0 {
			break
		}
	}
	return max(1, rounds)
}

// mostRounds keeps a run's history of reasonable size, whatever time was asked for.
const mostRounds = 100_000

// roundsIn returns how many rounds of all candidates fit into the budget, at least one, if after them others are looked for in
// VaryingRounds. Threads take one candidate each.
func roundsIn(budget, round time.Duration, candidates, threads int) int {
	turns := func(schedules int) time.Duration { return time.Duration((schedules + threads - 1) / threads) }
	all := shareOfRounds*turns(candidates) + turns(candidates-1)
	return int(min(mostRounds, max(1, shareOfRounds*budget/(max(round, time.Microsecond)*all))))
}

// shareOfRounds is how many rounds of the search there are for each in which others than the best schedule are looked for.
const shareOfRounds = 4

// VaryingRounds returns in how many rounds others than the best schedule are looked for, after so many rounds of the search.
func VaryingRounds(rounds int) int { return max(1, rounds/shareOfRounds) }
