package datasets

import (
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

// read takes the rows that the mapping states, then those of every reading out of their files, in the order of the mapping.
func (im *importer) read() {
	for _, a := range im.mapping.Add {
		for _, cells := range a.Rows {
			im.records[a.Table] = append(im.records[a.Table], record{file: mappingFile, cells: maps.Clone(cells), from: map[string]string{}})
		}
		im.findings = append(im.findings, Finding{File: mappingFile, Column: a.Table, Value: plural(len(a.Rows), "row"), Expected: "a file of the source that says this",
			Severity: SeverityDoubt, Action: "taken from the mapping, which assumes it"})
	}
	for _, r := range im.mapping.Read {
		g, defects := im.folder.table(r.File)
		if im.defects = append(im.defects, defects...); g.header == nil {
			continue
		}
		places, ok := im.places(r, g)
		if !ok {
			continue
		}
		rows := im.rows(r, g, places)
		if r.Join != "" {
			im.join(r, g.file, rows)
			continue
		}
		im.records[r.Table] = append(im.records[r.Table], rows...)
	}
}

// places finds the columns of a reading in the header of its file, by column of the file.
func (im *importer) places(r reading, g grid) (map[string]int, bool) {
	places := map[string]int{}
	ok := true
	for _, column := range slices.Sorted(maps.Keys(r.Require)) {
		places[column] = slices.Index(g.header, column)
	}
	for column := range r.Where {
		places[column] = slices.Index(g.header, column)
	}
	for _, column := range r.Columns {
		places[column] = slices.Index(g.header, column)
	}
	for _, column := range slices.Sorted(maps.Keys(places)) {
		if places[column] < 0 {
			ok = false
			im.defects = append(im.defects, Defect{File: g.file, Column: column, Expected: "a column of this name, which the mapping asks for; it is missing"})
		}
	}
	return places, ok
}

// rows turns the rows of a file into records. A row with another number of cells than the header is a defect; an exact
// duplicate, and a row that does not have what the mapping requires, are left out.
func (im *importer) rows(r reading, g grid, places map[string]int) []record {
	var records []record
	first := map[string]int{} // row that has these cells
	dates := dateColumns(r.Table)
	for _, row := range g.rows {
		whole := record{file: g.file, row: row.number}
		if len(row.cells) != len(g.header) {
			im.defects = append(im.defects, Defect{g.file, row.number, "", strings.Join(row.cells, ","), plural(len(g.header), "field") + " as in the header; here are " + plural(len(row.cells), "field")})
			continue
		}
		if !r.reads(row, places) {
			continue
		}
		key := strings.Join(row.cells, "\x00")
		if earlier, seen := first[key]; seen {
			im.doubt(whole, "", strings.Join(row.cells, ","), "a row that no other row repeats; row "+strconv.Itoa(earlier)+" is the same", "counted once")
			continue
		}
		first[key] = row.number
		rec := record{file: g.file, row: row.number, cells: maps.Clone(r.Constants), from: r.Columns}
		if rec.cells == nil {
			rec.cells = map[string]string{}
		}
		for _, ours := range slices.Sorted(maps.Keys(r.Columns)) {
			rec.cells[ours] = im.cell(rec, ours, row.cells[places[r.Columns[ours]]])
			if translated, ok := r.Values[ours][rec.cells[ours]]; ok {
				rec.cells[ours] = translated
			}
			if slices.Contains(dates, ours) {
				rec.cells[ours] = im.date(rec, ours)
			}
		}
		if im.counts(r, rec, row, places) {
			records = append(records, rec.each(r.Each)...)
		}
	}
	return records
}

// reads reports whether a row is one that the reading is about.
func (r reading) reads(row gridRow, places map[string]int) bool {
	for column, values := range r.Where {
		others, not := strings.CutPrefix(values, "!")
		if slices.Contains(strings.Split(others, listMark), row.cells[places[column]]) == not {
			return false
		}
	}
	return true
}

// each returns a record for each element of the list in a column, none if it is empty; the record itself if no column is named.
func (r record) each(column string) []record {
	if column == "" {
		return []record{r}
	}
	var records []record
	for _, element := range strings.Split(r.cells[column], listMark) {
		if element == "" {
			continue
		}
		one := record{file: r.file, row: r.row, cells: maps.Clone(r.cells), from: r.from}
		one.cells[column] = element
		records = append(records, one)
	}
	return records
}

// counts reports whether a row says anything, and has what the mapping requires of it.
func (im *importer) counts(r reading, rec record, row gridRow, places map[string]int) bool {
	read := slices.Sorted(maps.Values(r.Columns))
	if !slices.ContainsFunc(read, func(column string) bool { return row.cells[places[column]] != "" }) {
		im.doubt(rec, strings.Join(read, ", "), "", "a value in one of these columns at least", "left out")
		return false
	}
	for _, column := range slices.Sorted(maps.Keys(r.Require)) {
		if found := row.cells[places[column]]; !strings.EqualFold(found, r.Require[column]) {
			im.doubt(rec, column, found, r.Require[column], "left out")
			return false
		}
	}
	return true
}

// cell takes the spaces off both ends of a cell, and says so.
func (im *importer) cell(rec record, column, text string) string {
	clean := strings.TrimSpace(strings.ReplaceAll(text, "\u00a0", " "))
	if clean != text {
		im.doubt(rec, column, text, "no space at either end, and no fixed space", "read as "+strconv.Quote(clean))
	}
	return clean
}

// date rewrites a date from the folder's layout to ours. What is no date is a defect; nothing stays nothing.
func (im *importer) date(rec record, column string) string {
	text := rec.cells[column]
	if text == "" {
		return ""
	}
	t, err := time.Parse(im.mapping.DateLayout, text)
	if err != nil {
		im.defects = append(im.defects, Defect{rec.file, rec.row, rec.from[column], text, "a date such as " + time.Date(2026, time.July, 1, 0, 0, 0, 0, time.UTC).Format(im.mapping.DateLayout)})
		return ""
	}
	return DayOf(t).String()
}

// dateColumns returns the columns of a target that hold dates.
func dateColumns(target string) []string {
	var names []string
	for _, c := range columnsOf(rowsOf(target)) {
		if c.element() == dayType {
			names = append(names, c.name)
		}
	}
	return names
}

// join adds the cells of rows to the records that have the same values in the joined columns.
func (im *importer) join(r reading, file string, rows []record) {
	columns := r.joined()
	keyOf := func(rec record) string {
		values := make([]string, len(columns))
		for i, column := range columns {
			values[i] = rec.cells[column]
		}
		return strings.Join(values, ", ")
	}
	partner := map[string]record{}
	for _, rec := range rows {
		key := keyOf(rec)
		if _, seen := partner[key]; seen {
			im.doubt(rec, columns[0], key, "a value that no other row has", "left out; the first row counts")
			continue
		}
		partner[key] = rec
	}
	met := map[string]bool{}
	for i, base := range im.records[r.Table] {
		key := keyOf(base)
		met[key] = true
		other, found := partner[key]
		if !found {
			if !r.Partial {
				im.doubt(base, columns[0], key, "a row for it in "+file+" too", "kept without what that file says")
			}
			continue
		}
		merged := record{file: base.file, row: base.row, cells: maps.Clone(base.cells), from: maps.Clone(base.from)}
		for column, value := range other.cells {
			if !slices.Contains(columns, column) {
				merged.cells[column] = value
				merged.from[column] = other.from[column] + " of " + file
			}
		}
		im.records[r.Table][i] = merged
	}
	for _, rec := range rows {
		if key := keyOf(rec); !met[key] {
			im.doubt(rec, columns[0], key, "a value that the table "+r.Table+" has", "left out")
		}
	}
}

// decode turns the records into the tables of the programme.
func (im *importer) decode() {
	for _, t := range tables() {
		if t.name == "program" {
			continue
		}
		if from := im.decodeTable(t.name, t.row); from != nil {
			t.rows(im.program).Set(from.rows)
		}
	}
	if from := im.decodeTable(publishedTable, publishedRows[publishedTable]); from != nil {
		im.published = from.rows.Interface().([]published)
	}
	if from := im.decodeTable(publishedWeeks, publishedRows[publishedWeeks]); from != nil {
		im.weeks = from.rows.Interface().([]publishedWeek)
	}
	if from := im.decodeTable(publishedNights, publishedRows[publishedNights]); from != nil {
		im.nights = from.rows.Interface().([]publishedNight)
	}
	if from := im.decodeTable(publishedSheet, publishedRows[publishedSheet]); from != nil {
		im.sheet = from.rows.Interface().([]sheetCell)
	}
}

// decodeTable reads the records of a table as structs, and tells defects in the source's words.
func (im *importer) decodeTable(name string, row reflect.Type) *origin {
	records := im.records[name]
	if len(records) == 0 {
		return nil
	}
	g := grid{file: name}
	for _, column := range targetColumns(name) {
		if slices.ContainsFunc(records, func(r record) bool { _, ok := r.cells[column]; return ok }) {
			g.header = append(g.header, column)
		}
	}
	for i, r := range records {
		cells := make([]string, len(g.header))
		for k, column := range g.header {
			cells[k] = r.cells[column]
		}
		g.rows = append(g.rows, gridRow{i + 1, cells})
	}
	from, defects := decode(g, row)
	for _, d := range defects {
		if d.Row == 0 {
			d.File, d.Expected = mappingFile, "a column or a constant for it, where the table "+name+" is read"
		} else {
			r := records[d.Row-1]
			d.File, d.Row = r.file, r.row
			if theirs, ok := r.from[d.Column]; ok {
				d.Column = theirs
			}
		}
		im.defects = append(im.defects, d)
	}
	return from
}
