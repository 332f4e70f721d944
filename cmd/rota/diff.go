package main

import (
	"errors"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"rota/datasets"
)

// diffCommand returns `rota diff`.
func diffCommand() *cobra.Command {
	var asJSON bool
	var candidates [2]int
	c := &cobra.Command{
		Use:   "diff RUN_A RUN_B",
		Short: "Say in which cells and measures two schedules differ",
		Long: `Say what changes from schedule A to schedule B: cells of the annual schedule, half-days, and measures. Each is a run, or a folder made
elsewhere as rota check takes it: program/, and annual or schedule as Parquet or CSV, such as the published/ of rota data import.
Only what both of them plan is compared: the residents' year, the faculty's weeks, and the half-days of the same role in blocks that
both plan. Both are measured anew, each against its own programme. Of a run the published candidate is taken, or else the chosen one;
name one run twice to compare two of its candidates. Exit status 0, whether they differ or not.`,
		Example: "  rota diff runs/annual-fm18-1f0c2a imported/published\n  rota diff RUN RUN --candidate-a 1 --candidate-b 2 --json",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			var sides [2]*side
			for i, arg := range args {
				dir, err := scheduleFolder(arg)
				if err != nil {
					return err
				}
				if sides[i], err = readSide(dir, candidates[i]); err != nil {
					return inputError(cmd, dir, err, asJSON)
				}
			}
			d, err := differ(sides[0], sides[1])
			if err != nil {
				return badInput(err)
			}
			if asJSON {
				err = writeJSON(cmd.OutOrStdout(), d)
			} else {
				err = d.write(cmd.OutOrStdout())
			}
			if err != nil {
				return failed(err)
			}
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	c.Flags().IntVar(&candidates[0], "candidate-a", 0, "candidate of RUN_A (default: the published, the chosen or the only one)")
	c.Flags().IntVar(&candidates[1], "candidate-b", 0, "candidate of RUN_B (default: the published, the chosen or the only one)")
	return c
}

// side is one of two schedules that are compared.
type side struct {
	dir       string
	candidate int
	program   *datasets.Program
	held
}

// readSide reads a schedule folder.
func readSide(dir string, candidate int) (*side, error) {
	p, errProgram := datasets.ReadProgram(filepath.Join(dir, "program"))
	all, errSchedule := readHeld(dir)
	if err := joinDefects(errProgram, errSchedule); err != nil {
		return nil, err
	}
	mine, candidate, err := all.one(dir, candidate)
	if err != nil {
		return nil, err
	}
	return &side{dir, candidate, p, mine}, nil
}

// difference is what `rota diff` prints.
type difference struct {
	A            sideName        `json:"a"`
	B            sideName        `json:"b"`
	Tables       []string        `json:"tables"`        // of the programme, in which the two differ
	PersonBlocks int             `json:"person_blocks"` // blocks of people with a changed cell
	Cells        []cellChange    `json:"cells"`
	HalfDays     []halfDayChange `json:"half_days"`
	Measures     []measureChange `json:"measures"`
}

type sideName struct {
	Schedule  string `json:"schedule"`
	Candidate int    `json:"candidate"`
}

// cellChange is a datasets.StayChange; null is no rotation.
type cellChange struct {
	Person   string  `json:"person"`
	Block    int     `json:"block"`
	FirstDay string  `json:"first_day"`
	LastDay  string  `json:"last_day"`
	A        *string `json:"a"`
	B        *string `json:"b"`
}

// halfDayChange is a datasets.ShiftChange; null is no activity.
type halfDayChange struct {
	Person  string  `json:"person"`
	Date    string  `json:"date"`
	HalfDay string  `json:"half_day"`
	A       *string `json:"a"`
	B       *string `json:"b"`
}

// differ compares two schedules. Its error tells that they plan nothing of the same kind.
func differ(a, b *side) (*difference, error) {
	tables := append([]string{}, datasets.TableChanges(a.program, b.program)...)
	a, b = a.shared(b), b.shared(a)
	if len(a.stays)+len(a.shifts) == 0 || len(b.stays)+len(b.shifts) == 0 {
		return nil, errors.New("the two schedules plan nothing in common; expected the residents' year, the faculty's weeks, or half-days of the same role in the same blocks in both")
	}
	d := &difference{
		A: sideName{a.dir, a.candidate}, B: sideName{b.dir, b.candidate}, Tables: tables,
		Cells: []cellChange{}, HalfDays: []halfDayChange{}, Measures: measureChanges(a, b),
	}
	stays := datasets.StayChanges(a.stays, b.stays)
	d.PersonBlocks = datasets.PersonBlocks(stays)
	for _, c := range stays {
		d.Cells = append(d.Cells, cellChange{c.Person, c.Block, c.FirstDay.String(), c.LastDay.String(), orNull(c.Before), orNull(c.After)})
	}
	for _, c := range datasets.ShiftChanges(a.shifts, b.shifts) {
		d.HalfDays = append(d.HalfDays, halfDayChange{c.Person, c.Date.String(), c.HalfDay, orNull(c.Before), orNull(c.After)})
	}
	return d, nil
}

func orNull(code string) *string {
	if code == "" {
		return nil
	}
	return &code
}

// shared returns what of a schedule can be compared with another: stays of residents or of the faculty if the other has such, and
// half-days of the roles and halves of the day that it has, in the blocks in which it has any. Calls of nights that fall away so are not asked
// for: else they would be missing.
func (s *side) shared(other *side) *side {
	hasWeeks := slices.ContainsFunc(other.stays, datasets.Stay.OfFaculty)
	hasStays := slices.ContainsFunc(other.stays, func(o datasets.Stay) bool { return !o.OfFaculty() })
	type kind struct {
		role    datasets.Role
		halfDay string
	}
	kinds, days := map[kind]bool{}, map[datasets.Day]bool{}
	for _, o := range other.shifts {
		kinds[kind{o.Role, o.HalfDay}] = true
		days[o.Date] = true
	}
	for _, b := range other.program.Blocks {
		planned := false
		for d := b.FirstDay; d <= b.LastDay; d++ {
			planned = planned || days[d]
		}
		for d := b.FirstDay; d <= b.LastDay; d++ {
			days[d] = planned
		}
	}
	mine := *s
	mine.stays = slices.DeleteFunc(slices.Clone(s.stays), func(o datasets.Stay) bool { return o.OfFaculty() && !hasWeeks || !o.OfFaculty() && !hasStays })
	mine.shifts = slices.DeleteFunc(slices.Clone(s.shifts), func(o datasets.Shift) bool { return !kinds[kind{o.Role, o.HalfDay}] || !days[o.Date] })
	asked := *s.program
	asked.Call = slices.DeleteFunc(slices.Clone(asked.Call), func(c datasets.Call) bool {
		night := kind{c.Role, datasets.Night}
		return !kinds[night] && slices.ContainsFunc(s.shifts, func(o datasets.Shift) bool { return kind{o.Role, o.HalfDay} == night })
	})
	mine.program = &asked
	return &mine
}
