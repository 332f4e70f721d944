// Command rota builds, scores and publishes the schedules of a residency programme.
package main

import (
	"errors"
	"fmt"
	"os"
	_ "time/tzdata" // a programme's time zone is known on a machine that has no zones

	"github.com/spf13/cobra"
)

func main() { os.Exit(run(os.Args[1:])) }

// run carries out one command line and returns the exit status. Results go to standard output, all else to standard error.
func run(args []string) int {
	root := rootCommand()
	root.SetArgs(args)
	err := root.Execute()
	var s *statusError
	if err != nil && !(errors.As(err, &s) && s.err == nil) {
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
	root.AddCommand(dataCommand(), checkCommand(), runCommand(), statusCommand(), finishCommand(), cancelCommand(), approveCommand(), withdrawCommand(),
		serveCommand(), workerCommand(), versionCommand(), analyzeCommand(), benchCommand())
	return root
}
