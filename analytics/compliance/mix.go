package compliance

import (
	"fmt"
	"math"

	"rota/datasets"
)

// internsWithSeniors: on the services that the programme names, there are so many PGY-1 to each resident above at most, on each day of the
// slices of time (half-blocks, unless cohorts change places between) that begin while the rule holds. The level is that of the slice's
// first day. One breach a slice, of its worst day.
func internsWithSeniors(y *Year, report func(Breach)) {
	y.mixed("policy-interns-with-seniors", func(n int) string { return fmt.Sprintf("%d PGY-1", n) }, func(l *Line, pgy int) bool { return l.Person.Role == datasets.Resident && pgy == 1 }, report)
}

// learnersWithResidents: the same of learners, whom residents above PGY-1 may teach.
func learnersWithResidents(y *Year, report func(Breach)) {
	y.mixed("policy-learners-with-residents", func(n int) string { return count(n, "learner") }, func(l *Line, _ int) bool { return l.Person.Role == datasets.Learner }, report)
}

// mixed reports where there are more of some people than a rule allows to each resident above PGY-1.
func (y *Year) mixed(id string, tell func(int) string, of func(l *Line, pgy int) bool, report func(Breach)) {
	for _, law := range y.Book.Rules() {
		if law.ID != id {
			continue
		}
		for _, h := range y.slices {
			if !law.InForce(h.FirstDay.Time()) {
				continue
			}
			worst := Breach{}
			for d := h.FirstDay; d <= h.LastDay; d++ {
				some, seniors := y.mixOn(d, h, law.Services, of)
				allowed := math.Floor(law.Limit+tolerance) * float64(seniors)
				if beyond := float64(some) - allowed; beyond > worst.Amount-worst.Allowed {
					worst.Amount, worst.Allowed = float64(some), allowed
					worst.Text = fmt.Sprintf("%s has %s and %d above %s; %g to each are allowed.",
						either(law.Services), tell(some), seniors, h.when(), math.Floor(law.Limit+tolerance))
				}
			}
			if worst.Text != "" {
				worst.Level, worst.FirstDay, worst.LastDay, worst.Unit, worst.Source = law.Level, h.FirstDay, h.LastDay, law.Unit, law.Source()
				report(worst)
			}
		}
	}
}

// mixOn counts those people, and the residents above PGY-1, who are on the services on day d of the slice.
func (y *Year) mixOn(d datasets.Day, h Half, services []string, of func(l *Line, pgy int) bool) (some, seniors int) {
	for i := range y.Lines {
		l := &y.Lines[i]
		switch pgy := y.Program.PGYOn(l.Person.Person, h.FirstDay); {
		case !y.serves(l, d, services):
		case of(l, pgy):
			some++
		case pgy > 1 && l.Person.Role == datasets.Resident:
			seniors++
		}
	}
	return some, seniors
}
