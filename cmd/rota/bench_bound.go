package main

import (
	"sort"

	"rota/solver"
)

// Annealing knows no bound, so one is looked for after it, for a quarter of the work in all. What that comes to is told by the rounds
// and the size of the problem alone, in which the work was measured, so that equal rounds give equal bounds: a clock would not.
// Where lines and first prices would take more than their share, counting has to do; where that would too, there is no bound.
const (
	boundShare   = 3     // rounds of annealing for the work of one round on the bound
	countingWork = 6_000 // people x periods x duties that counting looks at in the time of a round
	linesWork    = 130   // of which lines and first prices are made in it
	stepWork     = 3_000 // of which the lines are priced in it, those that keep their counts and others together
	mostSteps    = 400   // Bounding makes no more
)

// boundPlan is how a bound is looked for.
type boundPlan struct {
	counting bool
	steps    int     // of Bounding; 0: none
	work     float64 // in rounds
}

// planBound returns what so many rounds of annealing allow.
func planBound(p *solver.Problem, rounds int) boundPlan {
	size, share := float64(len(p.People)*len(p.Periods)*len(p.Duties)), float64(rounds)/boundShare
	counting, step := size/countingWork, size/stepWork
	first := counting + size/linesWork
	switch {
	case counting > share:
		return boundPlan{}
	case first > share:
		return boundPlan{counting: true, work: counting}
	default:
		steps := int(min(mostSteps, (share-first)/step))
		return boundPlan{counting: true, steps: 2 + steps, work: first + float64(steps)*step}
	}
}

// roundsBeside returns the rounds out of so many, after those that were made before, that leave the time for the bound.
func roundsBeside(p *solver.Problem, before, rounds int) int {
	most := sort.Search(rounds+1, func(n int) bool { return float64(n)+planBound(p, before+n).work > float64(rounds) })
	return max(0, most-1)
}

// find looks for the bound; ok is false if nothing is known.
func (b boundPlan) find(p *solver.Problem) (bound solver.Score, ok bool) {
	if b.steps == 0 {
		if b.counting {
			bound, _ = solver.Counting(p)
		}
		return bound, b.counting
	}
	bounding := solver.NewBounding(p)
	for n := 0; n < b.steps && bounding.Step(); n++ {
	}
	return bounding.Bound(), true
}
