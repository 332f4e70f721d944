package datasets

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"syscall"
)

// table is one field of Program: a file of a programme folder.
type table struct {
	name     string // the file without its ending
	required bool
	index    int // of the struct field
	row      reflect.Type
}

// tables lists the tables of a programme in the order of Program's fields.
func tables() []table {
	t := reflect.TypeFor[Program]()
	list := make([]table, t.NumField())
	for i := range list {
		field := t.Field(i)
		name, option, _ := strings.Cut(field.Tag.Get("table"), ",")
		list[i] = table{name, option == "required", i, field.Type.Elem()}
	}
	return list
}

// rows returns the table's slice of the programme.
func (t table) rows(p *Program) reflect.Value { return reflect.ValueOf(p).Elem().Field(t.index) }

const (
	csvEnding     = ".csv"
	parquetEnding = ".parquet"
	rulesTable    = "rules"
	findingsFile  = "findings.csv" // what an import leaves beside the tables
)

// ReadProgram reads a programme folder: each table as CSV or as Parquet of the same columns. Tables that need not be there
// are empty when they are missing. The error is *Defects, with everything that is wrong with the programme, when the folder
// could be read at all.
func ReadProgram(dir string) (*Program, error) { return ReadProgramUnder(dir, "") }

// ReadProgramUnder reads a programme folder with another file in the place of its rules.csv; "" for its own.
func ReadProgramUnder(dir, rulesFile string) (*Program, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, unreadable(dir, err)
	}
	var files []string
	for _, entry := range entries {
		if name := entry.Name(); !entry.IsDir() && !strings.HasPrefix(name, ".") && name != findingsFile {
			files = append(files, name)
		}
	}
	p := &Program{}
	c := newCheck(p)
	for _, t := range tables() {
		file, found := c.fileOf(t, files)
		path := filepath.Join(dir, file)
		if t.name == rulesTable && rulesFile != "" {
			file, path, found = filepath.Base(rulesFile), rulesFile, true
		}
		if !found {
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, unreadable(file, err)
		}
		c.load(t, file, data)
	}
	c.strangers(files)
	if err := c.run().err(); err != nil {
		return nil, err
	}
	return p, nil
}

// load reads a table of the programme from the bytes of its file.
func (c *check) load(t table, file string, data []byte) {
	g, defects := readGrid(file, data)
	c.defects = append(c.defects, defects...)
	if g.header == nil {
		c.origins[t.name].keyless = true
		return
	}
	lost := len(defects) > 0 // rows of which nothing is known, their keys neither
	from, defects := decode(g, t.row)
	from.keyless = from.keyless || lost
	c.defects = append(c.defects, defects...)
	c.origins[t.name] = from
	t.rows(c.p).Set(from.rows)
}

// unreadable makes a defect of a folder or file that is not there, and passes on any other failure.
func unreadable(name string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &Defects{{File: name, Expected: "a file or folder of this name; there is none"}}
	case errors.Is(err, syscall.ENOTDIR):
		return &Defects{{File: name, Expected: "a folder; this, or what it should lie in, is a file"}}
	}
	return fmt.Errorf("datasets: %w", err)
}

// readGrid takes a file apart by its ending.
func readGrid(file string, data []byte) (grid, Defects) {
	if strings.HasSuffix(file, parquetEnding) {
		return readParquet(file, data)
	}
	return readCSV(file, data)
}

// fileOf returns the one file of the folder that holds the table.
func (c *check) fileOf(t table, files []string) (string, bool) {
	asCSV, asParquet := slices.Contains(files, t.name+csvEnding), slices.Contains(files, t.name+parquetEnding)
	switch {
	case asCSV && asParquet:
		c.defects = append(c.defects, Defect{File: t.name + parquetEnding, Expected: "one file a table; " + t.name + csvEnding + " is there too"})
		return t.name + csvEnding, true
	case asCSV:
		return t.name + csvEnding, true
	case asParquet:
		return t.name + parquetEnding, true
	case t.required:
		c.origins[t.name].keyless = true
		c.defects = append(c.defects, Defect{File: t.name + csvEnding, Expected: "this file, or " + t.name + parquetEnding + "; there is none"})
	}
	return "", false
}

// strangers finds tables that this version does not know. To pass over them would be to pass over the rules in them.
func (c *check) strangers(files []string) {
	var names []string
	for _, t := range tables() {
		names = append(names, t.name)
	}
	for _, file := range files {
		ending := filepath.Ext(file)
		if (ending == csvEnding || ending == parquetEnding) && !slices.Contains(names, strings.TrimSuffix(file, ending)) {
			c.defects = append(c.defects, Defect{File: file, Expected: "no table but " + strings.Join(names, ", ")})
		}
	}
}

// Write writes the programme as a folder of CSV files, one a table, empty tables with their header. Equal programmes give
// equal bytes. The folder is made if need be; files of other names in it stay.
func (p *Program) Write(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("datasets: %w", err)
	}
	for _, t := range tables() {
		if err := os.WriteFile(filepath.Join(dir, t.name+csvEnding), formatTable(t.rows(p)), 0o644); err != nil {
			return fmt.Errorf("datasets: %w", err)
		}
	}
	return nil
}

// Hash returns the hex SHA-256 of the programme's content: of its tables as Write writes them, so that it does not depend on
// the form (CSV, Parquet, line ends, order of columns) in which they were read. The order of rows counts.
func (p *Program) Hash() string {
	var b bytes.Buffer
	for _, t := range tables() {
		data := formatTable(t.rows(p))
		fmt.Fprintf(&b, "%s %d\n", t.name, len(data))
		b.Write(data)
	}
	sum := sha256.Sum256(b.Bytes())
	return hex.EncodeToString(sum[:])
}

// TableSize is the name of a table and its number of rows.
type TableSize struct {
	Table string `json:"table"`
	Rows  int    `json:"rows"`
}

// Sizes returns the size of every table, in the order of Program's fields.
func (p *Program) Sizes() []TableSize {
	var sizes []TableSize
	for _, t := range tables() {
		sizes = append(sizes, TableSize{t.name, t.rows(p).Len()})
	}
	return sizes
}
