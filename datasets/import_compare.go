package datasets

import (
	"slices"
	"strconv"
	"strings"
)

// compare makes the comparisons and distinctions of the mapping: they look for spelling variants between the files of a
// folder, codes that do not map, and names that stand twice. They change nothing.
func (im *importer) compare() {
	for _, c := range im.mapping.Compare {
		g, ok := im.columnsOf(c.File, c.Column)
		if !ok {
			continue
		}
		known := make([]map[string]bool, len(c.With))
		for i, with := range c.With {
			known[i] = im.valuesOf(with)
		}
		place := slices.Index(g.header, c.Column)
		seen := map[string]bool{"": true}
		for _, row := range g.rows {
			if len(row.cells) != len(g.header) || seen[row.cells[place]] {
				continue
			}
			value := row.cells[place]
			seen[value] = true
			at := slices.IndexFunc(known, func(set map[string]bool) bool { return set[value] })
			if at == 0 {
				continue
			}
			action := "nothing: no row of the programme refers to it"
			if at > 0 {
				action = "matched by " + c.With[at]
			}
			im.doubt(record{file: g.file, row: row.number}, c.Column, value, "a value of "+c.With[0], action)
		}
	}
	for _, d := range im.mapping.Distinct {
		im.distinct(d)
	}
}

// distinct doubts rows that repeat the values of an earlier one.
func (im *importer) distinct(d distinction) {
	g, ok := im.columnsOf(d.File, d.Columns...)
	if !ok {
		return
	}
	first := map[string]int{}
	for _, row := range g.rows {
		if len(row.cells) != len(g.header) {
			continue
		}
		var values []string
		for _, column := range d.Columns {
			values = append(values, row.cells[slices.Index(g.header, column)])
		}
		text := strings.Join(values, ", ")
		if earlier, seen := first[text]; seen {
			im.doubt(record{file: g.file, row: row.number}, strings.Join(d.Columns, ", "), text, "values that no other row has; row "+strconv.Itoa(earlier)+" has them", "nothing: the file is only compared")
			continue
		}
		first[text] = row.number
	}
}

// columnsOf reads a file that is only compared. That it or a column is not there is a doubt, because the programme does not
// rest on it.
func (im *importer) columnsOf(stem string, columns ...string) (grid, bool) {
	g, defects := im.folder.table(stem)
	for _, d := range defects {
		im.findings = append(im.findings, Finding{File: d.File, Row: d.Row, Column: d.Column, Value: d.Value, Expected: d.Expected, Severity: SeverityDoubt, Action: "not compared"})
	}
	if len(defects) > 0 {
		return g, false
	}
	for _, column := range columns {
		if !slices.Contains(g.header, column) {
			im.findings = append(im.findings, Finding{File: g.file, Column: column, Expected: "a column of this name, to compare", Severity: SeverityDoubt, Action: "not compared"})
			return g, false
		}
	}
	return g, true
}

// valuesOf returns the values of a table.column of the programme; the elements, where it is a list.
func (im *importer) valuesOf(with string) map[string]bool {
	name, column, _ := strings.Cut(with, ".")
	values := map[string]bool{}
	for _, t := range tables() {
		if t.name != name {
			continue
		}
		from := &origin{columns: columnsOf(t.row), rows: t.rows(im.program)}
		for i := range from.rows.Len() {
			for _, value := range strings.Split(from.text(i, column), listMark) {
				values[value] = true
			}
		}
	}
	return values
}
