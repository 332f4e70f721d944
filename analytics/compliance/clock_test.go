package compliance

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"rota/datasets"
)

// clockProgram is a programme of two blocks with three residents, all policies taken up, whose first day is a Thursday.
func clockProgram(zone string, first datasets.Day) *datasets.Program {
	last := first + 55
	p := &datasets.Program{
		Settings: []datasets.Setting{{Key: "name", Value: "Clock"}, {Key: "specialty", Value: "family medicine"}, {Key: "time_zone", Value: zone},
			{Key: "first_day", Value: first.String()}, {Key: "last_day", Value: last.String()}},
		Blocks:    []datasets.Block{{Block: 1, FirstDay: first, LastDay: first + 27}, {Block: 2, FirstDay: first + 28, LastDay: last}},
		Rotations: []datasets.Rotation{{Rotation: "WARD", Service: "Ward", PGYs: []int{1, 2}}, {Rotation: "CLINIC", Service: "Clinic", PGYs: []int{1, 2}, LeaveAllowed: true}},
		Absences:  []datasets.Absence{{Person: "A", FirstDay: first + 5, LastDay: first + 8, Kind: "vacation"}},
	}
	for _, code := range []string{"A", "B", "C"} {
		p.People = append(p.People, datasets.Person{Person: code, Role: datasets.Resident, FirstDay: first, LastDay: last, FullTime: 1})
		p.Levels = append(p.Levels, datasets.Level{Person: code, FirstDay: first, PGY: 1})
	}
	for _, id := range []string{"policy-10h-between", "policy-rolling-80h", "policy-call-spacing", "policy-call-run", "policy-night-float-recovery", "policy-call-before-leave", "policy-moonlighting"} {
		p.Rules = append(p.Rules, datasets.RuleChange{Rule: id, Owner: "chief", Reason: "test"})
	}
	for _, a := range []datasets.Activity{
		{Code: "W", Kind: datasets.KindInpatient, Starts: "07:00", Ends: "12:00"}, {Code: "C", Kind: datasets.KindClinic, Starts: "08:00", Ends: "13:00"},
		{Code: "LEC", Kind: datasets.KindTeaching, Starts: "07:00", Ends: "11:00"}, {Code: "MOON", Kind: datasets.KindMoonlighting, Starts: "08:00", Ends: "18:00"},
		{Code: "CALL", Kind: datasets.KindCall, Starts: "17:00", Ends: "07:00"}, {Code: "NF", Kind: datasets.KindNight, Starts: "19:00", Ends: "07:00"},
		{Code: "HC", Kind: datasets.KindHomeCall, Starts: "17:00", Ends: "07:00"},
	} {
		for _, half := range []string{datasets.AM, datasets.PM, datasets.Night} {
			if late := a.Starts >= "17:00"; late != (half == datasets.Night) {
				continue
			}
			if a.HalfDay = half; half == datasets.PM {
				a.Starts, a.Ends = "13:00", "18:00"
			}
			p.Activities = append(p.Activities, a)
		}
	}
	return p
}

// cell is a half-day of a schedule that is drawn: its day counts from the first of the year.
type cell struct {
	person, half, code string
	day                int
	hours              [2]int // of the wall clock, from the midnight with which the day begins
}

// drawCells draws a schedule of 56 days that breaks most rules.
func drawCells(t *rapid.T) []cell {
	var cells []cell
	for _, person := range []string{"A", "B", "C"} {
		busy, nights := rapid.IntRange(1, 9).Draw(t, "busy"), rapid.IntRange(1, 9).Draw(t, "nights")
		for day := range 56 {
			for _, half := range []string{datasets.AM, datasets.PM, datasets.Night} {
				often := busy
				if half == datasets.Night {
					often = nights
				}
				if rapid.IntRange(0, 9).Draw(t, "work") >= often {
					continue
				}
				c := cell{person: person, half: half, day: day}
				switch half {
				case datasets.AM:
					c.code = rapid.SampledFrom([]string{"W", "C", "LEC"}).Draw(t, "code")
					c.hours = [2]int{rapid.IntRange(5, 9).Draw(t, "from"), rapid.IntRange(10, 13).Draw(t, "to")}
				case datasets.PM:
					c.code = rapid.SampledFrom([]string{"W", "C", "MOON"}).Draw(t, "code")
					c.hours = [2]int{rapid.IntRange(12, 14).Draw(t, "from"), rapid.IntRange(16, 23).Draw(t, "to")}
				default:
					c.code = rapid.SampledFrom([]string{"CALL", "NF", "HC"}).Draw(t, "code")
					c.hours = [2]int{rapid.IntRange(17, 21).Draw(t, "from"), rapid.IntRange(28, 33).Draw(t, "to")}
				}
				cells = append(cells, c)
			}
		}
	}
	return cells
}

// shiftsOf makes a schedule of cells in a programme: the ward in the first block, the clinic in the second.
func shiftsOf(p *datasets.Program, cells []cell) []datasets.Shift {
	first, _ := p.Span()
	var out []datasets.Shift
	for _, c := range cells {
		d := first + datasets.Day(c.day)
		y, m, day := d.Time().Date()
		starts, ends := time.Date(y, m, day, c.hours[0], 0, 0, 0, p.Location()), time.Date(y, m, day, c.hours[1], 0, 0, 0, p.Location())
		rotation := []string{"WARD", "CLINIC"}[c.day/28]
		out = append(out, datasets.Shift{Candidate: 1, Person: c.person, Role: datasets.Resident, PGY: 1, Rotation: rotation, Date: d,
			HalfDay: c.half, Activity: c.code, StartsAt: &starts, EndsAt: &ends})
	}
	return out
}

func judge(p *datasets.Program, shifts []datasets.Shift) []Breach {
	return LayShifts(p, nil, shifts).Check()
}

var noText = cmpopts.IgnoreFields(Breach{}, "Text", "Source") // which name days

// TestAWeekLater: a schedule that is moved by weeks, calendar and all, has the same breaches, their days moved; and so has one whose
// clocks show the same in another zone without daylight saving.
func TestAWeekLater(t *testing.T) {
	first, err := datasets.ParseDay("2026-07-02")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	rapid.Check(t, func(t *rapid.T) {
		cells := drawCells(t)
		p := clockProgram("Pacific/Honolulu", first)
		want := judge(p, shiftsOf(p, cells))
		for _, b := range want {
			found[b.Rule] = true
		}
		weeks := datasets.Day(7 * rapid.IntRange(1, 60).Draw(t, "weeks"))
		later := clockProgram("Pacific/Honolulu", first+weeks)
		got := judge(later, shiftsOf(later, cells))
		for i := range got {
			got[i].FirstDay -= weeks
			got[i].LastDay -= weeks
		}
		if d := cmp.Diff(want, got, noText); d != "" {
			t.Fatalf("%d days later (-before +later):\n%s", weeks, d)
		}
		elsewhere := clockProgram("Asia/Kolkata", first)
		if d := cmp.Diff(want, judge(elsewhere, shiftsOf(elsewhere, cells)), noText); d != "" {
			t.Fatalf("in another zone (-here +there):\n%s", d)
		}
	})
	for _, id := range []string{"acgme-80h", "acgme-1-in-7", "acgme-8h-between", "acgme-14h-after-24h", "acgme-24h", "acgme-24h-plus-4", "acgme-call-every-third",
		"acgme-moonlighting", "absent", "double-booked", "policy-10h-between", "policy-call-spacing", "policy-call-run", "policy-night-float-recovery", "policy-moonlighting"} {
		if !found[id] {
			t.Errorf("no drawn schedule breaks %s, so nothing was compared", id)
		}
	}
}

// TestCutWork: to tell one interval of work as two that touch changes nothing but how often rows are named, and to take hours away
// from an average never adds to it.
func TestCutWork(t *testing.T) {
	first, err := datasets.ParseDay("2026-07-02")
	if err != nil {
		t.Fatal(err)
	}
	p := clockProgram("Pacific/Honolulu", first)
	rapid.Check(t, func(t *rapid.T) {
		cells := slices.DeleteFunc(drawCells(t), func(c cell) bool { return c.half == datasets.PM })
		shifts := shiftsOf(p, cells)
		rows := func(b Breach) bool { return b.Rule == "absent" || b.Rule == "double-booked" }
		want := slices.DeleteFunc(judge(p, shifts), rows)
		var cut []datasets.Shift
		for _, s := range shifts {
			if s.HalfDay == datasets.AM && s.Activity != "LEC" { // the afternoon's row takes the second part
				middle := s.StartsAt.Add(s.EndsAt.Sub(*s.StartsAt) / 2)
				rest := s
				rest.HalfDay, rest.StartsAt = datasets.PM, &middle
				s.EndsAt = &middle
				cut = append(cut, rest)
			}
			cut = append(cut, s)
		}
		if d := cmp.Diff(want, slices.DeleteFunc(judge(p, cut), rows), noText); d != "" {
			t.Fatalf("cut in two (-whole +cut):\n%s", d)
		}
		if len(shifts) == 0 {
			return
		}
		year := LayShifts(p, nil, shifts)
		gone := rapid.IntRange(0, len(shifts)-1).Draw(t, "gone")
		shorter := slices.Clone(shifts)
		less := shorter[gone].EndsAt.Add(-30 * time.Minute)
		shorter[gone].EndsAt = &less
		other := LayShifts(p, nil, shorter)
		for i := range year.Lines {
			before, after := year.Averages(&year.Lines[i]), other.Averages(&other.Lines[i])
			for k := range before {
				if after[k].Hours > before[k].Hours+tolerance || after[k].Free < before[k].Free {
					t.Fatalf("%s works less and has %v; before %v", year.Lines[i].Person.Person, after[k], before[k])
				}
			}
		}
	})
}

// TestLongYears: a year of 53 weeks and one with a leap day are judged to their last night.
func TestLongYears(t *testing.T) {
	for _, c := range []struct {
		first string
		days  int
	}{{"2026-07-02", 371}, {"2027-07-01", 366}} {
		first, err := datasets.ParseDay(c.first)
		if err != nil {
			t.Fatal(err)
		}
		last := first + datasets.Day(c.days) - 1
		p := clockProgram("America/New_York", first)
		p.Settings[4].Value = last.String()
		p.Blocks = nil
		for d := first; d <= last; d += 28 {
			p.Blocks = append(p.Blocks, datasets.Block{Block: len(p.Blocks) + 1, FirstDay: d, LastDay: min(d+27, last)})
		}
		p.Absences, p.Rules = nil, nil
		for i := range p.People {
			p.People[i].LastDay = last
		}
		var shifts []datasets.Shift
		for d := first; d <= last; d++ { // five days a week on the ward, and a night that is too near to the day before it at the very end
			if wd := d.Weekday(); wd != time.Saturday && wd != time.Sunday {
				s := p.NewShiftMaker(1).Shift(p.People[0], d, datasets.AM, "W")
				s.Rotation = "WARD"
				shifts = append(shifts, s)
			}
		}
		night := p.NewShiftMaker(1).Shift(p.People[0], last, datasets.Night, "NF")
		night.Rotation = "WARD"
		shifts = append(shifts, night)
		if defects := p.Validate(); len(defects) > 0 {
			t.Fatal(defects.Error())
		}
		got := judge(p, shifts)
		if last.Weekday() == time.Saturday || last.Weekday() == time.Sunday {
			t.Fatalf("the year from %s ends on a weekend; the case needs a working day", c.first)
		}
		if len(got) != 1 || got[0].Rule != "acgme-8h-between" || got[0].LastDay != last || got[0].Amount != 7 {
			t.Errorf("the year from %s: breaches %+v; want 7 h off on its last day", c.first, got)
		}
	}
}
