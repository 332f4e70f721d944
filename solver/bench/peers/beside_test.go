package peers

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"rota/solver"
)

// TestBeside prints a table of our searches and the peer, each with the same wall time and threads, on problems of which
// subtests choose: -run TestBeside/fm18. The peer is asked twice where there is a model of the instance made by hand. It fails if
// someone's score is better than what another has proven.
func TestBeside(t *testing.T) {
	seconds, err := strconv.ParseFloat(os.Getenv("ROTA_PEERS_SECONDS"), 64)
	if err != nil {
		t.Skip("ROTA_PEERS_SECONDS does not say how long each solver may take: make bench-peers does")
	}
	python := python(t)
	runtime.GOMAXPROCS(threads)
	limit := time.Duration(seconds * float64(time.Second))
	fmt.Printf("%-12s %7s | %15s | %15s %15s %6s | %15s %15s %6s | %15s %15s %6s\n", "", "arrow",
		"annealing", "lines", "bound", "s", "cp-sat", "bound", "s", "cp-sat by hand", "bound", "s")
	if !exists(filepath.Join(public, "peers")) {
		fmt.Println("../shared/peers is absent: nothing is asked of models made by hand")
	}
	for _, x := range instances(t) {
		t.Run(x.name, func(t *testing.T) {
			p, err := x.state()
			if err != nil {
				t.Fatal(err)
			}
			var size counter
			if err := solver.WriteProblem(&size, p.Problem); err != nil {
				t.Fatal(err)
			}
			fmt.Printf("%-12s %3.0f KiB | ", x.name, float64(size)/1024)
			annealed := p.anneal(p.Problem, limit)
			fmt.Printf("%15s | ", p.value(annealed))
			answers := []Answer{{Status: Feasible, Score: annealed}}
			if p.mixed {
				fmt.Printf("%15s %15s %6s | ", "", "", "")
			} else {
				begin := time.Now()
				lines, bound, proven := searchLines(p.Problem, begin.Add(limit))
				fmt.Printf("%15s %15s %6.1f | ", p.value(lines), p.told(bound), time.Since(begin).Seconds())
				answers = append(answers, Answer{Status: Feasible, Score: lines})
				if proven {
					answers[1].Status = Optimal
				}
			}
			a, err := Ask(python, p.Problem, seconds, threads)
			if err != nil {
				t.Fatal(err)
			}
			answers = append(answers, a)
			fmt.Printf("%15s %15s %6.1f | ", p.found(a), p.told(a.Bounds), a.Seconds)
			if p.hand != nil {
				a, bound, err := p.hand.ask(t, python, p.Problem, seconds, threads)
				if err != nil {
					t.Fatal(err)
				}
				fmt.Printf("%15s %15s %6.1f", p.found(a), bound, a.Seconds)
				answers = append(answers, a)
			}
			fmt.Println()
			for _, best := range answers {
				for _, other := range answers {
					if best.Status == Optimal && other.Status != Unknown && other.Score.Less(best.Score) {
						t.Errorf("%v is proven, and another has %v", best.Score, other.Score)
					}
				}
			}
		})
	}
}

// counter counts what is written to it.
type counter int64

func (c *counter) Write(b []byte) (int, error) {
	*c += counter(len(b))
	return len(b), nil
}

// told writes bounds as the field does, those of levels above the first that is not proven alone being of no use.
func (x stated) told(bounds []int64) string {
	if len(bounds) < 3 {
		return "-"
	}
	return x.value(solver.Score{Hard: bounds[0], Cover: bounds[1], Soft: bounds[2]})
}

func (x stated) found(a Answer) string {
	if a.Status == Unknown {
		return "-"
	}
	return x.value(a.Score)
}

// annealCells makes rounds of annealing from a seed on each thread until the time is over, and returns the best score.
func annealCells(p *solver.Problem, limit time.Duration) solver.Score {
	deadline, scores := time.Now().Add(limit), make([]solver.Score, threads)
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

// annealAndPolish makes a round of annealing from a seed on each thread, and from the best of them rounds of spells and of whole lines
// until the time is over, as a run of a block does; what comes after that does not count. It returns the best score.
func annealAndPolish(p *solver.Problem, limit time.Duration) solver.Score {
	deadline, found := time.Now().Add(limit), make([]solver.Candidate, threads)
	var all sync.WaitGroup
	for i := range found {
		all.Go(func() { found[i] = solver.Solve(p, uint64(i), 1) })
	}
	all.Wait()
	best := slices.MinFunc(found, func(a, b solver.Candidate) int { return a.Score.Compare(b.Score) })
	for round := 1; ; round++ {
		best.Roster = solver.Polish(p, best.Roster, best.Seed, round)
		if !time.Now().Before(deadline) {
			return best.Score
		}
		best.Score = solver.Evaluate(p, best.Roster)
	}
}

// annealStays makes a short cooling, and one of as many rounds as there is time for then.
func annealStays(p *solver.Problem, limit time.Duration) solver.Score {
	const seed, short = 1, 16
	begin, s := time.Now(), solver.NewStays(p, seed)
	cool := func(rounds int) {
		s.Cool(rounds)
		for range rounds {
			s.Round()
		}
	}
	cool(short)
	if took := time.Since(begin); took < limit {
		if rounds := int(short * (limit - took) / took); rounds > 0 {
			cool(rounds)
		}
	}
	_, score := s.Best()
	return score
}

// searchLines searches over whole lines until the time is over or the best is proven.
func searchLines(p *solver.Problem, deadline time.Time) (score solver.Score, bounds []int64, proven bool) {
	const seed = 1
	s := solver.NewSearch(p, seed)
	for s.Round(); time.Now().Before(deadline) && !s.Closed(); {
		s.Round()
	}
	_, score = s.Best()
	if b, ok := s.Bound(); ok {
		bounds = []int64{b.Hard, b.Cover, b.Soft}
	}
	return score, bounds, s.Closed()
}
