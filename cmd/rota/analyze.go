package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func analyzeCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "analyze METHOD",
		Short: "Apply one published method to any series; JSON out",
		Long: `Apply one published method to the columns of a CSV file and print one JSON object. Positions count from 0. What cannot be
computed is null, with its reason in notes. An unknown or missing column, or a cell that is no valid number, is bad input: all of
them are listed with row and column, and the exit status is 2.`,
		Example: "  rota analyze chart --input hours.csv --type i --rules we\n  rota analyze fwi --input weather.csv",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return badInput(errors.New("rota analyze: no method; expected capability, chart, fwi or stalta"))
		},
	}
	c.AddCommand(analyzeCapabilityCommand(), analyzeChartCommand(), analyzeFWICommand(), analyzeSTALTACommand())
	return c
}

// analysis is what the results of all methods begin with.
type analysis struct {
	Method     string   `json:"method"`
	Source     string   `json:"source"`
	Parameters any      `json:"parameters"`
	Notes      []string `json:"notes"` // each begins with the key or keys that it is about
}

// note adds a remark about a key of the result.
func (a *analysis) note(key, format string, args ...any) {
	a.Notes = append(a.Notes, key+": "+fmt.Sprintf(format, args...))
}

// number is a float64 that JSON shows as null where mathematics has no answer.
type number float64

// MarshalJSON implements json.Marshaler.
func (n number) MarshalJSON() ([]byte, error) {
	if !finite(float64(n)) {
		return []byte("null"), nil
	}
	return json.Marshal(float64(n))
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

func numbers(values []float64) []number {
	out := make([]number, len(values))
	for i, v := range values {
		out[i] = number(v)
	}
	return out
}

// analyzeMethod makes the command of one method. run gets the file of --input once every flag holds a finite number, and returns what
// is printed; an error of it is bad input.
func analyzeMethod(c *cobra.Command, run func(input string, flags *pflag.FlagSet) (any, error)) *cobra.Command {
	c.Args = cobra.NoArgs
	var input string
	c.Flags().StringVar(&input, "input", "", "CSV file with a header (required)")
	c.RunE = func(cmd *cobra.Command, _ []string) error {
		if input == "" {
			return badInput(fmt.Errorf("%s: no --input; expected a CSV file", cmd.CommandPath()))
		}
		if err := finiteFlags(cmd.Flags()); err != nil {
			return badInput(err)
		}
		result, err := run(input, cmd.Flags())
		if err != nil {
			return badInput(err)
		}
		return writeJSON(cmd.OutOrStdout(), result)
	}
	return c
}

// finiteFlags refuses NaN and infinities, which the flag parser takes for numbers.
func finiteFlags(flags *pflag.FlagSet) error {
	var errs []error
	flags.Visit(func(f *pflag.Flag) {
		if v, err := flags.GetFloat64(f.Name); err == nil && !finite(v) {
			errs = append(errs, flagError(f.Name, f.Value.String(), "a finite number"))
		}
	})
	return errors.Join(errs...)
}

// given returns the value of a flag that has no default, and NaN where it is not on the command line.
func given(flags *pflag.FlagSet, name string) float64 {
	if !flags.Changed(name) {
		return math.NaN()
	}
	v, err := flags.GetFloat64(name)
	if err != nil {
		panic("rota: " + err.Error()) // the command has no such flag
	}
	return v
}

// flagError says what is wrong with a flag.
func flagError(name string, value any, expected string) error {
	return fmt.Errorf("--%s %v: expected %s", name, value, expected)
}

// oneOf refuses a flag whose value is not among the choices.
func oneOf(name, value string, choices ...string) error {
	for _, c := range choices {
		if value == c {
			return nil
		}
	}
	return flagError(name, value, strings.Join(choices, ", "))
}
