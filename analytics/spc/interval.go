package spc

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// chiSquareInterval returns the interval of an index that is a constant divided by a standard deviation.
//
//	value sqrt(chi2(a/2, df)/df) ... value sqrt(chi2(1-a/2, df)/df),  a = 1 - confidence
//
// df = n-1 for Cp and Pp; n(1+d^2)/(1+2d^2) with d = (m-T)/s for Cpm and Ppm (R. A. Boyles, J. Quality Technology 23(1), 1991, 17-26).
// Source: Montgomery, section on confidence intervals on process capability ratios. Known answers: TestCapabilitySmallSample.
func chiSquareInterval(value, df, confidence float64) Index {
	if math.IsNaN(value) || !(df > 0) {
		return Index{value, math.NaN(), math.NaN()}
	}
	chi := distuv.ChiSquared{K: df}
	a := 1 - confidence
	return Index{value, value * math.Sqrt(chi.Quantile(a/2)/df), value * math.Sqrt(chi.Quantile(1-a/2)/df)}
}

// bissellInterval returns the interval of an index that is a distance from a limit divided by a standard deviation.
//
//	value +- z sqrt(1/(9n) + value^2/(2(n-1))),  z = Phi^-1(probability)
//
// It is Bissell's value (1 +- z sqrt(1/(9 n value^2) + 1/(2(n-1)))), written so that it also holds for 0 and below.
// Source: A. F. Bissell, Applied Statistics 39(3), 1990, 331-340. Known answers: TestCapabilitySmallSample.
func bissellInterval(value float64, n int, probability float64) Index {
	half := distuv.UnitNormal.Quantile(probability) * math.Sqrt(1/(9*float64(n))+value*value/(2*float64(n-1)))
	return Index{value, value - half, value + half}
}

// normalTail returns Phi(-z), exact also far out in the tail.
func normalTail(z float64) float64 { return math.Erfc(z/math.Sqrt2) / 2 }
