package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"rota/datasets"
)

func dataImportCommand() *cobra.Command {
	var asJSON bool
	var out, mapping string
	c := &cobra.Command{
		Use:   "import SRC --out DIR",
		Short: "Read a folder of tables that people keep and write it as a programme folder",
		Long: `Read a folder of tables by a mapping, which says what its files, columns and values mean. DIR gets the programme;
findings.csv, which lists everything in SRC that was doubtful and what was done about it; and published/, the schedule that SRC
holds, if any, as a folder that "rota check" takes; a sheet of half-days in SRC becomes published/block-N, with its own programme. DIR must not exist, or be empty. When something cannot be read at all, every
defect is listed, the exit status is 2, and nothing is written.`,
		Example: "  rota data import last-year --out last-year-rota\n  rota data import last-year --mapping ours.toml --out last-year-rota",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if out == "" {
				return badInput(errors.New("rota data import: no --out; expected the folder to write"))
			}
			im, err := datasets.Import(args[0], mapping)
			if err != nil {
				return inputError(cmd, args[0], err, asJSON)
			}
			if err := writeFolder(out, func(dir string) error { return writeImported(dir, im) }); err != nil {
				return err
			}
			r := newFolderResult(out, im.Program)
			r.Findings, r.Published, r.Nights = len(im.Findings), len(im.Published)+len(im.Attending), len(im.OnCall)
			return r.write(cmd.OutOrStdout(), asJSON)
		},
	}
	c.Flags().StringVar(&out, "out", "", "folder to write")
	c.Flags().StringVar(&mapping, "mapping", "", "mapping file (default: mapping.toml in SRC, else a shipped one that fits)")
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return c
}

// publishedFolder is where an import puts the schedule that its source holds.
const publishedFolder = "published"

func writeImported(dir string, im datasets.Imported) error {
	if err := errors.Join(im.Program.Write(dir), datasets.WriteFindings(filepath.Join(dir, "findings.csv"), im.Findings)); err != nil {
		return err
	}
	if im.Sheet != nil {
		if err := writeSheet(filepath.Join(dir, publishedFolder, fmt.Sprintf("block-%d", im.Sheet.Block)), im.Sheet); err != nil {
			return err
		}
	}
	stays := slices.Concat(im.Published, im.Attending)
	if len(stays)+len(im.OnCall) == 0 {
		return nil
	}
	if err := im.Program.Write(filepath.Join(dir, publishedFolder, "program")); err != nil {
		return err
	}
	var annual, schedule bytes.Buffer
	if err := errors.Join(datasets.WriteSchedule(&annual, stays, im.Program.Hash()), datasets.WriteParquet(&schedule, im.OnCall, im.Program.Hash())); err != nil {
		return err
	}
	files := map[string][]byte{annualFile: annual.Bytes()}
	if len(im.OnCall) > 0 {
		files[scheduleFile] = schedule.Bytes()
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, publishedFolder, name), content, 0o644); err != nil {
			return fmt.Errorf("rota: %w", err)
		}
	}
	return nil
}

// writeSheet writes a block of half-days as a schedule folder.
func writeSheet(dir string, s *datasets.Sheet) error {
	if err := s.Program.Write(filepath.Join(dir, "program")); err != nil {
		return err
	}
	var rows bytes.Buffer
	if err := datasets.WriteParquet(&rows, s.Shifts, s.Program.Hash()); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, scheduleFile), rows.Bytes(), 0o644)
}

// The files of a schedule folder.
const (
	annualFile   = "annual.parquet"
	scheduleFile = "schedule.parquet"
)
