package spc

import (
	"math"

	"gonum.org/v1/gonum/stat"
)

// Spec is what a process is held against, in the unit of its values. NaN: there is no such limit or target.
type Spec struct {
	LSL    float64 // lower specification limit
	USL    float64 // upper specification limit
	Target float64 // NaN with both limits present: halfway between them
}

// Index is a capability index with its confidence interval; without unit, high is good. NaN where Spec or data give none.
type Index struct {
	Value     float64
	Low, High float64
}

// Capability says how well a process fits its specification. Indices with a C rest on the scatter within subgroups (or between
// neighbours), those with a P on the scatter overall; the two agree only when the process is stable.
type Capability struct {
	N        int
	Mean     float64
	SWithin  float64
	SOverall float64 // sample standard deviation, divisor N-1

	Cp, CPL, CPU, Cpk, Cpm Index
	Pp, PPL, PPU, Ppk, Ppm Index // Ppm is Cpm with the overall scatter, not parts per million

	PPMBelow float64 // expected parts per million below LSL, of a normal distribution with SWithin
	PPMAbove float64 // the same above USL
}

// Capable returns the capability of the values x against a specification.
//
//	Cp  = (USL - LSL) / 6s      CPU = (USL - m) / 3s    CPL = (m - LSL) / 3s    Cpk = min(CPL, CPU)
//	Cpm = Cp / sqrt(1 + ((m - T)/s)^2)
//	ppm below = 1e6 Phi(-3 CPL),  above = 1e6 Phi(-3 CPU)
//
// m is the mean of x, T the target, s = within for the C indices and the overall sample standard deviation for the P ones.
// within comes from EstimateMR, EstimateR or EstimateS. With one limit only, Cpk is the index of that side and Cp, Cpm are NaN.
// Fewer than 2 values, or no scatter: the indices are NaN. confidence lies in (0, 1); the intervals are those of chiSquareInterval
// (Cp, Cpm) and bissellInterval (CPL and CPU one-sided, Cpk two-sided). Indices from an unstable series say nothing about the future: look at
// the chart first.
// Sources: Montgomery, chapter on process capability; AIAG, Statistical Process Control, 2nd ed.; ISO 22514-2; S. Kotz and N. L. Johnson,
// Process Capability Indices, 1993. Known answers: TestCapabilitySmallSample, TestCapabilityPistonRings.
func Capable(x []float64, within float64, spec Spec, confidence float64) Capability {
	if !(confidence > 0 && confidence < 1) {
		panic("spc: confidence outside (0, 1)")
	}
	if spec.LSL >= spec.USL {
		panic("spc: LSL is not below USL")
	}
	if math.IsNaN(spec.Target) {
		spec.Target = spec.LSL + (spec.USL-spec.LSL)/2
	}
	c := Capability{N: len(x), Mean: math.NaN(), SWithin: within, SOverall: math.NaN()}
	if len(x) > 0 {
		c.Mean = stat.Mean(x, nil)
	}
	if len(x) > 1 {
		c.SOverall = stat.StdDev(x, nil)
	}
	w := indices(len(x), c.Mean, within, spec, confidence)
	o := indices(len(x), c.Mean, c.SOverall, spec, confidence)
	c.Cp, c.CPL, c.CPU, c.Cpk, c.Cpm = w.p, w.lower, w.upper, w.pk, w.pm
	c.Pp, c.PPL, c.PPU, c.Ppk, c.Ppm = o.p, o.lower, o.upper, o.pk, o.pm
	c.PPMBelow = 1e6 * normalTail(3*c.CPL.Value)
	c.PPMAbove = 1e6 * normalTail(3*c.CPU.Value)
	return c
}

// family is the five indices that one estimate of the scatter gives.
type family struct{ p, lower, upper, pk, pm Index }

func indices(n int, mean, s float64, spec Spec, confidence float64) family {
	if n < 2 || s == 0 {
		s = math.NaN()
	}
	p := (spec.USL - spec.LSL) / (6 * s)
	lower := (mean - spec.LSL) / (3 * s)
	upper := (spec.USL - mean) / (3 * s)
	d := (mean - spec.Target) / s
	twoSided := 1 - (1-confidence)/2
	return family{
		p:     chiSquareInterval(p, float64(n-1), confidence),
		lower: bissellInterval(lower, n, confidence),
		upper: bissellInterval(upper, n, confidence),
		pk:    bissellInterval(lesser(lower, upper), n, twoSided),
		pm:    chiSquareInterval(p/math.Sqrt(1+d*d), float64(n)*(1+d*d)/(1+2*d*d), confidence),
	}
}

// lesser returns the smaller of the two, or the one that is a number.
func lesser(a, b float64) float64 {
	if math.IsNaN(a) || b < a {
		return b
	}
	return a
}
