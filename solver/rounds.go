package solver

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Search is the search over whole lines. It goes on in rounds, each a fixed amount of work:
//
//	first:    everybody's first line; then one after the other his best answer to the rest
//	bound:    prices by Gauss and Seidel's rule; then a proximal bundle raises the certified bound and fills the pool with the
//	          lines that its prices make cheap
//	runs:     rosters made from these prices by the augmented Lagrangian method
//	improve:  runs and dives for a few people at a time, or for many in a spell of periods (neighbourhood.go)
//
// Rounds for the bound, as long as it rises, and for rosters take turns. The ways to make rosters are drawn by what they gained
// for their work.
//
// Rounds of a search of the same problem and seed find the same whatever the machine, its threads and its clock.
type Search struct {
	c     *columns
	crew  *crew // best roster so far
	at    *crew // where tries for a few people begin: as good, or a little worse (record-to-record travel, Dueck 1993)
	seed  uint64
	round int
	runs  []*augmented // going on
	made  int          // runs that were begun
	ended int          // and that have ended
	means []choice     // ways to make rosters
	proof *proof       // once prices have settled
	arms  [2][]choice  // of neighbourhoods by runs and by dives: their ways and sizes
}

// NewSearch prepares the search; the problem has to be valid.
func NewSearch(p *Problem, seed uint64) *Search {
	s := &Search{c: newColumns(p), seed: seed, runs: make([]*augmented, together)}
	s.means = make([]choice, meansEnd)
	for i, ways := range [...]way{spell, waysEnd} {
		s.arms[i] = make([]choice, int(ways)*len(sizes(len(p.People))))
	}
	return s
}

// The means by which rosters are made.
const (
	byRuns = iota
	byDives
	byFewRuns
	byFewDives
	byProof
	meansEnd
)

const (
	boundSteps = 8          // of the bundle in a round
	boundWork  = 20_000_000 // and the places of line graphs that pricing looks at in them, about
	roundWork  = 4_000_000  // the same in a round of runs
	together   = 2          // runs, or dives, that go on side by side; a fixed number, so that threads change nothing
	firstRun   = 20         // passes of the first runs
	longerRun  = 60         // by which those that follow are longer
	longestRun = 200
	workUnit   = 100 // people priced
	deviation  = 2   // units of price by which a roster may be worse than the best to go on from it
)

// Rounds returns how many rounds have been made.
func (s *Search) Rounds() int { return s.round }

// Round makes one round.
func (s *Search) Round() {
	rng := rand.New(rand.NewPCG(s.seed, uint64(s.round)))
	s.round++
	switch c := s.c; {
	case s.crew == nil:
		s.begin(rng)
	case s.Closed():
	case c.pull.phase == starting:
		c.improveBound()
	case c.pull.rough() && s.ended > 0 || c.pull.phase != settled && s.round%2 == 0:
		for range s.share(boundWork, boundSteps) {
			c.improveBound()
		}
	default:
		s.improve(rng)
	}
}

// share returns how many times everybody can be priced for an amount of work, at most so many.
func (s *Search) share(work, most int) int {
	size := 1
	for i := range s.c.people {
		size += s.c.people[i].l.bands.size
	}
	return max(1, min(most, work/size))
}

// begin makes the first roster.
func (s *Search) begin(rng *rand.Rand) {
	c := s.c
	s.crew = c.newCrew(slices.Clone(c.first))
	s.at = s.crew
	a := c.newAugmented(c.everybody(), c.first, make([]float64, c.demands), 1, rng)
	a.rho = math.Inf(1)
	a.pass(&c.pricers[0], rng)
	s.keep(c.newCrew(a.best))
}

func (c *columns) everybody() []int {
	all := make([]int, len(c.people))
	for i := range all {
		all[i] = i
	}
	return all
}

// keep keeps a roster if it is the best so far, and its lines; it returns what it gained.
func (s *Search) keep(r *crew) (gain float64) {
	for i, col := range r.line {
		s.c.addColumn(i, col)
	}
	if r.cost >= s.crew.cost {
		return 0
	}
	gain = float64(s.crew.cost-r.cost) / s.c.unit
	s.crew, s.at = r, r
	return gain
}

// advance goes on with the runs for a round's work.
func (s *Search) advance(rng *rand.Rand) {
	c := s.c
	passes := s.share(roundWork, longestRun)
	for i, a := range s.runs {
		if a == nil {
			n := min(longestRun, firstRun+s.made/together*longerRun)
			s.runs[i] = c.newAugmented(c.everybody(), s.crew.line, s.center(), n, rng)
			s.made++
		}
	}
	seeds := []uint64{rng.Uint64(), rng.Uint64()}
	ended := make([]*crew, together)
	parallel(len(c.pricers), together, func(worker, i int) {
		a, rng := s.runs[i], rand.New(rand.NewPCG(seeds[i], 0))
		for n := 0; n < passes && a.left > 0; n++ {
			a.pass(&c.pricers[worker], rng)
		}
		if a.left == 0 || a.cost < s.crew.cost {
			ended[i] = c.newCrew(slices.Clone(a.best))
		}
		if a.left == 0 {
			ended[i].respond(&c.pricers[worker], glance)
		}
	})
	for i, a := range s.runs {
		gain := 0.0
		if ended[i] != nil {
			gain = s.keep(ended[i])
		}
		s.learn(byRuns, gain, float64(a.work))
		a.work = 0
		if a.left == 0 {
			s.runs[i] = nil
			s.ended++
		}
	}
}

// addColumn puts a column into the pool unless it is there.
func (c *columns) addColumn(person int, col *column) {
	if !c.known[person][bytesOf(col.duties)] {
		c.known[person][bytesOf(col.duties)] = true
		c.pool[person] = append(c.pool[person], col)
	}
}

const (
	allWidth  = 100 // columns a person that a dive for everybody begins with
	allPriced = 60  // rounds of it that price new lines
)

// dive dives for everybody, twice from the same roster.
func (s *Search) dive(rng *rand.Rand) {
	c, center := s.c, s.center()
	dives, found, seeds := make([]*dive, together), make([]*crew, together), []uint64{rng.Uint64(), rng.Uint64()}
	parallel(len(c.pricers), together, func(worker, i int) {
		w, rng := &c.pricers[worker], rand.New(rand.NewPCG(seeds[i], 0))
		d := c.newDive(w, c.everybody(), s.crew.line, center, allWidth)
		d.keepOut(s.barred())
		d.disturb(rng)
		if line := d.run(allPriced); line != nil {
			found[i] = c.newCrew(line)
			found[i].respond(w, quick)
		}
		dives[i] = d
	})
	for i, d := range dives {
		gain := 0.0
		if found[i] != nil {
			gain = s.keep(found[i])
		}
		c.merge(d.people, d.fresh)
		s.learn(byDives, gain, d.worked())
	}
}

// improve makes rosters by the means whose turn it is.
func (s *Search) improve(rng *rand.Rand) {
	means := s.next()
	switch {
	case s.ended < 3*together || means == byRuns:
		s.advance(rng)
	case means == byProof:
		s.prove()
	case means == byDives && s.c.pull.phase == settled:
		s.dive(rng)
	default:
		s.tryFew(means, rng)
	}
}

// prove makes a step of the proof, once prices have settled.
func (s *Search) prove() {
	work := float64(len(s.c.people))
	if s.c.pull.phase == settled {
		cutoff, before := (s.crew.cost-1)*priced+1, 0
		if s.proof == nil {
			s.proof = s.c.newProof()
			s.proof.outset(cutoff)
		} else {
			before = s.proof.work
			s.proof.step(cutoff)
		}
		work += float64(s.proof.work - before)
	}
	s.learn(byProof, 0, work)
}

// center returns the prices that rosters are made from.
func (s *Search) center() []float64 {
	if s.proof != nil && len(s.proof.leaves) > 0 && s.proof.bound() > s.c.bound+int64(s.c.unit*priced) {
		return s.proof.center()
	}
	return s.c.pull.center
}

// barred returns the cells that are in no better roster; nil if nothing is known of that.
func (s *Search) barred() [][]bool {
	if s.proof == nil {
		return nil
	}
	return s.proof.barred
}

// tryFew makes a batch of tries for a few people each, from the same roster, and takes over what they gain, in order.
func (s *Search) tryFew(means int, rng *rand.Rand) {
	c, start, center, barred := s.c, s.at, s.center(), s.barred()
	arms := s.arms[bit(means == byFewDives)]
	tries, seeds := make([]neighbourhood, batch), make([]uint64, batch)
	for i := range tries {
		tries[i], seeds[i] = s.neighbourhood(arms, rng), rng.Uint64()
	}
	parallel(len(c.pricers), batch, func(worker, i int) {
		if means == byFewDives {
			tries[i].dive(c, &c.pricers[worker], start, center, barred, rand.New(rand.NewPCG(seeds[i], 0)))
		} else {
			tries[i].run(c, &c.pricers[worker], start, center, rand.New(rand.NewPCG(seeds[i], 0)))
		}
	})
	s.trim()
	for i := range tries {
		t, gain := &tries[i], 0.0
		c.merge(t.people, t.fresh)
		if t.found != nil {
			line := slices.Clone(s.at.line)
			for _, k := range t.people {
				line[k] = t.found[k]
			}
			r := c.newCrew(line)
			if r.cost <= s.at.cost+int64(deviation*c.unit) {
				r.respond(&c.pricers[0], quick)
				gain = s.keep(r)
			}
			if r.cost <= s.crew.cost+int64(deviation*c.unit) {
				s.at = r
			}
		}
		arms[t.arm].learn(gain, t.work/workUnit)
		s.learn(means, gain, t.work)
	}
}

const mostPool = 400 // columns a person that are kept when there are twice as many

// trim drops the columns that cost most at the best prices.
func (s *Search) trim() {
	for i, pool := range s.c.pool {
		if len(pool) < 2*mostPool {
			continue
		}
		costs := make([]int64, len(pool))
		for j, col := range pool {
			costs[j] = col.atPrices(s.c.prices)
		}
		slices.Sort(costs)
		s.c.keep(i, func(col *column) bool { return col == s.crew.line[i] || col.atPrices(s.c.prices) <= costs[mostPool] })
	}
}

// merge puts lines that were found on the way into the pool.
func (c *columns) merge(people []int, fresh [][]*column) {
	for g, lines := range fresh {
		for _, col := range lines {
			c.addColumn(people[g], col)
		}
	}
}

// Best returns the best roster so far and its score; nil before the first round.
func (s *Search) Best() (Roster, Score) {
	if s.crew == nil {
		return nil, Score{}
	}
	r := s.crew.roster()
	return r, Evaluate(s.c.p, r)
}

// Bound returns a score that no roster can be better than; ok is false if nothing is known yet, or the numbers of the problem
// are too large to join its levels into one.
func (s *Search) Bound() (bound Score, ok bool) {
	switch c := s.c; {
	case c.prices == nil:
		return Score{}, false
	case c.softOnly:
		return Score{Soft: s.certified()}, true
	default:
		return c.w.split(s.certified()), c.w.exact
	}
}

// certified returns a joined cost that no roster undercuts; if softOnly, none that keeps what is Hard. A roster that breaks what the graphs of lines forbid costs at least
// one more on level Hard than cannot be avoided.
func (s *Search) certified() int64 {
	c := s.c
	bound := ceilDiv(c.bound, priced)
	if s.proof != nil {
		bound = max(bound, min(ceilDiv(s.proof.bound(), priced), s.crew.cost))
	}
	if c.softOnly {
		return max(0, bound)
	}
	forced := int64(1)
	for i := range c.people {
		forced += c.m.unavoidable(i) + int64(bit(c.people[i].l.broken))
	}
	return max(0, min(bound, forced*c.w.of[Hard]))
}

func ceilDiv(a, b int64) int64 {
	q := a / b
	if a%b > 0 {
		q++
	}
	return q
}

// unavoidable returns the Hard cost that no duty of a cell avoids.
func (m *model) unavoidable(person int) (sum int64) {
	for period := range m.periods {
		at := m.cellAt(person, period)
		least := m.cell[at].Hard
		for _, c := range m.cell[at : at+m.duties] {
			least = min(least, c.Hard)
		}
		sum += least
	}
	return sum
}

// Closed tells whether the best roster is proven to be one that none is better than. Pools couple lines otherwise than demands do and
// are in no bound, so a problem that has any is never closed.
func (s *Search) Closed() bool {
	return s.crew != nil && s.c.prices != nil && len(s.c.p.Pools.Rule) == 0 && s.crew.cost <= s.certified()
}
