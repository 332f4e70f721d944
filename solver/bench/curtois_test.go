package bench_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rota/solver"
	"rota/solver/bench"
	"rota/solver/bench/sample"
)

func tinyCurtois(t testing.TB) *bench.Curtois {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "tiny.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	c, err := bench.ReadCurtois(f)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// week writes lines of one letter a day, a point for a day off, as a roster of the tiny instance.
func week(t *testing.T, c *bench.Curtois, lines ...string) bench.Cells {
	t.Helper()
	var text strings.Builder
	for p, l := range lines {
		text.WriteString(c.Staff[p].ID)
		for _, letter := range l {
			text.WriteString("," + strings.Trim(string(letter), "."))
		}
		text.WriteString("\n")
	}
	cells, err := c.ReadRoster(strings.NewReader(text.String()))
	if err != nil {
		t.Fatal(err)
	}
	return cells
}

// TestReadCurtois: every column lands where it belongs, with Windows line ends, comments and spaces.
func TestReadCurtois(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "tiny.txt"))
	if err != nil {
		t.Fatal(err)
	}
	windows := "\ufeff" + strings.ReplaceAll(strings.ReplaceAll(string(text), "\n", "  # again\r\n"), ",", " , ")
	want := &bench.Curtois{
		Days:   7,
		Shifts: []bench.Shift{{ID: "D", Minutes: 480}, {ID: "N", Minutes: 600, Forbidden: []int{0}}},
		Staff: []bench.Staff{
			{ID: "Ann", MaxShifts: []int{4, 0}, MaxMinutes: 1920, MinMinutes: 960, MaxRun: 4, MinRun: 2, MinOff: 2, MaxWeekends: 1},
			{ID: "Bob", MaxShifts: []int{7, 3}, MaxMinutes: 2400, MaxRun: 3, MinRun: 1, MinOff: 1, MaxWeekends: 1, DaysOff: []int{0, 6}},
		},
		On:  []bench.ShiftRequest{{Person: 0, Day: 1, Shift: 0, Weight: 3}, {Person: 1, Day: 2, Shift: 1, Weight: 2}},
		Off: []bench.ShiftRequest{{Person: 0, Day: 5, Shift: 0, Weight: 1}},
		Coverage: []bench.ShiftCover{
			{Day: 1, Shift: 0, Need: 1, Under: 10, Over: 1}, {Day: 2, Shift: 1, Need: 1, Under: 10, Over: 1}, {Day: 3, Shift: 1, Need: 1, Under: 10, Over: 1},
			{Day: 4, Shift: 1, Need: 1, Under: 10, Over: 1}, {Day: 5, Shift: 0, Need: 1, Under: 10, Over: 1},
		},
	}
	for name, input := range map[string]string{"as it is": string(text), "as Windows writes it": windows} {
		got, err := bench.ReadCurtois(strings.NewReader(input))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestCurtoisRules: for each rule a line that keeps it, one that breaks it by so much, and the edge.
func TestCurtoisRules(t *testing.T) {
	fit := "..NNN.." // Bob, who has no wish left then
	cases := []struct {
		name     string
		change   func(*bench.Curtois)
		ann, bob string
		breaches []bench.Breach // without their texts
		value    int64
	}{
		{"best by hand", nil, "DD...DD", fit, nil, 1},
		{"day 5 not covered", nil, "DDDD...", fit, nil, 10},
		{"no wish of Ann's granted", nil, "...DDDD", fit, nil, 3 + 10 + 1},
		{"nobody works", func(c *bench.Curtois) { c.Staff[0].MinMinutes = 0 }, ".......", ".......", nil, 3 + 2 + 50},
		{"over", nil, "DDDD...", ".DNNN..", []bench.Breach{{Rule: "H5", Amount: 1}}, 10 + 1},
		{"H2 day after night", nil, "DDDD...", "..NND..", []bench.Breach{{Rule: "H2", Amount: 1}}, 20},
		{"H2 cleared by a day off", nil, "DDDD...", "..NN.D.", nil, 10},
		{"H3 shift he may not work", nil, "DDNN...", "..NN...", []bench.Breach{{Rule: "H3", Amount: 2}, {Rule: "H4", Amount: 240}}, 2 + 20},
		{"H4 too little", nil, "D......", fit, []bench.Breach{{Rule: "H4", Amount: 480}}, 3 + 20},
		{"H5 run of five", func(c *bench.Curtois) { c.Staff[0].MaxMinutes, c.Staff[0].MaxShifts[0] = 9999, 7 }, "DDDDD..", fit, []bench.Breach{{Rule: "H5", Amount: 1}}, 10},
		{"H6 short run within", nil, "..D..DD", fit, []bench.Breach{{Rule: "H6", Amount: 1}}, 3 + 10 + 1},
		{"H6 short runs at both edges", nil, "D.....D", fit, nil, 3 + 20},
		{"H7 short rest within", nil, "DD.DD..", fit, []bench.Breach{{Rule: "H7", Amount: 1}}, 10},
		{"H7 short rest at both edges", nil, ".DDDD..", fit, nil, 10},
		{"H8 Sunday counts", func(c *bench.Curtois) { c.Staff[0].MaxWeekends = 0 }, "DD....D", fit, []bench.Breach{{Rule: "H8", Amount: 1}}, 10},
		{"H8 Saturday and Sunday are one weekend", nil, "DD...DD", fit, nil, 1},
		{"H9 works on a day off", nil, "DDDD...", "D.NNN..", []bench.Breach{{Rule: "H9", Amount: 1}}, 10},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			tiny := tinyCurtois(t)
			if c.change != nil {
				c.change(tiny)
			}
			holdTo(t, bench.Verdict{Value: c.value, Breaches: c.breaches}, tiny.Evaluate(week(t, tiny, c.ann, c.bob)))
		})
	}
}

// holdTo compares a verdict with one whose breaches have no texts; each has to have one.
func holdTo(t *testing.T, want, got bench.Verdict) {
	t.Helper()
	for i := range got.Breaches {
		if got.Breaches[i].Text == "" {
			t.Errorf("breach %d has no text", i)
		}
		got.Breaches[i].Text = ""
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("verdict (-want +got):\n%s", diff)
	}
}

// TestCurtoisOptimum: no roster of the tiny instance is better than the one found by hand, among all there are.
func TestCurtoisOptimum(t *testing.T) {
	c := tinyCurtois(t)
	lines := func(shifts int) (out [][]int) { // every line over off and the first shifts
		for code := range pow(shifts+1, c.Days) {
			line := make([]int, c.Days)
			for d := range line {
				line[d] = code%(shifts+1) - 1
				code /= shifts + 1
			}
			out = append(out, line)
		}
		return out
	}
	best := int64(1 << 60)
	ann, bob := lines(1), lines(2) // Ann works no nights
	for _, b := range bob {
		if len(c.Evaluate(bench.Cells{ann[0], b}).Breaches) > 1 { // one is Ann's, who works too little in ann[0]
			continue
		}
		for _, a := range ann {
			if v := c.Evaluate(bench.Cells{a, b}); len(v.Breaches) == 0 {
				best = min(best, v.Value)
			}
		}
	}
	if best != 1 {
		t.Errorf("best value of all rosters = %d; want 1", best)
	}
}

func pow(base, exponent int) int {
	n := 1
	for range exponent {
		n *= base
	}
	return n
}

// TestCurtoisDefects: all that is wrong is named at once, by line.
func TestCurtoisDefects(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"empty", "", "bench: SECTION_HORIZON is missing\nbench: SECTION_SHIFTS is missing\nbench: SECTION_STAFF is missing\nbench: SECTION_COVER is missing"},
		{"everywhere", `stray
SECTION_HORIZON
8
9
SECTION_SHIFTS
D,-1,X
D,480
N
SECTION_STAFF
Ann,D=4|Q=1,1,0,1,1,1
Ann,D=4|Q=1,1,0,1,1,1,1
Ann,,1,0,1,1,1,1
SECTION_DAYS_OFF
Ann,8
Zoe,1
SECTION_SHIFT_ON_REQUESTS
Ann,0,D,x
SECTION_SHIFT_OFF_REQUESTS
Ann,0
SECTION_COVER
0,D,1,100
SECTION_COVER
SECTION_NEW
`, `bench: line 1: "stray" stands before the first section; expected SECTION_HORIZON
bench: line 3: days=8; expected whole weeks
bench: line 4: "9" is a second horizon; expected one
bench: line 6: minutes="-1"; expected an integer from 0 to 65536
bench: line 6: forbidden shift="X"; expected one that the instance has
bench: line 7: shift="D"; expected an ID that is new
bench: line 8: 1 cells in a row; expected 2
bench: line 10: 7 cells in a row; expected 8
bench: line 11: shift="Q"; expected one that the instance has
bench: line 12: person="Ann"; expected an ID that is new
bench: line 14: day="8"; expected an integer from 0 to 7
bench: line 15: person="Zoe"; expected one that the instance has
bench: line 17: weight="x"; expected an integer from 0 to 1000000
bench: line 19: 2 cells in a row; expected 4
bench: line 21: 4 cells in a row; expected 5
bench: line 22: section="SECTION_COVER"; expected each section of the format once
bench: line 23: section="SECTION_NEW"; expected each section of the format once`},
	}
	for _, c := range cases {
		_, err := bench.ReadCurtois(strings.NewReader(c.text))
		if err == nil {
			t.Fatalf("%s: no error", c.name)
		}
		if diff := cmp.Diff(c.want, err.Error()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestCurtoisLimits: a file whose tables would not fit into memory, or could not be stated to the solver, is refused by line.
func TestCurtoisLimits(t *testing.T) {
	var shifts, staff strings.Builder
	for i := range 1001 {
		fmt.Fprintf(&shifts, "s%d,60\n", i)
	}
	for i := range 420 {
		fmt.Fprintf(&staff, "p%d,,1,0,1,5000,1,1\n", i)
	}
	_, err := bench.ReadCurtois(strings.NewReader("SECTION_HORIZON\n9996\nSECTION_SHIFTS\n" + shifts.String() + "x,70000\nSECTION_STAFF\n" + staff.String() + "SECTION_COVER\n"))
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{
		`bench: line 1004: shift="s1000" is one more; expected at most 1000`,
		`bench: line 1007: least shifts in a row="5000"; expected an integer from 0 to 4096`,
		`bench: line 1426: person="p419" is one more; expected at most 419 in 9996 days`,
	} {
		if !strings.Contains(err.Error(), want+"\n") && !strings.HasSuffix(err.Error(), want) {
			t.Errorf("defects end with %q; expected among them %q", err.Error()[max(0, len(err.Error())-200):], want)
		}
	}
}

// TestCurtoisRosterDefects: a roster that does not fit is refused with all that is wrong.
func TestCurtoisRosterDefects(t *testing.T) {
	_, err := tinyCurtois(t).ReadRoster(strings.NewReader("# comment\nAnn,D,,X\nAnn,D\nZoe,D\n"))
	want := "bench: person=\"Bob\" is missing\nbench: line 2: cell 3=\"X\"; expected one that the instance has\n" +
		"bench: line 3: person=\"Ann\"; expected each person of the instance once\nbench: line 4: person=\"Zoe\"; expected each person of the instance once"
	if err == nil || err.Error() != want {
		t.Errorf("error:\n%v\nwant:\n%s", err, want)
	}
	if _, err := tinyCurtois(t).ReadRoster(strings.NewReader("Ann,,,,,,,,\nBob\n")); err == nil || err.Error() != "bench: line 1: 8 cells; expected at most 7" {
		t.Errorf("too many cells: %v", err)
	}
}

// FuzzReadCurtois: no input makes the reader or the evaluator panic, and what is read can be judged and written.
func FuzzReadCurtois(f *testing.F) {
	tiny, err := os.ReadFile(filepath.Join("testdata", "tiny.txt"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(tiny))
	text, _ := sample.Curtois{Staff: 3, Weeks: 1, Shifts: 4, Lengths: quarters, Odd: true}.Draw(1)
	f.Add(text)
	f.Add("SECTION_HORIZON\n7\nSECTION_SHIFTS\nSECTION_STAFF\nA,x=,1,1,1,1,1,1\nSECTION_COVER\n")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := bench.ReadCurtois(strings.NewReader(text))
		if err != nil {
			return
		}
		cells := bench.NewCells(len(c.Staff), c.Days)
		for p := range cells {
			for d := range cells[p] {
				cells[p][d] = (p+d)%(len(c.Shifts)+1) - 1
			}
		}
		if p := c.Problem(); p.Validate() == nil { // else there are no people, or weights that only the solver adds up
			agrees(t, c.Evaluate(cells), solver.Evaluate(p, c.Roster(cells)))
		}
		var out strings.Builder
		if err := c.WriteRoster(&out, cells); err != nil {
			t.Fatal(err)
		}
		back, err := c.ReadRoster(strings.NewReader(out.String()))
		if err != nil {
			t.Fatalf("%v\n%s", err, out.String())
		}
		if diff := cmp.Diff(cells, back); diff != "" {
			t.Fatalf("roster read back (-want +got):\n%s", diff)
		}
	})
}

// agrees holds the score of the problem that is stated to the solver against the evaluator of the format.
func agrees(t *testing.T, verdict bench.Verdict, score solver.Score) {
	t.Helper()
	want := solver.Score{Soft: verdict.Value}
	for _, b := range verdict.Breaches {
		want.Hard += int64(b.Amount)
	}
	if score != want {
		t.Fatalf("score=%v; expected %v of the evaluator", score, want)
	}
}

// FuzzReadCurtoisRoster: no roster makes its reader panic, and one that is read is written and read as the same.
func FuzzReadCurtoisRoster(f *testing.F) {
	c := tinyCurtois(f)
	f.Add("Ann,D,D,,,,D,D\nBob,,,N,N,N")
	f.Add("# comment\r\nBob,N\r\nAnn")
	f.Fuzz(func(t *testing.T, text string) {
		cells, err := c.ReadRoster(strings.NewReader(text))
		if err != nil {
			return
		}
		var out strings.Builder
		if err := c.WriteRoster(&out, cells); err != nil {
			t.Fatal(err)
		}
		back, err := c.ReadRoster(strings.NewReader(out.String()))
		if diff := cmp.Diff(cells, back); diff != "" || err != nil {
			t.Fatalf("read back: %v (-want +got):\n%s", err, diff)
		}
	})
}
