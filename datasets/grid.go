package datasets

import (
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// grid is a table as text, before anybody has asked what its columns mean: what a CSV file and a Parquet file have in
// common, so that both are read and judged by the same code.
type grid struct {
	file   string
	header []string
	rows   []gridRow
}

type gridRow struct {
	number int // as in Defect.Row
	cells  []string
}

// origin remembers where the rows of a table came from, and which of their cells have a defect, so that no later check
// complains about a value that is not there.
type origin struct {
	file    string
	columns []column
	rows    reflect.Value // slice of structs
	numbers []int         // Defect.Row of each row; nil: a table made in memory, told as the lines of its CSV file
	bad     map[cell]bool
	keyless bool // a column of the key is missing, so that nothing can be looked up in it
}

type cell struct {
	row    int // index in the table
	column string
}

// number returns the Defect.Row of the i-th row.
func (o *origin) number(i int) int {
	if o.numbers == nil {
		return i + 2 // the header is line 1
	}
	return o.numbers[i]
}

// clean reports whether none of these cells of the i-th row has a defect.
func (o *origin) clean(i int, columns ...string) bool {
	return !slices.ContainsFunc(columns, func(name string) bool { return o.bad[cell{i, name}] })
}

// text returns a cell as CSV would write it.
func (o *origin) text(i int, name string) string {
	k := slices.IndexFunc(o.columns, func(c column) bool { return c.name == name })
	return o.columns[k].format(o.rows.Index(i).Field(o.columns[k].index))
}

// decode reads the rows of the grid as structs of type t. Rows with defects are kept, so that what refers to them is not
// reported too.
func decode(g grid, t reflect.Type) (*origin, Defects) {
	from := &origin{file: g.file, columns: columnsOf(t), rows: reflect.MakeSlice(reflect.SliceOf(t), len(g.rows), len(g.rows)), numbers: make([]int, len(g.rows)), bad: map[cell]bool{}}
	places, defects := g.places(from.columns)
	for k, c := range from.columns {
		from.keyless = from.keyless || c.key && places[k] < 0 && !c.nullable()
	}
	for i, r := range g.rows {
		from.numbers[i] = r.number
		odd := len(r.cells) != len(g.header)
		if odd {
			defects = append(defects, Defect{g.file, r.number, "", strings.Join(r.cells, ","), plural(len(g.header), "field") + " as in the header; here are " + plural(len(r.cells), "field")})
		}
		for k, c := range from.columns {
			if places[k] < 0 && c.nullable() && !odd {
				continue
			}
			fault := ""
			if places[k] >= 0 && places[k] < len(r.cells) {
				fault = c.read(r.cells[places[k]], from.rows.Index(i).Field(c.index))
			}
			if odd || fault != "" || places[k] < 0 {
				from.bad[cell{i, c.name}] = true
			}
			if !odd && fault != "" {
				defects = append(defects, Defect{g.file, r.number, c.name, r.cells[places[k]], fault})
			}
		}
	}
	return from, defects
}

// read reads a cell into the field and says what was expected instead, "" when all is well.
func (c column) read(text string, into reflect.Value) string {
	fault := faultOf(text)
	if !c.parse(strings.TrimSpace(text), into) && fault == "" {
		fault = c.expected()
	}
	return fault
}

// places returns where each column stands in the header, -1 for one that is missing. One that may be empty may be missing.
func (g grid) places(columns []column) ([]int, Defects) {
	var defects Defects
	places := make([]int, len(columns))
	names := make([]string, len(columns))
	for k, c := range columns {
		names[k] = c.name
		places[k] = slices.Index(g.header, c.name)
		if places[k] < 0 && !c.nullable() {
			defects = append(defects, Defect{File: g.file, Column: c.name, Expected: "a column of this name; it is missing"})
		}
	}
	for i, name := range g.header {
		if !slices.Contains(names, name) {
			defects = append(defects, Defect{File: g.file, Column: name, Value: name, Expected: "no column but " + strings.Join(names, ", ")})
		} else if slices.Index(g.header, name) < i {
			defects = append(defects, Defect{File: g.file, Column: name, Value: name, Expected: "each column once"})
		}
	}
	return places, defects
}

// faultOf says what no cell may hold, "" when all is well.
func faultOf(text string) string {
	switch {
	case !utf8.ValidString(text):
		return "text in UTF-8"
	case strings.ContainsFunc(text, unicode.IsControl):
		return "no control character (line break, tab, ...) in a cell"
	case strings.TrimSpace(text) != text:
		return "no space at either end of a cell"
	default:
		return ""
	}
}
