package spc_test

import (
	"fmt"
	"math"

	"rota/analytics/spc"
)

// Limits from the first six weeks, then every week against them.
func ExampleIndividuals() {
	hours := []float64{58, 61, 59, 60, 62, 60, 59, 61, 71}
	center, sigma := spc.EstimateMR(hours[:6])
	chart := spc.Individuals(hours, center, sigma)
	fmt.Printf("%.1f within %.1f and %.1f\n", chart.Center, chart.LCL[0], chart.UCL[0])
	for _, s := range chart.Signals(spc.WesternElectric()) {
		fmt.Println(s.Index, s.Rule, s.Side)
	}
	// Output:
	// 60.0 within 54.7 and 65.3
	// 8 WE1 upper
}

// One upper limit only: there is a Cpk, but no Cp.
func ExampleCapable() {
	hours := []float64{58, 61, 59, 60, 62, 60, 59, 61}
	_, within := spc.EstimateMR(hours)
	c := spc.Capable(hours, within, spc.Spec{LSL: math.NaN(), USL: 80, Target: math.NaN()}, 0.95)
	fmt.Printf("Cpk %.2f (%.2f to %.2f), Ppk %.2f, Cp %.2f\n", c.Cpk.Value, c.Cpk.Low, c.Cpk.High, c.Ppk.Value, c.Cp.Value)
	// Output:
	// Cpk 4.05 (1.92 to 6.18), Ppk 5.09, Cp NaN
}
