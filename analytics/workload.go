package analytics

import (
	"math"
	"time"

	"rota/analytics/compliance"
	"rota/datasets"
)

// load is the planned work of all residents on one day: what every method below is laid on.
//
// Adaptation: a day's hours are a seventh of the hours a week of the rotation, also on weekends, because an annual schedule
// does not say which days are free. A resident counts (is exposed) on a day of a block planned for him on which he is on a
// rotation with hours and not absent: leave is taken out of hours and people alike. A rotation of 0 hours a week is leave.
type load struct {
	Day     datasets.Day
	Exposed int     // residents who work
	Hours   float64 // h a week, summed over them
	Rest    float64 // share of the planned residents' day that is free: days off of the rotation, or leave (1); 0 to 1
	Change  float64 // mean over residents who work on both days of |h a week now - h a week seven days ago|
}

// workload returns the loads from the first to the last day of the planned blocks.
func workload(year *compliance.Year) []load {
	if len(year.Halves) == 0 {
		return nil
	}
	first, last := year.Halves[0].FirstDay, year.Halves[len(year.Halves)-1].LastDay
	out := make([]load, last-first+1)
	planned := make([]int, len(out))
	moved := make([]int, len(out))
	for i := range out {
		out[i].Day = first + datasets.Day(i)
	}
	for i := range year.Lines {
		l := &year.Lines[i]
		hours := make([]float64, len(out)) // 0: does not work
		for _, h := range year.Planned(l) {
			for d := h.FirstDay; d <= h.LastDay; d++ {
				t := int(d - first)
				planned[t]++
				rest := 1.0
				if on := l.On(d); !l.Absent(d) {
					hours[t], rest = planOf(on)
				}
				out[t].Rest += rest
				if hours[t] == 0 {
					continue
				}
				out[t].Exposed++
				out[t].Hours += hours[t]
				if t >= 7 && hours[t-7] > 0 {
					moved[t]++
					out[t].Change += math.Abs(hours[t] - hours[t-7])
				}
			}
		}
	}
	for t := range out {
		if planned[t] > 0 {
			out[t].Rest /= float64(planned[t])
		}
		if moved[t] > 0 {
			out[t].Change /= float64(moved[t])
		}
	}
	return out
}

// planOf returns the hours a week of the rotations that a resident is on together, and the share of days that are free. Who is
// on none is free.
func planOf(on []*datasets.Rotation) (hours, rest float64) {
	rest = 1
	for _, r := range on {
		hours += r.HoursPerWeek
		rest = min(rest, float64(r.DaysOffPer28)/28)
	}
	return hours, rest
}

// week is the mean planned work of one calendar week, Monday to Sunday.
type week struct {
	Monday datasets.Day
	Hours  float64 // h a week, per resident who works
}

// weeks returns the calendar weeks that lie wholly within the planned blocks and have a resident who works, in order. Hours are
// rounded to 1e-9: of a constant plan the rounding errors of the sums would otherwise pass for scatter, with signals on them
// and a capability of millions.
func weeks(days []load) []week {
	var out []week
	for t := 0; t+7 <= len(days); t++ {
		if days[t].Day.Weekday() != time.Monday {
			continue
		}
		var hours float64
		exposed := 0
		for _, d := range days[t : t+7] {
			hours += d.Hours
			exposed += d.Exposed
		}
		if exposed > 0 {
			out = append(out, week{days[t].Day, math.Round(1e9*hours/float64(exposed)) / 1e9})
		}
	}
	return out
}
