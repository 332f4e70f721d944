package reports

import (
	"fmt"
	"slices"
	"strings"

	"rota/analytics/compliance"
)

// Summary returns the text with which a run ends on the terminal: lines of at most some 110 letters, a final newline.
func Summary(r Run) string {
	var b strings.Builder
	c, told := r.chosen(), r.account()
	fmt.Fprintf(&b, "%s: %s\n%s\n\n", what(r), told.extent(r), origin(r))
	entry(&b, "Score", fmt.Sprintf("Hard %d · Cover %d · Soft %d (0 is best; levels are compared in this order)", c.Score.Hard, c.Score.Cover, c.Score.Soft))
	entry(&b, "Breaches", fmt.Sprintf("%d Hard · %d Cover · %d Soft", len(c.breaches(compliance.Hard)), len(c.breaches(compliance.Cover)), len(c.breaches(compliance.Soft))))
	for _, l := range story(r) {
		entry(&b, l.about, fmt.Sprintf("[%s] %s", l.state, l.text))
	}
	r.conflict(&b)
	r.changed(&b)
	entry(&b, "Chosen", whyChosen(r)+" "+r.overruling())
	if text := frontText(r); text != "" {
		entry(&b, "Front", text)
	}
	b.WriteString("\n  candidate   Hard  Cover     Soft")
	columns := told.columns
	if r.Distances != nil {
		columns = slices.Concat(columns, told.front)
	}
	for _, k := range columns {
		fmt.Fprintf(&b, "  %s", k.short)
	}
	if r.Distances != nil {
		b.WriteString("  differs  leans to")
	}
	b.WriteString("\n")
	for _, k := range r.shown() {
		mark := " "
		if k.Number == r.Chosen {
			mark = "*"
		}
		fmt.Fprintf(&b, "%s %9d %6d %6d %8d", mark, k.Number, k.Score.Hard, k.Score.Cover, k.Score.Soft)
		for _, column := range columns {
			fmt.Fprintf(&b, "  %*s", len(column.short), count(k.value(column.of)))
		}
		if differs, ok := r.distance(r.Chosen, k.Number); ok {
			fmt.Fprintf(&b, "  %7d  %s", differs, k.Leaning)
		}
		b.WriteString("\n")
	}
	if n := len(r.Candidates); n > shownMost {
		fmt.Fprintf(&b, "  and %d more: candidates.parquet has all\n", n-shownMost)
	}
	b.WriteString("\n")
	entry(&b, "Read first", told.readFirst)
	entry(&b, "For machines", told.tables+"; manifest.json lists all with SHA-256")
	return b.String()
}

// entry writes one labelled statement, wrapped, continuation lines under the text.
func entry(b *strings.Builder, label, text string) {
	const indent, width = 16, 96
	rest := strings.Fields(text)
	line := ""
	for _, word := range rest {
		if len([]rune(line))+1+len([]rune(word)) > width {
			fmt.Fprintf(b, "%-*s%s\n", indent, label, line)
			label, line = "", ""
		}
		line = strings.TrimPrefix(line+" "+word, " ")
	}
	fmt.Fprintf(b, "%-*s%s\n", indent, label, line)
}
