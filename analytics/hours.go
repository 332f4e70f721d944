package analytics

import (
	"fmt"
	"math"
	"strings"

	"rota/analytics/spc"
)

// Choices of the hours chart, chosen by us: all weeks of the plan are its Phase I, because there is no earlier year to take
// limits from.
const (
	confidence  = 0.95
	capable     = 1.33 // class "capable" of capability indices
	marginal    = 1.0
	fewWeeks    = 30   // with fewer values a capability index is wide
	significant = 0.05 // of the normality test
)

const hoursMapping = "adaptation: mean planned hours a week per resident who works, Monday to Sunday, leave days removed; uncalibrated"

// chartHours lays an individuals chart (limits from the moving range) with the Western Electric rules on the mean planned
// hours of each calendar week, and holds them against the hours that the law allows by a one-sided capability index.
//
// Adaptation: the index is of the programme's weekly mean. It says how far the mean stays from the limit week by week, and nothing
// of single residents; weekly_hours_highest does that.
func (a *Assessment) chartHours(days []load, most float64) {
	var x []float64
	plan := weeks(days)
	for _, w := range plan {
		x = append(x, w.Hours)
	}
	center, sigma := spc.EstimateMR(x)
	chart := spc.Individuals(x, center, sigma)
	for i, w := range plan {
		a.Series = append(a.Series, Point{Name: "weekly_hours", Scope: programme, Time: w.Monday.Time(), Value: w.Hours,
			Lower: number(chart.LCL[i]), Upper: number(chart.UCL[i]), Unit: "h/week"})
	}
	mean := Measure{Name: "weekly_hours_mean", Scope: programme, Value: number(center), Unit: "h/week", Upper: number(most),
		State: hoursState(center, most), Source: fmt.Sprintf("mean of the %d weeks; %s; watched from %d, chosen by us", len(x), hoursMapping, watchHours)}
	if len(x) == 0 {
		mean.State, mean.Source = NoAnswer, "no week has planned work"
	}
	a.add(mean)
	signals := chart.Signals(spc.WesternElectric())
	for _, s := range signals {
		a.Series = append(a.Series, Point{Name: "weekly_hours_signal", Scope: s.Rule, Time: plan[s.Index].Monday.Time(), Value: x[s.Index], Unit: "h/week"})
	}
	source := "Western Electric rules (1956) on an individuals chart, limits from the moving range over all weeks; " + hoursMapping
	m := Measure{Name: "weekly_hours_signals", Scope: programme, Value: number(float64(len(signals))), Unit: "signal", Target: number(0),
		State: noneIs(len(signals), Watch), Source: source}
	if number(sigma) == nil || sigma == 0 {
		m.Value, m.State, m.Source = nil, NoAnswer, "no chart: the weeks show no variation to take limits from (weeks="+fmt.Sprint(len(x))+")"
	}
	a.add(m)
	a.add(capability(x, sigma, signals, most))
}

// capability returns Cpk against the hours that the law allows when the chart is stable and the values could be normal; otherwise Ppk, named as
// such, with the reason why no capability is claimed.
func capability(x []float64, sigma float64, signals []spc.Signal, most float64) Measure {
	m := Measure{Name: "weekly_hours_ppk", Scope: programme, Target: number(capable), State: NoAnswer}
	c := spc.Capable(x, sigma, spc.Spec{LSL: math.NaN(), USL: most, Target: math.NaN()}, confidence)
	if number(c.PPU.Value) == nil || sigma == 0 { // the overall scatter of equal values may be a rounding error
		m.Source = fmt.Sprintf("no capability: the weeks show no variation (weeks=%d)", len(x))
		return m
	}
	against := capabilityReasons(x, signals)
	index, name := c.PPU, "Ppk, overall scatter"
	if len(against) == 0 {
		m.Name, index, name = "weekly_hours_cpk", c.CPU, "Cpk, scatter from week to week"
		m.State = capabilityState(index.Value)
	} else {
		m.State = NoClaim
		name = "no capability is claimed: " + strings.Join(against, "; ") + "; shown is " + name
	}
	m.Value, m.Lower, m.Upper = number(index.Value), number(index.Low), number(index.High)
	m.Source = fmt.Sprintf("%s, one-sided against %g h/week, %d weeks, %.0f %% interval (Bissell 1990); %s",
		name, most, c.N, 100*confidence, hoursMapping)
	if len(x) < fewWeeks {
		m.Source += fmt.Sprintf("; fewer than %d weeks, so the interval is wide", fewWeeks)
	}
	return m
}

// capabilityReasons lists what stands against claiming a capability.
func capabilityReasons(x []float64, signals []spc.Signal) []string {
	var against []string
	if len(signals) > 0 {
		against = append(against, fmt.Sprintf("the series is not stable (%d signals of the Western Electric rules; planned hours are designed)", len(signals)))
	}
	if r1, limit := spc.Autocorrelation(x); r1 > limit {
		against = append(against, fmt.Sprintf("each week resembles the one before (autocorrelation %.2f, above %.2f)", r1, limit))
	}
	switch _, p := spc.AndersonDarling(x); {
	case number(p) == nil:
		against = append(against, "too few weeks to test whether they are normal")
	case p < significant:
		against = append(against, fmt.Sprintf("the values are not normal (Anderson-Darling p = %.2g)", p))
	}
	return against
}

// capabilityState takes the classes in use for Cpk: capable from 1.33, marginal from 1.
func capabilityState(cpk float64) State {
	switch {
	case cpk >= capable:
		return Good
	case cpk >= marginal:
		return Watch
	default:
		return Bad
	}
}
