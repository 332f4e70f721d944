package residency

import (
	"fmt"
	"slices"
	"strings"

	"rota/datasets"
	"rota/solver"
)

// halfDaysTeller has the words of a block's problem.
type halfDaysTeller struct {
	teller
	block *halfDays
}

// words says what a rule of a block's problem asks, with the rows that state it.
func (t *halfDaysTeller) words(s said) (text string, sources []string) {
	codes := t.people(s)
	people, when := who(codes, "people"), t.when(s)
	source := []string{t.problem.Rules.Source[s.rule]}
	switch s.kind {
	case "calendar":
		return fmt.Sprintf("%s: in %s nothing else is offered than %s", people, when, t.offered(s)), nil
	case "presence":
		return fmt.Sprintf("%s: not there in %s", people, when), t.personRows(codes)
	case "absence":
		return fmt.Sprintf("%s: away in %s", people, when), t.absenceRows(s)
	case "protected":
		return fmt.Sprintf("%s: %s in %s is protected", people, t.offered(s), when), t.templateRows(s)
	case "event":
		return fmt.Sprintf("%s: %s in %s is an event", people, t.offered(s), when), t.eventRows(s)
	case "faculty year":
		return fmt.Sprintf("%s: %s in %s is of the faculty's year", people, t.offered(s), when), nil
	case "attendance":
		return fmt.Sprintf("%s: at the event of %s, or a night on that day or the eve", people, when), t.eventRows(s)
	case "double-booked":
		return fmt.Sprintf("%s: %s at once", people, t.pairs(s)), t.activityRows(s)
	case "rest", "long day", "after night", "after call":
		return fmt.Sprintf("%s: no %s (%s)", people, t.pairs(s), s.kind), append(t.activityRows(s), source...)
	case "call-gap":
		return people + ": nights between two calls (" + t.gaps() + ")", rows("call.csv", len(t.program.Call), func(i int) bool { return t.program.Call[i].Role == datasets.Resident })
	case "limit":
		return t.limit(s), source
	case "supervision":
		return fmt.Sprintf("%s: %s, of %s", when, t.needs(s), strings.ReplaceAll(s.of, "+", ", ")), t.supervisionRows(s)
	case "learners":
		return fmt.Sprintf("%s: only so many in %s to one supervisor", when, s.of), source
	case "cover", "call":
		return t.cover(s), source
	}
	return t.law(s)
}

// offered names what the bars of the clause leave.
func (t *halfDaysTeller) offered(s said) string {
	var names []string
	for _, part := range s.parts {
		group := int32(t.problem.Bars.Group[part.Row])
		for d, label := range t.problem.Duties {
			if !t.problem.Groups.Has(group, int32(d)) && !slices.Contains(names, label) {
				names = append(names, label)
			}
		}
	}
	return list(names)
}

// pairs names the duties that do not go together: NIGHT CALL before AM CLINIC.
func (t *halfDaysTeller) pairs(s said) string {
	var words []string
	for _, part := range s.parts {
		text := ""
		switch part.Table {
		case "successions":
			text = t.members(t.problem.Successions.Before[part.Row]) + " before " + t.members(t.problem.Successions.After[part.Row])
		case "bars": // the first of the two lies before the block
			text = t.members(t.problem.Bars.Group[part.Row]) + " on " + t.when(said{parts: []solver.Part{part}}) + " after the work before the block"
		default:
			text = "work that has no rest between its half-days"
		}
		if !slices.Contains(words, text) {
			words = append(words, text)
		}
	}
	return list(words)
}

// members names the duties of a group.
func (t *halfDaysTeller) members(g solver.Group) string {
	var names []string
	for d, label := range t.problem.Duties {
		if t.problem.Groups.Has(int32(g), int32(d)) {
			names = append(names, label)
		}
	}
	const named = 4
	if n := len(names); n > named {
		names = append(names[:named], fmt.Sprintf("%d more", n-named))
	}
	return strings.Join(names, "/")
}

// activityRows names the rows of activities.csv of what the parts are about.
func (t *halfDaysTeller) activityRows(s said) []string {
	about := func(g solver.Group, a datasets.Activity) bool {
		return slices.ContainsFunc(t.block.duties, func(d halfDuty) bool {
			at := t.block.dutyAt[d]
			return d.code == a.Code && d.half >= 0 && d.works() && halfDayNames[d.half] == a.HalfDay && t.problem.Groups.Has(int32(g), int32(at))
		})
	}
	return rows("activities.csv", len(t.program.Activities), func(i int) bool {
		a := t.program.Activities[i]
		return slices.ContainsFunc(s.parts, func(part solver.Part) bool {
			switch part.Table {
			case "successions":
				return about(t.problem.Successions.Before[part.Row], a) || about(t.problem.Successions.After[part.Row], a)
			case "bars":
				return about(t.problem.Bars.Group[part.Row], a)
			}
			return false
		})
	})
}

// templateRows names the protected rows of the templates that people are on.
func (t *halfDaysTeller) templateRows(s said) []string {
	return rows("templates.csv", len(t.program.Templates), func(i int) bool {
		row := t.program.Templates[i]
		return row.Protected && slices.ContainsFunc(s.parts, func(part solver.Part) bool {
			person, period, _ := part.Where(t.problem)
			on := t.block.on[person][int(period)/halvesOfDay]
			cell, known := datasets.Template{}, false
			if on != nil && on.Template == row.Template {
				cell, known = t.block.patterns.At(on.Template, t.block.day(int(period)), halfDayNames[int(period)%halvesOfDay])
			}
			return known && cell.Day == row.Day && cell.HalfDay == row.HalfDay
		})
	})
}

// eventRows names the events of people where the parts look.
func (t *halfDaysTeller) eventRows(s said) []string {
	return rows("events.csv", len(t.program.Events), func(i int) bool {
		return slices.ContainsFunc(s.parts, func(part solver.Part) bool {
			person, first, last := part.Where(t.problem)
			for period := int(first); period <= int(last); period++ {
				half := halfDayNames[period%halvesOfDay]
				if _, row, held := t.program.EventOf(t.block.people[person], t.block.service(int(person), period/halvesOfDay), t.block.day(period), half); held && row == i {
					return true
				}
			}
			return false
		})
	})
}

// supervisionRows names the rows of supervision.csv of the activities that the parts count.
func (t *halfDaysTeller) supervisionRows(s said) []string {
	return rows("supervision.csv", len(t.program.Supervision), func(i int) bool {
		return t.supervises(s, t.program.Supervision[i])
	})
}

// supervises reports whether the parts look at the row: it is of their supervisors and holds on one of their days.
func (t *halfDaysTeller) supervises(s said, row datasets.Supervision) bool {
	return strings.Join(row.Supervisors, "+") == s.of && slices.ContainsFunc(t.spans(s), func(span [3]int) bool {
		return row.Holds(t.block.day(span[1])) || row.Holds(t.block.day(span[2]))
	})
}

// needs says what part of a preceptor the activities of a team need.
func (t *halfDaysTeller) needs(s said) string {
	var words []string
	for _, row := range t.program.Supervision {
		if !t.supervises(s, row) {
			continue
		}
		levels := ""
		switch {
		case row.PGYFrom != nil && row.PGYTo != nil && *row.PGYFrom == *row.PGYTo:
			levels = fmt.Sprintf(" at PGY %d", *row.PGYFrom)
		case row.PGYFrom != nil && row.PGYTo != nil:
			levels = fmt.Sprintf(" at PGY %d to %d", *row.PGYFrom, *row.PGYTo)
		case row.PGYFrom != nil:
			levels = fmt.Sprintf(" from PGY %d on", *row.PGYFrom)
		case row.PGYTo != nil:
			levels = fmt.Sprintf(" up to PGY %d", *row.PGYTo)
		}
		words = append(words, fmt.Sprintf("%s%s needs %g preceptor each", row.Activity, levels, row.Units))
	}
	return list(words)
}

// gaps says the least gaps of the rows of call.csv.
func (t *halfDaysTeller) gaps() string {
	var words []string
	for _, c := range t.program.Call {
		if c.Role == datasets.Resident {
			words = append(words, fmt.Sprintf("%s at least %d", c.Call, c.LeastGap))
		}
	}
	return strings.Join(words, ", ")
}

// cover says how many are needed, or allowed, in half-days.
func (t *halfDaysTeller) cover(s said) string {
	each, alike, total := t.bounds(s)
	kind, what := "needs", s.of
	if s.above {
		kind = "takes at most"
	}
	if n := len(s.parts); n > 1 && alike {
		return fmt.Sprintf("%s: %s %s %d in each of %d half-days = %d", t.when(s), what, kind, each, n, total)
	}
	return fmt.Sprintf("%s: %s %s %d", t.when(s), what, kind, total)
}

// law says what a rule of a pack asks.
func (t *halfDaysTeller) law(s said) (string, []string) {
	name := t.problem.Rules.Name[s.rule]
	where := t.when(s)
	if codes := t.people(s); len(codes) > 0 {
		where = who(codes, "people") + " in " + where
	}
	if _, text, ok := t.version(name); ok {
		return where + ": " + text, nil
	}
	return where + ": " + name, nil
}
