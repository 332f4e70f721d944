//go:build !cluster

package standalone

import (
	"context"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// TestPageInABrowser opens the Web UI in a real browser, because an answer with status 200 may still be an empty page.
func TestPageInABrowser(t *testing.T) {
	browser, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("Chromium is absent: make tools installs it")
	}
	e, err := Start(t.TempDir(), attributes)
	if err != nil {
		t.Fatal(err)
	}
	defer e.Stop()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	page, err := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--user-data-dir="+t.TempDir(),
		"--virtual-time-budget=15000", "--dump-dom", e.UI).Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, page)
	}
	for _, want := range []string{"Workflows", "Colour"} { // the list of runs, with a column for a search attribute of ours
		if !strings.Contains(string(page), want) {
			t.Errorf("the page does not show %q:\n%.2000s", want, page)
		}
	}
}
