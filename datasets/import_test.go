package datasets

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// smallMapping reads smallFolder: a made-up year of two residents in two blocks.
const smallMapping = `
absence_days = { resident = 10 }
derive = ["eligibility", "requirements", "capacity"]
[program]
name = "small"
time_zone = "UTC"
first_day = "2026-07-01"
last_day = "2026-08-25"
[[read]]
table = "blocks"
file = "calendar"
columns = { block = "nr", first_day = "from", last_day = "to" }
[[read]]
table = "people"
file = "staff"
columns = { person = "code" }
constants = { role = "resident", first_day = "2026-07-01", last_day = "2026-08-25", full_time = "1" }
[[read]]
table = "levels"
file = "staff"
columns = { person = "code", pgy = "year" }
constants = { first_day = "2026-07-01" }
values = { pgy = { R1 = "1", R2 = "2" } }
[[read]]
table = "rotations"
file = "rotations"
[read.columns]
rotation = "id"
name = "title"
first_service = "a"
second_service = "b"
hours_per_week = "hours"
days_off_per_28 = "off"
leave_allowed = "leave"
[[read]]
table = "absences"
file = "leave"
columns = { person = "who", first_day = "from", last_day = "to", kind = "why" }
require = { approved = "yes" }
[[read]]
table = "published"
file = "year"
columns = { person = "who", block = "nr", rotation = "what" }
`

var smallFolder = map[string]string{
	"calendar.csv":  "nr,from,to\n1,2026-07-01,2026-07-28\n2,2026-07-29,2026-08-25\nnext year,2027-07-01,2028-06-30\n",
	"staff.csv":     "code,year\nA,R1\nB,R2\n",
	"rotations.csv": "id,title,a,b,hours,off,leave\nW,Ward,Ward,Ward,70,4,false\nC,Clinic,Clinic,Clinic,45,8,true\nN,Nights + Clinic,Nights,Clinic,56,6,false\nE,Elective,Elective,Elective,40,8,true\nE2,Elective,Elective,,40,8,true\n",
	"leave.csv": "who,from,to,why,approved\nA,2026-07-05,2026-07-09,vacation,yes\nA,2026-07-05,2026-07-09,vacation,yes\nA,2026-07-08,2026-07-15,conference,yes\n" +
		",2026-07-01,2026-07-02,vacation,yes\nB,,,vacation,yes\nB,2026-08-20,2026-08-30,vacation,yes\nB,2026-08-01,2026-08-02,vacation,no\nZ,2026-08-01,2026-08-02,vacation,yes\nB,2026-08-09,2026-08-01,vacation,yes\nB,2027-08-01,2027-08-02,vacation,yes\n",
	"year.csv":  "who,nr,what\nA,1,W\nA,2,Nights + Clinic\nB,1,C\nB,1,W\nB,3,W\nQ,1,W\nB,2,Elective\n",
	"notes.txt": "anything",
}

// source writes files as a folder, with a mapping unless it is empty.
func source(t testing.TB, files map[string]string, mapping string) string {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range files {
		write(name, text)
	}
	if mapping != "" {
		write(mappingFile, mapping)
	}
	return dir
}

// with returns the small folder with one file changed.
func with(name, text string) map[string]string {
	files := map[string]string{}
	for k, v := range smallFolder {
		files[k] = v
	}
	files[name] = text
	return files
}

// importSmall imports the small folder.
func importSmall(t *testing.T) Imported {
	t.Helper()
	im, err := Import(source(t, smallFolder, smallMapping), "")
	if err != nil {
		t.Fatal(err)
	}
	return im
}

// TestImportFindings holds every doubt about the small folder.
func TestImportFindings(t *testing.T) {
	im := importSmall(t)
	var got []string
	for _, f := range im.Findings {
		if f.Severity != SeverityDoubt {
			t.Errorf("severity %q; expected doubt", f.Severity)
		}
		got = append(got, fmt.Sprintf("%s %d %s %q: %s", f.File, f.Row, f.Column, f.Value, f.Action))
	}
	want := []string{
		`calendar.csv 4 nr "next year": left out`,
		`leave.csv 0 who "A": all kept`,
		`leave.csv 3  "A,2026-07-05,2026-07-09,vacation,yes": counted once`,
		`leave.csv 4 from "2026-07-08": merged with it into 2026-07-05 to 2026-07-15`,
		`leave.csv 5 who "": left out`,
		`leave.csv 6 from "": left out`,
		`leave.csv 7 to "2026-08-30": cut to the year`,
		`leave.csv 8 approved "no": left out`,
		`leave.csv 9 who "Z": left out`,
		`leave.csv 10 to "2026-08-01": left out`,
		`leave.csv 11 from "2027-08-01": left out`,
		`notes.txt 0  "": left out`,
		`rotations.csv 6 title "Elective": both kept, told apart by their codes`,
		`year.csv 0 who "B": planned for every block all the same`,
		`year.csv 5 nr "1": left out of the published schedule`,
		`year.csv 6 nr "3": left out of the published schedule`,
		`year.csv 7 who "Q": left out of the published schedule`,
		`year.csv 8 what "Elective": left out of the published schedule`,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestImportTables holds what the small folder becomes, known by hand.
func TestImportTables(t *testing.T) {
	im := importSmall(t)
	zero, one, two := 0, 1, 2
	absences := []Absence{{"A", date("2026-07-05"), date("2026-07-15"), "vacation"}, {"B", date("2026-08-20"), date("2026-08-25"), "vacation"}}
	if d := cmp.Diff(absences, im.Program.Absences); d != "" {
		t.Error(d)
	}
	stays := []Stay{
		{1, "A", Resident, 1, 1, &zero, date("2026-07-01"), date("2026-07-28"), "W", false},
		{1, "A", Resident, 1, 2, &one, date("2026-07-29"), date("2026-08-11"), "N", false},
		{1, "A", Resident, 1, 2, &two, date("2026-08-12"), date("2026-08-25"), "N", false},
		{1, "B", Resident, 2, 1, &zero, date("2026-07-01"), date("2026-07-28"), "C", false},
	}
	if d := cmp.Diff(stays, im.Published); d != "" {
		t.Error(d)
	}
	var pgys []string
	for _, r := range im.Program.Rotations {
		pgys = append(pgys, fmt.Sprint(r.Rotation, r.Half, r.Service, r.PGYs))
	}
	if d := cmp.Diff([]string{"W0Ward[1]", "C0Clinic[2]", "N1Nights[1]", "N2Clinic[1]", "E0Elective[]", "E20Elective[]"}, pgys); d != "" {
		t.Error(d)
	}
	var limits []string
	for _, r := range im.Program.Requirements {
		limits = append(limits, fmt.Sprint(r.PGYs, r.Service, r.Least, *r.Most, r.Unit))
	}
	for _, c := range im.Program.Cover {
		limits = append(limits, fmt.Sprint(c.Cover, " ", c.Least, *c.Most))
	}
	if d := cmp.Diff([]string{"[1]Clinic1 1half_block", "[1]Nights1 1half_block", "[1]Ward2 2half_block", "[2]Clinic2 2half_block",
		"Clinic, most at once 0 1", "Nights, most at once 0 1", "Ward, most at once 0 1"}, limits); d != "" {
		t.Error(d)
	}
}

// TestImportDefects tells everything that cannot be read at once, in the source's words.
func TestImportDefects(t *testing.T) {
	for _, c := range []struct {
		name    string
		files   map[string]string
		mapping string
		want    []string
	}{
		{"dates", with("leave.csv", "who,from,to,why,approved\nA,5 July,2026-07-09,vacation,yes\nA,2026-07-11,2026-02-30,vacation,yes\n"), smallMapping, []string{
			`leave.csv row 2, column from: value "5 July"; expected a date such as 2026-07-01`,
			`leave.csv row 3, column to: value "2026-02-30"; expected a date such as 2026-07-01`,
		}},
		{"columns", with("staff.csv", "name,year\nA,R1\n"), smallMapping, []string{
			`staff.csv column code: expected a column of this name, which the mapping asks for; it is missing`,
		}},
		{"number", with("staff.csv", "code,year\nA,R1\nB,R9\n"), smallMapping, []string{`staff.csv row 3, column year: value "R9"; expected an integer from 1 to 8`}},
		{"cells", with("staff.csv", "code,year\nA,R1\nB\n"), smallMapping, []string{
			`staff.csv row 3: value "B"; expected 2 fields as in the header; here are 1 field`,
		}},
		{"file", smallFolder, strings.Replace(smallMapping, `file = "year"`, `file = "years"`, 1), []string{`years: expected this file, or years.csv, or years.parquet; there is none`}},
		{"damaged", with("year.parquet", "PAR1"), strings.Replace(smallMapping, `file = "year"`, `file = "year.parquet"`, 1), []string{`year.parquet: expected a Parquet file that is whole`}},
		{"constant", smallFolder, strings.Replace(smallMapping, `, full_time = "1"`, "", 1), []string{`mapping.toml column full_time: expected a column or a constant for it, where the table people is read`}},
		{"invalid", with("calendar.csv", "nr,from,to\n1,2026-07-01,2026-07-28\n3,2026-07-29,2026-08-25\n"), smallMapping, []string{`blocks.csv, as imported row 3, column block: value "3"; expected 2, the label after that of the row before`}},
		{"no mapping", smallFolder, "", []string{`mapping.toml: expected this file in the folder, or headers that a shipped mapping fits (resident-blocks)`}},
		{"toml", smallFolder, "[program", []string{`mapping.toml: expected a TOML file with the keys of a mapping`}},
		{"keys", smallFolder, "deriv = 1\nderive = [\"luck\", \"seasons\"]\n[program]\nsize = \"3\"\nfirst_day = \"1 July\"\nlast_day = \"2026-08-25\"\n" +
			"[[read]]\ntable = \"roster\"\n[[read]]\ntable = \"people\"\njoin = \"person\"\ncolumns = { size = \"x\" }\n[[compare]]\nwith = [\"people.size\"]\n", []string{
			`mapping.toml column deriv: expected no such key`,
			`mapping.toml column program.size: value "3"; expected no key but name, site, specialty, time_zone, first_day, last_day`,
			`mapping.toml column program.first_day: value "1 July"; expected a date such as 2026-07-01`,
			`mapping.toml column read 1, table: value "roster"; expected a table of a programme folder, or published, published_nights, published_sheet, published_weeks`,
			`mapping.toml column read 2, file: expected the name of a file`,
			`mapping.toml column read 2, table people: value "size"; expected no column but person, role, first_day, last_day, full_time, cohort, clinic_weekday, site, couple`,
			`mapping.toml column read 2, join: value "person"; expected columns of ours that columns maps`,
			`mapping.toml column compare 1, with: value "people.size"; expected table.column of a programme folder`,
			`mapping.toml column derive: value "luck"; expected one of capacity, eligibility, requirements, seasons`,
			`mapping.toml column derive: value "seasons"; expected requirements before it, for it is these that it holds to the beginning of the year`,
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			im, err := Import(source(t, c.files, c.mapping), "")
			if err == nil || im.Program != nil {
				t.Fatalf("program %v, error %v; expected only an error", im.Program, err)
			}
			got := strings.Split(err.Error(), "\n")
			if len(got) != len(c.want) || slices.ContainsFunc(c.want, func(w string) bool { return !strings.HasPrefix(got[slices.Index(c.want, w)], w) }) {
				t.Error(cmp.Diff(c.want, got))
			}
		})
	}
	if _, err := Import(filepath.Join(t.TempDir(), "none"), ""); err == nil {
		t.Error("no error for a folder that is not there")
	}
}

// TestImportForms reads dates in the folder's own layout, cells with fixed spaces, a mapping from elsewhere, and a schedule
// in Parquet; and joins two files.
func TestImportForms(t *testing.T) {
	files := with("leave.csv", "who,from,to,why,approved\n\u00a0A ,07/05/2026,07/09/2026,vacation,Yes\n")
	files["calendar.csv"] = "nr,from,to\n1,07/01/2026,07/28/2026\n2,07/29/2026,08/25/2026\n"
	files["rotations.csv"] = "id,a,b,hours,off,leave\nW,Ward,Ward,70,4,false\nC,Clinic,Clinic,45,8,true\nN,Nights,Clinic,56,6,false\n"
	files["titles.csv"] = "id,title\nW,Ward\nN,Nights + Clinic\nX,Other\nW,Again\n"
	delete(files, "year.csv")
	text := strings.Replace(smallMapping, "name = \"title\"\n", "", 1)
	text = strings.Replace(text, "absence_days", "date_layout = \"01/02/2006\"\nabsence_days", 1)
	text += "[[read]]\ntable = \"rotations\"\nfile = \"titles\"\njoin = \"rotation\"\ncolumns = { rotation = \"id\", name = \"title\" }\n"
	elsewhere := filepath.Join(t.TempDir(), "other.toml")
	if err := os.WriteFile(elsewhere, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	dir := source(t, files, "not a mapping")
	out, err := os.Create(filepath.Join(dir, "year.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	type row struct {
		Who  string `parquet:"who" doc:"person"`
		Nr   int    `parquet:"nr" doc:"block"`
		What string `parquet:"what" doc:"rotation"`
	}
	if err := WriteParquet(out, []row{{"A", 1, "W"}, {"B", 2, "Ward"}}, ""); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	im, err := Import(dir, elsewhere)
	if err != nil {
		t.Fatal(err)
	}
	if len(im.Published) != 2 || im.Published[1].Rotation != "W" {
		t.Errorf("published: %v", im.Published)
	}
	if a := im.Program.Absences; len(a) != 1 || a[0].Person != "A" || a[0].FirstDay.String() != "2026-07-05" {
		t.Errorf("absences: %v", a)
	}
	if r := im.Program.Rotations; r[0].Name != "Ward" || r[1].Name != "" || r[2].Name != "Nights + Clinic" || r[3].Name != "Nights + Clinic" {
		t.Errorf("rotations: %v", r)
	}
	var got []string
	for _, f := range im.Findings {
		got = append(got, fmt.Sprintf("%s %d %s %q", f.File, f.Row, f.Column, f.Value))
	}
	want := []string{"leave.csv 2 who \"\\u00a0A \"", `notes.txt 0  ""`, `rotations.csv 3 id "C"`, `titles.csv 4 id "X"`, `titles.csv 5 id "W"`,
		`year.parquet 0 who "A"`, `year.parquet 0 who "B"`}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// FuzzParseMapping: no text makes the parser panic, and a mapping it accepts reads the small folder or says why not.
func FuzzParseMapping(f *testing.F) {
	f.Add(smallMapping)
	f.Add("[program]\nfirst_day = \"2026-07-01\"\nlast_day = \"2026-07-01\"\n[[read]]\ntable = \"published\"\nfile = \"year\"\n")
	f.Add("[[compare]]\nfile = \"year\"\ncolumn = \"\"\nwith = [\".\"]\n")
	dir := source(f, smallFolder, "")
	f.Fuzz(func(t *testing.T, text string) {
		if m, defects := parseMapping(mappingFile, text); (m == nil) && len(defects) == 0 {
			t.Fatal("neither a mapping nor a defect")
		}
		path := filepath.Join(t.TempDir(), mappingFile)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		im, err := Import(dir, path)
		if (im.Program == nil) == (err == nil) {
			t.Fatal("expected a programme or an error")
		}
	})
}

// FuzzImport: whatever the absences and the published year hold, the import ends, and what it makes is valid.
func FuzzImport(f *testing.F) {
	f.Add(smallFolder["leave.csv"], smallFolder["year.csv"])
	f.Add("who,from,to,why,approved\nA,2026-07-05,2026-07-09,,yes\n", "who,nr,what\nA,99999999999,W\n")
	f.Fuzz(func(t *testing.T, leave, year string) {
		files := with("leave.csv", leave)
		files["year.csv"] = year
		im, err := Import(source(t, files, smallMapping), "")
		if err != nil {
			return
		}
		if defects := im.Program.Validate(); len(defects) > 0 {
			t.Error(defects)
		}
		for _, s := range im.Published {
			if s.LastDay < s.FirstDay || s.PGY == 0 {
				t.Errorf("stay %+v", s)
			}
		}
	})
}

// TestDeriveSeasons: a required service that three residents had, all by the end of block 2 of 13, is held to these blocks; one that somebody
// had later, one of two residents and one of another level are not.
func TestDeriveSeasons(t *testing.T) {
	im := &importer{program: &Program{
		Settings: []Setting{{keyFirstDay, "2026-07-01"}, {keyLastDay, "2027-06-30"}}, Blocks: firstThursdayBlocks(2026),
		Rotations: []Rotation{{Rotation: "O", Service: "Orientation"}, {Rotation: "W", Service: "Ward"}, {Rotation: "N", Service: "Nights"}},
	}}
	first, last := im.program.Span()
	for _, who := range []string{"A", "B", "C"} {
		im.program.People = append(im.program.People, Person{Person: who, Role: Resident, FirstDay: first, LastDay: last})
		im.program.Levels = append(im.program.Levels, Level{Person: who, FirstDay: first, PGY: 1})
		im.published = append(im.published, published{Person: who, Block: 1, Rotation: "O"}, published{Person: who, Block: 2, Rotation: "W"})
	}
	im.published[2].Block = 2 // B's orientation
	im.published[3].Block = 3 // and his ward
	im.published = append(im.published, published{Person: "A", Block: 1, Rotation: "N"}, published{Person: "B", Block: 1, Rotation: "N"})
	require := func(service string, least, most int, from, to *int) Requirement {
		return Requirement{PGYs: []int{1}, Service: service, Least: least, Most: &most, Unit: UnitHalfBlock, Span: "year", FirstBlock: from, LastBlock: to}
	}
	im.program.Requirements = []Requirement{require("Orientation", 2, 2, nil, nil), require("Ward", 2, 2, nil, nil), require("Nights", 2, 2, nil, nil)}
	im.deriveSeasons()
	for i := range im.program.Requirements {
		im.program.Requirements[i].Source = ""
	}
	two, three := 2, 3
	want := []Requirement{require("Orientation", 2, 2, nil, &two), require("Orientation", 0, 0, &three, nil), require("Ward", 2, 2, nil, nil), require("Nights", 2, 2, nil, nil)}
	if d := cmp.Diff(want, im.program.Requirements); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}
