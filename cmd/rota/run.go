package main

import (
	"context"
	"errors"
	"fmt"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"rota/activities"
	"rota/activities/catalog"
	"rota/datasets"
	"rota/solver/residency"
)

// runFlags are the flags of `rota run`.
type runFlags struct {
	seed       uint64
	candidates int
	rounds     int
	budget     time.Duration
	threads    int
	out        string
	rules      string
	detach     bool
	json       bool
}

// runCommand returns `rota run`.
func runCommand() *cobra.Command {
	c := &cobra.Command{
		Use:     "run",
		Short:   "Build a schedule",
		Example: "  rota run annual fm18\n  rota run faculty fm18\n  rota run block fm18 --block 1",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return badInput(errors.New("rota run: no kind of schedule; expected annual, faculty, block or repair"))
		},
	}
	c.AddCommand(
		runKindCommand(catalog.KindAnnual, "Build the annual schedule of the residents of the programme in folder DIR"),
		runKindCommand(catalog.KindFaculty, "Build the year of the faculty: who has the inpatient weeks and the nights on call"),
		runRepairCommand(),
		runBlockCommand(),
	)
	return c
}

// runKindCommand returns `rota run KIND`.
func runKindCommand(kind, what string) *cobra.Command {
	var f runFlags
	c := &cobra.Command{
		Use:   kind + " DIR",
		Short: what,
		Long: what + `.

The same command again attaches to the run while it is going on, takes it up where it stopped after a crash, and prints the
finished result at once when it is done. Equal arguments and equal rounds give equal files, timing.json apart.`,
		Example: strings.ReplaceAll("  rota run KIND programmes/fm18\n  rota run KIND programmes/fm18 --candidates 5 --time 10m --out plans", "KIND", kind),
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(cmd.Flags().Changed); err != nil {
				return err
			}
			return runKind(cmd, kind, args[0], f)
		},
	}
	f.define(c)
	return c
}

// define adds the flags that all kinds of runs have.
func (f *runFlags) define(c *cobra.Command) {
	flags := c.Flags()
	flags.Uint64Var(&f.seed, "seed", 1, "seed of the first candidate; the others have the next ones")
	flags.IntVar(&f.candidates, "candidates", 3, "how many schedules to build and choose from")
	flags.IntVar(&f.rounds, "rounds", 0, "rounds of search (default: by the kind of schedule)")
	flags.DurationVar(&f.budget, "time", 0, "time for the search, turned into rounds once, such as 90s")
	flags.StringVar(&f.out, "out", "runs", "folder to write the run folder into")
	flags.StringVar(&f.rules, "rules", "", "table of rules in the place of the programme's rules.csv")
	flags.BoolVar(&f.detach, "detach", false, "start the run in rota serve or a cluster and return")
	flags.BoolVar(&f.json, "json", false, "print the manifest and the folder as JSON")
	threadsFlag(c, &f.threads)
}

// check finds values that cannot be meant; given tells which flags were given.
func (f runFlags) check(given func(flag string) bool) error {
	switch {
	case f.candidates < 1 || f.candidates > 100:
		return badInput(fmt.Errorf("flag --candidates=%d; expected 1 to 100", f.candidates))
	case given("rounds") && f.rounds < 1:
		return badInput(fmt.Errorf("flag --rounds=%d; expected at least 1", f.rounds))
	case given("time") && f.budget <= 0:
		return badInput(fmt.Errorf("flag --time=%s; expected a time above 0", f.budget))
	case given("rounds") && given("time"):
		return badInput(errors.New("flags --rounds and --time: expected one of them"))
	}
	return checkThreads(f.threads)
}

func runKind(cmd *cobra.Command, kind, dir string, f runFlags) error {
	program, err := datasets.ReadProgramUnder(dir, f.rules)
	if err != nil {
		return badInput(err)
	}
	if _, err := activities.Problem(kind, program, residency.Plan{}); err != nil {
		return badInput(err)
	}
	ctx, stop := signal.NotifyContext(cmd.Context(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	s, err := openState()
	if err != nil {
		return err
	}
	if f.detach {
		return s.detach(ctx, cmd, wanted{kind: kind, program: program}, f)
	}
	request, err := s.ask(wanted{kind: kind, program: program}, f)
	if err != nil {
		return failed(err)
	}
	return s.runToEnd(ctx, cmd, request, f, s.report)
}

// wanted is a schedule that is wanted.
type wanted struct {
	kind    string
	program *datasets.Program
	plan    residency.Plan // of a block
	of      string         // of a repair or an edit: the kind of the schedule that it changes
	base    *catalog.Base  // and that schedule
}

// ofBlock reports whether the schedule is that of a block.
func (w wanted) ofBlock() bool { return w.kind == catalog.KindBlock || w.of == catalog.KindBlock }

// ask records what is wanted. A run that failed or was cancelled counts as open again.
func (s *state) ask(w wanted, f runFlags) (catalog.Request, error) {
	request := requestOf(w, f)
	var err error
	if request.Folder, err = filepath.Abs(filepath.Join(f.out, request.Name)); err != nil {
		return request, err
	}
	if err := writable(f.out); err != nil {
		return request, fmt.Errorf("flag --out=%s: %w", f.out, err)
	}
	if request.Tables, err = s.steps.Artifacts.WriteProgram(w.program); err != nil {
		return request, err
	}
	if w.ofBlock() {
		if request.Plan, err = s.steps.Artifacts.WritePlan(w.plan); err != nil {
			return request, err
		}
	}
	request.Asked = time.Now().UTC().Truncate(time.Second)
	before, err := s.catalog.Run(request.Name)
	if err == nil && (before.Outcome.State == catalog.StateFailed || before.Outcome.State == catalog.StateCancelled) {
		err = s.catalog.Reopen(request.Name)
	}
	if err != nil && !errors.Is(err, catalog.ErrNotFound) {
		return request, err
	}
	return request, s.catalog.Ask(request)
}

// runToEnd carries the run through, or finds it done, and prints what came of it.
func (s *state) runToEnd(ctx context.Context, cmd *cobra.Command, request catalog.Request, f runFlags, report func(*cobra.Command, catalog.Request, runFlags) error) error {
	run, err := s.catalog.Run(request.Name)
	if err != nil {
		return failed(err)
	}
	if run.Outcome.State == catalog.StateFinished {
		err := report(cmd, request, f)
		if !errors.Is(err, activities.ErrLost) {
			return err
		}
		if err := s.catalog.Reopen(request.Name); err != nil { // all is made again from the tables
			return failed(err)
		}
	}
	show := newDisplay(cmd.ErrOrStderr())
	_, _ = fmt.Fprintf(show, "Run %s\n", request.Name)
	run, e, err := s.follow(ctx, request.Name, f.threads, show)
	show.Close()
	if e != nil {
		defer e.Close()
	}
	switch {
	case ctx.Err() != nil:
		howToGoOn(show, request.Name, e == nil || e.hosted != nil)
		return &statusError{exitFailed, errors.New("interrupted")}
	case err != nil:
		return failed(err)
	case run.Outcome.State != catalog.StateFinished:
		return failed(fmt.Errorf("run %s: %s: %s", run.Name, run.Outcome.State, run.Outcome.Reason))
	}
	if err := report(cmd, request, f); err != nil {
		return err
	}
	if err := e.stay(ctx, show); err != nil && ctx.Err() == nil {
		return failed(err)
	}
	return nil
}

// detach starts the run in an engine that is there already. Where there is none the run is not even asked for, or the next
// engine would carry it out.
func (s *state) detach(ctx context.Context, cmd *cobra.Command, w wanted, f runFlags) error {
	e, err := s.attach(ctx)
	if err != nil {
		return failed(fmt.Errorf("flag --detach: %w; expected a running rota serve or a cluster", err))
	}
	defer e.Close()
	request, err := s.ask(w, f)
	if err != nil {
		return failed(err)
	}
	run, err := s.catalog.Run(request.Name)
	if err != nil {
		return failed(err)
	}
	if run.Outcome.State == catalog.StateOpen {
		if _, err := e.start(ctx, run); err != nil {
			return failed(err)
		}
	}
	if f.json {
		return writeJSON(cmd.OutOrStdout(), map[string]string{"run": request.Name, "folder": request.Folder})
	}
	_, err = fmt.Fprintln(cmd.OutOrStdout(), request.Name)
	return err
}

// threadsFlag adds --threads.
func threadsFlag(c *cobra.Command, threads *int) {
	c.Flags().IntVar(threads, "threads", runtime.GOMAXPROCS(0), "how many steps to carry out at a time")
}

func checkThreads(threads int) error {
	if threads < 1 {
		return badInput(fmt.Errorf("flag --threads=%d; expected at least 1", threads))
	}
	return nil
}
