package analytics

import (
	"fmt"

	"rota/analytics/compliance"
	"rota/datasets"
)

// assessFairness adds, for each PGY level, the spread of the hours a week that its residents are planned to work: the greatest mean of one
// of them less the smallest. It is a rate: days of leave count neither as hours nor as time, and who is with the programme for half a year
// is held against that half. A resident belongs to the level of his first planned day. Of the programme it is the greatest spread of a
// level. The adaptation is that of type load: the hours of a rotation are spread evenly over its days.
func (a *Assessment) assessFairness(year *compliance.Year) {
	type spread struct{ fewest, most float64 }
	of := map[int]spread{}
	for i := range year.Lines {
		l := &year.Lines[i]
		hours, days, pgy := 0.0, 0, 0
		for _, h := range year.Planned(l) {
			for d := h.FirstDay; d <= h.LastDay; d++ {
				if pgy == 0 {
					pgy = year.Program.PGYOn(l.Person.Person, d)
				}
				if now, _ := planOf(l.On(d)); now > 0 && !l.Absent(d) {
					hours += now
					days++
				}
			}
		}
		if days == 0 || l.Person.Role != datasets.Resident {
			continue
		}
		mean := hours / float64(days)
		s, seen := of[pgy]
		if !seen {
			s = spread{mean, mean}
		}
		of[pgy] = spread{min(s.fewest, mean), max(s.most, mean)}
	}
	const name, unit = "workload_spread", "h/week"
	whole := Measure{Name: name, Scope: programme, Unit: unit, State: NoAnswer, Source: "no resident has planned work"}
	for pgy := range mostPGY + 1 {
		s, there := of[pgy]
		if !there {
			continue
		}
		a.add(Measure{Name: name, Scope: fmt.Sprintf("PGY %d", pgy), Value: number(s.most - s.fewest), Unit: unit, Lower: number(s.fewest), Upper: number(s.most),
			Source: "greatest less smallest mean of a resident of the level, leave days removed"})
		if whole.Value == nil || s.most-s.fewest > *whole.Value {
			whole = Measure{Name: name, Scope: programme, Value: number(s.most - s.fewest), Unit: unit, Lower: number(s.fewest), Upper: number(s.most),
				Source: fmt.Sprintf("greatest less smallest mean of residents of one level, leave days removed; of PGY %d, where it is greatest", pgy)}
		}
	}
	a.add(whole)
}

// mostPGY is the highest level that there is.
const mostPGY = 8
