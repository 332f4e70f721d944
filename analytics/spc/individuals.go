package spc

import (
	"math"

	"gonum.org/v1/gonum/stat"
)

// EstimateMR estimates the center and the standard deviation of single values from their moving ranges.
//
//	center = mean(x),  sigma = mean|x_i - x_(i-1)| / d2(2),  d2(2) = 2/sqrt(pi) = 1.128379...
//
// x in time order, in any unit; both results in the same unit. Fewer than 2 values: sigma is NaN (fewer than 1: center too).
// A trend or autocorrelation makes sigma too small or too large: it sees only the change from one value to the next.
// Source: Montgomery, section on the Shewhart chart for individual measurements. Known answer: TestViscosity.
func EstimateMR(x []float64) (center, sigma float64) {
	if len(x) == 0 {
		return math.NaN(), math.NaN()
	}
	return stat.Mean(x, nil), stat.Mean(movingRanges(x), nil) / (2 / math.Sqrt(math.Pi))
}

// EstimateSD estimates the center and the standard deviation of single values from their overall scatter.
//
//	center = mean(x),  sigma = s / c4(n),  s = sqrt(sum (x_i - center)^2 / (n-1))
//
// Unit and NaN as for EstimateMR. A shift within Phase I widens sigma, which is why charts of single values use EstimateMR.
// Source: Montgomery, section on the Shewhart chart for individual measurements. Known answer: TestViscosity.
func EstimateSD(x []float64) (center, sigma float64) {
	switch len(x) {
	case 0:
		return math.NaN(), math.NaN()
	case 1:
		return x[0], math.NaN()
	}
	m, s := stat.MeanStdDev(x, nil)
	return m, s / C4(len(x))
}

// Individuals returns the chart of single values.
//
//	point_i = x_i,  limits = center +- 3 sigma
//
// x in time order; center and sigma in the unit of x, from EstimateMR of Phase I or from a standard. sigma 0 or NaN: no limits (NaN).
// Source: Montgomery, section on the Shewhart chart for individual measurements. Known answer: TestViscosity.
func Individuals(x []float64, center, sigma float64) Chart {
	return newChart(center, sigma, append([]float64{}, x...), constant(len(x), sigma), 3, math.Inf(-1))
}

// MovingRange returns the chart of the distances between neighbours.
//
//	point_i = |x_(i+1) - x_i|,  center = d2(2) sigma,  limits = (d2(2) +- 3 d3(2)) sigma, not below 0
//
// It has one point less than x has values; point i lies between values i and i+1. Neighbouring points share a value and are not
// independent: only single points beyond the limits mean something (Beyond).
// Source: Montgomery, section on the Shewhart chart for individual measurements. Known answer: TestViscosity.
func MovingRange(x []float64, sigma float64) Chart {
	points := movingRanges(x)
	return newChart(D2(2)*sigma, sigma, points, constant(len(points), D3(2)*sigma), 3, 0)
}

func movingRanges(x []float64) []float64 {
	if len(x) < 2 {
		return nil
	}
	mr := make([]float64, len(x)-1)
	for i := range mr {
		mr[i] = math.Abs(x[i+1] - x[i])
	}
	return mr
}
