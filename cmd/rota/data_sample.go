package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"rota/datasets"
)

func dataSampleCommand() *cobra.Command {
	var list, asJSON bool
	var out string
	var seed uint64
	c := &cobra.Command{
		Use:   "sample NAME --out DIR",
		Short: "Write a synthetic sample programme",
		Long: `Write a synthetic programme: no person, hospital or number in it is real. The same name and seed write the same bytes.
DIR must not exist, or be empty.`,
		Example: "  rota data sample --list\n  rota data sample fm18 --out fm18\n  rota data sample fm45 --seed 7 --out fm45-7",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if list {
				return listSamples(cmd, asJSON)
			}
			if len(args) == 0 || out == "" {
				return badInput(errors.New("rota data sample: no NAME or no --out; expected both, or --list"))
			}
			p, err := datasets.Sample(args[0], seed)
			if err != nil {
				return badInput(err)
			}
			if err := writeFolder(out, p.Write); err != nil {
				return err
			}
			return newFolderResult(out, p).write(cmd.OutOrStdout(), asJSON)
		},
	}
	c.Flags().BoolVar(&list, "list", false, "list the samples")
	c.Flags().StringVar(&out, "out", "", "folder to write")
	c.Flags().Uint64Var(&seed, "seed", 1, "seed of its chances")
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return c
}

func listSamples(cmd *cobra.Command, asJSON bool) error {
	names := datasets.SampleNames()
	if asJSON {
		return writeJSON(cmd.OutOrStdout(), map[string][]string{"samples": names})
	}
	for _, name := range names {
		if _, err := fmt.Fprintln(cmd.OutOrStdout(), name); err != nil {
			return failed(err)
		}
	}
	return nil
}
