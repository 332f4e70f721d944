package reports

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"rota/analytics"
)

// unknown stands where a number is not known.
const unknown = "unknown"

// trim writes v with as few decimals as it needs, at most two.
func trim(v float64) string { return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64) }

// count writes a number of things.
func count(v *float64) string {
	if v == nil {
		return unknown
	}
	return trim(*v)
}

// fixed writes v with that many decimals.
func fixed(v *float64, decimals int) string {
	if v == nil {
		return unknown
	}
	return strconv.FormatFloat(*v, 'f', decimals, 64)
}

// unit writes a measure's value and unit.
func unit(m *analytics.Measure, decimals int) string {
	if m == nil || m.Value == nil {
		return unknown
	}
	return strings.TrimSpace(fixed(m.Value, decimals) + " " + m.Unit)
}

// interval writes " (0.9 to 1.4)", the confidence interval of an index, where there is one.
func interval(m *analytics.Measure) string {
	if m.Lower == nil || m.Upper == nil {
		return ""
	}
	return fmt.Sprintf(" (%s to %s)", fixed(m.Lower, 2), fixed(m.Upper, 2))
}

// share writes "41 of 60 (68 %)"; "none" where there are none to be part of.
func share(part, whole *float64) string {
	switch {
	case part == nil || whole == nil:
		return unknown
	case *whole == 0:
		return "none"
	}
	return fmt.Sprintf("%s of %s (%.0f %%)", trim(*part), trim(*whole), 100**part / *whole)
}

// plural writes "1 candidate", "3 candidates".
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// pluralOf writes the same of a number that may be unknown.
func pluralOf(n *float64, one, many string) string {
	if n == nil {
		return unknown + " " + many
	}
	return plural(int(*n), one, many)
}

// unmapped is a measure's source without its mapping, which the chart of the measure carries: the source tells the method first
// and then "adaptation: ..." (analytics.Measure).
func unmapped(source string) string {
	method, _, _ := strings.Cut(source, "; adaptation")
	return method
}

// sentence makes s a sentence: a capital letter first, a full stop last.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	return capital(s)
}

// capital makes the first letter of an English word a capital.
func capital(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
