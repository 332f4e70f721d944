package solver

import (
	"bytes"
	"fmt"
	"io"
	"reflect"
	"strings"
	"sync"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/ipc"
	"github.com/apache/arrow/go/v17/arrow/memory"
)

// The Arrow form is an Arrow IPC file with one record, made by reflection, so that a new table needs no new line here.
// A Go struct is an Arrow struct, a slice is a list, a field has its name in lower case, and nothing is null. A problem is
// one row: its tables are structs of lists, so that tables of different lengths share one file. Candidates are one row each.

const formatKey = "rota.format" // metadata of the schema: what the file holds, and the version of its layout

var (
	problemFile    = newFile[Problem]("problem 5")
	candidatesFile = newFile[Candidate]("candidates 1")
)

// file is a format of files whose rows are structs of type T.
type file[T any] struct {
	format string
	schema *arrow.Schema
	empty  func() ([]byte, error) // the file that has no rows
}

func newFile[T any](format string) *file[T] {
	meta := arrow.NewMetadata([]string{formatKey}, []string{format})
	f := &file[T]{format: format, schema: arrow.NewSchema(arrowType(reflect.TypeFor[T]()).(*arrow.StructType).Fields(), &meta)}
	f.empty = sync.OnceValues(func() ([]byte, error) {
		var b bytes.Buffer
		err := f.write(&b, nil)
		return b.Bytes(), err
	})
	return f
}

func (f *file[T]) wrap(err error) error { return fmt.Errorf("solver: %s: %w", f.format, err) }

// WriteProblem writes the Arrow form of a problem; equal problems give equal bytes.
func WriteProblem(w io.Writer, p *Problem) error {
	return problemFile.write(w, []Problem{*p})
}

// ReadProblem reads what WriteProblem wrote. Bytes that are no such file, or hold a problem that Validate rejects, are an error.
func ReadProblem(data []byte) (*Problem, error) {
	rows, err := problemFile.read(data)
	if err != nil {
		return nil, err
	}
	if len(rows) != 1 {
		return nil, fmt.Errorf("solver: problem file: rows=%d; expected 1", len(rows))
	}
	if err := rows[0].Validate(); err != nil {
		return nil, err
	}
	return &rows[0], nil
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
	return candidatesFile.write(w, candidates)
}

// ReadCandidates reads what WriteCandidates wrote and checks that the rosters fit the problem. It does not trust the
// scores: a roster whose score is not that of Evaluate is an error.
func ReadCandidates(data []byte, p *Problem) ([]Candidate, error) {
	rows, err := candidatesFile.read(data)
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
	case reflect.Bool:
		return arrow.FixedWidthTypes.Boolean
	case reflect.Uint8:
		return arrow.PrimitiveTypes.Uint8
	case reflect.Int32:
		return arrow.PrimitiveTypes.Int32
	case reflect.Int, reflect.Int64:
		return arrow.PrimitiveTypes.Int64
	case reflect.Uint64:
		return arrow.PrimitiveTypes.Uint64
	case reflect.Float64:
		return arrow.PrimitiveTypes.Float64
	default:
		panic("solver: no Arrow type for " + t.String())
	}
}

func (f *file[T]) write(w io.Writer, rows []T) error {
	b := array.NewRecordBuilder(memory.DefaultAllocator, f.schema)
	defer b.Release()
	for i := range rows {
		row := reflect.ValueOf(&rows[i]).Elem()
		for j := range row.NumField() {
			appendValue(b.Field(j), row.Field(j))
		}
	}
	record := b.NewRecord()
	defer record.Release()
	out, err := ipc.NewFileWriter(&position{w: w}, ipc.WithSchema(f.schema))
	if err != nil {
		return f.wrap(err)
	}
	if err := out.Write(record); err != nil {
		return f.wrap(err)
	}
	if err := out.Close(); err != nil {
		return f.wrap(err)
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
	case *array.BooleanBuilder:
		b.Append(v.Bool())
	case *array.Uint8Builder:
		b.Append(uint8(v.Uint()))
	case *array.Int32Builder:
		b.Append(int32(v.Int()))
	case *array.Int64Builder:
		b.Append(v.Int())
	case *array.Uint64Builder:
		b.Append(v.Uint())
	case *array.Float64Builder:
		b.Append(v.Float())
	}
}

// read decodes a file of this format. The Arrow reader panics on some damaged bytes; that is an error here.
func (f *file[T]) read(data []byte) (rows []T, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			rows, err = nil, f.wrap(fmt.Errorf("damaged file: %v", cause))
		}
	}()
	if err := f.checkFrame(data); err != nil {
		return nil, f.wrap(err)
	}
	in, err := ipc.NewFileReader(bytes.NewReader(data), ipc.WithAllocator(bounded{memory.NewGoAllocator(), len(data)}))
	if err != nil {
		return nil, f.wrap(err)
	}
	defer func() { _ = in.Close() }() // it was read from memory
	record, err := in.Record(0)
	if err != nil {
		return nil, f.wrap(err)
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

// decoder turns Arrow values into Go values. It panics on what no file of ours holds; file.read makes that an error.
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
	case *array.Boolean:
		v.SetBool(a.Value(i))
	case *array.Uint8:
		v.SetUint(uint64(a.Value(i)))
	case *array.Int32:
		v.SetInt(int64(a.Value(i)))
	case *array.Int64:
		v.SetInt(a.Value(i))
	case *array.Uint64:
		v.SetUint(a.Value(i))
	case *array.Float64:
		v.SetFloat(a.Value(i))
	}
}
