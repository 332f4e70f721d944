package solver

import (
	"runtime"
	"testing"

	"pgregory.net/rapid"
)

// A line whose duties can stand in few periods costs what Evaluate says, however far apart its successions reach.
func TestDistantSuccessionsAreInTheStates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const periods, duties = 40, 3
		d := newDraft(1, periods, duties)
		closed, spaced, wish := d.rule("closed", Hard), d.rule("spaced", rapid.SampledFrom([]Level{Hard, Soft}).Draw(t, "level")), d.rule("wish", Soft)
		both, call, ward := d.group(1, 2), d.group(1), d.group(2)
		open := rapid.SliceOfNDistinct(rapid.IntRange(0, periods-1), 1, 6, rapid.ID[int]).Draw(t, "open")
		isOpen := make([]bool, periods)
		for _, t := range open {
			isOpen[t] = true
		}
		for t, may := range isOpen {
			if !may {
				d.bar(closed, 1, 0, Period(t), Period(t), both)
			}
		}
		for range rapid.IntRange(1, 8).Draw(t, "successions") {
			gap := rapid.Int32Range(longestLag+1, periods-1).Draw(t, "gap")
			before, after := rapid.SampledFrom([]Group{call, ward, both}).Draw(t, "before"), rapid.SampledFrom([]Group{call, ward, both}).Draw(t, "after")
			d.succession(spaced, rapid.Int64Range(1, 5).Draw(t, "weight"), 0, before, after, gap)
		}
		d.bar(wish, 1, 0, 0, periods-1, ward)
		p := &d.Problem
		w := newWeights(p)
		l := newLine(p, compile(p), &w, 0)
		if len(l.loose) > 0 {
			t.Fatalf("%d rules are in no state; expected all", len(l.loose))
		}
		line, counts := make([]Duty, periods), make([]int64, len(l.counts))
		for try := range 200 {
			for k, at := range open {
				line[at] = Duty(try / pow(3, k) % duties)
			}
			want, got := Evaluate(p, line), l.replay(line, counts)
			switch {
			case l.strict && want.Hard > 0:
				if got < infinite {
					t.Fatalf("line %v: score=%v, cost=%d; expected it to be forbidden", line, want, got)
				}
			case got != w.join(want):
				t.Fatalf("line %v: cost=%d; expected %d of score %v", line, got, w.join(want), want)
			}
		}
	})
}

func pow(x, n int) int {
	v := 1
	for range n {
		v *= x
	}
	return v
}

func TestRefineIsNeverWorse(t *testing.T) {
	const mostPeriods = 4
	neverWorse(t, mostPeriods, func(_ *rapid.T, p *Problem, r Roster) Roster { return Refine(p, r, 1, 1) })
}

// neverWorse holds a search to what it promises: a roster that is never worse, the same on any number of threads, and the one given left as
// it is.
func neverWorse(t *testing.T, mostPeriods int, search func(t *rapid.T, p *Problem, r Roster) Roster) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	rapid.Check(t, func(t *rapid.T) {
		p := randomProblem(t, rapid.IntRange(1, 3).Draw(t, "people"), rapid.IntRange(1, mostPeriods).Draw(t, "periods"), rapid.IntRange(1, 3).Draw(t, "duties"))
		r := make(Roster, len(p.People)*len(p.Periods))
		for i := range r {
			r[i] = Duty(rapid.IntRange(0, len(p.Duties)-1).Draw(t, "duty"))
		}
		given, before := append(Roster(nil), r...), Evaluate(p, r)
		var found [2]Roster
		for i := range found {
			runtime.GOMAXPROCS(1 + i)
			found[i] = search(t, p, r)
		}
		if after := Evaluate(p, found[0]); before.Less(after) {
			t.Fatalf("score=%v; expected none worse than %v", after, before)
		}
		for i := range r {
			if r[i] != given[i] || found[0][i] != found[1][i] {
				t.Fatalf("cell %d: given %d, now %d, found %d and %d; expected no change, and the same twice", i, given[i], r[i], found[0][i], found[1][i])
			}
		}
	})
}

// What Refine says to be proven, no other roster is better than.
func TestRefineProves(t *testing.T) {
	proofs := 0
	rapid.Check(t, func(t *rapid.T) {
		const people, periods, duties = 3, 2, 3
		d := newDraft(people, periods, duties)
		cover, law, wish := d.rule("cover", Cover), d.rule("law", Hard), d.rule("wish", Soft)
		for period := range Period(periods) {
			for duty := range int32(duties) {
				for person := range Person(people) {
					d.bar(wish, rapid.Int64Range(0, 9).Draw(t, "dislike"), person, period, period, d.group(duty))
				}
				if least := rapid.Int32Range(0, 2).Draw(t, "least"); duty > 0 {
					d.demand(cover, period, d.class(0, 1, 2), d.group(duty), least, least, 1, 1)
				}
			}
		}
		for person := range Person(people) {
			d.succession(law, 1, person, d.group(1), d.group(rapid.Int32Range(0, 2).Draw(t, "after")), 1)
		}
		found, proven := refined(&d.Problem, Construct(&d.Problem, 1), 1, 1)
		if proven {
			proofs++
			if best := bestOfAll(&d.Problem); found.Score != best {
				t.Fatalf("score=%v is said to be proven; expected %v", found.Score, best)
			}
		}
	})
	if proofs == 0 {
		t.Error("nothing was proven; expected some problems to be")
	}
}
