package workflows

import "rota/solver"

// The decisions of a run, as pure functions.

// choose returns the index of the best candidate; among equals, the first.
func choose(candidates []Candidate) int {
	return bestOf(candidates, func(c Candidate) solver.Score { return c.Score })
}

func bestOf[T any](of []T, score func(T) solver.Score) int {
	best := 0
	for i, o := range of {
		if score(o).Less(score(of[best])) {
			best = i
		}
	}
	return best
}

// goOn says whether there is another round. At least one is done, because the candidates are constructed in it. No schedule is better
// than least.
func goOn(done, rounds int, finish bool, candidates []Candidate, least solver.Score) bool {
	switch {
	case done == 0:
		return true
	case done >= rounds || finish:
		return false
	default:
		return candidates[choose(candidates)].Score != least
	}
}

// An execution hands over to a fresh one before its history is a burden to replay.
const (
	mostRounds = 250
	mostEvents = 10_000
)

// full says whether a fresh execution should take over before the next round.
func full(rounds, events int, suggested bool) bool {
	return rounds > 0 && (rounds >= mostRounds || events >= mostEvents || suggested)
}

// mostAgain is how often a run goes through its steps again because an artifact was lost, before it is given up.
const mostAgain = 3
