package activities

import (
	"testing"

	"rota/activities/catalog"
	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
)

// TestVary: another schedule is found from the best one, its score is that of the problem itself, and the distance is the one that a look
// at the stays tells.
func TestVary(t *testing.T) {
	s := newSteps(t)
	tables, loaded, best := search(t, s)
	in := VaryInput{Tables: tables, Problem: loaded.Problem, Best: best.Roster, Leaning: residency.Leaning{Fairness: 2}, Seed: 3}
	var other Improved
	for in.Round = range 2 {
		var err error
		if other, err = carryOut[Improved](t, s.Vary, in); err != nil {
			t.Fatal(err)
		}
		in.Incumbent = other.Roster
	}
	problem, err := s.readProblem(loaded.Problem)
	if err != nil {
		t.Fatal(err)
	}
	var stays [2][]datasets.Stay
	for i, roster := range []catalog.Artifact{best.Roster, other.Roster} {
		candidate, err := s.readCandidate(problem, roster)
		if err != nil {
			t.Fatal(err)
		}
		if score := solver.Evaluate(problem, candidate.Roster); score != []solver.Score{best.Score, other.Score}[i] {
			t.Errorf("score %v; expected %v", []solver.Score{best.Score, other.Score}[i], score)
		}
		stays[i] = residency.Stays(tiny(), 1, candidate.Roster)
	}
	compared, err := carryOut[Compared](t, s.Compare, CompareInput{Tables: tables, Problem: loaded.Problem, Rosters: []catalog.Artifact{best.Roster, other.Roster}})
	if err != nil {
		t.Fatal(err)
	}
	want := datasets.PersonBlocks(datasets.StayChanges(stays[0], stays[1]))
	if d := compared.Distances; compared.Cells != 4 || d[0][1] != want || d[1][0] != want || d[0][0] != 0 || want != 4 {
		t.Errorf("%+v; expected all of the 4 cells to differ, as nothing stands against it, not %d", compared, want)
	}
}
