package solver

import "math/rand/v2"

// choice is one of several things to do: what it gained for its work, older gains counting less, and all of its work.
type choice struct{ gain, work, spent float64 }

const (
	forgetting = 0.9  // of what an arm gained, each time that it is drawn
	favour     = 2    // times the least share of work that the most rewarding means can get
	lasting    = 2000 // people priced, for each, over which gains are remembered
)

// leastShare is the share of work that each means has whatever it gains: the last units are gained by dives for a few people.
var leastShare = [meansEnd]float64{byRuns: 0.5, byDives: 1.5, byFewRuns: 0.5, byFewDives: 5, byProof: 1.5}

func (a *choice) rate(prior float64) float64 { return (a.gain + 1) / (a.work + prior) }

func (a *choice) learn(gain, work float64) {
	a.gain, a.work = a.gain*forgetting+gain, a.work*forgetting+work
}

// drawn draws a choice by the rates.
func drawn(choices []choice, rng *rand.Rand) int {
	total := 0.0
	for i := range choices {
		total += choices[i].rate(1)
	}
	at, i := rng.Float64()*total, 0
	for i < len(choices)-1 && at > choices[i].rate(1) {
		at -= choices[i].rate(1)
		i++
	}
	return i
}

// learn notes what a means gained for its work, in people priced. What all means gained before counts less and less as work goes
// on, since hundreds are gained in the beginning and single units in the end.
func (s *Search) learn(means int, gain, work float64) {
	whole := lasting * float64(len(s.c.people))
	for i := range s.means {
		m := &s.means[i]
		m.gain, m.work = m.gain*max(0.5, 1-work/whole), m.work*max(0.5, 1-work/whole)
	}
	m := &s.means[means]
	m.gain, m.work, m.spent = m.gain+gain, m.work+work, m.spent+work
}

// due returns the means, of those allowed, that has had least of its share of the work: every means has a share, and those that gain
// more have a larger one; -1 if none is allowed.
func (s *Search) due(allowed func(means int) bool) int {
	best, total := -1, 0.0
	prior := lasting * float64(len(s.c.people)) / 100
	for i := range s.means {
		total += s.means[i].rate(prior)
	}
	had := func(i int) float64 { return s.means[i].spent / (leastShare[i] + favour*s.means[i].rate(prior)/total) }
	for i := range s.means {
		if allowed(i) && (best < 0 || had(i) < had(best)) {
			best = i
		}
	}
	return best
}
