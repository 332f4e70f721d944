package solver

import "math"

// Bounding looks for a score that no roster is better than. Each step is a fixed amount of work, so that a number of steps
// gives the same bound on any machine:
//
//	first:   what counting finds (Counting), and for everybody the least that his own rules cost on level Hard
//	then:    the Lagrangian bound of the lowest level, by column generation over whole lines (Search says how). What the levels
//	         above cost is charged to it at a rate, and what they cost at least is taken off again:
//
//	             cost of the level >= L(rate) - rate x (least cost of the levels above)      for rosters that cost no more there
//
//	         L(rate) is the bound of column generation for (cost of the level + rate x cost of the levels above), which is
//	         certified in integers. A low rate keeps the numbers small and the prices exact; as long as the mixture of
//	         lines buys breaches above, the rate is raised.
//	last:    where breaches above do not go away at any rate, a bound on that level by the same means
//
// A bound of several levels joined into one number with rates that order them strictly says the same with numbers a million
// times as large, and prices that cannot tell one wish from another.
type Bounding struct {
	p      *Problem
	m      *model
	bound  Score
	least  int64 // Hard cost that no line avoids; rosters that cost no more break nothing that strict lines forbid
	stages []Level
	level  Level // of the stage
	c      *columns
	rate   int64
	raised int
	pools  *poolShares
	found  []Evaluation // the best of each stage and rate
	past   []int64      // joined bound after each step at this rate
	steps  int

	counted []Certificate
}

const (
	levelScale  = 16 // of the level of a stage in joined numbers, so that rates below 1 can be said
	mostRaised  = 4  // times a rate is raised
	raiseFactor = 4
	bought      = 0.02 // cost of a level above that a mixture may have beyond its bound, being no exact solution
	patience    = 12   // steps in which the bound has to rise by a share of 1/worthwhile, or the stage is over
	worthwhile  = 10_000
	mostBounded = 400 // steps in all
)

// NewBounding prepares the search for a bound; the problem has to be valid.
func NewBounding(p *Problem) *Bounding {
	b := &Bounding{p: p, m: compile(p)}
	worst := worstCosts(p)
	for level := Soft; ; level-- {
		if worst[level] > 0 {
			b.stages = append(b.stages, level)
			break
		}
		if level == Hard {
			break
		}
	}
	return b
}

// Bound returns a score that no roster is better than.
func (b *Bounding) Bound() Score { return b.bound }

// Steps returns how many steps have been made.
func (b *Bounding) Steps() int { return b.steps }

// Counted returns what counting said at first; Evaluations is what the bound rests on beyond it.
func (b *Bounding) Counted() []Certificate { return b.counted }

// Evaluations returns the best values of the Lagrangian bound that were found.
func (b *Bounding) Evaluations() []Evaluation { return b.found }

// Step makes one step; false: there is no more to do.
func (b *Bounding) Step() bool {
	if len(b.stages) == 0 || b.steps >= mostBounded {
		return false
	}
	b.steps++
	if b.c == nil {
		b.begin()
		return true
	}
	b.c.improveBound()
	b.note()
	if b.settled() {
		b.next()
	}
	return len(b.stages) > 0
}

// begin builds the lines of a stage.
func (b *Bounding) begin() {
	b.level = b.stages[0]
	b.rate, b.past, b.pools = b.firstRate(), nil, newPoolShares(b.p)
	b.c = newColumns(b.p, joinAt(b.level, levelScale, b.rate))
	if b.steps == 1 {
		b.count()
	}
	if b.rate == 0 || b.bound.Hard > b.least { // strict lines say nothing of rosters that must break them
		b.stages = nil
	}
}

// count begins with what counting and the lines alone say.
func (b *Bounding) count() {
	b.bound, b.counted = Counting(b.p)
	for i := range b.c.people {
		if b.c.people[i].l.broken {
			b.least += b.leastHard(i)
		} else {
			b.least += b.m.unavoidable(i)
		}
	}
	if b.least > b.bound.Hard {
		b.raise(Hard, b.least)
	}
}

// leastHard returns what a person's own rules cost on level Hard at least.
func (b *Bounding) leastHard(person int) int64 {
	l := buildLine(b.p, b.m, &weights{of: [len(levelNames)]int64{Hard: 1}}, person, false)
	q := newPricing(l, 1)
	q.run(new(pricer), make([]int64, len(l.cell)), infinite)
	return max(0, ceilDiv(q.bound, priced))
}

// raise raises the bound of a level. What counting said of those below held for rosters that break nothing above, of which
// there are none, unless it is said anew without that.
func (b *Bounding) raise(level Level, to int64) {
	of := [...]*int64{Hard: &b.bound.Hard, Cover: &b.bound.Cover, Soft: &b.bound.Soft}
	*of[level] = to
	for below := level + 1; int(below) < len(of); below++ {
		*of[below] = 0
		if l := newLedger(b.p, below, false); l != nil {
			l.gather(shortages(l))
			*of[below] = max(0, l.certificate().Bound)
		}
	}
}

// note takes over what the last step found.
func (b *Bounding) note() {
	if b.c.prices == nil {
		return
	}
	total := ceilDiv(b.c.bound, priced) + b.c.w.constant(b.p)
	if s := b.pools; s != nil && total > s.best {
		s.best, s.gains = total, 0
	}
	b.past = append(b.past, total)
	e := Evaluation{b.level, levelScale, b.rate, total, b.c.prices, b.c.countPrices, b.c.tracked, b.c.w.shares}
	if n := len(b.found); n > 0 && b.found[n-1].Level == e.Level && b.found[n-1].Rate == e.Rate {
		if total > b.found[n-1].Total {
			b.found[n-1] = e
		}
	} else {
		b.found = append(b.found, e)
	}
	for level := b.level; int(level) < len(levelNames); level++ {
		b.conclude(level)
	}
}

// conclude says what the evaluations of a level mean for its bound, as the bounds above are now.
func (b *Bounding) conclude(level Level) {
	var above int64
	for l := range level {
		above += b.bound.On(l)
	}
	best := int64(math.MinInt64)
	for _, e := range b.found {
		if e.Level == level {
			best = max(best, ceilDiv(e.Total-e.Rate*above, e.Scale))
		}
	}
	if level == Hard {
		best = min(best, b.least+1)
	}
	if best > b.bound.On(level) && b.bound.Hard <= b.least {
		b.raise(level, best)
	}
}

// settled tells whether the stage has come to an end at its rate.
func (b *Bounding) settled() bool {
	n := len(b.past)
	if b.c.pull.phase == settled {
		return true
	}
	if n <= patience || b.c.pull.phase != exact && n < 2*patience {
		return false
	}
	now, then := b.past[n-1], b.past[n-1-patience]
	return now-then < max(levelScale, abs(now)/worthwhile)
}

func abs(v int64) int64 { return max(v, -v) }

// next splits the weight of pools otherwise, or raises the rate if the mixture of lines buys breaches above, or goes on to the
// next stage.
func (b *Bounding) next() {
	worst := b.level
	for level := b.level; level > Hard; level-- {
		if b.c.missed(level-1)-float64(b.bound.On(level-1)) > bought {
			worst = level - 1
		}
	}
	switch {
	case b.shift():
		b.past = nil
		return
	case worst == b.level: // all is said
	case b.raised < mostRaised && b.canRaise():
		b.raised++
		b.rate *= raiseFactor
		b.c.relimit(joinAt(b.level, levelScale, b.rate))
		b.past = nil
		return
	default:
		b.stages = append(b.stages, worst)
	}
	b.stages, b.c, b.raised = b.stages[1:], nil, 0
}
