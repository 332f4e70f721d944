package datasets

import (
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
)

// Stay is a row of annual.parquet: one person on one rotation, from FirstDay to LastDay, both included. A combined
// rotation is two stays, one a half-block.
type Stay struct {
	Candidate int    `parquet:"candidate" rota:"key,min=1" doc:"number of the candidate, from 1"`
	Person    string `parquet:"person" rota:"key" doc:"code of the person"`
	Role      Role   `parquet:"role" rota:"one=resident|faculty|learner|visitor" doc:"what the person is to the programme"`
	PGY       int    `parquet:"pgy" rota:"min=0,max=8" doc:"PGY level on first_day; 0: none"`
	Block     int    `parquet:"block" rota:"min=0" doc:"block in which the stay begins"`
	Half      *int   `parquet:"half,optional" rota:"min=0,max=2" doc:"0: the whole block; 1 or 2: that half of it; null: a stay that is no block or half-block"`
	FirstDay  Day    `parquet:"first_day,date" rota:"key" doc:"first day of the stay"`
	LastDay   Day    `parquet:"last_day,date" doc:"last day of the stay"`
	Rotation  string `parquet:"rotation" rota:"key,code" doc:"code of the rotation"`
	Pinned    bool   `parquet:"pinned" doc:"true: pins.csv fixed this cell"`
}

// OfFaculty reports whether the stay is an inpatient week of the faculty, and so not of the residents' annual schedule.
func (s Stay) OfFaculty() bool { return s.Role == Faculty && s.Half == nil }

const candidateColumn = "candidate"

// ReadSchedule reads an annual schedule, annual.parquet or a CSV or Parquet file of the same columns made elsewhere, in which
// the column candidate may be missing (then all stays are of candidate 1). The error is *Defects when the file could be read.
// Whether the schedule fits a programme is not asked here.
func ReadSchedule(path string) ([]Stay, error) {
	return readRows(path, annualTable, func(c *check, i int, s Stay) { c.ordered(annualTable, i, s.FirstDay, s.LastDay) })
}

// readRows reads the rows of a schedule file; more makes the checks of a row that its tags do not say.
func readRows[T any](path, table string, more func(c *check, i int, row T)) ([]T, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, unreadable(filepath.Base(path), err)
	}
	g, defects := readGrid(filepath.Base(path), data)
	if g.header != nil && !slices.Contains(g.header, candidateColumn) {
		g.header = append([]string{candidateColumn}, g.header...)
		for i := range g.rows {
			g.rows[i].cells = append([]string{"1"}, g.rows[i].cells...)
		}
	}
	if g.header == nil {
		return nil, defects.err()
	}
	from, others := decode(g, reflect.TypeFor[T]())
	c := &check{names: []string{table}, origins: map[string]*origin{table: from}, defects: append(defects, others...)}
	c.table(table)
	rows := from.rows.Interface().([]T)
	for i, row := range rows {
		more(c, i, row)
	}
	c.sort()
	if err := c.defects.err(); err != nil {
		return nil, err
	}
	return rows, nil
}

// annualTable is the name of the annual schedule among tables.
const annualTable = "annual"

// WriteSchedule writes annual.parquet. inputHash is the Hash of the programme.
func WriteSchedule(w io.Writer, stays []Stay, inputHash string) error {
	return WriteParquet(w, stays, inputHash)
}
