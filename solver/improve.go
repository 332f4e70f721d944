package solver

// Progress tells what one round did.
type Progress struct {
	Tried         int64 // moves
	Before, After Score
}

// DefaultRounds is how many rounds a run makes when nobody says otherwise.
const DefaultRounds = 8

// Improve makes one round: a fixed number of moves from a given roster, which is not changed. It returns the best roster
// that it met, never worse than the one given. The same problem, roster, seed and round give the same answer: no clock and
// no other thread has a say.
func Improve(p *Problem, r Roster, seed uint64, round int) (Roster, Progress) {
	a := newAnnealing(compile(p), r, seed, uint64(round))
	progress := Progress{Before: a.score}
	a.run(int64(len(r))*movesOfCell(p), planOf(a.score, round))
	progress.Tried, progress.After = a.tried, a.bestScore
	return a.best, progress
}

// Lines of more periods have rounds with fewer moves for each cell than movesPerCell: what lies far apart in a line hardly meets, so that
// short rounds settle it, and a search whose bound is reached early ends early.
const (
	wideLine         = 48 // and what a short round leaves is left to Reheat
	movesPerWideCell = 4000
	longLine         = 128
	movesPerLongCell = 200
)

func movesOfCell(p *Problem) int64 {
	switch n := len(p.Periods); {
	case n > longLine:
		return min(movesPerCell, movesPerLongCell)
	case n > wideLine:
		return min(movesPerCell, movesPerWideCell)
	}
	return movesPerCell
}

// Anneal tries about a given number of moves from a roster, which is not changed, as a first stage of other searches. It returns the
// best roster that it met, never worse than the one given, and its score.
func Anneal(p *Problem, r Roster, seed uint64, moves int64) (Roster, Score) {
	a := newAnnealing(compile(p), r, seed, annealStream)
	a.run(moves, planOf(a.score, 0))
	return a.best, a.bestScore
}

// annealStream is the stream of random numbers of Anneal.
const annealStream = constructStream + 1

// Settle tries about a given number of moves at a low temperature from a roster that somebody has disturbed, which is not changed: what
// can be mended near it is, and the rest stays. It returns the best roster that it met, never worse than the one given, and its score.
func Settle(p *Problem, r Roster, seed uint64, moves int64) (Roster, Score) {
	a := newAnnealing(compile(p), r, seed, settleStream)
	a.run(moves, plan{weight: [len(levelNames)]float64{Hard: 64, Cover: 8}, heat: 0.06})
	return a.best, a.bestScore
}

// settleStream is the stream of random numbers of Settle.
const settleStream = annealStream + 1
