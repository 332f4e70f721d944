package datasets

import "testing"

// TestOwnClinic: the template's clinic stands on the weekday of the person's own one, and what stood there in its place; nothing moves where
// the weekday has a clinic, is protected, or is a day of absence, nor for people without such a weekday.
func TestOwnClinic(t *testing.T) {
	first := date("2026-07-02") // a Thursday
	monday := first + 4
	p := &Program{Blocks: []Block{{Block: 1, FirstDay: first, LastDay: first + 27}}}
	for _, half := range []string{AM, PM} {
		p.Activities = append(p.Activities, Activity{Code: "C", HalfDay: half, Kind: KindClinic}, Activity{Code: "MSK", HalfDay: half, Kind: KindService})
	}
	for day, code := range []string{"MSK", "MSK", "W", "W", "C", "MSK", "MSK"} { // Thursday to Wednesday
		p.Templates = append(p.Templates, Template{Template: "msk", Day: day, HalfDay: AM, Code: code, Protected: day == 6}, Template{Template: "msk", Day: day, HalfDay: PM, Code: "MSK"})
	}
	p.Absences = []Absence{{Person: "A", FirstDay: monday + 11, LastDay: monday + 11}}
	week := func(weekday string, from Day) string {
		patterns, says := p.Patterns(), ""
		for d := from; d < from+5; d++ {
			am, _ := patterns.AtOf(Person{Person: "A", ClinicWeekday: weekday}, "msk", d, AM)
			pm, _ := patterns.AtOf(Person{Person: "A", ClinicWeekday: weekday}, "msk", d, PM)
			says += am.Code + "/" + pm.Code + " "
		}
		return says
	}
	const asItIs = "C/MSK MSK/MSK MSK/MSK MSK/MSK MSK/MSK "
	for _, c := range []struct {
		weekday string
		from    Day
		want    string
	}{
		{"", monday, asItIs},
		{"Monday", monday, asItIs},
		{"Wednesday", monday, asItIs}, // protected
		{"Tuesday", monday, "MSK/MSK C/MSK MSK/MSK MSK/MSK MSK/MSK "},
		{"Friday", monday, "MSK/MSK MSK/MSK MSK/MSK MSK/MSK C/MSK "},
		{"Friday", monday + 7, asItIs},  // away
		{"Friday", monday + 21, asItIs}, // the block ends before it
	} {
		if got := week(c.weekday, c.from); got != c.want {
			t.Errorf("%s, week of %v: %s; expected %s", c.weekday, c.from, got, c.want)
		}
	}
	am, _ := p.Patterns().IfThere(Person{Person: "A", ClinicWeekday: "Friday"}, "msk", monday+7, AM)
	if am.Code != "MSK" {
		t.Errorf("in the week with the absence %s would stand on the day of the template's clinic, were he there; expected MSK", am.Code)
	}
}
