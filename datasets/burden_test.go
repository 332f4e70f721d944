package datasets

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestBurdens holds exposures and shares that were counted by hand, in two blocks of 28 days after two days of block 0.
func TestBurdens(t *testing.T) {
	first, _ := ParseDay("2026-07-01")
	day := func(n int) Day { return first + Day(n) }
	one := 1
	p := &Program{
		Settings: []Setting{{keyFirstDay, day(0).String()}, {keyLastDay, day(57).String()}},
		Blocks:   []Block{{0, day(0), day(1)}, {1, day(2), day(29)}, {2, day(30), day(57)}},
		Rotations: []Rotation{
			{Rotation: "WARD", Service: "Ward", PGYs: []int{1, 2}},
			{Rotation: "NF+DERM", Half: 1, Service: "Night", PGYs: []int{1}},
			{Rotation: "NF+DERM", Half: 2, Service: "Derm", PGYs: []int{1}, LeaveAllowed: true},
			{Rotation: "CLINIC", Service: "Clinic", PGYs: []int{1, 2}, LeaveAllowed: true},
			{Rotation: "ICU", Service: "ICU", PGYs: []int{1}},
		},
		Cover: []Cover{
			{Cover: "Ward by day", Services: []string{"Ward"}, Role: Resident, HalfDay: AM, Least: 1},
			{Cover: "Team", Services: []string{"Clinic", "Night", "Ward"}, Role: Resident, Least: 2},
			{Cover: "ICU places", Services: []string{"ICU"}, Role: Resident, Most: &one},
		},
		Absences: []Absence{{Person: "C", FirstDay: day(20), LastDay: day(33)}},
	}
	for code, of := range map[string]struct {
		pgy, from, to int
		fullTime      float64
	}{"A": {1, 0, 400, 1}, "B": {1, 0, 57, 0.5}, "C": {1, 0, 57, 1}, "D": {1, 30, 57, 1}, "E": {2, 0, 57, 1}, "F": {2, 100, 200, 1}} {
		p.People = append(p.People, Person{Person: code, Role: Resident, FirstDay: day(of.from), LastDay: day(of.to), FullTime: of.fullTime})
		p.Levels = append(p.Levels, Level{Person: code, FirstDay: day(of.from), PGY: of.pgy})
	}
	p.Levels = append(p.Levels, Level{Person: "A", FirstDay: day(30), PGY: 2}) // stays with those he began the year with
	says := func() map[string]string {
		got := map[string]string{}
		for _, b := range p.Burdens() {
			shares := map[string]string{}
			b.Divide(16)
			for _, s := range b.Shares {
				least, most := b.Around(s)
				shares[s.Person] = fmt.Sprintf("%.0f d %.2f (%d-%d)", s.Exposure, s.Amount, least, most)
			}
			got[b.Name] = fmt.Sprint(b.PGY, b.Services, shares)
		}
		return got
	}
	shares := "map[A:56 d 5.82 (4-6) B:28 d 2.91 (2-4) C:42 d 4.36 (4-6) D:28 d 2.91 (2-4)]"
	blocks := "map[A:56 d 5.82 (4-8) B:28 d 2.91 (0-4) C:42 d 4.36 (4-8) D:28 d 2.91 (0-4)]" // of what is never combined
	want := map[string]string{
		"Night PGY 1": "1 [Night] " + shares, "Ward PGY 1": "1 [Ward] " + blocks,
		"services without leave PGY 1": "1 [Night Ward] " + shares,
	}
	if d := cmp.Diff(want, says()); d != "" {
		t.Error(d)
	}
	p.Rules = []RuleChange{
		{Rule: ServiceRateRule, Limit: new(float64), Services: []string{"ICU", "Night"}, Owner: "director", Reason: "even burden"},
		{Rule: ServiceRateRule, Limit: new(float64), Services: []string{"Ward"}, Owner: "director", Reason: "even burden"},
	}
	want["ICU or Night PGY 1"] = "1 [ICU Night] " + shares
	if d := cmp.Diff(want, says()); d != "" {
		t.Error("with services that the programme names:", d)
	}
}
