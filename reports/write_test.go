package reports

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"rota/analytics"
	"rota/analytics/compliance"
	"rota/datasets"
	"rota/solver"
)

func written(t *testing.T, r Run) string {
	t.Helper()
	dir := t.TempDir()
	if err := Write(dir, r); err != nil {
		t.Fatal(err)
	}
	return dir
}

func contents(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		all[name], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestSameRunSameBytes(t *testing.T) {
	first, second := contents(t, written(t, madeUpRun(9))), contents(t, written(t, madeUpRun(9)))
	if len(first) != len(second) {
		t.Fatalf("files: %d and %d", len(first), len(second))
	}
	for name, data := range first {
		if !bytes.Equal(data, second[name]) {
			t.Errorf("%s differs between two writings of the same run", name)
		}
	}
}

func TestWriteAgainOverACrash(t *testing.T) {
	dir := written(t, madeUpRun(6))
	want := contents(t, dir)
	for _, name := range []string{"report.pdf", "charts/year.png", manifestFile} {
		if err := os.Rename(filepath.Join(dir, name), filepath.Join(dir, name+unfinished)); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name+unfinished), []byte("half a fi"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := Write(dir, madeUpRun(6)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, contents(t, dir)); diff != "" {
		t.Errorf("after a crash and a second writing (-want +got):\n%.2000s", diff)
	}
}

func TestManifest(t *testing.T) {
	dir := t.TempDir()
	for name, data := range map[string]string{"problem.arrow": "p", "candidates.arrow": "c", "timing.json": "{}", "half.tmp": "h"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r := madeUpRun(6)
	if err := Write(dir, r); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, manifestFile))
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]any
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	files := m["files"].(map[string]any)
	delete(m, "files")
	want := map[string]any{
		"run": r.Name, "kind": "annual", "program": "Made-up", "seed": 1.0, "rounds": 40.0, "candidates": 3.0, "rules": "acgme-common as of 2026-07-01", "version": "0.1.0",
		"input_sha256": r.InputHash, "hard": 0.0, "cover": 5.0, "soft": 1050.0,
		"bound_hard": nil, "bound_cover": nil, "bound_soft": nil, "gap": nil, "chosen": 2.0,
		"choice": "least Hard score, then least Cover, then least Soft; among equals the fairest, then the most resilient, then the first",
	}
	if diff := cmp.Diff(want, m); diff != "" {
		t.Errorf("manifest.json (-want +got):\n%s", diff)
	}
	for name := range contents(t, dir) {
		_, listed := files[name]
		if out := name == manifestFile || name == timingFile || name == "half.tmp"; listed == out {
			t.Errorf("%s: listed=%v", name, listed)
		}
	}
	// SHA-256 of "p", known from elsewhere: printf p | sha256sum.
	if got := files["problem.arrow"]; got != "148de9c5a7a44d19e56cd9ae1a554bf67847afb0c58f6e12fa29ac7ddfca9940" {
		t.Errorf("problem.arrow: sha256=%v", got)
	}
}

// With a bound the manifest and every candidate have it, and the gap is that of the first level that differs.
func TestBoundIsWritten(t *testing.T) {
	r := madeUpRun(6)
	r.Bound = &solver.Score{Cover: 4, Soft: 900}
	dir := written(t, r)
	data, err := os.ReadFile(filepath.Join(dir, manifestFile))
	if err != nil {
		t.Fatal(err)
	}
	var m manifest
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	if m.BoundHard == nil || *m.BoundHard != 0 || *m.BoundCover != 4 || *m.BoundSoft != 900 || *m.Gap != 0.25 {
		t.Errorf("manifest.json: %s; expected the bound and gap 0.25, of Cover 5", data)
	}
	candidates, err := parquet.ReadFile[candidateRow](filepath.Join(dir, "candidates.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float64{0.5, 0.25, 1} { // Cover 6, Cover 5, Hard 1 over a bound of 0
		c := candidates[i]
		if c.Gap == nil || *c.Gap != want || *c.BoundHard != 0 || *c.BoundCover != 4 || *c.BoundSoft != 900 {
			t.Errorf("candidates.parquet: %+v; expected the bound and gap %v", c, want)
		}
	}
}

func TestParquetReadsBack(t *testing.T) {
	r := madeUpRun(6)
	dir := written(t, r)
	readsBack(t, dir, "breaches.parquet", rows(r, Candidate.breachRows),
		"candidate rule level person first_day last_day amount allowed unit source text")
	readsBack(t, dir, "requests.parquet", rows(r, Candidate.requestRows), "candidate person first_day last_day wish rank granted reason cost_hard cost_cover cost_soft")
	readsBack(t, dir, "measures.parquet", rows(r, Candidate.measureRows), "candidate name scope value unit lower upper target state source")
	readsBack(t, dir, "series.parquet", rows(r, Candidate.seriesRows), "candidate name scope time value lower upper unit")
	readsBack(t, dir, "candidates.parquet", candidateRows(r), "candidate seed hard cover soft bound_hard bound_cover bound_soft gap chosen "+
		"cover_below_least absence_days_on_leave_rotations requests_granted thin_half_blocks weekly_hours_highest fire_index_highest "+
		"calls_close calls_near_inpatient equity_total_farthest nights_without_spare workload_spread burden_farthest leaning front cells_from_chosen cells_from_nearest")
	readsBack(t, dir, "annual.parquet", rows(r, func(c Candidate) []datasets.Stay { return c.Stays }),
		"candidate person role pgy block half first_day last_day rotation pinned")
}

func TestFacultyReadsBack(t *testing.T) {
	r := madeUpFaculty()
	dir := written(t, r)
	readsBack(t, dir, "requests.parquet", rows(r, Candidate.requestRows), "candidate person first_day last_day wish rank granted reason cost_hard cost_cover cost_soft")
	readsBack(t, dir, "series.parquet", rows(r, Candidate.seriesRows), "candidate name scope time value lower upper unit")
	for _, row := range candidateRows(r) {
		if row.CallsClose == nil || row.CallsNear == nil || row.ShareFarthest == nil || row.NightsUnsaved == nil || row.HoursHighest != nil {
			t.Errorf("candidates.parquet: %+v; expected the numbers of a faculty year", row)
		}
	}
	first, second := contents(t, dir), contents(t, written(t, madeUpFaculty()))
	for name, data := range first {
		if !bytes.Equal(data, second[name]) {
			t.Errorf("%s differs between two writings of the same run", name)
		}
	}
}

func readsBack[T any](t *testing.T, dir, file string, want []T, columns string) {
	t.Helper()
	got, err := parquet.ReadFile[T](filepath.Join(dir, file))
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	if diff := cmp.Diff(want, got); diff != "" || len(got) == 0 {
		t.Errorf("%s: %d rows (-want +got):\n%.2000s", file, len(got), diff)
	}
	f, err := os.Open(filepath.Join(dir, file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, _ := f.Stat()
	p, err := parquet.OpenFile(f, info.Size())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range p.Schema().Columns() {
		names = append(names, strings.Join(c, "."))
	}
	if diff := cmp.Diff(strings.Fields(columns), names); diff != "" {
		t.Errorf("%s: columns (-want +got):\n%s", file, diff)
	}
	if hash, _ := p.Lookup("rota.input_sha256"); hash != madeUpRun(1).InputHash {
		t.Errorf("%s: input hash in the metadata: %q", file, hash)
	}
}

func TestReportHasThreeToSixPages(t *testing.T) {
	many := madeUpRun(18)
	for i := range many.Candidates {
		a := &many.Candidates[i].Assessment
		for range 9 {
			a.Breaches = append(a.Breaches, a.Breaches...)
			if len(a.Breaches) > 600 {
				break
			}
		}
	}
	candidates := madeUpRun(6)
	for k := 4; k <= 40; k++ {
		candidates.Candidates = append(candidates.Candidates, candidates.Candidates[0])
		candidates.Candidates[k-1].Number = k
	}
	candidates.Chosen = 33
	clean := madeUpRun(6)
	for i := range clean.Candidates {
		clean.Candidates[i].Assessment.Breaches = nil
	}
	for name, r := range map[string]Run{"6": madeUpRun(6), "45": madeUpRun(45), "130": madeUpRun(130), "many breaches": many, "many candidates": candidates, "no breach": clean, "faculty": madeUpFaculty()} {
		data, err := os.ReadFile(filepath.Join(written(t, r), "report.pdf"))
		if err != nil {
			t.Fatal(err)
		}
		pages := len(regexp.MustCompile(`/Type /Page\b[^s]`).FindAll(data, -1))
		if pages < 3 || pages > 6 {
			t.Errorf("%s: %d pages", name, pages)
		}
	}
}

func TestReportSaysWhatTheSummarySays(t *testing.T) {
	saysAll(t, madeUpRun(18), "Not legal", "page 1 of 5", "A resident has no rotation on 28 days of block 6.")
	saysAll(t, madeUpFaculty(), "Not legal", "page 1 of 6", "Faculty year of Made-up", "A member of the faculty is on call", "Talk to the people who are beyond rounding")
}

// saysAll holds the text of a report to the story of the run and to more; nobody is named.
func saysAll(t *testing.T, r Run, more ...string) {
	t.Helper()
	text := pdfText(t, r)
	want := append(more, what(r))
	for _, l := range story(r) {
		want = append(want, l.about, l.text, capital(string(l.state)))
	}
	for _, w := range want {
		if !strings.Contains(text, strings.Join(strings.Fields(w), " ")) {
			t.Errorf("report.pdf does not say %q", w)
		}
	}
	for _, p := range r.Program.People {
		if strings.Contains(text, p.Person) {
			t.Errorf("report.pdf names %s in its text", p.Person)
		}
	}
}

func TestReportOfALegalYear(t *testing.T) {
	r := madeUpRun(6)
	zero := 0.0
	for i := range r.Candidates {
		a := &r.Candidates[i].Assessment
		a.Breaches = nil
		for j := range a.Measures {
			if slices.Contains([]string{hardBreaches, "cover_breaches", coverBelowLeast, coverAboveMost}, a.Measures[j].Name) {
				a.Measures[j].Value = &zero
			}
		}
	}
	text := pdfText(t, r)
	for _, w := range []string{"Legal and covered", "rota approve", "None. The checker", "Every service has its people in every half-block"} {
		if !strings.Contains(text, w) {
			t.Errorf("report.pdf does not say %q", w)
		}
	}
}

func TestLongBreachListIsCutWithACount(t *testing.T) {
	r := madeUpRun(6)
	a := &r.Candidates[1].Assessment
	a.Breaches = nil
	for range 500 {
		a.Breaches = append(a.Breaches, compliance.Breach{Rule: "cover-least", Level: compliance.Cover, FirstDay: 20635, LastDay: 20648, Text: "Night has nobody."})
	}
	text := pdfText(t, r)
	shown := strings.Count(text, "Night has nobody.")
	cut := regexp.MustCompile(`and (\d+) more breaches: breaches.parquet has all`).FindStringSubmatch(text)
	if shown < 50 || len(cut) != 2 || cut[1] != trim(float64(500-shown)) {
		t.Errorf("of 500 breaches %d are shown, and the cut says %v", shown, cut)
	}
}

// pdfText is the text of the run's report, white space made single spaces.
func pdfText(t *testing.T, r Run) string {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext (poppler-utils) is absent: make tools installs it")
	}
	out, err := exec.Command("pdftotext", "-layout", filepath.Join(written(t, r), "report.pdf"), "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(string(out)), " ")
}

func TestWriteRefusesARunWithoutItsChosenCandidate(t *testing.T) {
	r := madeUpRun(3)
	r.Chosen = 9
	if err := Write(t.TempDir(), r); err == nil || !strings.Contains(err.Error(), "chosen=9") {
		t.Errorf("error: %v", err)
	}
	r = madeUpRun(3)
	r.Program.Blocks = nil
	if err := Write(t.TempDir(), r); err == nil || !strings.Contains(err.Error(), "no blocks") {
		t.Errorf("error: %v", err)
	}
}

func TestNothingKnownIsSaidPlainly(t *testing.T) {
	for _, l := range story(Run{Chosen: 1, Candidates: []Candidate{{Number: 1}}}) {
		if l.state != analytics.NoAnswer {
			t.Errorf("%s of an empty assessment: %s, %q", l.about, l.state, l.text)
		}
	}
}
