package solver

import (
	"math/rand/v2"
	"slices"
)

// The jobs by which rosters are made. Each looks at columns, prices and rosters as they are when it is begun.

// advance goes on with a run.
func (r *round) advance() job {
	s, c := r.Search, r.c.beside()
	k := slices.Index(r.going[:], false)
	r.going[k] = true
	if s.runs[k] == nil {
		n := min(longestRun, firstRun+s.made/together*longerRun)
		s.runs[k] = s.c.newAugmented(s.c.everybody(), s.crew.line, s.center(), n, r.rng)
		s.made++
	}
	a, passes, seed, cost := s.runs[k], s.share(roundWork, longestRun), r.rng.Uint64(), s.crew.cost
	var found []*column
	return job{
		work: func(w *pricer) {
			rng := rand.New(rand.NewPCG(seed, 0))
			for n := 0; n < passes && a.left > 0; n++ {
				a.pass(w, rng)
			}
			if a.left == 0 || a.cost < cost {
				found = slices.Clone(a.best)
			}
			if a.left == 0 {
				answered := c.newCrew(found)
				answered.respond(w, glance)
				found = answered.line
			}
		},
		end: func() {
			r.going[k] = false
			r.learn(byRuns, s.keepLines(found), float64(a.work))
			a.work = 0
			if a.left == 0 {
				s.runs[k] = nil
				s.ended++
			}
		},
	}
}

const (
	allWidth  = 100 // columns a person that a dive for everybody begins with
	allPriced = 60  // rounds of it that price new lines
)

// dive dives for everybody.
func (r *round) dive() job {
	s, c, center, barred := r.Search, r.c.beside(), r.center(), r.barred()
	c.shortages, c.mixed = r.guide.shortages, r.guide.mixed
	start, cost, seed := s.crew.line, s.crew.cost, r.rng.Uint64()
	var d *dive
	var found []*column
	short := r.shortDives()
	if !short {
		r.long(s.lastDive)
	}
	return job{
		long: !short,
		work: func(w *pricer) {
			d = c.newDive(w, c.everybody(), start, center, allWidth)
			d.keepOut(barred)
			d.cutoff = cost * priced
			d.disturb(rand.New(rand.NewPCG(seed, 0)))
			if line := d.run(allPriced); line != nil {
				answered := c.newCrew(line)
				answered.respond(w, quick)
				found = answered.line
			}
		},
		end: func() {
			gain := s.keepLines(found)
			s.c.merge(d.people, d.fresh)
			s.lastDive = d.worked()
			if short {
				r.learn(byDives, gain, s.lastDive)
			} else {
				s.learn(byDives, gain, s.lastDive)
			}
		},
	}
}

// tryFew makes a try for a few people.
func (r *round) tryFew(means int) job {
	s, c, start, center, barred := r.Search, r.c.beside(), r.at, r.center(), r.barred()
	c.shortages = start.kept(r.guide.shortages)
	arms := s.arms[bit(means == byFewDives)]
	t, seed := s.neighbourhood(arms, r.rng), r.rng.Uint64()
	return job{
		work: func(w *pricer) {
			if rng := rand.New(rand.NewPCG(seed, 0)); means == byFewDives {
				t.dive(c, w, start, center, barred, rng)
			} else {
				t.run(c, w, start, center, rng)
			}
		},
		end: func() {
			gain := s.takeFew(&t)
			arms[t.arm].learn(gain, t.work/workUnit)
			r.learn(means, gain, t.work)
		},
	}
}

// takeFew takes over what a try for a few people found, in the roster as it stands now.
func (s *Search) takeFew(t *neighbourhood) (gain float64) {
	c := s.c
	c.merge(t.people, t.fresh)
	if t.found == nil {
		return 0
	}
	line := slices.Clone(s.at.line)
	for _, k := range t.people {
		line[k] = t.found[k]
	}
	r, near := c.newCrew(line), int64(deviation*c.unit)
	if r.cost <= s.at.cost+near {
		r.respond(&s.hand, quick)
		gain = s.keep(r)
	}
	if r.cost <= s.crew.cost+near {
		s.at = r
	}
	return gain
}

// keepLines keeps a roster; nil: there is none.
func (s *Search) keepLines(line []*column) (gain float64) {
	if line == nil {
		return 0
	}
	return s.keep(s.c.newCrew(line))
}
