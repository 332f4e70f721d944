package catalog

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func open(t *testing.T) *Catalog {
	t.Helper()
	c, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func request(name string) Request {
	return Request{Name: name, Kind: "annual", Program: "Synthetic FM 18", FirstDay: "2026-07-01", LastDay: "2027-06-30", Seed: 1, Candidates: 3, Folder: "/elsewhere"}
}

func TestRun(t *testing.T) {
	c := open(t)
	if _, err := c.Run("annual-a-1"); !errors.Is(err, ErrNotFound) {
		t.Fatalf("a run nobody asked for: %v; expected ErrNotFound", err)
	}
	for _, name := range []string{"annual-b-2", "annual-a-1"} {
		if err := c.Ask(request(name)); err != nil {
			t.Fatal(err)
		}
	}
	outcome := Outcome{State: StateFinished, Rounds: 4, Chosen: 1, Candidates: []Candidate{{Seed: 1, Soft: 12, Roster: Artifact{URL: "improve/x/roster.arrow", SHA256: "ab", Rows: 1}}}}
	for range 2 { // a repeated write changes nothing
		if err := c.End("annual-b-2", outcome); err != nil {
			t.Fatal(err)
		}
	}
	got, err := c.Runs()
	if err != nil {
		t.Fatal(err)
	}
	want := []Run{{Request: request("annual-a-1"), Outcome: Outcome{State: StateOpen}}, {Request: request("annual-b-2"), Outcome: outcome}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	for range 2 {
		if err := c.Reopen("annual-b-2"); err != nil {
			t.Fatal(err)
		}
	}
	if r, err := c.Run("annual-b-2"); err != nil || r.Outcome.State != StateOpen {
		t.Errorf("reopened run: %v, %v; expected it open", r.Outcome, err)
	}
}

// TestKeys: a name that is a path must never reach the disk.
func TestKeys(t *testing.T) {
	c := open(t)
	for _, name := range []string{"", ".", "..", "../x", "a/b", `a\b`, "a\x00b", ".hidden"} {
		if err := c.Ask(request(name)); err == nil {
			t.Errorf("request name %q was taken; expected an error", name)
		}
		if _, err := c.Run(name); !errors.Is(err, ErrNotFound) {
			t.Errorf("run name %q: %v; expected ErrNotFound", name, err)
		}
	}
}

// TestOnePublished: a programme and period have one published schedule, and decisions may be carried out twice.
func TestOnePublished(t *testing.T) {
	c := open(t)
	for _, name := range []string{"annual-a-1", "annual-a-2"} {
		if err := c.Ask(request(name)); err != nil {
			t.Fatal(err)
		}
	}
	approve := func(id, run string, candidate int) {
		t.Helper()
		for range 2 {
			if err := c.Publish(Decision{ID: id, Verb: Approve, Run: run, Candidate: candidate}); err != nil {
				t.Fatal(err)
			}
		}
	}
	approve("d1", "annual-a-1", 2)
	approve("d2", "annual-a-2", 3)
	now, err := c.Published(request("annual-a-1"))
	if err != nil || now.Run != "annual-a-2" || now.Candidate != 3 {
		t.Fatalf("published: %+v, %v; expected candidate 3 of annual-a-2", now, err)
	}
	if err := c.TakeBack(Decision{ID: "d3", Verb: Withdraw, Run: "annual-a-1"}); !errors.Is(err, ErrNotFound) {
		t.Errorf("withdraw what is not published: %v; expected ErrNotFound", err)
	}
	for range 2 {
		if err := c.TakeBack(Decision{ID: "d4", Verb: Withdraw, Run: "annual-a-2"}); err != nil {
			t.Errorf("withdraw: %v", err)
		}
	}
	if _, err := c.Published(request("annual-a-1")); !errors.Is(err, ErrNotFound) {
		t.Errorf("published after withdrawal: %v; expected ErrNotFound", err)
	}
	all, err := keys(c, decisions)
	if err != nil || !slices.Equal(all, []string{"d1", "d2", "d4"}) {
		t.Errorf("decisions: %q, %v; expected d1, d2 and d4", all, err)
	}
	if last, err := get[Decision](c, decisions, "d4"); err != nil || last.ID != "d4" || last.Candidate != 3 {
		t.Errorf("decision %+v, %v; expected it about candidate 3", last, err)
	}
}

// TestWriteFile leaves nothing but the file, whether it succeeds or not.
func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "row.json")
	for _, content := range []string{"one", "two"} {
		if err := WriteFile(file, []byte(content)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(file); err != nil || string(got) != content {
			t.Errorf("content %q, %v; expected %q", got, err, content)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(filepath.Join(dir, "folder"), []byte("x")); err == nil {
		t.Error("a folder was replaced by a file")
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 2 {
		t.Errorf("%v, %v are in the folder; expected row.json and folder", entries, err)
	}
}

func TestName(t *testing.T) {
	for program, want := range map[string]string{
		"fm18": "annual-fm18-0a", "Synthetic FM, 18": "annual-synthetic-fm-18-0a", "../..": "annual-programme-0a", "Ärzte": "annual-rzte-0a",
	} {
		if got := Name("annual", program, "0a"); got != want {
			t.Errorf("Name(%q) = %q; expected %q", program, got, want)
		}
	}
}
