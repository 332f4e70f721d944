package solver

// Gap compares a score with a bound that no roster is better than: the first level on which they differ, and how far the score
// lies above the bound there, as a share of the bound, of 1 where the bound is 0. A roster that reaches the bound on all levels
// has gap 0, on the last level.
func (a Score) Gap(bound Score) (gap float64, level Level) {
	for level = Hard; level < Soft && a.On(level) == bound.On(level); {
		level++
	}
	return float64(a.On(level)-bound.On(level)) / float64(max(1, bound.On(level))), level
}

// On returns the cost on a level.
func (a Score) On(l Level) int64 { return [...]int64{Hard: a.Hard, Cover: a.Cover, Soft: a.Soft}[l] }
