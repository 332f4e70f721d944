package solver

import (
	"math/rand/v2"
	"slices"
)

// Reheat anneals one spell of periods after another anew, from a roster that annealing has made, which is not changed; together they try
// as many moves as rounds of movesPerCell do. It returns the best roster that it met, never worse than the one given.
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
	length := max(1, m.periods/spellsInLine)
	moves := int64(length*m.people) * min(movesPerSpellCell, movesPerCell)
	for left := int64(len(r)) * movesPerCell; left > 0; left -= abreast * moves {
		h.pass(length, moves)
	}
	progress.Tried, progress.After = h.tried, h.score
	return h.roster, progress
}

const (
	spellsInLine      = 5    // of one length
	movesPerSpellCell = 1000 // each time that it is annealed
	reheat            = 0.15 // first temperature, in mean steps of the soft cost
	abreast           = 2    // spells at a time; a fixed number, so that threads change nothing
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

// stint is a spell of periods.
type stint struct{ first, length int }

// pass anneals spells that do not overlap from the same roster, side by side, and takes over one after the other what is no worse.
func (h *reheating) pass(length int, moves int64) {
	spells, plan, from := h.spells(length), h.plan(), slices.Clone(h.roster)
	found := make([]*annealing, len(spells))
	parallel(abreast, len(spells), func(_, i int) {
		a := newAnnealing(h.model, from, h.seed, h.stream+uint64(i))
		a.where = spells[i]
		a.run(moves, plan)
		found[i] = a
	})
	h.stream += uint64(len(spells))
	h.passes++
	for _, a := range found {
		h.tried += a.tried
		h.take(from, a.best)
	}
}

// spells draws spells for a pass; fewer where no two fit beside each other.
func (h *reheating) spells(length int) (all []stint) {
	for range abreast {
		s := stint{h.rng.IntN(h.periods - length + 1), length}
		if !slices.ContainsFunc(all, func(t stint) bool { return s.first < t.first+length && t.first < s.first+length }) {
			all = append(all, s)
		}
	}
	return all
}

// plan is about the soft cost, and in some passes about what is still broken above it, which every roster may break.
func (h *reheating) plan() plan {
	if (h.score.Hard > 0 || h.score.Cover > 0) && h.passes%mendingPasses == 1 {
		return planOf(h.score, 1)
	}
	return plan{weight: [len(levelNames)]float64{Hard: 4, Cover: 4}, heat: reheat}
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
