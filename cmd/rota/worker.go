package main

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"go.temporal.io/sdk/worker"

	"rota/workflows"
)

// leave is how long a process that was asked to stop waits for the steps it is at. A step that takes longer is carried out
// again by whoever takes the run up.
const leave = 5 * time.Second

// runMemory is what the collector is to keep a process that carries out runs within, so that it needs less than 500 MiB with what
// the collector does not count; GOMEMLIMIT overrules it. Where more is alive, it costs processor time.
const runMemory = 360 << 20

// startWorkers carries out steps in this process until the engine is closed: as many at a time as there are threads.
func (e *engine) startWorkers(d duty, threads int) error {
	runtime.GOMAXPROCS(threads)
	steps := e.state.steps
	decider := worker.New(e.Client, e.state.decisionQueue(), worker.Options{WorkerStopTimeout: leave})
	decider.RegisterWorkflow(workflows.Approve)
	decider.RegisterWorkflow(workflows.Withdraw)
	decider.RegisterActivity(steps.Decide)
	workers := []worker.Worker{decider}
	if d == wholeRuns {
		if os.Getenv("GOMEMLIMIT") == "" {
			debug.SetMemoryLimit(runMemory)
		}
		w := worker.New(e.Client, e.state.runQueue(), worker.Options{
			WorkerStopTimeout: leave, MaxConcurrentActivityExecutionSize: threads,
			MaxHeartbeatThrottleInterval: time.Second, // the default leaves a busy machine little to the timeout
		})
		w.RegisterWorkflow(workflows.Annual)
		w.RegisterWorkflow(workflows.Faculty)
		w.RegisterWorkflow(workflows.Block)
		w.RegisterWorkflow(workflows.Repair)
		for _, step := range []any{steps.Load, steps.Pace, steps.Bound, steps.Improve, steps.Even, steps.Vary, steps.Repair, steps.Assess, steps.Compare, steps.Write, steps.Record} {
			w.RegisterActivity(step)
		}
		workers = append(workers, w)
	}
	for _, w := range workers {
		if err := w.Start(); err != nil {
			return fmt.Errorf("worker: %w", err)
		}
		e.workers = append(e.workers, w)
	}
	return nil
}

// workerCommand returns `rota worker`.
func workerCommand() *cobra.Command {
	var threads int
	c := &cobra.Command{
		Use:     "worker",
		Short:   "Carry out steps of runs for a cluster, until SIGTERM",
		Example: "  TEMPORAL_ADDRESS=temporal:7233 rota worker --threads 4",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !inCluster() {
				return badInput(errors.New("worker: TEMPORAL_ADDRESS is not set; expected the address of a Temporal cluster (alone, rota serve is engine and worker)"))
			}
			if err := checkThreads(threads); err != nil {
				return err
			}
			return workUntilStopped(cmd, threads)
		},
	}
	threadsFlag(c, &threads)
	return c
}

func workUntilStopped(cmd *cobra.Command, threads int) error {
	ctx, stop := signal.NotifyContext(cmd.Context(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	s, err := openState()
	if err != nil {
		return err
	}
	e, err := s.connect(ctx, wholeRuns, threads, cmd.ErrOrStderr())
	if err != nil {
		return err
	}
	defer e.Close()
	if err := e.work(ctx, wholeRuns, threads); err != nil {
		return failed(err)
	}
	_, _ = fmt.Fprintf(cmd.ErrOrStderr(), "Working for the cluster, version %s\n", version)
	<-ctx.Done()
	return nil
}
