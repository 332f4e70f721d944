// Package peers gives a problem of package solver to another solver, OR-Tools CP-SAT, so that values can be compared and small
// problems proven. The peer runs in Python, by cpsat.py; nothing of it is needed to build or run rota.
package peers

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"rota/solver"
)

//go:embed *.py
var script embed.FS

// What the peer says of its answer.
const (
	Optimal  = "OPTIMAL"  // on every level
	Feasible = "FEASIBLE" // a roster, not proven to be best
	Unknown  = "UNKNOWN"  // no roster within the time
)

// Answer is what the peer found.
type Answer struct {
	Status       string
	solver.Score         // as the peer counts it; zero without a roster
	Bounds       []int64 // of Hard, Cover, Soft in this order, up to the first level that is not proven
	Seconds      float64 // with stating the model
	Version      string
	Roster       solver.Roster // nil if there is none
}

// Ask has the peer solve a problem within some seconds on some threads. Python is the interpreter that has the packages of
// requirements.txt. A roster that does not fit the problem, or whose score is not what the peer claims, is an error.
func Ask(python string, p *solver.Problem, seconds float64, threads int) (a Answer, err error) {
	dir, err := os.MkdirTemp("", "peer")
	if err != nil {
		return Answer{}, fmt.Errorf("peers: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	var problem bytes.Buffer
	if err := solver.WriteProblem(&problem, p); err != nil {
		return Answer{}, err
	}
	return askFile(python, dir, problem.Bytes(), p, seconds, threads)
}

func askFile(python, dir string, problem []byte, p *solver.Problem, seconds float64, threads int) (a Answer, err error) {
	program, in, out := filepath.Join(dir, "script"), filepath.Join(dir, "problem.arrow"), filepath.Join(dir, "roster.json")
	if err := errors.Join(os.CopyFS(program, script), os.WriteFile(in, problem, 0o600)); err != nil {
		return a, fmt.Errorf("peers: %w", err)
	}
	command := exec.Command(python, filepath.Join(program, "cpsat.py"), in, strconv.FormatFloat(seconds, 'f', -1, 64), strconv.Itoa(threads), out)
	var complaint bytes.Buffer
	command.Stderr = &complaint
	line, err := command.Output()
	if err != nil {
		return a, fmt.Errorf("peers: cpsat.py: %w: %s", err, complaint.String())
	}
	if err := json.Unmarshal(line, &a); err != nil {
		return a, fmt.Errorf("peers: cpsat.py said %q: %w", line, err)
	}
	if a.Status == Unknown {
		return a, nil
	}
	text, err := os.ReadFile(out)
	if err != nil {
		return a, fmt.Errorf("peers: %w", err)
	}
	if err := json.Unmarshal(text, &a.Roster); err != nil {
		return a, fmt.Errorf("peers: roster of cpsat.py: %w", err)
	}
	if err := a.Roster.Validate(p); err != nil {
		return a, err
	}
	if score := solver.Evaluate(p, a.Roster); score != a.Score {
		return a, fmt.Errorf("peers: cpsat.py claims %v; expected %v, the score of its roster", a.Score, score)
	}
	return a, nil
}
