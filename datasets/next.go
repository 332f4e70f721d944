package datasets

import (
	"fmt"
	"slices"
)

// NextYear is the programme of the year after another one, and what had to be assumed for it.
type NextYear struct {
	Program  *Program
	Calendar string // the rule by which its blocks were laid
	Findings []Finding
}

// NextOptions overrule what follows from the year before.
type NextOptions struct {
	Blocks   []Block // the calendar; nil: by the rule of the year before
	Entrants *int    // new residents on the lowest level; nil: as many as began on it in the year before
}

// nextYear is the next year while it is being made.
type nextYear struct {
	last, next *Program
	findings   []Finding
}

// Next makes the programme of the next year from this one and from a schedule of it, which may be of the residents, of the faculty or of
// both, and may hold half-days.
//
//	calendar     the day after the last one, laid by the same rule; holidays and inpatient weeks go on
//	people       who has left or graduated is out; others rise a level on their own date; entrants stand for those not known yet
//	history      what counts towards requirements, nights and weeks of call, the work of the last days, days away
//	the rest     rotations, requirements, cover, call and rules stay; windows of days move to the next year
//	events       those that come back each week stay
//	left out     absences, requests, pins and the other events, which are of one year
//
// Whatever is assumed stands in the findings. The error is *Defects if the result is no valid programme.
func Next(p *Program, stays []Stay, shifts []Shift, o NextOptions) (NextYear, error) {
	next := *p
	n := &nextYear{last: p, next: &next}
	_, last := p.Span()
	rule, known := calendarOf(p.Blocks, p.Blocks[0].FirstDay, last)
	calendar := rule.String()
	switch {
	case len(o.Blocks) > 0 && o.Blocks[0].FirstDay != last+1:
		return NextYear{}, &Defects{{File: "blocks.csv", Row: 2, Column: "first_day", Value: o.Blocks[0].FirstDay.String(), Expected: (last + 1).String() + ", the day after the year that has ended"}}
	case o.Blocks != nil:
		next.Blocks, calendar = o.Blocks, "as given"
	case known:
		next.Blocks = rule.next(last + 1)
	default:
		next.Blocks, calendar = alike(p.Blocks, last+1), "blocks as long as before"
		n.doubt("blocks", -1, "first_day", "", "a calendar by a rule that is known: blocks of whole weeks, or months", "taken as long as before, the last one to the end of the year")
	}
	first, last := next.Blocks[0].FirstDay, next.Blocks[len(next.Blocks)-1].LastDay
	next.Settings = slices.Clone(p.Settings)
	for i, s := range next.Settings {
		switch s.Key {
		case keyFirstDay:
			next.Settings[i].Value = first.String()
		case keyLastDay:
			next.Settings[i].Value = last.String()
		}
	}
	if b := next.Blocks[0]; b.Block == 0 && b.LastDay-b.FirstDay >= 6 {
		n.doubt("blocks", -1, "last_day", b.LastDay.String(), "fewer than 7 days before block 1, which nobody plans", "left as block 0")
	}
	next.Holidays = n.nextHolidays()
	next.Weeks = n.nextWeeks()
	n.nextPeople(o.Entrants)
	next.History = n.nextHistory(stays, shifts)
	n.nextRules()
	if err := next.Validate().err(); err != nil {
		return NextYear{}, err
	}
	return NextYear{&next, calendar, n.findings}, nil
}

// nextRules moves what speaks of days, and drops what is of one year or of people who have left.
func (n *nextYear) nextRules() {
	p := n.next
	first, last := p.Span()
	here := map[string]bool{}
	for _, who := range p.People {
		here[who.Person] = true
	}
	p.Cover = slices.Clone(p.Cover)
	for i := range p.Cover {
		p.Cover[i].FirstDay, p.Cover[i].LastDay = n.season(p.Cover[i].FirstDay), n.season(p.Cover[i].LastDay)
	}
	p.Supervision = slices.Clone(p.Supervision)
	for i := range p.Supervision {
		p.Supervision[i].FirstDay, p.Supervision[i].LastDay = n.season(p.Supervision[i].FirstDay), n.season(p.Supervision[i].LastDay)
	}
	p.Quotas = slices.Clone(p.Quotas)
	for i := range p.Quotas {
		p.Quotas[i].FirstDay, p.Quotas[i].LastDay = n.season(p.Quotas[i].FirstDay), n.season(p.Quotas[i].LastDay)
	}
	ended := len(p.Events)
	p.Events = n.nextEvents()
	ended -= len(p.Events)
	for _, t := range []TableSize{{"absences", len(p.Absences)}, {"requests", len(p.Requests)}, {"pins", len(p.Pins)}, {"events", ended}} {
		if t.Rows > 0 {
			n.doubt(t.Table, -1, "", fmt.Sprint(t.Rows), "those of the next year", "left out, as they are of the year that has ended")
		}
	}
	p.Absences, p.Requests, p.Pins = nil, nil, nil
	p.Limits = slices.DeleteFunc(slices.Clone(p.Limits), func(l Limit) bool { return l.Person != "" && !here[l.Person] })
	p.Availability = slices.DeleteFunc(slices.Clone(p.Availability), func(a Availability) bool { return !here[a.Person] })
	p.Rules = slices.DeleteFunc(slices.Clone(p.Rules), func(r RuleChange) bool { return r.LastDay != nil && *r.LastDay < first })
	p.Exceptions = slices.DeleteFunc(slices.Clone(p.Exceptions), func(e Exception) bool { return e.LastDay < first || e.Person != "" && !here[e.Person] })
	var valid []Credential
	for i, c := range p.Credentials {
		switch {
		case !here[c.Person] || c.LastDay != nil && *c.LastDay < first:
			continue
		case c.LastDay != nil && *c.LastDay <= last:
			n.doubt("credentials", i, "last_day", c.LastDay.String(), "a day after the next year, or a renewal in it", "kept as it is")
		}
		valid = append(valid, c)
	}
	p.Credentials = valid
	slices.SortStableFunc(n.findings, func(a, b Finding) int { return slices.Index(tableNames(), a.File) - slices.Index(tableNames(), b.File) })
}

// nextEvents returns the events that come back on their weekdays all through the year, such as a weekly lecture, moved to the next one; those of
// nobody but people who have left are dropped.
func (n *nextYear) nextEvents() (standing []Event) {
	oldFirst, oldLast := n.last.Span()
	first, last := n.next.Span()
	left := func(who string) bool {
		is := func(p Person) bool { return p.Person == who }
		return slices.ContainsFunc(n.last.People, is) && !slices.ContainsFunc(n.next.People, is)
	}
	for _, e := range n.last.Events {
		stay := slices.DeleteFunc(slices.Clone(e.Who), left)
		if len(e.Weekdays) == 0 || e.FirstDay > oldFirst || e.LastDay < oldLast || len(stay) == 0 {
			continue
		}
		e.FirstDay, e.LastDay, e.Who = first, last, stay
		standing = append(standing, e)
	}
	return standing
}

// tableNames returns the CSV files of a programme in order.
func tableNames() []string {
	var names []string
	for _, t := range tables() {
		names = append(names, t.name+csvEnding)
	}
	return names
}

// doubt notes what was assumed of row i of a table of the year that has ended; -1: of the whole table.
func (n *nextYear) doubt(table string, i int, column, value, expected, action string) {
	row := 0
	if i >= 0 {
		row = i + 2
	}
	n.findings = append(n.findings, Finding{File: table + csvEnding, Row: row, Column: column, Value: value, Expected: expected, Severity: SeverityDoubt, Action: action})
}
