package reports

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"rota/analytics"
	"rota/analytics/compliance"
	"rota/datasets"
	"rota/datasets/rules"
	"rota/solver"
)

func TestSummary(t *testing.T) {
	got := Summary(madeUpRun(18))
	golden := filepath.Join("testdata", "summary.txt")
	if *update {
		writeGolden(t, golden, []byte(got))
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("summary (-want +got):\n%s", diff)
	}
	for _, line := range strings.Split(got, "\n") {
		if n := len([]rune(line)); n > 112 {
			t.Errorf("a line of %d letters: %q", n, line)
		}
	}
}

func TestWhyChosen(t *testing.T) {
	for _, c := range []struct {
		name   string
		chosen int
		scores []solver.Score
		want   string
	}{
		{"alone", 1, []solver.Score{{}}, "It is the only candidate."},
		{"by law", 2, []solver.Score{{Hard: 2}, {Hard: 1, Cover: 9}}, "Candidate 2 was chosen because it has the least Hard score"},
		{"by cover", 1, []solver.Score{{Cover: 1, Soft: 8}, {Cover: 2, Soft: 1}}, "Candidate 1 was chosen because all are equal by law and it misses the least cover"},
		{"by wishes", 1, []solver.Score{{Soft: 1}, {Soft: 2}}, "Candidate 1 was chosen because all are equal by law and cover, and it meets wishes best: Soft score 1."},
		{"on several levels", 1, []solver.Score{{}, {Hard: 1}, {Cover: 1}}, "Candidate 1 was chosen because it has the best score: law first"},
		{"tie", 1, []solver.Score{{Soft: 1}, {Soft: 1}, {Soft: 3}}, "Candidate 1 has the best score, as 1 other has."},
		{"by hand", 2, []solver.Score{{Soft: 1}, {Soft: 2}}, "Candidate 2 was chosen although candidate 1 has the better score."},
	} {
		r := Run{Chosen: c.chosen}
		for i, s := range c.scores {
			r.Candidates = append(r.Candidates, Candidate{Number: i + 1, Score: s})
		}
		if got := whyChosen(r); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: %q; want %q...", c.name, got, c.want)
		}
	}
}

func TestOptimality(t *testing.T) {
	for _, c := range []struct {
		name         string
		score, bound solver.Score
		state        analytics.State
		want         string
	}{
		{"reached", solver.Score{Soft: 7}, solver.Score{Soft: 7}, analytics.Good, "Proven: no schedule of this programme has a better score."},
		{"near", solver.Score{Soft: 14826}, solver.Score{Soft: 14820}, analytics.Good,
			"At most 0.041 % above the optimum: no schedule of the same Hard and Cover scores has a Soft score below 14820; this one has 14826."},
		{"far", solver.Score{Soft: 1234}, solver.Score{Soft: 1000}, analytics.Watch, "At most 24 % above the optimum"},
		{"twice", solver.Score{Cover: 4}, solver.Score{Cover: 2, Soft: 9}, analytics.Watch,
			"At most 100 % above the optimum: no schedule of the same Hard score has a Cover score below 2; this one has 4."},
		{"by law", solver.Score{Hard: 12}, solver.Score{Hard: 10}, analytics.Watch, "At most 20 % above the optimum: no schedule has a Hard score below 10"},
		{"above nothing", solver.Score{Cover: 3}, solver.Score{Soft: 9}, analytics.Watch, "Cover score at most 3 above the optimum"},
	} {
		r := Run{Chosen: 1, Candidates: []Candidate{{Number: 1, Score: c.score}}, Bound: &c.bound}
		if got := optimality(r); got.state != c.state || !strings.HasPrefix(got.text, c.want) {
			t.Errorf("%s: %+v; want %s: %q...", c.name, got, c.state, c.want)
		}
	}
	if got := optimality(Run{Chosen: 1, Candidates: []Candidate{{Number: 1}}}); got.state != analytics.NoAnswer {
		t.Errorf("without a bound: %+v; want no answer", got)
	}
}

func TestFewCandidatesAreShownWithTheChosenOne(t *testing.T) {
	r := Run{Chosen: 33}
	for k := 1; k <= 40; k++ {
		r.Candidates = append(r.Candidates, Candidate{Number: k})
	}
	var shown []int
	for _, c := range r.shown() {
		shown = append(shown, c.Number)
	}
	if diff := cmp.Diff([]int{1, 2, 3, 4, 5, 6, 7, 33}, shown); diff != "" {
		t.Errorf("shown (-want +got):\n%s", diff)
	}
}

func TestVerdict(t *testing.T) {
	for _, c := range []struct {
		hard, below float64
		want        analytics.State
	}{{0, 0, analytics.Good}, {0, 3, analytics.Watch}, {1, 0, analytics.Bad}, {2, 5, analytics.Bad}} {
		candidate := Candidate{Assessment: analytics.Assessment{Measures: []analytics.Measure{
			{Name: hardBreaches, Scope: programme, Value: &c.hard}, {Name: coverBelowLeast, Scope: programme, Value: &c.below},
		}}}
		if got := annualVerdict(candidate); got.state != c.want {
			t.Errorf("hard=%v below=%v: %s; want %s", c.hard, c.below, got.state, c.want)
		}
	}
}

func TestWords(t *testing.T) {
	two, three, none := 2.0, 3.0, 0.0
	for _, c := range []struct{ got, want string }{
		{share(&two, &three), "2 of 3 (67 %)"},
		{share(&none, &none), "none"},
		{share(nil, &three), unknown},
		{trim(2.5), "2.5"}, {trim(1.0 / 3), "0.33"}, {trim(80), "80"},
		{plural(1, "block", "blocks"), "1 block"}, {plural(0, "block", "blocks"), "0 blocks"},
		{sentence(" mean of the weeks"), "Mean of the weeks."}, {sentence(""), ""},
		{unit(&analytics.Measure{Value: &two, Unit: "h/week"}, 1), "2.0 h/week"},
	} {
		if c.got != c.want {
			t.Errorf("%q; want %q", c.got, c.want)
		}
	}
}

func TestYearGrid(t *testing.T) {
	r := madeUpRun(9)
	y := yearOf(r)
	if len(y.rows) != 9 || len(y.blocks) != 13 || y.groups() != 3 {
		t.Fatalf("rows=%d blocks=%d groups=%d", len(y.rows), len(y.blocks), y.groups())
	}
	if got := y.rows[7].idle; len(got) != 1 || got[0] != (span{5, 6}) {
		t.Errorf("R08 has no rotation in block 6: idle=%v", got)
	}
	if got := y.rows[4].idle; len(got) != 0 {
		t.Errorf("R05 has left after block 9 and is not unfilled: idle=%v", got)
	}
	last := y.rows[4].cells[len(y.rows[4].cells)-1]
	if last.to != 9 {
		t.Errorf("R05's last cell ends at column %v; want 9", last.to)
	}
	for _, row := range y.rows {
		for _, m := range row.marks {
			if m.to <= m.from {
				t.Errorf("%s: an absence from column %v to %v", row.person, m.from, m.to)
			}
		}
	}
}

// A stay of a whole block on a combined rotation is drawn as its two halves, as two stays of half-blocks are.
func TestYearGridSplitsCombinedRotations(t *testing.T) {
	p := madeUpProgram(1)
	zero := 0
	b := p.Blocks[1]
	stay := datasets.Stay{Person: "R01", Block: 2, Half: &zero, FirstDay: b.FirstDay, LastDay: b.LastDay, Rotation: "NF + DERM"}
	row := year{blocks: yearBlocks(p)}.row(p, p.People[0], []datasets.Stay{stay}, nil)
	if len(row.cells) != 2 || row.cells[0].service != "Night float" || row.cells[1].service != "DERM" || row.cells[0].span != (span{1, 1.5}) {
		t.Errorf("cells: %+v", row.cells)
	}
}

// A breach within a block marks its cells, a longer one the resident: a whole row of outlined cells would point at nothing.
func TestYearGridMarksBreaches(t *testing.T) {
	p := madeUpProgram(1)
	zero := 0
	y := year{blocks: yearBlocks(p)}
	var stays []datasets.Stay
	for _, b := range p.Blocks[:2] {
		stays = append(stays, datasets.Stay{Person: "R01", Block: b.Block, Half: &zero, FirstDay: b.FirstDay, LastDay: b.LastDay, Rotation: "FMC"})
	}
	short := compliance.Breach{Person: "R01", FirstDay: p.Blocks[1].FirstDay + 3, LastDay: p.Blocks[1].FirstDay + 4}
	long := compliance.Breach{Person: "R01", FirstDay: p.Blocks[0].FirstDay, LastDay: p.Blocks[12].LastDay}
	row := y.row(p, p.People[0], stays, []compliance.Breach{short, {Person: "R02", FirstDay: stays[0].FirstDay, LastDay: stays[0].LastDay}})
	if row.broken || row.cells[0].broken || !row.cells[1].broken {
		t.Errorf("a breach of two days in block 2: row %v, cells %v and %v", row.broken, row.cells[0].broken, row.cells[1].broken)
	}
	row = y.row(p, p.People[0], stays, []compliance.Breach{long})
	if !row.broken || row.cells[0].broken || row.cells[1].broken {
		t.Errorf("a breach of the year: row %v, cells %v and %v", row.broken, row.cells[0].broken, row.cells[1].broken)
	}
}

func TestServiceInksStayApart(t *testing.T) {
	p := &datasets.Program{}
	for i := range 3 * len(fills) {
		p.Cover = append(p.Cover, datasets.Cover{Services: []string{string(rune('a' + i)), "a"}, Least: 1})
		p.Cover = append(p.Cover, datasets.Cover{Services: []string{"place " + string(rune('a'+i))}})
	}
	seen := map[serviceInk]bool{}
	for _, i := range serviceInks(p) {
		i.service = ""
		if seen[i] {
			t.Errorf("two services look alike: %+v", i)
		}
		seen[i] = true
	}
	if len(seen) != 3*len(fills) {
		t.Errorf("%d inks for %d services", len(seen), 3*len(fills))
	}
}

func TestRoundTicks(t *testing.T) {
	for _, c := range []struct{ bottom, top float64 }{{0, 1}, {52, 81.6}, {0, 14.3}, {0, 0.07}, {0, 900}} {
		ticks := roundTicks(c.bottom, c.top)
		if len(ticks) < 4 || len(ticks) > 9 {
			t.Errorf("%v to %v: %d ticks", c.bottom, c.top, len(ticks))
		}
		for _, tick := range ticks {
			if tick.Value < c.bottom || tick.Value > c.top {
				t.Errorf("%v to %v: a tick at %v", c.bottom, c.top, tick.Value)
			}
		}
	}
}

// TestExceptionsAreTold: each permission to go beyond a rule stands under the verdict, in the summary and on the first page, with
// whoever granted it and without the resident's code.
func TestExceptionsAreTold(t *testing.T) {
	r := madeUpRun(18)
	for i := range r.Candidates {
		r.Candidates[i].Assessment.Exceptions = []rules.Exception{{Place: "exceptions.csv row 2", Rule: "acgme-80h", Person: "R1-01", Rotation: "WARD", Limit: 88,
			FirstDay: time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC), LastDay: time.Date(2026, 9, 30, 0, 0, 0, 0, time.UTC), SignedBy: "GMEC and DIO",
			SignedOn: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC), Reason: "rural service"}}
	}
	const want = "Exception [watch] Rule acgme-80h is widened to 88 for a resident on WARD, 1 July 2026 to 30 September 2026, granted by GMEC and DIO on " +
		"1 May 2026: rural service (exceptions.csv row 2)."
	if got := strings.Join(strings.Fields(Summary(r)), " "); !strings.Contains(got, want) || strings.Contains(got, "R1-01") {
		t.Errorf("summary %q; want %q and no code of the resident", got, want)
	}
}
