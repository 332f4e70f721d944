package solver

import "math/bits"

// A trial finds what a change of a few lines is worth before anything is changed. What is cheap to know comes first, and the
// trial ends as soon as it is sure that the change costs more than may be:
//
//	cells, demands; then line by line: successions, rules told from around the change, sums, rules that look at the whole
//	line; then pools
//
// While nothing of a line's rules is broken they can only add to the cost, so most changes end where the first rule is broken.
type trial struct {
	lines  []lineChange
	energy int64 // of what has been looked at
	gain   int64 // the most that what has not been looked at can give back
	demand demandTrial
	cover  levels // what the demands cost more, if counted

	by      []int64 // by counter: by how much it changes; 0 except while counters are gathered
	touched []int32 // counters for which by is, or was, not 0
	moved   []countChange
	flips   []uint64 // by set: the bits of the view that change; 0 except while sets are gathered
	turned  []uint64 // a bit for each of these sets
	late    []int32  // rows that look at the whole line
	seen    []bool   // by row: among late
	turning []rowChange
	most    []int64 // by pool: what the person who bears most bears then
	one     [1]Duty // of a change of one cell
}

// demandTrial tells how much a trial knows of the demands.
type demandTrial uint8

const (
	uncounted demandTrial = iota
	priceOnly             // what they cost more is in the energy, not in cover
	counted
)

// lineChange is a change of one line: the person's duties from a period on.
type lineChange struct {
	person, first int
	duties        []Duty
	delta         levels  // what his line rules cost more
	borne         []int64 // by pool: what he bears more
}

type countChange struct {
	counter int32
	by      int64
}

type rowChange struct {
	row   int32
	value int64
}

const (
	mostLines = 3       // changed by a trial
	anyEnergy = 1 << 62 // limit of a trial that shall not fail
)

func newTrial(m *model) trial {
	t := trial{
		lines: make([]lineChange, 0, mostLines),
		by:    make([]int64, len(m.bounds)),
		most:  make([]int64, len(m.pools)),
		flips: make([]uint64, m.setWords*64), turned: make([]uint64, m.setWords), seen: make([]bool, len(m.rows)),
	}
	for i := range mostLines {
		t.lines[:mostLines][i].borne = make([]int64, len(m.pools))
	}
	return t
}

// begin starts a trial without lines.
func (s *state) begin() {
	t := &s.trial
	t.lines, t.energy, t.gain, t.demand = t.lines[:0], 0, 0, uncounted
	t.moved, t.turning = t.moved[:0], t.turning[:0]
}

// change adds a line to the trial. The duties may be those of another line.
func (s *state) change(person, first int, duties []Duty) {
	t := &s.trial
	t.lines = t.lines[:len(t.lines)+1]
	c := &t.lines[len(t.lines)-1]
	c.person, c.first, c.duties, c.delta = person, first, duties, levels{}
	if len(s.pools) > 0 {
		clear(c.borne)
	}
	t.gain += s.gainOf(person)
}

// gainOf returns the most energy that a change of a line can give back by its line rules and pools.
func (s *state) gainOf(person int) int64 {
	var gain int64
	if s.broken[person] != (levels{}) {
		gain = s.weight.joined(&s.broken[person])
	}
	for k := range s.pools {
		if now := &s.bearing[k]; now.borne[person] == now.most {
			gain += now.most * s.pools[k].weight * s.weight[s.pools[k].level]
		}
	}
	return gain
}

// over tells whether the change costs more than the limit, whatever the rest of the trial may find.
func (s *state) over(limit int64) bool { return s.energy-s.gain > limit }

// decide tells whether the change costs at most the limit. Cells are in the energy already.
func (s *state) decide(limit int64) bool {
	if s.demand == uncounted {
		s.countDemands()
		s.energy += s.weight.joined(&s.cover)
	}
	if s.over(limit) {
		return false
	}
	for i := range s.lines {
		if !s.judge(&s.lines[i], limit) {
			return false
		}
	}
	for k := range s.pools {
		s.most[k] = s.settle(k)
		s.energy += (s.most[k] - s.bearing[k].most) * s.pools[k].weight * s.weight[s.pools[k].level]
	}
	return s.energy <= limit
}

// judge adds what the line rules of a changed line cost more; false if the change costs too much.
func (s *state) judge(c *lineChange, limit int64) bool {
	s.late = s.late[:0]
	s.energy += s.judgeFollows(c)
	if s.over(limit) || s.setCount > 0 && !s.judgeSets(c, limit) || !s.judgeSums(c, limit) {
		return false
	}
	return s.judgeLate(c, limit)
}

// judgeFollows returns what the successions cost more. Their levels are found when the change is carried out.
func (s *state) judgeFollows(c *lineChange) (energy int64) {
	line := s.roster[c.person*s.periods : (c.person+1)*s.periods]
	end := c.first + len(c.duties)
	for _, k := range s.followsOf.at(c.person) {
		price, gap := s.follow[k], s.follows[k].gap
		for i, d := range c.duties {
			t := c.first + i
			was := line[t]
			if t >= gap {
				b := line[t-gap]
				before := b
				if i >= gap {
					before = c.duties[i-gap]
				}
				if before != b || d != was {
					energy += price[int(before)*s.duties+int(d)] - price[int(b)*s.duties+int(was)]
				}
			}
			if t += gap; d != was && t >= end && t < s.periods {
				after := int(line[t])
				energy += price[int(d)*s.duties+after] - price[int(was)*s.duties+after]
			}
		}
	}
	return energy
}

// judgeSets adds what the near rows cost more whose set of periods changes, and notes the rows that look at the whole line.
func (s *state) judgeSets(c *lineChange, limit int64) bool {
	s.gatherFlips(c)
	var v view
	ok := true
	for w, turned := range s.turned {
		s.turned[w] = 0
		for ; turned != 0; turned &= turned - 1 {
			set := w*64 + bits.TrailingZeros64(turned)
			flips := s.flips[set]
			s.flips[set] = 0
			if flips == 0 || !ok {
				continue
			}
			at := c.person*s.setCount + set
			if near := s.near.at(at); len(near) > 0 {
				if v.starts == 0 {
					v = s.viewOf(c.first, len(c.duties))
				}
				was := around(s.held[at*s.words:(at+1)*s.words], v.from)
				for i := range near {
					s.judgeNear(c, &near[i], was, was^flips, &v)
				}
				ok = !s.over(limit)
			}
			s.late = append(s.late, s.far.at(at)...)
		}
	}
	return ok
}

// gatherFlips finds the bits of sets that a change flips.
func (s *state) gatherFlips(c *lineChange) {
	line := s.roster[c.person*s.periods+c.first:]
	turns := s.turns[c.person*s.duties*s.setWords:]
	for i, d := range c.duties {
		was := line[i]
		if d == was {
			continue
		}
		bit := uint64(1) << (s.margin + i)
		for w := range s.turned {
			turn := turns[int(was)*s.setWords+w] ^ turns[int(d)*s.setWords+w]
			s.turned[w] |= turn
			for ; turn != 0; turn &= turn - 1 {
				s.flips[w*64+bits.TrailingZeros64(turn)] ^= bit
			}
		}
	}
}

// judgeNear adds what a near row costs more when its set changes.
func (s *state) judgeNear(c *lineChange, r *nearRow, was, now uint64, v *view) {
	value := s.values[r.row]
	var cost int64
	if r.window {
		more := r.touched(now, v) - r.touched(was, v)
		if more == 0 {
			return
		}
		below, above := outside(value+more, r.least, r.most)
		wasBelow, wasAbove := outside(value, r.least, r.most)
		cost = below + above - wasBelow - wasAbove
		value += more
	} else {
		cost = r.broken(now, v)
		if value > 0 {
			cost -= r.broken(was, v)
		}
		if cost == 0 {
			return
		}
		value += cost
	}
	s.turning = append(s.turning, rowChange{r.row, value})
	s.charge(c, r.level, r.pool, cost*r.weight)
}

// charge adds to what the rules of a changed line cost more.
func (s *state) charge(c *lineChange, level Level, pool int32, cost int64) {
	c.delta[level] += cost
	s.energy += cost * s.weight[level]
	if pool != noPool {
		c.borne[pool] += cost
	}
}

// judgeSums adds what sums and quotients cost more.
func (s *state) judgeSums(c *lineChange, limit int64) bool {
	line, at := s.roster[c.person*s.periods+c.first:], c.person*s.duties
	for i, d := range c.duties {
		was := line[i]
		if d == was {
			continue
		}
		period := Period(c.first + i)
		for _, ref := range s.sumRefs.at(at + int(was)) {
			if ref.first <= period && period <= ref.last {
				s.tally(ref.counter, -int64(ref.coef))
			}
		}
		for _, ref := range s.sumRefs.at(at + int(d)) {
			if ref.first <= period && period <= ref.last {
				s.tally(ref.counter, int64(ref.coef))
			}
		}
	}
	for _, i := range s.touched {
		if by := s.by[i]; by != 0 {
			s.by[i] = 0
			k := &s.counters[i]
			s.moved = append(s.moved, countChange{i, by})
			s.charge(c, k.level, k.pool, k.cost(k.value+by)-k.cost(k.value))
		}
	}
	s.touched = s.touched[:0]
	return !s.over(limit)
}

// tally adds to what a counter changes by.
func (s *state) tally(counter int32, by int64) {
	if s.by[counter] == 0 {
		s.touched = append(s.touched, counter)
	}
	s.by[counter] += by
}

// countDemands finds what demands cost more by all lines of the trial together.
func (s *state) countDemands() {
	for i := range s.lines {
		c := &s.lines[i]
		line := s.roster[c.person*s.periods+c.first:]
		for i, d := range c.duties {
			if was := line[i]; d != was {
				for _, ref := range s.coverRefs.at(s.coverAt(c.person, c.first+i, was)) {
					s.tally(ref.counter, -ref.coef)
				}
				for _, ref := range s.coverRefs.at(s.coverAt(c.person, c.first+i, d)) {
					s.tally(ref.counter, ref.coef)
				}
			}
		}
	}
	s.cover, s.demand = levels{}, counted
	for _, i := range s.touched {
		if by := s.by[i]; by != 0 {
			s.by[i] = 0
			k := &s.counters[i]
			s.moved = append(s.moved, countChange{i, by})
			s.cover[k.level] += k.cost(k.value+by) - k.cost(k.value)
		}
	}
	s.touched = s.touched[:0]
}

// judgeLate adds what the rows cost more that look at the whole line, which is changed for that and changed back.
func (s *state) judgeLate(c *lineChange, limit int64) bool {
	line := s.roster[c.person*s.periods : (c.person+1)*s.periods]
	for _, i := range s.changes.at(c.person) {
		if c.moves(line, s.placeOf[s.problem.Changes.Group[s.rows[i].after]]) {
			s.late = append(s.late, i)
		}
	}
	if len(s.late) == 0 {
		return true
	}
	s.swapLine(c)
	for _, i := range s.late {
		if s.seen[i] {
			continue
		}
		s.seen[i] = true
		if value := s.value(i); value != s.values[i] {
			s.turning = append(s.turning, rowChange{i, value})
			s.charge(c, s.rows[i].level, s.rows[i].pool, s.rowCost(i, value)-s.rowCost(i, s.values[i]))
		}
	}
	for _, i := range s.late {
		s.seen[i] = false
	}
	s.swapLine(c)
	return !s.over(limit)
}
