package peers

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"rota/datasets"
	"rota/solver"
	"rota/solver/bench"
	"rota/solver/residency"
)

// instance is a problem of the table.
type instance struct {
	name    string
	problem func() (*solver.Problem, error)
}

// instances lists the sample programmes, and the real year and public instances where they are at hand.
func instances(t *testing.T) (all []instance) {
	t.Helper()
	annual := func(p *datasets.Program, err error) (*solver.Problem, error) {
		if err != nil {
			return nil, err
		}
		return residency.Annual(p)
	}
	const sampleSeed = 1
	for _, name := range datasets.SampleNames() {
		all = append(all, instance{name, func() (*solver.Problem, error) { return annual(datasets.Sample(name, sampleSeed)) }})
	}
	root := filepath.Join("..", "..", "..")
	all = append(all, instance{"tiny", func() (*solver.Problem, error) {
		return annual(datasets.ReadProgram(filepath.Join(root, "datasets", "testdata", "tiny")))
	}})
	shared := filepath.Join(root, "..", "shared")
	if year := filepath.Join(shared, "real-year"); exists(year) {
		all = append(all, instance{"real-year", func() (*solver.Problem, error) {
			imported, err := datasets.Import(year, "")
			return annual(imported.Program, err)
		}})
	}
	paths, err := filepath.Glob(filepath.Join(shared, "instances", "curtois", "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	number := func(path string) int {
		n, _ := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(filepath.Base(path), "Instance"), ".txt"))
		return n
	}
	slices.SortFunc(paths, func(a, b string) int { return number(a) - number(b) })
	for _, path := range paths {
		all = append(all, instance{strings.TrimSuffix(filepath.Base(path), ".txt"), func() (*solver.Problem, error) { return curtois(path) }})
	}
	return all
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func curtois(path string) (*solver.Problem, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	c, err := bench.ReadCurtois(f)
	if err != nil {
		return nil, err
	}
	return c.Problem(), nil
}

// TestBeside prints a table of our searches and the peer, each with the same wall time and threads, on problems of which
// subtests choose: -run TestBeside/fm18. It fails if someone's score is better than what another has proven.
func TestBeside(t *testing.T) {
	seconds, err := strconv.ParseFloat(os.Getenv("ROTA_PEERS_SECONDS"), 64)
	if err != nil {
		t.Skip("ROTA_PEERS_SECONDS does not say how long each solver may take: make bench-peers does")
	}
	python := python(t)
	runtime.GOMAXPROCS(threads)
	limit := time.Duration(seconds * float64(time.Second))
	fmt.Printf("%-11s %-9s %5s %7s %9s  %-22s %7s\n", "instance", "solver", "hard", "cover", "soft", "bounds", "seconds")
	for _, x := range instances(t) {
		t.Run(x.name, func(t *testing.T) {
			p, err := x.problem()
			if err != nil {
				t.Fatal(err)
			}
			row := func(who string, found bool, s solver.Score, bounds string, took float64) {
				cells := []any{"-", "-", "-"}
				if found {
					cells = []any{s.Hard, s.Cover, s.Soft}
				}
				fmt.Printf("%-11s %-9s %5v %7v %9v  %-22s %7.1f\n", x.name, who, cells[0], cells[1], cells[2], bounds, took)
			}
			begin := time.Now()
			annealed := anneal(p, begin.Add(limit))
			row("annealing", true, annealed, "", time.Since(begin).Seconds())
			begin = time.Now()
			lines, bound := searchLines(p, begin.Add(limit))
			row("lines", true, lines, bound, time.Since(begin).Seconds())
			a, err := Ask(python, p, seconds, threads)
			if err != nil {
				t.Fatal(err)
			}
			row("cp-sat", a.Status != Unknown, a.Score, fmt.Sprint(a.Bounds), a.Seconds)
			if a.Status == Optimal && (annealed.Less(a.Score) || lines.Less(a.Score)) {
				t.Errorf("the peer has proven %v, and ours is better", a.Score)
			}
		})
	}
}

// anneal makes rounds of annealing from a seed on each thread until the time is over, and returns the best score.
func anneal(p *solver.Problem, deadline time.Time) solver.Score {
	scores := make([]solver.Score, threads)
	var all sync.WaitGroup
	for i := range scores {
		all.Go(func() {
			r := solver.Construct(p, uint64(i))
			for round := 0; time.Now().Before(deadline); round++ {
				r, _ = solver.Improve(p, r, uint64(i), round)
			}
			scores[i] = solver.Evaluate(p, r)
		})
	}
	all.Wait()
	return slices.MinFunc(scores, solver.Score.Compare)
}

// searchLines searches over whole lines until the time is over or the best is proven.
func searchLines(p *solver.Problem, deadline time.Time) (score solver.Score, bound string) {
	const seed = 1
	s := solver.NewSearch(p, seed)
	for s.Round(); time.Now().Before(deadline) && !s.Closed(); {
		s.Round()
	}
	_, score = s.Best()
	if b, ok := s.Bound(); ok {
		bound = fmt.Sprint([]int64{b.Hard, b.Cover, b.Soft})
	}
	return score, bound
}
