package fwi

import "math"

// ISI returns the initial spread index R: how fast a fire would spread at its start.
//
//	f(W) = e^(0.05039 W)                                     eq. 24
//	f(F) = 91.9 e^(-0.1386 m) (1 + m^5.31/4.93e7)            eq. 25
//	R    = 0.208 f(W) f(F)                                   eq. 26
//
// m is the moisture content that eq. 1 gives for the day's FFMC, with k.In; wind W in km/h, >= 0.
// Source: FTR-33. Known answers: TestFirstDay, TestFullPrecisionSeries.
func ISI(ffmc, wind float64, k Scale) float64 {
	m := moisture(ffmc, k.In)
	return .208 * math.Exp(.05039*wind) * 91.9 * math.Exp(-.1386*m) * (1 + math.Pow(m, 5.31)/4.93e7)
}

// BUI returns the build-up index U: how much fuel there is to burn.
//
//	U = 0.8 P D/(P + 0.4 D)                                          (P <= 0.4 D)  eq. 27a
//	U = P - (1 - 0.8 D/(P + 0.4 D)) (0.92 + (0.0114 P)^1.7)          (else)        eq. 27b
//
// P is DMC, D is DC, both >= 0; P = D = 0 gives 0. U is at least 0 (eq. 27b falls below for small P and no D).
// Source: FTR-33. Known answers: TestFirstDay, TestFullPrecisionSeries.
func BUI(dmc, dc float64) float64 {
	switch {
	case dmc == 0:
		return 0
	case dmc <= .4*dc:
		return .8 * dmc * dc / (dmc + .4*dc)
	}
	return max(dmc-(1-.8*dc/(dmc+.4*dc))*(.92+math.Pow(.0114*dmc, 1.7)), 0)
}

// Index returns the fire weather index S: how intense a fire would be.
//
//	f(D) = 0.626 U^0.809 + 2 (U <= 80),  1000/(25 + 108.64 e^(-0.023 U)) (U > 80) eq. 28a, 28b
//	B    = 0.1 R f(D)                                                             eq. 29
//	S    = e^(2.72 (0.434 ln B)^0.647) (B > 1), else B                            eq. 30a, 30b
//
// R is ISI, U is BUI, both >= 0. S rises with both, but for a published seam at U = 80, where f(D) steps down from 23.686 to 23.666.
// Source: FTR-33. Known answers: TestFirstDay, TestFullPrecisionSeries.
func Index(isi, bui float64) float64 {
	fd := .626*math.Pow(bui, .809) + 2
	if bui > 80 {
		fd = 1000 / (25 + 108.64*math.Exp(-.023*bui))
	}
	b := .1 * isi * fd
	if b > 1 {
		return math.Exp(2.72 * math.Pow(.434*math.Log(b), .647))
	}
	return b
}

// DSR returns the daily severity rating, which may be averaged over days where the index may not.
//
//	DSR = 0.0272 S^1.77  eq. 31
//
// S is the fire weather index, >= 0. Source: FTR-33. Known answers: TestFirstDay, TestFullPrecisionSeries.
func DSR(fwi float64) float64 { return .0272 * math.Pow(fwi, 1.77) }
