package compliance

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"rota/datasets"
)

var update = flag.Bool("update", false, "write the breaches that were found into the cases; then read every line of the difference")

// Every rule has a file of cases, testdata/RULE.txtar. A case is a folder of the archive: tables that replace those of
// testdata/base.txtar, the stays (person, block or block.half or days, rotation), the half-days (person, days, half-days, rotation,
// activity and, where they are not those of activities.csv, clock times), and the breaches wanted, one a line. There is at least one
// case of each of these kinds, which a case's name begins with. Where the text before the cases begins with ofTheFaculty, the tables of
// testdata/faculty.txtar come between.
var kinds = []string{"legal", "broken", "edge", "boundary"}

const ofTheFaculty = "Of the faculty."

func TestRules(t *testing.T) {
	for _, r := range checks {
		t.Run(r.id, func(t *testing.T) {
			path := filepath.Join("testdata", r.id+".txtar")
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatalf("the rule has no cases: %v", err)
			}
			seen := map[string]bool{}
			for _, name := range caseNames(archive) {
				kind, _, _ := strings.Cut(name, "-")
				seen[kind] = true
				t.Run(name, func(t *testing.T) { runCase(t, archive, r.id, name, kind) })
			}
			for _, kind := range kinds {
				if !seen[kind] {
					t.Errorf("%s: no case of kind %s", path, kind)
				}
			}
			if *update {
				if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// TestCasesHaveRules finds files of cases whose rule is gone.
func TestCasesHaveRules(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, f := range files {
		id := strings.TrimSuffix(filepath.Base(f), ".txtar")
		if id != "base" && id != "faculty" && !slices.ContainsFunc(checks, func(r rule) bool { return r.id == id }) {
			t.Errorf("%s: no such rule", f)
		}
	}
}

func runCase(t *testing.T, archive *txtar.Archive, id, name, kind string) {
	p, stays, shifts, want := readCase(t, archive, name)
	breaches := LayShifts(p, stays, shifts).Check()
	var got strings.Builder
	n := 0
	for _, b := range breaches {
		fmt.Fprintf(&got, "%s %s %q %v..%v %g/%g %s [%s] %s\n", b.Rule, b.Level, b.Person, b.FirstDay, b.LastDay, b.Amount, b.Allowed, b.Unit, b.Source, b.Text)
		if b.Rule == id {
			n++
		}
	}
	switch {
	case kind == "legal" && len(breaches) > 0:
		t.Errorf("a legal case has breaches:\n%s", got.String())
	case kind == "edge" && n > 0:
		t.Errorf("a case at the edge breaks its rule:\n%s", got.String())
	case kind == "broken" && n == 0:
		t.Error("a broken case has no breach of its rule")
	}
	if *update {
		want.Data = []byte(got.String())
	}
	if diff := cmp.Diff(string(want.Data), got.String()); diff != "" {
		t.Errorf("breaches (-want +got):\n%s", diff)
	}
	slices.Reverse(stays)
	slices.Reverse(shifts)
	if diff := cmp.Diff(breaches, LayShifts(p, stays, shifts).Check()); diff != "" {
		t.Errorf("the order of the rows changes the breaches:\n%s", diff)
	}
}

// caseNames returns the folders of an archive in order.
func caseNames(a *txtar.Archive) []string {
	var names []string
	for _, f := range a.Files {
		if name, _, ok := strings.Cut(f.Name, "/"); ok && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// readCase writes the tables of a case as a programme folder, reads that, and returns it with the stays, the half-days and the file of
// wanted breaches.
func readCase(t *testing.T, archive *txtar.Archive, name string) (*datasets.Program, []datasets.Stay, []datasets.Shift, *txtar.File) {
	t.Helper()
	dir := t.TempDir()
	write := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	bases := []string{"testdata/base.txtar"}
	if strings.HasPrefix(string(archive.Comment), ofTheFaculty) {
		bases = append(bases, "testdata/faculty.txtar")
	}
	for _, path := range bases {
		base, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range base.Files {
			write(f.Name, f.Data)
		}
	}
	var lines, halfDays []string
	var want *txtar.File
	for i, f := range archive.Files {
		folder, file, _ := strings.Cut(f.Name, "/")
		switch {
		case folder != name:
		case file == "stays":
			lines = strings.Split(strings.TrimSpace(string(f.Data)), "\n")
		case file == "shifts":
			halfDays = strings.Split(strings.TrimSpace(string(f.Data)), "\n")
		case file == "want":
			want = &archive.Files[i]
		default:
			write(file, f.Data)
		}
	}
	if want == nil {
		t.Fatalf("case %s has no file want", name)
	}
	p, err := datasets.ReadProgram(dir)
	if err != nil {
		t.Fatal(err)
	}
	var stays []datasets.Stay
	for _, line := range lines {
		if line != "" {
			stays = append(stays, parseStay(t, p, line))
		}
	}
	var shifts []datasets.Shift
	for _, line := range halfDays {
		shifts = append(shifts, parseShifts(t, p, line)...)
	}
	return p, stays, shifts, want
}

var when = regexp.MustCompile(`^(\d+)(\.[12])?$|^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$`)

// parseStay reads "A 2 WARD" (block 2), "A 2.1 WARD" (its first half) or "A 2026-08-01..2026-08-05 WARD".
func parseStay(t *testing.T, p *datasets.Program, line string) datasets.Stay {
	t.Helper()
	fields := strings.Fields(line)
	if len(fields) != 3 {
		t.Fatalf("stay %q; expected person, when, rotation", line)
	}
	s := datasets.Stay{Candidate: 1, Person: fields[0], Role: datasets.Resident, Rotation: fields[2]}
	if i := slices.IndexFunc(p.People, func(q datasets.Person) bool { return q.Person == fields[0] && q.Role == datasets.Faculty }); i >= 0 {
		s.Role = datasets.Faculty
	}
	m := when.FindStringSubmatch(fields[1])
	if m == nil {
		t.Fatalf("stay %q; expected a block such as 2, a half-block such as 2.1, or days", line)
	}
	if m[1] == "" {
		var err error
		if s.FirstDay, err = datasets.ParseDay(m[3]); err != nil {
			t.Fatal(err)
		}
		if s.LastDay, err = datasets.ParseDay(m[4]); err != nil {
			t.Fatal(err)
		}
		return s
	}
	s.Block, _ = strconv.Atoi(m[1])
	s.Half = new(int)
	i := slices.IndexFunc(p.Blocks, func(b datasets.Block) bool { return b.Block == s.Block })
	if i < 0 {
		t.Fatalf("stay %q: no such block", line)
	}
	s.FirstDay, s.LastDay = p.Blocks[i].FirstDay, p.Blocks[i].LastDay
	switch m[2] {
	case ".1":
		*s.Half = 1
		s.LastDay = s.FirstDay + 13
	case ".2":
		*s.Half = 2
		s.FirstDay += 14
	}
	return s
}
