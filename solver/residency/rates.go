package residency

import (
	"fmt"
	"math"
	"slices"

	"rota/datasets"
	"rota/solver"
)

// rates wishes that nobody has more of the services that a programme names than a rule gives to a year of full time, times the share of the
// year that is planned for the resident and his share of full time, rounded up. A unit beyond it weighs what a wanted neighbour does. It
// returns the most that these wishes can cost.
func (s *statement) rates() (total int64) {
	for i, law := range s.versions(datasets.ServiceRateRule) {
		if !law.InForce(s.blocks[0].FirstDay.Time()) {
			continue
		}
		rule := s.rule(fmt.Sprintf("%s:%d", law.ID, i+1), gravity[law.Level], s.unit.name, law.Source())
		g, _ := s.group(s.unit.name+"s of "+joinedWords(law.Services), func(d solver.Duty) int32 { return int32(s.duties[d].weeksOfAny(law.Services) / s.unit.weeks) })
		for p, who := range s.residents {
			here, all, given := 0, 0, 0
			for _, w := range slices.Concat(s.plan[p], s.given[p]) {
				weeks := w.weeks[0] + w.weeks[1]
				all += weeks
				if !s.there(solver.Person(p), w) {
					continue
				}
				here += weeks
				if w.rotation != "" {
					given += s.givenDuty(w).weeksOfAny(law.Services)
				}
			}
			if all == 0 {
				continue
			}
			share := who.FullTime * float64(here) / float64(all)
			s.amount(rule, solver.Person(p), 0, math.MaxInt, g, 0, int(math.Ceil(law.Limit*share/float64(s.unit.weeks)-1e-9)), given/s.unit.weeks)
			total += wantedWeight * int64(all/s.unit.weeks)
		}
	}
	return total
}
