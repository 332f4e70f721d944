package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"rota/analytics/compliance"
	"rota/datasets"
)

func checkCommand() *cobra.Command {
	var asJSON bool
	var candidate int
	c := &cobra.Command{
		Use:   "check RUN_OR_FOLDER",
		Short: "Judge a schedule, ours or one made elsewhere, by the independent checker",
		Long: `Judge the annual schedule of a run, or of a folder made elsewhere: program/ with the tables of the programme, and
annual.parquet or annual.csv with the stays. Of a run the chosen candidate is judged.
Exit status 1 when a Hard breach was found; missing cover and wishes not granted are no "no".`,
		Example: "  rota check runs/annual-fm18-1f0c2a\n  rota check made-elsewhere --json",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir, err := scheduleFolder(args[0])
			if err != nil {
				return err
			}
			v, err := checkFolder(dir, candidate)
			if err != nil {
				return badInput(err)
			}
			if asJSON {
				err = writeJSON(cmd.OutOrStdout(), v)
			} else {
				err = v.write(cmd.OutOrStdout())
			}
			if err != nil {
				return failed(err)
			}
			if v.Hard > 0 {
				return answerNo()
			}
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	c.Flags().IntVar(&candidate, "candidate", 0, "judge this candidate (default: the chosen one, or the only one)")
	return c
}

// verdict is what `rota check` prints.
type verdict struct {
	Candidate int      `json:"candidate"`
	Hard      int      `json:"hard"`
	Cover     int      `json:"cover"`
	Soft      int      `json:"soft"`
	Breaches  []breach `json:"breaches"`
}

// breach is a compliance.Breach with the column names of breaches.parquet.
type breach struct {
	Rule     string  `json:"rule"`
	Level    string  `json:"level"`
	Person   string  `json:"person"`
	FirstDay string  `json:"first_day"`
	LastDay  string  `json:"last_day"`
	Amount   float64 `json:"amount"`
	Allowed  float64 `json:"allowed"`
	Unit     string  `json:"unit"`
	Source   string  `json:"source"`
	Text     string  `json:"text"`
}

// scheduleFolder returns the folder that people mean: the folder itself, or that of the run of this name.
func scheduleFolder(runOrFolder string) (string, error) {
	if _, err := os.Stat(runOrFolder); err == nil {
		return runOrFolder, nil
	}
	// A look that finds nothing leaves nothing behind, so the state folder is not made here.
	if dir, err := stateFolder(); err == nil {
		if _, err := os.Stat(dir); err == nil {
			s, err := openState()
			if err != nil {
				return "", err
			}
			run, err := s.run(runOrFolder)
			return run.Folder, err
		}
	}
	return "", badInput(fmt.Errorf("%s: no such run or folder; expected a run, or a folder with program/ and annual.parquet or annual.csv", runOrFolder))
}

// checkFolder reads a schedule folder and judges one candidate of it. The error lists everything that is wrong with the
// programme and with the schedule.
func checkFolder(dir string, candidate int) (verdict, error) {
	p, err := datasets.ReadProgram(filepath.Join(dir, "program"))
	path, errPath := annualFile(dir)
	var stays []datasets.Stay
	if errPath == nil {
		stays, errPath = datasets.ReadSchedule(path)
	}
	if err := errors.Join(err, errPath); err != nil {
		return verdict{}, err
	}
	if candidate == 0 {
		if candidate, err = chosenCandidate(dir, path, stays); err != nil {
			return verdict{}, err
		}
	}
	mine := slices.DeleteFunc(stays, func(s datasets.Stay) bool { return s.Candidate != candidate })
	if len(mine) == 0 {
		return verdict{}, fmt.Errorf("%s: candidate=%d has no stay; expected a candidate of the schedule", path, candidate)
	}
	breaches := compliance.Check(p, mine)
	v := verdict{
		Candidate: candidate,
		Hard:      compliance.Count(breaches, compliance.Hard),
		Cover:     compliance.Count(breaches, compliance.Cover),
		Soft:      compliance.Count(breaches, compliance.Soft),
		Breaches:  []breach{},
	}
	for _, b := range breaches {
		v.Breaches = append(v.Breaches, breach{b.Rule, string(b.Level), b.Person, b.FirstDay.String(), b.LastDay.String(), b.Amount, b.Allowed, b.Unit, b.Source, b.Text})
	}
	return v, nil
}

// annualFile finds the stays of a schedule folder.
func annualFile(dir string) (string, error) {
	for _, name := range []string{"annual.parquet", "annual.csv"} {
		path := filepath.Join(dir, name)
		switch _, err := os.Stat(path); {
		case err == nil:
			return path, nil
		case !errors.Is(err, fs.ErrNotExist):
			return "", err
		}
	}
	return "", fmt.Errorf("%s: no schedule; expected annual.parquet or annual.csv", dir)
}

// chosenCandidate returns the candidate that the manifest of a run names or, in a folder made elsewhere, the only one.
func chosenCandidate(dir, path string, stays []datasets.Stay) (int, error) {
	data, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	switch {
	case err == nil:
		var manifest struct {
			Chosen int `json:"chosen"`
		}
		if err := json.Unmarshal(data, &manifest); err != nil {
			return 0, fmt.Errorf("%s: %w", filepath.Join(dir, "manifest.json"), err)
		}
		return manifest.Chosen, nil
	case !errors.Is(err, fs.ErrNotExist):
		return 0, err
	}
	var candidates []int
	for _, s := range stays {
		if !slices.Contains(candidates, s.Candidate) {
			candidates = append(candidates, s.Candidate)
		}
	}
	slices.Sort(candidates)
	if len(candidates) != 1 {
		return 0, fmt.Errorf("%s: candidates=%v and no manifest.json; expected one candidate; perhaps name it with --candidate", path, candidates)
	}
	return candidates[0], nil
}

// write prints the breaches as a table and counts them by level.
func (v verdict) write(w io.Writer) error {
	if len(v.Breaches) > 0 {
		t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		fmt.Fprintln(t, "LEVEL\tRULE\tPERSON\tDAYS\tWHAT\tSOURCE")
		for _, b := range v.Breaches {
			days := b.FirstDay
			if b.LastDay != b.FirstDay {
				days += " to " + b.LastDay
			}
			fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\n", b.Level, b.Rule, b.Person, days, b.Text, b.Source)
		}
		fmt.Fprintln(t)
		if err := t.Flush(); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "candidate %d: %d Hard, %d Cover, %d Soft\n", v.Candidate, v.Hard, v.Cover, v.Soft)
	return err
}
