package residency

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"rota/datasets"
	"rota/solver"
)

// nights is the grid of a faculty year: people are the faculty, periods the nights of the year, each named by the day on which
// it begins. A cell holds nothing, a night on call, or the inpatient week that begins on that day, with all nights of call that
// its attending takes. So one problem holds weeks and nights together, gaps are counted in nights all over the year, and no
// week can be given to somebody whom its nights do not suit.
type nights struct {
	program *datasets.Program
	faculty []datasets.Person // in the order of people.csv
	first   datasets.Day
	count   int           // of nights
	duties  []nightDuty   // duties[0] is off
	call    []solver.Duty // by night: the duty of who is on call in it, Off where the attending is or nobody
	week    []solver.Duty // by night: the duty of the inpatient week that begins with it, Off where none does

	facultyAt map[string]solver.Person
}

// nightDuty is a night on call, or an inpatient week with its nights on call.
type nightDuty struct {
	label string
	days  int           // of an inpatient week; 0: a night on call
	rest  int           // days without an inpatient week before it, at least
	code  string        // activity of an inpatient week
	calls []nightOnCall // in order
}

// nightOnCall is a night on call of a duty.
type nightOnCall struct {
	after   int // nights after the one with which the duty begins
	row     int // of call.csv
	holiday bool
}

// newNights lays out the grid. The error says why there is none.
func newNights(p *datasets.Program) (*nights, error) {
	n := &nights{program: p, facultyAt: map[string]solver.Person{}, duties: []nightDuty{{label: "off"}}}
	for _, person := range p.People {
		if person.Role == datasets.Faculty {
			n.facultyAt[person.Person] = solver.Person(len(n.faculty))
			n.faculty = append(n.faculty, person)
		}
	}
	first, last := p.Span()
	n.first, n.count = first, int(last-first)+1
	if len(n.faculty) == 0 {
		return nil, errors.New("residency: people.csv: faculty=0; expected a person whose role is faculty")
	}
	if n.count <= 0 {
		return nil, errors.New("residency: program.csv: the year has no day; expected first_day and last_day")
	}
	n.call, n.week = make([]solver.Duty, n.count), make([]solver.Duty, n.count)
	for t := range n.count {
		d := n.day(t)
		week, inWeek := p.InpatientWeek(d)
		if inWeek && week.FirstDay == d {
			n.week[t] = n.dutyFor(n.weekDuty(week))
		}
		if row := n.rowOf(d); row >= 0 && !(inWeek && p.Call[row].TakenBy == datasets.ByInpatient) {
			n.call[t] = n.dutyFor(nightDuty{calls: []nightOnCall{{0, row, p.IsHoliday(d)}}})
		}
	}
	if len(n.duties) == 1 {
		return nil, errors.New("residency: call.csv, weeks.csv: no night on call and no inpatient week of the faculty; expected some")
	}
	return n, nil
}

// day returns the day on which a night begins.
func (n *nights) day(t int) datasets.Day { return n.first + datasets.Day(t) }

// rowOf returns the row of call.csv that the night of a day is of, -1 if it is of none.
func (n *nights) rowOf(d datasets.Day) int {
	return slices.IndexFunc(n.program.Call, func(c datasets.Call) bool {
		return c.Role == datasets.Faculty && slices.Contains(c.Weekdays, d.Weekday().String())
	})
}

// weekDuty says what an inpatient week is to its attending. Nights beyond the year are of the next one.
func (n *nights) weekDuty(w datasets.Week) nightDuty {
	duty := nightDuty{days: int(w.LastDay-w.FirstDay) + 1, rest: w.RestDays, code: w.Activity}
	for d := w.FirstDay; d <= min(w.LastDay, n.day(n.count-1)); d++ {
		if row := n.rowOf(d); row >= 0 && n.program.Call[row].TakenBy == datasets.ByInpatient {
			duty.calls = append(duty.calls, nightOnCall{int(d - w.FirstDay), row, n.program.IsHoliday(d)})
		}
	}
	return duty
}

// dutyFor returns the one duty of that content.
func (n *nights) dutyFor(duty nightDuty) solver.Duty {
	same := func(o nightDuty) bool {
		return o.days == duty.days && o.rest == duty.rest && o.code == duty.code && slices.Equal(o.calls, duty.calls)
	}
	if d := slices.IndexFunc(n.duties[1:], same); d >= 0 {
		return solver.Duty(d + 1)
	}
	if duty.days > 0 {
		duty.label = fmt.Sprintf("%s for %d days", duty.code, duty.days)
	} else {
		duty.label = n.program.Call[duty.calls[0].row].Call
	}
	if holidays := duty.count(func(c nightOnCall) bool { return c.holiday }); holidays > 0 {
		duty.label += fmt.Sprintf(", %d holiday", holidays)
	}
	same = func(o nightDuty) bool { return o.label == duty.label }
	if slices.ContainsFunc(n.duties, same) {
		duty.label += fmt.Sprintf(" (%d)", len(n.duties))
	}
	n.duties = append(n.duties, duty)
	return solver.Duty(len(n.duties) - 1)
}

// count counts the nights on call of a duty that are such.
func (d nightDuty) count(such func(nightOnCall) bool) int {
	k := 0
	for _, c := range d.calls {
		if such(c) {
			k++
		}
	}
	return k
}

// isWeek reports whether the duty is an inpatient week.
func (d nightDuty) isWeek() bool { return d.days > 0 }

// grid makes a problem that has people, periods and duties and no rule yet.
func (n *nights) grid() *solver.Problem {
	p := &solver.Problem{}
	for _, person := range n.faculty {
		p.People = append(p.People, person.Person)
	}
	for t := range n.count {
		p.Periods = append(p.Periods, "night of "+n.day(t).String())
	}
	for _, duty := range n.duties {
		p.Duties = append(p.Duties, duty.label)
		p.Minutes = append(p.Minutes, n.minutes(duty))
	}
	return p
}

// minutes is the work of a duty by the times of activities.csv, on a day without a change of the clocks.
func (n *nights) minutes(duty nightDuty) int32 {
	total := 0
	add := func(code, halfDay string, times int) {
		if a, known := n.program.ActivityIn(code, halfDay); known {
			starts, okStarts := datasets.ParseClock(a.Starts)
			ends, okEnds := datasets.ParseClock(a.Ends)
			if okStarts && okEnds {
				if ends <= starts {
					ends += 24 * 60
				}
				total += times * (ends - starts)
			}
		}
	}
	add(duty.code, datasets.AM, duty.days)
	add(duty.code, datasets.PM, duty.days)
	for _, c := range duty.calls {
		add(n.program.Call[c.row].Activity, datasets.Night, 1)
	}
	return int32(total)
}

// within returns the periods whose nights begin in first..last. None: from > to.
func (n *nights) within(first, last datasets.Day) (from, to solver.Period) {
	from = solver.Period(max(0, first-n.first))
	return from, solver.Period(min(last-n.first, datasets.Day(n.count-1)))
}

// spans returns the days of each period in which a limit counts: the year, the blocks, or the weeks from Monday to Sunday.
func (n *nights) spans(per string) []interval {
	last := n.day(n.count - 1)
	switch per {
	case datasets.PerYear:
		return []interval{{n.first, last}}
	case datasets.PerBlock:
		var spans []interval
		for _, b := range n.program.Blocks {
			spans = append(spans, interval{b.FirstDay, b.LastDay})
		}
		slices.SortFunc(spans, func(a, b interval) int { return cmp.Compare(a.first, b.first) })
		return spans
	}
	const sunday = 7
	var spans []interval
	for d := n.first; d <= last; {
		end := d
		for int(end.Weekday()+sunday-1)%sunday != sunday-1 { // Monday is 0
			end++
		}
		spans = append(spans, interval{d, min(end, last)})
		d = end + 1
	}
	return spans
}
