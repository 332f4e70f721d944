package spc

import "math"

// EWMA returns the chart of the exponentially weighted moving average, which sees small lasting shifts.
//
//	z_i = lambda x_i + (1 - lambda) z_(i-1),  z_0 = center
//	limits = center +- width sigma sqrt(lambda/(2-lambda) [1 - (1-lambda)^(2i)]),  i = 1, 2, ...
//
// The limits are the exact ones, narrow at the start, not their asymptote. x in time order (values, or means of equal subgroups); center and
// sigma of x in its unit; lambda in (0, 1] (usual 0.2), width > 0 (usual 3), otherwise it panics. sigma 0 or NaN: no limits (NaN).
// Successive points are far from independent: read it with Beyond.
// Source: S. W. Roberts, Technometrics 1(3), 1959, 239-250; NIST/SEMATECH e-Handbook 6.3.2.4. Known answers: TestEWMA.
func EWMA(x []float64, center, sigma, lambda, width float64) Chart {
	if !(lambda > 0 && lambda <= 1) {
		panic("spc: lambda outside (0, 1]")
	}
	if !(width > 0) {
		panic("spc: width is not positive")
	}
	points, se := make([]float64, len(x)), make([]float64, len(x))
	z, rest := center, 1.0
	for i, v := range x {
		z = lambda*v + (1-lambda)*z
		rest *= (1 - lambda) * (1 - lambda)
		points[i] = z
		se[i] = sigma * math.Sqrt(lambda/(2-lambda)*(1-rest))
	}
	return newChart(center, sigma, points, se, width, math.Inf(-1))
}
