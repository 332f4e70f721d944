package solver

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// What is tried is worth what Evaluate says, and leaves no trace.
func TestTrialsAreEvaluate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := randomProblem(t, rapid.IntRange(1, 3).Draw(t, "people"), rapid.IntRange(1, 5).Draw(t, "periods"), rapid.IntRange(1, 4).Draw(t, "duties"))
		r := randomRoster(t, p)
		trials := NewTrials(p, r)
		for range 5 {
			changed := slices.Clone(r)
			var changes []Placement
			for range rapid.IntRange(0, 4).Draw(t, "changes") {
				c := Placement{rapid.IntRange(0, len(r)-1).Draw(t, "cell"), Duty(rapid.IntRange(0, len(p.Duties)-1).Draw(t, "duty"))}
				changes = append(changes, c)
				changed[c.Cell] = c.Duty
			}
			if got, want := trials.Try(changes...), Evaluate(p, changed); got != want {
				t.Fatalf("%v: %v; expected %v", changes, got, want)
			}
			if got, want := trials.Score(), Evaluate(p, r); got != want {
				t.Fatalf("score after a trial=%v; expected %v", got, want)
			}
		}
	})
}
