package spc

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s = %.12g, want %.12g within %g", what, got, want, tolerance)
	}
}

func nearIndex(t *testing.T, what string, got Index, want [3]float64, tolerance float64) {
	t.Helper()
	near(t, what, got.Value, want[0], tolerance)
	near(t, what+" low", got.Low, want[1], tolerance)
	near(t, what+" high", got.High, want[2], tolerance)
}

// Three subgroups of four, from the tests of the qcc package.
var small = []float64{10.0, 10.02, 9.98, 10.01, 10.03, 9.99, 10.01, 10.0, 9.97, 10.04, 10.02, 9.99}

// smallWithin is their mean range over the rounded d2(4) = 2.059 that qcc uses, so that all six printed digits can be compared.
const smallWithin = (0.04 + 0.04 + 0.07) / 3 / 2.059

func TestCapabilitySmallSample(t *testing.T) {
	nan := math.NaN()
	both := Capable(small, smallWithin, Spec{9.9, 10.1, nan}, .95)
	offTarget := Capable(small, smallWithin, Spec{9.9, 10.1, 10.02}, .95)
	upper := Capable(small, smallWithin, Spec{nan, 10.1, nan}, .95)
	lower := Capable(small, smallWithin, Spec{9.9, nan, nan}, .95)
	// Expected: qcc 3.0, tests of processCapability.
	for _, c := range []struct {
		name string
		got  Index
		want [3]float64
	}{
		{"Cp", both.Cp, [3]float64{1.372667, 0.80846, 1.937713}},
		{"CPL", both.CPL, [3]float64{1.4413, 0.911657, 1.970943}},
		{"CPU", both.CPU, [3]float64{1.304033, 0.820114, 1.787953}},
		{"Cpk", both.Cpk, [3]float64{1.304033, 0.727408, 1.880659}},
		{"Cpm", both.Cpm, [3]float64{1.344463, 0.804207, 1.885321}},
		{"Pp", both.Pp, [3]float64{1.612598, 0.949773, 2.27641}},
		{"PPL", both.PPL, [3]float64{1.693228, 1.078708, 2.307749}},
		{"PPU", both.PPU, [3]float64{1.531968, 0.971902, 2.092035}},
		{"Ppk", both.Ppk, [3]float64{1.531968, 0.864608, 2.199329}},
		{"Ppm", both.Ppm, [3]float64{1.567395, 0.933327, 2.202237}},
		{"Cpm, target 10.02", offTarget.Cpm, [3]float64{1.167834, 0.650542, 1.686689}},
		{"Ppm, target 10.02", offTarget.Ppm, [3]float64{1.305161, 0.712493, 1.899988}},
		{"CPU, upper limit only", upper.CPU, [3]float64{1.304033, 0.820114, 1.787953}},
		{"Cpk, upper limit only", upper.Cpk, [3]float64{1.304033, 0.727408, 1.880659}},
		{"PPU, upper limit only", upper.PPU, [3]float64{1.531968, 0.971902, 2.092035}},
		{"Ppk, upper limit only", upper.Ppk, [3]float64{1.531968, 0.864608, 2.199329}},
		{"CPL, lower limit only", lower.CPL, [3]float64{1.4413, 0.911657, 1.970943}},
		{"Cpk, lower limit only", lower.Cpk, [3]float64{1.4413, 0.810191, 2.072409}},
		{"PPL, lower limit only", lower.PPL, [3]float64{1.693228, 1.078708, 2.307749}},
		{"Ppk, lower limit only", lower.Ppk, [3]float64{1.693228, 0.960982, 2.425474}},
	} {
		nearIndex(t, c.name, c.got, c.want, 1e-6)
	}
	for name, got := range map[string]float64{
		"Cp": upper.Cp.Value, "Cp low": upper.Cp.Low, "Cpm": upper.Cpm.Value, "CPL": upper.CPL.Value, "ppm below": upper.PPMBelow,
	} {
		if !math.IsNaN(got) {
			t.Errorf("%s with an upper limit only = %g, want NaN", name, got)
		}
	}
}

// Intervals from n = 20: Montgomery, chapter on process capability, examples of Cp 2.29 and Cpk 1.33.
func TestIntervalsMontgomery(t *testing.T) {
	nearIndex(t, "Cp", chiSquareInterval(2.29, 19, .95), [3]float64{2.29, 1.57, 3.01}, .005)
	nearIndex(t, "Cpk", bissellInterval(1.33, 20, .975), [3]float64{1.33, .88, 1.77}, .01) // the formula gives 1.7775, the book cuts the digits off
}

// Parts per million on both sides of a centred process: 2 * 1e6 * Phi(-3 Cpk).
func TestPartsPerMillion(t *testing.T) {
	for _, c := range []struct{ cpk, want, tolerance float64 }{
		{1, 2700, .5}, {1.33, 66, .5}, {4. / 3, 63.3, .05}, {1.67, .54, .01}, {5. / 3, .573, .0005}, {2, .00197, .000005},
	} {
		near(t, "ppm", 2*1e6*normalTail(3*c.cpk), c.want, c.tolerance)
	}
}

func TestCapabilityWithoutAnswer(t *testing.T) {
	for name, c := range map[string]Capability{
		"no value":   Capable(nil, 1, Spec{0, 1, .5}, .95),
		"one value":  Capable([]float64{1}, 1, Spec{0, 2, 1}, .95),
		"no scatter": Capable([]float64{1, 1, 1}, 0, Spec{0, 2, 1}, .95),
	} {
		for index, i := range map[string]Index{"Cp": c.Cp, "Cpk": c.Cpk, "Cpm": c.Cpm, "Pp": c.Pp, "Ppk": c.Ppk} {
			if !math.IsNaN(i.Value) || !math.IsNaN(i.Low) || !math.IsNaN(i.High) {
				t.Errorf("%s: %s = %v, want NaN", name, index, i)
			}
		}
	}
}

func TestCapabilityProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.SliceOfN(rapid.Float64Range(40, 80), 5, 40).Filter(scattered).Draw(t, "x")
		_, within := EstimateMR(x)
		spec := Spec{rapid.Float64Range(0, 30).Draw(t, "lsl"), rapid.Float64Range(81, 120).Draw(t, "usl"), rapid.Float64Range(40, 80).Draw(t, "target")}
		c := Capable(x, within, spec, .95)
		if c.Cpk.Value > c.Cp.Value+1e-12 || c.Cpm.Value > c.Cp.Value+1e-12 || c.Ppk.Value > c.Pp.Value+1e-12 {
			t.Fatalf("an index exceeds the one that ignores the center: %+v", c)
		}
		for _, i := range []Index{c.Cp, c.CPL, c.CPU, c.Cpk, c.Cpm, c.Pp, c.Ppk, c.Ppm} {
			if !(i.Low < i.Value && i.Value < i.High) {
				t.Fatalf("interval does not hold its value: %+v", i)
			}
		}
		shift := rapid.Float64Range(-100, 100).Draw(t, "shift")
		moved := make([]float64, len(x))
		for i, v := range x {
			moved[i] = v + shift
		}
		m := Capable(moved, within, Spec{spec.LSL + shift, spec.USL + shift, spec.Target + shift}, .95)
		for _, p := range [][2]Index{{c.Cp, m.Cp}, {c.Cpk, m.Cpk}, {c.Cpm, m.Cpm}, {c.Ppk, m.Ppk}} {
			if math.Abs(p[0].Value-p[1].Value) > 1e-6*(1+p[0].Value) {
				t.Fatalf("shifting data and limits together by %g changed %v to %v", shift, p[0], p[1])
			}
		}
	})
}

// A centred process has Cpk = Cp = CPL = CPU.
func TestCapabilityCentred(t *testing.T) {
	c := Capable([]float64{8, 9, 10, 11, 12}, 1, Spec{4, 16, math.NaN()}, .95)
	near(t, "Cp", c.Cp.Value, 2, 1e-12)
	near(t, "Cpk", c.Cpk.Value, 2, 1e-12)
	near(t, "Cpm", c.Cpm.Value, 2, 1e-12)
}

// Of many samples of a process whose true indices are known, about 95 % of the intervals hold them: exactly so for Pp, and as nearly as
// Bissell's approximation goes for Ppk.
func TestIntervalCoverage(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	const runs, n = 4000, 40
	spec := Spec{LSL: -4, USL: 5, Target: math.NaN()} // true Pp 1.5, true Ppk 4/3 for N(0, 1)
	var pp, ppk int
	x := make([]float64, n)
	for range runs {
		for i := range x {
			x[i] = rng.NormFloat64()
		}
		c := Capable(x, 1, spec, .95)
		if c.Pp.Low <= 1.5 && 1.5 <= c.Pp.High {
			pp++
		}
		if c.Ppk.Low <= 4./3 && 4./3 <= c.Ppk.High {
			ppk++
		}
	}
	near(t, "coverage of Pp", float64(pp)/runs, .95, 4*math.Sqrt(.95*.05/runs))
	near(t, "coverage of Ppk", float64(ppk)/runs, .95, .02)
}
