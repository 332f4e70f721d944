package stalta_test

import (
	"fmt"

	"rota/analytics/stalta"
)

// A quiet series with a burst of three samples.
func ExampleTriggers() {
	x := []float64{1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 6, -7, 6, -1, 1, -1, 1}
	ratio := stalta.Classic(x, 2, 10)
	for _, e := range stalta.Triggers(ratio, 3, 1, 0, stalta.Cut) {
		fmt.Printf("samples %d to %d, ratio %.2f at the start\n", e.First, e.Last, ratio[e.First])
	}
	// Output:
	// samples 10 to 13, ratio 4.11 at the start
}
