package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/worker"

	"rota/activities/catalog"
	"rota/workflows"
)

// engine is a connection to the engine of a state folder, which may live in this process, in another one, or be a cluster.
type engine struct {
	client.Client
	state   *state
	workers []worker.Worker
	hosted  func()      // ends the engine that lives in this process; nil if it lives elsewhere
	alive   func() bool // whether the process connected to still hosts the engine; nil if it is this one, or a cluster
	ui      string      // URL of the Web UI; "" if unknown
	log     *os.File
}

// patience is how long to wait for an engine that another process has begun to host, and for a short workflow.
const patience = time.Minute

// errNoEngine is returned by attach.
var errNoEngine = errors.New("no engine is running for this state folder")

// duty is which work a process takes on when it hosts an engine.
type duty int

const (
	decideOnly duty = iota // approvals and withdrawals: done in a moment
	wholeRuns              // and runs, those left over by a crash included
)

// runQueue is the task queue of runs. Another version of rota would come to other bytes, and a process that sees another
// artifact store would find nothing.
func (s *state) runQueue() string { return "rota-runs-" + version + "-" + s.steps.Artifacts.ID() }

// decisionQueue is the task queue of approvals and withdrawals.
func (s *state) decisionQueue() string { return "rota-decisions-" + s.steps.Artifacts.ID() }

// connect returns a connection to the cluster that the environment names, else to the state folder's engine, hosting it if
// no other process does. Close it.
func (s *state) connect(ctx context.Context, d duty, threads int, say io.Writer) (*engine, error) {
	e, options, err := s.newEngine()
	if err != nil {
		return nil, failed(err)
	}
	if inCluster() {
		err = e.connectCluster(ctx, options)
	} else {
		err = e.connectAlone(ctx, options, say)
	}
	if err == nil && e.hosted != nil {
		err = e.work(ctx, d, threads)
	}
	if err != nil {
		e.Close()
		return nil, failed(err)
	}
	return e, nil
}

// attach returns a connection to an engine that is there already, or errNoEngine.
func (s *state) attach(ctx context.Context) (*engine, error) {
	e, options, err := s.newEngine()
	if err != nil {
		return nil, err
	}
	if inCluster() {
		err = e.connectCluster(ctx, options)
	} else {
		err = e.attachAlone(ctx, options)
	}
	if err != nil {
		e.Close()
		return nil, err
	}
	return e, nil
}

// newEngine returns an engine that is not connected, and the options to connect it with.
func (s *state) newEngine() (*engine, client.Options, error) {
	logs, err := os.OpenFile(filepath.Join(s.dir, "worker.log"), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return nil, client.Options{}, err
	}
	return &engine{state: s, log: logs}, client.Options{
		Identity: "rota", // the default would put the machine's name into every history
		Logger:   log.NewStructuredLogger(slog.New(slog.NewTextHandler(logs, &slog.HandlerOptions{Level: slog.LevelWarn}))),
	}, nil
}

// work begins to carry out steps in this process.
func (e *engine) work(ctx context.Context, d duty, threads int) error {
	if d == wholeRuns {
		if err := e.takeUp(ctx); err != nil {
			return err
		}
	}
	return e.startWorkers(d, threads)
}

// Close ends work in this process, waiting a little for steps to end, and the connection, and the engine if it is here.
func (e *engine) Close() {
	for _, w := range e.workers {
		w.Stop()
	}
	if e.Client != nil {
		e.Client.Close()
	}
	if e.hosted != nil {
		e.hosted()
	}
	_ = e.log.Close()
}

// start begins a run, or attaches to it if it is going on.
func (e *engine) start(ctx context.Context, run catalog.Run) (client.WorkflowRun, error) {
	build, what := workflows.Annual, "Annual schedule"
	switch {
	case run.Base != nil:
		build, what = workflows.Repair, "Change of the "+run.Of+" schedule"
	case run.Kind == catalog.KindFaculty:
		build, what = workflows.Faculty, "Faculty year"
	case run.Kind == catalog.KindBlock:
		build, what = workflows.Block, "Block schedule"
	}
	return e.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID:                       run.Name,
		TaskQueue:                e.state.runQueue(),
		WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
		WorkflowIDReusePolicy:    enums.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE,
		WorkflowTaskTimeout:      5 * time.Second,
		StaticSummary: fmt.Sprintf("%s of %s, %s to %s: seed %d, %d candidates",
			what, run.Program, run.FirstDay, run.LastDay, run.Seed, run.Candidates),
	}, build, workflows.RunInput{
		Run: run.Name, Program: run.Program, Year: academicYear(run.Request), Tables: run.Tables, Plan: run.Plan,
		Seed: run.Seed, Candidates: run.Candidates, Rounds: run.Rounds, Time: run.Time, Kind: run.Of, Base: run.Base,
	})
}

// academicYear writes the period as 2026-2027.
func academicYear(r catalog.Request) string {
	first, last := r.FirstDay[:4], r.LastDay[:4]
	if first == last {
		return first
	}
	return first + "-" + last
}

// takeUp starts all runs that have not ended, for the engine's database may be new, and ends those in the engine that were
// cancelled while no engine ran.
func (e *engine) takeUp(ctx context.Context) error {
	open, err := e.state.open()
	if err != nil {
		return err
	}
	for _, run := range open {
		if _, err := e.start(ctx, run); err != nil {
			return err
		}
	}
	all, err := e.state.catalog.Runs()
	if err != nil {
		return err
	}
	for _, run := range all {
		if run.Outcome.State != catalog.StateCancelled {
			continue
		}
		err := e.TerminateWorkflow(ctx, run.Name, "", "cancelled while no engine ran")
		var gone *serviceerror.NotFound
		if err != nil && !errors.As(err, &gone) {
			return err
		}
	}
	return nil
}

// stay keeps an engine that lives in this process going until no run is open, and says for which runs.
func (e *engine) stay(ctx context.Context, say io.Writer) error {
	for said := map[string]bool{}; e.hosted != nil; {
		open, err := e.state.open()
		if err != nil || len(open) == 0 {
			return err
		}
		for _, run := range open {
			if !said[run.Name] {
				said[run.Name] = true
				_, _ = fmt.Fprintf(say, "This process hosts the engine of %s and stays until it has ended.\n", run.Name)
			}
			if err := e.await(ctx, run); err != nil {
				return err
			}
		}
	}
	return nil
}

// await starts the run if it is not going on and returns when it has ended, or the context.
func (e *engine) await(ctx context.Context, run catalog.Run) error {
	handle, err := e.start(ctx, run)
	if err != nil {
		return err
	}
	return e.ended(ctx, run.Name, handle)
}

// awaitEnd returns when the run has ended, or the context.
func (e *engine) awaitEnd(ctx context.Context, name string) error {
	return e.ended(ctx, name, e.GetWorkflow(ctx, name, ""))
}

// ended waits for a run; how it ended is in the catalog. One that was ended by hand in the Web UI is put there as cancelled.
func (e *engine) ended(ctx context.Context, name string, handle client.WorkflowRun) error {
	err := handle.Get(ctx, nil)
	var end *temporal.WorkflowExecutionError
	if err != nil && !errors.As(err, &end) {
		return err
	}
	run, err := e.state.catalog.Run(name)
	if err != nil || run.Outcome.State != catalog.StateOpen {
		return err
	}
	return e.state.catalog.End(name, catalog.Outcome{State: catalog.StateCancelled, Reason: "ended by hand"})
}
