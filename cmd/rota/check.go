package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
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
		Long: `Judge the schedule of a run, or of a folder made elsewhere: program/ with the tables of the programme, and
annual.parquet or annual.csv with the stays, schedule.parquet or schedule.csv with the half-days and their clock times, or both. Half-days
without stays are held against all rules but those that ask something of a whole year. The year of the faculty is inpatient weeks among the
stays and nights on call among the half-days; it may stand alone or beside the residents. Of a run the published candidate is judged, or
else the chosen one.
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
				return inputError(cmd, dir, err, asJSON)
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
	c.Flags().IntVar(&candidate, "candidate", 0, "judge this candidate (default: the published, the chosen or the only one)")
	return c
}

// verdict is what `rota check` prints.
type verdict struct {
	Candidate  int         `json:"candidate"`
	Hard       int         `json:"hard"`
	Cover      int         `json:"cover"`
	Soft       int         `json:"soft"`
	Rules      string      `json:"rules"`
	HalfDays   *span       `json:"half_days"` // days that are judged by the clock; null: none
	Exceptions []exception `json:"exceptions"`
	Breaches   []breach    `json:"breaches"`
}

// span is a run of days, both included.
type span struct {
	FirstDay string `json:"first_day"`
	LastDay  string `json:"last_day"`
}

// exception is a signed permission to go beyond a rule, with the column names of exceptions.csv.
type exception struct {
	Rule     string  `json:"rule"`
	Person   string  `json:"person"`
	Rotation string  `json:"rotation"`
	FirstDay string  `json:"first_day"`
	LastDay  string  `json:"last_day"`
	Limit    float64 `json:"limit"`
	SignedBy string  `json:"signed_by"`
	SignedOn string  `json:"signed_on"`
	Reason   string  `json:"reason"`
	Source   string  `json:"source"`
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
	if stateExists() {
		return runFolder(runOrFolder)
	}
	return "", badInput(fmt.Errorf("%s: no such run or folder; expected a run, or a folder with program/ and annual or schedule as .parquet or .csv", runOrFolder))
}

// runFolder returns the folder of a finished run.
func runFolder(name string) (string, error) {
	_, run, err := finishedRun(name)
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(run.Folder); err != nil {
		return "", badInput(fmt.Errorf("run %s: its folder is gone: %w; the same rota run command writes it again", run.Name, err))
	}
	return run.Folder, nil
}

// checkFolder reads a schedule folder and judges one candidate of it. The error is *datasets.Defects with everything that is
// wrong with the programme and with the schedule, unless the folder could not be read.
func checkFolder(dir string, candidate int) (verdict, error) {
	p, errProgram := datasets.ReadProgram(filepath.Join(dir, "program"))
	held, errSchedule := readHeld(dir)
	if err := joinDefects(errProgram, errSchedule); err != nil {
		return verdict{}, err
	}
	mine, candidate, err := held.one(dir, candidate)
	if err != nil {
		return verdict{}, err
	}
	year := compliance.LayShifts(p, mine.stays, mine.shifts)
	breaches := year.Check()
	v := verdict{
		Candidate:  candidate,
		Hard:       compliance.Count(breaches, compliance.Hard),
		Cover:      compliance.Count(breaches, compliance.Cover),
		Soft:       compliance.Count(breaches, compliance.Soft),
		Rules:      year.Book.Name(),
		Exceptions: exceptionsOf(year.Book),
		Breaches:   []breach{},
	}
	if clock := year.Clock; clock != nil {
		v.HalfDays = &span{clock.FirstDay.String(), clock.LastDay.String()}
	}
	for _, b := range breaches {
		v.Breaches = append(v.Breaches, breach{b.Rule, string(b.Level), b.Person, b.FirstDay.String(), b.LastDay.String(), b.Amount, b.Allowed, b.Unit, b.Source, b.Text})
	}
	return v, nil
}

// joinDefects puts the defects of several inputs together. An error of another kind comes alone.
func joinDefects(errs ...error) error {
	var all datasets.Defects
	for _, err := range errs {
		var defects *datasets.Defects
		switch {
		case err == nil:
		case errors.As(err, &defects):
			all = append(all, *defects...)
		default:
			return err
		}
	}
	if len(all) == 0 {
		return nil
	}
	return &all
}

// held is what a schedule folder holds of all candidates.
type held struct {
	file   string // the first file of it
	stays  []datasets.Stay
	shifts []datasets.Shift
}

// readHeld reads the files of a schedule folder.
func readHeld(dir string) (held, error) {
	var h held
	annual, schedule := fileIn(dir, annualFile, "annual.csv"), fileIn(dir, scheduleFile, "schedule.csv")
	if annual == "" && schedule == "" {
		return h, &datasets.Defects{{File: dir, Expected: "annual.parquet, annual.csv, schedule.parquet or schedule.csv in this folder; there is none"}}
	}
	h.file = cmp.Or(annual, schedule)
	var errAnnual, errSchedule error
	if annual != "" {
		h.stays, errAnnual = datasets.ReadSchedule(filepath.Join(dir, annual))
	}
	if schedule != "" {
		h.shifts, errSchedule = datasets.ReadShifts(filepath.Join(dir, schedule))
	}
	return h, joinDefects(errAnnual, errSchedule)
}

// fileIn returns the first of the files that the folder has, "" if it has none.
func fileIn(dir string, names ...string) string {
	for _, name := range names {
		if _, err := os.Stat(filepath.Join(dir, name)); !errors.Is(err, fs.ErrNotExist) {
			return name
		}
	}
	return ""
}

// candidate returns what is of one candidate.
func (h held) candidate(number int) held {
	return held{h.file,
		slices.DeleteFunc(slices.Clone(h.stays), func(s datasets.Stay) bool { return s.Candidate != number }),
		slices.DeleteFunc(slices.Clone(h.shifts), func(s datasets.Shift) bool { return s.Candidate != number })}
}

// one returns what is of one candidate, 0 being the one that stands for the run, and its number. The error is *datasets.Defects if there is
// no such candidate.
func (h held) one(dir string, candidate int) (held, int, error) {
	if candidate == 0 {
		var err error
		if candidate, err = standing(dir, h); err != nil {
			return held{}, 0, err
		}
	}
	mine := h.candidate(candidate)
	if len(mine.stays)+len(mine.shifts) == 0 {
		return held{}, 0, &datasets.Defects{{File: h.file, Column: "candidate", Value: fmt.Sprint(candidate), Expected: "a candidate that has a stay or a half-day"}}
	}
	return mine, candidate, nil
}

// candidates returns the numbers of all candidates, in order.
func (h held) candidates() []int {
	var numbers []int
	for _, s := range h.stays {
		numbers = append(numbers, s.Candidate)
	}
	for _, s := range h.shifts {
		numbers = append(numbers, s.Candidate)
	}
	slices.Sort(numbers)
	return slices.Compact(numbers)
}

// standing returns the candidate that stands for a run where none is named: the published one, or else the one that its manifest calls
// chosen; in a folder made elsewhere, the only one.
func standing(dir string, h held) (int, error) {
	if candidate, err := publishedIn(dir); candidate > 0 || err != nil {
		return candidate, err
	}
	const name = "manifest.json"
	data, err := os.ReadFile(filepath.Join(dir, name))
	switch {
	case err == nil:
		var manifest struct {
			Chosen int `json:"chosen"`
		}
		if err := json.Unmarshal(data, &manifest); err != nil {
			return 0, &datasets.Defects{{File: name, Expected: "a JSON object with the number of the chosen candidate: " + err.Error()}}
		}
		return manifest.Chosen, nil
	case !errors.Is(err, fs.ErrNotExist):
		return 0, err
	}
	candidates := h.candidates()
	if len(candidates) != 1 {
		return 0, &datasets.Defects{{File: h.file, Column: "candidate", Value: strings.Trim(fmt.Sprint(candidates), "[]"),
			Expected: "one candidate, or " + name + " that names the chosen one; perhaps say which with --candidate"}}
	}
	return candidates[0], nil
}

// write prints the breaches as a table and counts them by level.
func (v verdict) write(w io.Writer) error {
	var text strings.Builder
	if len(v.Breaches) > 0 {
		fmt.Fprintln(&text, "LEVEL\tRULE\tPERSON\tDAYS\tWHAT\tSOURCE")
		for _, b := range v.Breaches {
			days := b.FirstDay
			if b.LastDay != b.FirstDay {
				days += " to " + b.LastDay
			}
			fmt.Fprintf(&text, "%s\t%s\t%s\t%s\t%s\t%s\n", b.Level, b.Rule, b.Person, days, b.Text, b.Source)
		}
		fmt.Fprintln(&text)
	}
	for _, e := range v.Exceptions {
		fmt.Fprintln(&text, e)
	}
	fmt.Fprintf(&text, "rules: %s\n", v.Rules)
	if v.HalfDays != nil {
		fmt.Fprintf(&text, "by the clock: %s to %s\n", v.HalfDays.FirstDay, v.HalfDays.LastDay)
	}
	fmt.Fprintf(&text, "candidate %d: %d Hard, %d Cover, %d Soft\n", v.Candidate, v.Hard, v.Cover, v.Soft)
	columns := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	if _, err := io.WriteString(columns, text.String()); err != nil {
		return err
	}
	return columns.Flush()
}
