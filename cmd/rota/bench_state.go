package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"rota/solver"
)

// keepEvery is how often the search of an instance is kept while it goes on.
const keepEvery = time.Minute

// statePath is where the search of a row is kept.
func (run *benchRun) statePath(r *benchResult) string {
	return filepath.Join(run.state, fmt.Sprintf("%s-seed%d.arrow", r.instance, r.seed))
}

// begin goes on with the search that was kept, or begins one.
func (run *benchRun) begin(p *solver.Problem, r *benchResult) (benchSearch, error) {
	if run.state == "" {
		return run.family.search(p, run), nil
	}
	path := run.statePath(r)
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return run.family.search(p, run), nil
	}
	if err != nil {
		return nil, badInput(err)
	}
	s, err := run.family.resume(data, p, run)
	if err != nil {
		return nil, badInput(fmt.Errorf("%s: %w", path, err))
	}
	return s, nil
}

// keep keeps the search of a row: whenever a call is killed, there is a whole file or the one before.
func (run *benchRun) keep(s benchSearch, r *benchResult) error {
	if run.state == "" {
		return nil
	}
	var b bytes.Buffer
	if err := s.write(&b); err != nil {
		return failed(err)
	}
	if err := os.MkdirAll(run.state, 0o755); err != nil {
		return failed(err)
	}
	path := run.statePath(r)
	if err := os.WriteFile(path+".new", b.Bytes(), 0o644); err != nil {
		return failed(err)
	}
	if err := os.Rename(path+".new", path); err != nil {
		return failed(err)
	}
	return nil
}
