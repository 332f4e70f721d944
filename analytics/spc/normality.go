package spc

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// minNormality is the least number of values for which the p-value of AndersonDarling is given by its source.
const minNormality = 8

// AndersonDarling tests whether x could come from a normal distribution of unknown mean and variance.
//
//	A^2 = -n - 1/n sum (2i-1) [ln Phi(y_i) + ln(1 - Phi(y_(n+1-i)))],  y = sorted (x - mean)/s
//	a = A^2 (1 + 0.75/n + 2.25/n^2)
//
// It returns the modified statistic a (5 % point 0.752, 1 % point 1.035; high is far from normal) and its approximate p-value. n >= 8 and
// some scatter, otherwise both are NaN. It assumes independent values.
// Source: R. B. D'Agostino and M. A. Stephens, Goodness-of-Fit Techniques, 1986, table 4.7 and 4.9. Known answers: TestAndersonDarling.
func AndersonDarling(x []float64) (a, p float64) {
	n := len(x)
	if n < minNormality {
		return math.NaN(), math.NaN()
	}
	mean, s := stat.MeanStdDev(x, nil)
	if !(s > 0) {
		return math.NaN(), math.NaN()
	}
	y := slices.Sorted(slices.Values(x))
	var sum float64
	for i := range y {
		below := (y[i] - mean) / s
		above := (y[n-1-i] - mean) / s
		sum += float64(2*i+1) * (math.Log(normalTail(-below)) + math.Log(normalTail(above)))
	}
	size := float64(n)
	a = (-size - sum/size) * (1 + .75/size + 2.25/(size*size))
	return a, normalityP(a)
}

// normalityP is the p-value of the modified statistic, by the four pieces of table 4.9. Past 13 the last piece would turn up again, at a
// p-value of less than 1e-30.
func normalityP(a float64) float64 {
	switch {
	case a < .2:
		return 1 - math.Exp(-13.436+101.14*a-223.73*a*a)
	case a < .34:
		return 1 - math.Exp(-8.318+42.796*a-59.938*a*a)
	case a < .6:
		return math.Exp(.9177 - 4.279*a - 1.38*a*a)
	case a < 13:
		return math.Exp(1.2937 - 5.709*a + .0186*a*a)
	}
	return 0
}
