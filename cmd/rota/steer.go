package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"rota/activities/catalog"
)

// finishCommand returns `rota finish`.
func finishCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "finish RUN",
		Short:   "Let a run that is going on end after its current round, with what it has found",
		Example: "  rota finish annual-fm18-0123456789ab",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, run, err := openRun(args[0])
			if err != nil {
				return err
			}
			e, err := s.attach(cmd.Context())
			if err != nil {
				return failed(fmt.Errorf("run %s is not going on: %w", run.Name, err))
			}
			defer e.Close()
			p, err := e.finish(cmd.Context(), run.Name)
			if err != nil {
				return failed(fmt.Errorf("run %s: %w", run.Name, err))
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s ends after its current round (%s)\n", run.Name, describe(p))
			return err
		},
	}
}

// cancelCommand returns `rota cancel`.
func cancelCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "cancel RUN",
		Short:   "End a run without a result; the same rota run command starts it again and finds what was done",
		Example: "  rota cancel annual-fm18-0123456789ab",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, run, err := openRun(args[0])
			if err != nil {
				return err
			}
			e, err := s.attach(cmd.Context())
			switch {
			case errors.Is(err, errNoEngine): // the next host of the engine ends the workflow
				err = s.catalog.End(run.Name, catalog.Outcome{State: catalog.StateCancelled})
			case err == nil:
				defer e.Close()
				if err = e.CancelWorkflow(cmd.Context(), run.Name, ""); err == nil {
					err = e.awaitEnd(cmd.Context(), run.Name)
				}
			}
			if err != nil {
				return failed(fmt.Errorf("run %s: %w", run.Name, err))
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s is cancelled\n", run.Name)
			return err
		},
	}
}

// openRun returns a run that has not ended; that it has is bad usage.
func openRun(nameOrFolder string) (*state, catalog.Run, error) {
	s, err := openState()
	if err != nil {
		return nil, catalog.Run{}, err
	}
	run, err := s.run(nameOrFolder)
	if err == nil && run.Outcome.State != catalog.StateOpen {
		err = badInput(fmt.Errorf("run %s is %s; expected one that is going on", run.Name, run.Outcome.State))
	}
	return s, run, err
}
