package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"rota/datasets"
)

func dataCommand() *cobra.Command {
	c := &cobra.Command{
		Use:     "data",
		Short:   "Make, import and check programme folders",
		Example: "  rota data sample fm18 --out fm18\n  rota data check fm18",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return badInput(errors.New("rota data: no command; expected sample, import, check or rules"))
		},
	}
	c.AddCommand(dataSampleCommand(), dataImportCommand(), dataCheckCommand(), dataNextCommand(), dataRulesCommand())
	return c
}

func dataCheckCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "check DIR",
		Short: "Find everything that is wrong with a programme folder",
		Long: `Read every table of a programme folder and find everything that is wrong with it, in one pass: a line a defect, with
file, row (the header of a CSV file is row 1), column, value and what was expected. datasets/README.md documents the tables.
Exit status 2 when there is a defect. Nothing is written.`,
		Example: "  rota data check fm18\n  rota data check fm18 --json",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := datasets.ReadProgram(args[0])
			if err != nil {
				return inputError(cmd, args[0], err, asJSON)
			}
			return newFolderResult(args[0], p).write(cmd.OutOrStdout(), asJSON)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return c
}

// inputError tells a faulty folder, whose defects JSON lists too, from one that could not be read.
func inputError(cmd *cobra.Command, dir string, err error, asJSON bool) error {
	var defects *datasets.Defects
	if !errors.As(err, &defects) {
		return failed(err)
	}
	if asJSON {
		return errors.Join(badInput(err), writeJSON(cmd.OutOrStdout(), folderResult{Folder: dir, Defects: *defects}))
	}
	return badInput(err)
}

// folderResult is what the commands about a programme folder print.
type folderResult struct {
	Programme   string               `json:"programme,omitempty"`
	Folder      string               `json:"folder"`
	InputSHA256 string               `json:"input_sha256,omitempty"`
	Tables      []datasets.TableSize `json:"tables,omitempty"`
	Defects     datasets.Defects     `json:"defects"`
	Findings    int                  `json:"findings,omitempty"`  // of an import
	Published   int                  `json:"published,omitempty"` // stays of the schedule that an import found
	Nights      int                  `json:"nights,omitempty"`    // and nights on call
}

func newFolderResult(dir string, p *datasets.Program) folderResult {
	return folderResult{Programme: p.Name(), Folder: dir, InputSHA256: p.Hash(), Tables: p.Sizes(), Defects: datasets.Defects{}}
}

// write prints the result in words, or as JSON.
func (r folderResult) write(w io.Writer, asJSON bool) error {
	if asJSON {
		return writeJSON(w, r)
	}
	var sizes []string
	for _, t := range r.Tables {
		if t.Rows > 0 {
			sizes = append(sizes, fmt.Sprintf("%s %d", t.Table, t.Rows))
		}
	}
	text := fmt.Sprintf("%s in %s: no defect; rows: %s\n", r.Programme, r.Folder, strings.Join(sizes, ", "))
	if r.Findings > 0 {
		text += fmt.Sprintf("%d doubts, each with what was assumed: %s\n", r.Findings, filepath.Join(r.Folder, "findings.csv"))
	}
	if r.Published > 0 {
		nights := ""
		if r.Nights > 0 {
			nights = fmt.Sprintf(" and %d nights on call", r.Nights)
		}
		text += fmt.Sprintf("the schedule that it held, %d stays%s: %s\n", r.Published, nights, filepath.Join(r.Folder, publishedFolder))
	}
	if _, err := io.WriteString(w, text); err != nil {
		return failed(err)
	}
	return nil
}

// writeJSON prints one JSON object.
func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return failed(err)
	}
	return nil
}
