package residency

import (
	"fmt"
	"math"
	"slices"

	"rota/datasets"
	"rota/datasets/rules"
	"rota/solver"
)

// curriculum asks of residents what the rules on a whole training leave to this year: the amount less what history.csv says of the years
// before. A least binds those whose training ends in the year: on the last level, and gone by its end. A month is two half-blocks; hours are those that rotations plan,
// four weeks a block, times the resident's share of full time, counted in minutes.
func (s *statement) curriculum() {
	_, yearLast := s.program.Span()
	versions := s.program.Book().Rules()
	for i, r := range versions {
		later := slices.ContainsFunc(versions[i+1:], func(x rules.Rule) bool { return x.ID == r.ID })
		if !r.Named || r.Window != rules.Career || later {
			continue
		}
		unit, name, counted := float64(weeksInMonth/s.unit.weeks), "requirement:"+r.ID, s.unit.name
		amountOf := func(d duty, _ float64) int32 { return int32(d.weeksOfAny(r.Services) / s.unit.weeks) }
		if r.Unit == "h" {
			unit, name, counted = 60, "curriculum:"+r.ID, "min"
			amountOf = func(d duty, fullTime float64) int32 { return d.minutesFor(r.Services, fullTime) }
		}
		g, _ := s.group(counted+"s of "+r.ID, func(d solver.Duty) int32 { return amountOf(s.duties[d], 1) })
		rule := solver.Rule(-1)
		for p, person := range s.residents {
			left := unit * (r.Limit - s.trained(person.Person, r))
			least, most := 0, solver.Unlimited
			switch {
			case r.Sense == rules.Most:
				most = int(math.Floor(max(0, left) + 1e-6))
			case person.LastDay <= yearLast && s.hasBlock(solver.Person(p)) && s.program.PGYOn(person.Person, person.LastDay) >= r.FinalPGY:
				least = int(math.Ceil(max(0, left) - 1e-6))
			default:
				continue
			}
			if rule < 0 {
				rule = s.rule(name, solver.Hard, counted, r.Source())
			}
			given := 0
			for _, w := range s.given[p] {
				given += int(amountOf(s.givenDuty(w), person.FullTime))
			}
			mine := g
			if person.FullTime != 1 && r.Unit == "h" {
				mine, _ = s.group(fmt.Sprintf("%ss of %s, at %g of full time", counted, r.ID, person.FullTime), func(d solver.Duty) int32 { return amountOf(s.duties[d], person.FullTime) })
			}
			s.amount(rule, solver.Person(p), 0, math.MaxInt, mine, least, most, given)
		}
	}
}

// trained is how much the resident has from the years before, in the unit of the rule.
func (s *statement) trained(person string, r rules.Rule) float64 {
	months := map[string]float64{"block": 1, "half_block": 0.5, "week": 0.25}
	sum := 0.0
	for _, h := range s.program.History {
		if h.Person != person || h.Kind != datasets.HistoryDone || h.Amount == nil {
			continue
		}
		rows := slices.DeleteFunc(slices.Clone(s.program.Rotations), func(x datasets.Rotation) bool { return x.Rotation != h.Name })
		if len(rows) == 0 { // it is a service
			k := slices.IndexFunc(s.program.Rotations, func(x datasets.Rotation) bool { return x.Service == h.Name })
			if k < 0 {
				continue
			}
			rows = []datasets.Rotation{s.program.Rotations[k]}
		}
		for _, row := range rows {
			if !slices.Contains(r.Services, row.Service) {
				continue
			}
			amount := *h.Amount / float64(len(rows))
			switch {
			case h.Unit == "hour" && r.Unit == "h":
				sum += amount
			case h.Unit == "hour":
				sum += amount / hoursInMonth
			case r.Unit == "h":
				sum += 4 * months[h.Unit] * amount * row.HoursPerWeek
			default:
				sum += months[h.Unit] * amount
			}
		}
	}
	return sum
}

// hasBlock reports whether a block of the year is planned for the resident.
func (s *statement) hasBlock(person solver.Person) bool {
	_, ok := s.levelWithin(person, 0, math.MaxInt)
	return ok
}

const (
	weeksInMonth = 4   // a month is a block, or four weeks
	hoursInMonth = 100 // "100 h or 1 month", as the requirements of family medicine have it
)

// weeksOfAny counts the weeks that the duty gives to the services together.
func (d duty) weeksOfAny(services []string) int {
	n := 0
	for _, service := range services {
		n += d.weeksOf(service)
	}
	return n
}

// minutesFor is the planned work of the duty for the services, of somebody with a share of full time.
func (d duty) minutesFor(services []string, fullTime float64) int32 {
	minutes := 0.0
	for k, h := range d.half {
		if d.rotation != "" && slices.Contains(services, h.Service) {
			minutes += float64(60*d.weeks[k]) * h.HoursPerWeek
		}
	}
	return int32(math.Round(fullTime * minutes))
}
