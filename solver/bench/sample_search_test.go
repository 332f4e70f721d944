package bench_test

import (
	"fmt"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"rota/solver"
	"rota/solver/bench"
	"rota/solver/bench/sample"
)

// TestSearchFindsTheOptimum: on instances so small that all rosters of lines that keep the rules can be tried, the search finds the
// best, and no bound is above it.
func TestSearchFindsTheOptimum(t *testing.T) {
	for _, s := range []sample.Curtois{
		{Staff: 2, Weeks: 1, Shifts: 2, Odd: true},
		{Staff: 2, Weeks: 1, Shifts: 2, Lengths: quarters, Exact: true},
		{Staff: 3, Weeks: 1, Shifts: 1, NoWeekend: 1, MinOff: 3},
		{Staff: 3, Weeks: 1, Shifts: 1, Idle: 1},
	} {
		for seed := range uint64(4) {
			c, _, _ := drawCurtois(t, s, seed)
			want := optimum(t, c)
			search := solver.NewSearch(c.Problem(), 1)
			for range 20 {
				search.Round()
			}
			if _, score := search.Best(); score != (solver.Score{Soft: want}) {
				t.Errorf("%+v seed %d: score=%v; expected soft %d, the best of all rosters", s, seed, score, want)
			}
			if bound, ok := search.Bound(); ok && bound.Soft > want {
				t.Errorf("%+v seed %d: bound=%v; expected at most soft %d, the best of all rosters", s, seed, bound, want)
			}
		}
	}
}

// optimum is the best value of all rosters without a breach.
func optimum(t *testing.T, c *bench.Curtois) int64 {
	t.Helper()
	best, rosters := int64(-1), 1
	lines := make([][][]int, len(c.Staff))
	for p := range lines {
		lines[p] = linesOf(c, p)
		rosters *= len(lines[p])
	}
	if rosters == 0 || rosters > 300_000 {
		t.Fatalf("%d rosters to try; expected 1 to 300000", rosters)
	}
	cells := make(bench.Cells, len(c.Staff))
	for code := range rosters {
		for p := range cells {
			cells[p] = lines[p][code%len(lines[p])]
			code /= len(lines[p])
		}
		if v := c.Evaluate(cells); best < 0 || v.Value < best {
			best = v.Value
		}
	}
	return best
}

// linesOf lists the lines of a person that keep every rule.
func linesOf(c *bench.Curtois, person int) (lines [][]int) {
	alone := bench.Curtois{Days: c.Days, Shifts: c.Shifts, Staff: c.Staff[person : person+1]}
	for code := range pow(len(c.Shifts)+1, c.Days) {
		line := make([]int, c.Days)
		for d := range line {
			line[d] = code%(len(c.Shifts)+1) - 1
			code /= len(c.Shifts) + 1
		}
		if len(alone.Evaluate(bench.Cells{line}).Breaches) == 0 {
			lines = append(lines, line)
		}
	}
	return lines
}

// TestFirstRosterIsFeasible: instances that have a roster without a breach get one in the first round, whatever is odd in them;
// where somebody has no line without one, nobody else breaks a rule.
func TestFirstRosterIsFeasible(t *testing.T) {
	for name, s := range curtoisSamples {
		if s.Staff*s.Weeks*s.Shifts > 200 {
			continue // BenchmarkFirstRoster
		}
		for seed := range uint64(3) {
			c, _, _ := drawCurtois(t, s, seed)
			search := solver.NewSearch(c.Problem(), seed)
			search.Round()
			roster, score := search.Best()
			verdict := c.Evaluate(c.Cells(roster))
			if verdict.Value != score.Soft {
				t.Errorf("%s seed %d: score=%v; expected value %d of the evaluator", name, seed, score, verdict.Value)
			}
			hopeless := map[string]bool{}
			for _, p := range c.Staff[s.Staff-s.Hopeless:] {
				hopeless[p.ID] = true
			}
			for _, b := range verdict.Breaches {
				if who := strings.FieldsFunc(b.Text, func(r rune) bool { return r == ' ' || r == ':' })[0]; !hopeless[who] {
					t.Errorf("%s seed %d: the first roster breaks %v", name, seed, b)
				}
			}
		}
	}
}

// TestStaysFindWhatThereIs: instances of students drawn around a roster get one without a breach, which the evaluator of the format
// judges as the search does.
func TestStaysFindWhatThereIs(t *testing.T) {
	for name, s := range mssSamples {
		if s.Students*s.Horizon > 200 {
			continue
		}
		m, _, hidden := drawMSS(t, s, 1)
		search := solver.NewStays(m.Problem(), 1)
		search.Cool(4)
		for range 4 {
			search.Round()
		}
		roster, score := search.Best()
		verdict := m.Evaluate(m.Cells(roster))
		if len(verdict.Breaches) > 0 || verdict.Value != m.Base()-score.Soft {
			t.Errorf("%s: score=%v, value %d, breaches %v; expected soft %d of the value, and no breach", name, score, verdict.Value, verdict.Breaches, m.Base()-verdict.Value)
		}
		if there := m.Evaluate(hidden).Value; verdict.Value < there {
			t.Errorf("%s: value=%d; expected at least %d, that of the roster it was drawn around", name, verdict.Value, there)
		}
	}
}

// BenchmarkFirstRoster is the time to a first roster, as a ladder of sizes. The steps above one that took more than half a minute of
// processor time are left out.
func BenchmarkFirstRoster(b *testing.B) {
	const patience = 30 * time.Second
	for _, people := range []int{30, 50, 100, 150} {
		var last time.Duration
		for _, weeks := range []int{4, 8, 26, 52} {
			if last > patience {
				break
			}
			b.Run(fmt.Sprintf("people=%d/weeks=%d", people, weeks), func(b *testing.B) {
				c, _, _ := drawCurtois(b, sample.Curtois{Staff: people, Weeks: weeks, Shifts: 6, Lengths: []int{480, 600}}, 1)
				p := c.Problem()
				begin := processor()
				for b.Loop() {
					s := solver.NewSearch(p, 1)
					s.Round()
					if _, score := s.Best(); score.Hard > 0 {
						b.Fatalf("score=%v; expected a roster without a breach, which there is", score)
					}
					var m runtime.MemStats
					runtime.ReadMemStats(&m)
					b.ReportMetric(float64(m.HeapAlloc)/(1<<20), "heap-MiB")
				}
				last = (processor() - begin) / time.Duration(b.N)
				b.ReportMetric(last.Seconds(), "cpu-s/op")
			})
		}
	}
}

// processor is the processor time of this process so far, in all its threads.
func processor() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		panic(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
