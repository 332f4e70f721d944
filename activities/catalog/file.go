package catalog

import (
	"fmt"
	"os"
	"path/filepath"
)

// WriteFile puts content at path so that at any instant, whatever happens to the process or the machine, path holds the old
// content or the new one as a whole: a temporary name in the same folder, synced, renamed, and the folder synced.
func WriteFile(path string, content []byte) error {
	folder := filepath.Dir(path)
	f, err := os.CreateTemp(folder, ".new-*")
	if err != nil {
		return fmt.Errorf("catalog: write %s: %w", filepath.Base(path), err)
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return fmt.Errorf("catalog: write %s: %w", filepath.Base(path), err)
	}
	return syncFolder(folder)
}

// syncFolder makes the names in a folder durable.
func syncFolder(folder string) error {
	d, err := os.Open(folder)
	if err != nil {
		return fmt.Errorf("catalog: %w", err)
	}
	defer func() { _ = d.Close() }()
	if err := d.Sync(); err != nil {
		return fmt.Errorf("catalog: sync of a folder: %w", err)
	}
	return nil
}
