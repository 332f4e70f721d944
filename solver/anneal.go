package solver

import (
	"math"
	"slices"
)

// annealing is simulated annealing (Kirkpatrick, Gelatt, Vecchi, Science 220 (1983) 671) over the moves of a mover. The
// levels of the score are weighed into one energy whose unit is the soft cost. The weights of Hard and Cover follow the
// search: a level that stays worse than in the best roster grows dearer, one that does not grows cheaper, so that the walk
// keeps close to the border of what is feasible. What counts as best is decided by the score itself, level before level.
type annealing struct {
	mover
	weigh       [len(levelNames)]float64
	floor       [len(levelNames)]float64 // least weights of Hard and Cover
	worse       [len(levelNames)]bool    // a level was worse than in the best roster each time that it was looked at
	temperature float64
	best        Roster
	bestScore   Score
	unsaved     bool // the roster is the best, and not yet in best
	mix         mix
	most        [len(levelNames)]float64 // of the energy of a cost of 1
}

const (
	grain        = 256     // energy of a soft cost of 1
	mostEnergy   = 1 << 59 // of all costs of a level together
	coolings     = 400     // temperatures of one round
	soundings    = 4000    // moves tried to learn how large the steps of each level are
	smallSteps   = 10      // one step in so many is small: by that a level is weighed, since a unit of one rule may be hundreds of another
	dearer       = 1.25    // factor of a weight while its level stays worse than in the best roster
	cheaper      = 0.9     // and while it does not
	mostDearer   = 1 << 10 // of a weight over its least
	weightChecks = 8       // looks at the levels in each temperature
)

// plan is how a round anneals, in mean steps of the soft cost: what a small step of Hard and Cover weighs at least, and the first
// temperature.
type plan struct {
	weight [len(levelNames)]float64
	heat   float64
}

// heats are the first temperatures of rounds about the soft cost, in turns.
var heats = [...]float64{0.5, 0.12, 0.03, 0.015}

// Coolest returns the number of the n-th round, from 0, of those that keep most of a roster that breaks nothing.
func Coolest(n int) int { return (n+1)*len(heats) - 1 }

// planOf chooses the plan of a round by what its incumbent still breaks. If that is nothing, or the round is the first (in
// which most problems come clean by the way), the round is about the soft cost: hot at first, then cooler, so that more and
// more of the incumbent is kept, then it begins again. What stays broken after a round may be broken in every roster; then
// the rounds are about the first broken level, so hot that it moves and with the levels below it too light to hinder it.
func planOf(incumbent Score, round int) plan {
	switch {
	case round > 0 && incumbent.Hard > 0:
		return plan{weight: [len(levelNames)]float64{Hard: 64, Cover: 8}, heat: 64}
	case round > 0 && incumbent.Cover > 0:
		return plan{weight: [len(levelNames)]float64{Hard: 32, Cover: 8}, heat: 8}
	default:
		return aboutSoft(heats[round%len(heats)])
	}
}

// aboutSoft is the plan of rounds about the soft cost.
func aboutSoft(heat float64) plan {
	return plan{weight: [len(levelNames)]float64{Hard: 4, Cover: 4}, heat: heat}
}

func newAnnealing(m *model, r Roster, seed, stream uint64) *annealing {
	a := &annealing{mover: newMover(newState(m, r), newRandom(seed, stream)), best: append(Roster(nil), r...)}
	a.bestScore = a.score
	a.mix = a.newMix()
	for level, worst := range worstCosts(m.problem) {
		a.most[level] = max(1, mostEnergy/max(1, worst))
	}
	return a
}

// run cools from the temperature of the plan to one at which the smallest step of the soft cost is hardly taken, in one stage or two
// (stages.go). It tries the given number of moves, rounded down to whole stretches between two looks at the weights.
func (a *annealing) run(moves int64, plan plan) {
	sizes := a.sound()
	for _, level := range [...]Level{Hard, Cover} {
		a.floor[level] = plan.weight[level] * meanOf(sizes[Soft]) / sizes[level][len(sizes[level])/smallSteps]
	}
	a.floor[Soft] = 1
	a.weigh = a.floor
	stages := stagesOf(sizes[Soft], plan.heat)
	for _, stage := range stages {
		a.cool(moves/int64(len(stages)), stage)
	}
	a.remember()
}

// cool tries moves at falling temperatures.
func (a *annealing) cool(moves int64, s stage) {
	a.temperature = s.hottest
	cooling := rounded(math.Pow(s.coldest/s.hottest, 1./coolings))
	for range coolings {
		a.reprice(a.energies())
		a.worse = [...]bool{Hard: true, Cover: true, Soft: true}
		for range weightChecks {
			a.walk(max(1, moves/(coolings*weightChecks)))
			a.worse[Hard] = a.worse[Hard] && a.score.Hard > a.bestScore.Hard
			a.worse[Cover] = a.worse[Cover] && a.score.Cover > a.bestScore.Cover
		}
		a.mix.learn()
		a.reweigh(Hard)
		a.reweigh(Cover)
		a.temperature = float64(a.temperature * cooling)
	}
}

// energies returns the weights as energies.
func (a *annealing) energies() (w levels) {
	for level, weight := range a.weigh {
		w[level] = max(1, int64(min(float64(weight*grain), a.most[level])))
	}
	return w
}

// sound tries moves from where the search stands and returns the sizes of their steps on each level, in increasing order; 1 where
// there are none.
func (a *annealing) sound() (sizes [len(levelNames)][]float64) {
	a.reprice(levels{1, 1, 1})
	a.limit, a.free = anyEnergy, false
	for range soundings {
		if !a.mix.draw(a.rng.next()).move() {
			continue
		}
		d := a.score.Sub(a.before)
		for level, step := range [...]int64{Hard: d.Hard, Cover: d.Cover, Soft: d.Soft} {
			if step != 0 {
				sizes[level] = append(sizes[level], math.Abs(float64(step)))
			}
		}
		a.undo()
	}
	for level := range sizes {
		if len(sizes[level]) == 0 {
			sizes[level] = []float64{1}
		}
		slices.Sort(sizes[level])
	}
	return sizes
}

// walk tries moves at one temperature.
func (a *annealing) walk(moves int64) {
	heat := a.temperature * float64(a.prices.weight[Soft])
	for range moves {
		u := a.rng.next()
		a.limit = int64(heat * thresholds[u>>(64-thresholdBits)])
		a.free = u>>8&(freeMoves-1) == 0
		arm := a.mix.draw(u)
		if !arm.move() {
			continue
		}
		if a.energy < 0 {
			arm.reward(float64(-a.energy) / heat)
		}
		a.check("move")
		a.note()
		a.keep()
	}
}

// note remembers the roster before a move that leads away from the best, if it is the best; a move to a better one only tells
// that there is one to be remembered.
func (a *annealing) note() {
	switch {
	case a.score.Less(a.bestScore):
		a.bestScore, a.unsaved = a.score, true
	case a.unsaved:
		a.remember()
		for i := len(a.trail) - 1; i >= 0; i-- {
			c := &a.trail[i]
			a.best[c.person*a.periods+c.period] = c.was
		}
	}
}

// remember saves the roster if it is the best.
func (a *annealing) remember() {
	if a.unsaved {
		copy(a.best, a.roster)
		a.unsaved = false
	}
}

// reweigh moves the weight of a level by what was seen of it at the last temperature.
func (a *annealing) reweigh(level Level) {
	w := &a.weigh[level]
	if a.worse[level] {
		*w = min(float64(*w*dearer), a.floor[level]*mostDearer)
	} else {
		*w = max(float64(*w*cheaper), a.floor[level])
	}
}

const thresholdBits = 10

// thresholds are -log of evenly spread probabilities: a move whose energy is at most temperature times a threshold drawn is
// accepted with probability exp(-energy/temperature).
var thresholds = func() (t [1 << thresholdBits]float64) {
	for i := range t {
		t[i] = rounded(-math.Log((float64(i) + 0.5) / float64(len(t))))
	}
	return t
}()

// rounded drops the last bits of a result of package math, which may differ between processors. (For the same reason
// products are converted before they are added: the conversion forbids a fused multiply-add.)
func rounded(x float64) float64 { return math.Round(x*(1<<40)) / (1 << 40) }
