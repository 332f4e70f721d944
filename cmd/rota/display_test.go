package main

import (
	"testing"

	"rota/solver"
	"rota/workflows"
)

// TestBrief holds the front of the progress bar to the width that is left for it.
func TestBrief(t *testing.T) {
	improving := workflows.Progress{Phase: workflows.Improving, Round: 10, Rounds: 300, Best: 2,
		Candidates: []workflows.CandidateProgress{{}, {Score: solver.Score{Soft: 14831}}}}
	for _, c := range []struct {
		p       workflows.Progress
		columns int
		want    string
	}{
		{improving, usualColumns - barWidth - barFrame, "improving 10/300, best 0/0/14831, candidate 2"},
		{improving, 16, "improving 10/300"},
		{improving, -3, ""},
		{workflows.Progress{Phase: workflows.Loading}, 50, "loading"},
	} {
		if got := brief(c.p, c.columns); got != c.want {
			t.Errorf("%d columns: %q; expected %q", c.columns, got, c.want)
		}
	}
}
