package compliance

import (
	"rota/datasets"
	"rota/datasets/rules"
)

// Level is how grave a breach is.
type Level = rules.Level

// The levels, gravest first.
const (
	Hard  = rules.Hard
	Cover = rules.Cover
	Soft  = rules.Soft
)

// Breach is one place where a rule is broken.
type Breach struct {
	Rule     string       // id of the rule, such as "acgme-80h"
	Level    Level        //
	Person   string       // empty where the breach is of a service, not of a person
	FirstDay datasets.Day // days of the breach, both included
	LastDay  datasets.Day
	Amount   float64 // what was found, in Unit
	Allowed  float64 // the limit that it passed, in Unit
	Unit     string
	Source   string // section and edition of the rule, or the programme's file and row
	Text     string // one sentence for people
}
