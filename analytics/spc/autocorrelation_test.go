package spc

import (
	"math"
	"math/rand/v2"
	"testing"
)

// By hand: 1..5 has deviations -2..2, so r1 = (2+0+0+2)/10; two values lie opposite each other about their mean.
func TestAutocorrelation(t *testing.T) {
	for _, c := range []struct {
		x     []float64
		r1    float64
		limit float64
	}{
		{[]float64{1, 2, 3, 4, 5}, 0.4, 2 / math.Sqrt(5)},
		{[]float64{7, 9}, -0.5, math.Sqrt2},
		{[]float64{1, -1, 1, -1}, -0.75, 1},
	} {
		r1, limit := Autocorrelation(c.x)
		if math.Abs(r1-c.r1) > 1e-15 || math.Abs(limit-c.limit) > 1e-15 {
			t.Errorf("%v: r1=%v, limit %v; expected %v, %v", c.x, r1, limit, c.r1, c.limit)
		}
	}
	for _, x := range [][]float64{nil, {3}, {4, 4, 4}} {
		if r1, limit := Autocorrelation(x); !math.IsNaN(r1) || !math.IsNaN(limit) {
			t.Errorf("%v: r1=%v, limit %v; expected NaN", x, r1, limit)
		}
	}
}

// A first-order autoregression x_t = 0.8 x_{t-1} + e_t has r1 near 0.8, independent values stay within the limit.
func TestAutocorrelationOfKnownProcesses(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	const n = 20_000
	drift, noise := make([]float64, n), make([]float64, n)
	for i := range n {
		noise[i] = rng.NormFloat64()
		drift[i] = noise[i]
		if i > 0 {
			drift[i] += 0.8 * drift[i-1]
		}
	}
	if r1, _ := Autocorrelation(drift); math.Abs(r1-0.8) > 0.02 { // four standard errors, sqrt((1-0.64)/n), and some
		t.Errorf("r1=%v of an autoregression of 0.8", r1)
	}
	if r1, limit := Autocorrelation(noise); math.Abs(r1) > limit {
		t.Errorf("r1=%v of noise; expected within %v", r1, limit)
	}
}
