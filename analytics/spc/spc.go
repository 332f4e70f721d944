// Package spc holds the methods of statistical process control: control charts with their limits, the Western Electric and
// Nelson rules, and process capability with intervals. Numbers go in and numbers come out; the package knows no resident.
//
// Every chart is made in two steps, which are Shewhart's Phase I and Phase II:
//
//	center, sigma := spc.EstimateMR(x[:20])   // Phase I: what the process does when nothing special happens
//	chart := spc.Individuals(x, center, sigma) // Phase II: every value against these limits
//	signals := chart.Signals(spc.WesternElectric())
//
// A center or sigma that is known beforehand (a standard) takes the place of an estimate.
//
// Positions count from 0. Misuse (lengths that differ, a window of no points) panics with "spc: ..."; where mathematics has no
// answer (a sigma from one value, limits of a constant series) the result is NaN.
//
// Sources, cited below by these names:
//
//	Montgomery  D. C. Montgomery, Introduction to Statistical Quality Control, Wiley
//	WE 1956     Western Electric, Statistical Quality Control Handbook, 1956
//	Nelson 1984 L. S. Nelson, The Shewhart control chart - tests for special causes, J. Quality Technology 16(4), 237-239
package spc

import "math"

// Chart is one control chart: its points and, for each of them, the limits.
type Chart struct {
	Center float64   // the line that points scatter about, in the unit of the points
	Sigma  float64   // standard deviation of one observation (of one item for p and np, of one unit for c and u)
	Points []float64 // what is plotted
	SE     []float64 // standard deviation of each point when nothing special happens; NaN: there is no chart
	UCL    []float64 // upper control limit at each point
	LCL    []float64 // lower control limit at each point
}

// newChart puts limits of width standard errors about the center, not below floor (0 for what cannot be negative, else -Inf).
// A standard error of 0 means that Phase I held no variation at all: there is no chart, and its limits are NaN.
func newChart(center, sigma float64, points, se []float64, width, floor float64) Chart {
	c := Chart{Center: center, Sigma: sigma, Points: points, SE: se, UCL: make([]float64, len(se)), LCL: make([]float64, len(se))}
	for i, s := range se {
		if s == 0 {
			c.SE[i] = math.NaN()
		}
		c.UCL[i] = center + width*c.SE[i]
		c.LCL[i] = math.Max(floor, center-width*c.SE[i])
	}
	return c
}

// Z returns the points in standard errors from the center, z_i = (point_i - Center)/SE_i: the form in which run rules read
// a chart, also one whose limits vary from point to point (Montgomery, section on variable sample size).
func (c Chart) Z() []float64 {
	z := make([]float64, len(c.Points))
	for i, p := range c.Points {
		z[i] = (p - c.Center) / c.SE[i]
	}
	return z
}

// Signals returns every place where one of the rules holds, by point and then in the order of the rules. The rules that look at
// more than one point assume independent, nearly symmetric points: they do not belong on a chart of ranges, of standard
// deviations, or of moving averages; use Beyond there.
func (c Chart) Signals(rules []Rule) []Signal { return Signals(c.Z(), rules) }

// Beyond returns a signal named rule for every point strictly outside its limits.
func (c Chart) Beyond(rule string) []Signal {
	signals := []Signal{}
	for i, p := range c.Points {
		switch {
		case p > c.UCL[i]:
			signals = append(signals, Signal{i, rule, Upper})
		case p < c.LCL[i]:
			signals = append(signals, Signal{i, rule, Lower})
		}
	}
	return signals
}

// constant returns n times v.
func constant(n int, v float64) []float64 {
	s := make([]float64, n)
	for i := range s {
		s[i] = v
	}
	return s
}
