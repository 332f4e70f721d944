package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"rota/datasets"
)

// seriesColumn is one column that a method reads: numbers of a kind, or labels.
type seriesColumn struct {
	name     string
	optional bool
	expected string             // what a cell must be, in words; "": anything, the column is not used
	valid    func(float64) bool // nil: a label, not a number
}

// The kinds of column that several methods read.
var (
	valueColumn    = seriesColumn{name: "value", expected: "a number", valid: finite}
	subgroupColumn = seriesColumn{name: "subgroup", expected: "a label"}
)

func isCount(v float64) bool { return v >= 0 && v == math.Trunc(v) && finite(v) }

// series is the content of an input file: columns of equal length.
type series struct {
	file    string
	lines   []int // line of the file on which each row begins
	numbers map[string][]float64
	labels  map[string][]string
}

// has tells whether the file has the column.
func (s *series) has(name string) bool { return s.numbers[name] != nil || s.labels[name] != nil }

// defect says what is wrong with row i.
func (s *series) defect(i int, column, value, expected string) datasets.Defect {
	return datasets.Defect{File: s.file, Row: s.lines[i], Column: column, Value: value, Expected: expected}
}

// readSeriesFile reads the columns of a CSV file. The error lists every defect of the file.
func readSeriesFile(path string, columns []seriesColumn) (*series, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // it was only read
	return readSeries(filepath.Base(path), f, columns)
}

// readSeries reads the columns of CSV text: a header, then rows of as many cells. A byte order mark is passed over.
func readSeries(file string, r io.Reader, columns []seriesColumn) (*series, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	records := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(text), "\ufeff")))
	records.FieldsPerRecord = -1 // counted below, with the row's number
	header, err := records.Read()
	if errors.Is(err, io.EOF) {
		return nil, &datasets.Defects{{File: file, Expected: "a header at least; the file is empty"}}
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err) // a header that is no CSV
	}
	s := &series{file: file, numbers: map[string][]float64{}, labels: map[string][]string{}}
	places, defects := s.places(header, columns)
	if len(defects) > 0 {
		return nil, &defects
	}
	for next := 2; ; {
		cells, err := records.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var fault *csv.ParseError
		if errors.As(err, &fault) {
			defects = append(defects, datasets.Defect{File: file, Row: fault.StartLine, Expected: "quotes in pairs, only around a whole cell"})
			next = fault.Line + 1
			continue
		}
		line, _ := records.FieldPos(0)
		if line > next { // encoding/csv passes over empty lines; in a series they would shift every later position
			defects = append(defects, datasets.Defect{File: file, Row: next, Expected: "a row; the line is empty"})
		}
		last, _ := records.FieldPos(len(cells) - 1)
		next = last + strings.Count(cells[len(cells)-1], "\n") + 1
		s.lines = append(s.lines, line)
		if len(cells) != len(header) {
			defects = append(defects, datasets.Defect{File: file, Row: line, Expected: fmt.Sprintf("%d cells as in the header; the row has %d", len(header), len(cells))})
			continue
		}
		for i, c := range places {
			defects = append(defects, s.add(c, cells[i])...)
		}
	}
	if len(defects) > 0 {
		return nil, &defects
	}
	return s, nil
}

// places finds the column of each cell, and every name that is unknown, twice there, or missing.
func (s *series) places(header []string, columns []seriesColumn) ([]seriesColumn, datasets.Defects) {
	var defects datasets.Defects
	var names []string
	for _, c := range columns {
		names = append(names, c.name)
	}
	places := make([]seriesColumn, len(header))
next:
	for i, name := range header {
		name = strings.TrimSpace(name)
		for _, c := range columns {
			if c.name != name {
				continue
			}
			if s.has(name) {
				defects = append(defects, datasets.Defect{File: s.file, Row: 1, Column: name, Value: name, Expected: "each column once"})
			}
			places[i] = c
			if c.valid == nil {
				s.labels[name] = []string{}
			} else {
				s.numbers[name] = []float64{}
			}
			continue next
		}
		defects = append(defects, datasets.Defect{File: s.file, Row: 1, Column: name, Value: name, Expected: "only columns " + strings.Join(names, ", ")})
	}
	for _, c := range columns {
		if !c.optional && !s.has(c.name) {
			defects = append(defects, datasets.Defect{File: s.file, Column: c.name, Expected: "this column; it is missing"})
		}
	}
	return places, defects
}

// add reads one cell of the last row into its column.
func (s *series) add(c seriesColumn, cell string) datasets.Defects {
	cell = strings.TrimSpace(cell)
	if c.valid == nil {
		s.labels[c.name] = append(s.labels[c.name], cell)
		if cell == "" && c.expected != "" {
			return datasets.Defects{s.defect(len(s.lines)-1, c.name, cell, c.expected)}
		}
		return nil
	}
	v, err := strconv.ParseFloat(cell, 64)
	s.numbers[c.name] = append(s.numbers[c.name], v)
	if err != nil || !finite(v) || !c.valid(v) {
		return datasets.Defects{s.defect(len(s.lines)-1, c.name, cell, c.expected)}
	}
	return nil
}

// subgroups returns the values by label, in the order in which the labels first appear. Each has at least two values, and as many as the
// others when equal is asked.
func (s *series) subgroups(equal bool) ([][]float64, error) {
	labels := s.labels["subgroup"]
	position := map[string]int{}
	var groups [][]float64
	var first []int // row of the first value of each
	for i, label := range labels {
		j, known := position[label]
		if !known {
			j = len(groups)
			position[label] = j
			groups = append(groups, nil)
			first = append(first, i)
		}
		groups[j] = append(groups[j], s.numbers["value"][i])
	}
	var defects datasets.Defects
	for j, g := range groups {
		switch {
		case len(g) < 2:
			defects = append(defects, s.defect(first[j], "subgroup", labels[first[j]], "at least 2 values in a subgroup"))
		case equal && len(g) != len(groups[0]):
			expected := fmt.Sprintf("%d values as in the first subgroup; it has %d", len(groups[0]), len(g))
			defects = append(defects, s.defect(first[j], "subgroup", labels[first[j]], expected))
		}
	}
	if len(defects) > 0 {
		return nil, &defects
	}
	return groups, nil
}
