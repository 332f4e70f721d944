package bench_test

import (
	"bytes"
	"runtime"
	"slices"
	"testing"

	"rota/solver"
	"rota/solver/bench/sample"
)

// TestSearchGoesOn: a search of a drawn roster that is written after any number of rounds and read, on one thread or two, goes on as
// if it had not been: the same bytes and the same roster as the one that never stopped, which works on two threads.
func TestSearchGoesOn(t *testing.T) {
	const rounds, further = 48, 6
	apart := 3
	if testing.Short() {
		apart = 11 // odd, so that both numbers of threads have their turn, and no divisor of the rounds that a phase of the search takes
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2))
	for name, s := range map[string]sample.Curtois{
		"plain": {Staff: 12, Weeks: 4, Shifts: 3},
		"odd":   {Staff: 10, Weeks: 2, Shifts: 3, Odd: true, MinOff: 3, Lengths: quarters},
	} {
		c, _, _ := drawCurtois(t, s, 1)
		p := c.Problem()
		var states [][]byte
		var rosters []solver.Roster
		for search := solver.NewSearch(p, 1); len(states) <= rounds; search.Round() {
			states = append(states, written(t, search))
			roster, _ := search.Best()
			rosters = append(rosters, roster)
		}
		for before := 0; before+further <= rounds; before += apart {
			runtime.GOMAXPROCS(1 + before%2)
			search, err := solver.ReadSearch(states[before], p)
			if err != nil {
				t.Fatalf("%s after %d rounds: %v", name, before, err)
			}
			for range further {
				search.Round()
			}
			roster, _ := search.Best()
			if !bytes.Equal(written(t, search), states[before+further]) || !slices.Equal(roster, rosters[before+further]) {
				t.Errorf("%s: %d rounds, written and read, %d rounds: another search than after %d", name, before, further, before+further)
			}
			runtime.GOMAXPROCS(2)
		}
	}
}

func written(t *testing.T, s *solver.Search) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := solver.WriteSearch(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
