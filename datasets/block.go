package datasets

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// The tables that only a block schedule reads: the usual half-days of each rotation, and what is fixed for some people.

// Template is a row of templates.csv: what people of rotations with that template usually do in one half-day.
type Template struct {
	Template  string `parquet:"template" rota:"key" doc:"name of the pattern, which rotations.csv refers to"`
	Day       int    `parquet:"day" rota:"key,min=0,max=62" unit:"day" doc:"day of the pattern, from 0"`
	HalfDay   string `parquet:"half_day" rota:"key,one=AM|PM|NIGHT" doc:"half-day; one without a row is open"`
	Code      string `parquet:"code" doc:"activity that usually stands there"`
	Protected bool   `parquet:"protected" doc:"true: nothing else may stand there"`
}

// Event is a row of events.csv: some half-days in which some people all do one thing, or a time on another rotation.
type Event struct {
	Event    string   `parquet:"event" rota:"key" doc:"name of the event"`
	FirstDay Day      `parquet:"first_day,date" rota:"key" doc:"first day of it"`
	LastDay  Day      `parquet:"last_day,date" doc:"last day of it"`
	Weekdays []string `parquet:"weekdays,list" rota:"one=Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday" doc:"weekdays on which it is held; empty: all"`
	HalfDay  string   `parquet:"half_day,optional" rota:"key,one=AM|PM|NIGHT" doc:"half-day in which it is held; null: morning and afternoon"`
	Who      []string `parquet:"who,list" rota:"key,some" doc:"whom it is for: codes of people, roles, cohorts, or levels such as PGY-1"`
	Services []string `parquet:"services,list" doc:"services whose people it is for; empty: any"`
	Excused  []string `parquet:"excused,list" doc:"services whose people are excused, unless they are named by their code"`
	Activity string   `parquet:"activity,optional" doc:"what they do; null: they are on a rotation"`
	Rotation string   `parquet:"rotation,optional" doc:"rotation that they are on in those days, instead of the annual schedule's; null: an activity is given"`
	Source   string   `parquet:"source,optional" doc:"where it is written; null: not said"`
}

// Anybody is the role of a row of cover.csv that counts people of every role.
const Anybody Role = "anybody"

// ForHalfDays reports whether the row counts people in half-days, and not residents in half-blocks.
func (c Cover) ForHalfDays() bool {
	return c.HalfDay != "" || len(c.Activities) > 0 || c.Role != "" && c.Role != Resident
}

// ForStays reports whether the row counts people in the half-blocks of an annual schedule: residents where they are planned, and learners
// and visitors, where its role admits them, on the rotations that events put them on.
func (c Cover) ForStays() bool {
	return c.HalfDay == "" && len(c.Activities) == 0 && c.Role != Faculty && (c.Level == "" || c.Level == "Cover")
}

// Admits reports whether the row counts people of the role.
func (c Cover) Admits(role Role) bool {
	return c.Role == role || c.Role == Anybody || c.Role == "" && role == Resident
}

// LevelName is how events.csv names a PGY level.
func LevelName(pgy int) string { return fmt.Sprintf("%s%d", levelPrefix, pgy) }

const levelPrefix = "PGY-"

// Holds reports whether the event is held in that half of the day. An event of several people falls out on holidays.
func (p *Program) Holds(e Event, d Day, halfDay string) bool {
	held := e.FirstDay <= d && d <= e.LastDay && (len(e.Weekdays) == 0 || slices.Contains(e.Weekdays, d.Weekday().String()))
	return held && (e.HalfDay == halfDay || e.HalfDay == "" && halfDay != Night) && !(p.IsHoliday(d) && e.Activity != "" && !p.namesOnly(e))
}

// namesOnly reports whether the event is for people who are named by their codes.
func (p *Program) namesOnly(e Event) bool {
	return !slices.ContainsFunc(e.Who, func(who string) bool {
		return !slices.ContainsFunc(p.People, func(q Person) bool { return q.Person == who })
	})
}

// Concerns reports whether the event is for a person who is on the service ("": none) on the day.
func (p *Program) Concerns(e Event, person Person, service string, d Day) bool {
	if slices.Contains(e.Who, person.Person) {
		return true
	}
	of := slices.Contains(e.Who, string(person.Role)) || person.Cohort != "" && slices.Contains(e.Who, person.Cohort)
	if pgy := p.PGYOn(person.Person, d); !of && pgy > 0 && person.Role == Resident {
		of = slices.Contains(e.Who, LevelName(pgy))
	}
	return of && (len(e.Services) == 0 || slices.Contains(e.Services, service)) && !slices.Contains(e.Excused, service)
}

// EventOf returns the event that fixes the half-day of a person who is on the service, and its row; of several the first of the file.
func (p *Program) EventOf(person Person, service string, d Day, halfDay string) (Event, int, bool) {
	for i, e := range p.Events {
		if e.Activity != "" && p.Holds(e, d, halfDay) && p.Concerns(e, person, service, d) {
			return e, i, true
		}
	}
	return Event{}, 0, false
}

// MovedTo returns the rotation that an event puts a person on for the day, in place of the one of the annual schedule; "" if none does.
func (p *Program) MovedTo(person Person, service string, d Day) string {
	for _, e := range p.Events {
		if e.Rotation != "" && p.Holds(e, d, AM) && p.Concerns(e, person, service, d) {
			return e.Rotation
		}
	}
	return ""
}

// MovedFor returns the rotation that events put a person on for each day from first to last, whatever service he is on; "" if none does.
// Such a time is no matter of the annual schedule.
func (p *Program) MovedFor(person Person, first, last Day) string {
	if !slices.ContainsFunc(p.Events, func(e Event) bool { return e.Rotation != "" && e.FirstDay <= last && first <= e.LastDay }) {
		return ""
	}
	rotation := p.MovedTo(person, "", first)
	for d := first; d <= last && rotation != ""; d++ {
		for _, r := range p.Rotations {
			if p.MovedTo(person, r.Service, d) != rotation {
				return ""
			}
		}
	}
	return rotation
}

// moveDays returns the first days of runs of days within which events put the same residents on rotations, whatever services they are on.
func (p *Program) moveDays() (days []Day) {
	for _, e := range p.Events {
		if e.Rotation == "" || !slices.ContainsFunc(p.People, func(q Person) bool {
			return q.Role == Resident && (slices.Contains(e.Who, q.Person) || slices.Contains(e.Who, string(Resident)) || q.Cohort != "" && slices.Contains(e.Who, q.Cohort)) ||
				slices.ContainsFunc(e.Who, func(who string) bool { return strings.HasPrefix(who, levelPrefix) })
		}) {
			continue
		}
		days = append(days, e.FirstDay, e.LastDay+1)
		for _, l := range p.Levels {
			if e.FirstDay < l.FirstDay && l.FirstDay <= e.LastDay {
				days = append(days, l.FirstDay)
			}
		}
	}
	return days
}

// Patterns are the templates of a programme laid out by day.
type Patterns struct {
	program *Program
	weekday time.Weekday // of day 0 of each template
	days    map[string]int
	cells   map[patternCell]Template
}

type patternCell struct {
	template string
	day      int
	halfDay  string
}

// Patterns lays the templates out. Day 0 of each is of the weekday on which most planned blocks begin, the earliest weekday where
// several do equally often.
func (p *Program) Patterns() *Patterns {
	t := &Patterns{program: p, days: map[string]int{}, cells: map[patternCell]Template{}}
	begins := map[time.Weekday]int{}
	for _, b := range p.Blocks {
		if b.Block > 0 {
			begins[b.FirstDay.Weekday()]++
		}
	}
	for w := time.Sunday; w <= time.Saturday; w++ {
		if begins[w] > begins[t.weekday] {
			t.weekday = w
		}
	}
	for _, row := range p.Templates {
		t.cells[patternCell{row.Template, row.Day, row.HalfDay}] = row
		t.days[row.Template] = max(t.days[row.Template], (row.Day/7+1)*7)
	}
	return t
}

// At returns the cell of a template for one half of a day. A pattern is laid from the block's first day of the patterns' weekday on, and
// begins anew when it ends; the days before that weekday are as those a week later. ok is false where the template says nothing.
func (t *Patterns) At(template string, d Day, halfDay string) (cell Template, ok bool) {
	days := t.days[template]
	if days == 0 {
		return Template{}, false
	}
	begin := d
	for _, b := range t.program.Blocks {
		if b.FirstDay <= d && d <= b.LastDay {
			begin = b.FirstDay
		}
	}
	begin += Day((t.weekday - begin.Weekday() + 7) % 7)
	day := int(d - begin)
	if day < 0 {
		day += 7
	}
	cell, ok = t.cells[patternCell{template, day % days, halfDay}]
	return cell, ok
}

// AtOf is At for a person: in a week without a clinic on the weekday of his own clinic, the first clinic of the week's pattern stands there,
// in the same half of the day, and what stood there takes its place. Only work by day that is not protected changes places, and only within a
// block, to a day on which the person is there.
func (t *Patterns) AtOf(person Person, template string, d Day, halfDay string) (cell Template, ok bool) {
	if own, _, moves := t.ownClinic(person, template, d); moves && t.program.Away(person.Person, own) {
		return t.At(template, d, halfDay)
	}
	return t.IfThere(person, template, d, halfDay)
}

// IfThere is AtOf as if the person were not away on the day of his own clinic: what may stand in a week that was laid out before he fell ill.
func (t *Patterns) IfThere(person Person, template string, d Day, halfDay string) (cell Template, ok bool) {
	cell, ok = t.At(template, d, halfDay)
	own, from, moves := t.ownClinic(person, template, d)
	switch {
	case !ok || !moves || halfDay != from.HalfDay:
		return cell, ok
	case d == own:
		return from.Template, true
	case d == from.day:
		return t.At(template, own, halfDay)
	}
	return cell, ok
}

// dayCell is a cell of a template on a day.
type dayCell struct {
	Template
	day Day
}

// ownClinic returns the day of the person's own clinic in the week of d, and the clinic that stands there instead of on its own day.
func (t *Patterns) ownClinic(person Person, template string, d Day) (own Day, from dayCell, moves bool) {
	const week = 7
	monday := d - Day((int(d.Weekday())+week-1)%week)
	i := slices.IndexFunc(t.program.Blocks, func(b Block) bool { return b.FirstDay <= d && d <= b.LastDay })
	if i < 0 || person.ClinicWeekday == "" {
		return 0, dayCell{}, false
	}
	block := t.program.Blocks[i]
	for own = monday; own.Weekday().String() != person.ClinicWeekday; own++ {
	}
	if own < block.FirstDay || own > block.LastDay || t.program.IsHoliday(own) {
		return 0, dayCell{}, false
	}
	for day := max(monday, block.FirstDay); day <= min(monday+week-1, block.LastDay); day++ {
		for _, half := range []string{AM, PM} {
			here, known := t.At(template, day, half)
			a, _ := t.program.ActivityIn(here.Code, half)
			if !known || a.Kind != KindClinic {
				continue
			}
			if day == own {
				return 0, dayCell{}, false
			}
			there, open := t.At(template, own, half)
			b, _ := t.program.ActivityIn(there.Code, half)
			byDay := b.Kind == KindService || b.Kind == KindAdministration
			if from.day == 0 && open && byDay && !here.Protected && !there.Protected && a.On(own) && b.On(day) && t.program.Available(person.Person, own, half) {
				from = dayCell{here, day}
			}
		}
	}
	return own, from, from.day != 0
}
