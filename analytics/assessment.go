package analytics

import (
	"time"

	"rota/analytics/compliance"
	"rota/datasets"
	"rota/datasets/rules"
)

// Assessment is everything known about one schedule.
type Assessment struct {
	Breaches []compliance.Breach
	Wishes   []Wish
	Measures []Measure
	Series   []Point

	Exceptions []rules.Exception // signed permissions to go beyond a rule, which whoever reads the breaches must know
}

// Wish is one absence or request and what the schedule made of it: a row of requests.parquet.
type Wish struct {
	Person   string
	FirstDay datasets.Day
	LastDay  datasets.Day
	Wish     string // "absence", "leave", or a rotation
	Rank     int    // 0 for absences, which come before all requests
	Granted  bool
	Reason   string // why, in a sentence or two
	Price    *Price `json:",omitempty"` // of a request that is not granted; nil: not asked, or nothing grants it
}

// Price is how much worse, level by level, the cheapest schedule is that was found to grant one request more.
type Price struct{ Hard, Cover, Soft int64 }

// State is the verdict on a measure, always shown as a word (and symbol), never as a colour alone. It is empty for a plain
// count that is neither good nor bad.
type State string

// The states of a measure.
const (
	Good     State = "good"
	Watch    State = "watch"
	Bad      State = "bad"
	NoClaim  State = "no claim" // computed, but its assumptions do not hold; the source says why
	NoAnswer State = "no answer"
)

// Measure is one number about a schedule: a row of measures.parquet. Nil means unknown or no such limit. Of a capability index
// Lower and Upper are its confidence interval, of everything else the limits that the value is held against.
type Measure struct {
	Name   string
	Scope  string // "programme", a service, a person code
	Value  *float64
	Unit   string
	Lower  *float64
	Upper  *float64
	Target *float64
	State  State
	Source string // method, source and mapping ("adaptation: ..."), or why there is no claim
}

// Point is one value of a series: a row of series.parquet. Time is the midnight, UTC, with which the day, week or half-block
// begins.
type Point struct {
	Name  string
	Scope string
	Time  time.Time
	Value float64
	Lower *float64
	Upper *float64
	Unit  string
}
