package activities

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// replaceFolder makes a folder anew: fill writes into an empty sibling, all of it is synced, and only then it takes the
// folder's name. What a crash left of earlier attempts is removed.
func replaceFolder(folder string, fill func(fresh string) error) error {
	parent, name := filepath.Split(filepath.Clean(folder))
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return fmt.Errorf("activities: folder: %w", err)
	}
	unlock, err := lockFolder(parent)
	if err != nil {
		return err
	}
	defer unlock()
	fresh := filepath.Join(parent, "."+name+".new")
	if err := os.RemoveAll(fresh); err != nil {
		return fmt.Errorf("activities: folder: %w", err)
	}
	if err := os.Mkdir(fresh, 0o755); err != nil {
		return fmt.Errorf("activities: folder: %w", err)
	}
	if err := fill(fresh); err != nil {
		_ = os.RemoveAll(fresh)
		return err
	}
	if err := syncTree(fresh); err != nil {
		return err
	}
	if err := os.RemoveAll(folder); err != nil {
		return fmt.Errorf("activities: folder: %w", err)
	}
	if err := os.Rename(fresh, folder); err != nil {
		return fmt.Errorf("activities: folder: %w", err)
	}
	return syncPath(parent)
}

// lockFolder waits until nobody else holds the folder's lock, and takes it. The lock ends with the process at the latest.
func lockFolder(folder string) (unlock func(), err error) {
	f, err := os.Open(folder)
	if err != nil {
		return nil, fmt.Errorf("activities: folder: %w", err)
	}
	for {
		if err = unix.Flock(int(f.Fd()), unix.LOCK_EX); !errors.Is(err, unix.EINTR) {
			break
		}
	}
	if err != nil {
		_ = f.Close()
		return nil, fmt.Errorf("activities: lock of a folder: %w", err)
	}
	return func() { _ = f.Close() }, nil
}

// syncTree makes every file and every folder below and including root durable.
func syncTree(root string) error {
	return filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("activities: folder: %w", err)
		}
		return syncPath(path)
	})
}

func syncPath(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("activities: folder: %w", err)
	}
	defer func() { _ = f.Close() }()
	if err := f.Sync(); err != nil {
		return fmt.Errorf("activities: folder: %w", err)
	}
	return nil
}
