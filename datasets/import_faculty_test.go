package datasets

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// facultyMapping reads the faculty of a made-up fortnight beside what smallMapping reads.
const facultyMapping = smallMapping + `
[[add]]
table = "activities"
rows = [
  { code = "CALL", half_day = "NIGHT", kind = "call", starts = "17:00", ends = "07:30" },
  { code = "PREC", half_day = "AM", kind = "supervision" },
]
[[add]]
table = "call"
rows = [ { call = "all", role = "faculty", weekdays = "Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday", activity = "CALL", taken_by = "anybody", least_gap = "1", wanted_gap = "1", inpatient_gap = "0" } ]
[[read]]
table = "people"
file = "faculty"
columns = { person = "code" }
constants = { role = "faculty", first_day = "2026-07-01", last_day = "2026-08-25", full_time = "1" }
[[read]]
table = "availability"
file = "faculty"
each = "weekday"
columns = { person = "code", weekday = "never" }
constants = { half_day = "NIGHT", available = "false" }
values = { weekday = { MT = "Monday|Tuesday" } }
[[read]]
table = "activities"
file = "times"
columns = { code = "what", starts = "from", ends = "to" }
constants = { half_day = "AM", kind = "inpatient" }
[[read]]
table = "activities"
file = "allowed"
join = "code|half_day"
partial = true
columns = { code = "what", half_day = "half", weekdays = "days" }
values = { weekdays = { MT = "Monday|Tuesday" } }
[[read]]
table = "weeks"
file = "weeks"
columns = { first_day = "from", last_day = "to" }
constants = { kind = "inpatient", activity = "IP", rest_days = "7" }
[[read]]
table = "published_weeks"
file = "weeks"
columns = { first_day = "from", person = "who" }
[[read]]
table = "published_nights"
file = "nights"
columns = { date = "day", person = "who" }
`

// facultyFolder adds the faculty to smallFolder.
func facultyFolder() map[string]string {
	files := with("faculty.csv", "code,never\nF,MT\nG,\n")
	files["times.csv"] = "what,from,to\nIP,06:00,12:00\n"
	files["allowed.csv"] = "what,half,days\nPREC,AM,MT\nPREC,PM,MT\n"
	files["weeks.csv"] = "from,to,who\n2026-07-03,2026-07-09,F\n2026-07-10,2026-07-16,X\n"
	nights := "day,who\n2026-06-30,F\n2026-07-02,X\n"
	for d := 1; d <= 31; d++ {
		nights += fmt.Sprintf("2026-07-%02d,G\n", d)
	}
	files["nights.csv"] = nights + "2026-07-31,F\n"
	return files
}

// TestImportFaculty holds what comes of the faculty's files, and every doubt about them.
func TestImportFaculty(t *testing.T) {
	im, err := Import(source(t, facultyFolder(), facultyMapping), "")
	if err != nil {
		t.Fatal(err)
	}
	var findings []string
	for _, f := range im.Findings {
		switch f.File {
		case "allowed.csv", "weeks.csv", "nights.csv", "faculty.csv", "times.csv", "mapping.toml":
			findings = append(findings, fmt.Sprintf("%s %d %s %q: %s; %s", f.File, f.Row, f.Column, f.Value, f.Expected, f.Action))
		}
	}
	want := []string{
		`allowed.csv 3 what "PREC, PM": a value that the table activities has; left out`,
		`mapping.toml 0 activities "2 rows": a file of the source that says this; taken from the mapping, which assumes it`,
		`mapping.toml 0 call "1 row": a file of the source that says this; taken from the mapping, which assumes it`,
		`nights.csv 0 day "2026-08-01 to 2026-08-25": somebody on call in every night of the year; planned for all the same`,
		`nights.csv 2 day "2026-06-30": a night of the year, 2026-07-01 to 2026-08-25; left out of the published schedule`,
		`nights.csv 3 who "X": the code of a person of this programme; left out of the published schedule`,
		`nights.csv 35 day "2026-07-31": one person a night; left out of the published schedule`,
		`weeks.csv 0 from "2026-07-01 to 2026-07-02": an attending on every day of the year; planned for all the same`,
		`weeks.csv 0 from "2026-07-10 to 2026-08-25": an attending on every day of the year; planned for all the same`,
		`weeks.csv 3 who "X": the code of a person of this programme; left out of the published schedule`,
	}
	if d := cmp.Diff(want, findings); d != "" {
		t.Error(d)
	}
	if len(im.Attending) != 1 || im.Attending[0].Person != "F" || im.Attending[0].Rotation != "IP" || im.Attending[0].Half != nil || im.Attending[0].Block != 1 {
		t.Errorf("attending %+v; expected the week of F", im.Attending)
	}
	if len(im.OnCall) != 31 || im.OnCall[0].Activity != "CALL" || im.OnCall[0].EndsAt.Format("2006-01-02 15:04") != "2026-07-02 07:30" {
		t.Errorf("%d nights on call, the first %+v; expected 31 from 1 July", len(im.OnCall), im.OnCall[0])
	}
	never := []Availability{{"F", "Monday", Night, false}, {"F", "Tuesday", Night, false}}
	if d := cmp.Diff(never, im.Program.Availability); d != "" {
		t.Error(d)
	}
	precepting, _ := im.Program.ActivityIn("PREC", AM)
	if d := cmp.Diff([]string{"Monday", "Tuesday"}, precepting.Weekdays); d != "" {
		t.Error(d)
	}
}
