package residency_test

import (
	"testing"

	"rota/solver"
	"rota/solver/residency"
)

// TestLean: what a leaning adds to a problem is what it says, on level Soft alone, and the problem itself is not touched.
func TestLean(t *testing.T) {
	p, problem := sampleProblem(t, "fm18", residency.Annual)
	roster := solver.Construct(problem, 1)
	score := solver.Evaluate(problem, roster)
	for _, l := range []residency.Leaning{{}, {Fairness: 2}, {Resilience: 3}, {Fairness: 1, Resilience: 5}} {
		q := residency.Lean(p, problem, l, roster)
		if err := q.Validate(); err != nil {
			t.Fatalf("%v: %v", l, err)
		}
		got, added := solver.Evaluate(q, roster), int64(0)
		for _, a := range solver.Amounts(q, roster) {
			if name := q.Rules.Name[a.Rule]; name == "spare" || name == "even-hours" || name == "even-burdens" {
				added += a.Cost
			}
		}
		const fine = 4
		if want := (solver.Score{Hard: score.Hard, Cover: score.Cover, Soft: fine*score.Soft + added}); got != want {
			t.Errorf("%v: %v; expected %v", l, got, want)
		}
		if wants := l != (residency.Leaning{}); wants != (added > 0) {
			t.Errorf("%v adds a cost of %d", l, added)
		}
	}
	if again := solver.Evaluate(problem, roster); again != score {
		t.Errorf("the problem itself is %v now; expected %v", again, score)
	}
}

// TestLeanToFairness: in a faculty year even shares weigh more.
func TestLeanToFairness(t *testing.T) {
	p, problem := sampleProblem(t, "fm18", residency.Faculty)
	roster := make(solver.Roster, len(problem.People)*len(problem.Periods)) // nobody has anything
	shares := func(p *solver.Problem) (equity, others int64) {
		for _, a := range solver.Amounts(p, roster) {
			switch name := p.Rules.Name[a.Rule]; {
			case p.Rules.Level[a.Rule] != solver.Soft:
			case len(name) > 7 && name[:7] == "equity:":
				equity += a.Cost
			default:
				others += a.Cost
			}
		}
		return equity, others
	}
	equity, others := shares(problem)
	gotEquity, gotOthers := shares(residency.Lean(p, problem, residency.Leaning{Fairness: 2}, roster))
	if equity == 0 || gotEquity != 4*3*equity || gotOthers != 4*others {
		t.Errorf("even shares cost %d and all else %d; expected %d and %d", gotEquity, gotOthers, 12*equity, 4*others)
	}
}
