package solver

import (
	"runtime"
	"testing"

	"pgregory.net/rapid"
)

// No roster is better than the bound, after any step.
func TestBoundingIsBelowTheOptimum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people := rapid.IntRange(1, 3).Draw(t, "people")
		p := randomProblem(t, people, rapid.IntRange(1, 6/people).Draw(t, "periods"), rapid.IntRange(1, 3).Draw(t, "duties"))
		best, b := bestOfAll(p), NewBounding(p)
		for b.Step() {
			if best.Less(b.Bound()) {
				t.Fatalf("bound=%v after %d steps; expected at most %v, the best of all rosters", b.Bound(), b.Steps(), best)
			}
		}
		for _, e := range b.Evaluations() {
			cost := e.Scale * best.On(e.Level)
			for above := range e.Level {
				cost += e.Rate * best.On(above)
			}
			if got := e.Value(p); best.Hard <= b.least && max(got, e.Total) > cost {
				t.Fatalf("value=%d at the prices of %+v; expected it, and the total, to be at most %d of the best of all rosters", got, e, cost)
			}
		}
	})
}

// The worst-off person counts extra: what he costs, and a mean of what several cost that cannot all be well off, is in the bound.
func TestBoundingOfPools(t *testing.T) {
	for name, c := range map[string]struct {
		above, want int64
	}{
		"one is badly off from the start": {9, 9*4 + 4},
		"one of two has to do it":         {0, 2*4 + 4},
	} {
		d := newDraft(2, 2, 2)
		cover, bother, worst := d.rule("cover", Cover), d.rule("bother", Soft), d.rule("worst off", Soft)
		ward, all := d.group(1), d.class(0, 1)
		for t := range Period(2) {
			d.demand(cover, t, all, ward, 1, 1, 1, 1)
			for person := range Person(2) {
				d.bar(bother, 2, person, t, t, ward)
			}
		}
		d.pool(worst, 4, bother, c.above)
		best := bestOfAll(&d.Problem)
		b := NewBounding(&d.Problem)
		for b.Step() {
		}
		if got := b.Bound(); got != best || best.Soft != c.want {
			t.Errorf("%s: bound=%v; expected %v, the best of all rosters, with %d on Soft", name, got, best, c.want)
		}
	}
}

// Where people get in each other's way the bound is what they lose by it, level by level.
func TestBoundingOfLevels(t *testing.T) {
	d := newDraft(2, 2, 3)
	hard, cover, soft := d.rule("qualified", Hard), d.rule("cover", Cover), d.rule("wish", Soft)
	ward, clinic, all := d.group(1), d.group(2), d.class(0, 1)
	d.bar(hard, 1, 0, 0, 1, clinic)
	for t := range Period(2) {
		d.demand(cover, t, all, ward, 2, 2, 1, 1) // wants both
		d.demand(cover, t, all, clinic, 1, 2, 1, 1)
		d.bar(soft, 5, 0, t, t, ward)
		d.bar(soft, 7, 1, t, t, clinic)
	}
	want := bestOfAll(&d.Problem)
	b := NewBounding(&d.Problem)
	for b.Step() {
	}
	if got := b.Bound(); got != want {
		t.Errorf("bound=%v; expected %v, the best of all rosters", got, want)
	}
}

// The same steps give the same bound on any number of threads.
func TestBoundingIsTheSameOnAnyThreads(t *testing.T) {
	p := yearProblem(12, 8)
	var want []Score
	for _, threads := range []int{1, 2, 5} {
		before := runtime.GOMAXPROCS(threads)
		var got []Score
		for b := NewBounding(p); b.Step() && b.Steps() < 30; {
			got = append(got, b.Bound())
		}
		runtime.GOMAXPROCS(before)
		if want == nil {
			want = got
		}
		if len(got) != len(want) {
			t.Fatalf("%d threads: %d steps; expected %d as on 1", threads, len(got), len(want))
		}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("%d threads: bound=%v after step %d; expected %v as on 1", threads, got[i], i+1, want[i])
			}
		}
	}
}
