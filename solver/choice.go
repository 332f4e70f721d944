package solver

import "math/rand/v2"

// choice is one of several things to do: what it gained for its work, older gains counting less.
type choice struct{ gain, work, spent float64 }

const (
	forgetting = 0.9
	favour     = 4 // times the share of work that the most rewarding choice gets
)

func (a *choice) rate() float64 { return (a.gain + 1) / (a.work + 1) }

func (a *choice) learn(gain, work float64) {
	a.gain, a.work, a.spent = a.gain*forgetting+gain, a.work*forgetting+work, a.spent+work
}

// drawn draws a choice by the rates.
func drawn(choices []choice, rng *rand.Rand) int {
	total := 0.0
	for i := range choices {
		total += choices[i].rate()
	}
	at, i := rng.Float64()*total, 0
	for i < len(choices)-1 && at > choices[i].rate() {
		at -= choices[i].rate()
		i++
	}
	return i
}

// next returns the choice that has had least of its share of the work: every choice has a share, and those that gain more have a
// larger one.
func next(choices []choice) int {
	best, total := 0, 0.0
	for i := range choices {
		total += choices[i].rate()
	}
	had := func(i int) float64 { return choices[i].spent / (1 + favour*choices[i].rate()/total) }
	for i := range choices {
		if had(i) < had(best) {
			best = i
		}
	}
	return best
}
