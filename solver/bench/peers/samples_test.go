package peers

import (
	"strings"
	"testing"

	"rota/solver"
	"rota/solver/bench"
	"rota/solver/bench/sample"
)

// TestPeerOnCurtois: on small instances the peer's proven optimum is what the evaluator of the format says of its roster, neither
// the roster that they were drawn around nor one of our search is better, and no bound of ours is above it.
func TestPeerOnCurtois(t *testing.T) {
	python := python(t)
	for _, s := range []sample.Curtois{
		{Staff: 6, Weeks: 2, Shifts: 2, Odd: true},
		{Staff: 4, Weeks: 1, Shifts: 5, Lengths: []int{480, 600, 675}, Exact: true, NoWeekend: 1, Idle: 1},
		{Staff: 3, Weeks: 2, Shifts: 3, MinOff: 3},
		{Staff: 3, Weeks: 1, Shifts: 2, Hopeless: 1},
	} {
		text, roster := s.Draw(1)
		c, err := bench.ReadCurtois(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		hidden, err := c.ReadRoster(strings.NewReader(roster))
		if err != nil {
			t.Fatal(err)
		}
		p := c.Problem()
		a := proven(t, python, p, c.Roster(hidden))
		verdict := c.Evaluate(c.Cells(a.Roster))
		if verdict.Value != a.Soft || (len(verdict.Breaches) > 0) != (a.Hard > 0) {
			t.Errorf("%+v: score of the peer=%v; expected value %d and breaches %v", s, a.Score, verdict.Value, verdict.Breaches)
		}
	}
}

// TestPeerOnMSS is the same for the other family, whose problems need tables that no Curtois problem has.
func TestPeerOnMSS(t *testing.T) {
	python := python(t)
	for _, s := range []sample.MSS{
		{Students: 5, Disciplines: 4, Hospitals: 2, Groups: 2, Duration: 1, Horizon: 5, Precedences: 3},
		{Students: 4, Disciplines: 4, Hospitals: 2, Groups: 2, Duration: 2, Horizon: 10, Precedences: 3},
		{Students: 4, Disciplines: 3, Hospitals: 3, Groups: 1, Duration: 3, Horizon: 9},
	} {
		text, roster := s.Draw(1)
		m, err := bench.ReadMSS(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		hidden, err := m.ReadRoster(strings.NewReader(roster))
		if err != nil {
			t.Fatal(err)
		}
		a := proven(t, python, m.Problem(), m.Roster(hidden))
		verdict := m.Evaluate(m.Cells(a.Roster))
		if verdict.Value != m.Base()-a.Soft || len(verdict.Breaches) > 0 || a.Hard > 0 {
			t.Errorf("%+v: score of the peer=%v, base=%d; expected value %d and breaches %v", s, a.Score, m.Base(), verdict.Value, verdict.Breaches)
		}
	}
}

// proven asks the peer for the optimum and holds everything else against it.
func proven(t *testing.T, python string, p *solver.Problem, hidden solver.Roster) Answer {
	t.Helper()
	a, err := Ask(python, p, fast, threads)
	if err != nil {
		t.Fatal(err)
	}
	if a.Status != Optimal {
		t.Fatalf("%s %v %v; expected a proof of so small a problem", a.Status, a.Score, a.Bounds)
	}
	if score := solver.Evaluate(p, hidden); score.Less(a.Score) {
		t.Errorf("%v proven by the peer; the hidden roster has %v", a.Score, score)
	}
	const rounds, seed = 20, 1
	s := solver.NewSearch(p, seed)
	for range rounds {
		s.Round()
	}
	_, score := s.Best()
	if score.Less(a.Score) || s.Closed() && score != a.Score {
		t.Errorf("%v proven by the peer; our search has %v, closed=%v", a.Score, score, s.Closed())
	}
	if bound, ok := s.Bound(); ok && a.Score.Less(bound) {
		t.Errorf("%v proven by the peer; our bound is %v", a.Score, bound)
	}
	t.Logf("peer %v in %.1f s, ours %v closed=%v", a.Score, a.Seconds, score, s.Closed())
	return a
}
