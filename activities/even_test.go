package activities

import (
	"testing"

	"rota/activities/catalog"
	"rota/datasets"
	"rota/solver/residency"
)

// TestEven: the schedule that it finds serves wishes as well as the one it begins from, is nearer to even, and is found again.
func TestEven(t *testing.T) {
	for _, kind := range []string{catalog.KindFaculty, catalog.KindAnnual} {
		t.Run(kind, func(t *testing.T) { evensYear(t, kind) })
	}
}

func evensYear(t *testing.T, kind string) {
	s := newSteps(t)
	p, err := datasets.Sample("fm18", 1)
	if err != nil {
		t.Fatal(err)
	}
	tables, err := s.Artifacts.WriteProgram(p)
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := carryOut[Loaded](t, s.Load, LoadInput{Kind: kind, Tables: tables})
	if err != nil {
		t.Fatal(err)
	}
	first, err := carryOut[Improved](t, s.Improve, ImproveInput{Kind: kind, Problem: loaded.Problem, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	problem, err := s.readProblem(loaded.Problem)
	if err != nil {
		t.Fatal(err)
	}
	uneven := func(roster catalog.Artifact) int64 {
		candidate, err := s.readCandidate(problem, roster)
		if err != nil {
			t.Fatal(err)
		}
		_, uneven := residency.Even(p, problem, candidate.Roster)
		return uneven
	}
	in := EvenInput{Kind: kind, Tables: tables, Problem: loaded.Problem, Roster: first.Roster, Seed: 1}
	evened, err := carryOut[Evened](t, s.Even, in)
	if err != nil {
		t.Fatal(err)
	}
	if first.Score.Less(evened.Score) || evened.Uneven != uneven(evened.Roster) || evened.Score == first.Score && evened.Uneven >= uneven(first.Roster) {
		t.Errorf("%v and %d from even; expected better than %v and %d", evened.Score, evened.Uneven, first.Score, uneven(first.Roster))
	}
	if again, err := carryOut[Evened](t, s.Even, in); err != nil || again != evened {
		t.Errorf("again: %+v, %v; expected %+v", again, err, evened)
	}
}
