package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"rota/solver"
	"rota/solver/bench"
)

func benchCommand() *cobra.Command {
	c := &cobra.Command{Use: "bench", Short: "Solve public instances and compare with the best known values"}
	for i := range benchFamilies {
		c.AddCommand(benchFamilyCommand(&benchFamilies[i]))
	}
	return c
}

// benchRun is how the instances of a folder are solved.
type benchRun struct {
	family         *benchFamily
	time           time.Duration // of each instance; 0: no limit
	rounds         int           // of each instance; 0: no limit
	threads        int
	seed           uint64
	solutions, out string // folder of the rosters, file of the results; empty: none
	state          string // folder of the searches to go on with; empty: none
}

func benchFamilyCommand(family *benchFamily) *cobra.Command {
	run := benchRun{family: family}
	c := &cobra.Command{
		Use:     string(family.name) + " DIR|FILE...",
		Short:   family.short,
		Long:    fmt.Sprintf(benchLong, family.extension, family.end),
		Example: fmt.Sprintf("  rota bench %s instances --time 60s --threads 2 --solutions rosters --out results.csv", family.name),
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if run.time <= 0 && run.rounds <= 0 {
				return badInput(errors.New("time and rounds are 0; expected at least one limit"))
			}
			if run.threads < 1 {
				return badInput(fmt.Errorf("threads=%d; expected 1 or more", run.threads))
			}
			files, err := instanceFiles(args, family.extension)
			if err != nil {
				return badInput(err)
			}
			return run.all(cmd.OutOrStdout(), files)
		},
	}
	f := c.Flags()
	f.DurationVar(&run.time, "time", time.Minute, "time for each instance")
	f.IntVar(&run.rounds, "rounds", 0, "rounds for each instance (default: as many as the time allows)")
	f.IntVar(&run.threads, "threads", 2, "threads to work with")
	f.Uint64Var(&run.seed, "seed", 1, "seed of the search")
	f.StringVar(&run.solutions, "solutions", "", "write each roster to this folder, as INSTANCE.csv")
	f.StringVar(&run.state, "state", "", "keep each search in this folder, as INSTANCE-seed1.arrow, and go on with what is there")
	f.StringVar(&run.out, "out", "", "write the table to this CSV file")
	return c
}

const benchLong = `Solve each *%s of a folder, or the files named, one after the other: %s.
The value is that of an evaluator of its own, which shares nothing with the solver.
With --state, rounds are those of all calls together, and a call that was cut short goes on as if it had not been; what was
kept last may be a minute old.
Exit status 1 when an instance ends with a breach of a hard rule.`

// instanceFiles lists the instances of folders in the order of the numbers in their names, and the files named.
func instanceFiles(args []string, extension string) ([]string, error) {
	var files []string
	for _, arg := range args {
		info, err := os.Stat(arg)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			files = append(files, arg)
			continue
		}
		inside, err := filepath.Glob(filepath.Join(arg, "*"+extension))
		if err != nil {
			return nil, err
		}
		slices.SortStableFunc(inside, func(a, b string) int { return len(a) - len(b) }) // 2 before 10
		files = append(files, inside...)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("instances=0 in %s; expected files *%s", strings.Join(args, ", "), extension)
	}
	return files, nil
}

// benchResult is a row of the table.
type benchResult struct {
	instance      string
	verdict       bench.Verdict
	known         *bench.BestKnown
	bound         *int64
	firstFeasible float64 // seconds; -1: never
	best, seconds float64
	rounds        int
	seed          uint64
	threads       int
}

var benchColumns = []string{"instance", "value", "hard", "best_known", "gap", "bound", "first_feasible_s", "best_s", "rounds", "seed", "threads", "seconds"}

// cells writes a row; what is not known is empty.
func (r *benchResult) cells() []string {
	best, gap, bound, first := "", "", "", ""
	if r.known != nil {
		share := bench.NoRoster
		if len(r.verdict.Breaches) == 0 {
			share = r.known.Gap(r.verdict.Value)
		}
		best, gap = strconv.FormatInt(r.known.Best, 10), strconv.FormatFloat(share, 'f', 5, 64)
	}
	if r.bound != nil {
		bound = strconv.FormatInt(*r.bound, 10)
	}
	seconds := func(s float64) string { return strconv.FormatFloat(s, 'f', 2, 64) }
	if r.firstFeasible >= 0 {
		first = seconds(r.firstFeasible)
	}
	return []string{r.instance, strconv.FormatInt(r.verdict.Value, 10), strconv.Itoa(len(r.verdict.Breaches)), best, gap, bound,
		first, seconds(r.best), strconv.Itoa(r.rounds), strconv.FormatUint(r.seed, 10), strconv.Itoa(r.threads), seconds(r.seconds)}
}

// all solves the files and writes the table row by row, so that a run that is stopped has not been for nothing.
func (run *benchRun) all(w io.Writer, files []string) error {
	rows := [][]string{benchColumns}
	breaches := false
	for _, file := range files {
		r, err := run.one(file)
		if err != nil {
			return err
		}
		rows = append(rows, r.cells())
		breaches = breaches || len(r.verdict.Breaches) > 0
		if run.out != "" {
			if err := writeTable(run.out, rows); err != nil {
				return failed(err)
			}
		}
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	for _, row := range rows {
		_, _ = fmt.Fprintln(t, strings.Join(row, "\t")+"\t") // Flush tells
	}
	if err := t.Flush(); err != nil {
		return failed(err)
	}
	if breaches {
		return answerNo()
	}
	return nil
}

func writeTable(path string, rows [][]string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	err = csv.NewWriter(f).WriteAll(rows)
	return errors.Join(err, f.Close())
}

// one solves one instance.
func (run *benchRun) one(path string) (*benchResult, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, badInput(err)
	}
	x, err := run.family.read(f)
	_ = f.Close() // it was only read
	if err != nil {
		return nil, badInput(fmt.Errorf("%s: %w", path, err))
	}
	if err := x.problem.Validate(); err != nil {
		return nil, badInput(fmt.Errorf("%s: %w", path, err))
	}
	stem := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	r := &benchResult{instance: stem, seed: run.seed, threads: run.threads}
	if known, ok := bench.Best(run.family.name, stem); ok {
		r.known = &known
	}
	roster, err := run.solve(x, r)
	if err != nil {
		return nil, err
	}
	r.verdict = x.evaluate(roster)
	if run.solutions == "" {
		return r, nil
	}
	if err := os.MkdirAll(run.solutions, 0o755); err != nil {
		return nil, failed(err)
	}
	out, err := os.Create(filepath.Join(run.solutions, stem+".csv"))
	if err != nil {
		return nil, failed(err)
	}
	if err := errors.Join(x.write(out, roster), out.Close()); err != nil {
		return nil, failed(err)
	}
	return r, nil
}

// solve makes rounds until a limit is reached or nothing is left to do. Times are those since it began or went on.
func (run *benchRun) solve(x *benchInstance, r *benchResult) (solver.Roster, error) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(run.threads))
	begin := time.Now()
	elapsed := func() float64 { return time.Since(begin).Seconds() }
	s, err := run.begin(x.problem, r)
	if err != nil {
		return nil, err
	}
	r.firstFeasible = -1
	best, score := s.Best()
	best, r.rounds = slices.Clone(best), s.Rounds()
	feasible := r.rounds > 0 && score.Hard == 0 // nobody knows any more since when
	for kept := begin; r.rounds == 0 || s.more(r.rounds, time.Since(begin)); {
		s.Round()
		r.rounds++
		roster, now := s.Best()
		if r.rounds == 1 || now.Less(score) {
			best, score, r.best = slices.Clone(roster), now, elapsed()
		}
		if now.Hard == 0 && !feasible {
			feasible, r.firstFeasible = true, elapsed()
		}
		if time.Since(kept) > keepEvery {
			if err := run.keep(s, r); err != nil {
				return nil, err
			}
			kept = time.Now()
		}
	}
	if bound, ok := s.Bound(); ok {
		value := x.value(bound)
		r.bound = &value
	}
	r.seconds = elapsed()
	return best, run.keep(s, r)
}
