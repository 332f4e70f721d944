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
func shared(t *testing.T, folder ...string) string {
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

// TestAgainstOtherEvaluator: on schedules that break every rule somewhere, an evaluator written by others finds the same value
// and as many breaches, and it reads what we write.
func TestAgainstOtherEvaluator(t *testing.T) {
	instances, check := shared(t, "instances"), shared(t, "check")
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is absent")
	}
	for _, name := range []string{"curtois/Instance3.txt", "curtois/Instance14.txt", "mss/I40_12_2.dzn", "mss/Instance_10.dzn"} {
		path := filepath.Join(instances, filepath.FromSlash(name))
		x := readInstance(t, path)
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
			ours := x.evaluate(cells)
			roster := filepath.Join(t.TempDir(), "roster.csv")
			var text bytes.Buffer
			if err := x.write(&text, cells); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(roster, text.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
			script := strings.Split(name, "/")[0] + ".py"
			out, err := exec.Command(python, filepath.Join(check, script), path, roster).Output() // exit 1 tells of breaches
			if err != nil && len(out) == 0 {
				t.Fatalf("%s: %v", script, err)
			}
			first, _, _ := strings.Cut(string(out), "\n")
			stem := strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
			if want := fmt.Sprintf("%s value=%d hard=%d", stem, ours.Value, len(ours.Breaches)); first != want {
				t.Errorf("share %v: the other evaluator says %q; ours %q", share, first, want)
			}
		}
	}
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
