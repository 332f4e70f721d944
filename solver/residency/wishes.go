package residency

import (
	"fmt"
	"slices"

	"rota/datasets"
	"rota/solver"
)

// Weights of the wishes that are not absences, chosen by us: a request of one rank is worth two of the next, from rank
// lowestRank on all ranks are alike, and a wanted neighbour weighs as much as a request of that rank.
const (
	lowestRank   = 4
	wantedWeight = 1
)

// DearestWish is the weight of a request of rank 1.
const DearestWish = wantedWeight << (lowestRank - 1)

func weightOfRank(rank int) int64 {
	return wantedWeight << (lowestRank - min(max(rank, 1), lowestRank))
}

// wishes states requests and absences: absences and the days of recovery after them last, because such a day outweighs every other wish
// together.
func (s *statement) wishes() {
	others := s.requests() + s.quotas() + s.couples() + s.rates()
	for i, rule := range s.problem.Successions.Rule {
		if s.problem.Rules.Level[rule] == solver.Soft {
			others += s.problem.Successions.Weight[i] * int64(s.periods-1)
		}
	}
	for i, rule := range s.problem.Bars.Rule { // wanted after what history.csv tells of
		if s.problem.Rules.Level[rule] == solver.Soft {
			others += s.problem.Bars.Weight[i]
		}
	}
	s.absences(others + 1)
	s.recoveries(others + 1)
}

// requests wishes, in every part of a stretch that a request touches, the rotation of the request, or one that allows leave. A
// stretch that is not planned for the resident asks for nothing, and one that his cohort's calendar gives to something else refuses the
// request whatever is planned. A request that no rotation can grant is not stated. It returns the sum of the weights.
func (s *statement) requests() (total int64) {
	for i, r := range s.program.Requests {
		person, resident := s.residentAt[r.Person]
		if !resident || s.hopeless(r, person) {
			continue
		}
		var periods []solver.Period
		var groups []solver.Group
		for t, stretch := range s.plan[person] {
			if !s.present(person, solver.Period(t)) {
				continue
			}
			for h, part := range stretch.part {
				g := s.granting(r, person, stretch, h)
				again := len(periods) > 0 && periods[len(periods)-1] == solver.Period(t) && groups[len(groups)-1] == g
				if part.touches(r.FirstDay, r.LastDay) && !again {
					periods, groups = append(periods, solver.Period(t)), append(groups, g)
				}
			}
		}
		if s.refused(person, r) {
			nothing, _ := s.set("nothing", func(solver.Duty) bool { return false })
			periods, groups = append(periods[:0], 0), append(groups[:0], nothing)
		}
		if len(periods) == 0 {
			continue
		}
		w := &s.problem.Wishes
		w.Rule = append(w.Rule, s.rule(fmt.Sprintf("request:%s:%s", r.Person, r.FirstDay), solver.Soft, "request", rowOf("requests.csv", i)))
		w.Weight = append(w.Weight, weightOfRank(r.Rank))
		w.Person = append(w.Person, person)
		w.Period = append(w.Period, periods...)
		w.Group = append(w.Group, groups...)
		w.Terms = append(w.Terms, int32(len(w.Period)))
		total += weightOfRank(r.Rank)
	}
	return total
}

// refused reports whether a request touches a stretch that is given to something else.
func (s *statement) refused(person solver.Person, r datasets.Request) bool {
	return slices.ContainsFunc(s.given[person], func(g stretch) bool {
		d := s.givenDuty(g)
		grants := d.rotation == r.Rotation || r.Rotation == datasets.Leave && d.half[0].LeaveAllowed && !s.barredIn(r, person, g, d)
		return g.touches(r.FirstDay, r.LastDay) && s.there(person, g) && !grants
	})
}

// granting returns the duties that grant a wish in half h of a stretch.
func (s *statement) granting(r datasets.Request, person solver.Person, w stretch, h int) solver.Group {
	if r.Rotation == datasets.Leave {
		g, _ := s.set(fmt.Sprintf("leave in half %d", h+1), func(d solver.Duty) bool {
			return s.leave(d, h) && !s.barred(r, person, w, h, s.duties[d].half[h].Service)
		})
		return g
	}
	g, _ := s.set(r.Rotation, func(d solver.Duty) bool { return d != solver.Off && s.duties[d].rotation == r.Rotation })
	return g
}

// leave reports whether leave may be taken on the duty in half h. An unfilled block is no leave: nobody granted it.
func (y *year) leave(d solver.Duty, h int) bool {
	return d != solver.Off && y.duties[d].half[h].LeaveAllowed
}

// absences bars, in each half-block with days of approved absence, the rotations without leave. The bar weighs its
// distinct days times weight, so that the cost of this rule, divided by weight, counts days. Days in a stretch that is given to a
// rotation without leave cost the same whatever is planned.
func (s *statement) absences(weight int64) {
	rule := s.rule("absence", solver.Soft, "half-block", fmt.Sprintf("absences.csv (a day weighs %d)", weight))
	away := s.absent
	s.eachBlock(func(person solver.Person, t solver.Period) {
		if !s.present(person, t) {
			return
		}
		for h, part := range s.plan[person][t].part {
			if days := part.daysIn(away[person]); days > 0 {
				g, _ := s.set(fmt.Sprintf("no leave in half %d", h+1), func(d solver.Duty) bool { return !s.leave(d, h) })
				s.bar(rule, days*weight, person, t, t, g)
			}
		}
	})
	all, _ := s.set("whatever is planned", func(solver.Duty) bool { return true })
	for i := range s.residents {
		for _, g := range s.given[i] {
			if days := g.daysIn(away[i]); days > 0 && s.there(solver.Person(i), g) && !s.givenDuty(g).half[0].LeaveAllowed {
				s.bar(rule, days*weight, solver.Person(i), 0, 0, all)
			}
		}
	}
}

// touches reports whether the interval has a day within first..last.
func (i interval) touches(first, last datasets.Day) bool {
	return max(i.first, first) <= min(i.last, last)
}

// daysIn counts the days of the interval that lie in at least one of others.
func (i interval) daysIn(others []interval) (days int64) {
	for d := i.first; d <= i.last; d++ {
		if slices.ContainsFunc(others, func(o interval) bool { return o.first <= d && d <= o.last }) {
			days++
		}
	}
	return days
}
