package solver

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

func TestReheatIsNeverWorse(t *testing.T) {
	const mostPeriods = 7
	neverWorse(t, mostPeriods, func(t *rapid.T, p *Problem, r Roster) Roster {
		better, progress := Reheat(p, r, 1, len(r)%2+1)
		if progress.Before != Evaluate(p, r) || progress.After != Evaluate(p, better) {
			t.Fatalf("progress=%+v; expected the scores %v and %v of the rosters", progress, Evaluate(p, r), Evaluate(p, better))
		}
		return better
	})
}

// Four people share four duties in each of 40 periods, which nothing couples: the best roster is the best of 24 in each period. A short
// annealing of the whole roster misses it; spells, which keep what they gained, reach it.
func TestReheatAddsUp(t *testing.T) {
	const people, periods = 4, 40
	d := newDraft(people, periods, people)
	cover, wish, all := d.rule("cover", Cover), d.rule("wish", Soft), d.class(0, 1, 2, 3)
	rng, best := rand.New(rand.NewPCG(1, 1)), int64(0)
	for period := range Period(periods) {
		var dislike [people][people]int64
		for duty := range people {
			group := d.group(int32(duty))
			d.demand(cover, period, all, group, 1, 1, 1, 1)
			for person := range people {
				dislike[person][duty] = 1 + rng.Int64N(30)
				d.bar(wish, dislike[person][duty], Person(person), period, period, group)
			}
		}
		best += leastAssigned(dislike[:], 0)
	}
	p := &d.Problem
	r, before := Anneal(p, Construct(p, 1), 1, 3_000)
	if _, progress := Reheat(p, r, 1, 1); before.Soft == best || !checking && progress.After != (Score{Soft: best}) || progress.Tried == 0 {
		t.Fatalf("progress=%+v; expected to end at Soft %d, and not to begin there", progress, best)
	}
	if spells, lines := Evaluate(p, Polish(p, r, 1, 1)), Evaluate(p, Polish(p, r, 1, linesEach)); !checking && (spells.Soft != best || lines.Soft != best) {
		t.Errorf("polished by spells and by lines: %v and %v; expected Soft %d", spells, lines, best)
	}
}

// leastAssigned returns what people from one row on cost at least who take a duty each; taken has a bit for each duty that others have.
func leastAssigned(dislike [][4]int64, taken uint) int64 {
	if len(dislike) == 0 {
		return 0
	}
	least := int64(math.MaxInt64)
	for duty, cost := range dislike[0] {
		if taken>>duty&1 == 0 {
			least = min(least, cost+leastAssigned(dislike[1:], taken|1<<duty))
		}
	}
	return least
}
