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
// Steps for the bound, as long as it rises, go on beside runs; later steps of the proof go on beside all that makes rosters (jobs.go).
// The ways to make rosters take turns by what they gained for their work.
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
	guide guide        // what it says as of its last step that is done
	arms  [2][]choice  // of neighbourhoods by runs and by dives: their ways and sizes
	legal bool         // rosters that break what is Hard are not asked about: certified says nothing of them
	hand  pricer       // for what is done between jobs
	spare []pricer     // of the bound, beside

	lastDive, lastStep float64 // work of the last dive for everybody, and of the last step of the proof
}

// NewSearch prepares the search; the problem has to be valid.
func NewSearch(p *Problem, seed uint64) *Search { return searchAt(p, newWeights(p), seed) }

// searchAt joins the levels with other weights.
func searchAt(p *Problem, w weights, seed uint64) *Search {
	s := &Search{c: newColumns(p, w), seed: seed, runs: make([]*augmented, together)}
	s.means = make([]choice, meansEnd)
	s.lastDive, s.lastStep = expectedDive*float64(len(p.People)), expectedStep*float64(len(p.People))
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
	boundSteps                 = 8          // of the bundle in a round
	boundWork                  = 20_000_000 // and the places of line graphs that pricing looks at in them, about
	roundWork                  = 4_000_000  // the same in a round of runs
	firstRun                   = 20         // passes of the first runs
	longerRun                  = 60         // by which those that follow are longer
	longestRun                 = 200
	workUnit                   = 100    // people priced
	expectedDive, expectedStep = 80, 20 // times that everybody is priced in a first dive, and in a first step of the proof

	deviation = 2 // units of price by which a roster may be worse than the best to go on from it
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
	case s.pricesFirst():
		clear(s.runs) // they begin anew, from better prices
		for range s.share(boundWork, boundSteps) {
			c.improveBound()
		}
	default:
		s.improve(rng)
	}
}

// pricesFirst tells whether a round makes no roster, since prices are far from what they will be.
func (s *Search) pricesFirst() bool {
	return s.c.pull.phase == starting || s.c.pull.rough() && s.ended > 0
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

// addColumn puts a column into the pool unless it is there.
func (c *columns) addColumn(person int, col *column) {
	if !c.known[person][bytesOf(col.duties)] {
		c.known[person][bytesOf(col.duties)] = true
		c.pool[person] = append(c.pool[person], col)
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

// certified returns a joined cost that no roster undercuts; if softOnly or legal, none that keeps what is Hard. A roster that breaks what the graphs of lines forbid costs at least
// one more on level Hard than cannot be avoided.
func (s *Search) certified() int64 {
	c := s.c
	bound := ceilDiv(c.bound, priced)
	if s.proof != nil {
		bound = max(bound, min(ceilDiv(s.proof.bound(), priced), s.crew.cost))
	}
	if c.softOnly || s.legal {
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
