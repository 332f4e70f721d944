package spc

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// EstimateR estimates the center and the standard deviation of one value from the ranges within subgroups.
//
//	center = mean of all values,  sigma = mean of R_j / d2(n_j),  R_j = max - min of subgroup j
//
// With subgroups of one size that is Rbar/d2(n). groups in time order, each of at least 2 values (otherwise it panics), in any unit; the
// results have the same unit, and are NaN without a subgroup.
// Source: Montgomery, section on control charts for Xbar and R. Known answer: TestPistonRings.
func EstimateR(groups [][]float64) (center, sigma float64) {
	return estimate(groups, func(g []float64) float64 { return slices.Max(g) - slices.Min(g) }, D2)
}

// EstimateS estimates the center and the standard deviation of one value from the standard deviations within subgroups.
//
//	center = mean of all values,  sigma = mean of s_j / c4(n_j),  s_j = sample standard deviation of subgroup j
//
// Conditions as for EstimateR; the better one for subgroups of more than about 10.
// Source: Montgomery, section on control charts for Xbar and S. Known answer: TestPistonRings.
func EstimateS(groups [][]float64) (center, sigma float64) {
	return estimate(groups, func(g []float64) float64 { return stat.StdDev(g, nil) }, C4)
}

func estimate(groups [][]float64, scatter func([]float64) float64, unbias func(n int) float64) (center, sigma float64) {
	if len(groups) == 0 {
		return math.NaN(), math.NaN()
	}
	factor := map[int]float64{} // by subgroup size: the range constants are integrals, once for each size is enough
	for _, g := range groups {
		if _, known := factor[len(g)]; !known {
			factor[len(g)] = unbias(len(g))
		}
		sigma += scatter(g) / factor[len(g)]
	}
	return stat.Mean(slices.Concat(groups...), nil), sigma / float64(len(groups))
}

// Xbar returns the chart of subgroup means.
//
//	point_j = mean of subgroup j,  limits = center +- 3 sigma / sqrt(n_j)
//
// center and sigma (of one value) from EstimateR, EstimateS or a standard. Sizes may differ; an empty subgroup panics. sigma 0 or NaN:
// no limits (NaN). Source: Montgomery, section on control charts for Xbar and R. Known answer: TestPistonRings.
func Xbar(groups [][]float64, center, sigma float64) Chart {
	points, se := make([]float64, len(groups)), make([]float64, len(groups))
	for j, g := range groups {
		if len(g) == 0 {
			panic("spc: a subgroup without values")
		}
		points[j] = stat.Mean(g, nil)
		se[j] = sigma / math.Sqrt(float64(len(g)))
	}
	return newChart(center, sigma, points, se, 3, math.Inf(-1))
}

// Range returns the chart of subgroup ranges.
//
//	point_j = max - min of subgroup j,  center = d2(n) sigma,  limits = (d2(n) +- 3 d3(n)) sigma, not below 0
//
// All subgroups have one size n >= 2, otherwise it panics: the center would move with the size. Read it with Beyond.
// Source: Montgomery, section on control charts for Xbar and R. Known answer: TestPistonRings.
func Range(groups [][]float64, sigma float64) Chart {
	n := oneSize(groups)
	points := make([]float64, len(groups))
	for j, g := range groups {
		points[j] = slices.Max(g) - slices.Min(g)
	}
	return newChart(D2(n)*sigma, sigma, points, constant(len(groups), D3(n)*sigma), 3, 0)
}

// StdDev returns the chart of subgroup standard deviations.
//
//	point_j = s_j,  center = c4(n) sigma,  limits = (c4(n) +- 3 sqrt(1 - c4(n)^2)) sigma, not below 0
//
// Conditions as for Range. Source: Montgomery, section on control charts for Xbar and S. Known answer: TestPistonRings.
func StdDev(groups [][]float64, sigma float64) Chart {
	n := oneSize(groups)
	points := make([]float64, len(groups))
	for j, g := range groups {
		points[j] = stat.StdDev(g, nil)
	}
	c4 := C4(n)
	return newChart(c4*sigma, sigma, points, constant(len(groups), math.Sqrt(1-c4*c4)*sigma), 3, 0)
}

func oneSize(groups [][]float64) int {
	if len(groups) == 0 {
		panic("spc: no subgroups")
	}
	for _, g := range groups {
		if len(g) != len(groups[0]) {
			panic("spc: subgroups of different sizes")
		}
	}
	return len(groups[0])
}
