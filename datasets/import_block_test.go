package datasets

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sheetMapping reads a folder with nights that stand in two half-days.
const sheetMapping = `
nights = { NF = "OFF" }
[program]
name = "S"
time_zone = "UTC"
first_day = "2026-07-01"
last_day = "2026-07-28"
[[read]]
table = "blocks"
file = "blocks"
columns = { block = "block", first_day = "first", last_day = "last" }
[[read]]
table = "people"
file = "people"
columns = { person = "code" }
constants = { role = "resident", first_day = "2026-07-01", last_day = "2026-07-28", full_time = "1" }
[[read]]
table = "levels"
file = "people"
columns = { person = "code", pgy = "pgy" }
constants = { first_day = "2026-07-01" }
[[read]]
table = "rotations"
file = "rotations"
columns = { rotation = "code", service = "code", template = "code" }
constants = { half = "0", pgys = "1", hours_per_week = "60", days_off_per_28 = "4", leave_allowed = "false" }
[[read]]
table = "activities"
file = "times"
columns = { code = "code", kind = "kind", starts = "am1", ends = "am2" }
constants = { half_day = "AM" }
[[read]]
table = "activities"
file = "times"
columns = { code = "code", kind = "kind", starts = "pm1", ends = "pm2" }
constants = { half_day = "PM" }
[[read]]
table = "templates"
file = "patterns"
where = { pattern = "!OLD", day = "0|1|2" }
columns = { template = "pattern", day = "day", half_day = "half", code = "code" }
constants = { protected = "false" }
[[read]]
table = "published_sheet"
file = "sheet"
columns = { person = "person", role = "role", pgy = "pgy", date = "date", half_day = "half", activity = "code" }
[[add]]
table = "cover"
rows = [ { cover = "rooms", activities = "C", role = "anybody", least = "0", most = "1", level = "Hard" } ]
`

// TestImportOfHalfDays reads patterns and a sheet in which nights stand in two half-days: in the afternoon only, in the morning only, in
// both, and one that began before the sheet.
func TestImportOfHalfDays(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"mapping.toml":  sheetMapping,
		"blocks.csv":    "block,first,last\n1,2026-07-01,2026-07-28\n",
		"people.csv":    "code,pgy\nA,1\n",
		"rotations.csv": "code\nN\n",
		"times.csv":     "code,kind,am1,am2,pm1,pm2\nNF,night,00:00,06:00,19:00,24:00\nC,clinic,08:00,12:00,13:00,17:00\nOFF,off,,,,\n",
		"patterns.csv": "pattern,day,half,code\nN,0,AM,NF\nN,0,PM,C\nN,1,AM,NF\nN,1,PM,NF\nN,2,AM,OFF\nN,2,PM,\nN,3,AM,NF\n" +
			"OLD,0,AM,X\n",
		"sheet.csv": "person,role,pgy,date,half,code\nX,resident,2,2026-07-01,AM,NF\nX,resident,2,2026-07-01,PM,NF\nX,resident,2,2026-07-02,AM,NF\n" +
			"X,resident,2,2026-07-02,PM,C\nY,faculty,,2026-07-02,AM,C\nY,faculty,,2026-08-02,AM,C\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	im, err := Import(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	var cells []string
	for _, c := range im.Program.Templates {
		cells = append(cells, c.Template+" "+string(rune('0'+c.Day))+" "+c.HalfDay+" "+c.Code)
	}
	slices.Sort(cells)
	if diff := cmp.Diff([]string{"N 0 AM OFF", "N 0 NIGHT NF", "N 0 PM C", "N 1 AM OFF", "N 1 NIGHT NF", "N 1 PM OFF", "N 2 AM OFF"}, cells); diff != "" {
		t.Error(diff)
	}
	if night, ok := im.Program.ActivityIn("NF", Night); !ok || night.Starts != "19:00" || night.Ends != "06:00" {
		t.Errorf("the night is %+v", night)
	}
	if _, ok := im.Program.ActivityIn("NF", AM); ok {
		t.Error("half of a night is still an activity")
	}
	if im.Sheet == nil {
		t.Fatal("no sheet")
	}
	var rows []string
	for _, s := range im.Sheet.Shifts {
		row := s.Person + " " + s.Date.String() + " " + s.HalfDay + " " + s.Activity
		if s.StartsAt != nil {
			row += " " + s.StartsAt.Format("02T15:04") + " " + s.EndsAt.Format("02T15:04")
		}
		rows = append(rows, row)
	}
	if diff := cmp.Diff([]string{"X 2026-07-01 AM OFF", "X 2026-07-01 PM OFF", "X 2026-07-01 NIGHT NF 01T19:00 02T06:00", "X 2026-07-02 AM OFF",
		"X 2026-07-02 PM C 02T13:00 02T17:00", "Y 2026-07-02 AM C 02T08:00 02T12:00"}, rows); diff != "" {
		t.Error(diff)
	}
	p := im.Sheet.Program
	if defects := p.Validate(); len(defects) > 0 || len(p.People) != 2 || len(p.Levels) != 1 || p.Levels[0].PGY != 2 || len(p.Cover) != 1 || im.Sheet.Block != 1 {
		t.Errorf("programme of the sheet: %v, people %+v, levels %+v, cover %+v, block %d", defects, p.People, p.Levels, p.Cover, im.Sheet.Block)
	}
	var doubts []string
	for _, f := range im.Findings {
		if f.File == "sheet.csv" || f.File == "patterns.csv" {
			doubts = append(doubts, f.Column+" "+f.Value+": "+f.Action)
		}
	}
	if diff := cmp.Diff([]string{"code : left out: the half-day is open",
		"person 2 codes: kept as they are: the sheet became a schedule of its own, with people of its own",
		"code NF: the night was left out: it began before the sheet",
		"date 2026-08-02: left out of the published half-days"}, doubts); diff != "" {
		t.Error(diff)
	}
}
