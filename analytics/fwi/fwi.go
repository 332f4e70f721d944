// Package fwi is the Canadian Forest Fire Weather Index System: six codes and a severity rating, day by day, from the weather at noon.
// Numbers go in and numbers come out; the package knows no resident.
//
// Three codes remember the days before (FFMC about 2/3 of a day, DMC about 12, DC about 52), so a day needs the day before it; Start holds
// the published start-up values. The other four follow from these and the wind.
//
// Equation numbers are those of C. E. Van Wagner and T. L. Pickett, Equations and FORTRAN program for the Canadian Forest Fire Weather
// Index System, Canadian Forestry Service, Forestry Technical Report 33, 1985 ("FTR-33"); C. E. Van Wagner, Development and structure of
// the Canadian Forest Fire Weather Index System, Forestry Technical Report 35, 1987, derives them.
package fwi

// Weather is one day's observation at noon, local standard time.
type Weather struct {
	Month    int     // 1 to 12
	Temp     float64 // air temperature, degrees Celsius
	Humidity float64 // relative humidity, percent, 0 to 100
	Wind     float64 // wind speed 10 m above ground, km/h, >= 0
	Rain     float64 // rain of the 24 hours before, mm, >= 0
}

// Codes are the results of one day; none has a unit, and high is dangerous in each.
type Codes struct {
	FFMC float64 // fine fuel moisture code, 0 to 101
	DMC  float64 // duff moisture code, >= 0
	DC   float64 // drought code, >= 0
	ISI  float64 // initial spread index
	BUI  float64 // build-up index
	FWI  float64 // fire weather index
	DSR  float64 // daily severity rating
}

// Start is the state before the first day of a season, in the codes that remember: FTR-33.
var Start = Codes{FFMC: 85, DMC: 6, DC: 15}

// Scale is the constant that turns FFMC into a moisture content (eq. 1) and back (eq. 10). Published programs differ in it, and one
// uses two values at once.
type Scale struct{ In, Out float64 }

// Standard is the scale of FTR-33 and FTR-35.
var Standard = Scale{In: 147.2, Out: 147.2}

// Next returns a day's codes from the day before and the weather.
//
// Only FFMC, DMC and DC of before are used. Weather outside the ranges of Weather panics with "fwi: ...". Known answers: TestFirstDay,
// TestFullPrecisionSeries.
func Next(before Codes, w Weather, k Scale) Codes {
	if w.Month < 1 || w.Month > 12 {
		panic("fwi: month outside 1 to 12")
	}
	if !(w.Humidity >= 0 && w.Humidity <= 100) || !(w.Wind >= 0) || !(w.Rain >= 0) {
		panic("fwi: humidity outside 0 to 100, or negative wind or rain")
	}
	c := Codes{
		FFMC: FFMC(before.FFMC, w, k),
		DMC:  DMC(before.DMC, w),
		DC:   DC(before.DC, w),
	}
	c.ISI = ISI(c.FFMC, w.Wind, k)
	c.BUI = BUI(c.DMC, c.DC)
	c.FWI = Index(c.ISI, c.BUI)
	c.DSR = DSR(c.FWI)
	return c
}

// Series returns the codes of successive days, the first of which follows start.
func Series(start Codes, days []Weather, k Scale) []Codes {
	codes := make([]Codes, len(days))
	for i, w := range days {
		start = Next(start, w, k)
		codes[i] = start
	}
	return codes
}
