package workflows

import (
	"testing"

	"rota/solver"
)

func scored(scores ...solver.Score) []Candidate {
	candidates := make([]Candidate, len(scores))
	for i, s := range scores {
		candidates[i] = Candidate{Seed: uint64(i + 1), Score: s}
	}
	return candidates
}

func TestChoose(t *testing.T) {
	for name, c := range map[string]struct {
		candidates []Candidate
		want       int
	}{
		"one":                      {scored(solver.Score{Hard: 9}), 0},
		"Hard before Cover":        {scored(solver.Score{Hard: 1}, solver.Score{Cover: 500, Soft: 9000}), 1},
		"Cover before Soft":        {scored(solver.Score{Cover: 1}, solver.Score{Soft: 9000}), 1},
		"the first of equals":      {scored(solver.Score{Soft: 5}, solver.Score{Soft: 4}, solver.Score{Soft: 4}), 1},
		"negative costs are gains": {scored(solver.Score{}, solver.Score{Soft: -1}), 1},
	} {
		if got := choose(c.candidates); got != c.want {
			t.Errorf("%s: choose = %d; expected %d", name, got, c.want)
		}
	}
}

func TestGoOn(t *testing.T) {
	some := scored(solver.Score{Soft: 3})
	for name, c := range map[string]struct {
		done, rounds int
		finish       bool
		candidates   []Candidate
		least        int64
		want         bool
	}{
		"at the start":                  {0, 8, false, some, 0, true},
		"asked to finish at the start":  {0, 8, true, some, 0, true}, // a candidate comes to be in the first round
		"on the way":                    {3, 8, false, some, 2, true},
		"asked to finish on the way":    {3, 8, true, some, 0, false},
		"rounds used":                   {8, 8, false, some, 0, false},
		"fewer rounds than done":        {8, 5, false, some, 0, false},
		"nothing left to improve":       {2, 8, false, scored(solver.Score{Soft: 3}, solver.Score{}), 0, false},
		"nothing left, but not for all": {2, 8, false, scored(solver.Score{Hard: 1}, solver.Score{Cover: 1}), 0, true},
		"the best that can be":          {2, 8, false, scored(solver.Score{Soft: 5}, solver.Score{Soft: 3}), 3, false},
		"the best of a lower level":     {2, 8, false, scored(solver.Score{Cover: 1, Soft: 3}), 3, true},
	} {
		if got := goOn(c.done, c.rounds, c.finish, c.candidates, solver.Score{Soft: c.least}); got != c.want {
			t.Errorf("%s: goOn = %v; expected %v", name, got, c.want)
		}
	}
}

func TestFull(t *testing.T) {
	for name, c := range map[string]struct {
		rounds, events int
		suggested      bool
		want           bool
	}{
		"fresh":                             {0, 20, false, false},
		"fresh, whatever the engine says":   {0, 20, true, false}, // else a run could hand over for ever and do nothing
		"many rounds":                       {mostRounds, 3000, false, true},
		"one round fewer":                   {mostRounds - 1, 3000, false, false},
		"many events":                       {1, mostEvents, false, true},
		"the engine finds the history long": {1, 500, true, true},
	} {
		if got := full(c.rounds, c.events, c.suggested); got != c.want {
			t.Errorf("%s: full = %v; expected %v", name, got, c.want)
		}
	}
}
