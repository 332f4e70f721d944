package residency_test

import (
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
)

var update = flag.Bool("update", false, "write what is said into the cases")

// TestConflictCases reads small programmes that nobody can schedule, each by one mistake, and what has to be said of it. The first line of
// a case is the kind of schedule and the level; a block is the first, of the year in year/.
func TestConflictCases(t *testing.T) {
	files, err := filepath.Glob("testdata/conflicts/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d cases, %v; expected some", len(files), err)
	}
	var lock sync.Mutex
	stated, named := map[string]bool{}, map[string]bool{} // kinds of rules of levels Hard and Cover, by kind of schedule
	t.Run("case", func(t *testing.T) {
		for _, file := range files {
			name := strings.TrimSuffix(filepath.Base(file), ".txtar")
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				archive, err := txtar.ParseFile(file)
				if err != nil {
					t.Fatal(err)
				}
				last := &archive.Files[len(archive.Files)-1]
				problem, c, said := explained(t, archive)
				if *update {
					last.Data = []byte(said + "\n")
					if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				if diff := cmp.Diff(string(last.Data), said+"\n"); diff != "" {
					t.Errorf("-want +got:\n%s", diff)
				}
				if c.Verdict != solver.Minimal {
					t.Errorf("verdict=%v; expected minimal", c.Verdict)
				}
				mended(t, problem, c)
				lock.Lock()
				defer lock.Unlock()
				kind := strings.Fields(string(archive.Comment))[0]
				for r, rule := range problem.Rules.Name {
					of, _, _ := strings.Cut(rule, ":")
					if problem.Rules.Level[r] <= solver.Cover && !slices.Contains(residency.Given(problem), solver.Rule(r)) {
						stated[kind+" "+of] = true
					}
					if slices.Contains(c.Rules, solver.Rule(r)) {
						named[kind+" "+of] = true
					}
				}
			})
		}
	})
	for _, rule := range slices.Sorted(maps.Keys(stated)) {
		if !named[rule] {
			t.Errorf("%s: in the words of no case; expected one", rule)
		}
	}
}

// explained states the problem of a case and says why it has no answer.
func explained(t *testing.T, archive *txtar.Archive) (problem *solver.Problem, c solver.Conflict, said string) {
	t.Helper()
	dir := t.TempDir()
	for _, f := range archive.Files[:len(archive.Files)-1] {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, f.Name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	p, err := datasets.ReadProgram(dir)
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Fields(string(archive.Comment))
	plan := residency.Plan{}
	if words[0] == "block" {
		plan.Block = 1
		if plan.Stays, err = datasets.ReadSchedule(filepath.Join(dir, "year", "annual.csv")); err != nil {
			t.Fatal(err)
		}
	}
	level := map[string]solver.Level{"Hard": solver.Hard, "Cover": solver.Cover}[words[1]]
	var e residency.Explanation
	switch words[0] {
	case "annual":
		problem, err = residency.Annual(p)
	case "faculty":
		problem, err = residency.Faculty(p)
	case "block":
		problem, err = residency.Block(p, plan)
	}
	if err != nil {
		t.Fatal(err)
	}
	effort := solver.DefaultEffort()
	effort.Given = residency.Given(problem)
	c = solver.FindConflict(problem, level, nil, effort)
	switch words[0] {
	case "annual":
		e, err = residency.ExplainAnnual(p, problem, c)
	case "faculty":
		e, err = residency.ExplainFaculty(p, problem, c)
	case "block":
		e, err = residency.ExplainBlock(p, plan, problem, c)
	}
	if err != nil {
		t.Fatal(err)
	}
	return problem, c, e.String()
}

// mended checks that no roster is found for the parts of a conflict, and that one is without the parts of any one rule.
func mended(t *testing.T, problem *solver.Problem, c solver.Conflict) {
	t.Helper()
	cost := func(parts []solver.Part) solver.Score {
		q := solver.Only(problem, slices.Concat(parts, c.Given))
		if s := solver.Evaluate(q, solver.Construct(q, 2)); s == (solver.Score{}) {
			return s
		}
		return solver.Solve(q, 2, 1).Score
	}
	for _, rule := range c.Rules {
		without := slices.DeleteFunc(slices.Clone(c.Parts), func(part solver.Part) bool { return part.Rule == rule })
		if s := cost(without); s != (solver.Score{}) {
			t.Errorf("without %s: score=%v; expected a roster that keeps the rest", problem.Rules.Name[rule], s)
		}
	}
	if q := solver.Only(problem, slices.Concat(c.Parts, c.Given)); solver.Evaluate(q, solver.Construct(q, 2)) == (solver.Score{}) {
		t.Errorf("a roster keeps all of what is named")
	}
}
