package solver

import "math/rand/v2"

// round is one round of jobs that make rosters. Jobs are made side by side, but what each of them finds is taken over in their order:
// a job begins from what was known when the one begun jobsAhead before it had been taken over. So nobody waits for the longest of a
// batch, and what comes out does not depend on who was first. Long jobs (dives for everybody, steps of the proof or of the bundle) are
// begun first and taken over last, with as many short ones beside them as keep two threads busy.
type round struct {
	*Search
	rng   *rand.Rand
	begun int
	under [meansEnd]int  // jobs under way, by means
	going [together]bool // runs of which one is

	others  bool    // than runs may be begun
	most    int     // jobs in the round,
	work    float64 // and people priced in the short ones that have ended:
	enough  float64 // as many as a round has,
	room    float64 // and as many as the long jobs leave room for, going by the work of those before them:
	longest float64 // of the longest, less that of the other
}

const (
	jobsAhead = 4          // short jobs under way; a fixed number, so that threads change nothing
	together  = 2          // long jobs, or runs, under way; a fixed number, too
	mostJobs  = 32         // in a round, unless long ones leave room for more
	jobsWork  = 30_000_000 // and the places of line graphs that pricing looks at in them, about
	firstRuns = 6          // runs that end before other jobs are begun
	mostEach  = 1000       // how often everybody is priced in them, at most

	raiseWorth  = 2 // times that everybody is priced while the bundle makes a step
	glanceWorth = 3 // people priced at a glance who take as long as one who is priced in earnest
)

// improve makes rosters by the means whose turn it is. Until prices have settled, steps of the bundle go on beside.
func (s *Search) improve(rng *rand.Rand) {
	r := round{Search: s, rng: rng, most: mostJobs, enough: float64(s.share(jobsWork, mostEach) * len(s.c.people))}
	next := r.next
	if s.c.pull.phase == settled {
		r.others = s.ended >= firstRuns
	} else { // lines by the hundred, as dives for everybody find them, would keep the bundle from settling
		r.most, r.room = together, float64(raiseWorth*s.share(boundWork, boundSteps)*len(s.c.people))
		next = func() (job, bool) {
			next = r.next
			return r.raise(), true
		}
	}
	pipeline(s.c.pricers, jobsAhead, func() (job, bool) { return next() })
	s.trim()
}

// next begins a job of the means that has had least of its share of the work; false: none can be begun now.
func (r *round) next() (job, bool) {
	if r.work >= r.room && (r.begun >= r.most || r.work >= r.enough) {
		return job{}, false
	}
	means := r.due(r.allowed)
	if means < 0 {
		return job{}, false
	}
	r.begun++
	r.under[means]++
	var j job
	switch means {
	case byRuns:
		j = r.advance()
	case byDives:
		j = r.dive()
	case byProof:
		j = r.prove()
	default:
		j = r.tryFew(means)
	}
	end := j.end
	j.end = func() {
		r.under[means]--
		end()
	}
	return j, true
}

// allowed tells whether a job of such means can be begun beside those under way.
func (r *round) allowed(means int) bool {
	switch means {
	case byRuns: // however much they are due, after the long jobs, which can be begun first only
		return r.under[byRuns] < together && (r.begun >= together || !r.others)
	case byFewRuns:
		return r.ended >= 2*together
	case byFewDives:
		return r.ended >= firstRuns
	case byDives:
		return r.others && (r.begun < together || r.shortDives())
	case byProof:
		return r.others && r.begun < together && r.under[byProof] == 0
	}
	return r.others
}

// shortDives tells whether dives for everybody are short jobs, several of which fit into a round.
func (r *round) shortDives() bool { return r.lastDive < r.enough/2 }

// long makes room for a long job beside short ones.
func (r *round) long(expected float64) {
	r.room = max(r.longest, expected) - min(r.longest, expected)
	r.longest = max(r.longest, expected)
}

// learn notes what a short job gained for its work.
func (r *round) learn(means int, gain, work float64) {
	if means == byRuns || means == byFewRuns {
		r.work += work / glanceWorth
	} else {
		r.work += work
	}
	r.Search.learn(means, gain, work)
}
