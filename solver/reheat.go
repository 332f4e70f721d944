package solver

import (
	"math/rand/v2"
	"slices"
)

// Reheat anneals spells of periods anew, two at a time, from a roster that annealing has made, which is not changed; together they try
// about as many moves as a round of Improve does. It returns the best roster that it met, never worse than the one given.
//
// A round over the whole roster is as good as all its parts are together; of a spell that came out worse than it was, the roster keeps
// what it had, so that the gains of spells add up. That pays where what lies far apart in a line hardly meets, as in the half-days of a
// block; in years of a few blocks, where what a person must have of a rotation couples all of them, it gains nothing.
//
// The same problem, roster, seed and round give the same answer at any GOMAXPROCS.
func Reheat(p *Problem, r Roster, seed uint64, round int) (Roster, Progress) {
	m := compile(p)
	h := reheating{state: newState(m, r), seed: seed, stream: uint64(round) << 32, rng: rand.New(rand.NewPCG(seed, uint64(round)))}
	progress := Progress{Before: h.score}
	const perCell int64 = min(movesPerSpellCell, movesPerCell)
	for left := int64(m.periods) * movesOfCell(p) / perCell; left > 0; {
		left -= int64(h.pass(int64(m.people) * perCell))
	}
	progress.Tried, progress.After = h.tried, h.score
	return h.roster, progress
}

const (
	shortSpell        = 8    // so many of the shortest spells are in a line
	longSpell         = 2    // and so many of the longest
	movesPerSpellCell = 1000 // each time that it is annealed
	reheat            = 0.15 // first temperature, in mean steps of the soft cost
	mendingPasses     = 4    // one in so many is about what is broken above the soft cost: hot, and slow
)

// reheating is the best roster so far, and the state of the search.
type reheating struct {
	*state
	seed, stream uint64
	rng          *rand.Rand
	passes       int
	tried        int64
}

// pass anneals two spells from the same roster, side by side, and takes over one after the other what is no worse. It returns how many
// periods they have.
func (h *reheating) pass(movesOfPeriod int64) (periods int) {
	spells, plan, from := h.spells(), h.plan(), slices.Clone(h.roster)
	found := make([]*annealing, len(spells))
	parallel(len(spells), len(spells), func(_, i int) {
		a := newAnnealing(h.model, from, h.seed, h.stream+uint64(i))
		a.where = spells[i]
		a.run(movesOfPeriod*int64(spells[i].length), plan)
		found[i] = a
	})
	h.stream += uint64(len(spells))
	h.passes++
	for i, a := range found {
		periods += spells[i].length
		h.tried += a.tried
		h.take(from, a.best)
	}
	return periods
}

// spells draws a spell, and another one beside it on the side where more is left, if there is any.
func (h *reheating) spells() []stint {
	length := max(1, h.periods/shortSpell+h.rng.IntN(1+h.periods/longSpell-h.periods/shortSpell))
	a := h.within(stint{0, h.periods}, length)
	rest := stint{0, a.first}
	if end := a.first + length; h.periods-end > rest.length {
		rest = stint{end, h.periods - end}
	}
	if rest.length == 0 {
		return []stint{a}
	}
	return []stint{a, h.within(rest, min(length, rest.length))}
}

// within draws a spell of a length within another one.
func (h *reheating) within(s stint, length int) stint {
	return stint{s.first + h.rng.IntN(s.length-length+1), length}
}

// plan is about the soft cost, and in some passes about what is still broken above it, which every roster may break.
func (h *reheating) plan() plan {
	if (h.score.Hard > 0 || h.score.Cover > 0) && h.passes%mendingPasses == 1 {
		return planOf(h.score, 1)
	}
	return aboutSoft(reheat)
}

// take puts what differs between two rosters into the best one, unless that makes it worse.
func (h *reheating) take(from, to Roster) {
	before, score := slices.Clone(h.roster), h.score
	next := slices.Clone(h.roster)
	for i, d := range to {
		if d != from[i] {
			next[i] = d
		}
	}
	if h.load(next); score.Less(h.score) {
		h.load(before)
	}
}
