package workflows

import (
	"log/slog"
	"path/filepath"
	"testing"

	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"
)

// TestReplay lets this version of the workflows replay histories of this and earlier ones. A difference means that runs
// which are going on while rota is replaced would stop; README.md beside the histories says how they were recorded.
func TestReplay(t *testing.T) {
	files, err := filepath.Glob("testdata/histories/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no histories: %v", err)
	}
	quiet := log.NewStructuredLogger(slog.New(slog.DiscardHandler))
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			r := worker.NewWorkflowReplayer()
			r.RegisterWorkflow(Annual)
			r.RegisterWorkflow(Faculty)
			r.RegisterWorkflow(Repair)
			r.RegisterWorkflow(Block)
			r.RegisterWorkflow(Approve)
			r.RegisterWorkflow(Withdraw)
			if err := r.ReplayWorkflowHistoryFromJSONFile(quiet, file); err != nil {
				t.Error(err)
			}
		})
	}
}
