package fwi_test

import (
	"fmt"

	"rota/analytics/fwi"
)

// Two April days after the published start-up values.
func ExampleSeries() {
	days := []fwi.Weather{
		{Month: 4, Temp: 17, Humidity: 42, Wind: 25},
		{Month: 4, Temp: 20, Humidity: 21, Wind: 25, Rain: 2.4},
	}
	for _, c := range fwi.Series(fwi.Start, days, fwi.Standard) {
		fmt.Printf("FFMC %.1f, DMC %.1f, DC %.1f: FWI %.1f\n", c.FFMC, c.DMC, c.DC, c.FWI)
	}
	// Output:
	// FFMC 87.7, DMC 8.5, DC 19.0: FWI 10.1
	// FFMC 86.2, DMC 10.4, DC 23.6: FWI 9.3
}
