package peers

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/ipc"
	"github.com/apache/arrow/go/v17/arrow/memory"

	"rota/solver"
)

// TestUnknownTable: a table that the script does not know is refused if it has a row, and does no harm if it has none.
func TestUnknownTable(t *testing.T) {
	python := python(t)
	p := randomProblem(rand.New(rand.NewPCG(1, 3)), 2, 3, 2, 2)
	if _, err := askFile(python, t.TempDir(), withTable(t, p, 0), p, fast, threads); err != nil {
		t.Errorf("an empty table: %v", err)
	}
	_, err := askFile(python, t.TempDir(), withTable(t, p, 1), p, fast, threads)
	if err == nil || !strings.Contains(err.Error(), "table fairness has rows") {
		t.Errorf("a table with a row: %v; want an error that names it", err)
	}
}

// withTable returns the file of a problem with one table more, of some rows.
func withTable(t *testing.T, p *solver.Problem, rows int) []byte {
	t.Helper()
	check := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	var data bytes.Buffer
	check(solver.WriteProblem(&data, p))
	in, err := ipc.NewFileReader(bytes.NewReader(data.Bytes()))
	check(err)
	record, err := in.Record(0)
	check(err)

	kind := arrow.StructOf(arrow.Field{Name: "rule", Type: arrow.ListOf(arrow.PrimitiveTypes.Int32)})
	table := array.NewStructBuilder(memory.DefaultAllocator, kind)
	table.Append(true)
	list := table.FieldBuilder(0).(*array.ListBuilder)
	list.Append(true)
	for range rows {
		list.ValueBuilder().(*array.Int32Builder).Append(0)
	}
	meta := in.Schema().Metadata()
	schema := arrow.NewSchema(append(in.Schema().Fields(), arrow.Field{Name: "fairness", Type: kind}), &meta)
	path := filepath.Join(t.TempDir(), "more.arrow")
	f, err := os.Create(path)
	check(err)
	out, err := ipc.NewFileWriter(f, ipc.WithSchema(schema))
	check(err)
	check(out.Write(array.NewRecord(schema, append(record.Columns(), table.NewArray()), 1)))
	check(out.Close())
	check(f.Close())
	more, err := os.ReadFile(path)
	check(err)
	return more
}
