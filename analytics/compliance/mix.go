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
	for _, law := range y.Book.Rules() {
		if law.ID != "policy-interns-with-seniors" {
			continue
		}
		for _, h := range y.slices {
			if !law.InForce(h.FirstDay.Time()) {
				continue
			}
			worst := Breach{}
			for d := h.FirstDay; d <= h.LastDay; d++ {
				interns, seniors := y.levelsOn(d, h, law.Services)
				allowed := math.Floor(law.Limit+tolerance) * float64(seniors)
				if beyond := float64(interns) - allowed; beyond > worst.Amount-worst.Allowed {
					worst.Amount, worst.Allowed = float64(interns), allowed
					worst.Text = fmt.Sprintf("%s has %d PGY-1 and %d above %s; %g to each are allowed.",
						either(law.Services), interns, seniors, h.when(), math.Floor(law.Limit+tolerance))
				}
			}
			if worst.Text != "" {
				worst.Level, worst.FirstDay, worst.LastDay, worst.Unit, worst.Source = law.Level, h.FirstDay, h.LastDay, law.Unit, law.Source()
				report(worst)
			}
		}
	}
}

// levelsOn counts the residents of PGY-1 and those above who are on the services on day d of the slice.
func (y *Year) levelsOn(d datasets.Day, h Half, services []string) (interns, seniors int) {
	y.eachResident(func(l *Line) {
		switch pgy := y.Program.PGYOn(l.Person.Person, h.FirstDay); {
		case !l.Serves(d, services):
		case pgy == 1:
			interns++
		case pgy > 1:
			seniors++
		}
	})
	return interns, seniors
}
