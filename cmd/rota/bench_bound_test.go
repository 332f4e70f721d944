package main

import (
	"testing"

	"pgregory.net/rapid"

	"rota/solver"
)

// What the bound takes is a quarter of all at most, and the rounds that are left beside it fill the time: one more would not fit.
func TestBoundTakesItsShare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		labels := func(name string, most int) []string { return make([]string, rapid.IntRange(1, most).Draw(t, name)) }
		p := &solver.Problem{People: labels("people", 320), Periods: labels("periods", 96), Duties: labels("duties", 50)}
		rounds := rapid.IntRange(0, 20_000).Draw(t, "rounds")
		beside := roundsBeside(p, 0, rounds)
		plan := planBound(p, beside)
		if all := float64(beside) + plan.work; plan.work > all/4+1e-9 || beside > 0 && all > float64(rounds) {
			t.Fatalf("%d rounds and the work of %v beside them; expected a quarter of all at most, and %d together", beside, plan.work, rounds)
		}
		if next := float64(beside+1) + planBound(p, beside+1).work; next <= float64(rounds) {
			t.Fatalf("%d rounds beside the bound; expected one more, which makes %v of %d", beside, next, rounds)
		}
		if plan.steps > 0 && !plan.counting {
			t.Fatalf("plan=%+v; expected counting, which every step begins with", plan)
		}
	})
}
