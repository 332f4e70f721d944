package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// floors is the house plan: the floor of every package. An import goes strictly down.
var floors = map[string]int{
	"cmd/rota":             8,
	"cmd/rota/standalone":  7,
	"workflows":            6,
	"activities":           5,
	"reports":              4,
	"analytics":            3,
	"solver/bench/peers":   2,
	"solver/residency":     1,
	"solver/bench":         1,
	"solver/bench/sample":  0,
	"analytics/compliance": 1,
	"solver":               0,
	"datasets":             0,
	"datasets/rules":       -1,
	"analytics/spc":        0,
	"analytics/fwi":        0,
	"analytics/stalta":     0,
	"activities/catalog":   0,
}

// TestLayers reads the imports of every Go file, tests included, and fails on one that does not go down, on a package that
// is not in the plan, and on a room of the plan that is empty.
func TestLayers(t *testing.T) {
	const root, module = "../..", "rota/"
	seen := map[string]bool{}
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && file != root || d.Name() == "testdata" || d.Name() == "bin" || d.Name() == "runs") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(file, ".go") {
			return nil
		}
		rel, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		pkg := path.Dir(filepath.ToSlash(rel))
		floor, known := floors[pkg]
		if !known {
			t.Errorf("%s: package %s is not in the house plan; expected one of its rooms, or a new room with its floor", rel, pkg)
			return nil
		}
		seen[pkg] = true
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range f.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			target, ours := strings.CutPrefix(name, module)
			if !ours || target == pkg { // an external test package imports its own
				continue
			}
			if below, known := floors[target]; !known || below >= floor {
				t.Errorf("%s (floor %d) imports %s (floor %d); expected a lower floor", rel, floor, target, below)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for pkg := range floors {
		if !seen[pkg] {
			t.Errorf("the house plan has a room %s, but no Go file is in it", pkg)
		}
	}
}
