package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"go.temporal.io/sdk/client"

	"rota/activities/catalog"
	"rota/workflows"
)

// glance is how often a command looks how far its run has come.
const glance = 200 * time.Millisecond

// errHostGone is returned when the process that hosted the engine has ended.
var errHostGone = errors.New("the process that hosted the engine has ended")

// follow carries the run through to its end: in this process if it hosts the engine or comes to host it because the host
// has died, else in the host. It returns the run as the catalog then has it, and the engine, which the caller closes.
func (s *state) follow(ctx context.Context, name string, threads int, show *display) (catalog.Run, *engine, error) {
	for {
		e, err := s.connect(ctx, wholeRuns, threads, show)
		if err != nil {
			return catalog.Run{}, nil, err
		}
		err = e.watch(ctx, name, show)
		if errors.Is(err, errHostGone) {
			e.Close()
			continue
		}
		run, reading := s.catalog.Run(name)
		return run, e, errors.Join(err, reading)
	}
}

// watch shows how far the run has come until it has ended, the context has, or errHostGone.
func (e *engine) watch(ctx context.Context, name string, show *display) error {
	run, err := e.state.catalog.Run(name)
	if err != nil || run.Outcome.State != catalog.StateOpen {
		return err
	}
	watching, cancel := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- e.await(watching, run) }()
	tick := time.NewTicker(glance)
	defer tick.Stop()
	for {
		select {
		case err := <-ended:
			cancel()
			if err != nil && !e.there() {
				return errHostGone
			}
			return err
		case <-tick.C:
			if !e.there() {
				cancel()
				<-ended //nolint:errcheck // it only says that the watching ended
				return errHostGone
			}
			if p, err := e.progress(watching, name); err == nil {
				show.progress(p)
			}
		}
	}
}

// there says whether the engine connected to is still there, as far as can be told without asking it.
func (e *engine) there() bool { return e.alive == nil || e.alive() }

// progress asks a run how far it has come. A run that no worker has taken up yet does not answer within a moment.
func (e *engine) progress(ctx context.Context, name string) (p workflows.Progress, err error) {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	value, err := e.QueryWorkflow(ctx, name, "", workflows.QueryProgress)
	if err != nil {
		return p, err
	}
	return p, value.Get(&p)
}

// finish asks a run to end after its current round.
func (e *engine) finish(ctx context.Context, name string) (p workflows.Progress, err error) {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	handle, err := e.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{
		WorkflowID: name, UpdateName: workflows.UpdateFinish, WaitForStage: client.WorkflowUpdateStageCompleted,
	})
	if err != nil {
		return p, err
	}
	return p, handle.Get(ctx, &p)
}

// howToGoOn says what a user does after a run was interrupted.
func howToGoOn(w io.Writer, name string, here bool) {
	if here {
		_, _ = fmt.Fprintf(w, "Stopped. What was done is kept: the same command takes %s up again, and so does rota serve.\n", name)
		return
	}
	_, _ = fmt.Fprintf(w, "No longer watching. %s goes on in the process that hosts the engine; the same command attaches to it again.\n", name)
}
