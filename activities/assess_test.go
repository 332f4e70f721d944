package activities

import (
	"testing"

	"rota/analytics/compliance"
	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
)

// TestAssess: the verdict on a real candidate, and the refusal of a claim that is not the roster's score.
func TestAssess(t *testing.T) {
	s := newSteps(t)
	tables, loaded, improved := search(t, s)
	in := AssessInput{Tables: tables, Problem: loaded.Problem, Roster: improved.Roster, Score: improved.Score}
	assessed, err := carryOut[Assessed](t, s.Assess, in)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Artifacts.Read(assessed.Assessment); err != nil || assessed.HardBreaches != 0 {
		t.Errorf("%+v, %v; expected no Hard breach", assessed, err)
	}
	in.Score.Soft--
	_, err = carryOut[Assessed](t, s.Assess, in)
	wantType(t, err, TypeDisagreement)
	in.Score, in.Bound = improved.Score, &solver.Score{Soft: improved.Score.Soft + 1}
	_, err = carryOut[Assessed](t, s.Assess, in)
	wantType(t, err, TypeDisagreement)
}

func TestAgree(t *testing.T) {
	hard, soft := compliance.Breach{Level: compliance.Hard}, compliance.Breach{Level: compliance.Soft}
	cover := compliance.Breach{Level: compliance.Cover, Amount: 1, Allowed: 3} // two people missing
	for name, c := range map[string]struct {
		score    solver.Score
		breaches []compliance.Breach
		hard     int
		agree    bool
	}{
		"both find nothing":            {solver.Score{}, nil, 0, true},
		"both find wishes":             {solver.Score{Soft: 7}, []compliance.Breach{soft}, 0, true},
		"both find all":                {solver.Score{Hard: 40, Cover: 2}, []compliance.Breach{hard, hard, cover}, 2, true},
		"only the solver finds Hard":   {solver.Score{Hard: 1}, []compliance.Breach{cover, soft}, 0, false},
		"only the checker finds Hard":  {solver.Score{Soft: 1}, []compliance.Breach{hard}, 1, false},
		"only the solver finds Cover":  {solver.Score{Cover: 1}, nil, 0, false},
		"only the checker finds Cover": {solver.Score{}, []compliance.Breach{cover}, 0, false},
		"they count Cover otherwise":   {solver.Score{Cover: 3}, []compliance.Breach{cover}, 0, false},
	} {
		got, err := agree(c.score, c.breaches, false)
		if (err == nil) != c.agree || got != c.hard {
			t.Errorf("%s: %d, %v; expected %d, agreement %v", name, got, err, c.hard, c.agree)
		}
	}
	plan := residency.Plan{Block: 1, Shifts: []datasets.Shift{{Person: "F", Date: 10}}}
	given := compliance.Breach{Rule: "call-gap", Level: compliance.Hard, Person: "F", FirstDay: 11, LastDay: 12}
	own := compliance.Breach{Rule: "double-booked", Level: compliance.Hard, Person: "F", FirstDay: 12, LastDay: 12}
	if left := decided(plan, []compliance.Breach{given, own}); len(left) != 1 || left[0].Rule != own.Rule {
		t.Errorf("decided=%v; expected the one that the year of the faculty does not give", left)
	}
	if _, err := agree(solver.Score{Hard: 1}, nil, true); err != nil {
		t.Errorf("a stricter problem finds Hard alone: %v; expected agreement", err)
	}
	if _, err := agree(solver.Score{}, []compliance.Breach{hard}, true); err == nil {
		t.Error("the checker finds Hard where a stricter problem finds none: agreement; expected none")
	}
}
