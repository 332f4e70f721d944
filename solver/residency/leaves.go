package residency

import (
	"fmt"
	"slices"

	"rota/datasets"
	"rota/solver"
)

// A leave that is granted needs more than rotations which allow it: no blackout may meet it, and each block has its quotas. Who is
// granted is decided after the search, by rank. What it costs is the same as if the least weights beyond each quota were lost, which
// is linear in counts: for each weight that a leave may have, the leaves of that weight or more that are beyond the quota cost what the
// weight is above the next lower one.

// claim is a leave as it lies in the stretches of a resident that begin in one block. Where only the calendar of his cohort has any of
// its days that count, it is there whatever is planned, or cannot be.
type claim struct {
	person  solver.Person
	weight  int64
	period  solver.Period
	taking  solver.Group // duties in the period on which it takes a place
	planned bool
}

// reach returns which parts of a stretch hold days of an interval that a row of quotas.csv is about, for the resident's levels there.
func (s *statement) reach(q datasets.Quota, person solver.Person, w stretch, days interval) (parts [2]bool) {
	if q.FirstDay != nil {
		days.first = max(days.first, *q.FirstDay)
	}
	if q.LastDay != nil {
		days.last = min(days.last, *q.LastDay)
	}
	for h, part := range w.part {
		pgy := s.program.PGYOn(s.residents[person].Person, part.first)
		parts[h] = days.first <= days.last && part.first <= part.last && part.touches(days.first, days.last) && (len(q.PGYs) == 0 || slices.Contains(q.PGYs, pgy))
	}
	return parts
}

// about reports whether a row of quotas.csv is about a service; one that names nothing is about all.
func about(q datasets.Quota, service string) bool {
	return len(q.Services) == 0 || slices.Contains(q.Services, service)
}

// counts reports whether somebody on the duty in these parts of a stretch is on a service of the row.
func counts(q datasets.Quota, d duty, parts [2]bool) bool {
	return d.rotation != "" && (parts[0] && about(q, d.half[0].Service) || parts[1] && about(q, d.half[1].Service))
}

// barred reports whether a blackout keeps the resident, who is on the service in part h of a stretch, from this leave.
func (s *statement) barred(r datasets.Request, person solver.Person, w stretch, h int, service string) bool {
	return slices.ContainsFunc(s.program.Quotas, func(q datasets.Quota) bool {
		return q.Kind == datasets.QuotaBlackout && about(q, service) && s.reach(q, person, w, interval{r.FirstDay, r.LastDay})[h]
	})
}

// barredIn is barred for what the calendar of a cohort gives.
func (s *statement) barredIn(r datasets.Request, person solver.Person, w stretch, d duty) bool {
	return s.barred(r, person, w, 0, d.half[0].Service) || s.barred(r, person, w, 1, d.half[1].Service)
}

// hopeless reports whether no rotation can grant a request for leave: a blackout of all services meets a stretch of the resident.
func (s *statement) hopeless(r datasets.Request, person solver.Person) bool {
	return r.Rotation == datasets.Leave && slices.ContainsFunc(s.program.Quotas, func(q datasets.Quota) bool {
		return q.Kind == datasets.QuotaBlackout && len(q.Services) == 0 && slices.ContainsFunc(slices.Concat(s.plan[person], s.given[person]), func(w stretch) bool {
			return s.there(person, w) && s.reach(q, person, w, interval{r.FirstDay, r.LastDay}) != [2]bool{}
		})
	})
}

// quotas states how many leaves each block takes. It returns the most that all its rows can cost together.
func (s *statement) quotas() (total int64) {
	for i, q := range s.program.Quotas {
		if q.Kind != datasets.QuotaLeave || q.Most == nil {
			continue
		}
		rule := solver.Rule(-1)
		for _, b := range s.blocks {
			asked, away := s.asking(q, b.Block), s.away(q, b.Block)
			if len(asked) == 0 || len(asked)+len(away) <= *q.Most {
				continue // never full
			}
			if rule < 0 {
				rule = s.rule(fmt.Sprintf("quota:%d", i+1), solver.Soft, "leave", sourceOf(rowOf("quotas.csv", i), q.Source))
			}
			total += s.quota(rule, q, asked, away)
		}
	}
	return total
}

// quota states one block of a quota. Absences of a row without services are there whatever the roster, and take their places before.
func (s *statement) quota(rule solver.Rule, q datasets.Quota, asked, away []claim) (total int64) {
	most := *q.Most
	if len(q.Services) == 0 {
		most, away = max(0, most-len(away)), nil
	}
	var weights []int64
	for _, c := range asked {
		weights = append(weights, c.weight)
	}
	slices.Sort(weights)
	lower := int64(0)
	for _, weight := range slices.Compact(weights) {
		var terms []term
		fixed := 0
		for _, c := range slices.Concat(asked, away) {
			switch {
			case c.weight < weight && c.weight > 0: // absences have none
			case c.planned:
				terms = append(terms, term{c.period, s.single(c.person), c.taking})
			default:
				fixed++
			}
		}
		if len(terms) > 0 {
			s.demandOf(rule, weight-lower, terms, min(0, most-fixed), most-fixed)
		}
		total += (weight - lower) * int64(len(terms)+fixed)
		lower = weight
	}
	return total
}

// asking returns the requests for leave that a quota counts in the stretches that begin in a block.
func (s *statement) asking(q datasets.Quota, block int) (asked []claim) {
	for _, r := range s.program.Requests {
		person, resident := s.residentAt[r.Person]
		if !resident || r.Rotation != datasets.Leave || s.hopeless(r, person) || s.refused(person, r) {
			continue
		}
		takes := func(w stretch, parts [2]bool) func(d solver.Duty) bool {
			return func(d solver.Duty) bool {
				for h, part := range w.part {
					if part.touches(r.FirstDay, r.LastDay) && (!s.leave(d, h) || s.barred(r, person, w, h, s.duties[d].half[h].Service)) {
						return false
					}
				}
				return counts(q, s.duties[d], parts)
			}
		}
		if c, ok := s.claimOf(q, person, block, interval{r.FirstDay, r.LastDay}, takes); ok {
			c.weight = weightOfRank(r.Rank)
			asked = append(asked, c)
		}
	}
	return asked
}

// away returns the absences that a quota counts in the stretches that begin in a block.
func (s *statement) away(q datasets.Quota, block int) (away []claim) {
	for _, a := range s.program.Absences {
		if person, resident := s.residentAt[a.Person]; resident {
			takes := func(_ stretch, parts [2]bool) func(d solver.Duty) bool {
				return func(d solver.Duty) bool { return counts(q, s.duties[d], parts) }
			}
			if c, ok := s.claimOf(q, person, block, interval{a.FirstDay, a.LastDay}, takes); ok {
				away = append(away, c)
			}
		}
	}
	return away
}

// claimOf finds the first stretch that is planned, begins in the block and has days of a leave that the quota counts; else one that is
// given.
func (s *statement) claimOf(q datasets.Quota, person solver.Person, block int, days interval, takes func(stretch, [2]bool) func(solver.Duty) bool) (claim, bool) {
	for t, w := range s.plan[person] {
		if parts := s.reach(q, person, w, days); w.block == block && s.there(person, w) && parts != [2]bool{} {
			g, _ := s.set("leave on "+joinedWords(q.Services), takes(w, parts))
			return claim{person: person, period: solver.Period(t), taking: g, planned: true}, true
		}
	}
	for _, w := range s.given[person] {
		if w.block == block && s.there(person, w) && counts(q, s.givenDuty(w), s.reach(q, person, w, days)) {
			return claim{person: person}, true
		}
	}
	return claim{}, false
}

// joinedWords names services in a label.
func joinedWords(services []string) string {
	if len(services) == 0 {
		return "any service"
	}
	return fmt.Sprint(services)
}
