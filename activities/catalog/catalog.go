// Package catalog keeps rows about runs, their candidates and artifacts, and about approvals in a directory: one JSON file
// a row, replaced as a whole, so that a reader never sees half a row and a repeated write changes nothing.
package catalog

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// ErrNotFound is returned for a row that is not there.
var ErrNotFound = errors.New("catalog: no such row")

// Catalog is a directory of rows.
type Catalog struct{ dir string }

// The tables; a table is a folder.
const (
	requests  = "requests"  // what was asked for, by run name
	outcomes  = "outcomes"  // what came of it, by run name; none while the run is open
	decisions = "decisions" // every approval and withdrawal, by id
	published = "published" // the published schedules, by programme and period
)

// Open returns the catalog in dir and makes the folders that are missing.
func Open(dir string) (*Catalog, error) {
	for _, table := range []string{requests, outcomes, decisions, published} {
		if err := os.MkdirAll(filepath.Join(dir, table), 0o700); err != nil {
			return nil, fmt.Errorf("catalog: %w", err)
		}
	}
	return &Catalog{dir}, nil
}

// checkKey rejects keys that would name a file outside the table.
func checkKey(key string) error {
	if key == "" || strings.HasPrefix(key, ".") || strings.ContainsAny(key, "/\\\x00") {
		return fmt.Errorf("catalog: key=%q; expected a plain file name", key)
	}
	return nil
}

func put[T any](c *Catalog, table, key string, row T) error {
	if err := checkKey(key); err != nil {
		return err
	}
	content, err := json.MarshalIndent(row, "", "  ")
	if err != nil {
		return fmt.Errorf("catalog: %w", err)
	}
	return WriteFile(filepath.Join(c.dir, table, key+".json"), append(content, '\n'))
}

func get[T any](c *Catalog, table, key string) (row T, err error) {
	if err := checkKey(key); err != nil {
		return row, fmt.Errorf("%w: %w", ErrNotFound, err)
	}
	content, err := os.ReadFile(filepath.Join(c.dir, table, key+".json"))
	if errors.Is(err, fs.ErrNotExist) {
		return row, fmt.Errorf("%w: %s=%s", ErrNotFound, table, key)
	}
	if err != nil {
		return row, fmt.Errorf("catalog: %w", err)
	}
	if err := json.Unmarshal(content, &row); err != nil {
		return row, fmt.Errorf("catalog: %s=%s: %w", table, key, err)
	}
	return row, nil
}

func remove(c *Catalog, table, key string) error {
	if err := checkKey(key); err != nil {
		return err
	}
	if err := os.Remove(filepath.Join(c.dir, table, key+".json")); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("catalog: %w", err)
	}
	return syncFolder(filepath.Join(c.dir, table))
}

// keys returns the keys of a table in order.
func keys(c *Catalog, table string) ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(c.dir, table)) // sorted by name
	if err != nil {
		return nil, fmt.Errorf("catalog: %w", err)
	}
	var all []string
	for _, e := range entries {
		if key, isRow := strings.CutSuffix(e.Name(), ".json"); isRow && !strings.HasPrefix(key, ".") {
			all = append(all, key)
		}
	}
	return all, nil
}
