package solver

import "math/rand/v2"

// Construct builds a first roster: cell by cell in random order, each with the allowed duty that adds least to the score of what stands
// so far; duties that are as good as each other are drawn. Then people whose line breaks something Hard get a whole line.
func Construct(p *Problem, seed uint64) Roster {
	m := compile(p)
	s := newState(m, make(Roster, m.people*m.periods))
	rng := rand.New(rand.NewPCG(seed, constructStream))
	for _, cell := range rng.Perm(len(s.roster)) {
		s.fill(cell/s.periods, cell%s.periods, rng)
		s.check("construct")
	}
	s.mendLines(rng)
	return s.roster
}

// constructStream is the stream of random numbers of the construction; rounds count up from 0.
const constructStream = 1 << 63

// fill puts the duty into a cell that adds least to the score.
func (s *state) fill(person, period int, rng *rand.Rand) {
	best, ties := Off, 0
	var least Score
	for _, d := range s.allowed.at(person*s.periods + period) {
		s.mark()
		s.set(person, period, d)
		if ties == 0 || s.score.Less(least) {
			best, least, ties = d, s.score, 1
		} else if s.score == least {
			ties++
			if rng.IntN(ties) == 0 {
				best = d
			}
		}
	}
	s.set(person, period, best)
	s.mark()
}

// mendWork is how many arcs the graphs of lines may have together that are built to mend a first roster: enough for all people where
// graphs are small. Where they are large, as where a year has to hold so much of everything, moves of cells mend it as well.
const mendWork = 50_000

// mendLines gives people whose line breaks something Hard, in random order, a line that breaks nothing, if one is found: a cheap one at
// what its duties earn as the others stand.
func (s *state) mendLines(rng *rand.Rand) {
	c := &columns{p: s.problem, m: s.model, w: newWeights(s.problem)}
	c.layDemands()
	var w pricer
	work := 0
	for _, person := range rng.Perm(s.people) {
		if s.broken[person][Hard] == 0 || work > mendWork {
			continue
		}
		l := newLine(c.p, c.m, &c.w, person)
		for _, arcs := range l.arcs {
			work += len(arcs)
		}
		q := newPricing(l, c.unit)
		worth, earned := s.earned(person, &c.w), make([]int64, s.periods*s.duties)
		for try := 0; try < firstTries && len(q.lines) == 0; try++ {
			for i := range earned {
				earned[i] = worth[i]/200 + rng.Int64N(int64(c.unit)*priced)
			}
			clear(q.price)
			q.any(&w, earned)
		}
		if len(q.lines) > 0 {
			s.replace(person, q.lines[len(q.lines)-1])
		}
	}
}

// earned returns what each duty of a person earns in the demands, by period and duty, if he is taken out of them.
func (s *state) earned(person int, w *weights) []int64 {
	earned := make([]int64, s.periods*s.duties)
	s.mark()
	for period := range s.periods {
		s.set(person, period, Off)
	}
	for i := range earned {
		for _, ref := range s.coverRefs.at(int(s.kindOf[person])*len(earned) + i) {
			k := &s.counters[ref.counter]
			earned[i] += (k.cost(k.value) - k.cost(k.value+ref.coef)) * w.of[k.level] * priced
		}
	}
	s.undo()
	return earned
}

// replace gives a person a line, unless that is worse.
func (s *state) replace(person int, line []Duty) {
	s.mark()
	for period, d := range line {
		s.set(person, period, d)
	}
	if s.before.Less(s.score) {
		s.undo()
	}
	s.mark()
	s.check("line")
}
