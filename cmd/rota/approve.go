package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/user"
	"path"
	"runtime"

	"github.com/spf13/cobra"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"

	"rota/activities"
	"rota/activities/catalog"
	"rota/workflows"
)

// remark is what the person who decides says. It is kept as an artifact; the engine sees only the reference.
type remark struct {
	By   string `json:"by"`
	Note string `json:"note,omitempty"`
}

func (r *remark) flags(c *cobra.Command) {
	c.Flags().StringVar(&r.By, "by", "", "who decides (default: the user of this machine)")
	c.Flags().StringVar(&r.Note, "note", "", "why, in a few words")
}

// approveCommand returns `rota approve`.
func approveCommand() *cobra.Command {
	var r remark
	var candidate int
	c := &cobra.Command{
		Use:     "approve RUN --candidate K",
		Short:   "Make a candidate of a finished run the published schedule of its programme and period",
		Example: "  rota approve runs/annual-fm18-0123456789ab --candidate 2 --note 'agreed in the March meeting'",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, run, err := finishedRun(args[0])
			if err != nil {
				return err
			}
			if n := len(run.Outcome.Candidates); candidate < 1 || candidate > n {
				return badInput(fmt.Errorf("flag --candidate=%d; expected 1 to %d", candidate, n))
			}
			if n := run.Outcome.Candidates[candidate-1].HardBreaches; n > 0 {
				_, _ = fmt.Fprintf(cmd.OutOrStdout(), "Candidate %d of %s breaks Hard rules in %d places and is not published (breaches.parquet, report.pdf).\n", candidate, run.Name, n)
				return answerNo()
			}
			by, err := s.keepRemark(r)
			if err != nil {
				return failed(err)
			}
			err = s.decide(cmd, "approve-"+run.Name, workflows.Approve, workflows.ApproveInput{Run: run.Name, Candidate: candidate, By: by})
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "Candidate %d of %s is the published schedule of %s, %s to %s.\n",
				candidate, run.Name, run.Program, run.FirstDay, run.LastDay)
			return err
		},
	}
	c.Flags().IntVar(&candidate, "candidate", 0, "number of the candidate, from 1")
	_ = c.MarkFlagRequired("candidate")
	r.flags(c)
	return c
}

// withdrawCommand returns `rota withdraw`.
func withdrawCommand() *cobra.Command {
	var r remark
	c := &cobra.Command{
		Use:     "withdraw RUN",
		Short:   "Take back the approval of a candidate of a run",
		Example: "  rota withdraw runs/annual-fm18-0123456789ab",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, run, err := finishedRun(args[0])
			if err != nil {
				return err
			}
			candidate, err := s.published(run)
			if err != nil {
				return failed(err)
			}
			if candidate == 0 {
				return badInput(fmt.Errorf("run %s: none of its candidates is published", run.Name))
			}
			by, err := s.keepRemark(r)
			if err != nil {
				return failed(err)
			}
			if err := s.decide(cmd, "withdraw-"+run.Name, workflows.Withdraw, workflows.WithdrawInput{Run: run.Name, By: by}); err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "Candidate %d of %s is no longer published.\n", candidate, run.Name)
			return err
		},
	}
	r.flags(c)
	return c
}

// finishedRun returns a run that people can decide about.
func finishedRun(nameOrFolder string) (*state, catalog.Run, error) {
	s, err := openState()
	if err != nil {
		return nil, catalog.Run{}, err
	}
	run, err := s.run(nameOrFolder)
	if err == nil && run.Outcome.State != catalog.StateFinished {
		err = badInput(fmt.Errorf("run %s is %s; expected a finished one", run.Name, run.Outcome.State))
	}
	return s, run, err
}

// keepRemark writes the remark under a name that follows from its content.
func (s *state) keepRemark(r remark) (catalog.Artifact, error) {
	if r.By == "" {
		if u, err := user.Current(); err == nil {
			r.By = u.Username
		}
	}
	content, err := json.Marshal(r)
	if err != nil {
		return catalog.Artifact{}, err
	}
	return s.steps.Artifacts.Write(path.Join("remark", activities.Digest(content)+".json"), 1, content)
}

// decide carries out a short workflow in the engine that is there, or in one that lives as long as it takes.
func (s *state) decide(cmd *cobra.Command, id string, workflow, input any) error {
	ctx, cancel := context.WithTimeout(cmd.Context(), patience)
	defer cancel()
	e, err := s.connect(ctx, decideOnly, runtime.GOMAXPROCS(0), cmd.ErrOrStderr())
	if err != nil {
		return err
	}
	defer e.Close()
	handle, err := e.ExecuteWorkflow(ctx, client.StartWorkflowOptions{ID: id, TaskQueue: s.decisionQueue()}, workflow, input)
	if err != nil {
		return failed(err)
	}
	err = handle.Get(ctx, nil)
	var refused *temporal.ApplicationError
	switch {
	case errors.As(err, &refused) && (refused.Type() == activities.TypeUnknownRun || refused.Type() == activities.TypeHardBreach):
		return badInput(errors.New(refused.Message()))
	case err != nil:
		return failed(err)
	}
	return nil
}
