package datasets

import (
	"bytes"
	"crypto/sha256"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"pgregory.net/rapid"
)

// drawRows draws rows of a table in which every cell is what its tags demand.
func drawRows[T any](t *rapid.T) []T {
	rows := make([]T, rapid.IntRange(0, 5).Draw(t, "rows"))
	for i := range rows {
		row := reflect.ValueOf(&rows[i]).Elem()
		for _, c := range columnsOf(row.Type()) {
			field := row.Field(c.index)
			switch c.kind.Kind() {
			case reflect.Pointer:
				if rapid.Bool().Draw(t, c.name+" there") {
					field.Set(reflect.New(c.kind.Elem()))
					drawScalar(t, c, field.Elem())
				}
			case reflect.Slice:
				drawList(t, c, field)
			default:
				drawScalar(t, c, field)
			}
		}
	}
	return rows
}

func drawList(t *rapid.T, c column, into reflect.Value) {
	least := 0
	if c.some {
		least = 1
	}
	var seen []string
	listed := rapid.Custom(func(t *rapid.T) reflect.Value {
		element := reflect.New(c.kind.Elem()).Elem()
		drawScalar(t, c, element)
		return element
	}).Filter(func(element reflect.Value) bool { // what can stand in a list
		text := formatScalar(element)
		return text != "" && !strings.Contains(text, listMark) && !slices.Contains(seen, text)
	})
	for range rapid.IntRange(least, 3).Draw(t, c.name+" length") {
		element := listed.Draw(t, c.name)
		seen = append(seen, formatScalar(element))
		into.Set(reflect.Append(into, element))
	}
}

func drawScalar(t *rapid.T, c column, into reflect.Value) {
	least, greatest := int64(math.MinInt32), int64(math.MaxInt32)
	if !math.IsInf(c.least, 0) {
		least = int64(c.least)
	}
	if !math.IsInf(c.greatest, 0) {
		greatest = int64(c.greatest)
	}
	switch {
	case into.Type() == dayType:
		first, _ := ParseDay("0001-01-01")
		last, _ := ParseDay("9999-12-31")
		into.SetInt(rapid.Int64Range(int64(first), int64(last)).Draw(t, c.name))
	case into.Type() == timeType:
		first, last := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)
		into.Set(reflect.ValueOf(time.UnixMicro(rapid.Int64Range(first.UnixMicro(), last.UnixMicro()).Draw(t, c.name)).UTC()))
	case into.CanInt():
		into.SetInt(rapid.Int64Range(least, greatest).Draw(t, c.name))
	case into.CanFloat():
		into.SetFloat(rapid.Float64Range(float64(least), float64(greatest)).Draw(t, c.name))
	case into.Kind() == reflect.Bool:
		into.SetBool(rapid.Bool().Draw(t, c.name))
	case c.one != nil:
		into.SetString(rapid.SampledFrom(c.one).Draw(t, c.name))
	default:
		into.SetString(rapid.String().Filter(func(s string) bool {
			return faultOf(s) == "" && (s != "" || c.optional) && !(c.code && strings.Contains(s, listMark))
		}).Draw(t, c.name))
	}
}

// reread decodes a file and expects the rows that it was written from.
func reread[T any](t *rapid.T, file string, data []byte, want []T) {
	g, defects := readGrid(file, data)
	if len(defects) > 0 {
		t.Fatal(defects.Error())
	}
	from, defects := decode(g, reflect.TypeFor[T]())
	if len(defects) > 0 {
		t.Fatal(defects.Error())
	}
	if d := cmp.Diff(want, from.rows.Interface()); d != "" {
		t.Fatal(d)
	}
	for i := range want {
		for _, c := range from.columns {
			if !c.within(from.rows.Index(i).Field(c.index)) {
				t.Fatalf("row %d, column %s: %q is not within its limits", i, c.name, from.text(i, c.name))
			}
		}
	}
}

// roundTrip writes drawn rows as CSV and as Parquet, reads both back, and writes Parquet again to compare the bytes.
func roundTrip[T any](t *testing.T) {
	t.Run(reflect.TypeFor[T]().Name(), rapid.MakeCheck(func(t *rapid.T) {
		rows := drawRows[T](t)
		reread(t, "x.csv", formatCSV(rows), rows)
		var first, second bytes.Buffer
		if err := WriteParquet(&first, rows, "hash"); err != nil {
			t.Fatal(err)
		}
		reread(t, "x.parquet", first.Bytes(), rows)
		if err := WriteParquet(&second, rows, "hash"); err != nil || !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Fatalf("the same rows are %d and %d other bytes of Parquet (error %v)", first.Len(), second.Len(), err)
		}
	}))
}

func TestRoundTrip(t *testing.T) {
	roundTrip[Setting](t)
	roundTrip[Block](t)
	roundTrip[Person](t)
	roundTrip[Level](t)
	roundTrip[Rotation](t)
	roundTrip[Requirement](t)
	roundTrip[Cover](t)
	roundTrip[Absence](t)
	roundTrip[Request](t)
	roundTrip[Quota](t)
	roundTrip[Prerequisite](t)
	roundTrip[Neighbour](t)
	roundTrip[Holiday](t)
	roundTrip[Pin](t)
	roundTrip[RuleChange](t)
	roundTrip[Exception](t)
	roundTrip[Supervision](t)
	roundTrip[Credential](t)
	roundTrip[History](t)
	roundTrip[Stay](t)
	roundTrip[Shift](t)
	roundTrip[Finding](t)
}

// TestProgramRoundTrip reads tiny, writes it and reads it again; the files that were read are canonical already. A byte order
// mark, CRLF, other columns first and Parquet instead of CSV do not change the programme or its hash; an order of rows does.
func TestProgramRoundTrip(t *testing.T) {
	p, err := ReadProgram(tiny)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "new", "folder")
	if err := p.Write(dir); err != nil {
		t.Fatal(err)
	}
	for _, table := range tables() {
		want, err := os.ReadFile(filepath.Join(tiny, table.name+csvEnding))
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(dir, table.name+csvEnding))
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(want), string(got)); d != "" {
			t.Errorf("%s.csv: %s", table.name, d)
		}
	}

	levels := "\ufeffpgy,first_day,person\r\n1,2026-07-01,A\r\n\r\n1,2026-07-01,B\r\n2,2026-07-01,C\r\n2,2026-07-01,D\r\n"
	if err := os.WriteFile(filepath.Join(dir, "levels.csv"), []byte(levels), 0o644); err != nil {
		t.Fatal(err)
	}
	var cover bytes.Buffer
	if err := WriteParquet(&cover, p.Cover, p.Hash()); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "cover.parquet"), cover.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "cover.csv")); err != nil {
		t.Fatal(err)
	}
	q, err := ReadProgram(dir)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(p, q); d != "" || p.Hash() != q.Hash() || len(p.Hash()) != 2*sha256.Size {
		t.Errorf("hash %s and %s, difference %s", p.Hash(), q.Hash(), d)
	}
	slices.Reverse(q.Absences)
	if p.Hash() == q.Hash() {
		t.Error("other rows first are the same hash")
	}
}

// TestScheduleRoundTrip writes a schedule in both forms; a file made elsewhere may leave out the candidate.
func TestScheduleRoundTrip(t *testing.T) {
	whole, second := 0, 2
	day := DayOf(Day(20635).Time())
	stays := []Stay{
		{1, "A", Resident, 1, 1, &whole, day, day + 27, "WARD", true},
		{1, "B", Resident, 2, 1, &second, day + 14, day + 27, "NF-DERM", false},
		{1, "B", Resident, 2, 2, nil, day + 28, day + 30, "CLINIC", false},
	}
	dir := t.TempDir()
	var asParquet bytes.Buffer
	if err := WriteSchedule(&asParquet, stays, "abc"); err != nil {
		t.Fatal(err)
	}
	asCSV := formatCSV(stays)
	elsewhere := strings.ReplaceAll(strings.Replace(string(asCSV), "candidate,", "", 1), "\n1,", "\n")
	for name, data := range map[string][]byte{"annual.parquet": asParquet.Bytes(), "annual.csv": asCSV, "elsewhere.csv": []byte(elsewhere)} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		got, err := ReadSchedule(path)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(stays, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

// TestFaultySchedule expects every defect of a schedule at once.
func TestFaultySchedule(t *testing.T) {
	path := filepath.Join(t.TempDir(), "annual.csv")
	const text = "person,role,pgy,block,half,first_day,last_day,rotation,pinned\n" +
		"A,resident,1,1,0,2026-07-01,2026-06-30,WARD,false\n" +
		"A,resident,1,2,3,2026-07-29,2026-08-25,WARD,false\n" +
		"B,resident,1,1,0,2026-07-01,2026-07-28,WARD,maybe\n" +
		"B,resident,1,1,0,2026-07-01,2026-07-28,WARD,true\n"
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := ReadSchedule(path)
	want := `annual.csv row 2, column last_day: value "2026-06-30"; expected first_day 2026-07-01 or a later day
annual.csv row 3, column half: value "3"; expected an integer from 0 to 2, or nothing
annual.csv row 4, column pinned: value "maybe"; expected true or false
annual.csv row 5, column candidate, person, first_day, rotation: value "1, B, 2026-07-01, WARD"; expected a key that no other row has; row 4 has it`
	if err == nil {
		t.Fatal("no error")
	}
	if d := cmp.Diff(want, err.Error()); d != "" {
		t.Error(d)
	}
	if _, err := ReadSchedule(filepath.Join(t.TempDir(), "none.csv")); err == nil {
		t.Error("a schedule that is not there has no error")
	}
}

// TestParquetForm holds the form that other programs are promised: zstd, types, order, metadata.
func TestParquetForm(t *testing.T) {
	p, err := ReadProgram(tiny)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := WriteParquet(&b, p.Rotations, p.Hash()); err != nil {
		t.Fatal(err)
	}
	f, err := parquet.OpenFile(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, field := range f.Schema().Fields() {
		names = append(names, field.Name())
	}
	if d := cmp.Diff([]string{"rotation", "half", "service", "template", "pgys", "hours_per_week", "days_off_per_28", "leave_allowed", "name"}, names); d != "" {
		t.Error(d)
	}
	for _, chunk := range f.Metadata().RowGroups[0].Columns {
		if chunk.MetaData.Codec.String() != "ZSTD" {
			t.Errorf("column %v is written with %s; expected ZSTD", chunk.MetaData.PathInSchema, chunk.MetaData.Codec)
		}
	}
	if hash, _ := f.Lookup("rota.input_sha256"); hash != p.Hash() {
		t.Errorf("hash %q; expected %q", hash, p.Hash())
	}
	if text, _ := f.Lookup("rota.column.hours_per_week"); text != "planned work hours of a full week (unit: hour)" {
		t.Errorf("description %q", text)
	}
	type bare struct {
		N int `parquet:"n"`
	}
	if err := WriteParquet(&b, []bare{}, ""); err == nil {
		t.Error("a column without description is written")
	}
}
