package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"
	"go.temporal.io/api/serviceerror"

	"rota/activities/catalog"
	"rota/solver"
	"rota/workflows"
)

// runStatus is a row of `rota status`.
type runStatus struct {
	Run       string              `json:"run"`
	Kind      string              `json:"kind"`
	Program   string              `json:"program"`
	State     catalog.State       `json:"state"`
	Reason    string              `json:"reason,omitempty"`
	Folder    string              `json:"folder"`
	Score     *solver.Score       `json:"score"`    // of the chosen or, so far, best candidate
	Progress  *workflows.Progress `json:"progress"` // of a run that is going on now
	Published int                 `json:"published,omitempty"`
	silent    bool                // an engine has it, but no worker answered in time
}

// statusCommand returns `rota status`.
func statusCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:     "status [RUN]",
		Short:   "Say how runs stand: all of them, or one",
		Example: "  rota status\n  rota status runs/annual-fm18-0123456789ab --json",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := openState()
			if err != nil {
				return err
			}
			runs, err := s.catalog.Runs()
			if err != nil {
				return failed(err)
			}
			if len(args) == 1 {
				run, err := s.run(args[0])
				if err != nil {
					return err
				}
				runs = []catalog.Run{run}
			}
			rows, err := s.status(cmd.Context(), runs)
			if err != nil {
				return failed(err)
			}
			if asJSON && len(args) == 1 {
				return writeJSON(cmd.OutOrStdout(), rows[0])
			}
			if asJSON {
				return writeJSON(cmd.OutOrStdout(), rows)
			}
			return printStatus(cmd.OutOrStdout(), rows)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

// status asks the engine, if there is one, about the runs that are open.
func (s *state) status(ctx context.Context, runs []catalog.Run) ([]runStatus, error) {
	e, err := s.attach(ctx)
	if err == nil {
		defer e.Close()
	}
	rows := make([]runStatus, len(runs))
	for i, run := range runs {
		o := run.Outcome
		row := runStatus{Run: run.Name, Kind: run.Kind, Program: run.Program, State: o.State, Reason: o.Reason, Folder: run.Folder}
		if o.State == catalog.StateFinished {
			c := o.Candidates[o.Chosen-1]
			row.Score = &solver.Score{Hard: c.Hard, Cover: c.Cover, Soft: c.Soft}
			if row.Published, err = s.published(run); err != nil {
				return nil, failed(err)
			}
		}
		if o.State == catalog.StateOpen && e != nil && run.Version == version {
			p, err := e.progress(ctx, run.Name)
			var unknown *serviceerror.NotFound
			row.silent = err != nil && !errors.As(err, &unknown)
			if err == nil {
				row.Progress = &p
				if p.Best > 0 {
					row.Score = &p.Candidates[p.Best-1].Score
				}
			}
		}
		rows[i] = row
	}
	return rows, nil
}

func printStatus(w io.Writer, rows []runStatus) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(t, "RUN\tSTATE\tSCORE\tDETAIL")
	for _, r := range rows {
		score, detail := "", r.Folder
		if r.Score != nil {
			score = fmt.Sprintf("%d/%d/%d", r.Score.Hard, r.Score.Cover, r.Score.Soft)
		}
		switch {
		case r.Progress != nil:
			detail = describe(*r.Progress)
		case r.silent:
			detail = "waiting for a worker, which gives no answer yet"
		case r.State == catalog.StateOpen:
			detail = "stopped; rota serve or the same command takes it up again"
		case r.Reason != "":
			detail = r.Reason
		case r.Published > 0:
			detail = fmt.Sprintf("candidate %d is published; %s", r.Published, r.Folder)
		}
		_, _ = fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", r.Run, r.State, score, detail)
	}
	return t.Flush()
}
