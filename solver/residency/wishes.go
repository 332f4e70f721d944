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

func weightOfRank(rank int) int64 {
	return wantedWeight << (lowestRank - min(max(rank, 1), lowestRank))
}

// wishes states requests and absences: absences last, because a day of absence outweighs every other wish together.
func (s *statement) wishes() {
	others := s.requests()
	for i, rule := range s.problem.Successions.Rule {
		if s.problem.Rules.Level[rule] == solver.Soft {
			others += s.problem.Successions.Weight[i] * int64(len(s.blocks)-1)
		}
	}
	s.absences(others + 1)
}

// requests wishes, in every half-block that a request touches, the rotation of the request, or one that allows leave. A
// block that is not planned for the resident asks for nothing. It returns the sum of the weights.
func (s *statement) requests() (total int64) {
	for i, r := range s.program.Requests {
		person, resident := s.residentAt[r.Person]
		if !resident {
			continue
		}
		var periods []solver.Period
		var groups []solver.Group
		for t := range s.blocks {
			if !s.present(person, solver.Period(t)) {
				continue
			}
			for h, half := range s.halves[t] {
				g := s.granting(r.Rotation, h)
				again := len(periods) > 0 && periods[len(periods)-1] == solver.Period(t) && groups[len(groups)-1] == g
				if half.touches(r.FirstDay, r.LastDay) && !again {
					periods, groups = append(periods, solver.Period(t)), append(groups, g)
				}
			}
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

// granting returns the duties that grant a wish in half h of a block.
func (s *statement) granting(wish string, h int) solver.Group {
	if wish == datasets.Leave {
		g, _ := s.set(fmt.Sprintf("leave in half %d", h+1), func(d solver.Duty) bool { return s.leave(d, h) })
		return g
	}
	g, _ := s.set(wish, func(d solver.Duty) bool { return d != solver.Off && s.duties[d].rotation == wish })
	return g
}

// leave reports whether leave may be taken on the duty in half h. An unfilled block is no leave: nobody granted it.
func (y *year) leave(d solver.Duty, h int) bool {
	return d != solver.Off && y.duties[d].half[h].LeaveAllowed
}

// absences bars, in each half-block with days of approved absence, the rotations without leave. The bar weighs its
// distinct days times weight, so that the cost of this rule, divided by weight, counts days.
func (s *statement) absences(weight int64) {
	rule := s.rule("absence", solver.Soft, "half-block", fmt.Sprintf("absences.csv (a day weighs %d)", weight))
	away := make([][]interval, len(s.residents))
	for _, a := range s.program.Absences {
		if person, resident := s.residentAt[a.Person]; resident {
			away[person] = append(away[person], interval{a.FirstDay, a.LastDay})
		}
	}
	s.eachBlock(func(person solver.Person, t solver.Period) {
		for h, half := range s.halves[t] {
			if days := half.daysIn(away[person]); days > 0 && s.present(person, t) {
				g, _ := s.set(fmt.Sprintf("no leave in half %d", h+1), func(d solver.Duty) bool { return !s.leave(d, h) })
				s.bar(rule, days*weight, person, t, t, g)
			}
		}
	})
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
