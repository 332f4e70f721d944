package spc

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Statistics: evaluated with 30 digits by mpmath from the formula. The first series is the 50 telephone numbers of W. J. Conover, Practical Nonparametric
// Statistics, 1980. P-values: the 10, 5, 2.5 and 1 % points of D'Agostino and Stephens, table 4.7.
func TestAndersonDarling(t *testing.T) {
	a, p := AndersonDarling([]float64{
		23, 36, 54, 61, 73, 23, 37, 54, 61, 73, 24, 40, 56, 62, 74, 27, 42, 57, 63, 75, 29, 43, 57, 64, 77,
		31, 43, 58, 65, 81, 32, 44, 58, 66, 87, 33, 45, 58, 68, 89, 33, 48, 58, 68, 93, 35, 48, 59, 70, 97,
	})
	near(t, "statistic", a, .339182825254199, 1e-12)
	near(t, "p-value", p, .502, .001)
	a, p = AndersonDarling([]float64{1, 1, 1, 1, 1, 2, 2, 3, 5, 20})
	near(t, "statistic of a skewed series", a, 2.27192503359307, 1e-12)
	near(t, "p-value of a skewed series", p, 9e-6, 2e-6)
	for _, c := range []struct{ a, p float64 }{{.631, .1}, {.752, .05}, {.873, .025}, {1.035, .01}} {
		near(t, "p-value at a tabled point", normalityP(c.a), c.p, .02*c.p)
	}
	for _, x := range [][]float64{nil, {1, 2, 3, 4, 5, 6, 7}, {4, 4, 4, 4, 4, 4, 4, 4}} {
		if a, p := AndersonDarling(x); !math.IsNaN(a) || !math.IsNaN(p) {
			t.Errorf("AndersonDarling(%v) = %g, %g, want NaN", x, a, p)
		}
	}
}

// The p-value never leaves 0..1 nor rises by more than the seams of its four pieces.
func TestNormalityPFalls(t *testing.T) {
	previous := 1.0
	for a := 0.0; a < 20; a += .001 {
		p := normalityP(a)
		if p < 0 || p > 1 || p > previous+.005 {
			t.Fatalf("p-value at %.3f is %g after %g", a, p, previous)
		}
		previous = p
	}
}

// Of normal series, 5 % are called not normal at the 5 % point.
func TestAndersonDarlingSize(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	const runs = 4000
	rejected := 0
	x := make([]float64, 30)
	for range runs {
		for i := range x {
			x[i] = 60 + 5*rng.NormFloat64()
		}
		if _, p := AndersonDarling(x); p < .05 {
			rejected++
		}
	}
	near(t, "share rejected", float64(rejected)/runs, .05, 4*math.Sqrt(.05*.95/runs))
}
