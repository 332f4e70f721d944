package datasets

import (
	"fmt"
	"io"
	"reflect"

	"github.com/parquet-go/parquet-go"
)

// rowGroupRows is the greatest number of rows of a row group.
const rowGroupRows = 1_000_000

// The keys of what we write into the metadata of a Parquet file.
const (
	metaInputHash = "rota.input_sha256"
	metaColumn    = "rota.column." // and the name of the column
)

// WriteParquet writes rows as a Parquet file: zstd, row groups of at most 1 M rows, columns in the order of T's fields,
// inputHash (hex SHA-256 of what the rows were computed from) and a description of each column in the key/value metadata.
// Equal rows give equal bytes. Every Parquet file of a run is written here.
//
// T is a struct. Each exported field is a column and carries its tags:
//
//	parquet:"name"                          string, int, float64, bool, and types made of them
//	parquet:"name,date"                     Day, a DATE
//	parquet:"name,timestamp(microsecond)"   time.Time, a TIMESTAMP in UTC, microseconds; finer parts are cut off
//	parquet:"name,list"                     []string, []int, a LIST
//	parquet:"name,optional"                 *int, *float64, *Day, *time.Time: nil is null; string: "" is null. A plain
//	                                        float64 marked optional would turn 0 into null: use *float64
//	unit:"hour"                             unit of a number, if it has one
//	doc:"planned hours of the week"         what it means; a column without it is an error
//
// NaN and infinities are values to Parquet and not to its readers: write nil instead.
func WriteParquet[T any](w io.Writer, rows []T, inputHash string) error {
	options := []parquet.WriterOption{
		parquet.Compression(&parquet.Zstd),
		parquet.MaxRowsPerRowGroup(rowGroupRows),
		parquet.CreatedBy("rota", "1", "0"), // not the library's build, which tests and binaries tell differently
		parquet.KeyValueMetadata(metaInputHash, inputHash),
	}
	for _, c := range columnsOf(reflect.TypeFor[T]()) {
		if c.doc == "" {
			return fmt.Errorf("datasets: a column has no description: type=%T column=%s; expected a doc tag", *new(T), c.name)
		}
		description := c.doc
		if c.unit != "" {
			description += " (unit: " + c.unit + ")"
		}
		options = append(options, parquet.KeyValueMetadata(metaColumn+c.name, description))
	}
	p := parquet.NewGenericWriter[T](w, options...)
	if _, err := p.Write(rows); err != nil {
		return fmt.Errorf("datasets: parquet: %w", err)
	}
	if err := p.Close(); err != nil {
		return fmt.Errorf("datasets: parquet: %w", err)
	}
	return nil
}
