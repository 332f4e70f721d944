package bench_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rota/solver"
	"rota/solver/bench"
	"rota/solver/bench/sample"
)

func tinyMSS(t testing.TB) *bench.MSS {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "tiny.dzn"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m, err := bench.ReadMSS(f)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestReadMSS: every value lands where it belongs.
func TestReadMSS(t *testing.T) {
	yes, no := true, false
	want := &bench.MSS{
		Students: 2, Disciplines: 2, Hospitals: 2, Duration: 2, Horizon: 4, Groups: 1, MostInHospital: 1,
		Group: []int{0, 0}, Due: [][]int{{2}, {1}},
		Allowed:   [][]bool{{yes, yes}, {yes, no}},
		Before:    [][]bool{{no, no}, {yes, no}},
		Available: [][]bool{{yes, yes, yes, yes}, {no, no, yes, yes}},
		Able:      [][]bool{{yes, yes, yes, yes}, {no, yes, yes, yes}},
		Most:      [][]int{{1, 1, 1, 1}, {2, 2, 2, 2}, {2, 2, 2, 2}, {2, 2, 2, 2}},
		Least:     [][]int{{0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 0}},
		Weights:   [][]int64{{2, 3, -1, -2}, {1, 1, -3, -1}},
		LikesDisc: [][]int64{{5, 1}, {4, 2}}, LikesHosp: [][]int64{{3, 2}, {1, 5}}, LikesAll: []int64{1, 2},
	}
	if diff := cmp.Diff(want, tinyMSS(t)); diff != "" {
		t.Errorf("instance (-want +got):\n%s", diff)
	}
}

// TestMSSRules: for each rule a line that keeps it and one that breaks it by so much; and the terms of the value.
func TestMSSRules(t *testing.T) {
	const first, second = "1:1,1:1,2:2,2:2", ",,2:1,2:1" // 12+15-1+3 = 29 and 4+5-2+1 = 8
	missing := bench.Breach{Rule: "M7", Amount: 1}       // nobody at hospital 2, discipline 1 in period 3
	cases := []struct {
		name     string
		change   func(*bench.MSS)
		s1, s2   string
		breaches []bench.Breach // without their texts
		value    int64
	}{
		{"best by hand", nil, first, second, nil, 29 + 8 + 8},
		{"no change of hospital, M6", nil, "1:1,1:1,1:2,1:2", second, []bench.Breach{{Rule: "M6", Amount: 1}}, 12 + 18 + 3 + 16},
		{"change over a free period, waiting, M2 too short", nil, "1:1,1:1,,2:2", second, []bench.Breach{{Rule: "M2", Amount: 1}}, 12 + 12 - 1 - 2 + 3 + 16},
		{"halves round down, M2 too short", nil, "1:1,,2:2,2:2", second, []bench.Breach{{Rule: "M2", Amount: 1}}, 12 + 9 - 1 - 2 + 3 + 16},
		{"M2 with a gap", nil, "1:1,,1:1,", second, []bench.Breach{{Rule: "M2", Amount: 1}, {Rule: "M3", Amount: 1}}, 10 + 9 - 2 + 1 + 16},
		{"M2 in two hospitals", nil, "1:1,2:1,2:2,2:2", second, []bench.Breach{{Rule: "M2", Amount: 1}}, 12 + 12 - 1 + 3 + 16},
		{"M3 one of two", nil, "1:1,1:1,,", second, []bench.Breach{{Rule: "M3", Amount: 1}}, 10 + 9 + 1 + 16},
		{"M4 and M5 never before", nil, first, ",,2:2,2:2", []bench.Breach{{Rule: "M4", Amount: 1}, {Rule: "M5", Amount: 1}, missing}, 29 + 7 + 7},
		{"M5 the wrong way round", nil, "2:2,2:2,1:1,1:1", second, []bench.Breach{{Rule: "M5", Amount: 1}}, 45},
		{"M7 too many", func(m *bench.MSS) { m.Most[2][3] = 0 }, first, second, []bench.Breach{{Rule: "M7", Amount: 1}}, 45},
		{"M8", nil, first, ",,1:1,1:1", []bench.Breach{{Rule: "M8", Amount: 1}, missing}, 29 + 4 + 4},
		{"M9 twice", nil, first, "2:1,2:1,,", []bench.Breach{{Rule: "M9", Amount: 1}, {Rule: "M9", Amount: 1}, missing}, 29 + 10 + 10},
		{"below zero, too, halves round down", func(m *bench.MSS) { m.LikesHosp[0] = []int64{-1, -1} }, "1:1,1:1,2:2,", second, []bench.Breach{{Rule: "M2", Amount: 1}}, 12 - 6 - 1 + 3 + 16},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			tiny := tinyMSS(t)
			if c.change != nil {
				c.change(tiny)
			}
			cells, err := tiny.ReadRoster(strings.NewReader("# two students\n" + c.s1 + "\n" + c.s2 + "\n"))
			if err != nil {
				t.Fatal(err)
			}
			holdTo(t, bench.Verdict{Value: c.value, Breaches: c.breaches}, tiny.Evaluate(cells))
		})
	}
}

// TestMSSDefects: all that is wrong is named at once, by line.
func TestMSSDefects(t *testing.T) {
	tiny, err := os.ReadFile(filepath.Join("testdata", "tiny.dzn"))
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct{ name, old, new, want string }{
		{"empty", string(tiny), "", "bench: Students is missing\nbench: Disciplines is missing\nbench: Hospitals is missing\nbench: Duration is missing\n" +
			"bench: Horizon is missing\nbench: Groups is missing\nbench: MaxDiscPerHosp is missing"},
		{"scalar", "Students=2", "Students=0", "bench: line 2: Students; expected a number from 1 to 100000"},
		{"no sign", "DiscGroup = [1,1]", "DiscGroup [1,1]", "bench: line 3: \"[\"; expected \"=\""},
		{"a fraction", "ManPref=[1,2]", "ManPref=[1.5,2]", "bench: line 16: \"1.5\"; expected an integer from -1073741824 to 1073741824"},
		{"size", "| 5, 1 | 4, 2 |", "| 5, 1, 4 | 2 |", "bench: line 14: PrefStudDisc has 4 elements in 2 x -1; expected 2 x 2"},
		{"wrong index set", "1..Students", "1..3", "bench: line 8: Ability has 8 elements in 3 x 2 x 2; expected 2 x 2 x 2"},
		{"out of range", "[| 2 | 1 |]", "[| 2 | -1 |]", "bench: line 4: StudDiscGroup: element 2=-1; expected 0 to 2"},
		{"group and least", "DiscGroup = [1,1];", "DiscGroup = [1,2]; MinPosHosp = 3;", "bench: line 3: DiscGroup: element 2=2; expected 1 to 1\n" +
			"bench: line 11: MinPosHosp has a value already; expected one"},
		{"least above most", "0, 0, 1, 0", "0, 0, 3, 0", "bench: line 12: MinPosHosp: element 11=3; expected at most 2, that of MaxPosHosp"},
		{"more due than there is", "[| 2 | 1 |]", "[| 2 | 3 |]", "bench: line 4: StudDiscGroup: element 2=3; expected 0 to 2"},
		{"too long", "Duration=2", "Duration=5", "bench: line 2: Duration=5; expected at most 4, the Horizon"},
		{"unknown", "ManPref=", "Zeal=[1];\nManPref=", "bench: line 16: Zeal is no name of the format"},
		{"cut off", "ManPref=[1,2];", "ManPref=[1,", "bench: line 16: \"\"; expected an integer from -1073741824 to 1073741824"},
	}
	for _, c := range cases {
		_, err := bench.ReadMSS(strings.NewReader(strings.Replace(string(tiny), c.old, c.new, 1)))
		if err == nil {
			t.Fatalf("%s: no error", c.name)
		}
		if diff := cmp.Diff(c.want, err.Error()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestMSSRosterDefects: a roster that does not fit is refused with all that is wrong.
func TestMSSRosterDefects(t *testing.T) {
	_, err := tinyMSS(t).ReadRoster(strings.NewReader("1:1,3:1,1:x,\n,,,,\n\n"))
	want := "bench: 3 students; expected 2\nbench: line 1: cell 2=\"3:1\"; expected one that the instance has\n" +
		"bench: line 1: cell 3=\"1:x\"; expected one that the instance has\nbench: line 2: 5 cells; expected at most 4"
	if err == nil || err.Error() != want {
		t.Errorf("error:\n%v\nwant:\n%s", err, want)
	}
}

// FuzzReadMSS: no input makes the reader or the evaluator panic, and what is read can be judged and written.
func FuzzReadMSS(f *testing.F) {
	tiny, err := os.ReadFile(filepath.Join("testdata", "tiny.dzn"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(tiny))
	text, _ := sample.MSS{Students: 2, Disciplines: 3, Hospitals: 2, Groups: 2, Duration: 2, Horizon: 7, Precedences: 2}.Draw(1)
	f.Add(text)
	f.Add("a=\xe0;")
	f.Add("a=[|;b=array3d(1..;c=1..2;;=")
	f.Fuzz(func(t *testing.T, text string) {
		m, err := bench.ReadMSS(strings.NewReader(text))
		if err != nil {
			return
		}
		cells := bench.NewCells(m.Students, m.Horizon)
		for s := range cells {
			for period := range cells[s] {
				cells[s][period] = (s+period)%(m.Hospitals*m.Disciplines+1) - 1
			}
		}
		if p := m.Problem(); p.Validate() == nil { // else there are more places than the solver has duties
			verdict, score := m.Evaluate(cells), solver.Evaluate(p, m.Roster(cells))
			if m.Base()-score.Soft != verdict.Value || (score.Hard == 0) != (len(verdict.Breaches) == 0) {
				t.Fatalf("score=%v; expected soft %d of the evaluator, and breaches %v", score, m.Base()-verdict.Value, verdict.Breaches)
			}
		}
		var out strings.Builder
		if err := m.WriteRoster(&out, cells); err != nil {
			t.Fatal(err)
		}
		back, err := m.ReadRoster(strings.NewReader(out.String()))
		if err != nil {
			t.Fatalf("%v\n%s", err, out.String())
		}
		if diff := cmp.Diff(cells, back); diff != "" {
			t.Fatalf("roster read back (-want +got):\n%s", diff)
		}
	})
}

// FuzzReadMSSRoster: no roster makes its reader panic, and one that is read is written and read as the same.
func FuzzReadMSSRoster(f *testing.F) {
	m := tinyMSS(f)
	f.Add("1:1,1:1,2:2,2:2\n,,2:1,2:1")
	f.Add("# comment\r\n1:1\r\n\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		cells, err := m.ReadRoster(strings.NewReader(text))
		if err != nil {
			return
		}
		var out strings.Builder
		if err := m.WriteRoster(&out, cells); err != nil {
			t.Fatal(err)
		}
		back, err := m.ReadRoster(strings.NewReader(out.String()))
		if diff := cmp.Diff(cells, back); diff != "" || err != nil {
			t.Fatalf("read back: %v (-want +got):\n%s", err, diff)
		}
	})
}
