package rules

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Book is what binds one programme: the shipped rules, its own versions of them, and its exceptions.
type Book struct {
	specialty  string
	versions   map[string][]Rule // by id; the programme's own come first, in the order of its rows
	exceptions []Exception
}

// NewBook makes the book of a programme of the specialty. What would weaken a law is not taken up, nor what goes beyond the
// greatest exception; whoever reads a programme has reported it.
func NewBook(specialty string, changes []Change, exceptions []Exception) *Book {
	b := &Book{specialty: specialty, versions: map[string][]Rule{}}
	for _, c := range changes {
		if own, ok := changed(specialty, c); ok {
			b.versions[c.Rule] = append(b.versions[c.Rule], own)
		}
	}
	for _, pack := range shipped {
		for _, r := range pack.Rules {
			if pack.Law && !r.Named && pack.Binds(specialty) {
				b.versions[r.ID] = append(b.versions[r.ID], r)
			}
		}
	}
	for _, e := range exceptions {
		if r, ok := Find(specialty, e.Rule, e.FirstDay); ok && r.Greatest != 0 && r.Weakens(e.Limit) && (Rule{Limit: r.Greatest, Sense: r.Sense}).Keeps(e.Limit) {
			b.exceptions = append(b.exceptions, e)
		}
	}
	return b
}

// changed makes the programme's version of a rule.
func changed(specialty string, c Change) (Rule, bool) {
	r, ok := Find(specialty, c.Rule, c.FirstDay)
	if !ok || r.settled() && c.Level != "" && c.Level != r.Level || r.Law && c.Limit != nil && r.Weakens(*c.Limit) {
		return Rule{}, false
	}
	if c.Level != "" {
		r.Level = c.Level
	}
	if c.Limit != nil {
		r.Limit = *c.Limit
	}
	if len(c.Services) > 0 {
		r.Services = c.Services
	}
	r.FirstDay, r.LastDay, r.Change = c.FirstDay, c.LastDay, &c
	return r, true
}

// Binds reports whether the pack is for programmes of the specialty.
func (p Pack) Binds(specialty string) bool {
	return len(p.Specialties) == 0 || slices.ContainsFunc(p.Specialties, func(s string) bool { return strings.EqualFold(s, specialty) })
}

// Find returns the shipped rule of this id that can bind a programme of the specialty on the day. Of no day (zero) it returns the
// latest version.
func Find(specialty, id string, day time.Time) (Rule, bool) {
	var found Rule
	ok := false
	for _, pack := range shipped {
		for _, r := range pack.Rules {
			if r.ID == id && pack.Binds(specialty) && (day.IsZero() || r.InForce(day)) {
				found, ok = r, true
			}
		}
	}
	return found, ok
}

// IDs returns the ids of the shipped rules that can bind a programme of the specialty, in the order of packs and rows.
func IDs(specialty string) []string {
	var ids []string
	for _, pack := range shipped {
		for _, r := range pack.Rules {
			if pack.Binds(specialty) && !slices.Contains(ids, r.ID) {
				ids = append(ids, r.ID)
			}
		}
	}
	return ids
}

// At returns the version of the rule that binds somebody on the service on the day: the programme's own where it has one, else
// the shipped law. Not ok: nothing binds.
func (b *Book) At(id string, day time.Time, service string) (Rule, bool) {
	for _, r := range b.versions[id] {
		if r.InForce(day) && (len(r.Services) == 0 || slices.Contains(r.Services, service)) {
			return r, true
		}
	}
	return Rule{}, false
}

// Allowed returns the version of the rule that binds the person on the rotation and service on the day, its limit widened by the
// exception that is in force, if there is one.
func (b *Book) Allowed(id string, day time.Time, person, rotation, service string) (Rule, *Exception, bool) {
	r, ok := b.At(id, day, service)
	if !ok {
		return r, nil, false
	}
	var by *Exception
	for i, e := range b.exceptions {
		if e.Rule == id && within(day, e.FirstDay, e.LastDay) && (e.Person == "" || e.Person == person) && (e.Rotation == "" || e.Rotation == rotation) && r.Weakens(e.Limit) {
			r.Limit, by = e.Limit, &b.exceptions[i]
		}
	}
	return r, by, true
}

// Exceptions returns the exceptions that are taken up, in the order of their rows.
func (b *Book) Exceptions() []Exception { return b.exceptions }

// Rules returns every version of every rule that can bind the programme, in the order of packs and rows, its own versions first.
func (b *Book) Rules() []Rule {
	var all []Rule
	for _, pack := range shipped {
		for i, r := range pack.Rules {
			if slices.IndexFunc(pack.Rules, func(x Rule) bool { return x.ID == r.ID }) == i {
				all = append(all, b.versions[r.ID]...)
			}
		}
	}
	return all
}

// Name says in short which rules are in the book: packs with the day as of which they were right, and how many rows of the programme
// stand beside them.
func (b *Book) Name() string {
	var parts []string
	for _, pack := range shipped {
		if pack.Law && pack.Binds(b.specialty) {
			parts = append(parts, pack.Name+" as of "+pack.AsOf.Format(time.DateOnly))
		}
	}
	own := 0
	for _, r := range b.Rules() {
		if r.Change != nil {
			own++
		}
	}
	if own > 0 {
		parts = append(parts, fmt.Sprintf("%d of rules.csv", own))
	}
	if n := len(b.exceptions); n > 0 {
		parts = append(parts, fmt.Sprintf("%d of exceptions.csv", n))
	}
	return strings.Join(parts, ", ")
}

// Offered returns the shipped rules that could bind the programme and do not: policies that it has not taken up, and law for which it
// has named no services.
func (b *Book) Offered() []Rule {
	var offered []Rule
	for _, pack := range shipped {
		for _, r := range pack.Rules {
			if pack.Binds(b.specialty) && len(b.versions[r.ID]) == 0 {
				offered = append(offered, r)
			}
		}
	}
	return offered
}
