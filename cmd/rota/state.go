package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"rota/activities"
	"rota/activities/catalog"
)

// state is the state folder: engine database, catalog, artifacts and locks.
type state struct {
	dir     string
	catalog *catalog.Catalog
	steps   *activities.Steps
	more    bool // in this process another run follows the one under way
}

// openState opens the state folder, ROTA_STATE or the place that the desktop's convention names, and makes it if it is
// missing.
func openState() (*state, error) {
	dir, err := stateFolder()
	if err != nil {
		return nil, failed(err)
	}
	rows, err := catalog.Open(filepath.Join(dir, "catalog"))
	if err != nil {
		return nil, failed(err)
	}
	artifacts, err := activities.OpenArtifacts(filepath.Join(dir, "artifacts"))
	if err != nil {
		return nil, failed(err)
	}
	return &state{dir: dir, catalog: rows, steps: &activities.Steps{Artifacts: artifacts, Catalog: rows, Version: version}}, nil
}

func stateFolder() (string, error) {
	if dir := os.Getenv("ROTA_STATE"); dir != "" {
		return filepath.Abs(dir)
	}
	if dir := os.Getenv("XDG_STATE_HOME"); filepath.IsAbs(dir) { // the convention ignores relative ones
		return filepath.Join(dir, "rota"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("state folder: %w; set ROTA_STATE", err)
	}
	return filepath.Join(home, ".local", "state", "rota"), nil
}

// run returns the run that people mean by its name or by its folder.
func (s *state) run(nameOrFolder string) (catalog.Run, error) {
	name := filepath.Base(filepath.Clean(nameOrFolder))
	run, err := s.catalog.Run(name)
	if _, unread := os.Stat(filepath.Join(nameOrFolder, "manifest.json")); errors.Is(err, catalog.ErrNotFound) && unread == nil {
		return run, badInput(fmt.Errorf("run=%q; expected a run that the state folder %s knows: it was made with another (ROTA_STATE)", nameOrFolder, s.dir))
	}
	if errors.Is(err, catalog.ErrNotFound) {
		return run, badInput(fmt.Errorf("run=%q; expected the name or the folder of a run (rota status lists them)", nameOrFolder))
	}
	if err != nil {
		return run, failed(err)
	}
	return run, nil
}

// published returns the number of the run's candidate that is the published schedule, 0 if none is.
func (s *state) published(run catalog.Run) (candidate int, err error) {
	d, err := s.catalog.Published(run.Request)
	if errors.Is(err, catalog.ErrNotFound) || err == nil && d.Run != run.Name {
		return 0, nil
	}
	return d.Candidate, err
}

// stateExists reports whether there is a state folder: a look that finds nothing leaves nothing behind, so it asks before it opens one.
func stateExists() bool {
	dir, err := stateFolder()
	if err != nil {
		return false
	}
	_, err = os.Stat(dir)
	return err == nil
}

// publishedIn returns the number of the published candidate of the run whose folder dir is, 0 if it is no run or none of it is published.
func publishedIn(dir string) (candidate int, err error) {
	if !stateExists() {
		return 0, nil
	}
	s, err := openState()
	if err != nil {
		return 0, err
	}
	run, err := s.catalog.Run(filepath.Base(filepath.Clean(dir)))
	if errors.Is(err, catalog.ErrNotFound) {
		return 0, nil
	}
	if err != nil {
		return 0, failed(err)
	}
	return s.published(run)
}

// open returns the runs of this version of rota that have not ended. Another version would come to other bytes under the
// same name, so it leaves them alone.
func (s *state) open() ([]catalog.Run, error) {
	all, err := s.catalog.Runs()
	var open []catalog.Run
	for _, run := range all {
		if run.Outcome.State == catalog.StateOpen && run.Version == version {
			open = append(open, run)
		}
	}
	return open, err
}
