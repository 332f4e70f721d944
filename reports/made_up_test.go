package reports

import (
	"fmt"
	"math"

	"rota/analytics"
	"rota/analytics/compliance"
	"rota/datasets"
	"rota/solver"
)

// madeUpRun is a small year made by rule, so that tests of reports rest on nothing but reports: residents of three PGY levels
// go round nine rotations, one of them combined; some half-blocks lack people, one resident breaks a Hard rule, and one
// leaves after block 9. Three candidates, the second is chosen.
func madeUpRun(residents int) Run {
	p := madeUpProgram(residents)
	r := Run{
		Name: "annual-made-up-0123456789ab", Kind: "annual", Version: "0.1.0",
		InputHash: "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
		Seed:      1, Rounds: 40, Chosen: 2, Program: p,
	}
	r.Distances = [][]int{{0, 40, 50}, {40, 0, 31}, {50, 31, 0}}
	for k := 1; k <= 3; k++ {
		stays := madeUpStays(p, k)
		r.Candidates = append(r.Candidates, Candidate{
			Number: k, Seed: uint64(100 + k), Stays: stays,
			Score:      solver.Score{Hard: int64(max(0, k-2)), Cover: int64(7 - k), Soft: int64(1200 - 75*k)},
			Assessment: madeUpAssessment(p, stays, k), Leaning: []string{"resilience 2", "wishes", "fairness 2"}[k-1], Front: k < 3,
		})
	}
	return r
}

func madeUpProgram(residents int) *datasets.Program {
	first := datasets.Day(20635) // 2026-07-01
	p := &datasets.Program{Settings: []datasets.Setting{{Key: "name", Value: "Made-up"}, {Key: "site", Value: "Nowhere"}}}
	day := first
	for b := 1; b <= 13; b++ {
		last := day + 27
		if b == 1 {
			last++
		}
		p.Blocks = append(p.Blocks, datasets.Block{Block: b, FirstDay: day, LastDay: last})
		day = last + 1
	}
	end := day - 1
	for i := range residents {
		code := fmt.Sprintf("R%02d", i+1)
		last := end
		if i == 4 {
			last = p.Blocks[8].LastDay
		}
		p.People = append(p.People, datasets.Person{Person: code, Role: datasets.Resident, FirstDay: first, LastDay: last, FullTime: 1})
		p.Absences = append(p.Absences,
			datasets.Absence{Person: code, FirstDay: first + datasets.Day(17*i%300), LastDay: first + datasets.Day(17*i%300) + 6, Kind: "vacation"},
			datasets.Absence{Person: code, FirstDay: first + datasets.Day((41*i+150)%340), LastDay: first + datasets.Day((41*i+150)%340) + 3, Kind: "conference"})
	}
	whole := func(code, service string, hours float64, leave bool) {
		p.Rotations = append(p.Rotations, datasets.Rotation{Rotation: code, Service: service, PGYs: []int{1, 2, 3}, HoursPerWeek: hours, DaysOffPer28: 6, LeaveAllowed: leave})
	}
	whole("FMIT", "Inpatient team", 70, false)
	whole("FMC", "Family medicine clinic", 47, true)
	whole("NF", "Night float", 66, false)
	whole("ELEC", "Elective", 46, true)
	whole("L&D", "Labor and delivery", 62, false)
	whole("PEDS", "Pediatrics clinic", 47, true)
	whole("ICU", "Intensive care", 70, false)
	whole("DERM", "DERM", 46, true)
	p.Rotations = append(p.Rotations,
		datasets.Rotation{Rotation: "NF + DERM", Half: 1, Service: "Night float", PGYs: []int{1, 2, 3}, HoursPerWeek: 56, DaysOffPer28: 6},
		datasets.Rotation{Rotation: "NF + DERM", Half: 2, Service: "DERM", PGYs: []int{1, 2, 3}, HoursPerWeek: 56, DaysOffPer28: 6})
	most := max(2, residents/5)
	for _, c := range []struct {
		name     string
		services []string
		least    int
	}{
		{"Inpatient", []string{"Inpatient team"}, residents / 9},
		{"Night", []string{"Night float"}, 1 + residents/10},
		{"Clinic", []string{"Family medicine clinic", "Pediatrics clinic"}, residents / 6},
		{"Labor and delivery", []string{"Labor and delivery"}, 1},
		{"Intensive care places", []string{"Intensive care"}, 0},
		{"Elective places", []string{"Elective"}, 0},
	} {
		p.Cover = append(p.Cover, datasets.Cover{Cover: c.name, Services: c.services, Least: c.least, Most: &most})
	}
	return p
}

func madeUpStays(p *datasets.Program, k int) []datasets.Stay {
	codes := []string{"FMIT", "FMC", "NF", "ELEC", "L&D", "PEDS", "ICU", "DERM", "NF + DERM"}
	zero, one, two := 0, 1, 2
	var stays []datasets.Stay
	for i, person := range p.People {
		for j, b := range p.Blocks {
			if person.LastDay < b.LastDay || i == 7 && j == 5 {
				continue
			}
			s := datasets.Stay{Candidate: k, Person: person.Person, Role: person.Role, PGY: 1 + i*3/len(p.People), Block: b.Block, Half: &zero,
				FirstDay: b.FirstDay, LastDay: b.LastDay, Rotation: codes[(i*2+j*k+j*j/5)%len(codes)], Pinned: (i+5*j)%23 == 0}
			if s.Rotation != "NF + DERM" {
				stays = append(stays, s)
				continue
			}
			first, second := s, s
			first.Half, first.LastDay = &one, s.FirstDay+13
			second.Half, second.FirstDay = &two, s.FirstDay+14
			stays = append(stays, first, second)
		}
	}
	return stays
}

func madeUpAssessment(p *datasets.Program, stays []datasets.Stay, k int) analytics.Assessment {
	var a analytics.Assessment
	below := 0
	for _, c := range p.Cover {
		for _, b := range p.Blocks {
			for half, first := range []datasets.Day{b.FirstDay, b.FirstDay + 14} {
				n := 0
				for _, s := range stays {
					on := s.FirstDay <= first && s.LastDay >= first
					for _, service := range c.Services {
						if on && rotationOf(p, s).Service == service {
							n++
						}
					}
				}
				a.Series = append(a.Series, analytics.Point{Name: "cover", Scope: c.Cover, Time: first.Time(), Value: float64(n),
					Lower: pointer(float64(c.Least)), Upper: pointer(float64(*c.Most)), Unit: "people"})
				if n < c.Least {
					below++
					a.Breaches = append(a.Breaches, compliance.Breach{Rule: "cover-least", Level: compliance.Cover, FirstDay: first, LastDay: first + 13,
						Amount: float64(n), Allowed: float64(c.Least), Unit: "people", Source: "cover.csv",
						Text: fmt.Sprintf("%s has %d of at least %d people in half %d of block %d.", c.Cover, n, c.Least, half+1, b.Block)})
				}
			}
		}
	}
	unfilled := p.Blocks[5]
	a.Breaches = append(a.Breaches, compliance.Breach{Rule: "filled", Level: compliance.Hard, Person: "R08", FirstDay: unfilled.FirstDay, LastDay: unfilled.LastDay,
		Amount: 28, Unit: "day", Source: "blocks.csv", Text: "R08 has no rotation on 28 days of block 6."},
		compliance.Breach{Rule: "prerequisite", Level: compliance.Hard, Person: "R03", FirstDay: p.Blocks[2].FirstDay, LastDay: p.Blocks[2].LastDay,
			Amount: 1, Unit: "block", Source: "prerequisites.csv row 2", Text: "R03 is on ICU in block 3 before any block on FMIT."})
	for i, ab := range p.Absences {
		a.Wishes = append(a.Wishes, analytics.Wish{Person: ab.Person, FirstDay: ab.FirstDay, LastDay: ab.LastDay, Wish: "absence", Granted: i%5 != 0, Reason: "The rotation decides."})
		if i%5 == 0 {
			a.Breaches = append(a.Breaches, compliance.Breach{Rule: "absence", Level: compliance.Soft, Person: ab.Person, FirstDay: ab.FirstDay, LastDay: ab.LastDay,
				Amount: 4, Unit: "day", Source: "absences.csv", Text: ab.Person + " is away on 4 days while on NF, which allows no leave."})
		}
	}
	madeUpSeries(&a, p.Blocks[0].FirstDay)
	measure := func(name string, v float64, unit string, state analytics.State, source string) {
		a.Measures = append(a.Measures, analytics.Measure{Name: name, Scope: "programme", Value: &v, Unit: unit, State: state, Source: source})
	}
	measure("hard_breaches", 2, "", analytics.Bad, "compliance check")
	measure("cover_breaches", float64(below), "", analytics.Bad, "compliance check")
	measure("cover_below_least", float64(below), "half-block", analytics.Bad, "compliance check")
	measure("cover_above_most", 0, "half-block", analytics.Good, "compliance check")
	measure("absence_days", 180, "days", analytics.Watch, "absences.csv")
	measure("absence_days_on_leave_rotations", 120+float64(10*k), "days", analytics.Watch, "absences.csv")
	measure("requests", 20, "", analytics.Watch, "requests.csv")
	measure("requests_granted", float64(12+k), "", analytics.Watch, "requests.csv")
	measure("weekly_hours_mean", 55.2, "h", analytics.Good, "hours of each rotation's profile, individuals chart on moving ranges; adaptation: planned, not logged, hours")
	measure("weekly_hours_highest", 70, "h", analytics.Good, "hours of each rotation's profile")
	a.Measures[len(a.Measures)-1].Upper = pointer(80)
	measure("weekly_hours_ppk", 1.21, "", analytics.NoClaim, "no capability is claimed: the series is not stable (6 signals of the Western Electric rules; planned hours are designed and autocorrelated); shown is Ppk, overall scatter, one-sided against 80 h/week, 52 weeks")
	measure("fire_index_highest", 14.2+float64(k), "", analytics.Watch, "Fire Weather Index (Van Wagner 1987) on planned hours; adaptation, uncalibrated")
	measure("fire_index_mean", 6.4, "", analytics.Good, "Fire Weather Index (Van Wagner 1987) on planned hours; adaptation, uncalibrated")
	measure("seismic_alerts", 1, "", analytics.Watch, "recursive STA/LTA (Withers 1998) on planned weekly hours; adaptation")
	measure("weekly_hours_signals", 4, "signal", analytics.Watch, "Western Electric rules")
	measure("workload_spread", 4.2-float64(k), "h/week", "", "greatest less smallest mean of a level")
	measure("burden_farthest", 3.6-0.7*float64(k), "week", analytics.Watch, "even shares by exposure")
	measure("thin_half_blocks", 17, "half-block", analytics.Watch, "cover equal to its least")
	return a
}

// madeUpSeries adds weekly hours, fire index and STA/LTA ratio, smooth but for one jump in week 30.
func madeUpSeries(a *analytics.Assessment, first datasets.Day) {
	add := func(name string, day datasets.Day, value, lower, upper float64, unit string) {
		a.Series = append(a.Series, analytics.Point{Name: name, Scope: "programme", Time: day.Time(), Value: value, Lower: &lower, Upper: &upper, Unit: unit})
	}
	for week := range 52 {
		jump := 0.0
		if week >= 30 && week < 34 {
			jump = 5
		}
		w := float64(week)
		if jump > 0 {
			a.Series = append(a.Series, analytics.Point{Name: "weekly_hours_signal", Scope: []string{"WE1", "WE2"}[week%2], Time: (first + datasets.Day(7*week)).Time(), Value: 55 + 1.5*math.Sin(w/3) + jump})
		}
		add("weekly_hours", first+datasets.Day(7*week), 55+1.5*math.Sin(w/3)+jump, 52, 58.4, "h")
	}
	ratio := func(scope string, d int, v float64) {
		a.Series = append(a.Series, analytics.Point{Name: "sta_lta", Scope: scope, Time: (first + datasets.Day(d)).Time(), Value: v, Lower: pointer(1.5), Upper: pointer(4), Unit: "ratio"})
	}
	for d := 29; d < 365; d++ {
		x := float64(d)
		ratio("hours", d, 1+0.6*math.Sin(x/9)+4*math.Exp(-(x-212)*(x-212)/60))
		ratio("cover", d, 1+0.8*math.Cos(x/12))
	}
	a.Series = append(a.Series, analytics.Point{Name: "sta_lta_trigger", Scope: "hours", Time: (first + 208).Time(), Value: 13, Unit: "day"})
	for d := range 365 {
		x := float64(d)
		a.Series = append(a.Series, analytics.Point{Name: "fire_index", Scope: "programme", Time: (first + datasets.Day(d)).Time(),
			Value: 6 + 4*math.Sin(x/25) + 6*math.Exp(-(x-215)*(x-215)/300)})
	}
}

func pointer(v float64) *float64 { return &v }
