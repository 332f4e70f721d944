package solver

import (
	"math"
	"math/rand/v2"
)

// stayWalk is one walk of the annealing of stays. Its energy is in units of the soft cost: each unit that lines break on level
// Hard or Cover weighs firm, and every demand on these levels has a price of its own.
type stayWalk struct {
	stayMover
	firm        float64
	temperature float64
	best        Roster
	bestScore   Score
	tried       int64 // moves
	accepted    int64
}

func newStayWalk(m *stayModel, k *kin, seed, stream uint64) *stayWalk {
	r := make(Roster, m.people*m.periods)
	w := &stayWalk{stayMover: stayMover{stayState: newStayState(m, r), kin: k, rng: rand.NewPCG(seed, stream)}, best: r}
	w.open()
	w.bestScore = w.now()
	w.roster(w.best)
	return w
}

const (
	openings    = 20 // stays tried for each period of a line at first
	completions = 50 // orders tried for each period of a line that is short of duties after that
)

// open fills the lines with stays as long as their own rules on level Hard or Cover gain.
func (w *stayWalk) open() {
	for person := range w.people {
		for range openings * w.periods {
			w.edited = 0
			w.gain(w.insert(w.begin(person)))
		}
	}
	w.findNeedy()
	for range completions * w.periods * len(w.needy) {
		w.edited = 0
		w.gain(w.complete(0))
	}
}

// gain makes the edits if the rules of lines on level Hard or Cover gain by them.
func (w *stayWalk) gain(possible bool) {
	if !possible || !w.finish() {
		return
	}
	w.weighLines()
	if w.delta[Hard]+w.delta[Cover] >= 0 {
		w.revertLines()
		return
	}
	w.weighCover()
	w.accept()
}

// energy of a change of what lines cost.
func (w *stayWalk) energy(d levels) float64 {
	return float64(w.firm*float64(d[Hard]+d[Cover])) + float64(d[Soft])
}

// walk tries moves at one temperature.
func (w *stayWalk) walk(moves int) {
	w.tried += int64(moves)
	for range moves {
		if w.propose() && w.step() {
			w.accepted++
		}
	}
}

// step weighs the edits and makes them, or not. The limit is drawn first, so that most edits are refused by their lines alone:
// demands can gain no more than all of them cost now.
func (w *stayWalk) step() bool {
	limit := float64(w.temperature * thresholds[w.rng.Uint64()>>(64-thresholdBits)])
	w.weighLines()
	energy, bill := w.energy(w.delta), w.bill
	if energy-float64(bill)/priceUnit > limit {
		w.revertLines()
		return false
	}
	w.weighCover()
	if energy+float64(w.bill-bill)/priceUnit > limit {
		w.revertLines()
		w.revertCover(bill)
		return false
	}
	w.accept()
	if now := w.now(); now.Less(w.bestScore) {
		w.bestScore = now
		w.roster(w.best)
	}
	return true
}

// steps are how large the steps of moves are: means of those that are not 0, and the smallest on the soft level.
type steps struct{ soft, demand, least float64 }

// sound learns the steps of moves from where the walk stands.
func (w *stayWalk) sound() steps {
	var soft, softs, demand, demands int64
	least := int64(math.MaxInt64)
	for range soundings {
		if !w.propose() {
			continue
		}
		w.weighLines()
		lines, bill := w.delta, w.bill
		if x := max(lines[Soft], -lines[Soft]); x > 0 {
			soft, softs, least = soft+x, softs+1, min(least, x)
		}
		w.weighCover()
		more := w.delta[Hard] + w.delta[Cover] - lines[Hard] - lines[Cover]
		if x := max(more, -more); x > 0 {
			demand, demands = demand+x, demands+1
		}
		w.revertLines()
		w.revertCover(bill)
	}
	if softs == 0 {
		least = 1
	}
	return steps{float64(max(1, soft)) / float64(max(1, softs)), float64(max(1, demand)) / float64(max(1, demands)), float64(least)}
}
