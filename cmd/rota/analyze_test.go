package main

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// analyze runs `rota analyze ARGS` in this process, and returns standard output and the exit status.
func analyze(args ...string) (string, int) {
	c := analyzeCommand()
	c.SilenceErrors, c.SilenceUsage = true, true
	var out bytes.Buffer
	c.SetOut(&out)
	c.SetArgs(args)
	err := c.Execute()
	return out.String(), status(err)
}

func TestAnalyzeExitStatus(t *testing.T) {
	good := filepath.Join(t.TempDir(), "good.csv")
	if err := os.WriteFile(good, []byte("value\n1\n2\n4\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		want int
	}{
		{[]string{"chart", "--input", good}, exitDone},
		{[]string{"capability", "--input", good, "--usl", "9"}, exitDone},
		{[]string{"chart", "--input", good, "--type", "pie"}, exitInput},
		{[]string{"chart", "--input", good + ".missing"}, exitInput},
		{[]string{"fwi", "--input", good}, exitInput},
		{[]string{"chart", "--input", good, "--nonsense"}, exitInput},
		{[]string{"chart"}, exitInput},
		{nil, exitInput},
	} {
		out, got := analyze(c.args...)
		if got != c.want {
			t.Errorf("rota analyze %v: exit status %d, want %d", c.args, got, c.want)
		}
		if (out == "") != (c.want != exitDone) {
			t.Errorf("rota analyze %v: standard output %q with exit status %d", c.args, out, c.want)
		}
	}
}

// A series of a year as the command line gives it: every chart type must print JSON that parses, with as many limits as points.
func TestAnalyzeChartTypes(t *testing.T) {
	var text strings.Builder
	text.WriteString("value,subgroup,size\n")
	for i := range 60 {
		text.WriteString(strings.Join([]string{[]string{"3", "5", "4", "6", "2"}[i%5], "g" + string(rune('A'+i/5)), "20"}, ",") + "\n")
	}
	path := filepath.Join(t.TempDir(), "year.csv")
	if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	points := map[string]int{"mr": 59, "xbar-r": 12, "xbar-s": 12, "r": 12, "s": 12, "ewma": 12, "cusum": 12}
	for _, kind := range []string{"i", "mr", "xbar-r", "xbar-s", "r", "s", "p", "np", "c", "u", "ewma", "cusum"} {
		out, exit := analyze("chart", "--input", path, "--type", kind)
		if exit != exitDone {
			t.Errorf("type %s: exit status %d", kind, exit)
			continue
		}
		var r struct {
			Center, Sigma float64
			Points, UCL   []float64
		}
		if err := json.Unmarshal([]byte(out), &r); err != nil {
			t.Errorf("type %s: %v", kind, err)
		}
		want := points[kind]
		if want == 0 {
			want = 60
		}
		if len(r.Points) != want || len(r.UCL) != want || !(r.Sigma > 0) {
			t.Errorf("type %s: %d points, %d upper limits, sigma %g; want %d points", kind, len(r.Points), len(r.UCL), r.Sigma, want)
		}
	}
}

// FuzzReadSeries: whatever the text, the reader returns columns of one length that hold only valid cells, or an error; never both, never a panic.
func FuzzReadSeries(f *testing.F) {
	for _, seed := range []string{
		"value,subgroup\n1,a\n2,a\n", "value\n1\n\n2\n", "\ufeffvalue\r\n1\r\n", "value,size\n1,\"2\n", "size\n1\n", "value,value\n1,2\n", "value\nNaN\n0x1p3\n-Inf\n",
		"", "\n", "\"", "value,subgroup\n1,\"x\ny\"\n2,z\n", " value , subgroup \n 1 , b \n",
	} {
		f.Add(seed)
	}
	columns := []seriesColumn{valueColumn, {name: "subgroup", optional: true, expected: "a label"}}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := readSeries("fuzz.csv", strings.NewReader(text), columns)
		if (s == nil) == (err == nil) {
			t.Fatalf("series %v and error %v", s, err)
		}
		if err != nil {
			if !strings.HasPrefix(err.Error(), "fuzz.csv") {
				t.Fatalf("the error does not name the file: %v", err)
			}
			return
		}
		if len(s.numbers["value"]) != len(s.lines) || s.has("subgroup") && len(s.labels["subgroup"]) != len(s.lines) {
			t.Fatalf("columns of different lengths: %+v", s)
		}
		for i, v := range s.numbers["value"] {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				t.Fatalf("row %d holds %g", i, v)
			}
			if i > 0 && s.lines[i] <= s.lines[i-1] {
				t.Fatalf("rows out of order: %v", s.lines)
			}
		}
	})
}
