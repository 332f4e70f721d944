package bench_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"rota/solver"
	"rota/solver/bench"
)

// TestCurtoisProblem: the problem that is stated to the solver says of any roster what the evaluator of the format says.
func TestCurtoisProblem(t *testing.T) {
	folder := shared(t, "instances", "curtois")
	for _, name := range []string{"Instance1", "Instance3", "Instance8", "Instance14"} {
		f, err := os.Open(filepath.Join(folder, name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		c, err := bench.ReadCurtois(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		p := c.Problem()
		if err := p.Validate(); err != nil {
			t.Fatal(err)
		}
		rng := rand.New(rand.NewPCG(1, 0))
		for try := range 60 {
			cells := bench.NewCells(len(c.Staff), c.Days)
			for _, row := range cells {
				work := false
				for d := range row {
					if rng.IntN(1+try%6) == 0 {
						work = !work
					}
					if work {
						row[d] = rng.IntN(len(c.Shifts))
					}
				}
			}
			verdict, hard := c.Evaluate(cells), 0
			for _, b := range verdict.Breaches {
				hard += b.Amount
			}
			want := solver.Score{Hard: int64(hard), Soft: verdict.Value}
			if got := solver.Evaluate(p, c.Roster(cells)); got != want {
				t.Fatalf("%s: score=%v; expected %v of the evaluator", name, got, want)
			}
		}
	}
}
