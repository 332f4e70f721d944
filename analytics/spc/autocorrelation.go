package spc

import "math"

// Autocorrelation returns how strongly each value of a series resembles the one before it.
//
//	r1 = Σ (x_i - m)(x_{i+1} - m) / Σ (x_i - m)²        first sum over i = 1..n-1, second over i = 1..n
//
// x is the series in time order (n values, any unit), m its mean; r1 has no unit and lies between -1 and 1. Of independent
// values it lies within ±2/√n about 95 times in 100. It is NaN for fewer than two values or a constant series.
//
// Source: Box & Jenkins, Time Series Analysis, ch. 2; NIST/SEMATECH e-Handbook 1.3.3.1. Known answer: TestAutocorrelation.
func Autocorrelation(x []float64) (r1, significant float64) {
	n := float64(len(x))
	m := 0.0
	for _, v := range x {
		m += v / n
	}
	together, scatter := 0.0, 0.0
	for i, v := range x {
		scatter += (v - m) * (v - m)
		if i > 0 {
			together += (x[i-1] - m) * (v - m)
		}
	}
	if len(x) < 2 || scatter == 0 {
		return math.NaN(), math.NaN()
	}
	return together / scatter, 2 / math.Sqrt(n)
}
