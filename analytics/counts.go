package analytics

import (
	"fmt"

	"rota/analytics/compliance"
)

// countBreaches adds the counts of breaches that leadership asks for first. Hard breaches are bad, missing cover is bad, too
// many on a service is to be watched.
func (a *Assessment) countBreaches(year *compliance.Year) {
	piece := year.Piece()
	byRule := map[string]int{}
	for _, b := range a.Breaches {
		byRule[b.Rule]++
	}
	count := func(name, unit string, n int, worse State, source string) {
		a.add(Measure{Name: name, Scope: programme, Value: number(float64(n)), Unit: unit, Target: number(0), State: noneIs(n, worse), Source: source})
	}
	count("hard_breaches", "breach", compliance.Count(a.Breaches, compliance.Hard), Bad, "count of breaches on level Hard")
	count("cover_breaches", "breach", compliance.Count(a.Breaches, compliance.Cover), Bad, "count of breaches on level Cover")
	count("requirements_outside", "requirement", byRule["requirement"], Bad, "residents and rows of requirements.csv outside least to most")
	count("prerequisites_broken", "block", byRule["prerequisite"], Bad, "blocks on a rotation whose prerequisite is missing")
	count("cover_below_least", piece, byRule["cover-least"], Bad, "pairs of a "+piece+" and a row of cover.csv with fewer people than least")
	count("cover_above_most", piece, byRule["cover-most"], Watch, "pairs of a "+piece+" and a row of cover.csv with more people than most")
}

// countAbsences adds how many of the days of absence the schedule has on rotations that allow leave.
func (a *Assessment) countAbsences(year *compliance.Year) {
	days, good := 0, 0
	for i := range year.Lines {
		l := &year.Lines[i]
		for _, d := range year.AbsenceDays(l) {
			days++
			if l.LeaveAllowed(d) {
				good++
			}
		}
	}
	a.part("absence_days_on_leave_rotations", "absence_days", "day", good, days, "distinct person-days of approved absence on rotations that allow leave",
		"all there are in the blocks planned for residents")
}

// countRequests adds how many of the requests the schedule grants; source says when it grants one, whole what all of them are.
func (a *Assessment) countRequests(source, whole string) {
	asked, granted := 0, 0
	for _, w := range a.Wishes {
		if w.Wish == Absence {
			continue
		}
		asked++
		if w.Granted {
			granted++
		}
	}
	a.part("requests_granted", "requests", "request", granted, asked, source, whole)
}

// part adds how many there are in all and n of them, which should be all.
func (a *Assessment) part(name, all, unit string, n, of int, source, whole string) {
	a.add(Measure{Name: all, Scope: programme, Value: number(float64(of)), Unit: unit, Source: whole})
	a.add(Measure{Name: name, Scope: programme, Value: number(float64(n)), Unit: unit, Lower: number(0), Upper: number(float64(of)),
		Target: number(float64(of)), State: noneIs(of-n, Watch), Source: source})
}

// assessLaw adds the highest average of weekly hours that the 80-hour rule looks at, of each resident and of all. From
// watchHours on it is to be watched; that threshold is chosen by us.
func (a *Assessment) assessLaw(year *compliance.Year) {
	most := year.MostHours()
	source := fmt.Sprintf("highest average over one rotation in one block, leave days removed; at most %g by ACGME 6.20; watched from %d, chosen by us",
		most, watchHours)
	highest := -1.0
	for i := range year.Lines {
		l := &year.Lines[i]
		own := -1.0
		for _, w := range year.Averages(l) {
			own = max(own, w.Hours)
		}
		if own >= 0 {
			a.add(Measure{Name: "weekly_hours_highest", Scope: l.Person.Person, Value: number(own), Unit: "h/week",
				Upper: number(most), State: hoursState(own, most), Source: source})
		}
		highest = max(highest, own)
	}
	m := Measure{Name: "weekly_hours_highest", Scope: programme, Unit: "h/week", Upper: number(most), State: NoAnswer,
		Source: "no resident has planned work"}
	if highest >= 0 {
		m.Value, m.State, m.Source = number(highest), hoursState(highest, most), source
	}
	a.add(m)
}

// watchHours is where weekly hours begin to be watched, chosen by us after warning levels in use.
const watchHours = 75

func hoursState(hours, most float64) State {
	switch {
	case hours > most:
		return Bad
	case hours >= watchHours:
		return Watch
	default:
		return Good
	}
}
