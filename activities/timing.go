package activities

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"golang.org/x/sys/unix"

	"rota/activities/catalog"
)

// timing is timing.json, the one file of a run folder that differs from run to run.
type timing struct {
	Started    time.Time      `json:"started"`
	Seconds    []catalog.Step `json:"seconds"` // in the order of the steps
	Threads    int            `json:"threads"`
	Host       string         `json:"host"`
	PeakMemory int64          `json:"peak_memory_bytes"` // resident, of the process that wrote the folder
}

// writeTiming writes timing.json; writing is how long the rest of the folder took.
func writeTiming(folder string, o catalog.Outcome, writing time.Duration) error {
	steps := append(slices.Clone(o.Steps), catalog.Step{Name: "write", Seconds: writing.Seconds()})
	t := timing{Started: o.Started, Seconds: steps, Threads: runtime.GOMAXPROCS(0)}
	var usage unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &usage); err == nil {
		t.PeakMemory = usage.Maxrss * 1024 // Linux counts KiB
	}
	t.Host, _ = os.Hostname() // unknown: empty
	content, err := json.MarshalIndent(t, "", "  ")
	if err != nil {
		return fmt.Errorf("activities: timing: %w", err)
	}
	if err := os.WriteFile(filepath.Join(folder, "timing.json"), append(content, '\n'), 0o644); err != nil {
		return fmt.Errorf("activities: timing: %w", err)
	}
	return nil
}
