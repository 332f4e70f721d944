package bench_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rota/solver"
	"rota/solver/bench"
)

// TestMSSProblem: the problem that is stated to the solver says of any roster what the evaluator of the format says: the same
// value, and a breach of a hard rule where it sees one.
func TestMSSProblem(t *testing.T) {
	t.Run("tiny", func(t *testing.T) {
		if agree(t, tinyMSS(t), 200) == 0 {
			t.Error("no roster drawn is without a breach; expected both sorts")
		}
	})
	for _, name := range []string{"I40_12_1", "I40_12_2", "I40_12_4"} {
		t.Run(name, func(t *testing.T) {
			f, err := os.Open(filepath.Join(shared(t, "instances", "mss"), name+".dzn"))
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			m, err := bench.ReadMSS(f)
			if err != nil {
				t.Fatal(err)
			}
			agree(t, m, 10)
		})
	}
}

// agree compares the two judges on random rosters and returns how many of these are without a breach.
func agree(t *testing.T, m *bench.MSS, tries int) (flawless int) {
	t.Helper()
	p := m.Problem()
	if err := p.Validate(); err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 0))
	for range tries {
		cells := mssCells(m, rng)
		verdict, roster := m.Evaluate(cells), m.Roster(cells)
		score := solver.Evaluate(p, roster)
		if score.Cover != 0 || m.Base()-score.Soft != verdict.Value {
			t.Fatalf("score=%v; expected soft %d of value %d", score, m.Base()-verdict.Value, verdict.Value)
		}
		if (score.Hard == 0) != (len(verdict.Breaches) == 0) {
			t.Fatalf("score=%v; expected breaches as in %v\n%v", score, verdict.Breaches, cells)
		}
		if score.Hard == 0 {
			flawless++
		}
		if diff := cmp.Diff(cells, m.Cells(roster)); diff != "" {
			t.Fatalf("cells read back (-want +got):\n%s", diff)
		}
	}
	return flawless
}

// mssCells draws lines of whole disciplines now and then interrupted.
func mssCells(m *bench.MSS, rng *rand.Rand) bench.Cells {
	cells := bench.NewCells(m.Students, m.Horizon)
	for _, row := range cells {
		for at := rng.IntN(3); at < len(row); {
			place, length := rng.IntN(m.Hospitals*m.Disciplines), m.Duration
			if rng.IntN(12) == 0 {
				length = 1 + rng.IntN(m.Duration+1)
			}
			for range length {
				if at < len(row) {
					row[at] = place
					at++
				}
			}
			if rng.IntN(3) == 0 {
				at++
			}
		}
	}
	return cells
}
