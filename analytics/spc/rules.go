package spc

// Side says on which side of the center a signal lies.
type Side string

// The sides of a signal.
const (
	Upper Side = "upper" // above the center, or rising
	Lower Side = "lower" // below the center, or falling
	Both  Side = "both"  // a pattern across the center
)

// Signal is one point at which one rule holds; the pattern ends with this point.
type Signal struct {
	Index int
	Rule  string
	Side  Side
}

// Rule is one test for a special cause: it looks at the last Window points, in standard errors from the center, and holds or not.
type Rule struct {
	Name   string
	Window int
	holds  func(z []float64) (Side, bool) // z has Window points, the newest last
}

// WesternElectric returns the four zone rules of WE 1956.
//
//	WE1  one point beyond 3 sigma
//	WE2  two of three beyond 2 sigma on the same side
//	WE3  four of five beyond 1 sigma on the same side
//	WE4  eight in a row on one side (Nelson's rule 2 asks for nine)
//
// "Beyond" is strict. Known answers: TestWesternElectric.
func WesternElectric() []Rule {
	return []Rule{
		{"WE1", 1, someBeyond(1, 3)},
		{"WE2", 3, someBeyond(2, 2)},
		{"WE3", 5, someBeyond(4, 1)},
		{"WE4", 8, someBeyond(8, 0)},
	}
}

// Nelson returns the eight tests of Nelson 1984.
//
//	N1  one point beyond 3 sigma
//	N2  nine in a row on one side
//	N3  six in a row steadily rising or falling
//	N4  fourteen in a row alternating up and down
//	N5  two of three beyond 2 sigma on the same side
//	N6  four of five beyond 1 sigma on the same side
//	N7  fifteen in a row within 1 sigma
//	N8  eight in a row outside 1 sigma, with points on both sides
//
// Comparisons are strict: equal neighbours neither rise nor fall, and a point exactly at 1 sigma is neither within nor outside.
// Known answers: TestNelson.
func Nelson() []Rule {
	return []Rule{
		{"N1", 1, someBeyond(1, 3)},
		{"N2", 9, someBeyond(9, 0)},
		{"N3", 6, trending},
		{"N4", 14, alternating},
		{"N5", 3, someBeyond(2, 2)},
		{"N6", 5, someBeyond(4, 1)},
		{"N7", 15, allWithin},
		{"N8", 8, allOutside},
	}
}

// Signals returns every point and rule whose pattern is complete at that point and includes it, by point and then in the order of
// rules. z holds standardised points (NaN: no chart at that point, no rule holds over it). Overlapping patterns are all reported.
func Signals(z []float64, rules []Rule) []Signal {
	signals := []Signal{}
	for i := range z {
		for _, r := range rules {
			if i+1 < r.Window {
				continue
			}
			if side, ok := r.holds(z[i+1-r.Window : i+1]); ok {
				signals = append(signals, Signal{i, r.Name, side})
			}
		}
	}
	return signals
}

// someBeyond holds when at least count points of the window, the last one among them, lie beyond limit on the same side.
func someBeyond(count int, limit float64) func([]float64) (Side, bool) {
	return func(z []float64) (Side, bool) {
		var upper, lower int
		for _, v := range z {
			switch {
			case v > limit:
				upper++
			case v < -limit:
				lower++
			}
		}
		last := z[len(z)-1]
		switch {
		case last > limit && upper >= count:
			return Upper, true
		case last < -limit && lower >= count:
			return Lower, true
		}
		return "", false
	}
}

// trending holds when every step of the window goes the same way.
func trending(z []float64) (Side, bool) {
	var up, down int
	for i := 1; i < len(z); i++ {
		switch {
		case z[i] > z[i-1]:
			up++
		case z[i] < z[i-1]:
			down++
		}
	}
	switch len(z) - 1 {
	case up:
		return Upper, true
	case down:
		return Lower, true
	}
	return "", false
}

// alternating holds when every step of the window goes the other way than the step before it.
func alternating(z []float64) (Side, bool) {
	for i := 2; i < len(z); i++ {
		if !((z[i]-z[i-1])*(z[i-1]-z[i-2]) < 0) {
			return "", false
		}
	}
	return Both, true
}

// allWithin holds when every point of the window is within 1 sigma.
func allWithin(z []float64) (Side, bool) {
	for _, v := range z {
		if !(v > -1 && v < 1) {
			return "", false
		}
	}
	return Both, true
}

// allOutside holds when every point of the window is outside 1 sigma and both sides occur.
func allOutside(z []float64) (Side, bool) {
	var upper, lower int
	for _, v := range z {
		switch {
		case v > 1:
			upper++
		case v < -1:
			lower++
		}
	}
	return Both, upper+lower == len(z) && upper > 0 && lower > 0
}
