package residency_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rota/solver"
	"rota/solver/residency"
)

// TestScoreAgainstCount: on programmes and rosters drawn at random, the score of the problem is what a plain count over the
// programme's own rows gives, and a roster survives being written as stays and read back.
func TestScoreAgainstCount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProgram(t)
		problem, err := residency.Annual(p)
		if err != nil {
			t.Fatal(err)
		}
		r := make(solver.Roster, len(problem.People)*len(problem.Periods))
		for i := range r {
			r[i] = solver.Duty(rapid.IntRange(0, len(problem.Duties)-1).Draw(t, "duty"))
		}
		stays := residency.Stays(p, 7, r)
		back, err := residency.Roster(p, stays)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(r, back); diff != "" {
			t.Fatalf("roster read back from stays (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(count(p, stays), solver.Evaluate(problem, r)); diff != "" {
			t.Fatalf("score (-counted +evaluated):\n%s", diff)
		}
	})
}
