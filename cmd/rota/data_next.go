package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"rota/datasets"
)

func dataNextCommand() *cobra.Command {
	var f nextFlags
	var entrants int
	c := &cobra.Command{
		Use:   "next DIR [DIR...] --out DIR2",
		Short: "Make next year's programme from a finished one",
		Long: `Make the programme of the next year from run folders, or from folders with program/ and annual or schedule as rota check takes them: the
residents' year, and beside it the faculty's and blocks of half-days, all of one programme. The calendar is laid by the same rule from the day
after the last one (--blocks FILE says otherwise); residents rise on their own dates, graduates are out, entrants stand for those who
begin; history.csv holds what counts towards requirements, nights and weeks of call with exposure, the work of the last days and days
away. findings.csv of DIR2 lists all that was assumed. DIR2 must not exist, or be empty.`,
		Example: "  rota data next runs/annual-fm18-1f0c2a runs/faculty-fm18-3b77d0 --out fm18-2027",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.out == "" {
				return badInput(errors.New("rota data next: no --out; expected the folder to write"))
			}
			if cmd.Flags().Changed("entrants") {
				if entrants < 0 || entrants > 999 {
					return badInput(fmt.Errorf("flag --entrants=%d; expected 0 to 999", entrants))
				}
				f.entrants = &entrants
			}
			return dataNext(cmd, args, f)
		},
	}
	c.Flags().StringVar(&f.out, "out", "", "folder to write")
	c.Flags().StringVar(&f.blocks, "blocks", "", "blocks.csv of the next year (default: by the same rule as before)")
	c.Flags().IntVar(&f.candidate, "candidate", 0, "take this candidate of each (default: the published, the chosen or the only one)")
	c.Flags().IntVar(&entrants, "entrants", 0, "residents who begin (default: as many as began this year)")
	c.Flags().BoolVar(&f.asJSON, "json", false, "print one JSON object")
	return c
}

type nextFlags struct {
	out, blocks string
	candidate   int
	entrants    *int // nil: as many as began this year
	asJSON      bool
}

func dataNext(cmd *cobra.Command, folders []string, f nextFlags) error {
	o := datasets.NextOptions{Entrants: f.entrants}
	if f.blocks != "" {
		var err error
		if o.Blocks, err = datasets.ReadBlocks(f.blocks); err != nil {
			return inputError(cmd, f.blocks, err, f.asJSON)
		}
	}
	year, err := readYears(folders, f.candidate)
	if err != nil {
		return inputError(cmd, folders[0], err, f.asJSON)
	}
	next, err := datasets.Next(year.program, year.stays, year.shifts, o)
	if err != nil {
		return inputError(cmd, folders[0], err, f.asJSON)
	}
	err = writeFolder(f.out, func(dir string) error {
		return errors.Join(next.Program.Write(dir), datasets.WriteFindings(filepath.Join(dir, "findings.csv"), next.Findings))
	})
	if err != nil {
		return err
	}
	r := newFolderResult(f.out, next.Program)
	r.Findings = len(next.Findings)
	if !f.asJSON {
		if _, err := fmt.Fprintf(cmd.OutOrStdout(), "calendar: %s\n", next.Calendar); err != nil {
			return failed(err)
		}
	}
	return r.write(cmd.OutOrStdout(), f.asJSON)
}

// readYears reads folders of one programme and joins what they hold. A programme folder alone holds no schedule.
func readYears(args []string, candidate int) (*side, error) {
	var joined *side
	for _, arg := range args {
		if _, err := os.Stat(filepath.Join(arg, "program.csv")); err == nil {
			p, err := datasets.ReadProgram(arg)
			if err != nil {
				return nil, err
			}
			joined = join(joined, &side{dir: arg, program: p})
			continue
		}
		dir, err := scheduleFolder(arg)
		if err != nil {
			return nil, err
		}
		s, err := readSide(dir, candidate)
		if err != nil {
			return nil, err
		}
		if joined != nil && joined.program.Hash() != s.program.Hash() {
			return nil, &datasets.Defects{{File: dir, Expected: "a schedule of the same programme as " + joined.dir}}
		}
		joined = join(joined, s)
	}
	return joined, nil
}

func join(a, b *side) *side {
	if a == nil {
		return b
	}
	a.stays, a.shifts = slices.Concat(a.stays, b.stays), slices.Concat(a.shifts, b.shifts)
	return a
}
