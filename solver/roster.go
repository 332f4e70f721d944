package solver

import (
	"errors"
	"fmt"
)

// Roster is a duty for each person and period: element person x len(Periods) + period.
type Roster []Duty

// At returns the duty of a person in a period.
func (r Roster) At(p *Problem, person Person, period Period) Duty {
	return r[int(person)*len(p.Periods)+int(period)]
}

// Validate reports every cell that holds no duty of the problem, or that the roster has another size.
func (r Roster) Validate(p *Problem) error {
	if want := len(p.People) * len(p.Periods); len(r) != want {
		return fmt.Errorf("solver: cells of the roster=%d; expected %d (people x periods)", len(r), want)
	}
	var defects []error
	for i, d := range r {
		if d < 0 || int(d) >= len(p.Duties) {
			defects = append(defects, fmt.Errorf("solver: roster person %d period %d: duty=%d; expected 0 to %d",
				i/len(p.Periods), i%len(p.Periods), d, len(p.Duties)-1))
		}
	}
	return errors.Join(defects...)
}
