package spc

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// n, d2, d3, c4 as computed tables give them, and the closed forms d2(2) = 2/sqrt(pi), d2(3) = 3/sqrt(pi), d3(2) = sqrt(2 - 4/pi).
func TestRangeConstants(t *testing.T) {
	for _, c := range []struct {
		n      int
		d2, d3 float64
	}{
		{2, 1.12838, .8525}, {3, 1.69257, .8884}, {4, 2.05875, .8798}, {5, 2.32593, .8641}, {6, 2.53441, .8480}, {7, 2.70436, .8332},
		{8, 2.84720, .8198}, {9, 2.97003, .8078}, {10, 3.07751, .7971}, {15, 3.47183, .7562}, {20, 3.73495, .7287}, {25, 3.93063, .7084},
	} {
		near(t, "d2", D2(c.n), c.d2, 5e-6)
		near(t, "d3", D3(c.n), c.d3, 5e-5)
	}
	near(t, "d2(2)", D2(2), 2/math.Sqrt(math.Pi), 1e-12)
	near(t, "d2(3)", D2(3), 3/math.Sqrt(math.Pi), 1e-12)
	near(t, "d3(2)", D3(2), math.Sqrt(2-4/math.Pi), 1e-12)
	near(t, "d2(5)", D2(5), 2.325928947281039, 1e-12) // 16-digit adaptive quadrature
	near(t, "d3(5)", D3(5), 0.864081941099504, 1e-12)
	for _, n := range []int{2, 10, 50, 100} {
		mean, square := rangeMoments(n, quadratureNodes)
		finerMean, finerSquare := rangeMoments(n, 2*quadratureNodes)
		near(t, "mean with twice the nodes", mean, finerMean, 1e-10)
		near(t, "square with twice the nodes", square, finerSquare, 1e-10)
	}
}

func TestC4(t *testing.T) {
	for _, c := range []struct {
		n    int
		want float64
	}{{2, .79788}, {3, .88623}, {4, .92132}, {5, .93999}, {10, .97266}, {15, .98232}, {20, .98693}, {25, .98964}} {
		near(t, "c4", C4(c.n), c.want, 5e-6)
	}
	near(t, "c4(2)", C4(2), math.Sqrt(2/math.Pi), 1e-15)
}

// Montgomery's piston rings: trial groups 1 to 25 of 5, diameters in mm. Expected numbers: qcc 3.0, which uses d2(5) = 2.326.
func TestPistonRings(t *testing.T) {
	rings := table(t, "qcc_pistonrings.txt")
	groups := chunks(trial(rings, "diameter"), 5)
	if len(groups) != 25 {
		t.Fatalf("%d trial groups, want 25", len(groups))
	}
	center, sigma := EstimateR(groups)
	near(t, "center", center, 74.001176, 1e-9)
	near(t, "sigma from ranges", sigma, .02276/2.325928947281039, 1e-12)
	near(t, "sigma with the rounded d2", sigma*D2(5)/2.326, .009785039, 5e-10)
	near(t, "Rbar", Range(groups, sigma).Center, .02276, 1e-12)
	near(t, "R UCL", Range(groups, sigma).UCL[0], .04812533, 1e-6)
	near(t, "R LCL", Range(groups, sigma).LCL[0], 0, 0)

	_, fromS := EstimateS(groups)
	near(t, "sigma from standard deviations", fromS, .009829977, 5e-10)
	near(t, "sbar", StdDev(groups, fromS).Center, .009240037, 5e-10)
	near(t, "S UCL", StdDev(groups, fromS).UCL[24], .01930242, 5e-9)

	x := Xbar(groups, center, sigma)
	near(t, "Xbar UCL", x.UCL[7], center+3*sigma/math.Sqrt(5), 1e-12)
	if got := x.Signals(WesternElectric()); len(got) != 0 {
		t.Errorf("the trial groups are in control, but: %v", got)
	}
	all := Xbar(chunks(rings["diameter"], 5), center, sigma).Signals(WesternElectric()[:1])
	if diff := cmp.Diff([]int{37, 38, 39}, at(all, "WE1")); diff != "" { // the groups after the trial drift upwards
		t.Error(diff)
	}

	ewma := EWMA(x.Points, center, sigma/math.Sqrt(5), .2, 3)
	for _, c := range []struct {
		point    int
		lcl, ucl float64
	}{{1, 73.99855, 74.0038}, {2, 73.99781, 74.00454}, {25, 73.9968, 74.00555}} {
		near(t, "EWMA LCL", ewma.LCL[c.point-1], c.lcl, 5.1e-6)
		near(t, "EWMA UCL", ewma.UCL[c.point-1], c.ucl, 5.1e-6)
	}
}

func TestCapabilityPistonRings(t *testing.T) {
	x := trial(table(t, "qcc_pistonrings.txt"), "diameter")
	_, sigma := EstimateR(chunks(x, 5))
	nan := math.NaN()
	wide := Capable(x, sigma, Spec{73.95, 74.05, nan}, .95)
	nearIndex(t, "Cp", wide.Cp, [3]float64{1.703, 1.491, 1.915}, .0006)
	nearIndex(t, "Cpk", wide.Cpk, [3]float64{1.663, 1.448, 1.878}, .0006)
	near(t, "CPL", wide.CPL.Value, 1.743, .0006)
	near(t, "CPU", wide.CPU.Value, 1.663, .0006)
	near(t, "Cpm", wide.Cpm.Value, 1.691, .0006)
	near(t, "overall s", wide.SOverall, .010069968126291415, 1e-15)
	near(t, "Pp", wide.Pp.Value, 1.6550863376768894, 1e-9)
	near(t, "Ppk", wide.Ppk.Value, 1.6161587070150738, 1e-9)
	nearIndex(t, "Cpm, target 74.02", Capable(x, sigma, Spec{73.95, 74.05, 74.02}, .95).Cpm, [3]float64{.786, .656, .915}, .0006)

	tight := Capable(x, sigma, Spec{73.99, 74.01, nan}, .95)
	nearIndex(t, "tight Cp", tight.Cp, [3]float64{.341, .298, .383}, .0006)
	nearIndex(t, "tight Cpk", tight.Cpk, [3]float64{.301, .231, .370}, .0006)
	nearIndex(t, "tight Cpm", tight.Cpm, [3]float64{.338, .296, .380}, .0006)
	near(t, "percent below", tight.PPMBelow/1e4, 13, .5)
	near(t, "percent above", tight.PPMAbove/1e4, 18, .5)

	offset := Capable(x, sigma, Spec{73.99, 74.1, nan}, .95)
	nearIndex(t, "offset Cp", offset.Cp, [3]float64{1.874, 1.641, 2.106}, .0006)
	nearIndex(t, "offset Cpk", offset.Cpk, [3]float64{.381, .305, .456}, .0006)
	nearIndex(t, "offset Cpm", offset.Cpm, [3]float64{.408, .338, .479}, .0006)
}

// Montgomery's viscosity batches, 20 trial values. Expected numbers: qcc 3.0.
func TestViscosity(t *testing.T) {
	x := trial(table(t, "qcc_viscosity.txt"), "viscosity")
	center, sigma := EstimateMR(x)
	chart := Individuals(x, center, sigma)
	near(t, "center", center, 34.088, 1e-9)
	near(t, "sigma with the rounded d2", sigma*D2(2)/1.128, .5076521, 5e-8)
	near(t, "LCL", chart.LCL[0], 32.56504, 6e-4)
	near(t, "UCL", chart.UCL[19], 35.61096, 6e-4)
	near(t, "mean moving range", MovingRange(x, sigma).Center, .5076521*1.128, 1e-7)
	near(t, "MR UCL", MovingRange(x, sigma).UCL[0], 3.2665*.5076521*1.128, 1e-4)
	if diff := cmp.Diff([]int{4}, at(chart.Signals(WesternElectric()), "WE1")); diff != "" {
		t.Errorf("batch 4 is the one out of control: %s", diff)
	}

	center, sigma = EstimateSD(x)
	near(t, "sigma from SD", sigma, .5769854, 5e-8)
	near(t, "LCL from SD", Individuals(x, center, sigma).LCL[0], 32.35704, 5e-6)

	center, sigma = EstimateMR(without(x, 4))
	near(t, "center without batch 4", center, 33.98947, 5e-6)
	near(t, "sigma without batch 4", sigma*D2(2)/1.128, .4117415, 5e-8)
}

// Montgomery's orange juice cans (30 trial samples of 50) and circuit boards (26 trial samples). Expected numbers: qcc 3.0.
func TestAttributeCharts(t *testing.T) {
	juice := table(t, "qcc_orangejuice.txt")
	d, n := trial(juice, "D"), trial(juice, "size")
	rate := Rate(d, n)
	p := P(d, n, rate)
	near(t, "p", p.Center, .2313333, 5e-8)
	near(t, "p LCL", p.LCL[0], .05242755, 5e-9)
	near(t, "p UCL", p.UCL[0], .4102391, 5e-8)
	np := NP(d, 50, rate)
	near(t, "np", np.Center, 11.56667, 5e-6)
	near(t, "np LCL", np.LCL[0], 2.621377, 5e-7)
	near(t, "np UCL", np.UCL[0], 20.51196, 5e-6)
	if diff := cmp.Diff(p.Signals(WesternElectric()), np.Signals(WesternElectric())); diff != "" {
		t.Errorf("p and np charts of one size must signal alike: %s", diff)
	}
	d, n = without(d, 15, 23), without(n, 15, 23)
	p = P(d, n, Rate(d, n))
	near(t, "p without 15, 23", p.Center, .215, 5e-8)
	near(t, "p LCL without 15, 23", p.LCL[0], .04070284, 5e-9)
	near(t, "p UCL without 15, 23", p.UCL[0], .3892972, 5e-8)

	circuit := table(t, "qcc_circuit.txt")
	x, n := trial(circuit, "x"), trial(circuit, "size")
	c := C(x, Rate(x, constant(len(x), 1)))
	near(t, "c", c.Center, 19.84615, 5e-6)
	near(t, "c sigma", c.Sigma, 4.454902, 5e-7)
	near(t, "c LCL", c.LCL[0], 6.481447, 5e-7)
	near(t, "c UCL", c.UCL[0], 33.21086, 5e-6)
	x, n = without(x, 6, 20), without(n, 6, 20)
	c = C(x, Rate(x, constant(len(x), 1)))
	near(t, "c without 6, 20", c.Center, 19.66667, 5e-6)
	near(t, "c LCL without 6, 20", c.LCL[0], 6.362532, 5e-7)
	near(t, "c UCL without 6, 20", c.UCL[0], 32.9708, 5e-5)
	u := U(x, n, Rate(x, n))
	near(t, "u", u.Center, .1966667, 5e-8)
	near(t, "u LCL", u.LCL[0], .06362532, 5e-9)
	near(t, "u UCL", u.UCL[0], .329708, 5e-7)
}

// The small case: qcc documentation. The other: NIST/SEMATECH e-Handbook 6.3.2.4, whose numbers have two decimals.
func TestEWMA(t *testing.T) {
	small := EWMA([]float64{11, 13, 12}, 10, 2, .5, 2)
	for i, want := range []struct{ z, se float64 }{{10.5, 1}, {11.75, 1.118033988749895}, {11.875, 1.14564392373896}} {
		near(t, "z", small.Points[i], want.z, 1e-14)
		near(t, "standard error", small.SE[i], want.se, 1e-13)
		near(t, "UCL", small.UCL[i], 10+2*want.se, 1e-13)
	}
	x := []float64{52, 47, 53, 49.3, 50.1, 47, 51, 50.1, 51.2, 50.5, 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1}
	nist := EWMA(x, 50, 2.0539, .3, 3)
	for i, want := range []float64{50.6, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33, 50.11, 49.36, 49.52, 50.05, 49.38, 49.92, 50.73, 51.23, 51.94, 51.99} {
		near(t, "NIST z", nist.Points[i], want, .0051)
	}
	near(t, "NIST LCL", nist.LCL[19], 47.4115, .001) // NIST prints the asymptote
	near(t, "NIST UCL", nist.UCL[19], 52.5884, .001)
	if got := nist.Beyond("EWMA"); len(got) != 0 {
		t.Errorf("NIST's process is in control, but: %v", got)
	}
}

// The small case: qcc documentation. The other: NIST/SEMATECH e-Handbook 6.3.2.3.
func TestCUSUM(t *testing.T) {
	small := NewCUSUM([]float64{1.5, .5, .6, -1.5, -.5, -.8}, 0, .5, 1, 0)
	for i, want := range []float64{1, 1, 1.1, 0, 0, 0} {
		near(t, "upper", small.Upper[i], want, 1e-12)
	}
	for i, want := range []float64{0, 0, 0, 1, 1, 1.3} {
		near(t, "lower", small.Lower[i], want, 1e-12)
	}
	if diff := cmp.Diff([]Signal{{2, "CUSUM", Upper}, {5, "CUSUM", Lower}}, small.Signals("CUSUM")); diff != "" {
		t.Error(diff)
	}
	x := []float64{324.925, 324.675, 324.725, 324.35, 325.35, 325.225, 324.125, 324.525, 325.225, 324.6, 324.625, 325.15, 328.325, 327.25, 327.825, 328.5, 326.675, 327.775, 326.875, 328.35}
	nist := NewCUSUM(x, 325, .3175, 4.1959, 0)
	for i, want := range []float64{0, 0, 0, 0, .0325, 0, 0, 0, 0, 0, 0, 0, 3.0075, 4.94, 7.4475, 10.63, 11.9875, 14.445, 16.0025, 19.035} {
		near(t, "NIST upper", nist.Upper[i], want, 1e-9)
	}
	for i, want := range []float64{0, .0075, 0, .3325, 0, 0, .5575, .715, .1725, .255, .3125, 0, 0, 0, 0, 0, 0, 0, 0, 0} {
		near(t, "NIST lower", nist.Lower[i], want, 1e-9)
	}
	if got := nist.Signals("CUSUM"); got[0] != (Signal{13, "CUSUM", Upper}) {
		t.Errorf("first signal %v, want position 13, upper", got[0])
	}
	if got := NewCUSUM([]float64{1}, 0, .5, 4, 2).Upper[0]; got != 2.5 {
		t.Errorf("with a head start of h/2 the first sum is %g, want 2.5", got)
	}
}

// Average run lengths in control, simulated with a fixed seed; the tolerance is four standard errors and the digits of the source.
// CUSUM k = .5, h = 4 about 168, two-sided (Montgomery). EWMA lambda = .1, width 2.814: 500 (J. M. Lucas and
// M. S. Saccucci, Technometrics 32(1), 1990, 1-12; theirs has the asymptotic limits, which the exact ones soon reach).
func TestCUSUMAndEWMARunLength(t *testing.T) {
	const runs, longest = 1500, 6000
	for _, c := range []struct {
		name        string
		want, digit float64
		signals     func(x []float64) []Signal
	}{
		{"CUSUM", 168, .5, func(x []float64) []Signal { return NewCUSUM(x, 0, .5, 4, 0).Signals("CUSUM") }},
		{"EWMA", 500, 0, func(x []float64) []Signal { return EWMA(x, 0, 1, .1, 2.814).Beyond("EWMA") }},
	} {
		rng := rand.New(rand.NewPCG(3, 4))
		x := make([]float64, longest)
		var sum, square float64
		for range runs {
			for i := range x {
				x[i] = rng.NormFloat64()
			}
			signals := c.signals(x)
			if len(signals) == 0 {
				t.Fatalf("%s: no signal in %d values", c.name, longest)
			}
			n := float64(signals[0].Index + 1)
			sum += n
			square += n * n
		}
		mean := sum / runs
		if tolerance := c.digit + 4*math.Sqrt((square/runs-mean*mean)/runs); math.Abs(mean-c.want) > tolerance {
			t.Errorf("%s: average run length %.1f, want %.0f within %.1f", c.name, mean, c.want, tolerance)
		}
	}
}

// Dividing by a scatter of nothing gives no chart, not limits of width 0 that everything is beyond.
func TestConstantSeries(t *testing.T) {
	center, sigma := EstimateMR([]float64{5, 5, 5})
	chart := Individuals([]float64{5, 5, 5, 9}, center, sigma)
	if center != 5 || sigma != 0 || !math.IsNaN(chart.UCL[0]) || !math.IsNaN(chart.LCL[3]) {
		t.Errorf("constant series: center %g, sigma %g, UCL %g", center, sigma, chart.UCL[0])
	}
	if got := append(chart.Signals(WesternElectric()), chart.Beyond("limit")...); len(got) != 0 {
		t.Errorf("signals without a chart: %v", got)
	}
}

func TestEstimateWithoutAnswer(t *testing.T) {
	for name, estimate := range map[string]func([]float64) (float64, float64){"MR": EstimateMR, "SD": EstimateSD} {
		if center, sigma := estimate([]float64{7}); center != 7 || !math.IsNaN(sigma) {
			t.Errorf("%s of one value: %g, %g, want 7 and NaN", name, center, sigma)
		}
		if center, _ := estimate(nil); !math.IsNaN(center) {
			t.Errorf("%s of nothing: center %g, want NaN", name, center)
		}
	}
}

func TestMisusePanics(t *testing.T) {
	for name, misuse := range map[string]func(){
		"range of one":        func() { D2(1) },
		"c4 of one":           func() { C4(1) },
		"lengths":             func() { Rate([]float64{1}, nil) },
		"subgroup sizes":      func() { Range([][]float64{{1, 2}, {1}}, 1) },
		"empty subgroup":      func() { Xbar([][]float64{{}}, 0, 1) },
		"lambda":              func() { EWMA(nil, 0, 1, 0, 3) },
		"h":                   func() { NewCUSUM(nil, 0, .5, 0, 0) },
		"confidence":          func() { Capable(nil, 1, Spec{0, 1, 0}, 95) },
		"limits wrong way":    func() { Capable(nil, 1, Spec{1, 0, 0}, .95) },
		"sample size of zero": func() { P([]float64{0}, []float64{0}, .5) },
	} {
		func() {
			defer func() {
				if message, _ := recover().(string); len(message) < 5 || message[:5] != "spc: " {
					t.Errorf("%s: panic %q, want one that begins with spc:", name, message)
				}
			}()
			misuse()
		}()
	}
}

// scattered says whether a series has more scatter than rounding makes.
func scattered(x []float64) bool {
	_, sigma := EstimateMR(x)
	return sigma >= 1e-3
}

// Moving and stretching a series moves and stretches its chart, and leaves the signals.
func TestChartsMoveWithData(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.SliceOfN(rapid.Float64Range(0, 100), 3, 40).Filter(scattered).Draw(t, "x")
		center, sigma := EstimateMR(x)
		a, b := rapid.Float64Range(.5, 8).Draw(t, "a"), rapid.Float64Range(-50, 50).Draw(t, "b")
		y := make([]float64, len(x))
		for i, v := range x {
			y[i] = a*v + b
		}
		c, s := EstimateMR(y)
		if math.Abs(c-(a*center+b)) > 1e-9*(1+math.Abs(c)) || math.Abs(s-a*sigma) > 1e-9*s {
			t.Fatalf("center %g, sigma %g; want %g, %g", c, s, a*center+b, a*sigma)
		}
		before, after := Individuals(x, center, sigma).Z(), Individuals(y, c, s).Z()
		for i := range before {
			if math.Abs(before[i]-after[i]) > 1e-6 {
				t.Fatalf("point %d moved from %g to %g standard errors", i, before[i], after[i])
			}
		}
	})
}
