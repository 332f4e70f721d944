package activities

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"rota/activities/catalog"
	"rota/datasets"
)

// ErrLost is the error for an artifact that is missing, truncated or altered. What a step wrote is made again when the
// step is carried out again; a programme's tables have to be handed in again.
var ErrLost = errors.New("activities: artifact is lost")

// Artifacts is the directory in which steps keep what they wrote. A URL is a path relative to it.
type Artifacts struct {
	dir string
	id  string
}

// OpenArtifacts returns the artifact store in dir and makes the folder if it is missing.
func OpenArtifacts(dir string) (*Artifacts, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("activities: artifacts: %w", err)
	}
	id, err := storeID(filepath.Join(dir, "store"))
	if err != nil {
		return nil, fmt.Errorf("activities: artifacts: %w", err)
	}
	return &Artifacts{dir, id}, nil
}

// ID tells this store from any other one, so that processes which see different stores do not take up each other's steps.
func (a *Artifacts) ID() string { return a.id }

// storeID reads the id of a store from its file. Of several processes that find none, one writes it.
func storeID(file string) (string, error) {
	content, err := os.ReadFile(file)
	if !errors.Is(err, fs.ErrNotExist) {
		return string(content), err
	}
	fresh, err := os.CreateTemp(filepath.Dir(file), ".new-*")
	if err != nil {
		return "", err
	}
	defer func() { _ = os.Remove(fresh.Name()) }()
	if err := errors.Join(writeID(fresh), fresh.Close()); err != nil {
		return "", err
	}
	if err := os.Link(fresh.Name(), file); err != nil && !errors.Is(err, fs.ErrExist) { // whole or not at all, and never in place of another
		return "", err
	}
	content, err = os.ReadFile(file)
	return string(content), err
}

func writeID(f *os.File) error {
	if _, err := f.WriteString(rand.Text()[:10]); err != nil {
		return err
	}
	return f.Sync()
}

// path returns the place of a URL in the directory. URLs come back from the engine's history, which others can write to.
func (a *Artifacts) path(url string) (string, error) {
	if !filepath.IsLocal(url) {
		return "", fmt.Errorf("activities: artifact url=%q; expected a path within the store", url)
	}
	return filepath.Join(a.dir, filepath.FromSlash(url)), nil
}

// Write keeps content under the URL, durably and as a whole or not at all.
func (a *Artifacts) Write(url string, rows int, content []byte) (catalog.Artifact, error) {
	file, err := a.path(url)
	if err != nil {
		return catalog.Artifact{}, err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return catalog.Artifact{}, fmt.Errorf("activities: artifacts: %w", err)
	}
	if err := catalog.WriteFile(file, content); err != nil {
		return catalog.Artifact{}, err
	}
	return catalog.Artifact{URL: url, SHA256: Digest(content), Rows: int64(rows)}, nil
}

// Read returns the content of an artifact, or ErrLost if it is not what was written.
func (a *Artifacts) Read(artifact catalog.Artifact) ([]byte, error) {
	content, err := a.readAny(artifact.URL)
	if err != nil {
		return nil, err
	}
	if got := Digest(content); got != artifact.SHA256 {
		return nil, fmt.Errorf("%w: %s: sha256=%s; expected %s", ErrLost, artifact.URL, got, artifact.SHA256)
	}
	return content, nil
}

// readAny returns what is under the URL, whatever it is; ErrLost if nothing is.
func (a *Artifacts) readAny(url string) ([]byte, error) {
	file, err := a.path(url)
	if err != nil {
		return nil, err
	}
	content, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s is not there", ErrLost, url)
	}
	if err != nil {
		return nil, fmt.Errorf("activities: artifacts: %w", err)
	}
	return content, nil
}

// WriteProgram keeps the tables of a programme. Its URL is a folder and its SHA-256 that of Program.Hash, so that equal
// programmes are one artifact, wherever they were read from.
func (a *Artifacts) WriteProgram(p *datasets.Program) (catalog.Artifact, error) {
	artifact := catalog.Artifact{URL: "program/" + p.Hash(), SHA256: p.Hash(), Rows: int64(len(p.People))}
	if _, err := a.ReadProgram(artifact); err == nil {
		return artifact, nil
	}
	folder, err := a.path(artifact.URL)
	if err != nil {
		return catalog.Artifact{}, err
	}
	err = replaceFolder(folder, func(fresh string) error { return p.Write(fresh) })
	if err != nil {
		return catalog.Artifact{}, err
	}
	return artifact, nil
}

// ReadProgram returns the programme of an artifact. Its defects are *datasets.Defects, as ReadProgram of datasets gives
// them; ErrLost if it is not what was written.
func (a *Artifacts) ReadProgram(artifact catalog.Artifact) (*datasets.Program, error) {
	folder, err := a.path(artifact.URL)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s is not there", ErrLost, artifact.URL)
	}
	p, err := datasets.ReadProgram(folder)
	if err != nil {
		return nil, fmt.Errorf("%w: %s can no longer be read: %w", ErrLost, artifact.URL, err)
	}
	if got := p.Hash(); got != artifact.SHA256 {
		return nil, fmt.Errorf("%w: %s: sha256=%s; expected %s", ErrLost, artifact.URL, got, artifact.SHA256)
	}
	return p, nil
}

// ReadProgramUnder returns the programme of an artifact with another table of rules in the place of its own. Its defects are
// *datasets.Defects.
func (a *Artifacts) ReadProgramUnder(artifact catalog.Artifact, rulesFile string) (*datasets.Program, error) {
	p, err := a.ReadProgram(artifact)
	if err != nil || rulesFile == "" {
		return p, err
	}
	folder, err := a.path(artifact.URL)
	if err != nil {
		return nil, err
	}
	return datasets.ReadProgramUnder(folder, rulesFile)
}

// Digest returns the SHA-256 of content in hex.
func Digest(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
