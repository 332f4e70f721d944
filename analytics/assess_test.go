package analytics

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"rota/analytics/compliance"
	"rota/analytics/fwi"
	"rota/analytics/spc"
	"rota/datasets"
)

func tiny(t *testing.T) *datasets.Program {
	t.Helper()
	p, err := datasets.ReadProgram("../datasets/testdata/tiny")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// tinyBest is the best schedule of the tiny programme, as the README beside it tells.
func tinyBest(p *datasets.Program) []datasets.Stay {
	return grid(p, map[string]string{
		"A": "CLINIC WARD WARD CLINIC",
		"B": "CLINIC WARD CLINIC WARD",
		"C": "CLINIC WARD NF-DERM DERM-NF",
		"D": "WARD CLINIC DERM-NF NF-DERM",
	})
}

// grid makes the stays of lines that name a rotation for each block.
func grid(p *datasets.Program, lines map[string]string) []datasets.Stay {
	var stays []datasets.Stay
	for person, line := range lines {
		for i, rotation := range strings.Fields(line) {
			b := p.Blocks[i]
			stays = append(stays, datasets.Stay{Candidate: 1, Person: person, Block: b.Block, FirstDay: b.FirstDay, LastDay: b.LastDay, Rotation: rotation})
		}
	}
	return stays
}

func day(t *testing.T, s string) datasets.Day {
	t.Helper()
	d, err := datasets.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var almost = cmpopts.EquateApprox(0, 1e-9)

// TestTinyMeasures: every number is counted by hand from the tables.
func TestTinyMeasures(t *testing.T) {
	p := tiny(t)
	a := Assess(p, tinyBest(p))
	want := map[string]float64{
		"hard_breaches":                   0,
		"cover_breaches":                  0,
		"requirements_outside":            0,
		"prerequisites_broken":            0,
		"cover_below_least":               0,
		"cover_above_most":                0,
		"absence_days":                    15, // 5 + 5 + 3 + 2
		"absence_days_on_leave_rotations": 13, // all but D's 2 on the ward
		"requests":                        5,
		"requests_granted":                4,  // all but B's first
		"thin_half_blocks":                16, // 6 on the ward, 6 in the clinic, 4 on nights
		"weekly_hours_highest":            70, // the ward
	}
	for name, value := range want {
		m, ok := a.Measure(name, programme)
		if !ok || m.Value == nil || *m.Value != value {
			t.Errorf("%s = %v, want %g", name, m.Value, value)
		}
	}
	if len(a.Breaches) != 1 || a.Breaches[0].Rule != "absence" || a.Breaches[0].Person != "D" || a.Breaches[0].Amount != 2 {
		t.Errorf("breaches %+v; want D's 2 days of absence on the ward", a.Breaches)
	}
}

func TestTinyWishes(t *testing.T) {
	p := tiny(t)
	got := Assess(p, tinyBest(p)).Wishes
	july, august, september := day(t, "2026-07-01"), day(t, "2026-08-26"), day(t, "2026-09-23")
	onLeave, wished := "Its days lie on CLINIC, where leave is allowed.", "The resident is on it on each day."
	want := []Wish{
		{"A", july + 5, july + 9, Absence, 0, true, onLeave, nil},
		{"B", july + 19, july + 23, Absence, 0, true, onLeave, nil},
		{"C", july + 12, july + 14, Absence, 0, true, onLeave, nil},
		{"D", july + 15, july + 16, Absence, 0, false, "2 of 2 days lie on WARD, where leave is not allowed.", nil},
		{"A", september, september + 27, "CLINIC", 1, true, wished, nil},
		{"B", september, september + 27, "CLINIC", 1, false, "On 28 of 28 days the resident is on WARD.", nil},
		{"B", august, august + 27, "CLINIC", 2, true, wished, nil},
		{"C", august, august + 27, "NF-DERM", 1, true, wished, nil},
		{"D", september, september + 27, "NF-DERM", 1, true, wished, nil},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("wishes (-want +got):\n%s", diff)
	}
}

// TestLeaveRequests: leave is granted where every day of it lies on a rotation that allows leave, across blocks too.
func TestLeaveRequests(t *testing.T) {
	p := tiny(t)
	p.Requests = []datasets.Request{
		{Person: "D", FirstDay: day(t, "2026-08-20"), LastDay: day(t, "2026-08-30"), Rotation: datasets.Leave, Rank: 1}, // clinic, then dermatology
		{Person: "D", FirstDay: day(t, "2026-08-20"), LastDay: day(t, "2026-09-10"), Rotation: datasets.Leave, Rank: 2}, // and two days of nights
		{Person: "D", FirstDay: day(t, "2026-11-01"), LastDay: day(t, "2026-11-02"), Rotation: datasets.Leave, Rank: 3},
	}
	wishes := Assess(p, tinyBest(p)).Wishes[len(p.Absences):]
	var got []string
	for _, w := range wishes {
		got = append(got, map[bool]string{true: "yes: ", false: "no: "}[w.Granted]+w.Reason)
	}
	want := []string{
		"yes: Its days lie on CLINIC and DERM-NF, where leave is allowed.",
		"no: 2 of 22 days lie on DERM-NF, where leave is not allowed.",
		"no: None of its days lies in a block that is planned for the resident.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("leave requests (-want +got):\n%s", diff)
	}
}

// TestWeeklyHours: calendar weeks that lie wholly within the blocks, leave taken out of hours and people alike.
func TestWeeklyHours(t *testing.T) {
	p := tiny(t)
	got := weeks(workload(compliance.Lay(p, tinyBest(p))))
	if len(got) != 15 || got[0].Monday != day(t, "2026-07-06") || got[14].Monday != day(t, "2026-10-12") {
		t.Fatalf("weeks %+v; want 15 from 6 July to 12 October", got)
	}
	// In the first week A works 2 of 7 days; he, B and C are in the clinic (45 h), D on the ward (70 h).
	if want := (2*45 + 7*45 + 7*45 + 7*70) / 23.0; math.Abs(got[0].Hours-want) > 1e-9 {
		t.Errorf("hours of the first week %g, want %g", got[0].Hours, want)
	}
}

// TestWeather: how the plan of the tiny programme looks to the fire index.
func TestWeather(t *testing.T) {
	p := tiny(t)
	got := weather(workload(compliance.Lay(p, tinyBest(p))))
	july := day(t, "2026-07-01") // a Wednesday
	hours := (3*45 + 70) / 4.0   // block 1, nobody absent
	rest := (3*8 + 4) / 28.0 / 4 // free days a day and resident
	dry := fwi.Weather{Month: 4, Temp: hours - 40, Humidity: 100 * (168 - hours) / 168}
	wet := dry
	wet.Rain = 3 * 5 * rest // Wednesday to Sunday
	next := fwi.Weather{Month: 4, Temp: (3*70+45)/4.0 - 40, Humidity: 100 * (168 - (3*70+45)/4.0) / 168, Wind: 25}
	for _, c := range []struct {
		day  string
		want fwi.Weather
	}{
		{"2026-07-01", dry},
		{"2026-07-05", wet},
		{"2026-07-29", next}, // everybody changes between clinic and ward: 25 h/week a person
		{"2026-08-05", fwi.Weather{Month: 4, Temp: next.Temp, Humidity: next.Humidity}},
	} {
		if diff := cmp.Diff(c.want, got[day(t, c.day)-july], almost); diff != "" {
			t.Errorf("weather of %s (-want +got):\n%s", c.day, diff)
		}
	}
}

// TestFireIndexFeelsTheLoad: the same plan with 20 more hours a week is drier on every day but the first.
func TestFireIndexFeelsTheLoad(t *testing.T) {
	p := tiny(t)
	easy := Assess(p, tinyBest(p))
	for i := range p.Rotations {
		p.Rotations[i].HoursPerWeek += 20
	}
	hard := Assess(p, tinyBest(p))
	for _, name := range []string{"fire_index_highest", "fire_index_mean", "fire_severity_mean"} {
		e, _ := easy.Measure(name, programme)
		h, _ := hard.Measure(name, programme)
		if *h.Value <= *e.Value {
			t.Errorf("%s: %g with 20 more hours a week, %g without", name, *h.Value, *e.Value)
		}
		if h.State != NoClaim {
			t.Errorf("%s has state %q; it is uncalibrated", name, h.State)
		}
	}
}

// TestNoPlanNoNumbers: what cannot be computed is nil with its reason, and never a number that is none.
func TestNoPlanNoNumbers(t *testing.T) {
	p := tiny(t)
	a := Assess(p, nil)
	for _, name := range []string{"weekly_hours_mean", "weekly_hours_highest", "weekly_hours_ppk"} {
		if m, ok := a.Measure(name, programme); !ok || m.Value != nil || m.State != NoAnswer || m.Source == "" {
			t.Errorf("%s of an empty schedule: %+v; want no answer and a reason", name, m)
		}
	}
	p.Blocks = p.Blocks[:1] // four weeks: shorter than the long window
	a = Assess(p, nil)
	for _, scope := range []string{"hours", "cover", programme} {
		if m, ok := a.Measure("seismic_alerts", scope); !ok || m.Value != nil || m.State != NoAnswer {
			t.Errorf("seismic_alerts of %s over 28 days: %+v; want no answer", scope, m)
		}
	}
}

// TestConstantPlanRaisesNoAlarm: a plan that never changes has no burst, and no variation to make a chart from, whatever the
// rounding errors of its sums. Absences change how many people are summed, and so the errors.
func TestConstantPlanRaisesNoAlarm(t *testing.T) {
	for tenths := 400; tenths < 500; tenths++ {
		p := tiny(t)
		p.Rotations[1].HoursPerWeek = float64(tenths) / 10
		wantNoAlarm(t, p)
	}
}

// wantNoAlarm assesses a year of three residents in the clinic.
func wantNoAlarm(t *testing.T, p *datasets.Program) {
	t.Helper()
	a := Assess(p, grid(p, map[string]string{"A": "CLINIC CLINIC CLINIC CLINIC", "B": "CLINIC CLINIC CLINIC CLINIC", "C": "CLINIC CLINIC CLINIC CLINIC"}))
	if m, _ := a.Measure("seismic_alerts", programme); m.Value == nil || *m.Value != 0 || m.State != Good {
		t.Errorf("alerts of a constant plan: %+v", m)
	}
	if m, _ := a.Measure("weekly_hours_signals", programme); m.State != NoAnswer {
		t.Errorf("chart of a constant plan: %+v; want no answer", m)
	}
	if m, _ := a.Measure("weekly_hours_ppk", programme); m.State != NoAnswer {
		t.Errorf("capability of a constant plan: %+v; want no answer", m)
	}
}

// TestCapabilityClaims: a capability is claimed for a stable and normal series only.
func TestCapabilityClaims(t *testing.T) {
	stable := []float64{60, 61, 59.5, 60.5, 58.8, 61.3, 60.2, 59.1, 60.9, 59.7, 61.8, 58.4, 60.1, 59.9, 60.6, 59.3, 61.1, 58.9, 60.4, 59.6, 61.5, 58.6, 60.3, 59.8, 60.7, 59.2, 60.8, 59.4, 61.2, 58.7}
	steps := slices.Concat(slices.Repeat([]float64{52, 52.5}, 8), slices.Repeat([]float64{60, 60.5}, 8))
	for _, c := range []struct {
		what   string
		x      []float64
		name   string
		state  State
		source string
	}{
		{"stable", stable, "weekly_hours_cpk", Good, "Cpk, scatter from week to week"},
		{"steps of a block", steps, "weekly_hours_ppk", NoClaim, "no capability is claimed: the series is not stable"},
		{"one week", stable[:1], "weekly_hours_ppk", NoAnswer, "no variation"},
	} {
		center, sigma := spc.EstimateMR(c.x)
		m := capability(c.x, sigma, spc.Individuals(c.x, center, sigma).Signals(spc.WesternElectric()), 80)
		if m.Name != c.name || m.State != c.state || !strings.Contains(m.Source, c.source) {
			t.Errorf("%s: %s %s %q; want %s %s %q", c.what, m.Name, m.State, m.Source, c.name, c.state, c.source)
		}
	}
}

// TestAssessHasNoNaN throws schedules at the programme that nobody would plan.
func TestAssessHasNoNaN(t *testing.T) {
	p := tiny(t)
	first, last := p.Span()
	names := []string{"A", "B", "C", "D", "F", "stranger"}
	rotations := []string{"WARD", "CLINIC", "NF-DERM", "DERM-NF", "SKI"}
	rapid.Check(t, func(t *rapid.T) {
		stays := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) datasets.Stay {
			from := datasets.Day(rapid.IntRange(int(first)-40, int(last)+40).Draw(t, "from"))
			return datasets.Stay{Candidate: 1, Person: rapid.SampledFrom(names).Draw(t, "person"), Rotation: rapid.SampledFrom(rotations).Draw(t, "rotation"),
				FirstDay: from, LastDay: from + datasets.Day(rapid.IntRange(-3, 60).Draw(t, "days"))}
		}), 0, 20).Draw(t, "stays")
		a := Assess(p, stays)
		for _, m := range a.Measures {
			if m.Value != nil && (math.IsNaN(*m.Value) || math.IsInf(*m.Value, 0)) || m.Value == nil && m.State != NoAnswer || m.Source == "" {
				t.Fatalf("measure %+v", m)
			}
		}
		for _, s := range a.Series {
			if math.IsNaN(s.Value) || math.IsInf(s.Value, 0) {
				t.Fatalf("series %+v", s)
			}
		}
		slices.Reverse(stays)
		if diff := cmp.Diff(a, Assess(p, stays)); diff != "" {
			t.Fatalf("the order of the stays matters:\n%s", diff)
		}
	})
}
