package activities

import (
	"encoding/json"
	"testing"
)

// TestBound: the bound is below the score that the search finds, and its proof holds when it is read back.
func TestBound(t *testing.T) {
	s := newSteps(t)
	_, loaded, improved := search(t, s)
	bounded, err := carryOut[Bounded](t, s.Bound, BoundInput{Problem: loaded.Problem})
	if err != nil {
		t.Fatal(err)
	}
	if improved.Score.Less(bounded.Bound) || bounded.Steps < 1 {
		t.Errorf("bound=%v after %d steps; expected at most %v", bounded.Bound, bounded.Steps, improved.Score)
	}
	content, err := s.Artifacts.Read(bounded.Proof)
	if err != nil {
		t.Fatal(err)
	}
	var p proof
	if err := json.Unmarshal(content, &p); err != nil {
		t.Fatal(err)
	}
	if p.Bound != bounded.Bound {
		t.Errorf("proof of %v; expected %v", p.Bound, bounded.Bound)
	}
	problem, err := s.readProblem(loaded.Problem)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range p.Evaluations {
		if got := e.Value(problem); got < e.Total {
			t.Errorf("value=%d at the prices of the proof; expected %d", got, e.Total)
		}
	}
	for _, c := range p.Counting {
		if got, err := c.Check(problem); err != nil || got != c.Bound {
			t.Errorf("certificate adds up to %d, %v; expected %d", got, err, c.Bound)
		}
	}
	again, err := carryOut[Bounded](t, newSteps(t).Bound, BoundInput{Problem: loaded.Problem})
	if err == nil {
		t.Errorf("%+v in a store without the problem; expected an error", again)
	}
}
