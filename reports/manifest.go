package reports

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Names of files that a manifest leaves out: itself, and the one file that tells the clock.
const (
	manifestFile = "manifest.json"
	timingFile   = "timing.json"
	unfinished   = ".tmp" // suffix of a file that is being written
)

// manifest is manifest.json. A null bound or gap is one that the run does not have; rules names the packs
// of law and how many rows of the programme stand beside them.
type manifest struct {
	Run        string            `json:"run"`
	Kind       string            `json:"kind"`
	Program    string            `json:"program"`
	Seed       uint64            `json:"seed"`
	Rounds     int               `json:"rounds"`
	Candidates int               `json:"candidates"`
	Rules      string            `json:"rules"`
	Version    string            `json:"version"`
	Input      string            `json:"input_sha256"`
	Files      map[string]string `json:"files"`
	Hard       int64             `json:"hard"`
	Cover      int64             `json:"cover"`
	Soft       int64             `json:"soft"`
	BoundHard  *int64            `json:"bound_hard"`
	BoundCover *int64            `json:"bound_cover"`
	BoundSoft  *int64            `json:"bound_soft"`
	Gap        *float64          `json:"gap"`
	Chosen     int               `json:"chosen"`
	Choice     string            `json:"choice"` // the rule by which it is chosen
}

// writeManifest writes manifest.json over all files that are in dir.
func writeManifest(dir string, r Run) error {
	files, err := hashes(dir)
	if err != nil {
		return err
	}
	score := r.chosen().Score
	m := manifest{
		Run: r.Name, Kind: r.Kind, Program: r.Program.Name(), Seed: r.Seed, Rounds: r.Rounds, Candidates: len(r.Candidates), Rules: r.Program.Book().Name(),
		Version: r.Version, Input: r.InputHash, Files: files, Hard: score.Hard, Cover: score.Cover, Soft: score.Soft, Chosen: r.Chosen, Choice: r.choiceRule(),
	}
	if gap, _, ok := r.gap(r.chosen()); ok {
		m.BoundHard, m.BoundCover, m.BoundSoft, m.Gap = &r.Bound.Hard, &r.Bound.Cover, &r.Bound.Soft, &gap
	}
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return fmt.Errorf("reports: %s: %w", manifestFile, err)
	}
	return writeFile(dir, manifestFile, func(w io.Writer) error {
		_, err := w.Write(append(text, '\n'))
		return err
	})
}

// hashes returns the SHA-256 of every finished file below dir but the manifest and the timing, by its path with slashes.
func hashes(dir string) (map[string]string, error) {
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		if name == manifestFile || name == timingFile || strings.HasSuffix(name, unfinished) {
			return nil
		}
		files[name], err = hashOf(path)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reports: %s: %w", manifestFile, err)
	}
	return files, nil
}

func hashOf(path string) (string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), nil
}

// writeFile writes dir/name whole or not at all: a crash leaves at most a file with the suffix .tmp, which the next attempt
// replaces.
func writeFile(dir, name string, write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return fmt.Errorf("reports: %s: %w", name, err)
	}
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("reports: %s: %w", name, err)
	}
	f, err := os.Create(path + unfinished)
	if err != nil {
		return fmt.Errorf("reports: %s: %w", name, err)
	}
	_, err = f.Write(b.Bytes())
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(path+unfinished, path)
	}
	if err != nil {
		return fmt.Errorf("reports: %s: %w", name, err)
	}
	return nil
}
