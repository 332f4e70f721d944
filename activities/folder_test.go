package activities

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// TestReplaceFolder: a folder changes as a whole or not at all, and nothing is left beside it.
func TestReplaceFolder(t *testing.T) {
	parent := t.TempDir()
	folder := filepath.Join(parent, "run")
	fill := func(text string, err error) func(string) error {
		return func(fresh string) error {
			if err := os.WriteFile(filepath.Join(fresh, text), []byte(text), 0o600); err != nil {
				return err
			}
			return err
		}
	}
	if err := os.MkdirAll(filepath.Join(parent, ".run.new", "left by a crash"), 0o700); err != nil {
		t.Fatal(err)
	}
	full := errors.New("disk is full")
	for _, c := range []struct {
		text string
		err  error
		want string
	}{{"one", nil, "one"}, {"two", full, "one"}, {"three", nil, "three"}} {
		if err := replaceFolder(folder, fill(c.text, c.err)); !errors.Is(err, c.err) {
			t.Fatalf("%s: %v; expected %v", c.text, err, c.err)
		}
		inside, err := os.ReadDir(folder)
		if err != nil || len(inside) != 1 || inside[0].Name() != c.want {
			t.Errorf("%s: %v, %v in the folder; expected %s", c.text, inside, err, c.want)
		}
		if beside, err := os.ReadDir(parent); err != nil || len(beside) != 1 {
			t.Errorf("%s: %v, %v beside the folder; expected nothing", c.text, beside, err)
		}
	}
}

// TestWhole: a run folder counts only with every file that its manifest names.
func TestWhole(t *testing.T) {
	folder := t.TempDir()
	write := func(name, content string) {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	manifest, err := json.Marshal(map[string]any{"run": "annual-a-1", "files": map[string]string{"a": Digest([]byte("content"))}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, content string
		want          bool
	}{{"manifest.json", string(manifest), false}, {"a", "content", true}, {"notes.txt", "added by hand", true}, {"a", "kontent", false}, {"a", "content", true}, {"manifest.json", "{}", false}} {
		write(c.name, c.content)
		if got := whole(folder, "annual-a-1"); got != c.want {
			t.Errorf("after writing %s=%q: whole=%v; expected %v", c.name, c.content, got, c.want)
		}
	}
	write("manifest.json", string(manifest))
	if whole(folder, "annual-a-2") {
		t.Error("the folder of one run counts as that of another")
	}
}
