package reports

import (
	"fmt"
	"io"
	"strings"

	"rota/datasets"
)

// Repair is what a run that changes a schedule did, beyond what the schedule is.
type Repair struct {
	Of    string // name of the run whose schedule it changed
	Least bool   // fewer changes than those of the first candidate are proven not to do
}

// Change is a cell of a candidate that differs from the schedule before.
type Change struct {
	Candidate int          `parquet:"candidate" doc:"number of the candidate, from 1"`
	Person    string       `parquet:"person" doc:"code of the person"`
	FirstDay  datasets.Day `parquet:"first_day,date" doc:"first day that changes"`
	LastDay   datasets.Day `parquet:"last_day,date" doc:"last day that changes"`
	HalfDay   string       `parquet:"half_day,optional" doc:"AM, PM or NIGHT; null: whole days"`
	Before    string       `parquet:"before" doc:"rotation or duty before; off: none"`
	After     string       `parquet:"after" doc:"rotation or duty after; off: none"`
	Reason    string       `parquet:"reason" doc:"what would be broken if this cell alone had stayed as it was"`
}

// changesTable lists the changes of all candidates.
var changesTable = table{"changes.parquet", func(w io.Writer, r Run) error {
	return datasets.WriteParquet(w, rows(r, func(c Candidate) []Change { return c.Changes }), r.InputHash)
}}

// mostListed is how many changes of the chosen candidate a summary lists; changes.parquet has all.
const mostListed = 40

// changed tells the changes of the chosen candidate and how many the others have.
func (r Run) changed(b *strings.Builder) {
	if r.Repair == nil {
		return
	}
	c := r.chosen()
	text := plural(len(c.Changes), "cell differs", "cells differ") + " from " + r.Repair.Of
	if r.Repair.Least {
		text += "; fewer are proven not to do"
	}
	entry(b, "Changes", text+".")
	for i, x := range c.Changes {
		if i == mostListed {
			entry(b, "", fmt.Sprintf("and %d more: changes.parquet has all", len(c.Changes)-mostListed))
			break
		}
		days := x.FirstDay.String()
		if x.LastDay != x.FirstDay {
			days += " to " + x.LastDay.String()
		}
		if x.HalfDay != "" {
			days += " " + x.HalfDay
		}
		entry(b, "", fmt.Sprintf("%s, %s: %s becomes %s; %s", x.Person, days, x.Before, x.After, x.Reason))
	}
	for _, other := range r.Candidates {
		if other.Number != r.Chosen {
			entry(b, "", fmt.Sprintf("Candidate %d changes %s.", other.Number, plural(len(other.Changes), "cell", "cells")))
		}
	}
}
