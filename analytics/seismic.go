package analytics

import (
	"fmt"
	"math"

	"rota/analytics/compliance"
	"rota/analytics/stalta"
	"rota/datasets"
)

// Windows and thresholds of the burst detector. The windows of 5 and 30 days are those of an earlier system for schedules;
// thresholds 4 and 1.5 are usual for seismographs (Trnkoczy 2012). For planned work all four are chosen by us.
const (
	shortDays = 5
	longDays  = 30
	alertOn   = 4.0
	alertOff  = 1.5
)

// daily is one value a day from its first day on.
type daily struct {
	first  datasets.Day
	values []float64
}

// detectBursts runs the classic STA/LTA on a daily series of deviations: a ratio of 4 says that the last 5 days carry four
// times the energy (mean square) of the last 30. It adds the ratio from the day on which the long window is full, its
// triggers (time: first day; value: days until the ratio is below the off threshold), and the number of alerts.
func (a *Assessment) detectBursts(scope, what string, x daily) {
	m := Measure{Name: "seismic_alerts", Scope: scope, Unit: "alert", Target: number(0), Source: fmt.Sprintf(
		"classic STA/LTA (Allen 1978; Withers 1998), %d and %d days, on %g, off %g (chosen by us); adaptation: daily %s; uncalibrated",
		shortDays, longDays, alertOn, alertOff, what)}
	if len(x.values) < longDays {
		m.State, m.Source = NoAnswer, fmt.Sprintf("%d days are fewer than the long window of %d", len(x.values), longDays)
		a.add(m)
		return
	}
	ratio := stalta.Classic(x.values, shortDays, longDays)
	for i := longDays - 1; i < len(ratio); i++ {
		a.Series = append(a.Series, Point{Name: "sta_lta", Scope: scope, Time: (x.first + datasets.Day(i)).Time(), Value: ratio[i],
			Lower: number(alertOff), Upper: number(alertOn), Unit: "ratio"})
	}
	triggers := stalta.Triggers(ratio, alertOn, alertOff, 0, stalta.Cut)
	for _, t := range triggers {
		a.Series = append(a.Series, Point{Name: "sta_lta_trigger", Scope: scope, Time: (x.first + datasets.Day(t.First)).Time(),
			Value: float64(t.Last - t.First + 1), Unit: "day"})
	}
	m.Value, m.State = number(float64(len(triggers))), noneIs(len(triggers), Watch)
	a.add(m)
}

// countAlerts adds the alerts of all burst detectors up.
func (a *Assessment) countAlerts() {
	sum, scopes := 0.0, 0
	for _, m := range a.Measures {
		if m.Name == "seismic_alerts" && m.Value != nil {
			sum += *m.Value
			scopes++
		}
	}
	m := Measure{Name: "seismic_alerts", Scope: programme, Value: number(sum), Unit: "alert", Target: number(0), State: noneIs(int(sum), Watch),
		Source: "alerts of the scopes hours and cover; adaptation, uncalibrated: a plan moves in steps of half-blocks, so an alert marks a step after quiet weeks"}
	if scopes == 0 {
		m.Value, m.State, m.Source = nil, NoAnswer, "neither series is long enough"
	}
	a.add(m)
}

// hoursDeviation is the planned hours a week per resident who works, each day, less their mean over the year. Without the
// subtraction the energy of 50 hours would drown every change. A day on which nobody works has no deviation.
func hoursDeviation(days []load) daily {
	if len(days) == 0 {
		return daily{}
	}
	sum, n := 0.0, 0.0
	for _, d := range days {
		if d.Exposed > 0 {
			sum += d.Hours / float64(d.Exposed)
			n++
		}
	}
	x := daily{days[0].Day, make([]float64, len(days))}
	for i, d := range days {
		if d.Exposed > 0 {
			x.values[i] = quiet(d.Hours/float64(d.Exposed) - sum/n)
		}
	}
	return x
}

// quiet makes rounding errors about 0 exactly 0. The ratio does not depend on the size of the energies, so that a constant
// plan would otherwise raise alarms on its rounding errors.
func quiet(deviation float64) float64 {
	if math.Abs(deviation) < 1e-9 {
		return 0
	}
	return deviation
}

// coverDeviation is the number of residents on services that need somebody (rows of cover.csv with a least of 1 or more), each
// day, as the standardised residual of a Poisson count: (n - mean)/sqrt(mean).
func coverDeviation(year *compliance.Year) daily {
	if len(year.Halves) == 0 {
		return daily{}
	}
	first := year.Halves[0].FirstDay
	x := daily{first, make([]float64, year.Halves[len(year.Halves)-1].LastDay-first+1)}
	for _, s := range year.Staffing() {
		for d := s.Half.FirstDay; d <= s.Half.LastDay && s.Cover.Least > 0; d++ {
			x.values[d-first] += float64(s.Fewest)
		}
	}
	mean := 0.0
	for _, n := range x.values {
		mean += n / float64(len(x.values))
	}
	for i, n := range x.values {
		if mean > 0 {
			x.values[i] = quiet((n - mean) / math.Sqrt(mean))
		}
	}
	return x
}
