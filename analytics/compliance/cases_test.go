package compliance

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"rota/datasets"
)

// parseShifts reads half-days such as
//
//	A 2026-07-06 AM,PM WARD W                    on the ward, by the times of activities.csv
//	A 2026-07-06..2026-07-24/Mon,Thu PM CLINIC C  each Monday and Thursday
//	A 2026-07-06 NIGHT WARD CALL 17:00-31:30      by these times; an hour from 24 on is one of the next day
//	F 2026-07-06 AM - AT                          without a rotation
func parseShifts(t *testing.T, p *datasets.Program, line string) []datasets.Shift {
	t.Helper()
	fields := strings.Fields(line)
	if len(fields) != 5 && len(fields) != 6 {
		t.Fatalf("half-days %q; expected person, days, half-days, rotation, activity, perhaps times", line)
	}
	days, weekdays, _ := strings.Cut(fields[1], "/")
	from, to, several := strings.Cut(days, "..")
	if !several {
		to = from
	}
	first, err := datasets.ParseDay(from)
	if err != nil {
		t.Fatal(err)
	}
	last, err := datasets.ParseDay(to)
	if err != nil {
		t.Fatal(err)
	}
	person := datasets.Person{Person: fields[0], Role: datasets.Visitor}
	if i := slices.IndexFunc(p.People, func(q datasets.Person) bool { return q.Person == fields[0] }); i >= 0 {
		person = p.People[i]
	}
	var out []datasets.Shift
	for d := first; d <= last; d++ {
		if weekdays != "" && !slices.Contains(strings.Split(weekdays, ","), d.Weekday().String()[:3]) {
			continue
		}
		for _, half := range strings.Split(fields[2], ",") {
			s := p.NewShiftMaker(1).Shift(person, d, half, fields[4])
			if s.Rotation = fields[3]; fields[3] == "-" {
				s.Rotation = ""
			}
			if len(fields) == 6 {
				starts, ends, _ := strings.Cut(fields[5], "-")
				s.StartsAt, s.EndsAt = clockTime(t, p, d, starts), clockTime(t, p, d, ends)
			}
			out = append(out, s)
		}
	}
	return out
}

// clockTime is the moment at which the clocks of the programme's site show hours and minutes, counted on from 24:00.
func clockTime(t *testing.T, p *datasets.Program, d datasets.Day, text string) *time.Time {
	t.Helper()
	hour, minute, _ := strings.Cut(text, ":")
	h, err := strconv.Atoi(hour)
	m, err2 := strconv.Atoi(minute)
	if err != nil || err2 != nil {
		t.Fatalf("time %q; expected such as 07:30", text)
	}
	y, month, day := d.Time().Date()
	at := time.Date(y, month, day, h, m, 0, 0, p.Location())
	return &at
}
