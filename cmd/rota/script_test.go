package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"rota/datasets"
)

var update = flag.Bool("update", false, "rewrite the expected output in testdata/script from what the commands print")

// tinyProgramme is the folder of a programme with a few residents, in which a round takes milliseconds.
const tinyProgramme = "../../datasets/testdata/tiny"

// TestMain lets tests call this very program as the command rota.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"rota": main})
}

// TestScript carries out the command lines of testdata/script, each in a folder and with a state folder of its own.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		UpdateScripts:       *update,
		Setup: func(e *testscript.Env) error {
			e.Setenv("ROTA_STATE", e.Getenv("WORK")+"/state")
			e.Setenv("HOME", e.Getenv("WORK"))
			tiny, err := filepath.Abs(tinyProgramme)
			if err != nil {
				return err
			}
			e.Setenv("TINY", tiny)
			shared, err := sharedFolder()
			e.Setenv("SHARED", shared) // scripts that need it check that it is not empty
			return err
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){"exits": exits, "lastline": lastLine, "waitfor": waitFor, "address": address, "yearcsv": yearCSV},
		Condition: func(cond string) (bool, error) {
			shared, err := sharedFolder()
			return cond == "shared" && shared != "", err
		},
	})
}

// sharedFolder returns the folder of outside data beside the module, "" if it is absent.
func sharedFolder() (string, error) {
	const beside = "../../../shared"
	if _, err := os.Stat(beside); os.IsNotExist(err) {
		return "", nil
	}
	return filepath.Abs(beside)
}

// exits carries out a command and checks its exit status: exits STATUS COMMAND ARGUMENT...
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS COMMAND ARGUMENT...")
	}
	status := 0
	var ended *exec.ExitError
	switch err := ts.Exec(args[1], args[2:]...); {
	case errors.As(err, &ended):
		status = ended.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if want, err := strconv.Atoi(args[0]); err != nil || status != want {
		ts.Fatalf("exit status %d; expected %s", status, args[0])
	}
}

// lastLine sets a variable to the last line of the standard output before: lastline VARIABLE
func lastLine(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: lastline VARIABLE")
	}
	lines := strings.Split(strings.TrimRight(ts.ReadFile("stdout"), "\n"), "\n")
	ts.Setenv(args[0], lines[len(lines)-1])
}

// waitFor waits until a file is there, a minute at most: waitfor FILE
func waitFor(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: waitfor FILE")
	}
	for range 600 {
		if _, err := os.Stat(ts.MkAbs(args[0])); err == nil {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	ts.Fatalf("%s is not there after a minute", args[0])
}

// address sets TEMPORAL_ADDRESS to that of an engine: address ENGINE.JSON
func address(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: address ENGINE.JSON")
	}
	var host struct{ Address string }
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &host))
	ts.Setenv("TEMPORAL_ADDRESS", host.Address)
}

// yearCSV writes the chosen annual schedule of a run folder as a table of person, block, half and rotation: yearcsv RUN FILE
func yearCSV(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: yearcsv RUN FILE")
	}
	var manifest struct{ Chosen int }
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(filepath.Join(args[0], "manifest.json"))), &manifest))
	stays, err := datasets.ReadSchedule(filepath.Join(ts.MkAbs(args[0]), "annual.parquet"))
	ts.Check(err)
	rows := "person,block,half,rotation\n"
	for _, s := range stays {
		if s.Candidate == manifest.Chosen {
			rows += fmt.Sprintf("%s,%d,%d,%s\n", s.Person, s.Block, *s.Half, s.Rotation)
		}
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(rows), 0o644))
}
