package reports

import (
	"fmt"
	"strings"

	"rota/analytics/compliance"
)

// blockSummary tells the chosen candidate of a block.
func blockSummary(r Run) string {
	var b strings.Builder
	c := r.chosen()
	people := map[string]bool{}
	for _, s := range c.Shifts {
		people[s.Person] = true
	}
	first, last := r.Program.Span()
	for _, block := range r.Program.Blocks {
		if block.Block == r.Block {
			first, last = block.FirstDay, block.LastDay
		}
	}
	fmt.Fprintf(&b, "Block %d of %s: %s, %s to %s\n%s\n\n", r.Block, r.Program.Name(), plural(len(people), "person", "people"), longDay(first), longDay(last), origin(r))
	entry(&b, "Score", fmt.Sprintf("Hard %d · Cover %d · Soft %d (0 is best; levels are compared in this order)", c.Score.Hard, c.Score.Cover, c.Score.Soft))
	entry(&b, "Breaches", fmt.Sprintf("%d Hard · %d Cover · %d Soft", len(c.breaches(compliance.Hard)), len(c.breaches(compliance.Cover)), len(c.breaches(compliance.Soft))))
	for _, l := range append([]line{optimality(r)}, c.blockStory()...) {
		entry(&b, l.about, fmt.Sprintf("[%s] %s", l.state, l.text))
	}
	r.changed(&b)
	entry(&b, "Chosen", whyChosen(r))
	b.WriteString("\n")
	entry(&b, "Read first", "charts/block.png, charts/call.png")
	entry(&b, "For machines", "schedule (half-days and nights with clock times), breaches, measures, candidates .parquet; manifest.json lists all with SHA-256")
	return b.String()
}

// blockStory tells supervision, hours and days off.
func (c Candidate) blockStory() []line {
	var lines []line
	if need, there := c.measure("preceptors_needed"), c.measure("preceptors_missing"); need != nil && there != nil && need.Value != nil && there.Value != nil {
		lines = append(lines, line{"Supervision", there.State, fmt.Sprintf("%s needed in half-days with residents in clinic; %s missing.",
			plural(int(*need.Value), "preceptor half-day is", "preceptor half-days are"), plural(int(*there.Value), "is", "are"))})
	}
	if hours, free := c.measure("weekly_hours_highest"), c.measure("days_off_least"); hours != nil && free != nil && hours.Value != nil && free.Value != nil {
		lines = append(lines, line{"Hours", hours.State, fmt.Sprintf("No resident works more than %s h a week, averaged over his rotation; nobody has fewer than %s days off in 28.",
			fixed(hours.Value, 1), fixed(free.Value, 1))})
	}
	return lines
}
