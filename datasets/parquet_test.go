package datasets

import (
	"bytes"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
)

// parquetBytes writes rows of any type with the library's defaults, as a stranger would.
func parquetBytes[T any](t *testing.T, rows ...T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := parquet.Write(&b, rows); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type oneText struct {
	Day string `parquet:"day"`
}

// faultyParquet are Parquet files with what a CSV file cannot have.
var faultyParquet = []struct {
	kind string
	file func(t *testing.T) []byte
	want string
}{
	{"group", func(t *testing.T) []byte {
		return parquetBytes(t, struct {
			Day struct {
				Year, Month int
			} `parquet:"day"`
		}{})
	}, "holidays.parquet column day: value \"group\"; expected texts, numbers, dates or truths, one a cell or a list of them"},
	{"decimal", func(t *testing.T) []byte {
		return parquetBytes(t, struct {
			Day int64 `parquet:"day,decimal(2:10)"`
		}{})
	}, "holidays.parquet column day: value \"DECIMAL(10,2)\"; expected texts, numbers, dates or truths, one a cell or a list of them"},
	{"mark in an element", func(t *testing.T) []byte {
		return parquetBytes(t, struct {
			Day []string `parquet:"day,list"`
		}{[]string{"a", "b|c"}})
	}, `holidays.parquet row 1, column day: value "b|c"; expected an element that is not empty and holds no |`},
	{"null in a list", func(t *testing.T) []byte {
		return parquetBytes(t, struct {
			Day []*string `parquet:"day,list" parquet-element:",optional"`
		}{[]*string{new(string), nil}})
	}, `holidays.parquet row 1, column day: value "null"; expected no null in a list`},
	{"cut off", func(t *testing.T) []byte {
		whole := parquetBytes(t, oneText{"2026-07-03"}, oneText{"2026-07-04"})
		copy(whole[4:20], make([]byte, 16)) // the first page
		return whole
	}, `holidays.parquet: expected a Parquet file that is whole (the header of a page cannot be read`},
	{"cut in a page", func(t *testing.T) []byte {
		whole := parquetBytes(t, oneText{"2026-07-03"}, oneText{"2026-07-04"})
		i := bytes.Index(whole, []byte("2026-07-032026-07-04")) // the texts, with their lengths before them
		copy(whole[i-4:], []byte{0xff, 0xff, 0xff, 0xff})
		return whole
	}, `holidays.parquet row 1: expected a Parquet file that is whole (`},
	{"a footer longer than the file", func(t *testing.T) []byte {
		whole := parquetBytes(t, oneText{"2026-07-03"})
		copy(whole[len(whole)-8:], []byte{0xff, 0xff, 0xff, 0x7f})
		return whole
	}, `holidays.parquet: expected a Parquet file that is whole (its footer is longer than the file)`},
	{"lz4", func(t *testing.T) []byte {
		var b bytes.Buffer
		if err := parquet.Write(&b, []oneText{{"2026-07-03"}}, parquet.Compression(&parquet.Lz4Raw)); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}, `holidays.parquet: expected a Parquet file that is whole (codec LZ4_RAW; rota reads SNAPPY, GZIP, BROTLI, ZSTD and none)`},
}

// TestFaultyParquet expects each message among those of the file; the damaged ones depend on the library's words.
func TestFaultyParquet(t *testing.T) {
	for _, c := range faultyParquet {
		_, defects := readParquet("holidays.parquet", c.file(t))
		if len(defects) == 0 || !bytes.Contains([]byte(defects.Error()), []byte(c.want)) {
			t.Errorf("%s: defects\n%s\nexpected\n%s", c.kind, defects.Error(), c.want)
		}
	}
}

// TestParquetOfStrangers reads the types that other programs choose for a date, a number, a truth and a list.
func TestParquetOfStrangers(t *testing.T) {
	midnight := time.Date(2026, 7, 3, 0, 0, 0, 0, time.UTC)
	type row struct {
		Date   Day       `parquet:"date,date"`
		Milli  time.Time `parquet:"milli,timestamp(millisecond)"`
		Micro  time.Time `parquet:"micro,timestamp(microsecond)"`
		Nano   time.Time `parquet:"nano,timestamp(nanosecond)"`
		Noon   time.Time `parquet:"noon,timestamp"`
		Double *float64  `parquet:"double,optional"`
		Float  float32   `parquet:"float"`
		Small  int32     `parquet:"small"`
		Truth  bool      `parquet:"truth"`
		Enum   string    `parquet:"enum,enum"`
		Bytes  []byte    `parquet:"bytes"`
		List   []int32   `parquet:"list"`
		None   *int64    `parquet:"none,optional"`
	}
	three := 3.0
	data := parquetBytes(t, row{DayOf(midnight), midnight, midnight, midnight, midnight.Add(12 * time.Hour), &three, 0.1, -7, true, "e", []byte("b"), []int32{1, 2}, nil})
	g, defects := readParquet("x.parquet", data)
	if len(defects) > 0 {
		t.Fatal(defects.Error())
	}
	want := []gridRow{{1, []string{"2026-07-03", "2026-07-03", "2026-07-03", "2026-07-03", "2026-07-03T12:00:00Z", "3", "0.1", "-7", "true", "e", "b", "1|2", ""}}}
	if d := cmp.Diff(want, g.rows, cmp.AllowUnexported(gridRow{})); d != "" {
		t.Error(d)
	}
}
