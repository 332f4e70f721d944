package solver

// Progress tells what one round did.
type Progress struct {
	Round           int
	Tried, Accepted int64 // moves
	Before, After   Score
}

// Moves of a round: so many for each cell of the roster, so that a round of a larger problem takes longer but searches as deep.
const movesPerCell = 6000

// DefaultRounds returns how many rounds a run makes when nobody says otherwise.
func DefaultRounds(*Problem) int { return 8 }

// heats are the temperatures at which successive rounds begin, in mean steps of the soft cost: the first looks wide, those
// that follow keep more and more of the incumbent, then it begins again.
var heats = [...]float64{1, 0.5, 0.25, 0.125}

// Improve makes one round: a fixed number of moves from a given roster, which is not changed. It returns the best roster
// that it met, never worse than the one given. The same problem, roster, seed and round give the same answer on any
// machine; no clock and no other thread has a say.
func Improve(p *Problem, r Roster, seed uint64, round int) (Roster, Progress) {
	a := newAnnealing(compile(p), r, seed, uint64(round))
	progress := Progress{Round: round, Before: a.score, Tried: int64(len(r)) * movesPerCell}
	progress.Accepted = a.run(progress.Tried, heats[round%len(heats)])
	progress.After = a.bestScore
	return a.best, progress
}
