// Command rota builds, scores and publishes the schedules of a residency programme.
package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	_ "time/tzdata" // a programme's time zone is known on a machine that has no zones

	"github.com/spf13/cobra"
)

func main() { os.Exit(run(os.Args[1:])) }

// run carries out one command line and returns the exit status. Results go to standard output, all else to standard error.
func run(args []string) int {
	root := rootCommand()
	root.SetArgs(args)
	command, err := root.ExecuteC()
	var s *statusError
	switch known := errors.As(err, &s); {
	case err != nil && !known: // a complaint of cobra's, which does not say what would be right
		fmt.Fprintf(os.Stderr, "%s\nusage: %s; more: %s --help\n", strings.TrimSpace(err.Error()), command.UseLine(), command.CommandPath())
	case err != nil && s.err != nil:
		fmt.Fprintln(os.Stderr, err)
	}
	return status(err)
}

func rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:           "rota",
		Short:         "Build, score and publish residency schedules",
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.AddCommand(dataCommand(), checkCommand(), runCommand(), statusCommand(), finishCommand(), cancelCommand(), approveCommand(), withdrawCommand(), swapCommand(), explainCommand(), pinCommand(), diffCommand(),
		serveCommand(), workerCommand(), versionCommand(), analyzeCommand(), benchCommand())
	return root
}
