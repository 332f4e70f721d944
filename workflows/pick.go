package workflows

import (
	"rota/solver"
	"rota/solver/residency"
)

// Which schedules a run offers, as pure functions.

// standing is what a schedule is held against others by; less is better everywhere. Wishes are the Soft score. What is not known (nil)
// is as good as anything.
type standing struct {
	Score      solver.Score
	Fairness   *float64
	Resilience *float64
}

func (s standing) score() solver.Score { return s.Score }

// leaningOf returns what the search for the i-th other schedule (from 0) weighs beside the wishes: resilience, fairness, both, nothing but to
// be another one, and again with four times the weights.
func leaningOf(i int) residency.Leaning {
	weight := int64(2) << min(2*(i/4), 8)
	switch i % 4 {
	case 0:
		return residency.Leaning{Resilience: weight}
	case 1:
		return residency.Leaning{Fairness: weight}
	case 2:
		return residency.Leaning{Fairness: weight, Resilience: weight}
	default:
		return residency.Leaning{}
	}
}

// front tells which schedules are on the front: of those with the least Hard and then Cover, the ones that no other one dominates, which
// would be at least as good in wishes, fairness and resilience and better in one of them.
func front(of []standing) []bool {
	best := of[bestOf(of, standing.score)].Score
	on := make([]bool, len(of))
	for i, s := range of {
		on[i] = s.Score.Hard == best.Hard && s.Score.Cover == best.Cover
		for _, other := range of {
			on[i] = on[i] && !other.dominates(s)
		}
	}
	return on
}

// dominates reports whether s is at least as good as t in everything and better in something. Hard and Cover are compared as one.
func (s standing) dominates(t standing) bool {
	legal := solver.Score{Hard: s.Score.Hard, Cover: s.Score.Cover}.Compare(solver.Score{Hard: t.Score.Hard, Cover: t.Score.Cover})
	if legal != 0 {
		return legal < 0
	}
	if t.Score.Soft < s.Score.Soft || less(t.Fairness, s.Fairness) || less(t.Resilience, s.Resilience) {
		return false
	}
	return s.Score.Soft < t.Score.Soft || less(s.Fairness, t.Fairness) || less(s.Resilience, t.Resilience)
}

// less reports whether a is below b by more than the rounding of sums.
func less(a, b *float64) bool { return a != nil && b != nil && *a < *b-1e-9 }

// chosen returns the schedule that a run puts first: of those with the least score the fairest, of these the most resilient, of these the
// first. Nothing on the front dominates it, so people are never handed a schedule beside one that is better in everything.
func chosen(of []standing) int {
	best := bestOf(of, standing.score)
	for i, s := range of {
		if s.Score != of[best].Score || less(of[best].Fairness, s.Fairness) {
			continue
		}
		if less(s.Fairness, of[best].Fairness) || less(s.Resilience, of[best].Resilience) {
			best = i
		}
	}
	return best
}

// leastApart: candidates shall differ from each other in one of so many cells at least.
const leastApart = 10

// pick returns the k schedules to offer, in order. The first is the chosen one. Then come those on the front that are apart
// from all before: first the one with most resilience, then the fairest, as far as they are better there than the first; then whichever is
// farthest from the nearest one picked. If the front has too few, others that are apart follow, and at last any. apart is the least
// number of cells in which two of them shall differ.
func pick(of []standing, distance [][]int, apart, k int) []int {
	onFront := front(of)
	picked := []int{chosen(of)}
	first := of[picked[0]]
	seek := []func(standing) *float64{
		func(s standing) *float64 { return s.Resilience },
		func(s standing) *float64 { return s.Fairness },
	}
	for len(picked) < min(k, len(of)) {
		among := preferred(len(of), picked, distance, apart, onFront)
		next := -1
		for next < 0 && len(seek) > 0 {
			next = leastBy(of, among, seek[0], first)
			seek = seek[1:]
		}
		if next < 0 {
			next = farthest(among, picked, distance)
		}
		picked = append(picked, next)
	}
	return picked
}

// preferred returns, of the schedules not yet picked, those on the front that are apart; if there are none, those that are apart; if
// there are none of these, all.
func preferred(n int, picked []int, distance [][]int, apart int, onFront []bool) []int {
	var best, good, all []int
	for i := range n {
		near := nearest(i, picked, distance)
		if near < 0 {
			continue
		}
		all = append(all, i)
		if near >= max(1, apart) {
			good = append(good, i)
			if onFront[i] {
				best = append(best, i)
			}
		}
	}
	switch {
	case len(best) > 0:
		return best
	case len(good) > 0:
		return good
	default:
		return all
	}
}

// nearest returns how far a schedule is from the nearest one picked, -1 if it is picked itself.
func nearest(i int, picked []int, distance [][]int) int {
	near := distance[i][picked[0]]
	for _, j := range picked {
		if i == j {
			return -1
		}
		near = min(near, distance[i][j])
	}
	return near
}

// leastBy returns the schedule with the least value, -1 if none is below that of the first one picked.
func leastBy(of []standing, among []int, value func(standing) *float64, first standing) int {
	least := -1
	for _, i := range among {
		if less(value(of[i]), value(first)) && (least < 0 || less(value(of[i]), value(of[least]))) {
			least = i
		}
	}
	return least
}

// farthest returns the schedule that is farthest from the nearest one picked; among equals, the first.
func farthest(among, picked []int, distance [][]int) int {
	far := among[0]
	for _, i := range among {
		if nearest(i, picked, distance) > nearest(far, picked, distance) {
			far = i
		}
	}
	return far
}
