package spc

import "math"

// CUSUM is a tabular cumulative sum chart: two sums, one for each direction, both >= 0.
type CUSUM struct {
	Upper []float64 // S+, in the unit of the values
	Lower []float64 // S-
	H     float64   // decision interval: a sum strictly above it signals
}

// NewCUSUM returns the cumulative sums of x about a target.
//
//	S+_i = max(0, x_i - target - k + S+_(i-1)),  S-_i = max(0, target - k - x_i + S-_(i-1)),  S+_0 = S-_0 = start
//
// x in time order; target, allowance k >= 0, decision interval h > 0 and start in [0, h] in the unit of x, otherwise it panics. Usual: k half
// the shift to find (0.5 sigma), h 4 or 5 sigma, start 0; the fast initial response of Lucas and Crosier is start = h/2.
// Sources: E. S. Page, Biometrika 41 (1954) 100-115; J. M. Lucas and R. B. Crosier, Technometrics 24(3), 1982, 199-205; NIST/SEMATECH
// e-Handbook 6.3.2.3. Known answers: TestCUSUM.
func NewCUSUM(x []float64, target, k, h, start float64) CUSUM {
	if k < 0 || !(h > 0) || start < 0 || start > h {
		panic("spc: k, h or start out of range")
	}
	c := CUSUM{Upper: make([]float64, len(x)), Lower: make([]float64, len(x)), H: h}
	upper, lower := start, start
	for i, v := range x {
		upper = math.Max(0, v-target-k+upper)
		lower = math.Max(0, target-k-v+lower)
		c.Upper[i], c.Lower[i] = upper, lower
	}
	return c
}

// Signals returns a signal named rule for every point at which a sum is above the decision interval, the upper side first.
func (c CUSUM) Signals(rule string) []Signal {
	signals := []Signal{}
	for i := range c.Upper {
		if c.Upper[i] > c.H {
			signals = append(signals, Signal{i, rule, Upper})
		}
		if c.Lower[i] > c.H {
			signals = append(signals, Signal{i, rule, Lower})
		}
	}
	return signals
}
