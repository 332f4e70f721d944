package bench_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"rota/solver"
	"rota/solver/bench"
)

// Cover asked for at weekends minus the weekends that people may work leaves shifts that nobody can fill, at 100 each
// (../shared/reference/solver.md 7.3 has the counts). A bound that counts them all is at least that, and never above the best
// value known (the same, 3).
func TestCountingSeesWeekends(t *testing.T) {
	folder := shared(t, "instances")
	for _, c := range []struct {
		instance        int
		missing, atMost int64
	}{{5, 7, 1143}, {10, 46, 4631}, {12, 25, 4040}, {14, 1, 1278}, {16, 31, 3225}, {18, 41, 4459}} {
		file, err := os.Open(filepath.Join(folder, "curtois", fmt.Sprintf("Instance%d.txt", c.instance)))
		if err != nil {
			t.Fatal(err)
		}
		instance, err := bench.ReadCurtois(file)
		file.Close()
		if err != nil {
			t.Fatal(err)
		}
		p := instance.Problem()
		bound, proofs := solver.Counting(p)
		if bound.Hard != 0 || bound.Cover != 0 || bound.Soft < 100*c.missing || bound.Soft > c.atMost {
			t.Errorf("instance %d: bound=%v; expected %d to %d soft", c.instance, bound, 100*c.missing, c.atMost)
		}
		for _, proof := range proofs {
			if got, err := proof.Check(p); err != nil || got != proof.Bound {
				t.Errorf("instance %d: certificate checked: bound=%d error=%v; expected %d", c.instance, got, err, proof.Bound)
			}
		}
	}
}
