package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// writable makes the folder, if need be, and says whether files can be made in it: now, and not after hours of search.
func writable(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	probe, err := os.CreateTemp(dir, ".rota-")
	if err != nil {
		return err
	}
	return errors.Join(probe.Close(), os.Remove(probe.Name()))
}

// writeFolder lets fill write a folder beside dir and gives it the name dir when it is complete, so that an error leaves
// nothing behind. dir must not exist, or be an empty folder.
func writeFolder(dir string, fill func(dir string) error) error {
	switch entries, err := os.ReadDir(dir); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil || len(entries) > 0:
		return badInput(fmt.Errorf("rota: the folder to write is in use: out=%s; expected a folder that is empty or does not exist", dir))
	}
	dir = filepath.Clean(dir)
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return failed(err)
	}
	part, err := os.MkdirTemp(filepath.Dir(dir), ".rota-")
	if err != nil {
		return failed(err)
	}
	defer func() { _ = os.RemoveAll(part) }() // what is left of a failure; a folder that cannot be removed is in nobody's way
	if err := errors.Join(os.Chmod(part, 0o755), fill(part)); err != nil {
		return failed(err)
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) { // the empty one
		return failed(err)
	}
	if err := os.Rename(part, dir); err != nil {
		return failed(err)
	}
	return nil
}
