package analytics

import (
	"time"

	"rota/analytics/fwi"
)

// How a plan is laid on the weather of the Fire Weather Index. Every number is chosen by us.
const (
	needHours     = 40.0 // h a week that wear nobody down
	weekHours     = 168.0
	rainOfFreeDay = 3.0 // mm; one free day a week, the least of the law, just wets all three fuels (0.5, 1.5 and 2.8 mm)
	fireMonth     = 4   // April, held fixed, so that the length of the forest's days does not enter
)

const fireMapping = "Canadian Fire Weather Index (Van Wagner 1987), start-up 85, 6, 15, month held at April; adaptation, chosen by us and uncalibrated: " +
	"1 degree C = 1 h/week of work above 40, humidity = share of the week's 168 hours that is free, wind 1 km/h = 1 h/week of mean change since a week ago, " +
	"rain = 3 mm each Sunday for each free day or day of leave per resident in that week; danger classes need local history, so there is no verdict"

// layFireIndex lays the Canadian Fire Weather Index on the plan, day by day, for all residents together: fine fuel stands
// for acute fatigue (time lag 2/3 of a day), duff for strain of weeks (12 days), drought for the load of months (52 days).
//
// Adaptation: drying is work above what wears nobody down (temperature) and the lack of free time (humidity), rain is
// protected rest, wind is how fast the load changes. Rest falls at the end of the week, because spread over all days it would
// never pass a rain threshold of the index.
func (a *Assessment) layFireIndex(days []load) {
	var top, sum, severity float64
	for i, c := range fwi.Series(fwi.Start, weather(days), fwi.Standard) {
		top, sum, severity = max(top, c.FWI), sum+c.FWI, severity+c.DSR
		a.Series = append(a.Series, Point{Name: "fire_index", Scope: programme, Time: days[i].Day.Time(), Value: c.FWI, Unit: "FWI"})
	}
	n := float64(len(days))
	add := func(name, unit string, value float64, what string) {
		m := Measure{Name: name, Scope: programme, Value: number(value), Unit: unit, State: NoClaim, Source: what + fireMapping}
		if len(days) == 0 {
			m.Value, m.State, m.Source = nil, NoAnswer, "no block is planned"
		}
		a.add(m)
	}
	add("fire_index_highest", "FWI", top, "highest day: ")
	add("fire_index_mean", "FWI", sum/n, "plain mean of the days: ")
	add("fire_severity_mean", "DSR", severity/n, "mean daily severity rating, which is made to be averaged: ")
}

// weather is the plan as the index sees it, one element a day.
func weather(days []load) []fwi.Weather {
	out := make([]fwi.Weather, len(days))
	rest := 0.0
	for i, d := range days {
		hours := 0.0
		if d.Exposed > 0 {
			hours = d.Hours / float64(d.Exposed)
		}
		out[i] = fwi.Weather{
			Month:    fireMonth,
			Temp:     max(0, hours-needHours),
			Humidity: 100 * max(0, weekHours-hours) / weekHours,
			Wind:     d.Change,
		}
		rest += d.Rest
		if d.Day.Weekday() == time.Sunday {
			out[i].Rain = rainOfFreeDay * rest
			rest = 0
		}
	}
	return out
}
