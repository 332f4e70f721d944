package datasets

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"reflect"
	"strconv"
	"strings"
)

// byteOrderMark may stand before the first column of a file that a spreadsheet wrote.
var byteOrderMark = []byte("\xef\xbb\xbf")

// readCSV takes a CSV file apart. Lines end with LF or CRLF, empty lines are passed over.
func readCSV(file string, data []byte) (grid, Defects) {
	g := grid{file: file}
	data = bytes.TrimPrefix(data, byteOrderMark)
	switch {
	case len(data) == 0:
		return g, Defects{{File: file, Expected: "a header at least; the file is empty"}}
	case bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")):
		return g, Defects{{File: file, Expected: "text in UTF-8; the file is in UTF-16"}}
	}
	var defects Defects
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord = -1 // counted by decode, with the row's number
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var fault *csv.ParseError
		if errors.As(err, &fault) {
			defects = append(defects, Defect{File: file, Row: fault.StartLine, Expected: "quotes in pairs, only around a whole cell (" + fault.Err.Error() + ")"})
			continue
		}
		if g.header == nil {
			if other := otherSeparator(cells); other != "" {
				return g, Defects{{File: file, Row: 1, Expected: "cells separated by commas; this header is separated by " + other}}
			}
			g.header = cells
			continue
		}
		line, _ := r.FieldPos(0)
		g.rows = append(g.rows, gridRow{line, cells})
	}
	if g.header == nil && len(defects) == 0 {
		defects = append(defects, Defect{File: file, Expected: "a header at least; the file has only empty lines"})
	}
	return g, defects
}

// otherSeparator names what stands between the cells of a header that has no comma, "" when it is one column. A spreadsheet
// set to a language with decimal commas separates by semicolons whatever the file is called.
func otherSeparator(header []string) string {
	switch {
	case len(header) > 1:
		return ""
	case strings.Contains(header[0], ";"):
		return "semicolons"
	case strings.Contains(header[0], "\t"):
		return "tabs"
	default:
		return ""
	}
}

// formatCSV writes the rows as a CSV file: header, LF, cells in canonical form.
func formatCSV[T any](rows []T) []byte { return formatTable(reflect.ValueOf(rows)) }

// formatTable writes a slice of structs as formatCSV does.
func formatTable(rows reflect.Value) []byte {
	columns := columnsOf(rows.Type().Elem())
	cells := make([]string, len(columns))
	for k, c := range columns {
		cells[k] = c.name
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	write := func() {
		if err := w.Write(cells); err != nil { // a buffer takes everything
			panic("datasets: csv: " + err.Error())
		}
	}
	write()
	for i := range rows.Len() {
		for k, c := range columns {
			cells[k] = c.format(rows.Index(i).Field(c.index))
		}
		write()
	}
	w.Flush()
	return b.Bytes()
}

// plural writes "1 field", "2 fields".
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
