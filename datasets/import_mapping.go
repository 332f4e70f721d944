package datasets

import (
	"embed"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

// mapping says what the files of a folder mean, in our words. mappings/README.md documents every key.
type mapping struct {
	Program     map[string]string `toml:"program"`      // program.csv
	DateLayout  string            `toml:"date_layout"`  // how the folder writes dates, as the day 2006-01-02
	AbsenceDays map[string]int    `toml:"absence_days"` // role: days of absence in the year above which the total is doubtful
	Nights      map[string]string `toml:"nights"`       // code of a night that stands in two half-days: what fills these instead
	Read        []reading         `toml:"read"`
	Add         []addition        `toml:"add"`
	Compare     []comparison      `toml:"compare"`
	Distinct    []distinction     `toml:"distinct"`
	Derive      []string          `toml:"derive"`
}

// reading says that rows of a table of ours stand in a file.
type reading struct {
	Table     string                       `toml:"table"`
	File      string                       `toml:"file"`      // with or without its ending
	Join      string                       `toml:"join"`      // columns of ours, separated by |: add to the rows that have the same values there
	Partial   bool                         `toml:"partial"`   // joined rows need not have a partner
	Each      string                       `toml:"each"`      // column of ours that holds a list: one row for each element of it
	Columns   map[string]string            `toml:"columns"`   // column of ours: column of the file
	Constants map[string]string            `toml:"constants"` // column of ours: the same value in every row
	Values    map[string]map[string]string `toml:"values"`    // column of ours: value of the file: value of ours
	Where     map[string]string            `toml:"where"`     // column of the file: values, separated by |, of which a row has one if it is of this reading; with ! before them: none
	Require   map[string]string            `toml:"require"`   // column of the file: the value that a row must have there to count
}

// addition states rows of a table of ours that no file holds.
type addition struct {
	Table string              `toml:"table"`
	Rows  []map[string]string `toml:"rows"` // column of ours: value
}

// comparison asks of every value in a column of a file whether a table of ours knows it.
type comparison struct {
	File   string   `toml:"file"`
	Column string   `toml:"column"`
	With   []string `toml:"with"` // table.column of ours; a value known only by a later one is a variant
}

// distinction asks that the values of these columns of a file, taken together, stand in one row only.
type distinction struct {
	File    string   `toml:"file"`
	Columns []string `toml:"columns"`
}

const (
	mappingFile = "mapping.toml"
	isoLayout   = dayLayout
)

// The targets of the schedules that the folder holds.
const (
	publishedTable  = "published"        // the year of the residents
	publishedWeeks  = "published_weeks"  // who was attending in the inpatient weeks
	publishedNights = "published_nights" // who was on call
	publishedSheet  = "published_sheet"  // what everybody did in each half-day of a block
)

// publishedRows are the rows of these targets.
var publishedRows = map[string]reflect.Type{
	publishedTable:  reflect.TypeFor[published](),
	publishedWeeks:  reflect.TypeFor[publishedWeek](),
	publishedNights: reflect.TypeFor[publishedNight](),
	publishedSheet:  reflect.TypeFor[sheetCell](),
}

// halvesOfRotation are columns that a mapping may give for rotations instead of half, service and template: one row a
// rotation, with what is done in each half.
var halvesOfRotation = []string{"first_service", "second_service", "first_template", "second_template"}

//go:embed mappings/*.toml
var shipped embed.FS

// mapping returns the mapping at path, or the folder's own, or the shipped one that fits.
func (f *folder) mapping(path string) (*mapping, Defects) {
	own := filepath.Join(f.path, mappingFile)
	if _, err := os.Stat(own); path == "" && err == nil {
		path = own
	}
	if path != "" {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, Defects{{File: filepath.Base(path), Expected: fmt.Sprintf("a mapping file that can be read (%v)", err)}}
		}
		return parseMapping(filepath.Base(path), string(text))
	}
	names, err := shipped.ReadDir("mappings")
	if err != nil {
		panic("datasets: mappings: " + err.Error()) // they are part of the binary
	}
	var tried []string
	for _, entry := range names {
		text, _ := shipped.ReadFile("mappings/" + entry.Name())
		m, defects := parseMapping(entry.Name(), string(text))
		if len(defects) == 0 && f.fits(m) {
			return m, nil
		}
		tried = append(tried, strings.TrimSuffix(entry.Name(), ".toml"))
	}
	return nil, Defects{{File: mappingFile, Expected: "this file in the folder, or headers that a shipped mapping fits (" + strings.Join(tried, ", ") + ")"}}
}

// fits reports whether the folder has every file and column that the mapping reads.
func (f *folder) fits(m *mapping) bool {
	for _, r := range m.Read {
		g, defects := f.table(r.File)
		if len(defects) > 0 {
			return false
		}
		for _, column := range slices.Concat(slices.Collect(maps.Values(r.Columns)), slices.Collect(maps.Keys(r.Require)), slices.Collect(maps.Keys(r.Where))) {
			if !slices.Contains(g.header, column) {
				return false
			}
		}
	}
	return true
}

// parseMapping reads a mapping and reports everything in it that means nothing.
func parseMapping(file, text string) (*mapping, Defects) {
	m := &mapping{DateLayout: isoLayout}
	meta, err := toml.Decode(text, m)
	if err != nil {
		return nil, Defects{{File: file, Expected: "a TOML file with the keys of a mapping (" + err.Error() + ")"}}
	}
	var defects Defects
	reject := func(column, value, expected string, args ...any) {
		defects = append(defects, Defect{File: file, Column: column, Value: value, Expected: fmt.Sprintf(expected, args...)})
	}
	for _, key := range meta.Undecoded() {
		reject(key.String(), "", "no such key")
	}
	for _, key := range slices.Sorted(maps.Keys(m.Program)) {
		if !slices.Contains(settingKeys(), key) {
			reject("program."+key, m.Program[key], "no key but %s", strings.Join(settingKeys(), ", "))
		}
	}
	for _, key := range []string{keyFirstDay, keyLastDay} {
		if _, err := ParseDay(m.Program[key]); err != nil {
			reject("program."+key, m.Program[key], "a date such as 2026-07-01")
		}
	}
	for i, r := range m.Read {
		r.check(fmt.Sprintf("read %d", i+1), reject)
	}
	for i, c := range m.Compare {
		for _, with := range c.With {
			table, column, _ := strings.Cut(with, ".")
			if !slices.Contains(targetColumns(table), column) || publishedRows[table] != nil || slices.Contains(halvesOfRotation, column) {
				reject(fmt.Sprintf("compare %d, with", i+1), with, "table.column of a programme folder")
			}
		}
	}
	for i, a := range m.Add {
		place := fmt.Sprintf("add %d", i+1)
		for _, row := range a.Rows {
			reading{Table: a.Table, File: file, Constants: row}.check(place, reject)
		}
	}
	for i, name := range m.Derive {
		if derivations[name] == nil {
			reject("derive", name, "one of %s", strings.Join(slices.Sorted(maps.Keys(derivations)), ", "))
		}
		if name == "seasons" && !slices.Contains(m.Derive[:i], "requirements") {
			reject("derive", name, "requirements before it, for it is these that it holds to the beginning of the year")
		}
	}
	return m, defects
}

// check reports what is wrong with one reading.
func (r reading) check(place string, reject func(column, value, expected string, args ...any)) {
	known := targetColumns(r.Table)
	if known == nil {
		reject(place+", table", r.Table, "a table of a programme folder, or %s", strings.Join(slices.Sorted(maps.Keys(publishedRows)), ", "))
		return
	}
	if r.File == "" {
		reject(place+", file", r.File, "the name of a file")
	}
	for _, keys := range [][]string{slices.Sorted(maps.Keys(r.Columns)), slices.Sorted(maps.Keys(r.Constants)), slices.Sorted(maps.Keys(r.Values))} {
		for _, column := range keys {
			if !slices.Contains(known, column) {
				reject(place+", table "+r.Table, column, "no column but %s", strings.Join(known, ", "))
			}
		}
	}
	for _, column := range r.joined() {
		if r.Columns[column] == "" {
			reject(place+", join", r.Join, "columns of ours that columns maps")
		}
	}
	if r.Each != "" && r.Columns[r.Each] == "" {
		reject(place+", each", r.Each, "a column of ours that columns maps")
	}
}

// joined returns the columns by which the reading is joined, none if it is not.
func (r reading) joined() []string {
	if r.Join == "" {
		return nil
	}
	return strings.Split(r.Join, listMark)
}

// span returns the first and last day of the year.
func (m *mapping) span() (first, last Day) {
	p := Program{Settings: []Setting{{keyFirstDay, m.Program[keyFirstDay]}, {keyLastDay, m.Program[keyLastDay]}}}
	return p.Span()
}

// uses reports whether a reading, comparison or distinction asks for the column of the file.
func (m *mapping) uses(file, column string) bool {
	is := func(stem string) bool { return file == stem || strings.TrimSuffix(file, filepath.Ext(file)) == stem }
	for _, r := range m.Read {
		_, required := r.Require[column]
		_, asked := r.Where[column]
		if is(r.File) && (required || asked || slices.Contains(slices.Collect(maps.Values(r.Columns)), column)) {
			return true
		}
	}
	return slices.ContainsFunc(m.Compare, func(c comparison) bool { return is(c.File) && c.Column == column }) ||
		slices.ContainsFunc(m.Distinct, func(d distinction) bool { return is(d.File) && slices.Contains(d.Columns, column) })
}

// settingKeys are the keys of program.csv, in order.
func settingKeys() []string { return columnsOf(reflect.TypeFor[Setting]())[0].one }

// rowsOf returns the type of the rows that a reading of a target makes, nil for one that is none.
func rowsOf(target string) reflect.Type {
	i := slices.IndexFunc(tables(), func(t table) bool { return t.name == target && t.name != "program" })
	if i < 0 {
		return publishedRows[target]
	}
	return tables()[i].row
}

// targetColumns returns the columns that a reading of the table may give, nil for a table that is none.
func targetColumns(name string) []string {
	row := rowsOf(name)
	if row == nil {
		return nil
	}
	var names []string
	for _, c := range columnsOf(row) {
		names = append(names, c.name)
	}
	if name == "rotations" {
		names = append(names, halvesOfRotation...)
	}
	return names
}
