package bench_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rota/solver/bench"
)

// instance is what both families have in common for these tests.
type instance struct {
	people, periods, kinds int // kinds: what a cell can hold, Free not counted
	evaluate               func(bench.Cells) bench.Verdict
	read                   func(io.Reader) (bench.Cells, error)
	write                  func(io.Writer, bench.Cells) error
}

func readInstance(t *testing.T, path string) instance {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if filepath.Ext(path) == ".txt" {
		c, err := bench.ReadCurtois(f)
		if err != nil {
			t.Fatal(err)
		}
		return instance{len(c.Staff), c.Days, len(c.Shifts), c.Evaluate, c.ReadRoster, c.WriteRoster}
	}
	m, err := bench.ReadMSS(f)
	if err != nil {
		t.Fatal(err)
	}
	return instance{m.Students, m.Horizon, m.Hospitals * m.Disciplines, m.Evaluate, m.ReadRoster, m.WriteRoster}
}

// shared returns a folder of the public instances, or skips the test: they are too large, and not ours, to be kept here.
func shared(t testing.TB, folder ...string) string {
	t.Helper()
	root, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	for filepath.Dir(root) != root {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			break
		}
		root = filepath.Dir(root)
	}
	path := filepath.Join(append([]string{filepath.Dir(root), "shared"}, folder...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skip("the public instances in ../shared are absent")
	}
	return path
}

// TestPublishedSchedules: schedules that others made have the value that was published for them, and no breach. The values
// are those of the list of evaluated schedules that comes with the instances; for the MSS family they are the best known.
func TestPublishedSchedules(t *testing.T) {
	folder := shared(t, "instances")
	values := map[string]int64{ // by the name of the file
		"Instance1.strandmark_608": 608, "Instance2.strandmark_845": 845, "Instance3.strandmark_1005": 1005, "Instance4.strandmark_1733": 1733,
		"Instance5.strandmark_1264": 1264, "Instance6.strandmark_2192": 2192, "Instance8.strandmark_2734": 2734, "Instance10.strandmark_4650": 4650,
	}
	paths, err := filepath.Glob(filepath.Join(folder, "*", "solutions", "*.csv"))
	if err != nil || len(paths) < 23 {
		t.Fatalf("%d schedules (%v); want at least 23", len(paths), err)
	}
	for _, path := range paths {
		file := strings.TrimSuffix(filepath.Base(path), ".csv")
		stem, _, _ := strings.Cut(file, ".")
		t.Run(stem, func(t *testing.T) {
			dir, extension := filepath.Dir(filepath.Dir(path)), ".txt"
			want, known := values[file]
			if filepath.Base(dir) == string(bench.FamilyMSS) {
				extension = ".dzn"
				var best bench.BestKnown
				best, known = bench.Best(bench.FamilyMSS, stem)
				want = best.Best
			}
			if !known {
				t.Fatalf("no published value for %s", file)
			}
			x := readInstance(t, filepath.Join(dir, stem+extension))
			f, err := os.Open(path)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			cells, err := x.read(f)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(bench.Verdict{Value: want}, x.evaluate(cells)); diff != "" {
				t.Errorf("verdict (-published +ours):\n%s", diff)
			}
		})
	}
}

// otherJudge asks an evaluator written by others for the value and the number of breaches of each roster of an instance.
const otherJudge = `
import importlib, sys
family, instance, *rosters = sys.argv[1:]
judge = importlib.import_module(family)
x = judge.read_instance(instance)
for roster in rosters:
    value, breaches = judge.evaluate(x, judge.read_roster(roster, x["days" if family == "curtois" else "Horizon"]))
    print(value, len(breaches))
`

// TestAgainstOtherEvaluator: an evaluator written by others finds the same value and as many breaches as ours, and reads what we
// write: on every published schedule, on ones ever farther from it, on rosters that break every rule somewhere, and on instances
// drawn with every oddity.
func TestAgainstOtherEvaluator(t *testing.T) {
	published, check := shared(t, "instances"), shared(t, "check")
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is absent: make tools installs it")
	}
	j := otherEvaluator{python, check}
	t.Run("published", func(t *testing.T) { j.judgePublished(t, published) })
	t.Run("wild", func(t *testing.T) {
		for _, name := range []string{"curtois/Instance3.txt", "curtois/Instance14.txt", "mss/I40_12_2.dzn", "mss/Instance_10.dzn"} {
			family, _, _ := strings.Cut(name, "/")
			path := filepath.Join(published, filepath.FromSlash(name))
			x := readInstance(t, path)
			j.ask(t, family, path, x, wild(x))
		}
	})
	t.Run("drawn", func(t *testing.T) {
		for name, s := range curtoisSamples {
			_, text, hidden := drawCurtois(t, s, 2)
			j.judgeDrawn(t, "curtois", name+".txt", text, hidden)
		}
		for name, s := range mssSamples {
			_, text, hidden := drawMSS(t, s, 2)
			j.judgeDrawn(t, "mss", name+".dzn", text, hidden)
		}
	})
}

// otherEvaluator is the evaluator written by others: a Python, and the folder that it finds the module in.
type otherEvaluator struct{ python, check string }

// judgePublished judges every published schedule, and ones ever farther from it.
func (j otherEvaluator) judgePublished(t *testing.T, published string) {
	for _, family := range []string{"curtois", "mss"} {
		extension := map[string]string{"curtois": ".txt", "mss": ".dzn"}[family]
		paths, err := filepath.Glob(filepath.Join(published, family, "solutions", "*.csv"))
		if err != nil || len(paths) < 8 {
			t.Fatalf("%d schedules of %s (%v); want at least 8", len(paths), family, err)
		}
		for _, path := range paths {
			stem, _, _ := strings.Cut(filepath.Base(path), ".")
			of := filepath.Join(published, family, stem+extension)
			x := readInstance(t, of)
			f, err := os.Open(path)
			if err != nil {
				t.Fatal(err)
			}
			cells, err := x.read(f)
			f.Close()
			if err != nil {
				t.Fatal(err)
			}
			j.ask(t, family, of, x, disturbed(cells, x.kinds))
		}
	}
}

// judgeDrawn judges rosters of an instance that was drawn, whose hidden roster breaks nothing.
func (j otherEvaluator) judgeDrawn(t *testing.T, family, name, text string, hidden bench.Cells) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	x := readInstance(t, path)
	j.ask(t, family, path, x, append(disturbed(hidden, x.kinds), wild(x)...))
}

// ask holds what it finds of rosters to what we find.
func (j otherEvaluator) ask(t *testing.T, family, path string, x instance, rosters []bench.Cells) {
	t.Helper()
	args, want := []string{"-c", otherJudge, family, path}, ""
	dir := t.TempDir()
	for i, cells := range rosters {
		ours := x.evaluate(cells)
		want += fmt.Sprintln(ours.Value, len(ours.Breaches))
		roster := filepath.Join(dir, fmt.Sprint(i))
		var text bytes.Buffer
		if err := x.write(&text, cells); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(roster, text.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, roster)
	}
	command := exec.Command(j.python, args...)
	command.Env = append(os.Environ(), "PYTHONPATH="+j.check, "PYTHONDONTWRITEBYTECODE=1")
	got, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, got)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("%s: value and breaches (-ours +theirs):\n%s", filepath.Base(path), diff)
	}
}

// wild returns rosters that are free in most cells, in half of them and in hardly any.
func wild(x instance) (all []bench.Cells) {
	rng := rand.New(rand.NewPCG(1, uint64(x.kinds)))
	for _, share := range []float64{0.1, 0.5, 0.95} { // of the cells that are not free
		cells := bench.NewCells(x.people, x.periods)
		for p := range cells {
			for d := range cells[p] {
				switch {
				case rng.Float64() > share:
				case d > 0 && cells[p][d-1] != bench.Free && rng.IntN(2) == 0:
					cells[p][d] = cells[p][d-1]
				default:
					cells[p][d] = rng.IntN(x.kinds)
				}
			}
		}
		all = append(all, cells)
	}
	return all
}

// TestEveryInstanceReads: no instance has a defect, and each has a name under which a best value can be kept.
func TestEveryInstanceReads(t *testing.T) {
	folder := shared(t, "instances")
	for _, pattern := range []string{"curtois/*.txt", "mss/*.dzn"} {
		paths, err := filepath.Glob(filepath.Join(folder, filepath.FromSlash(pattern)))
		if err != nil || len(paths) < 14 {
			t.Fatalf("%s: %d instances (%v); want at least 14", pattern, len(paths), err)
		}
		for _, path := range paths {
			if x := readInstance(t, path); x.people == 0 || x.periods == 0 || x.kinds == 0 {
				t.Errorf("%s: people=%d periods=%d kinds=%d; want more than 0 of each", filepath.Base(path), x.people, x.periods, x.kinds)
			}
		}
	}
}
