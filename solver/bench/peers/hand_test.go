package peers

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"rota/solver"
	"rota/solver/bench"
)

// hand is a model of an instance that others made by hand for the peer, who is to be as good by problem.arrow as by it.
type hand struct {
	script, instance string
	maximised        bool
	judge            func(roster io.Reader) (solver.Roster, bench.Verdict, error)
}

// handMade returns the model, or nil if it is not at hand.
func handMade(script, instance string, maximised bool, judge func(io.Reader) (solver.Roster, bench.Verdict, error)) *hand {
	path := filepath.Join(public, "peers", script)
	if !exists(path) {
		return nil
	}
	return &hand{path, instance, maximised, judge}
}

// said is what these models print of their answer.
var said = regexp.MustCompile(`value=(none|-?\d+) bound=(-?\d+) status=([A-Z]+) .*wall=([0-9.]+)s`)

// ask runs the model for some seconds on some threads. A roster that breaks a rule, or is worse than printed, is an error; it may be
// better, because amounts of a roster that is not proven may be larger than they need be.
func (h *hand) ask(t *testing.T, python string, p *solver.Problem, seconds float64, threads int) (a Answer, bound string, err error) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "roster.csv")
	text, err := exec.Command(python, h.script, h.instance, strconv.FormatFloat(seconds, 'f', -1, 64), strconv.Itoa(threads), out).Output()
	if err != nil {
		return a, "", err
	}
	words := said.FindStringSubmatch(string(text))
	if words == nil {
		return a, "", fmt.Errorf("%s said %q", h.script, text)
	}
	if a.Seconds, err = strconv.ParseFloat(words[4], 64); err != nil || words[1] == "none" {
		a.Status = Unknown
		return a, words[2], err
	}
	a.Status = words[3]
	f, err := os.Open(out)
	if err != nil {
		return a, "", err
	}
	roster, verdict, err := h.judge(f)
	if err := errors.Join(err, f.Close()); err != nil {
		return a, "", err
	}
	a.Roster, a.Score = roster, solver.Evaluate(p, roster)
	claimed, err := strconv.ParseInt(words[1], 10, 64)
	if err != nil {
		return a, "", err
	}
	worse := verdict.Value > claimed
	if h.maximised {
		worse = verdict.Value < claimed
	}
	if worse || len(verdict.Breaches) > 0 {
		return a, "", fmt.Errorf("%s claims %d; the roster has %d and breaks %v", h.script, claimed, verdict.Value, verdict.Breaches)
	}
	return a, words[2], nil
}
