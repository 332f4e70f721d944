package compliance

import (
	"fmt"
	"slices"

	"rota/datasets"
)

// The residents' call: the rows of call.csv with their role. A programme without such rows, and a schedule without residents, is not asked.

// residentRow returns the row of call.csv of the residents' night that begins on the day.
func (y *Year) residentRow(d datasets.Day) (datasets.Call, int, bool) {
	i := slices.IndexFunc(y.Program.Call, func(c datasets.Call) bool {
		return c.Role == datasets.Resident && slices.Contains(c.Weekdays, d.Weekday().String())
	})
	if i < 0 {
		return datasets.Call{}, 0, false
	}
	return y.Program.Call[i], i, true
}

// hasResidentCall says whether the programme has rows for it and the schedule residents.
func (y *Year) hasResidentCall() bool {
	rows := slices.ContainsFunc(y.Program.Call, func(c datasets.Call) bool { return c.Role == datasets.Resident })
	told := false
	y.eachShift(func(l *Line, _ datasets.Shift) { told = told || l.Person.Role == datasets.Resident })
	return rows && told
}

// residentCalls visits the residents' nights of kind call, and those before the schedule.
func (y *Year) residentCalls(visit func(l *Line, calls []Work)) {
	if !y.hasResidentCall() {
		return
	}
	y.eachResidentHand(func(l *Line, h *hand) {
		visit(l, slices.DeleteFunc(slices.Clone(h.work), func(w Work) bool { return w.HalfDay != datasets.Night || w.Kind != datasets.KindCall }))
	})
}

// residentCall: a resident on call is so in a night of a row of call.csv, of its levels and on one of its services.
func residentCall(y *Year, report func(Breach)) {
	y.residentCalls(func(l *Line, calls []Work) {
		for _, w := range calls {
			row, i, isCall := y.residentRow(w.Date)
			pgy, service := y.Program.PGYOn(l.Person.Person, w.Date), y.serviceOf(l, w)
			b := shiftBreach(w.shift(l), "")
			switch {
			case w.before:
				continue
			case !isCall || row.Activity != w.Activity:
				b = shiftBreach(w.shift(l), "no resident is on such call then")
			case len(row.PGYs) > 0 && !slices.Contains(row.PGYs, pgy):
				b = shiftBreach(w.shift(l), "PGY-%d; it is for %s", pgy, levelNames(row.PGYs))
			case len(row.Services) > 0 && !slices.Contains(row.Services, service):
				b = shiftBreach(w.shift(l), "on %s, which takes no such call", service)
			default:
				continue
			}
			if isCall {
				b.Source = written(fileRow("call.csv", i), row.Source)
			}
			report(b)
		}
	})
}

// residentCallGap: two calls of a resident are least_gap nights apart.
func residentCallGap(y *Year, report func(Breach)) {
	y.residentGaps(report, func(apart int, row datasets.Call) bool { return apart < row.LeastGap }, func(row datasets.Call) int { return row.LeastGap }, "are asked for")
}

// residentCallSpacing: they are wished to be wanted_gap nights apart; those closer than least_gap are told above.
func residentCallSpacing(y *Year, report func(Breach)) {
	y.residentGaps(report, func(apart int, row datasets.Call) bool { return row.LeastGap <= apart && apart < row.WantedGap }, func(row datasets.Call) int { return row.WantedGap }, "are wished for")
}

func (y *Year) residentGaps(report func(Breach), close func(int, datasets.Call) bool, gap func(datasets.Call) int, asked string) {
	y.residentCalls(func(l *Line, calls []Work) {
		for i := 1; i < len(calls); i++ {
			row, number, isCall := y.residentRow(calls[i].Date)
			if apart := int(calls[i].Date - calls[i-1].Date); isCall && !calls[i].before && close(apart, row) {
				report(Breach{Person: l.Person.Person, FirstDay: calls[i-1].Date, LastDay: calls[i].Date, Amount: float64(apart), Allowed: float64(gap(row)),
					Source: written(fileRow("call.csv", number), row.Source),
					Text:   fmt.Sprintf("%s is on call %s after a call; %d %s.", l.Person.Person, count(apart, "night"), gap(row), asked)})
			}
		}
	})
}

// residentNights visits each night of the schedule that is of a row, with the number of residents on call.
func (y *Year) residentNights(visit func(d datasets.Day, row datasets.Call, source string, n int)) {
	on := map[datasets.Day]int{}
	y.residentCalls(func(_ *Line, calls []Work) {
		for _, w := range calls {
			on[w.Date]++
		}
	})
	if !y.hasResidentCall() {
		return
	}
	for d := y.Clock.FirstDay; d <= y.Clock.LastDay; d++ {
		if row, i, isCall := y.residentRow(d); isCall {
			visit(d, row, written(fileRow("call.csv", i), row.Source), on[d])
		}
	}
}

// residentCallLeast: somebody is on call in each of these nights.
func residentCallLeast(y *Year, report func(Breach)) {
	y.residentNights(func(d datasets.Day, row datasets.Call, source string, n int) {
		if n < 1 {
			report(Breach{FirstDay: d, LastDay: d, Allowed: 1, Source: source, Text: fmt.Sprintf("Nobody is on call in a night of %s.", row.Call)})
		}
	})
}

// residentCallMost: one resident only is.
func residentCallMost(y *Year, report func(Breach)) {
	y.residentNights(func(d datasets.Day, row datasets.Call, source string, n int) {
		if n > 1 {
			report(Breach{FirstDay: d, LastDay: d, Amount: float64(n), Allowed: 1, Source: source, Text: fmt.Sprintf("%s are on call in a night of %s; one is enough.", people(n), row.Call)})
		}
	})
}
