package solver

// Trials tells what changes of a roster are worth, one after the other, in a small part of the time that Evaluate takes.
type Trials struct {
	s *state
}

// Placement is a duty for a cell.
type Placement struct {
	Cell int // as in a roster
	Duty Duty
}

// NewTrials begins with a roster of a valid problem; it is not changed.
func NewTrials(p *Problem, r Roster) *Trials { return &Trials{newState(compile(p), r)} }

// Score returns the score of the roster.
func (t *Trials) Score() Score { return t.s.score }

// Try returns the score that the roster would have with some cells changed.
func (t *Trials) Try(changes ...Placement) Score {
	s := t.s
	s.mark()
	for _, c := range changes {
		s.set(c.Cell/s.periods, c.Cell%s.periods, c.Duty)
	}
	score := s.score
	s.undo()
	return score
}
