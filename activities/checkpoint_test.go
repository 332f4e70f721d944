package activities

import (
	"os"
	"path/filepath"
	"testing"
)

// TestDamage damages a checkpoint in every way; the step makes it again.
func TestDamage(t *testing.T) {
	s := newSteps(t)
	tables, loaded, _ := search(t, s)
	folder := filepath.Join(s.Artifacts.dir, filepath.Dir(loaded.Problem.URL))
	for name, damage := range map[string]func(file string) error{
		"deleted":   os.Remove,
		"empty":     func(file string) error { return os.WriteFile(file, nil, 0o600) },
		"truncated": func(file string) error { return os.Truncate(file, 40) },
		"altered": func(file string) error {
			content, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			content[len(content)/2] ^= 1
			return os.WriteFile(file, content, 0o600)
		},
	} {
		for _, file := range []string{"problem.arrow", "answer.json"} {
			if err := damage(filepath.Join(folder, file)); err != nil {
				t.Fatal(err)
			}
			again, err := carryOut[Loaded](t, s.Load, LoadInput{Tables: tables})
			if err != nil || again != loaded {
				t.Errorf("%s %s: %+v, %v; expected %+v", name, file, again, err, loaded)
			}
			if _, err := s.Artifacts.Read(loaded.Problem); err != nil {
				t.Errorf("%s %s: %v", name, file, err)
			}
		}
	}
}
