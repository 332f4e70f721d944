package compliance

import (
	"strings"

	"rota/datasets"
)

// What a schedule of half-days is measured by, beside its breaches.

// Precepting is how many people supervise residents in one half-day at one site, and how many the residents need.
type Precepting struct {
	Day     datasets.Day
	HalfDay string
	Site    string
	By      string // activities of the supervisors: "AT or PCAT"
	Need    int    // preceptors: units of the residents, rounded up
	There   int
}

// Precepting returns the half-days in which residents need somebody, in order of time.
func (y *Year) Precepting() []Precepting {
	var out []Precepting
	for _, t := range y.teams() {
		by, _, _ := strings.Cut(t.key, "\x00")
		if t.need() > 0 {
			out = append(out, Precepting{t.date, t.halfDay, t.site, either(strings.Split(by, "|")), t.need(), t.supervisor})
		}
	}
	return out
}

// HalfDayCover is how many people a row of cover.csv for half-days has in one of them.
type HalfDayCover struct {
	Cover   datasets.Cover
	Day     datasets.Day
	HalfDay string
	People  int
}

// HalfDayCover returns the rows of cover.csv that are for half-days, in order, each with its half-days in order of time.
func (y *Year) HalfDayCover() []HalfDayCover {
	var out []HalfDayCover
	y.eachHalfDayCover(func(o onDuty) { out = append(out, HalfDayCover{o.cover, o.day, o.halfDay, o.n}) })
	return out
}

// Work returns the work of a person in the schedule, in order of time. What history.csv tells of the days before it is left out.
func (y *Year) Work(l *Line) []Work {
	if y.Clock == nil || y.Clock.hands[l.Person.Person] == nil {
		return nil
	}
	var out []Work
	for _, w := range y.Clock.hands[l.Person.Person].work {
		if !w.before {
			out = append(out, w)
		}
	}
	return out
}

// OnCall says whether the work is a night of in-house call, on top of a day.
func (w Work) OnCall() bool { return isCall(w) }

// Tells says whether the schedule has a half-day of the person.
func (y *Year) Tells(l *Line) bool {
	told := false
	y.eachShift(func(m *Line, _ datasets.Shift) { told = told || m == l })
	return told
}
