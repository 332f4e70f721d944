package residency_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
)

// TestSampleYear: a sample programme, of 18 residents in blocks and of 45 in 4+1 cohorts, gives the same problem each time, byte by byte,
// and two rounds of the search find a year without a Hard breach and without missing cover, which is proven to be at most 1 % above
// the optimum.
func TestSampleYear(t *testing.T) {
	for _, name := range []string{"fm18", "im45"} {
		t.Run(name, func(t *testing.T) { sampleYear(t, name) })
	}
}

func sampleYear(t *testing.T, name string) {
	p, err := datasets.Sample(name, 1)
	if err != nil {
		t.Fatal(err)
	}
	var problem *solver.Problem
	var written [2]bytes.Buffer
	for i := range written {
		if problem, err = residency.Annual(p); err != nil {
			t.Fatal(err)
		}
		if err := solver.WriteProblem(&written[i], problem); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(written[0].Bytes(), written[1].Bytes()) {
		t.Error("the same programme gave two different problems")
	}
	const seed = 1
	roster := solver.Construct(problem, seed)
	for round := range 2 {
		roster, _ = solver.Improve(problem, roster, seed, round)
	}
	got := solver.Evaluate(problem, roster)
	if got.Hard != 0 || got.Cover != 0 {
		t.Errorf("score = %v; want neither Hard nor Cover", got)
	}
	bound := solver.NewBounding(problem)
	for bound.Step() {
	}
	if gap, _ := got.Gap(bound.Bound()); gap < 0 || gap > 0.01 {
		t.Errorf("score %v, bound %v: gap %v; want a bound at most 1 %% below", got, bound.Bound(), gap)
	}
	back, err := residency.Roster(p, residency.Stays(p, 1, roster))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(roster, back); diff != "" {
		t.Errorf("roster read back (-want +got):\n%s", diff)
	}
}
