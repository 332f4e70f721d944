package reports

import (
	"fmt"
	"io"
	"strings"

	"rota/datasets"
)

// Conflict says why no schedule keeps all rules.
type Conflict struct {
	Headline string // what is known: that nothing can be left out of the rules, or less
	Rules    []ConflictRule
	Sum      string   // what they come to
	Same     []string // codes of other people for whom it holds as well
}

// ConflictRule is what one rule asks for or forbids, as far as the conflict needs it.
type ConflictRule struct {
	ConflictRow
	Unnamed string // the text with a number in the place of people
}

// ConflictRow is a row of conflicts.parquet.
type ConflictRow struct {
	Rule     string       `parquet:"rule" doc:"name of the rule in problem.arrow"`
	Level    string       `parquet:"level" doc:"Hard or Cover"`
	People   []string     `parquet:"people,list" doc:"codes of the people whom it binds; empty: it is about a service"`
	FirstDay datasets.Day `parquet:"first_day,date" doc:"first day that it is about"`
	LastDay  datasets.Day `parquet:"last_day,date" doc:"last day that it is about"`
	Source   string       `parquet:"source" doc:"the rows of the tables, or the law, that state it"`
	Text     string       `parquet:"text" doc:"what it asks for or forbids, in a sentence"`
}

// conflictTable lists the rules that cannot be kept together.
var conflictTable = table{"conflicts.parquet", func(w io.Writer, r Run) error {
	var rows []ConflictRow
	for _, rule := range r.Conflict.Rules {
		rows = append(rows, rule.ConflictRow)
	}
	return datasets.WriteParquet(w, rows, r.InputHash)
}}

// conflict tells the rules of the conflict on the terminal.
func (r Run) conflict(b *strings.Builder) {
	if r.Conflict == nil {
		return
	}
	entry(b, "Conflict", r.Conflict.Headline)
	for _, c := range r.Conflict.Rules {
		entry(b, "", "- "+c.Text+" ("+c.Source+")")
	}
	text := r.Conflict.Sum
	if len(r.Conflict.Same) > 0 {
		text += " The same holds for " + strings.Join(r.Conflict.Same, ", ") + "."
	}
	entry(b, "", text)
}

// conflict tells the same in the report, where nobody is named.
func (d *pdf) conflict() {
	c := d.run.Conflict
	if c == nil {
		return
	}
	width := pageWidth - 2*margin
	d.section("Rules that cannot be kept together")
	d.text("", 9.5, black)
	d.paragraph(width, 4.8, c.Headline)
	for _, rule := range c.Rules {
		d.SetX(margin)
		d.CellFormat(5, 4.8, "•", "", 0, "C", false, 0, "")
		d.paragraph(width-5, 4.8, rule.Unnamed+" ("+rule.Source+")")
	}
	text := c.Sum
	if n := len(c.Same); n > 0 {
		text += fmt.Sprintf(" The same holds for %s.", plural(n, "person more", "people more"))
	}
	d.paragraph(width, 4.8, text+" With person codes: conflicts.parquet.")
}
