package solver

import (
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Reheat gives back a roster that is never worse, the same on any number of threads, and leaves the one given as it is.
func TestReheatIsNeverWorse(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	rapid.Check(t, func(t *rapid.T) {
		p := randomProblem(t, rapid.IntRange(1, 3).Draw(t, "people"), rapid.IntRange(1, 7).Draw(t, "periods"), rapid.IntRange(1, 3).Draw(t, "duties"))
		r := make(Roster, len(p.People)*len(p.Periods))
		for i := range r {
			r[i] = Duty(rapid.IntRange(0, len(p.Duties)-1).Draw(t, "duty"))
		}
		given, before, round := slices.Clone(r), Evaluate(p, r), rapid.IntRange(1, 2).Draw(t, "round")
		var found [2]Roster
		var progress Progress
		for i := range found {
			runtime.GOMAXPROCS(1 + i)
			found[i], progress = Reheat(p, r, 1, round)
		}
		if after := Evaluate(p, found[0]); progress.Before != before || progress.After != after || before.Less(after) {
			t.Fatalf("score=%v progress=%+v; expected the score of the roster, and none worse than %v", after, progress, before)
		}
		if !slices.Equal(r, given) || !slices.Equal(found[0], found[1]) {
			t.Fatalf("given %v, now %v, found %v and %v; expected no change, and the same twice", given, r, found[0], found[1])
		}
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
