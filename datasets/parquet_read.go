package datasets

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// readParquet turns a Parquet file into the cells that a CSV file of it would hold. Its types are not asked for: a date may
// be a DATE, a midnight or a text, a whole number may be a double, a list may be a LIST or a text with marks. Row numbers
// count from 1.
func readParquet(file string, data []byte) (g grid, defects Defects) {
	g = grid{file: file}
	if len(data) == 0 {
		return g, Defects{{File: file, Expected: "a Parquet file; the file is empty"}}
	}
	defer func() { // the decoder panics on some damaged files
		if fault := recover(); fault != nil {
			g, defects = grid{file: file}, Defects{{File: file, Expected: fmt.Sprintf("a Parquet file that is whole (%v)", fault)}}
		}
	}()
	f, err := openParquet(data)
	if err != nil {
		return g, Defects{{File: file, Expected: "a Parquet file that is whole (" + err.Error() + ")"}}
	}
	r := parquetCells{grid: g}
	for i, field := range f.Schema().Fields() {
		r.header = append(r.header, field.Name())
		column, ok := columnOfParquet(i, field)
		if !ok {
			r.defects = append(r.defects, Defect{File: file, Column: field.Name(), Value: field.Type().String(), Expected: "texts, numbers, dates or truths, one a cell or a list of them"})
		}
		r.columns = append(r.columns, column)
	}
	if len(r.defects) > 0 {
		return r.grid, r.defects
	}
	for _, group := range f.RowGroups() {
		if err := r.read(group); err != nil {
			return r.grid, append(r.defects, Defect{File: file, Row: len(r.rows) + 1, Expected: "a Parquet file that is whole (" + err.Error() + ")"})
		}
	}
	return r.grid, r.defects
}

// parquetCells collects the cells of a Parquet file whose columns all have one leaf.
type parquetCells struct {
	grid
	columns []parquetColumn
	defects Defects
}

// parquetColumn is a column of single values or of lists of them.
type parquetColumn struct {
	place   int          // in the header, which is also the index of the leaf
	leaf    parquet.Node // what holds the values
	list    bool
	element int // list: from this definition level on there is an element, null or not
}

// columnOfParquet looks down a column to its leaf. It is not ok when the column is a group other than a list, a list of lists,
// or of a type that no table uses.
func columnOfParquet(place int, n parquet.Node) (column parquetColumn, ok bool) {
	column.place = place
	for level := 0; ; n = n.Fields()[0] {
		if !n.Required() {
			level++
		}
		if n.Repeated() {
			if column.list {
				return column, false
			}
			column.list, column.element = true, level
		}
		if n.Leaf() {
			break
		}
		if len(n.Fields()) != 1 {
			return column, false
		}
	}
	column.leaf = n
	if logical := n.Type().LogicalType(); logical != nil {
		switch logical.Value.(type) {
		case *format.StringType, *format.EnumType, *format.IntType, *format.DateType, *format.TimestampType:
		default:
			return column, false
		}
	}
	return column, n.Type().Kind() != parquet.Int96 && n.Type().Kind() != parquet.FixedLenByteArray
}

func (r *parquetCells) read(group parquet.RowGroup) (err error) {
	rows := group.Rows()
	defer func() { err = errors.Join(err, rows.Close()) }()
	buffer := make([]parquet.Row, 64)
	for {
		n, err := rows.ReadRows(buffer)
		for _, row := range buffer[:n] {
			r.add(row)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// add turns one row into cells.
func (r *parquetCells) add(row parquet.Row) {
	number := len(r.rows) + 1
	parts := make([][]string, len(r.header))
	for _, value := range row {
		c := r.columns[value.Column()]
		if value.IsNull() {
			if c.list && value.DefinitionLevel() >= c.element {
				r.defects = append(r.defects, Defect{r.file, number, r.header[c.place], "null", "no null in a list"})
			}
			continue
		}
		text := cellText(c.leaf, value)
		if c.list && (text == "" || strings.Contains(text, listMark)) {
			r.defects = append(r.defects, Defect{r.file, number, r.header[c.place], text, "an element that is not empty and holds no " + listMark})
		}
		parts[c.place] = append(parts[c.place], text)
	}
	cells := make([]string, len(parts))
	for i, p := range parts {
		cells[i] = strings.Join(p, listMark)
	}
	r.rows = append(r.rows, gridRow{number, cells})
}

// cellText writes a value as it would stand in a CSV file.
func cellText(leaf parquet.Node, value parquet.Value) string {
	if logical := leaf.Type().LogicalType(); logical != nil {
		switch kind := logical.Value.(type) {
		case *format.DateType:
			return Day(value.Int32()).String()
		case *format.TimestampType:
			return momentText(kind, value.Int64())
		}
	}
	switch value.Kind() {
	case parquet.Boolean:
		return strconv.FormatBool(value.Boolean())
	case parquet.Int32:
		return strconv.FormatInt(int64(value.Int32()), 10)
	case parquet.Int64:
		return strconv.FormatInt(value.Int64(), 10)
	case parquet.Float:
		return strconv.FormatFloat(float64(value.Float()), 'f', -1, 32)
	case parquet.Double:
		return strconv.FormatFloat(value.Double(), 'f', -1, 64)
	default:
		return string(value.ByteArray())
	}
}

// momentText writes a midnight as its date, because data frames know no dates, and any other moment in full.
func momentText(kind *format.TimestampType, value int64) string {
	var t time.Time
	switch kind.Unit.Value.(type) {
	case *format.MilliSeconds:
		t = time.UnixMilli(value).UTC()
	case *format.MicroSeconds:
		t = time.UnixMicro(value).UTC()
	default:
		t = time.Unix(0, value).UTC()
	}
	if t.Equal(DayOf(t).Time()) {
		return DayOf(t).String()
	}
	return t.Format(time.RFC3339Nano)
}
