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
		`schedule.csv row 2, column ends_at: value "2026-07-05T14:30:00Z"; expected a time after starts_at, by 48 h at most`},
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
	m := p.NewShiftMaker(1)
	for text, minutes := range want {
		s := m.Shift(p.People[4], date(text), Night, "CALL")
		if got := s.EndsAt.Sub(*s.StartsAt); got != minutes*time.Minute {
			t.Errorf("the night of %s has %v; expected %v", text, got, minutes*time.Minute)
		}
		if clock := s.EndsAt.In(p.Location()).Format("15:04"); clock != "07:30" {
			t.Errorf("the night of %s ends at %s; expected 07:30", text, clock)
		}
		shifts = append(shifts, s)
	}
	shifts = append(shifts, m.Shift(p.People[4], shifts[0].Date+30, AM, "PC"))
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

// TestShiftsMadeElsewhere: the candidate may be missing, and clocks may be local ones beside their offset.
func TestShiftsMadeElsewhere(t *testing.T) {
	const rows = "A,resident,1,5,WARD,2026-10-31,NIGHT,CALL,2026-11-01,2026-11-01T07:00:00-08:00,true\n" +
		"F,faculty,0,5,,2026-10-31,AM,OFF,,,false\n"
	path := filepath.Join(t.TempDir(), "schedule.csv")
	if err := os.WriteFile(path, []byte(shiftHeader+rows), 0o644); err != nil {
		t.Fatal(err)
	}
	got, err := ReadShifts(path)
	if err != nil {
		t.Fatal(err)
	}
	day, _ := ParseDay("2026-10-31")
	starts, ends := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 11, 1, 15, 0, 0, 0, time.UTC)
	want := []Shift{
		{1, "A", Resident, 1, 5, "WARD", day, Night, "CALL", &starts, &ends, true},
		{1, "F", Faculty, 0, 5, "", day, AM, "OFF", nil, nil, false},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// FuzzShifts: no text in place of a schedule brings the reader down, and what it reads it writes and reads again alike.
func FuzzShifts(f *testing.F) {
	f.Add([]byte(shiftHeader + "A,resident,1,1,WARD,2026-07-01,NIGHT,CALL,2026-07-01T17:00:00-10:00,2026-07-02T07:30:00.5-10:00,false\n"))
	f.Add([]byte("candidate,person,role,pgy,block,date,half_day,activity,pinned\n2,F,faculty,0,1,2026-02-29,AM,AT,true\n"))
	path := filepath.Join(f.TempDir(), "schedule.csv")
	f.Fuzz(func(t *testing.T, data []byte) {
		again(t, path, data, ReadShifts, func(shifts []Shift) []byte { return formatCSV(shifts) })
	})
}
