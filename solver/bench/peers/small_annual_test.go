package peers

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"rota/datasets"
)

// smallAnnual draws annual problems of a few residents. Requirements and cover are those of a year that is drawn first, so that they can
// be kept together; what else is asked for may stand against them.
type smallAnnual struct {
	residents, blocks int
	slack             int  // by how much requirements are wider than what the drawn year has, in blocks
	pins              int  // cells fixed to what the drawn year has there
	absences          int  // stretches of two to nine days
	requests          int  // for leave or a rotation
	prerequisites     bool // ward before intensive care, clinic before night float
	neighbours        bool // no two nights in a row; clinic liked after the ward
	short             int  // people more than the drawn year has, asked for in so many covers
	leaver            bool // the last resident leaves at mid-year
	career            bool // what was done before counts
}

// smallRotations are the rotations of all drawn programmes; the last is a combined one.
var smallRotations = []datasets.Rotation{
	{Rotation: "WARD", Service: "Ward", HoursPerWeek: 65, DaysOffPer28: 4},
	{Rotation: "CLINIC", Service: "Clinic", HoursPerWeek: 45, DaysOffPer28: 8, LeaveAllowed: true},
	{Rotation: "NIGHT", Service: "Night", HoursPerWeek: 60, DaysOffPer28: 4},
	{Rotation: "ICU", Service: "Intensive care", HoursPerWeek: 70, DaysOffPer28: 4},
	{Rotation: "ELECT", Service: "Elective", HoursPerWeek: 45, DaysOffPer28: 8, LeaveAllowed: true},
	{Rotation: "NIGHT + ELECT", Half: 1, Service: "Night", HoursPerWeek: 60, DaysOffPer28: 4},
	{Rotation: "NIGHT + ELECT", Half: 2, Service: "Elective", HoursPerWeek: 45, DaysOffPer28: 8, LeaveAllowed: true},
}

// draw returns the programme of a seed.
func (s smallAnnual) draw(seed uint64) *datasets.Program {
	rng := rand.New(rand.NewPCG(seed, 7))
	first, _ := datasets.ParseDay("2026-07-01")
	p := &datasets.Program{}
	for b := range s.blocks {
		p.Blocks = append(p.Blocks, datasets.Block{Block: b + 1, FirstDay: first + datasets.Day(28*b), LastDay: first + datasets.Day(28*b+27)})
	}
	last := p.Blocks[s.blocks-1].LastDay
	p.Settings = smallSettings(first, last)
	for _, r := range smallRotations {
		r.PGYs = []int{1, 2}
		p.Rotations = append(p.Rotations, r)
	}
	codes := []string{"WARD", "CLINIC", "NIGHT", "ICU", "ELECT", "NIGHT + ELECT"}
	year := make([][]string, s.residents)
	for i := range year {
		code := fmt.Sprintf("R%d", i+1)
		person := datasets.Person{Person: code, Role: datasets.Resident, FirstDay: first, LastDay: last, FullTime: 1}
		if s.leaver && i == s.residents-1 {
			person.LastDay = p.Blocks[s.blocks/2].LastDay
		}
		p.People = append(p.People, person)
		p.Levels = append(p.Levels, datasets.Level{Person: code, FirstDay: first, PGY: 1 + i%2})
		for range s.blocks {
			year[i] = append(year[i], codes[rng.IntN(len(codes))])
		}
	}
	s.require(p, year)
	s.cover(p, year, rng)
	s.wish(p, year, rng)
	if s.career {
		six := 6.0
		p.History = append(p.History, datasets.History{Person: "R1", Kind: datasets.HistoryDone, Name: "Ward", FirstDay: first - 200, LastDay: first - 100, Amount: &six, Unit: "block"})
		eight := 8
		p.Requirements = append(p.Requirements, datasets.Requirement{PGYs: []int{1, 2}, Service: "Ward", Most: &eight, Unit: datasets.UnitBlock, Span: "career"})
	}
	return p
}

func smallSettings(first, last datasets.Day) []datasets.Setting {
	return []datasets.Setting{{Key: "name", Value: "small"}, {Key: "site", Value: "Nowhere"}, {Key: "specialty", Value: "family medicine"},
		{Key: "time_zone", Value: "America/Chicago"}, {Key: "first_day", Value: first.String()}, {Key: "last_day", Value: last.String()}}
}

// services returns what a rotation serves, by half.
func services(rotation string) [2]string {
	var of [2]string
	for _, r := range smallRotations {
		switch {
		case r.Rotation == rotation && r.Half == 0:
			of = [2]string{r.Service, r.Service}
		case r.Rotation == rotation:
			of[r.Half-1] = r.Service
		}
	}
	return of
}

// require asks of each level what its residents have in the drawn year, in half-blocks, give or take.
func (s smallAnnual) require(p *datasets.Program, year [][]string) {
	for _, service := range []string{"Ward", "Night", "Intensive care"} {
		for pgy := 1; pgy <= 2; pgy++ {
			least, most := 2*s.blocks, 0
			for i := range year {
				if 1+i%2 != pgy || s.leaver && i == len(year)-1 {
					continue
				}
				n := 0
				for _, rotation := range year[i] {
					for _, of := range services(rotation) {
						if of == service {
							n++
						}
					}
				}
				least, most = min(least, n), max(most, n)
			}
			least, most = max(0, least-s.slack), most+s.slack
			p.Requirements = append(p.Requirements, datasets.Requirement{PGYs: []int{pgy}, Service: service, Least: least, Most: &most, Unit: datasets.UnitHalfBlock, Span: "year"})
		}
	}
}

// cover asks for as many people as the drawn year has at its fewest and most, of some services for one more than that.
func (s smallAnnual) cover(p *datasets.Program, year [][]string, rng *rand.Rand) {
	names := []string{"Ward", "Clinic", "Night", "Intensive care"}
	more := rng.Perm(len(names))[:s.short]
	for k, service := range names {
		least, most := s.residents, 0
		for t := range s.blocks {
			for half := range 2 {
				n := 0
				for i := range year {
					if services(year[i][t])[half] == service {
						n++
					}
				}
				least, most = min(least, n), max(most, n)
			}
		}
		if slices.Contains(more, k) {
			least += 2
			most = max(least, most-1)
		}
		p.Cover = append(p.Cover, datasets.Cover{Cover: service, Services: []string{service}, Least: least, Most: &most})
	}
}

// wish draws pins, absences, requests and orders.
func (s smallAnnual) wish(p *datasets.Program, year [][]string, rng *rand.Rand) {
	first, last := p.Span()
	pinned := map[[2]int]bool{}
	for len(p.Pins) < s.pins {
		i, t := rng.IntN(s.residents), rng.IntN(s.blocks/2)
		if !pinned[[2]int{i, t}] {
			pinned[[2]int{i, t}] = true
			p.Pins = append(p.Pins, datasets.Pin{Person: p.People[i].Person, Block: t + 1, Rotation: year[i][t]})
		}
	}
	taken := map[string][]datasets.Day{}
	stretchOf := func(i int, days int) (datasets.Day, datasets.Day, bool) {
		d := first + datasets.Day(rng.IntN(int(last-first)-days))
		end := d + datasets.Day(days)
		if end > p.People[i].LastDay || slices.ContainsFunc(taken[p.People[i].Person], func(o datasets.Day) bool { return d-10 <= o && o <= end+10 }) {
			return d, end, false
		}
		taken[p.People[i].Person] = append(taken[p.People[i].Person], d)
		return d, end, true
	}
	for len(p.Absences) < s.absences {
		i := rng.IntN(s.residents)
		if d, end, free := stretchOf(i, 1+rng.IntN(8)); free {
			p.Absences = append(p.Absences, datasets.Absence{Person: p.People[i].Person, FirstDay: d, LastDay: end, Kind: "vacation"})
		}
	}
	for len(p.Requests) < s.requests {
		i := rng.IntN(s.residents)
		if d, end, free := stretchOf(i, 5); free {
			wish := []string{datasets.Leave, "ELECT", "ICU"}[rng.IntN(3)]
			p.Requests = append(p.Requests, datasets.Request{Person: p.People[i].Person, FirstDay: d, LastDay: end, Rotation: wish, Rank: 1 + rng.IntN(4)})
		}
	}
	if s.prerequisites {
		p.Prerequisites = append(p.Prerequisites, datasets.Prerequisite{Before: "Ward", After: "Intensive care", PGYs: []int{1, 2}, LeastGap: 1},
			datasets.Prerequisite{Before: "Clinic", After: "Night", PGYs: []int{1}, LeastGap: 2})
	}
	if s.neighbours {
		p.Neighbours = append(p.Neighbours, datasets.Neighbour{First: "Night", Second: "Night", Allowed: "never", Spacing: 1},
			datasets.Neighbour{First: "Ward", Second: "Clinic", Allowed: "wanted", Spacing: 1})
	}
}
