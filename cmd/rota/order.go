package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"rota/activities"
	"rota/datasets"
	"rota/solver/residency"
)

// order reads what a repair is asked for. The error is *datasets.Defects with everything that is wrong with the flags.
func (f repairFlags) order(desk *activities.Desk, p *datasets.Program) (residency.Order, error) {
	r := orderReader{desk: desk, program: p}
	o := residency.Order{Absences: []datasets.Absence{}, Locks: slices.Clone(desk.Order.Locks)}
	known := slices.Clone(p.Absences)
	for _, text := range f.absences {
		if a, ok := r.absence(text); ok {
			fresh := a.Beyond(known) // who falls ill on leave was away already
			if len(fresh) == 0 {
				r.defect("--absence", text, "days on which "+a.Person+" is not away already")
			}
			o.Absences, known = append(o.Absences, fresh...), append(known, fresh...)
		}
	}
	for _, text := range f.locks {
		if l, ok := r.lock(text); ok {
			o.Locks = append(o.Locks, l)
		}
	}
	o.Freeze = r.freeze(f.freeze)
	if len(r.defects) > 0 {
		return o, &r.defects
	}
	return o, nil
}

// orderReader reads flags that name people and days, and collects what is wrong with them.
type orderReader struct {
	desk    *activities.Desk
	program *datasets.Program
	defects datasets.Defects
}

func (r *orderReader) defect(flag, value, expected string) {
	r.defects = append(r.defects, datasets.Defect{File: "flag " + flag, Value: value, Expected: expected})
}

// absence reads PERSON:FIRST_DAY:LAST_DAY[:KIND].
func (r *orderReader) absence(text string) (a datasets.Absence, ok bool) {
	const flag = "--absence"
	parts := strings.SplitN(text, ":", 4)
	if len(parts) < 3 {
		r.defect(flag, text, "PERSON:FIRST_DAY:LAST_DAY[:KIND]")
		return a, false
	}
	a = datasets.Absence{Person: parts[0], Kind: "absence"}
	if len(parts) == 4 && parts[3] != "" {
		a.Kind = parts[3]
	}
	first, okFirst := r.day(flag, text, parts[1])
	last, okLast := r.day(flag, text, parts[2])
	ok = r.person(flag, text, parts[0]) && okFirst && okLast
	if a.FirstDay, a.LastDay = first, last; ok && last < first {
		r.defect(flag, text, "a last day on or after the first")
		ok = false
	}
	if begins, ends := r.desk.Grid.Planned(); ok && (last < begins || first > ends) {
		r.defect(flag, text, fmt.Sprintf("days of this schedule, which is from %s to %s", begins, ends))
		return a, false
	}
	there := func(c residency.Cell) bool {
		return c.Person == a.Person && c.Planned && c.FirstDay <= last && first <= c.LastDay
	}
	if ok && !slices.ContainsFunc(r.desk.Grid.Cells, there) {
		r.defect(flag, text, "days on which "+a.Person+" is there")
		return a, false
	}
	for _, shift := range r.desk.Plan.Shifts {
		if ok && r.desk.Plan.Year == nil && shift.Role == datasets.Faculty && shift.Person == a.Person && first <= shift.Date && shift.Date <= last {
			r.defect(flag, text, fmt.Sprintf("nobody whom the year of the faculty has on %s, as %s on %s: this run was made before runs kept that year; build the block again",
				shift.Activity, shift.Person, shift.Date))
			return a, false
		}
	}
	return a, ok
}

// lock reads PERSON[:DATE[:AM]].
func (r *orderReader) lock(text string) (l residency.Lock, ok bool) {
	const flag = "--lock"
	person, rest, dated := strings.Cut(text, ":")
	l.Person, ok = person, r.person(flag, text, person)
	if dated {
		date, half, halved := strings.Cut(rest, ":")
		d, okDay := r.day(flag, text, date)
		l.Date, l.HalfDay, ok = &d, half, ok && okDay
		if halved && !isHalfDay(half) {
			r.defect(flag, text, "PERSON, PERSON:DATE, or PERSON:DATE:AM, PERSON:DATE:PM, PERSON:DATE:NIGHT")
			return l, false
		}
		if ok && len(r.desk.Grid.On(r.desk.Roster, person, d, half)) == 0 {
			r.defect(flag, text, "a day on which something is planned for the person")
			ok = false
		}
	}
	return l, ok
}

// person reports a person of whom the schedule knows nothing.
func (r *orderReader) person(flag, value, person string) bool {
	known := slices.ContainsFunc(r.desk.Grid.Cells, func(c residency.Cell) bool { return c.Person == person })
	if !known {
		r.defect(flag, value, fmt.Sprintf("a person of this %s schedule; %q is none", r.desk.Kind, person))
	}
	return known
}

// freeze reads the day before which nothing changes, DATE or today, which is that of the programme's time zone; nil if there is none.
func (r *orderReader) freeze(text string) *datasets.Day {
	const flag = "--freeze-before"
	switch text {
	case "":
		return nil
	case "today":
		d := datasets.DayOf(time.Now().In(r.program.Location()))
		return &d
	}
	d, ok := r.day(flag, text, text)
	if !ok {
		return nil
	}
	return &d
}

// day reads a day of the year.
func (r *orderReader) day(flag, value, text string) (datasets.Day, bool) {
	d, err := datasets.ParseDay(text)
	first, last := r.program.Span()
	if err != nil || d < first || d > last {
		r.defect(flag, value, fmt.Sprintf("a day from %s to %s; %q is none", first, last, text))
		return d, false
	}
	return d, true
}

// flagDefects is the error of one flag.
func flagDefects(flag string, value int, expected string) error {
	return &datasets.Defects{{File: "flag " + flag, Value: strconv.Itoa(value), Expected: expected}}
}

func itoa(n int) string { return strconv.Itoa(n) }
