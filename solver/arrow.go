package solver

import (
	"bytes"
	"fmt"
	"io"
	"reflect"
	"strings"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/ipc"
	"github.com/apache/arrow/go/v17/arrow/memory"
)

// The Arrow form is an Arrow IPC file with one record, made by reflection, so that a new table needs no new line here.
// A Go struct is an Arrow struct, a slice is a list, a field has its name in lower case, and nothing is null. A problem is
// one row: its tables are structs of lists, so that tables of different lengths share one file. Candidates are one row each.

const formatKey = "rota.format" // metadata of the schema: what the file holds, and the version of its layout

// WriteProblem writes the Arrow form of a problem; equal problems give equal bytes.
func WriteProblem(w io.Writer, p *Problem) error {
	return writeRows(w, "problem 1", []Problem{*p})
}

// ReadProblem reads what WriteProblem wrote. Bytes that are no such file, or hold a problem that Validate rejects, are an error.
func ReadProblem(data []byte) (*Problem, error) {
	rows, err := readRows[Problem](data, "problem 1")
	if err != nil {
		return nil, err
	}
	if len(rows) != 1 {
		return nil, fmt.Errorf("solver: problem file: rows=%d; expected 1", len(rows))
	}
	return &rows[0], rows[0].Validate()
}

// Candidate is a finished roster, how it was found and what it is worth.
type Candidate struct {
	Seed   uint64
	Rounds int
	Score  Score
	Roster Roster
}

// WriteCandidates writes the Arrow form of candidates of a problem; equal candidates give equal bytes. A roster that does
// not fit the problem is an error.
func WriteCandidates(w io.Writer, p *Problem, candidates []Candidate) error {
	for i, c := range candidates {
		if err := c.Roster.Validate(p); err != nil {
			return fmt.Errorf("candidate row %d: %w", i, err)
		}
	}
	return writeRows(w, "candidates 1", candidates)
}

// ReadCandidates reads what WriteCandidates wrote and checks that the rosters fit the problem. It does not trust the
// scores: a roster whose score is not that of Evaluate is an error.
func ReadCandidates(data []byte, p *Problem) ([]Candidate, error) {
	rows, err := readRows[Candidate](data, "candidates 1")
	if err != nil {
		return nil, err
	}
	for i, c := range rows {
		if err := c.Roster.Validate(p); err != nil {
			return nil, fmt.Errorf("candidate row %d: %w", i, err)
		}
		if score := Evaluate(p, c.Roster); score != c.Score {
			return nil, fmt.Errorf("solver: candidate row %d: score=%v; expected %v, the score of its roster", i, c.Score, score)
		}
	}
	return rows, nil
}

// schemaOf returns the schema whose columns are the fields of struct type t.
func schemaOf(t reflect.Type, format string) *arrow.Schema {
	meta := arrow.NewMetadata([]string{formatKey}, []string{format})
	return arrow.NewSchema(arrowType(t).(*arrow.StructType).Fields(), &meta)
}

func arrowType(t reflect.Type) arrow.DataType {
	switch t.Kind() {
	case reflect.Struct:
		fields := make([]arrow.Field, t.NumField())
		for i := range fields {
			fields[i] = arrow.Field{Name: strings.ToLower(t.Field(i).Name), Type: arrowType(t.Field(i).Type)}
		}
		return arrow.StructOf(fields...)
	case reflect.Slice:
		return arrow.ListOfNonNullable(arrowType(t.Elem()))
	case reflect.String:
		return arrow.BinaryTypes.String
	case reflect.Uint8:
		return arrow.PrimitiveTypes.Uint8
	case reflect.Int32:
		return arrow.PrimitiveTypes.Int32
	case reflect.Int, reflect.Int64:
		return arrow.PrimitiveTypes.Int64
	case reflect.Uint64:
		return arrow.PrimitiveTypes.Uint64
	}
	panic("solver: no Arrow type for " + t.String())
}

func writeRows[T any](w io.Writer, format string, rows []T) error {
	schema := schemaOf(reflect.TypeFor[T](), format)
	b := array.NewRecordBuilder(memory.DefaultAllocator, schema)
	defer b.Release()
	for i := range rows {
		row := reflect.ValueOf(&rows[i]).Elem()
		for j := range row.NumField() {
			appendValue(b.Field(j), row.Field(j))
		}
	}
	record := b.NewRecord()
	defer record.Release()
	file, err := ipc.NewFileWriter(&position{w: w}, ipc.WithSchema(schema))
	if err != nil {
		return fmt.Errorf("solver: %s: %w", format, err)
	}
	if err := file.Write(record); err != nil {
		return fmt.Errorf("solver: %s: %w", format, err)
	}
	if err := file.Close(); err != nil {
		return fmt.Errorf("solver: %s: %w", format, err)
	}
	return nil
}

func appendValue(b array.Builder, v reflect.Value) {
	switch b := b.(type) {
	case *array.StructBuilder:
		b.Append(true)
		for i := range v.NumField() {
			appendValue(b.FieldBuilder(i), v.Field(i))
		}
	case *array.ListBuilder:
		b.Append(true)
		for i := range v.Len() {
			appendValue(b.ValueBuilder(), v.Index(i))
		}
	case *array.StringBuilder:
		b.Append(v.String())
	case *array.Uint8Builder:
		b.Append(uint8(v.Uint()))
	case *array.Int32Builder:
		b.Append(int32(v.Int()))
	case *array.Int64Builder:
		b.Append(v.Int())
	case *array.Uint64Builder:
		b.Append(v.Uint())
	}
}

// readRows decodes a file with exactly the schema of T. The Arrow reader panics on some damaged bytes; that is an error here.
func readRows[T any](data []byte, format string) (rows []T, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			rows, err = nil, fmt.Errorf("solver: %s: damaged file: %v", format, cause)
		}
	}()
	if err := checkFrame[T](data, format); err != nil {
		return nil, err
	}
	file, err := ipc.NewFileReader(bytes.NewReader(data), ipc.WithAllocator(bounded{memory.NewGoAllocator(), len(data)}))
	if err != nil {
		return nil, fmt.Errorf("solver: %s: %w", format, err)
	}
	defer file.Close()
	record, err := file.Record(0)
	if err != nil {
		return nil, fmt.Errorf("solver: %s: %w", format, err)
	}
	d := decoder{left: len(data)}
	rows = make([]T, d.take(int(record.NumRows())))
	for i := range rows {
		row := reflect.ValueOf(&rows[i]).Elem()
		for j := range row.NumField() {
			d.read(record.Column(j), i, row.Field(j))
		}
	}
	return rows, nil
}

// decoder turns Arrow values into Go values. It panics on what no file of ours holds; readRows makes that an error.
type decoder struct{ left int } // elements it may still make: no file holds more of them than bytes

func (d *decoder) take(n int) int {
	if n < 0 || n > d.left {
		panic("lists longer than the file")
	}
	d.left -= n
	return n
}

func (d *decoder) read(a arrow.Array, i int, v reflect.Value) {
	if a.IsNull(i) {
		panic("null value")
	}
	switch a := a.(type) {
	case *array.Struct:
		for j := range v.NumField() {
			d.read(a.Field(j), i, v.Field(j))
		}
	case *array.List:
		first, last := a.ValueOffsets(i)
		if first == last {
			return // an empty list is a nil slice, so that reading gives back what was written
		}
		n := d.take(int(last - first))
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for j := range n {
			d.read(a.ListValues(), int(first)+j, v.Index(j))
		}
	case *array.String:
		v.SetString(strings.Clone(a.Value(i)))
	case *array.Uint8:
		v.SetUint(uint64(a.Value(i)))
	case *array.Int32:
		v.SetInt(int64(a.Value(i)))
	case *array.Int64:
		v.SetInt(a.Value(i))
	case *array.Uint64:
		v.SetUint(a.Value(i))
	}
}
