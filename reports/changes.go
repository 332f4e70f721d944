package reports

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"rota/datasets"
	"rota/solver"
)

// Repair is what a run that changes a schedule did, beyond what the schedule is.
type Repair struct {
	Of     string       // name of the run whose schedule it changed
	Before solver.Score // of that schedule in its own programme, before what it has to bear
	Least  bool         // fewer changes than those of the first candidate are proven not to do
	ByHand bool         // the change was made by hand, and nothing was looked for
	Others []string     // what changes hands in the year of the faculty that a block rests on, a sentence each
	Wanted int          // candidates that were asked for
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

// changed tells the changes of the chosen candidate, and of the others how many they have and what gets worse.
func (r Run) changed(b *strings.Builder) {
	if r.Repair == nil {
		return
	}
	c := r.chosen()
	text := plural(len(c.Changes), "cell differs", "cells differ") + " from " + r.Repair.Of
	if r.Repair.Least {
		text += "; " + r.least(c) + " proven not to do"
		if r.Repair.Others != nil {
			text += " with these stand-ins"
		}
	}
	entry(b, "Changes", text+". "+r.worse(c)+".")
	for i, text := range r.Repair.Others {
		label := ""
		if i == 0 {
			label = "Faculty year"
		}
		entry(b, label, text)
	}
	if r.Repair.Others != nil {
		entry(b, "", "The run of the faculty year is as it was: rota run repair it with the same absence, before later blocks are built on it.")
	}
	runs := changeRuns(c.Changes)
	for i, x := range runs {
		if i == mostListed {
			entry(b, "", fmt.Sprintf("and %d more: changes.parquet has all", len(runs)-mostListed))
			break
		}
		entry(b, "", x.text())
	}
	for _, other := range r.Candidates {
		if other.Number != r.Chosen {
			entry(b, "", fmt.Sprintf("Candidate %d changes %s. %s.", other.Number, plural(len(other.Changes), "cell", "cells"), r.worse(other)))
		}
	}
	if n := len(r.Candidates); n < r.Repair.Wanted && !r.Repair.ByHand {
		entry(b, "", fmt.Sprintf("%s found of %d that were asked for: no other that is truly different, in half of the changes which are open, came at no more than twice the price and two.",
			plural(n, "schedule was", "schedules were"), r.Repair.Wanted))
	}
}

// least says what is proven not to do.
func (r Run) least(c Candidate) string {
	if c.Hit != "" {
		return "fewer cells and days of absence are"
	}
	return "fewer are"
}

// worse says what of a candidate is worse than in the schedule before, and better.
func (r Run) worse(c Candidate) string {
	var parts []string
	for _, l := range []struct {
		name       string
		now, first int64
	}{{"Hard", c.Score.Hard, r.Repair.Before.Hard}, {"Cover", c.Score.Cover, r.Repair.Before.Cover}, {"Soft", c.Score.Soft, r.Repair.Before.Soft}} {
		if l.now != l.first {
			parts = append(parts, fmt.Sprintf("%s %d, was %d", l.name, l.now, l.first))
		}
	}
	if parts == nil {
		parts = append(parts, "The score is as before")
	}
	if c.Hit != "" {
		parts = append(parts, c.Hit)
	}
	return strings.Join(parts, "; ")
}

// changeRun is a change, or several of a person one after the other that become the same for the same reason.
type changeRun struct {
	Change
	lastHalfDay string
	cells       int
}

// changeRuns joins changes for a list that people read.
func changeRuns(changes []Change) (runs []changeRun) {
	for _, x := range changes {
		if n := len(runs); n > 0 {
			last := &runs[n-1]
			if last.Person == x.Person && last.After == x.After && last.Reason == x.Reason && x.HalfDay != "" && x.FirstDay <= last.LastDay+1 {
				if !slices.Contains(strings.Split(last.Before, ", "), x.Before) {
					last.Before += ", " + x.Before
				}
				last.LastDay, last.lastHalfDay = x.LastDay, x.HalfDay
				last.cells++
				continue
			}
		}
		runs = append(runs, changeRun{x, x.HalfDay, 1})
	}
	return runs
}

// text is a line of the list: R1-01, 2026-09-07 AM to 2026-09-08 PM (4 cells): PEDW becomes off; away (absences.csv).
func (x changeRun) text() string {
	days, last := strings.TrimSpace(x.FirstDay.String()+" "+x.HalfDay), strings.TrimSpace(x.LastDay.String()+" "+x.lastHalfDay)
	if last != days {
		days += " to " + last
	}
	if x.cells > 1 {
		days += fmt.Sprintf(" (%d cells)", x.cells)
	}
	verb := "becomes"
	if strings.Contains(x.Before, ", ") {
		verb = "become"
	}
	return fmt.Sprintf("%s, %s: %s %s %s; %s", x.Person, days, x.Before, verb, x.After, x.Reason)
}
