package activities

import (
	"testing"
	"time"
)

// TestRepairsIn: a round of a repair may do twice what the one before did, up to the sixth.
func TestRepairsIn(t *testing.T) {
	for name, c := range map[string]struct {
		budget, first time.Duration
		want          int
	}{
		"one":                   {time.Second, time.Second, 1},
		"less than one":         {time.Millisecond, time.Second, 1},
		"1 + 2 + 4":             {7 * time.Second, time.Second, 3},
		"not quite 1 + 2 + 4":   {6 * time.Second, time.Second, 2},
		"63, and twice 32":      {127 * time.Second, time.Second, 8},
		"a round of no time":    {time.Second, 0, 31254},
		"a clock that ran back": {time.Second, -time.Second, 31254},
	} {
		if got := repairsIn(c.budget, c.first); got != c.want {
			t.Errorf("%s: %d rounds; expected %d", name, got, c.want)
		}
	}
}

func TestRoundsIn(t *testing.T) {
	for name, c := range map[string]struct {
		budget, round       time.Duration
		candidates, threads int
		want                int
	}{
		"one candidate":               {time.Minute, time.Second, 1, 1, 60},
		"three on two threads":        {time.Minute, time.Second, 3, 2, 26},  // and 6 rounds of two others: 26 x 2 + 6 s
		"more threads than needed":    {time.Minute, time.Second, 3, 64, 48}, // and 12
		"shorter than a round":        {time.Millisecond, time.Second, 3, 2, 1},
		"a round of no time":          {time.Hour, 0, 1, 1, mostRounds},
		"a clock that went backwards": {time.Hour, -time.Second, 1, 1, mostRounds},
	} {
		if got := roundsIn(c.budget, c.round, c.candidates, c.threads); got != c.want {
			t.Errorf("%s: %d rounds; expected %d", name, got, c.want)
		}
	}
}

// TestPaceOnce: a time becomes rounds once; asked again, on a machine of another speed, the answer is the same.
func TestPaceOnce(t *testing.T) {
	s := newSteps(t)
	_, loaded, _ := search(t, s)
	in := PaceInput{Problem: loaded.Problem, Seed: 1, Candidates: 3, Time: 50 * time.Millisecond}
	first, err := carryOut[Paced](t, s.Pace, in)
	if err != nil || first.Rounds < 1 {
		t.Fatalf("%+v, %v; expected at least one round", first, err)
	}
	for range 3 {
		if again, err := carryOut[Paced](t, s.Pace, in); err != nil || again != first {
			t.Errorf("%+v, %v; expected %+v", again, err, first)
		}
	}
}
