package residency_test

import (
	"testing"

	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
)

// The tiny year: three residents (A of PGY 1, B of PGY 2, C of PGY 3), four blocks of 28 days from 2026-07-01 after three
// days of block 0, and four rotations that are open to all. Only "Night + Clinic" is combined; leave may be taken on Clinic
// and on Elective, and on the second half of "Night + Clinic".
func tiny() *datasets.Program {
	p := &datasets.Program{
		Settings: []datasets.Setting{{Key: "name", Value: "tiny"}, {Key: "time_zone", Value: "UTC"},
			{Key: "first_day", Value: (july(1) - 3).String()}, {Key: "last_day", Value: july(28 * 4).String()}},
		Blocks: []datasets.Block{{Block: 0, FirstDay: july(1) - 3, LastDay: july(1) - 1}},
		Rotations: []datasets.Rotation{
			{Rotation: "Wards", Service: "Wards", PGYs: []int{1, 2, 3}, HoursPerWeek: 70, DaysOffPer28: 4},
			{Rotation: "Clinic", Service: "Clinic", PGYs: []int{1, 2, 3}, HoursPerWeek: 45, DaysOffPer28: 8, LeaveAllowed: true},
			{Rotation: "Elective", Service: "Elective", PGYs: []int{1, 2, 3}, HoursPerWeek: 40, DaysOffPer28: 8, LeaveAllowed: true},
			{Rotation: "Night + Clinic", Half: 1, Service: "Night", PGYs: []int{1, 2, 3}, HoursPerWeek: 60, DaysOffPer28: 4},
			{Rotation: "Night + Clinic", Half: 2, Service: "Clinic", PGYs: []int{1, 2, 3}, HoursPerWeek: 45, DaysOffPer28: 8, LeaveAllowed: true},
		},
	}
	for b := range 4 {
		first := july(1 + 28*b)
		p.Blocks = append(p.Blocks, datasets.Block{Block: b + 1, FirstDay: first, LastDay: first + 27})
	}
	for i, code := range []string{"A", "B", "C"} {
		p.People = append(p.People, datasets.Person{Person: code, Role: datasets.Resident, FirstDay: july(1) - 3, LastDay: july(28 * 4), FullTime: 1})
		p.Levels = append(p.Levels, datasets.Level{Person: code, FirstDay: july(1) - 3, PGY: i + 1})
	}
	return p
}

// july counts the days of the tiny year: july(1) is 2026-07-01, july(29) the first day of block 2.
func july(day int) datasets.Day {
	const first datasets.Day = 20635 // 2026-07-01
	return first + datasets.Day(day-1)
}

// filledYear is a schedule of the tiny year, a line each for A, B and C, one letter a block: w Wards, c Clinic, e Elective,
// n Night + Clinic, - off.
func filledYear(lines ...string) []string { return lines }

// rosterOf writes such lines as a roster.
func rosterOf(t *testing.T, p *datasets.Program, lines []string) solver.Roster {
	t.Helper()
	names := map[rune]string{'w': "Wards", 'c': "Clinic", 'e': "Elective", 'n': "Night + Clinic"}
	var stays []datasets.Stay
	for i, line := range lines {
		for b, letter := range line {
			if letter == '-' {
				continue
			}
			whole := 0
			stays = append(stays, datasets.Stay{Candidate: 1, Person: p.People[i].Person, Role: datasets.Resident, Block: b + 1, Half: &whole, Rotation: names[letter]})
		}
	}
	r, err := residency.Roster(p, stays)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func ptr[T any](v T) *T { return &v }
