package spc

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// repeat returns n times v, followed by more.
func repeat(n int, v float64, more ...float64) []float64 { return append(constant(n, v), more...) }

// at returns the positions, counted from 1 as the published examples count, at which the named rule signals.
func at(signals []Signal, rule string) []int {
	var positions []int
	for _, s := range signals {
		if s.Rule == rule {
			positions = append(positions, s.Index+1)
		}
	}
	return positions
}

// The cases are those of the qcc package's documentation (center 0, sigma 1).
func TestWesternElectric(t *testing.T) {
	overlap := repeat(7, 2.5, 3.2)
	for _, c := range []struct {
		rule string
		z    []float64
		want []int
	}{
		{"WE1", []float64{0, 3.2, -3.5, 2.9}, []int{2, 3}},
		{"WE2", []float64{0, 2.5, 1, 2.6, 0}, []int{4}},
		{"WE3", []float64{0, 1.2, 1.3, .2, 1.4, 1.5}, []int{6}},
		{"WE4", repeat(8, -1, 1), []int{8}},
		{"WE1", overlap, []int{8}},
		{"WE2", overlap, []int{3, 4, 5, 6, 7, 8}},
		{"WE3", overlap, []int{5, 6, 7, 8}},
		{"WE4", overlap, []int{8}},
		{"WE1", []float64{3, -3}, nil},
		{"WE4", repeat(7, 1, 0, 1), nil},
	} {
		if diff := cmp.Diff(c.want, at(Signals(c.z, WesternElectric()), c.rule)); diff != "" {
			t.Errorf("%s on %v (-want +got):\n%s", c.rule, c.z, diff)
		}
	}
}

// The cases are those of the qcc package's documentation (center 0, sigma 1).
func TestNelson(t *testing.T) {
	for _, c := range []struct {
		rule string
		z    []float64
		want []int
	}{
		{"N1", []float64{0, 3.2, -3.4, 3}, []int{2, 3}},
		{"N2", slices.Concat(repeat(10, .5), repeat(10, -.5)), []int{9, 10, 19, 20}},
		{"N2", repeat(8, 1), nil},
		{"N3", []float64{1, 2, 3, 4, 5, 6, 7, 7, 6, 5, 4, 3, 2, 1}, []int{6, 7, 13, 14}},
		{"N4", []float64{1, 3, 2, 4, 3, 5, 4, 6, 5, 7, 6, 8, 7, 9, 8}, []int{14, 15}},
		{"N5", []float64{0, 2.3, .4, 2.2, -2.4, -.2, -2.5}, []int{4, 7}},
		{"N6", []float64{1.2, 1.3, .2, 1.4, 1.5, -1.2, -1.3, -.1, -1.4, -1.5}, []int{5, 10}},
		{"N7", repeat(16, .3, 1.2), []int{15, 16}},
		{"N8", []float64{1.2, -1.3, 1.1, -1.4, 1.5, -1.2, 1.3, -1.1, .2}, []int{8}},
		{"N8", repeat(8, 1.2), nil},
	} {
		if diff := cmp.Diff(c.want, at(Signals(c.z, Nelson()), c.rule)); diff != "" {
			t.Errorf("%s on %v (-want +got):\n%s", c.rule, c.z, diff)
		}
	}
}

func TestSignalsSideAndOrder(t *testing.T) {
	got := Signals([]float64{2.5, 2.5, 3.5, -3.5}, WesternElectric())
	want := []Signal{{2, "WE1", Upper}, {2, "WE2", Upper}, {3, "WE1", Lower}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	trend := Signals([]float64{.6, .5, .4, .3, .2, .1}, Nelson())
	if diff := cmp.Diff([]Signal{{5, "N3", Lower}}, trend); diff != "" {
		t.Error(diff)
	}
}

// Every rule must be silent where there is no chart.
func TestSignalsWithoutChart(t *testing.T) {
	z := repeat(30, math.NaN())
	if got := Signals(z, append(WesternElectric(), Nelson()...)); len(got) != 0 {
		t.Errorf("signals on NaN: %v", got)
	}
}

// Turning a series upside down turns every signal to the other side and leaves its place.
func TestSignalsMirror(t *testing.T) {
	other := map[Side]Side{Upper: Lower, Lower: Upper, Both: Both}
	rapid.Check(t, func(t *rapid.T) {
		z := rapid.SliceOfN(rapid.Float64Range(-4, 4), 0, 60).Draw(t, "z")
		mirrored := make([]float64, len(z))
		for i, v := range z {
			mirrored[i] = -v
		}
		rules := append(WesternElectric(), Nelson()...)
		want := Signals(z, rules)
		for i := range want {
			want[i].Side = other[want[i].Side]
		}
		if diff := cmp.Diff(want, Signals(mirrored, rules)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// Average run lengths of normal values: rule 1 alone 370.4 (Montgomery), the four rules together 91.75 (C. W. Champ and W. H. Woodall,
// Technometrics 29(4), 1987, 393-399). Simulated with a fixed seed; the tolerance is four standard errors.
func TestAverageRunLength(t *testing.T) {
	for _, c := range []struct {
		name  string
		rules []Rule
		want  float64
	}{
		{"WE1", WesternElectric()[:1], 370.4},
		{"WE1-WE4", WesternElectric(), 91.75},
	} {
		rng := rand.New(rand.NewPCG(1, 2))
		const runs = 3000
		var sum, square float64
		for range runs {
			n := float64(runLength(rng, c.rules))
			sum += n
			square += n * n
		}
		mean := sum / runs
		standardError := math.Sqrt((square/runs - mean*mean) / runs)
		if math.Abs(mean-c.want) > 4*standardError {
			t.Errorf("%s: average run length %.1f, want %.2f within 4 x %.1f", c.name, mean, c.want, standardError)
		}
	}
}

// runLength draws normal values until a rule holds, and returns how many it took.
func runLength(rng *rand.Rand, rules []Rule) int {
	var z []float64
	for n := 1; ; n++ {
		z = append(z, rng.NormFloat64())
		if len(z) > 8 { // the longest window of the rules in use
			z = z[1:]
		}
		for _, s := range Signals(z, rules) {
			if s.Index == len(z)-1 {
				return n
			}
		}
	}
}
