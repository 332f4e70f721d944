//go:build !cluster

package standalone

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// Host says where the engine of a state folder answers, and which process it lives in.
type Host struct {
	Address string `json:"address"` // gRPC, host:port
	UI      string `json:"ui"`      // URL of the Web UI
	PID     int    `json:"pid"`
}

// ErrHosted is returned by Start when another process hosts the engine.
var ErrHosted = errors.New("standalone: another process hosts the engine of this state folder")

// ErrNoHost is returned by Find when no process hosts the engine, or one does and is not yet ready.
var ErrNoHost = errors.New("standalone: no process hosts the engine of this state folder")

const (
	lockFile = "engine.lock" // held (flock) by the host for as long as it lives, whatever it dies of
	hostFile = "engine.json" // where it answers; meaningful only while the lock is held
)

// Find returns the host of the state folder's engine, or ErrNoHost.
func Find(dir string) (Host, error) {
	lock, err := acquire(dir)
	if err == nil {
		_ = lock.Close()
		return Host{}, ErrNoHost
	}
	if !errors.Is(err, ErrHosted) {
		return Host{}, err
	}
	content, err := os.ReadFile(filepath.Join(dir, hostFile))
	if errors.Is(err, os.ErrNotExist) {
		return Host{}, ErrNoHost
	}
	if err != nil {
		return Host{}, fmt.Errorf("standalone: %w", err)
	}
	var h Host
	if err := json.Unmarshal(content, &h); err != nil {
		return Host{}, fmt.Errorf("standalone: %s: %w", hostFile, err)
	}
	return h, nil
}

// announce tells other processes where the engine answers.
func (h Host) announce(dir string) error {
	content, err := json.Marshal(h)
	if err != nil {
		return fmt.Errorf("standalone: %w", err)
	}
	file := filepath.Join(dir, hostFile)
	if err := os.WriteFile(file+".new", append(content, '\n'), 0o600); err != nil {
		return fmt.Errorf("standalone: %w", err)
	}
	if err := os.Rename(file+".new", file); err != nil {
		return fmt.Errorf("standalone: %w", err)
	}
	return nil
}

// withdraw ends the announcement. A file that stays does no harm: it is believed only while its host holds the lock.
func withdraw(dir string) { _ = os.Remove(filepath.Join(dir, hostFile)) }

// acquire takes the host lock of the state folder and ends what a dead host announced; the error is ErrHosted when another
// process holds it.
func acquire(dir string) (*os.File, error) {
	lock, err := acquireAt(filepath.Join(dir, lockFile), false)
	if err == nil {
		withdraw(dir)
	}
	return lock, err
}

// acquireAt takes an exclusive lock on the file, which it makes if need be. Closing the file gives the lock back.
func acquireAt(file string, wait bool) (*os.File, error) {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("standalone: %w", err)
	}
	how := unix.LOCK_EX
	if !wait {
		how |= unix.LOCK_NB
	}
	for {
		err = unix.Flock(int(f.Fd()), how)
		if !errors.Is(err, unix.EINTR) {
			break
		}
	}
	switch {
	case errors.Is(err, unix.EWOULDBLOCK):
		_ = f.Close()
		return nil, ErrHosted
	case err != nil:
		_ = f.Close()
		return nil, fmt.Errorf("standalone: lock %s: %w", file, err)
	}
	return f, nil
}
