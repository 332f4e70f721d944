package solver

// Solve is the whole algorithm: a first roster, then rounds that each start from the best one so far.
func Solve(p *Problem, seed uint64, rounds int) Candidate {
	roster := Construct(p, seed)
	for round := range rounds {
		roster, _ = Improve(p, roster, seed, round)
	}
	return Candidate{Seed: seed, Rounds: rounds, Score: Evaluate(p, roster), Roster: roster}
}
