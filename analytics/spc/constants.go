package spc

import (
	"math"

	"gonum.org/v1/gonum/integrate/quad"
	"gonum.org/v1/gonum/stat/distuv"
)

// D2 returns the mean of the range of n independent N(0,1) values.
//
//	d2(n) = E[R_n] = integral from 0 to infinity of P(R_n > w) dw
//
// n >= 2, otherwise it panics. By numerical integration; absolute error below 1e-10 for n <= 100 (TestRangeConstants compares with closed
// forms, and with other quadrature nodes).
// Source: L. H. C. Tippett, Biometrika 17 (1925) 364-387, doi:10.1093/biomet/17.3-4.364. Known answers: TestRangeConstants.
func D2(n int) float64 {
	mean, _ := rangeMoments(n, quadratureNodes)
	return mean
}

// D3 returns the standard deviation of the range of n independent N(0,1) values.
//
//	d3(n) = sqrt(E[R_n^2] - d2(n)^2),  E[R_n^2] = integral from 0 to infinity of 2w P(R_n > w) dw
//
// n >= 2, otherwise it panics. Error, source and known answers as for D2.
func D3(n int) float64 {
	mean, square := rangeMoments(n, quadratureNodes)
	return math.Sqrt(square - mean*mean)
}

// C4 returns the mean of the sample standard deviation of n independent N(0,1) values.
//
//	c4(n) = sqrt(2/(n-1)) Gamma(n/2) / Gamma((n-1)/2)
//
// n >= 2, otherwise it panics. Source: Montgomery, appendix on control chart constants. Known answers: TestC4.
func C4(n int) float64 {
	if n < 2 {
		panic("spc: a standard deviation needs at least 2 values")
	}
	a, _ := math.Lgamma(float64(n) / 2)
	b, _ := math.Lgamma(float64(n-1) / 2)
	return math.Sqrt(2/float64(n-1)) * math.Exp(a-b)
}

const (
	quadratureNodes = 96
	// Beyond 10 on either side a normal value, and beyond 20 a range of up to a million of them, has a probability below 1e-16.
	normalReach = 10
	rangeReach  = 2 * normalReach
)

// rangeMoments integrates the survival function of the range,
//
//	P(R_n <= w) = n * integral of phi(x) [Phi(x+w) - Phi(x)]^(n-1) dx,
//
// to its first two moments. Gauss-Legendre in w, where the function starts at 1; the trapezium rule in x, where the integrand dies
// away at both ends and the rule therefore converges faster than any power of the step.
func rangeMoments(n, nodes int) (mean, square float64) {
	if n < 2 {
		panic("spc: a range needs at least 2 values")
	}
	survival := func(w float64) float64 {
		step := float64(2*normalReach) / float64(2*nodes)
		var sum float64
		for i := 0; i <= 2*nodes; i++ {
			x := -normalReach + float64(i)*step
			sum += distuv.UnitNormal.Prob(x) * math.Pow(distuv.UnitNormal.CDF(x+w)-distuv.UnitNormal.CDF(x), float64(n-1))
		}
		return 1 - float64(n)*sum*step
	}
	w, weight := make([]float64, nodes), make([]float64, nodes)
	quad.Legendre{}.FixedLocations(w, weight, 0, rangeReach)
	for i := range w {
		s := survival(w[i])
		mean += weight[i] * s
		square += weight[i] * 2 * w[i] * s
	}
	return mean, square
}
