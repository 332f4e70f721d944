package reports

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// describe prints, for each Parquet file of a folder, what DuckDB and pyarrow each see in it: rows, columns and types.
const describe = `
import pathlib, sys
import duckdb, pyarrow.parquet as pq
for f in sorted(pathlib.Path(sys.argv[1]).glob("*.parquet")):
    columns = duckdb.sql(f"describe select * from '{f}'").fetchall()
    rows = duckdb.sql(f"select count(*) from '{f}'").fetchall()[0][0]
    table = pq.read_table(f)
    assert table.num_rows == rows and table.column_names == [c[0] for c in columns], f
    assert b"rota.input_sha256" in table.schema.metadata, f
    print(f.stem, rows, " ".join(f"{c[0]}:{c[1]}" for c in columns))
`

// TestOthersReadTheParquet holds the tables to what people will read them with. The readers are in a Python environment of
// the project's own, which make test puts there.
func TestOthersReadTheParquet(t *testing.T) {
	python, err := filepath.Abs("../bin/venv/bin/python")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(python); err != nil {
		t.Skip("DuckDB and pyarrow are absent: make tools installs them")
	}
	got, err := exec.Command(python, "-c", describe, written(t, madeUpRun(9))).Output()
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/parquet.txt")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Error(diff)
	}
}
