package datasets

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Imported is what Import made of a folder that people keep.
type Imported struct {
	Program   *Program
	Published []Stay    // the schedule of the residents that the folder holds, empty if none; all of candidate 1
	Attending []Stay    // the inpatient weeks of its faculty
	OnCall    []Shift   // the nights on call of its faculty
	Sheet     *Sheet    // the half-days of a block that the folder holds; nil if none
	Findings  []Finding // every doubt, by file and row
}

// Import reads a folder of CSV and Parquet files by a mapping: a TOML file that says which file and column means what
// (mappings/README.md). An empty mapping stands for mapping.toml in the folder if there is one, else for the shipped mapping
// that fits the headers. What is doubtful in the folder is kept, mended or left out, and each time said so in the findings.
// The error is *Defects, all of them at once, when something cannot be read at all: a missing file or column, a cell that is
// no date, a mapping that is wrong. Nothing is written in either case.
func Import(src, mapping string) (Imported, error) {
	folder, err := openFolder(src)
	if err != nil {
		return Imported{}, err
	}
	m, defects := folder.mapping(mapping)
	if len(defects) > 0 {
		return Imported{}, defects.err()
	}
	im := &importer{mapping: m, folder: folder, program: &Program{}, records: map[string][]record{}}
	im.year.first, im.year.last = m.span()
	im.settings()
	im.read()
	im.cleanBlocks()
	im.cleanAbsences()
	im.splitRotations()
	im.joinNights()
	im.openCells()
	im.decode()
	if len(im.defects) == 0 {
		im.placePublished()
		im.placeFaculty()
		for _, name := range m.Derive {
			derivations[name](im)
		}
		im.placeSheet()
		im.compare()
		im.unused()
		for _, d := range im.program.Validate() {
			d.File += ", as imported"
			im.defects = append(im.defects, d)
		}
	}
	if err := im.distinctDefects().err(); err != nil {
		return Imported{}, err
	}
	return Imported{Program: im.program, Published: im.stays(), Attending: im.attending(), OnCall: im.onCall(), Sheet: im.sheetOf(), Findings: im.sorted()}, nil
}

// importer carries an import from the source's rows to the programme.
type importer struct {
	mapping   *mapping
	folder    *folder
	year      struct{ first, last Day }
	records   map[string][]record // by table of ours
	program   *Program
	published []published
	weeks     []publishedWeek
	nights    []publishedNight
	sheet     []sheetCell
	findings  []Finding
	defects   Defects
}

// record is a row of one of our tables while it is still text, and where it came from.
type record struct {
	file  string
	row   int
	cells map[string]string // by column of ours
	from  map[string]string // column of ours: column of the source
}

// doubt notes what was found in a record's column of ours, and what was done about it.
func (im *importer) doubt(r record, column, value, expected, action string) {
	if theirs, ok := r.from[column]; ok {
		column = theirs
	}
	im.findings = append(im.findings, Finding{File: r.file, Row: r.row, Column: column, Value: value, Expected: expected, Severity: SeverityDoubt, Action: action})
}

// distinctDefects returns the defects in the order of the mapping, each once: a file that two tables are read from is judged twice.
func (im *importer) distinctDefects() Defects {
	seen := map[Defect]bool{}
	return slices.DeleteFunc(im.defects, func(d Defect) bool {
		again := seen[d]
		seen[d] = true
		return again
	})
}

// sorted returns the findings by file, row and column, each once.
func (im *importer) sorted() []Finding {
	slices.SortStableFunc(im.findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Value, b.Value), cmp.Compare(a.Expected, b.Expected), cmp.Compare(a.Action, b.Action))
	})
	return slices.Compact(im.findings)
}

// settings takes the rows of program.csv from the mapping.
func (im *importer) settings() {
	for _, key := range settingKeys() {
		if value, ok := im.mapping.Program[key]; ok {
			im.program.Settings = append(im.program.Settings, Setting{key, value})
		}
	}
}

// unused says which files and columns of the folder have no place in the programme, so that nothing is dropped silently.
func (im *importer) unused() {
	for _, file := range im.folder.files {
		g, read := im.folder.grids[file]
		if !read {
			im.findings = append(im.findings, Finding{File: file, Expected: "a file that the mapping uses", Severity: SeverityDoubt, Action: "left out"})
			continue
		}
		var spare []string
		for _, column := range g.header {
			if !im.mapping.uses(file, column) {
				spare = append(spare, column)
			}
		}
		if len(spare) > 0 {
			im.findings = append(im.findings, Finding{File: file, Value: strings.Join(spare, ", "), Expected: "columns that the mapping uses", Severity: SeverityDoubt, Action: "these columns were left out"})
		}
	}
}

// folder is the source of an import: the names of its files, and those that were read.
type folder struct {
	path  string
	files []string // in order; without hidden ones and mapping.toml
	grids map[string]grid
}

func openFolder(path string) (*folder, error) {
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	f := &folder{path: path, grids: map[string]grid{}}
	for _, entry := range entries {
		if name := entry.Name(); !strings.HasPrefix(name, ".") && name != mappingFile {
			f.files = append(f.files, name)
		}
	}
	return f, nil
}

// named returns the file of the folder that a mapping calls stem: with that name, or with the ending of a table.
func (f *folder) named(stem string) (string, bool) {
	for _, name := range []string{stem, stem + csvEnding, stem + parquetEnding} {
		if slices.Contains(f.files, name) {
			return name, true
		}
	}
	return stem, false
}

// table reads a file once.
func (f *folder) table(stem string) (grid, Defects) {
	file, found := f.named(stem)
	if !found {
		return grid{}, Defects{{File: stem, Expected: "this file, or " + stem + csvEnding + ", or " + stem + parquetEnding + "; there is none"}}
	}
	if g, read := f.grids[file]; read {
		return g, nil
	}
	if filepath.Ext(file) != csvEnding && filepath.Ext(file) != parquetEnding {
		return grid{}, Defects{{File: file, Expected: "a name that ends in " + csvEnding + " or " + parquetEnding}}
	}
	data, err := os.ReadFile(filepath.Join(f.path, file))
	if err != nil {
		return grid{}, Defects{{File: file, Expected: fmt.Sprintf("a file that can be read (%v)", err)}}
	}
	g, defects := readGrid(file, data)
	f.grids[file] = g
	return g, defects
}
