package compliance

import (
	"fmt"

	"rota/datasets"
)

// The rules of a faculty year that count: people on call in a night, in an inpatient week, and how much each person has.

// Everybody's nights and weeks, counted from a date on: a night of an inpatient week counts with the week.

// nightsIn counts the nights on call of an activity ("" is any) that a person has in first..last. The attending's nights of an inpatient
// week count where the week begins.
func (y *Faculty) nightsIn(l *FacultyLine, activity string, first, last datasets.Day) int {
	n := 0
	for _, s := range l.Nights {
		at := s.Date
		if week, attendings := y.ofAttending(s.Date); attendings && l.attends(s.Date) {
			at = week.FirstDay
		}
		if first <= at && at <= last && (activity == "" || s.Activity == activity) {
			n++
		}
	}
	return n
}

// weeksIn counts the inpatient weeks of an activity that begin in first..last.
func weeksIn(l *FacultyLine, activity string, first, last datasets.Day) int {
	n := 0
	for _, s := range l.Weeks {
		if first <= s.FirstDay && s.FirstDay <= last && s.Rotation == activity {
			n++
		}
	}
	return n
}

// facultyLimits: what a person has of nights of call and of inpatient weeks lies within limits.csv. Other rows are for block schedules.
func facultyLimits(y *Faculty, report func(Breach)) {
	for i, limit := range y.Program.Limits {
		if limit.Unit == datasets.LimitHalfDay || !y.reaches(limit) {
			continue
		}
		y.eachLine(func(l *FacultyLine) {
			if l.Person.Person != limit.Person {
				return
			}
			for _, at := range y.periods(limit.Per) {
				n := weeksIn(l, limit.Activity, at.first, at.last)
				if limit.Unit == datasets.LimitNight {
					n = y.nightsIn(l, limit.Activity, at.first, at.last)
				}
				bound := limit.Least
				if limit.Most != nil && n > *limit.Most {
					bound = *limit.Most
				} else if n >= limit.Least {
					continue
				}
				b := l.begin(at.first, at.last, float64(n), float64(bound), "has %s of %s; %d is the limit", count(n, limit.Unit), limit.Activity, bound)
				b.Unit, b.Source = limit.Unit, written(fileRow("limits.csv", i), limit.Source)
				report(b)
			}
		})
	}
}

// reaches says whether a limit counts something that a faculty year holds.
func (y *Faculty) reaches(limit datasets.Limit) bool {
	kind := datasets.KindInpatient
	if limit.Unit == datasets.LimitNight {
		kind = datasets.KindCall
	}
	for _, a := range y.Program.Activities {
		if a.Code == limit.Activity && a.Kind == kind {
			return true
		}
	}
	return false
}

// periods returns the spans of days in which a limit counts: the year, each block, or each week from Monday to Sunday.
func (y *Faculty) periods(per string) []span {
	switch per {
	case datasets.PerYear:
		return []span{{y.FirstDay, y.LastDay}}
	case datasets.PerBlock:
		var out []span
		for _, b := range y.Program.Blocks {
			out = append(out, span{b.FirstDay, b.LastDay})
		}
		return out
	}
	var out []span
	for d := y.FirstDay; d <= y.LastDay; d++ {
		if len(out) == 0 || d.Weekday().String() == "Monday" {
			out = append(out, span{d, d})
		}
		out[len(out)-1].last = d
	}
	return out
}

// eachNight visits the nights in which somebody of the faculty is on call.
func (y *Faculty) eachNight(visit func(d datasets.Day, row datasets.Call, source string)) {
	for d := y.nights.first; d <= y.nights.last; d++ {
		if row, number, isCall := y.row(d); isCall {
			visit(d, row, written(fileRow("call.csv", number), row.Source))
		}
	}
}

// callLeast: somebody is on call in each night.
func callLeast(y *Faculty, report func(Breach)) {
	y.eachNight(func(d datasets.Day, row datasets.Call, source string) {
		if n := y.onCall[d]; n < 1 {
			report(Breach{FirstDay: d, LastDay: d, Amount: float64(n), Allowed: 1, Source: source, Text: fmt.Sprintf("Nobody is on call in a night of %s.", row.Call)})
		}
	})
}

// callMost: one person only is.
func callMost(y *Faculty, report func(Breach)) {
	y.eachNight(func(d datasets.Day, row datasets.Call, source string) {
		if n := y.onCall[d]; n > 1 {
			report(Breach{FirstDay: d, LastDay: d, Amount: float64(n), Allowed: 1, Source: source, Text: fmt.Sprintf("%s are on call in a night of %s; one is enough.", count(n, "person"), row.Call)})
		}
	})
}

// attending counts the people who are attending in an inpatient week.
func (y *Faculty) attending(w datasets.Week) int {
	n := 0
	for i := range y.Lines {
		n += weeksIn(&y.Lines[i], w.Activity, w.FirstDay, w.FirstDay)
	}
	return n
}

// inpatientLeast: somebody is attending in each inpatient week.
func inpatientLeast(y *Faculty, report func(Breach)) {
	for _, w := range y.weeks {
		if n := y.attending(w); n < 1 {
			report(Breach{FirstDay: w.FirstDay, LastDay: w.LastDay, Amount: float64(n), Allowed: 1, Text: "Nobody is attending in an inpatient week."})
		}
	}
}

// inpatientMost: one person only is.
func inpatientMost(y *Faculty, report func(Breach)) {
	for _, w := range y.weeks {
		if n := y.attending(w); n > 1 {
			report(Breach{FirstDay: w.FirstDay, LastDay: w.LastDay, Amount: float64(n), Allowed: 1, Text: fmt.Sprintf("%s are attending in an inpatient week; one is enough.", count(n, "person"))})
		}
	}
}

// PoolAmount counts what a person has of a pool of equity.
func (y *Faculty) PoolAmount(l *FacultyLine, pool datasets.Pool) int {
	begins := map[datasets.Day]bool{}
	for _, d := range pool.Begins {
		begins[d] = true
	}
	n := 0
	if pool.Unit == datasets.LimitWeek {
		for _, s := range l.Weeks {
			if begins[s.FirstDay] {
				n++
			}
		}
		return n
	}
	for _, s := range l.Nights {
		if begins[s.Date] {
			n++
		}
	}
	return n
}

// equity: everybody has his share of each pool, rounded down or up. The shares are those that Program.Pools defines.
func equity(y *Faculty, report func(Breach)) {
	for _, pool := range y.Program.Pools(datasets.Faculty) {
		share := map[string]datasets.Share{}
		for _, s := range pool.Shares {
			share[s.Person] = s
		}
		y.eachLine(func(l *FacultyLine) {
			s, shares := share[l.Person.Person]
			if !shares {
				return
			}
			n := y.PoolAmount(l, pool)
			least, most := s.Around()
			if n < least || n > most {
				b := l.begin(y.FirstDay, y.LastDay, float64(n), s.Amount, "has %s of %s; the even share is %.1f", count(n, pool.Unit), pool.Name, s.Amount)
				b.Unit = pool.Unit
				report(b)
			}
		})
	}
}
