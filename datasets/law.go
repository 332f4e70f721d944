package datasets

import (
	"fmt"
	"time"

	"rota/datasets/rules"
)

// Book returns the law and the policies that bind the programme: what is shipped for its specialty, its own versions of
// rules.csv and its exceptions.
func (p *Program) Book() *rules.Book {
	changes := make([]rules.Change, len(p.Rules))
	for i, c := range p.Rules {
		changes[i] = rules.Change{Place: fmt.Sprintf("rules.csv row %d", i+2), Rule: c.Rule, Level: rules.Level(c.Level), Limit: c.Limit, Services: c.Services,
			FirstDay: timeOf(c.FirstDay), LastDay: timeOf(c.LastDay), Owner: c.Owner, Reason: c.Reason}
	}
	exceptions := make([]rules.Exception, len(p.Exceptions))
	for i, e := range p.Exceptions {
		exceptions[i] = rules.Exception{Place: fmt.Sprintf("exceptions.csv row %d", i+2), Rule: e.Rule, Person: e.Person, Rotation: e.Rotation, Limit: e.Limit,
			FirstDay: e.FirstDay.Time(), LastDay: e.LastDay.Time(), SignedBy: e.SignedBy, SignedOn: e.SignedOn.Time(), Reason: e.Reason}
	}
	return rules.NewBook(p.setting(keySpecialty), changes, exceptions)
}

// timeOf returns the midnight, UTC, with which a day begins, and the zero time of no day.
func timeOf(d *Day) time.Time {
	if d == nil {
		return time.Time{}
	}
	return d.Time()
}
