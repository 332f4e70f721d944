package main

import (
	"context"
	"fmt"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"
)

// serveCommand returns `rota serve`.
func serveCommand() *cobra.Command {
	var threads int
	c := &cobra.Command{
		Use:     "serve",
		Short:   "Engine, Temporal Web UI and worker in one process, until SIGTERM; takes up unfinished runs",
		Example: "  rota serve --threads 2",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := checkThreads(threads); err != nil {
				return err
			}
			ctx, stop := signal.NotifyContext(cmd.Context(), syscall.SIGINT, syscall.SIGTERM)
			defer stop()
			context.AfterFunc(ctx, stop) // a second signal ends the process at once
			s, err := openState()
			if err != nil {
				return err
			}
			return s.serve(ctx, cmd, threads)
		},
	}
	threadsFlag(c, &threads)
	return c
}

// serve hosts the engine, waiting for another host to end first, or works for the cluster.
func (s *state) serve(ctx context.Context, cmd *cobra.Command, threads int) error {
	say := cmd.ErrOrStderr()
	for ctx.Err() == nil {
		e, err := s.connect(ctx, wholeRuns, threads, say)
		if err != nil {
			return err
		}
		if e.alive != nil {
			_, _ = fmt.Fprintln(say, "Waiting to take over when that process ends.")
			for ctx.Err() == nil && e.alive() {
				select {
				case <-ctx.Done():
				case <-time.After(glance):
				}
			}
			e.Close()
			continue
		}
		if e.hosted == nil {
			if err := e.work(ctx, wholeRuns, threads); err != nil {
				e.Close()
				return failed(err)
			}
		}
		_, _ = fmt.Fprintf(say, "Ready, version %s, %d threads\n", version, threads)
		<-ctx.Done()
		e.Close()
	}
	_, _ = fmt.Fprintln(say, "Stopped. What was done is kept: rota serve takes unfinished runs up again.")
	return nil
}
