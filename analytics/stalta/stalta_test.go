package stalta

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// randomSeries reads ObsPy's test series (normal, seed 815), which is test input beside the project and not part of it: x, recursive and
// classic ratio for windows 5 and 10.
func randomSeries(t *testing.T) (x, recursive, classic []float64) {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "known-answers", "stalta", "obspy_randn815_first200.csv"))
	if err != nil {
		t.Skip("the published series is not here: ../shared is absent")
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, record := range records[1:] {
		var v [3]float64
		for i := range v {
			if v[i], err = strconv.ParseFloat(record[1+i], 64); err != nil {
				t.Fatal(err)
			}
		}
		x, recursive, classic = append(x, v[0]), append(recursive, v[1]), append(classic, v[2])
	}
	return x, recursive, classic
}

func TestRandomSeries(t *testing.T) {
	x, recursive, classic := randomSeries(t)
	r, c := Recursive(x, 5, 10), Classic(x, 5, 10)
	for i := range x {
		if math.Abs(r[i]-recursive[i]) > 1e-12 || math.Abs(c[i]-classic[i]) > 1e-12 {
			t.Errorf("sample %d: recursive %.15g, classic %.15g; want %.15g, %.15g", i, r[i], c[i], recursive[i], classic[i])
		}
	}
	// The samples that ObsPy's own tests print: test_rec_sta_lta_c to 1e-7, test_classic_sta_lta_c_python to 1e-5 of the value.
	for i, want := range []float64{0.80810165, 0.75939449, 0.91763978, 0.97465004} {
		if math.Abs(r[99+i]-want) > 1e-7 {
			t.Errorf("recursive at %d = %.9f, want %.8f", 99+i, r[99+i], want)
		}
	}
	for i, want := range []float64{0.38012302, 0.37704431, 0.47674533, 0.67992292} {
		if math.Abs(c[99+i]-want) > 1e-5*want {
			t.Errorf("classic at %d = %.9f, want %.8f", 99+i, c[99+i], want)
		}
	}
}

// A constant series: classic 1 at once, delayed 1 at once, recursive from above, and never a trigger at usual thresholds. The wrong version,
// which starts the averages at 0 without a warm-up, alarms at the first sample of every constant series.
func TestConstantSeries(t *testing.T) {
	x := make([]float64, 400)
	for i := range x {
		x[i] = 3
	}
	for i, v := range Classic(x, 5, 30) {
		if want := map[bool]float64{true: 1}[i >= 29]; v != want {
			t.Fatalf("classic at %d = %g, want %g", i, v, want)
		}
	}
	for i, v := range Delayed(x, 5, 30) {
		if want := map[bool]float64{true: 1}[i >= 34]; v != want {
			t.Fatalf("delayed at %d = %g, want %g", i, v, want)
		}
	}
	for i, v := range Z(x, 5) {
		if v != 0 {
			t.Fatalf("z at %d = %g, want 0", i, v)
		}
	}
	for _, c := range []struct {
		nlta  int
		first float64
	}{{10, 1.37}, {30, 1.56}} {
		r := Recursive(x, 5, c.nlta)
		if r[c.nlta-1] != 0 || math.Abs(r[c.nlta]-c.first) > .005 {
			t.Errorf("recursive 5/%d: %g then %g, want 0 then %g", c.nlta, r[c.nlta-1], r[c.nlta], c.first)
		}
		for i := c.nlta + 1; i < len(r); i++ {
			if r[i] > r[i-1] || r[i] < 1-1e-12 {
				t.Fatalf("recursive 5/%d must fall to 1: %g after %g at %d", c.nlta, r[i], r[i-1], i)
			}
		}
		if v := r[5*c.nlta]; v > 1.01 {
			t.Errorf("recursive 5/%d after 5 long windows is %g, want within 1 %% of 1", c.nlta, v)
		}
		if got := Triggers(r, 2.5, 1.5, 0, Cut); len(got) != 0 {
			t.Errorf("a constant series triggers: %v", got)
		}
	}
}

// Energies 1 1 1 1 4 9, windows 2 and 3, worked by hand.
func TestDelayed(t *testing.T) {
	got := Delayed([]float64{1, 1, -1, 1, 2, 3}, 2, 3)
	want := []float64{0, 0, 0, 0, 2.5, 6.5} // (1+4)/2 over (1+1+1)/3, (4+9)/2 over (1+1+1)/3
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := Delayed([]float64{0, 0, 0, 1}, 1, 3); !math.IsInf(got[3], 1) {
		t.Errorf("energy after silence has ratio %g, want +Inf", got[3])
	}
}

// Short means 1, 1, 1, 2.5 of windows of 2, worked by hand: mean 1.375, sd sqrt(0.421875).
func TestZ(t *testing.T) {
	got := Z([]float64{1, 1, 1, 1, 2}, 2)
	sd := math.Sqrt(.421875)
	want := []float64{0, -.375 / sd, -.375 / sd, -.375 / sd, 1.125 / sd}
	for i := range want {
		if math.Abs(got[i]-want[i]) > 1e-12 {
			t.Errorf("z at %d = %g, want %g", i, got[i], want[i])
		}
	}
	if got := Z([]float64{1, 2}, 3); got[0] != 0 || got[1] != 0 {
		t.Errorf("a series shorter than its window: %v, want zeros", got)
	}
}

func TestSilence(t *testing.T) {
	x := make([]float64, 60)
	x[10] = 1e9
	for name, ratio := range map[string][]float64{"classic": Classic(x, 3, 10), "recursive": Recursive(make([]float64, 3000), 3, 10), "delayed": Delayed(x, 3, 10)} {
		if last := ratio[len(ratio)-1]; last != 0 {
			t.Errorf("%s: the silence after a burst has ratio %g, want 0", name, last)
		}
		for i, v := range ratio {
			if math.IsNaN(v) {
				t.Fatalf("%s: NaN at %d", name, i)
			}
		}
	}
}

// Sliding windows against direct summation.
func TestWindowMeans(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.SliceOfN(rapid.Float64Range(-10, 10), 0, 50).Draw(t, "x")
		n := rapid.IntRange(1, 12).Draw(t, "n")
		got := windowMeans(x, n)
		for i := n - 1; i < len(x); i++ {
			var sum float64
			for _, v := range x[i-n+1 : i+1] {
				sum += v * v
			}
			if math.Abs(got[i]-sum/float64(n)) > 1e-10 {
				t.Fatalf("window of %d at %d: %g, want %g", n, i, got[i], sum/float64(n))
			}
		}
	})
}

// No method depends on the unit: x and kx have the same ratios (exactly so for a power of 2).
func TestScaleInvariance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.SliceOfN(rapid.Float64Range(.01, 10), 30, 80).Draw(t, "x")
		scaled := make([]float64, len(x))
		for i, v := range x {
			scaled[i] = 8 * v
		}
		for name, method := range map[string]func([]float64) []float64{
			"classic":   func(x []float64) []float64 { return Classic(x, 4, 12) },
			"recursive": func(x []float64) []float64 { return Recursive(x, 4, 12) },
			"delayed":   func(x []float64) []float64 { return Delayed(x, 4, 12) },
			"z":         func(x []float64) []float64 { return Z(x, 4) },
		} {
			if diff := cmp.Diff(method(x), method(scaled)); diff != "" {
				t.Fatalf("%s depends on the unit:\n%s", name, diff)
			}
		}
	})
}

// A step after a long quiet: classic and recursive see it at the same sample, and both come down again.
func TestStep(t *testing.T) {
	x := make([]float64, 600)
	for i := range x {
		x[i] = 1
		if i >= 300 {
			x[i] = 10
		}
	}
	for name, ratio := range map[string][]float64{"classic": Classic(x, 5, 50), "recursive": Recursive(x, 5, 50)} {
		events := Triggers(ratio, 4, 1.5, 0, Cut)
		if len(events) != 1 || events[0].First < 300 || events[0].First > 302 || events[0].Last > 400 {
			t.Errorf("%s: %v, want one event that begins at 300 to 302", name, events)
		}
	}
}

// waves is the characteristic function of ObsPy's test_trigger_onset.
func waves() []float64 {
	var ratio []float64
	for _, level := range []float64{1, 2.1, .4, 1} {
		for i := 0; float64(i)*.1 < 5*math.Pi; i++ {
			ratio = append(ratio, math.Sin(float64(i)*.1)+level)
		}
	}
	return ratio
}

func TestTriggers(t *testing.T) {
	for _, c := range []struct {
		name     string
		ratio    []float64
		maxLen   int
		overlong Overlong
		want     []Trigger
	}{
		{"ObsPy, cut", waves(), 50, Cut, []Trigger{{6, 31}, {69, 94}, {131, 181}, {215, 265}, {278, 315}, {480, 505}, {543, 568}, {605, 631}}},
		{"ObsPy, dropped", waves(), 50, Drop, []Trigger{{6, 31}, {69, 94}, {480, 505}, {543, 568}, {605, 631}}},
		{"no limit", waves(), 0, Cut, []Trigger{{6, 31}, {69, 94}, {131, 315}, {480, 505}, {543, 568}, {605, 631}}},
		{"one sample", []float64{0, 2, 0}, 0, Cut, []Trigger{{1, 1}}},
		{"equal to on is not on", []float64{1.5, 1.5}, 0, Cut, []Trigger{}},
		{"equal to off is still on", []float64{2, 1, .9, 2}, 0, Cut, []Trigger{{0, 1}, {3, 3}}},
		{"on through the cut", []float64{2, 2, 2, 2, 2, 1.2, 2, .5}, 2, Cut, []Trigger{{0, 2}, {6, 6}}},
		{"on again right after the cut", []float64{2, 2, 1.2, 2, .5}, 2, Cut, []Trigger{{0, 2}, {3, 3}}},
		{"dropped to the end", []float64{2, 2, 1.2, 2, .5, 2}, 2, Drop, []Trigger{{5, 5}}},
		{"nothing", nil, 0, Cut, []Trigger{}},
	} {
		if diff := cmp.Diff(c.want, Triggers(c.ratio, 1.5, 1, c.maxLen, c.overlong)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// Events are in order, do not overlap, are no longer than allowed, begin above on and hold no sample below off.
func TestTriggerProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ratio := rapid.SliceOfN(rapid.Float64Range(0, 5), 0, 80).Draw(t, "ratio")
		maxLen := rapid.IntRange(0, 10).Draw(t, "maxLen")
		overlong := rapid.SampledFrom([]Overlong{Cut, Drop}).Draw(t, "overlong")
		next := 0
		for _, e := range Triggers(ratio, 3, 1.5, maxLen, overlong) {
			if e.First < next || e.Last < e.First || e.Last >= len(ratio) || !(ratio[e.First] > 3) || (maxLen > 0 && e.Last-e.First > maxLen) {
				t.Fatalf("event %v after %d in %v", e, next, ratio)
			}
			for _, v := range ratio[e.First : e.Last+1] {
				if v < 1.5 {
					t.Fatalf("event %v holds %g", e, v)
				}
			}
			next = e.Last + 1
		}
	})
}

func TestMisusePanics(t *testing.T) {
	for name, misuse := range map[string]func(){
		"no short window": func() { Classic(nil, 0, 10) },
		"windows swapped": func() { Recursive(nil, 10, 5) },
		"thresholds":      func() { Triggers(nil, 1, 2, 0, Cut) },
	} {
		func() {
			defer func() {
				if message, _ := recover().(string); len(message) < 8 || message[:8] != "stalta: " {
					t.Errorf("%s: panic %q, want one that begins with stalta:", name, message)
				}
			}()
			misuse()
		}()
	}
}
