package datasets

import (
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// realYear imports the real programme year that lies beside the module, if it does.
func realYear(t *testing.T) (dir string, im Imported) {
	t.Helper()
	module, err := os.Getwd()
	for err == nil {
		if _, missing := os.Stat(filepath.Join(module, "go.mod")); missing == nil {
			break
		}
		module = filepath.Dir(module)
	}
	dir = filepath.Join(module, "..", "shared", "real-year")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the real year of ../shared is absent")
	}
	im, err = Import(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	return dir, im
}

// sourceRows reads a file of the real year without any code of this package: one map a row.
func sourceRows(t *testing.T, dir, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, name := range lines[0] {
			row[name] = line[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// TestRealYearTables holds the size of every table, and the programme valid.
func TestRealYearTables(t *testing.T) {
	_, im := realYear(t)
	p := im.Program
	if defects := p.Validate(); len(defects) > 0 {
		t.Error(defects)
	}
	codes := map[string]bool{}
	for _, r := range p.Rotations {
		codes[r.Rotation] = true
	}
	away := map[string]map[Day]bool{}
	residentDays, residentRows := 0, 0
	for _, a := range p.Absences {
		if p.PGYOn(a.Person, a.FirstDay) == 0 {
			continue
		}
		residentRows++
		if away[a.Person] == nil {
			away[a.Person] = map[Day]bool{}
		}
		for d := a.FirstDay; d <= a.LastDay; d++ {
			if !away[a.Person][d] {
				residentDays++
			}
			away[a.Person][d] = true
		}
	}
	got := map[string]int{
		"blocks": len(p.Blocks), "residents": len(residentsOf(p)), "people": len(p.People), "rotations": len(codes), "holidays": len(p.Holidays),
		"absence days of residents": residentDays, "absences of residents": residentRows, "absences": len(p.Absences), "cells of the published year": cells(im.Published),
	}
	// Of 107 absences of residents, 2 are nobody's, 9 repeat another and 9 run into another; of 67 of faculty, 1 is empty, 4
	// repeat, 1 is of next year and 9 run into another.
	want := map[string]int{
		"blocks": 13, "residents": 17, "people": 29, "rotations": 62, "holidays": 11,
		"absence days of residents": 554, "absences of residents": 87, "absences": 139, "cells of the published year": 216,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if p.Name() != "FM" || p.setting("site") != "FM" || p.Location().String() != "Pacific/Honolulu" {
		t.Errorf("settings: %v", p.Settings)
	}
}

// cells counts the blocks that the stays fill.
func cells(stays []Stay) int {
	halves := 0
	for _, s := range stays {
		if halves++; *s.Half == 0 {
			halves++
		}
	}
	return halves / 2
}

// TestRealYearFindings holds how often each kind of dirt is found.
func TestRealYearFindings(t *testing.T) {
	_, im := realYear(t)
	got := map[string]int{}
	for _, f := range im.Findings {
		if f.Severity != SeverityDoubt || f.Action == "" || f.Expected == "" {
			t.Errorf("finding %+v", f)
		}
		switch {
		case f.File == "resident_absences.csv" || f.File == "faculty_absences.csv":
			action, _, _ := strings.Cut(f.Action, " with it into")
			got[f.File+": "+action]++
		default:
			got[f.File]++
		}
	}
	want := map[string]int{
		"README.md": 1,                   // not used
		"cover.csv": 1, "faculty.csv": 1, // columns not used
		"mapping.toml":                   7, // activities, half-days of rotations without any, supervisors of their own, call of faculty and residents, rooms and lectures that no file states
		"published_faculty_call.csv":     2, // a night of the year before; the last two nights are nobody's
		"published_inpatient_weeks.csv":  2, // columns not used; the first three days are nobody's
		"blocks.csv":                     1, // the container of next year
		"faculty_absences.csv: all kept": 6, "faculty_absences.csv: left out": 2, "faculty_absences.csv: merged": 9,
		"faculty_absences.csv: counted once": 4, "faculty_absences.csv: cut to the year": 2,
		"resident_absences.csv: all kept": 10, "resident_absences.csv: left out": 2, "resident_absences.csv: merged": 9, "resident_absences.csv: counted once": 9,
		"published_block9_halfdays.csv":   27 + 16 + 4 + 2, // people; names of rotations in the first and second half; all people together; a night before the sheet
		"published_resident_blocks.csv":   3,               // residents with missing blocks
		"rotation_half_day_templates.csv": 45 + 3,          // names that are no rotation's; half-days without an activity
		"rotations.csv":                   2,               // columns not used; "Absence" twice
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// yearCount is the published year counted from the source's own files, in the words of its README.
type yearCount struct {
	pgy      map[string]string            // resident
	service  map[string][2]string         // rotation
	leave    map[string]bool              // rotation
	had      map[string]map[string]int    // resident, service: half-blocks
	on       map[string]map[[2]string]int // service; block and half: residents
	eligible map[string]map[string]bool   // rotation, PGY
	cell     map[[2]string]string         // resident, block: rotation
}

func count(t *testing.T, dir string) yearCount {
	y := yearCount{map[string]string{}, map[string][2]string{}, map[string]bool{}, map[string]map[string]int{}, map[string]map[[2]string]int{}, map[string]map[string]bool{}, map[[2]string]string{}}
	for _, r := range sourceRows(t, dir, "residents.csv") {
		y.pgy[r["resident"]] = r["pgy"]
		y.had[r["resident"]] = map[string]int{}
	}
	for _, r := range sourceRows(t, dir, "rotation_profiles.csv") {
		y.service[r["rotation"]] = [2]string{r["first_half_service"], r["second_half_service"]}
		y.leave[r["rotation"]] = r["leave_allowed"] == "true"
		y.eligible[r["rotation"]] = map[string]bool{}
		for _, s := range y.service[r["rotation"]] {
			y.on[s] = map[[2]string]int{}
		}
	}
	for _, r := range sourceRows(t, dir, "published_resident_blocks.csv") {
		y.eligible[r["rotation"]][y.pgy[r["resident"]]] = true
		y.cell[[2]string{r["resident"], r["block"]}] = r["rotation"]
		for h, s := range y.service[r["rotation"]] {
			y.had[r["resident"]][s]++
			y.on[s][[2]string{r["block"], strconv.Itoa(h)}]++
		}
	}
	return y
}

// required returns what the README's formula requires of each PGY, and how often the published year itself is outside.
func (y yearCount) required() (limits []string, outside int) {
	for _, pgy := range []string{"1", "2", "3"} {
		for service := range y.on {
			var amounts []int
			with := 0
			for resident, level := range y.pgy {
				if level == pgy {
					amounts = append(amounts, y.had[resident][service])
					with += min(1, y.had[resident][service])
				}
			}
			slices.Sort(amounts)
			if with < len(amounts)-1 {
				continue
			}
			least, most := amounts[1], amounts[len(amounts)-1]
			limits = append(limits, fmt.Sprintf("PGY %s %s %d to %d", pgy, service, least, most))
			for _, n := range amounts {
				if n < least || n > most {
					outside++
				}
			}
		}
	}
	return limits, outside
}

// admitted returns the most residents on each service at once, and the levels that were on each rotation.
func (y yearCount) admitted() []string {
	var limits []string
	for service, halves := range y.on {
		most := 0
		for _, n := range halves {
			most = max(most, n)
		}
		if most > 0 {
			limits = append(limits, fmt.Sprintf("cover %s at most %d", service, most))
		}
	}
	for rotation, levels := range y.eligible {
		for pgy := range levels {
			limits = append(limits, rotation+" PGY "+pgy)
		}
	}
	return limits
}

// TestRealYearDerived compares requirements, capacity and eligibility with a count from the source's own files.
func TestRealYearDerived(t *testing.T) {
	dir, im := realYear(t)
	y := count(t, dir)
	required, outside := y.required()
	if outside != 12 { // README of the real year
		t.Errorf("the published year has %d requirements outside their limits; expected 12", outside)
	}
	want := slices.Concat(required, y.admitted())
	var got []string
	for _, r := range im.Program.Requirements {
		if r.FirstBlock != nil { // none of the orientation after the beginning, in which the published year has all of it
			if r.Service != "Family Medicine Orientation" || *r.FirstBlock != 3 || *r.Most != 0 {
				t.Errorf("requirement %+v", r)
			}
			continue
		}
		got = append(got, fmt.Sprintf("PGY %d %s %d to %d", r.PGYs[0], r.Service, r.Least, *r.Most))
		if len(r.PGYs) != 1 || r.Unit != UnitHalfBlock || !strings.HasPrefix(r.Source, "derived:") {
			t.Errorf("requirement %+v", r)
		}
	}
	for _, c := range im.Program.Cover[6:] { // the first six are stated: rooms, and services that need people
		got = append(got, fmt.Sprintf("cover %s at most %d", c.Services[0], *c.Most))
		if c.Least != 0 || len(c.Services) != 1 || !strings.HasPrefix(c.Source, "derived:") {
			t.Errorf("cover %+v", c)
		}
	}
	for _, r := range im.Program.Rotations {
		for _, pgy := range r.PGYs {
			if r.Half < 2 {
				got = append(got, fmt.Sprintf("%s PGY %d", r.Rotation, pgy))
			}
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestRealYearMeasures counts the imported published year against the imported tables: what the README of the real year says
// of it comes out, so tables and stays mean the same as the source.
func TestRealYearMeasures(t *testing.T) {
	_, im := realYear(t)
	below, good := im.coverAndLeave()
	if outside := im.outside(); below != 13 || good != 378 || outside != 12 { // README of the real year
		t.Errorf("half-blocks below a cover %d, absence days on rotations that allow leave %d, requirements outside %d; expected 13, 378, 12", below, good, outside)
	}
}

// serves returns what a stay serves in a half of its block, "" if it does not fill that half, and whether leave is allowed.
func (im Imported) serves(s Stay, half int) (service string, leave bool) {
	for _, r := range im.Program.Rotations {
		if r.Rotation == s.Rotation && (*s.Half == 0 || *s.Half == half) && (r.Half == 0 || r.Half == half) {
			return r.Service, r.LeaveAllowed
		}
	}
	return "", false
}

// coverAndLeave counts the half-blocks below a cover of the published year, and the days of absence on rotations that allow leave.
func (im Imported) coverAndLeave() (below, good int) {
	for _, b := range im.Program.Blocks {
		for half, days := range im.Program.Halves(b) {
			on := map[string]int{}
			for _, s := range im.Published {
				service, leave := im.serves(s, half+1)
				if s.Block != b.Block || service == "" {
					continue
				}
				on[service]++
				for _, a := range im.Program.Absences {
					if leave && a.Person == s.Person {
						good += max(0, int(min(a.LastDay, days[1])-max(a.FirstDay, days[0]))+1)
					}
				}
			}
			for _, c := range im.Program.Cover {
				n := 0
				for _, service := range c.Services {
					n += on[service]
				}
				if n < c.Least {
					below++
				}
			}
		}
	}
	return below, good
}

// outside counts the requirements that the published year does not keep.
func (im Imported) outside() int {
	outside := 0
	for _, q := range im.Program.Requirements {
		for _, r := range residentsOf(im.Program) {
			if im.Program.PGYOn(r.Person, r.FirstDay) != q.PGYs[0] {
				continue
			}
			n := 0
			for _, s := range im.Published {
				for half := 1; half <= 2; half++ {
					service, _ := im.serves(s, half)
					counts := (q.FirstBlock == nil || s.Block >= *q.FirstBlock) && (q.LastBlock == nil || s.Block <= *q.LastBlock)
					if s.Person == r.Person && service == q.Service && counts {
						n++
					}
				}
			}
			if n < q.Least || n > *q.Most {
				outside++
			}
		}
	}
	return outside
}

// TestRealYearByItsOwnCheck has the script beside the data measure the published year twice: from the source, and as imported.
func TestRealYearByItsOwnCheck(t *testing.T) {
	dir, im := realYear(t)
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is absent: make tools installs it")
	}
	script := filepath.Join(dir, "..", "check", "real_year.py")
	path := filepath.Join(t.TempDir(), "annual.csv")
	if err := os.WriteFile(path, formatCSV(im.Published), 0o644); err != nil {
		t.Fatal(err)
	}
	source, _ := exec.Command(python, script).Output() // status 1: the published year breaks its own limits
	imported, _ := exec.Command(python, script, path).Output()
	if d := cmp.Diff(string(source), string(imported)); d != "" || len(source) == 0 {
		t.Errorf("%q: %s", source, d)
	}
}
