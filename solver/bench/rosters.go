package bench

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Rosters of both families are text: a line a person with cells between commas, empty where nothing is done, and lines that
// begin with # as comments. Cells missing at the end of a line are empty.

// WriteRoster writes a roster: the person's ID, then the ID of the shift of each day.
func (c *Curtois) WriteRoster(w io.Writer, cells Cells) error {
	return writeRows(w, "# person, then a shift a day; empty: off", cells,
		func(p int) string { return c.Staff[p].ID + "," }, func(shift int) string { return c.Shifts[shift].ID })
}

// ReadRoster reads a roster in which every person stands once, in any order. The error is Defects.
func (c *Curtois) ReadRoster(r io.Reader) (Cells, error) {
	lines, err := readRows(r)
	if err != nil {
		return nil, err
	}
	var defects Defects
	staff, shifts := map[string]int{}, map[string]int{}
	for i, p := range c.Staff {
		staff[p.ID] = i
	}
	for i, s := range c.Shifts {
		shifts[s.ID] = i
	}
	cells, seen := NewCells(len(c.Staff), c.Days), make([]bool, len(c.Staff))
	for _, l := range lines {
		if strings.TrimSpace(l.text) == "" {
			continue
		}
		id, rest, _ := strings.Cut(l.text, ",")
		p, known := staff[strings.TrimSpace(id)]
		if !known || seen[p] {
			defects.add(l.number, "person=%q; expected each person of the instance once", id)
			continue
		}
		seen[p] = true
		defects.fill(l.number, cells[p], rest, func(cell string) (int, bool) { s, ok := shifts[cell]; return s, ok })
	}
	for i, there := range seen {
		if !there {
			defects.add(0, "person=%q is missing", c.Staff[i].ID)
		}
	}
	return cells, defects.err()
}

// WriteRoster writes a roster: hospital:discipline for each period, counted from 1.
func (m *MSS) WriteRoster(w io.Writer, cells Cells) error {
	return writeRows(w, "# a student a line, hospital:discipline a period; empty: free", cells,
		func(int) string { return "" },
		func(place int) string { return fmt.Sprintf("%d:%d", m.hospital(place)+1, m.discipline(place)+1) })
}

// ReadRoster reads a roster in which the students stand in order. The error is Defects.
func (m *MSS) ReadRoster(r io.Reader) (Cells, error) {
	lines, err := readRows(r)
	if err != nil {
		return nil, err
	}
	var defects Defects
	if len(lines) != m.Students {
		defects.add(0, "%d students; expected %d", len(lines), m.Students)
	}
	cells := NewCells(m.Students, m.Horizon)
	for s, l := range lines[:min(len(lines), m.Students)] {
		defects.fill(l.number, cells[s], l.text, m.place)
	}
	return cells, defects.err()
}

// place reads a cell such as 2:11.
func (m *MSS) place(cell string) (int, bool) {
	a, b, _ := strings.Cut(cell, ":")
	h, errH := strconv.Atoi(a)
	d, errD := strconv.Atoi(b)
	if errH != nil || errD != nil || h < 1 || h > m.Hospitals || d < 1 || d > m.Disciplines {
		return Free, false
	}
	return m.Place(h-1, d-1), true
}

// fill reads the cells of a line into a row.
func (d *Defects) fill(number int, row []int, text string, read func(string) (int, bool)) {
	cells := strings.Split(text, ",")
	if len(cells) > len(row) {
		d.add(number, "%d cells; expected at most %d", len(cells), len(row))
		return
	}
	for t, cell := range cells {
		if cell = strings.TrimSpace(cell); cell == "" {
			continue
		}
		what, known := read(cell)
		if !known {
			d.add(number, "cell %d=%q; expected one that the instance has", t+1, cell)
			continue
		}
		row[t] = what
	}
}

// readRows returns the lines that are no comments; unlike those of an instance, an empty one counts.
func readRows(r io.Reader) ([]line, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("bench: %w", err)
	}
	var rows []line
	for i, text := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		if text = strings.TrimSuffix(text, "\r"); !strings.HasPrefix(text, "#") {
			rows = append(rows, line{i + 1, text})
		}
	}
	return rows, nil
}

func writeRows(w io.Writer, comment string, cells Cells, head func(person int) string, name func(int) string) error {
	var b strings.Builder
	b.WriteString(comment + "\n")
	for p, row := range cells {
		b.WriteString(head(p))
		for t, what := range row {
			if t > 0 {
				b.WriteByte(',')
			}
			if what != Free {
				b.WriteString(name(what))
			}
		}
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}
