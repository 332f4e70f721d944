package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"rota/activities/catalog"
	"rota/reports"
)

// report prints the result of a finished run. Its error answers "no" when the chosen candidate breaks a Hard rule.
func (s *state) report(cmd *cobra.Command, request catalog.Request, f runFlags) error {
	run, report, err := s.finished(request)
	if err != nil {
		return failed(err)
	}
	if f.json {
		err = printManifest(cmd.OutOrStdout(), run.Folder)
	} else {
		err = printSummary(cmd.OutOrStdout(), run, report, filepath.Join(f.out, run.Name))
	}
	if err != nil {
		return failed(err)
	}
	return answerOf(run)
}

// finished makes sure that the folder of a finished run is where request wants it, and returns the run and what is in the folder.
func (s *state) finished(request catalog.Request) (catalog.Run, reports.Run, error) {
	run, err := s.catalog.Run(request.Name)
	if err != nil {
		return run, reports.Run{}, err
	}
	run.Folder = request.Folder
	report, err := s.steps.Folder(run)
	return run, report, err
}

// answerOf is "no" of a run whose chosen candidate breaks a Hard rule.
func answerOf(run catalog.Run) error {
	if run.Outcome.Candidates[run.Outcome.Chosen-1].HardBreaches > 0 {
		return answerNo()
	}
	return nil
}

// printSummary prints what people read first.
func printSummary(w io.Writer, run catalog.Run, report reports.Run, folder string) error {
	summary := reports.Summary(report)
	if c := run.Outcome.Candidates[run.Outcome.Chosen-1]; c.HardBreaches > 0 && c.Hard == 0 && run.Kind == catalog.KindBlock {
		summary += "\nThe years that this rests on break Hard rules themselves, and no block can mend them (breaches.parquet names each).\n"
	}
	_, err := fmt.Fprintf(w, "%s\n%s\n", summary, folder)
	return err
}

// printManifest prints the manifest's object and the key folder.
func printManifest(w io.Writer, folder string) error {
	content, err := os.ReadFile(filepath.Join(folder, "manifest.json"))
	if err != nil {
		return err
	}
	var manifest map[string]any
	if err := json.Unmarshal(content, &manifest); err != nil {
		return err
	}
	manifest["folder"] = folder
	return writeJSON(w, manifest)
}
