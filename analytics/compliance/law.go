package compliance

import (
	"fmt"
	"time"

	"rota/datasets"
	"rota/datasets/rules"
)

// law is a rule of package rules as it binds one person on one day: its limit is that of the exception, where one is in force.
type law struct {
	rules.Rule
	by *rules.Exception
}

// allowed returns the rule as it binds the person on the rotation and service on the day; not ok: it does not.
func (y *Year) allowed(id string, d datasets.Day, l *Line, rotation, service string) (law, bool) {
	r, by, ok := y.Book.Allowed(id, d.Time(), l.Person.Person, rotation, service)
	return law{r, by}, ok
}

// breach begins a breach of the rule by one person, whose code the sentence begins with.
func (r law) breach(l *Line, first, last datasets.Day, amount float64, sentence string, args ...any) Breach {
	b := Breach{Level: r.Level, Person: l.Person.Person, FirstDay: first, LastDay: last, Amount: amount, Allowed: r.Limit, Unit: r.Unit,
		Source: r.Source(), Text: l.Person.Person + " " + fmt.Sprintf(sentence, args...) + "."}
	if r.by != nil {
		b.Source = r.by.Place + " (" + r.by.SignedBy + "); " + b.Source
	}
	return b
}

// are is the verb after a number.
func are(n float64) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// MostHours returns the h a week that the law allows on the first day of the year, the latest number of a year that it does not know.
func (y *Year) MostHours() float64 {
	const id = "acgme-80h"
	r, ok := y.Book.At(id, y.FirstDay.Time(), "")
	if !ok {
		r, _ = rules.Find("", id, time.Time{})
	}
	return r.Limit
}
