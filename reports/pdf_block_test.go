package reports

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"rota/analytics"
	"rota/analytics/compliance"
	"rota/datasets/rules"
)

// TestReportOfABlock: the report of a block has its pictures, a fortnight of the sheet on a page, what the summary says, each shortfall
// with the person and the place where it is asked for, and every exception.
func TestReportOfABlock(t *testing.T) {
	r := madeUpBlock(t)
	a := &r.Candidates[0].Assessment
	a.Exceptions = append(a.Exceptions, rules.Exception{Rule: "acgme-80h", Person: "R1-01", Limit: 88, FirstDay: r.Program.Blocks[2].FirstDay.Time(),
		LastDay: r.Program.Blocks[2].LastDay.Time(), SignedBy: "Review Committee", SignedOn: r.Program.Blocks[1].FirstDay.Time(), Reason: "a surge", Place: "exceptions.csv row 2"})
	text := pdfText(t, r)
	want := []string{what(r), "Block 2 of fm18", "Not legal", "acgme-80h is widened to 88", "page 1 of", r.Name}
	for _, l := range story(r) {
		want = append(want, l.about, l.text, capital(string(l.state)))
	}
	for _, b := range append(a.Breaches[:0:0], a.Breaches[:5]...) {
		want = append(want, b.Text, b.Source)
	}
	for _, w := range want {
		if !strings.Contains(text, strings.Join(strings.Fields(w), " ")) {
			t.Errorf("report.pdf does not say %q", w)
		}
	}
	dir := written(t, r)
	data, err := os.ReadFile(filepath.Join(dir, "report.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	if pictures := len(regexp.MustCompile(`/Subtype /Image`).FindAll(data, -1)); pictures != 2+len(charts(r))-1 { // the sheet as two pages
		t.Errorf("%d pictures in report.pdf; expected two fortnights of the sheet and the other charts", pictures)
	}
	again, err := os.ReadFile(filepath.Join(written(t, madeUpBlock(t)), "report.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	without, err := os.ReadFile(filepath.Join(written(t, madeUpBlock(t)), "report.pdf"))
	if err != nil || !bytes.Equal(again, without) {
		t.Errorf("two writings of the same block differ: %v", err)
	}
}

// TestStoryOfABlock: what is not known is said plainly, and what is proven to be out of reach is said with the shortfall.
func TestStoryOfABlock(t *testing.T) {
	empty := Run{HalfDays: true, Chosen: 1, Candidates: []Candidate{{Number: 1}}, Program: madeUpBlock(t).Program}
	for _, l := range story(empty) {
		if l.state != analytics.NoAnswer {
			t.Errorf("%s of an empty assessment: %s, %q", l.about, l.state, l.text)
		}
	}
	r := madeUpBlock(t)
	c := &r.Candidates[0]
	c.Score.Cover = int64(len(c.breaches(compliance.Cover)))
	if c.Score.Cover == 0 {
		t.Fatal("the made-up block misses no cover; expected some")
	}
	const proven = "It is proven that no schedule without more Hard breaches has less"
	if l := halfDaysCovered(r); strings.Contains(l.text, proven) {
		t.Errorf("%q without a bound", l.text)
	}
	r.Bound = &c.Score
	if l := halfDaysCovered(r); !strings.Contains(l.text, proven) {
		t.Errorf("%q at the bound", l.text)
	}
}
