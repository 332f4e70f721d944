package solver

// Polish makes a round after the first one of annealing, for problems of which both are worth their time, as blocks are: whole lines are
// searched over in rounds 6, 12, and so on, spells of periods annealed anew in the others, which gain more. It returns the best roster that
// it met, never worse than the one given, which is not changed; the same at any GOMAXPROCS.
func Polish(p *Problem, r Roster, seed uint64, round int) Roster {
	if round%linesEach == 0 {
		return Refine(p, r, seed, round)
	}
	r, _ = Reheat(p, r, seed, round)
	return r
}

// One round in so many is of whole lines: it takes several times as long as one of spells.
const linesEach = 6
