package solver

// journal remembers what the move under way has changed, so that it can be taken back.
type journal struct {
	trail   []cellChange
	log     []entry
	changed []int32 // demands
	before  Score
}

type cellChange struct {
	person, period int
	was, now       Duty
}

// entry is a number of the state and what it was.
type entry struct {
	at  *int64
	was int64
}

// mark begins a move: what has been changed until now stays.
func (s *state) mark() {
	s.trail, s.log, s.changed, s.before = s.trail[:0], s.log[:0], s.changed[:0], s.score
}

// undo takes the move under way back.
func (s *state) undo() {
	for i := len(s.log) - 1; i >= 0; i-- {
		*s.log[i].at = s.log[i].was
	}
	for i := len(s.trail) - 1; i >= 0; i-- {
		c := &s.trail[i]
		s.roster[c.person*s.periods+c.period] = c.was
		s.flip(c.person, c.period, c.now, c.was)
	}
	s.score = s.before
	s.mark()
}

// add changes a number of the state as part of the move under way.
func (s *state) add(at *int64, by int64) {
	if by != 0 {
		s.log = append(s.log, entry{at, *at})
		*at += by
	}
}

// carryOut makes the change of a trial that has been decided, as part of the move under way.
func (s *state) carryOut() {
	if s.demand == priceOnly {
		s.countDemands()
	}
	delta := s.cover
	first := len(s.trail)
	for i := range s.lines {
		c := &s.lines[i]
		s.levelFollows(c)
		for level, more := range c.delta {
			s.add(&s.broken[c.person][level], more)
			delta[level] += more
		}
		for k, more := range c.borne {
			s.add(&s.bearing[k].borne[c.person], more)
		}
		line := s.roster[c.person*s.periods+c.first:]
		for i, d := range c.duties {
			if was := line[i]; d != was {
				s.trail = append(s.trail, cellChange{c.person, c.first + i, was, d})
			}
		}
	}
	for _, m := range s.moved {
		s.add(&s.counters[m.counter].value, m.by)
		if m.counter >= s.firstDemand {
			s.changed = append(s.changed, m.counter)
		}
	}
	for _, r := range s.turning {
		s.add(&s.values[r.row], r.value-s.values[r.row])
	}
	for k := range s.pools {
		delta[s.pools[k].level] += (s.most[k] - s.bearing[k].most) * s.pools[k].weight
		s.add(&s.bearing[k].most, s.most[k]-s.bearing[k].most)
	}
	for _, c := range s.trail[first:] {
		at := s.cellAt(c.person, c.period)
		was, now := &s.own[at+int(c.was)], &s.own[at+int(c.now)]
		delta[Hard] += now.Hard - was.Hard
		delta[Cover] += now.Cover - was.Cover
		delta[Soft] += now.Soft - was.Soft
		s.roster[c.person*s.periods+c.period] = c.now
		s.flip(c.person, c.period, c.was, c.now)
	}
	s.score = Score{s.score.Hard + delta[Hard], s.score.Cover + delta[Cover], s.score.Soft + delta[Soft]}
}

// levelFollows adds what the successions of a changed line cost more, level by level.
func (s *state) levelFollows(c *lineChange) {
	line, end := s.roster[c.person*s.periods:], c.first+len(c.duties)
	now := func(period int) int {
		if period < c.first || period >= end {
			return int(line[period])
		}
		return int(c.duties[period-c.first])
	}
	for _, k := range s.followsOf.at(c.person) {
		f := &s.follows[k]
		s.eachFollow(f.gap, c, func(from int) {
			after := &f.cost[now(from)*s.duties+now(from+f.gap)]
			before := &f.cost[int(line[from])*s.duties+int(line[from+f.gap])]
			for level := range c.delta {
				c.delta[level] += after[level] - before[level]
			}
		})
	}
}

// swapLine puts the duties of a change into its line, and what stood there into the change.
func (s *state) swapLine(c *lineChange) {
	line := s.roster[c.person*s.periods+c.first:]
	for i, d := range c.duties {
		if was := line[i]; d != was {
			s.flip(c.person, c.first+i, was, d)
			line[i], c.duties[i] = d, was
		}
	}
}

// set puts a duty into a cell as part of the move under way and keeps the score exact.
func (s *state) set(person, period int, d Duty) {
	if s.roster[person*s.periods+period] == d {
		return
	}
	s.begin()
	s.one[0] = d
	s.change(person, period, s.one[:])
	s.decide(anyEnergy)
	s.carryOut()
}
