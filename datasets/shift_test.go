package datasets

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const shiftHeader = "person,role,pgy,block,rotation,date,half_day,activity,starts_at,ends_at,pinned\n"

// faultyShifts are schedules of one row that cannot be read, and what is said of them.
var faultyShifts = []struct{ row, want string }{
	{"F,faculty,0,1,,2026-07-05,NIGHT,CALL,2026-07-06T00:00:00Z,,false",
		`schedule.csv row 2, column ends_at: value ""; expected a time at both ends, or at neither`},
	{"F,faculty,0,1,,2026-07-05,NIGHT,CALL,2026-07-06T00:00:00Z,2026-07-05T14:30:00Z,false",
		`schedule.csv row 2, column ends_at: value "2026-07-05T14:30:00Z"; expected a time after starts_at`},
	{"F,faculty,0,1,,2026-07-05,NIGHT,CALL,17:00,2026-07-06T14:30:00Z,false",
		`schedule.csv row 2, column starts_at: value "17:00"; expected a time such as 2026-07-01T17:00:00Z, or nothing`},
}

func TestFaultyShifts(t *testing.T) {
	for _, c := range faultyShifts {
		path := filepath.Join(t.TempDir(), "schedule.csv")
		if err := os.WriteFile(path, []byte(shiftHeader+c.row+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := ReadShifts(path)
		var defects *Defects
		if !errors.As(err, &defects) || defects.Error() != c.want {
			t.Errorf("error %v; expected %s", err, c.want)
		}
	}
}

// TestShiftTimes holds nights by the clocks of the place: 13.5 hours of work between 17:00 and 07:30 where the clocks go forward
// in between, 15.5 where they go back, 14.5 else; and a schedule is read back from Parquet as it was written.
func TestShiftTimes(t *testing.T) {
	p, err := ReadProgram(tiny)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]time.Duration{"2026-07-05": 870, "2027-03-13": 810, "2026-10-31": 930}
	var shifts []Shift
	for text, minutes := range want {
		d, err := ParseDay(text)
		if err != nil {
			t.Fatal(err)
		}
		s := p.Shift(1, p.People[4], d, Night, "CALL")
		if got := s.EndsAt.Sub(*s.StartsAt); got != minutes*time.Minute {
			t.Errorf("the night of %s has %v; expected %v", text, got, minutes*time.Minute)
		}
		if clock := s.EndsAt.In(p.Location()).Format("15:04"); clock != "07:30" {
			t.Errorf("the night of %s ends at %s; expected 07:30", text, clock)
		}
		shifts = append(shifts, s)
	}
	shifts = append(shifts, p.Shift(1, p.People[4], shifts[0].Date+30, AM, "PC"))
	if free := shifts[len(shifts)-1]; free.StartsAt != nil || free.EndsAt != nil {
		t.Errorf("%+v; expected no hours", free)
	}
	var b bytes.Buffer
	if err := WriteParquet(&b, shifts, "0"); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "schedule.parquet")
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	got, err := ReadShifts(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(shifts, got); d != "" {
		t.Error(d)
	}
}

func TestParseClock(t *testing.T) {
	for text, want := range map[string]int{"00:00": 0, "07:30": 450, "24:00": 1440, "7:30": -1, "24:01": -1, "": -1, "noon": -1, "07:3": -1} {
		got, ok := ParseClock(text)
		if ok != (want >= 0) || ok && got != want {
			t.Errorf("ParseClock(%q) = %d, %v; expected %d", text, got, ok, want)
		}
	}
}
