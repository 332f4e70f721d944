package datasets

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// patterned is a year whose blocks begin on Thursdays, but for the first, which begins on a Tuesday and has 30 days.
func patterned(t *testing.T) *Program {
	t.Helper()
	p := &Program{
		Settings: []Setting{{"first_day", "2025-07-01"}, {"last_day", "2025-09-24"}},
		Blocks: []Block{{1, date("2025-07-01"), date("2025-07-30")}, {2, date("2025-07-31"), date("2025-08-27")},
			{3, date("2025-08-28"), date("2025-09-24")}},
	}
	for _, length := range []struct {
		name string
		days int
	}{{"week", 7}, {"half", 14}, {"block", 28}} {
		for i := range length.days {
			p.Templates = append(p.Templates, Template{Template: length.name, Day: i, HalfDay: AM, Code: string(rune('a' + i))})
		}
	}
	return p
}

// TestPatternsByHand holds days that were laid by hand on the calendar.
func TestPatternsByHand(t *testing.T) {
	p := patterned(t)
	laid := p.Patterns()
	for _, c := range []struct{ template, day, want string }{
		{"block", "2025-07-03", "a"}, // the first Thursday of block 1
		{"block", "2025-07-01", "f"}, // a Tuesday before it: as that of the week after
		{"block", "2025-07-30", string(rune('a' + 27))},
		{"block", "2025-07-31", "a"}, // block 2 begins
		{"half", "2025-08-14", "a"},  // its second half
		{"half", "2025-08-27", "n"},
		{"week", "2025-08-27", "g"}, // a Wednesday
		{"week", "2025-07-02", "g"},
	} {
		if cell, ok := laid.At(c.template, date(c.day), AM); !ok || cell.Code != c.want {
			t.Errorf("%s on %s is %q, %v; expected %q", c.template, c.day, cell.Code, ok, c.want)
		}
	}
	if cell, ok := laid.At("week", p.Blocks[0].FirstDay, PM); ok {
		t.Errorf("an open half-day has %q", cell.Code)
	}
	if _, ok := laid.At("none", p.Blocks[0].FirstDay, AM); ok {
		t.Error("a template that is not there has a cell")
	}
}

// TestPatternsKeepWeekdays: whatever the calendar, a cell stands on the weekday that its day of the pattern is of.
func TestPatternsKeepWeekdays(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := patterned(t)
		first := p.Blocks[0].FirstDay + Day(rapid.IntRange(-30, 30).Draw(rt, "shift"))
		p.Blocks = nil
		for b := 1; b <= 4; b++ {
			last := first + Day(rapid.IntRange(13, 34).Draw(rt, "length"))
			p.Blocks = append(p.Blocks, Block{b, first, last})
			first = last + 1
		}
		laid := p.Patterns()
		begins := map[time.Weekday]int{}
		for _, b := range p.Blocks {
			begins[b.FirstDay.Weekday()]++
		}
		for d := p.Blocks[0].FirstDay; d <= p.Blocks[3].LastDay; d++ {
			cell, ok := laid.At("block", d, AM)
			if !ok {
				rt.Fatalf("no cell on %v", d)
			}
			if got := time.Weekday((int(laid.weekday) + cell.Day) % 7); got != d.Weekday() {
				rt.Fatalf("day %d of the pattern stands on a %v; expected a %v", cell.Day, d.Weekday(), got)
			}
		}
		for w, n := range begins {
			if n > begins[laid.weekday] {
				rt.Fatalf("day 0 is a %v, on which %d blocks begin; %d begin on a %v", laid.weekday, begins[laid.weekday], n, w)
			}
		}
	})
}

// TestEvents holds whom an event is for.
func TestEvents(t *testing.T) {
	p := patterned(t)
	monday := p.Blocks[0].FirstDay + 6 // 7 July 2025
	p.People = []Person{{Person: "A", Role: Resident, Cohort: "blue"}, {Person: "B", Role: Resident}, {Person: "F", Role: Faculty}}
	p.Levels = []Level{{"A", p.Blocks[0].FirstDay, 1}, {"B", p.Blocks[0].FirstDay, 2}}
	p.Holidays = []Holiday{{monday + 7, "a holiday"}}
	lecture := Event{Event: "lecture", FirstDay: p.Blocks[0].FirstDay, LastDay: p.Blocks[2].LastDay, Weekdays: []string{"Monday"}, HalfDay: PM,
		Who: []string{"resident"}, Excused: []string{"Nights"}, Activity: "LEC"}
	pin := Event{Event: "pin", FirstDay: monday + 7, LastDay: monday + 7, Who: []string{"A"}, Excused: []string{"Nights"}, Activity: "C"}
	away := Event{Event: "away", FirstDay: monday, LastDay: monday + 2, Who: []string{"PGY-2"}, Services: []string{"Clinic"}, Rotation: "RURAL"}
	p.Events = []Event{lecture, pin, away}
	at := func(i int, service string, d Day, half string) string {
		e, _, ok := p.EventOf(p.People[i], service, d, half)
		if !ok {
			return ""
		}
		return e.Event
	}
	for _, c := range []struct {
		got, want, why string
	}{
		{at(0, "Clinic", monday, PM), "lecture", "a resident is at the lecture"},
		{at(0, "Clinic", monday, AM), "", "the lecture is in the afternoon"},
		{at(0, "Clinic", monday+1, PM), "", "the lecture is on Mondays"},
		{at(0, "Nights", monday, PM), "", "nights are excused"},
		{at(2, "", monday, PM), "", "the faculty is not asked"},
		{at(1, "Clinic", monday+7, PM), "", "no lecture on a holiday"},
		{at(0, "Nights", monday+7, AM), "pin", "who is named by code is not excused, on a holiday neither"},
		{at(0, "Nights", monday+7, Night), "", "without a half-day an event is by day"},
		{p.MovedTo(p.People[1], "Clinic", monday+2), "RURAL", "moved for three days"},
		{p.MovedTo(p.People[1], "Clinic", monday+3), "", "back again"},
		{p.MovedTo(p.People[1], "Ward", monday), "", "of another service"},
		{p.MovedTo(p.People[0], "Clinic", monday), "", "of another level"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q; expected %q", c.why, c.got, c.want)
		}
	}
	p.Events[0].Who = []string{"blue"}
	if !slices.Equal([]string{at(0, "Clinic", monday, PM), at(1, "Clinic", monday, PM)}, []string{"lecture", ""}) {
		t.Error("the event of a cohort is for its people only")
	}
}
