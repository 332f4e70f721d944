package peers

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"rota/solver"
)

const (
	threads = 2
	fast    = 20 // seconds for problems that take far less than one
)

// python returns an interpreter that has the peer, or skips the test.
func python(t *testing.T) string {
	t.Helper()
	path := os.Getenv("ROTA_PEERS_PYTHON")
	if path == "" {
		path = filepath.Join("..", "..", "..", "bin", "venv-peers", "bin", "python")
	}
	if err := exec.Command(path, "-c", "import ortools, pyarrow").Run(); err != nil {
		t.Skipf("no Python with ortools and pyarrow at %s: make bench-peers installs one, ROTA_PEERS_PYTHON names another", path)
	}
	return path
}

// best is the score of the best of all rosters.
func best(p *solver.Problem) solver.Score {
	r := make(solver.Roster, len(p.People)*len(p.Periods))
	least := solver.Evaluate(p, r)
	for {
		i := 0
		for ; i < len(r) && int(r[i]) == len(p.Duties)-1; i++ {
			r[i] = 0
		}
		if i == len(r) {
			return least
		}
		r[i]++
		if score := solver.Evaluate(p, r); score.Less(least) {
			least = score
		}
	}
}

// TestPeerFindsTheOptimum: on problems so small that all rosters can be tried, the peer proves the best of them.
func TestPeerFindsTheOptimum(t *testing.T) {
	python := python(t)
	var seen [3]bool // levels on which an optimum was above 0
	for seed := range uint64(10) {
		p := randomProblem(rand.New(rand.NewPCG(seed, 1)), 2, 4, 3, 4)
		if err := p.Validate(); err != nil {
			t.Fatal(err)
		}
		a, err := Ask(python, p, fast, threads)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		want := best(p)
		if a.Status != Optimal || a.Score != want {
			t.Errorf("seed %d: %s %v; want %s %v", seed, a.Status, a.Score, Optimal, want)
		}
		for level, value := range []int64{want.Hard, want.Cover, want.Soft} {
			if a.Bounds[level] != value {
				t.Errorf("seed %d: bounds=%v; want those of %v", seed, a.Bounds, want)
			}
			seen[level] = seen[level] || value > 0
		}
	}
	if seen != [3]bool{true, true, true} {
		t.Errorf("levels with an optimum above 0: %v; want all, or the test looks at too little", seen)
	}
}

// TestPeerCountsAsEvaluate: on larger problems the peer's levels are those of its roster (Ask compares), and no roster that
// our search finds is better than one that the peer has proven.
func TestPeerCountsAsEvaluate(t *testing.T) {
	python := python(t)
	for seed := range uint64(4) {
		p := randomProblem(rand.New(rand.NewPCG(seed, 2)), 5, 12, 4, 12)
		a, err := Ask(python, p, fast, threads)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if ours := solver.Solve(p, seed, 1).Score; a.Status == Optimal && ours.Less(a.Score) {
			t.Errorf("seed %d: %v proven by the peer; ours is %v", seed, a.Score, ours)
		}
	}
}
