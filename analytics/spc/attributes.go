package spc

import (
	"math"

	"gonum.org/v1/gonum/floats"
)

// Rate returns the center of a P, U, NP or C chart from Phase I.
//
//	rate = sum of counts / sum of sizes
//
// For P and NP counts are defective items of sizes inspected, for C and U non-conformities on sizes inspection units (1 each for C).
// Lengths must agree, otherwise it panics; NaN where nothing was inspected. Known answers: TestAttributeCharts.
func Rate(counts, sizes []float64) float64 {
	sameLength(counts, sizes)
	return floats.Sum(counts) / floats.Sum(sizes)
}

// P returns the chart of the fraction defective.
//
//	point_i = D_i/n_i,  limits = p +- 3 sqrt(p(1-p)/n_i), not below 0
//
// defectives D_i in 0..n_i, sizes n_i > 0, rate p in [0, 1] from Rate or a standard; no unit. p 0 or 1: no limits (NaN).
// Source: Montgomery, section on the control chart for fraction nonconforming. Known answers: TestAttributeCharts.
func P(defectives, sizes []float64, rate float64) Chart {
	sigma := math.Sqrt(rate * (1 - rate))
	points, se := perSize(defectives, sizes, sigma)
	return newChart(rate, sigma, points, se, 3, 0)
}

// NP returns the chart of the number defective in samples of one size n.
//
//	point_i = D_i,  center = np,  limits = np +- 3 sqrt(np(1-p)), not below 0
//
// Symbols and edge cases as for P. Sigma is that of one item, sqrt(p(1-p)).
// Source: Montgomery, section on the control chart for fraction nonconforming. Known answers: TestAttributeCharts.
func NP(defectives []float64, size, rate float64) Chart {
	sigma := math.Sqrt(rate * (1 - rate))
	se := constant(len(defectives), sigma*math.Sqrt(size))
	return newChart(size*rate, sigma, append([]float64{}, defectives...), se, 3, 0)
}

// C returns the chart of the number of non-conformities in equal inspection units.
//
//	point_i = x_i,  limits = c +- 3 sqrt(c), not below 0
//
// counts x_i >= 0, rate c >= 0 a unit, from Rate with sizes 1 or a standard. c = 0: no limits (NaN).
// Source: Montgomery, section on control charts for nonconformities. Known answers: TestAttributeCharts.
func C(counts []float64, rate float64) Chart {
	sigma := math.Sqrt(rate)
	return newChart(rate, sigma, append([]float64{}, counts...), constant(len(counts), sigma), 3, 0)
}

// U returns the chart of the non-conformities per inspection unit.
//
//	point_i = x_i/n_i,  limits = u +- 3 sqrt(u/n_i), not below 0
//
// counts x_i >= 0, sizes n_i > 0 in inspection units (not necessarily whole), rate u a unit, from Rate or a standard. u = 0: no limits (NaN).
// Source: Montgomery, section on control charts for nonconformities. Known answers: TestAttributeCharts.
func U(counts, sizes []float64, rate float64) Chart {
	sigma := math.Sqrt(rate)
	points, se := perSize(counts, sizes, sigma)
	return newChart(rate, sigma, points, se, 3, 0)
}

// perSize returns each count per unit of its size, and the standard error sigma/sqrt(size).
func perSize(counts, sizes []float64, sigma float64) (points, se []float64) {
	sameLength(counts, sizes)
	points, se = make([]float64, len(counts)), make([]float64, len(counts))
	for i, n := range sizes {
		if !(n > 0) {
			panic("spc: a sample size that is not positive")
		}
		points[i] = counts[i] / n
		se[i] = sigma / math.Sqrt(n)
	}
	return points, se
}

func sameLength(counts, sizes []float64) {
	if len(counts) != len(sizes) {
		panic("spc: counts and sizes differ in length")
	}
}
