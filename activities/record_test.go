package activities

import (
	"context"
	"errors"
	"testing"

	"rota/activities/catalog"
)

// TestDecide: who publishes what, and what is refused.
func TestDecide(t *testing.T) {
	s := newSteps(t)
	by, err := s.Artifacts.Write("remark/1.json", 1, []byte(`{"by":"x"}`))
	if err != nil {
		t.Fatal(err)
	}
	for name, o := range map[string]catalog.Outcome{
		"annual-a-1": {State: catalog.StateFinished, Chosen: 1, Candidates: []catalog.Candidate{{}, {HardBreaches: 1}}},
		"annual-a-2": {State: catalog.StateCancelled},
	} {
		if err := errors.Join(s.Catalog.Ask(catalog.Request{Name: name, Kind: "annual", Program: "A"}), s.Catalog.End(name, o)); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		in   DecideInput
		want string
	}{
		"a candidate that breaks the law": {DecideInput{catalog.Approve, "annual-a-1", 2, by}, TypeHardBreach},
		"no such candidate":               {DecideInput{catalog.Approve, "annual-a-1", 3, by}, TypeUnknownRun},
		"a cancelled run":                 {DecideInput{catalog.Approve, "annual-a-2", 1, by}, TypeUnknownRun},
		"no such run":                     {DecideInput{catalog.Approve, "annual-b-1", 1, by}, TypeUnknownRun},
		"nothing published":               {DecideInput{catalog.Withdraw, "annual-a-1", 0, by}, TypeUnknownRun},
		"no such verb":                    {DecideInput{"forget", "annual-a-1", 1, by}, TypeBadInput},
		"a lost remark":                   {DecideInput{catalog.Approve, "annual-a-1", 1, catalog.Artifact{URL: "remark/2.json"}}, TypeLost},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := carryOut[struct{}](t, nothing(s), c.in)
			wantType(t, err, c.want)
		})
	}
	if _, err := carryOut[struct{}](t, nothing(s), DecideInput{catalog.Approve, "annual-a-1", 1, by}); err != nil {
		t.Fatal(err)
	}
	if d, err := s.Catalog.Published(catalog.Request{Kind: "annual", Program: "A"}); err != nil || d.Run != "annual-a-1" || d.Candidate != 1 {
		t.Errorf("published %+v, %v; expected candidate 1", d, err)
	}
}

// nothing gives Decide an answer, which carryOut wants.
func nothing(s *Steps) func(context.Context, DecideInput) (struct{}, error) {
	return func(ctx context.Context, in DecideInput) (struct{}, error) { return struct{}{}, s.Decide(ctx, in) }
}
