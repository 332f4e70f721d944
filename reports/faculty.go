package reports

import (
	"fmt"
	"io"
	"strings"

	"rota/analytics"
	"rota/analytics/compliance"
	"rota/datasets"
)

// The year of the faculty: its tables, and the text with which its run ends.

// tables lists the Parquet files of the run. The schedule of the faculty is its inpatient weeks and its half-days; it has neither
// requests nor series.
func (r Run) tables() []table {
	if !r.Faculty {
		return tables
	}
	all := []table{{"schedule.parquet", func(w io.Writer, r Run) error {
		return datasets.WriteParquet(w, rows(r, func(c Candidate) []datasets.Shift { return c.Shifts }), r.InputHash)
	}}}
	for _, t := range tables {
		if t.file != "requests.parquet" && t.file != "series.parquet" {
			all = append(all, t)
		}
	}
	return all
}

// facultySummary tells the chosen candidate.
func facultySummary(r Run) string {
	var b strings.Builder
	c := r.chosen()
	people := map[string]bool{}
	nights := 0
	for _, s := range c.Shifts {
		people[s.Person] = true
		if s.HalfDay == datasets.Night {
			nights++
		}
	}
	first, last := r.Program.Span()
	fmt.Fprintf(&b, "Faculty year of %s: %s with %s and %s, %s to %s\n%s\n\n", r.Program.Name(), plural(len(people), "person", "people"),
		plural(len(c.Stays), "inpatient week", "inpatient weeks"), plural(nights, "night on call", "nights on call"), longDay(first), longDay(last), origin(r))
	entry(&b, "Score", fmt.Sprintf("Hard %d · Cover %d · Soft %d (0 is best; levels are compared in this order)", c.Score.Hard, c.Score.Cover, c.Score.Soft))
	entry(&b, "Breaches", fmt.Sprintf("%d Hard · %d Cover · %d Soft", len(c.breaches(compliance.Hard)), len(c.breaches(compliance.Cover)), len(c.breaches(compliance.Soft))))
	for _, l := range append([]line{optimality(r)}, c.facultyStory()...) {
		entry(&b, l.about, fmt.Sprintf("[%s] %s", l.state, l.text))
	}
	entry(&b, "Chosen", whyChosen(r))
	b.WriteString("\n")
	entry(&b, "For machines", "annual (inpatient weeks), schedule (nights and half-days), breaches, measures, candidates .parquet; manifest.json lists all with SHA-256")
	return b.String()
}

// facultyStory tells fairness, pool by pool, and spacing.
func (c Candidate) facultyStory() []line {
	var lines []line
	for _, m := range c.Assessment.Measures {
		pool, isPool := strings.CutSuffix(strings.TrimPrefix(m.Name, "equity_"), "_farthest")
		spread := c.measure("equity_" + pool + "_spread")
		if !isPool || m.Value == nil || spread == nil || spread.Lower == nil {
			continue
		}
		lines = append(lines, line{"Fairness", m.State, fmt.Sprintf("%s: %s to %s %ss a person; nobody is more than %s from his even share by exposure.",
			capital(strings.ReplaceAll(pool, "_", " ")), trim(*spread.Lower), trim(*spread.Upper), m.Unit, fixed(m.Value, 1))})
	}
	near, close := c.measure("calls_near_inpatient"), c.measure("calls_close")
	if near == nil || close == nil || near.Value == nil || close.Value == nil {
		return append(lines, line{"Spacing", analytics.NoAnswer, "The assessment does not say."})
	}
	state := close.State
	if near.State != analytics.Good {
		state = near.State
	}
	return append(lines, line{"Spacing", state, fmt.Sprintf("%s closer than wished for, %s near an inpatient week; calls are at least %s nights apart, inpatient weeks %s days.",
		plural(int(*close.Value), "pair of calls", "pairs of calls"), plural(int(*near.Value), "call", "calls"), count(c.value("call_gap_least")), count(c.value("inpatient_gap_least")))})
}
