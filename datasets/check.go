package datasets

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// check looks for everything that is wrong with a programme.
type check struct {
	p       *Program
	names   []string           // of the tables, in order
	origins map[string]*origin // by name
	defects Defects
	known   register
}

// newCheck begins a check of a programme that is in memory.
func newCheck(p *Program) *check {
	c := &check{p: p, origins: map[string]*origin{}}
	for _, t := range tables() {
		c.names = append(c.names, t.name)
		c.origins[t.name] = &origin{file: t.name + csvEnding, columns: columnsOf(t.row), rows: t.rows(p), bad: map[cell]bool{}}
	}
	return c
}

// Validate returns everything that is wrong with the programme, nil when nothing is. Rows are told as the lines of the CSV
// files that Write would write. ReadProgram has done it.
func (p *Program) Validate() Defects { return newCheck(p).run() }

// run makes every check, tables first each by itself, then against each other.
func (c *check) run() Defects {
	for _, t := range tables() {
		c.table(t.name)
	}
	c.known = newRegister(c.p)
	c.settings()
	c.blocks()
	c.holidays()
	c.people()
	c.levels()
	c.absences()
	c.requests()
	c.quotas()
	c.rotations()
	c.requirements()
	c.cover()
	c.prerequisites()
	c.neighbours()
	c.pins()
	c.activities()
	c.templates()
	c.events()
	c.weeks()
	c.cohorts()
	c.call()
	c.limits()
	c.availability()
	c.rules()
	c.exceptions()
	c.supervision()
	c.credentials()
	c.history()
	c.sort()
	return c.defects
}

// sort puts the defects in the order of tables, rows and columns; files that are no table come last.
func (c *check) sort() {
	stem := func(file string) string { return strings.TrimSuffix(file, filepath.Ext(file)) }
	place := func(d Defect) (table, field int) {
		table = slices.IndexFunc(c.names, func(name string) bool { return stem(c.origins[name].file) == stem(d.File) })
		if table < 0 {
			return len(c.names), 0
		}
		return table, slices.IndexFunc(c.origins[c.names[table]].columns, func(k column) bool { return k.name == d.Column })
	}
	slices.SortStableFunc(c.defects, func(a, b Defect) int {
		tableA, fieldA := place(a)
		tableB, fieldB := place(b)
		return cmp.Or(cmp.Compare(tableA, tableB), cmp.Compare(a.Row, b.Row), cmp.Compare(fieldA, fieldB))
	})
}

// reject reports a cell, unless it has a defect already.
func (c *check) reject(table string, i int, column, format string, args ...any) {
	from := c.origins[table]
	if at := (cell{i, column}); !from.bad[at] {
		from.bad[at] = true
		c.defects = append(c.defects, Defect{from.file, from.number(i), column, from.text(i, column), fmt.Sprintf(format, args...)})
	}
}

// rejectTable reports a table as a whole.
func (c *check) rejectTable(table, format string, args ...any) {
	c.defects = append(c.defects, Defect{File: c.origins[table].file, Expected: fmt.Sprintf(format, args...)})
}

// table holds each cell against its tags, and each key against the rows before it.
func (c *check) table(name string) {
	from := c.origins[name]
	first := map[string]int{}
	var keys []string
	for _, column := range from.columns {
		if column.key {
			keys = append(keys, column.name)
		}
	}
	for i := range from.rows.Len() {
		var parts []string
		for _, column := range from.columns {
			if fault := faultOf(from.text(i, column.name)); fault != "" {
				c.reject(name, i, column.name, "%s", fault)
			} else if !column.within(from.rows.Index(i).Field(column.index)) {
				c.reject(name, i, column.name, "%s", column.expected())
			}
		}
		if len(keys) == 0 || !from.clean(i, keys...) {
			continue
		}
		for _, key := range keys {
			parts = append(parts, from.text(i, key))
		}
		key := strings.Join(parts, "\x00") // no cell holds a control character
		if earlier, seen := first[key]; seen {
			c.defects = append(c.defects, Defect{from.file, from.number(i), strings.Join(keys, ", "), strings.Join(parts, ", "), fmt.Sprintf("a key that no other row has; row %d has it", from.number(earlier))})
			continue
		}
		first[key] = i
	}
}

// ordered reports a last day before its first day, and whether both can be relied on.
func (c *check) ordered(table string, i int, first, last Day) bool {
	if !c.origins[table].clean(i, "first_day", "last_day") {
		return false
	}
	if last < first {
		c.reject(table, i, "last_day", "first_day %s or a later day", first)
		return false
	}
	return true
}

// refers reports a cell that names a row that another table does not have. Nothing is known of a table without its key.
func (c *check) refers(table string, i int, column string, known bool, other, what string) bool {
	if c.origins[other].keyless || !c.origins[table].clean(i, column) {
		return false
	}
	if !known {
		c.reject(table, i, column, "%s of %s", what, c.origins[other].file)
	}
	return known
}
