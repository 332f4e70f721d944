package solver

import (
	"fmt"
	"math/bits"
	"slices"
)

// state is a roster with everything that is needed to know quickly what a change of it is worth.
type state struct {
	*model
	roster   Roster
	score    Score
	counters []counter
	held     []uint64 // by person, line group and word: periods with a duty of the group
	values   []int64  // of the line rows: by how much they are broken; of windows: how many are touched
	broken   []levels // by person: what his sums, quotients and line rows cost
	bearing  []poolState

	trial
	prices
	journal
}

// levels is a score that is indexed by level.
type levels [len(levelNames)]int64

func newState(m *model, r Roster) *state {
	s := &state{
		model: m, roster: make(Roster, len(r)), counters: slices.Clone(m.bounds),
		held: make([]uint64, m.people*m.setCount*m.words), values: make([]int64, len(m.rows)),
		broken: make([]levels, m.people), bearing: make([]poolState, len(m.pools)),
		trial: newTrial(m),
	}
	for k := range s.bearing {
		s.bearing[k].borne = make([]int64, m.people)
	}
	s.load(r)
	s.reprice(levels{1, 1, 1})
	return s
}

// load replaces the roster.
func (s *state) load(r Roster) {
	copy(s.roster, r)
	copy(s.counters, s.bounds)
	clear(s.held)
	clear(s.broken)
	s.score = Score{}
	for i, d := range s.roster {
		person, period := i/s.periods, i%s.periods
		s.score = s.score.Add(s.own[i*s.duties+int(d)])
		s.hold(person, period, d)
		for _, ref := range s.sumRefs.at(person*s.duties + int(d)) {
			if ref.first <= Period(period) && Period(period) <= ref.last {
				s.counters[ref.counter].value += int64(ref.coef)
			}
		}
		for _, ref := range s.coverRefs.at(s.coverAt(person, period, d)) {
			s.counters[ref.counter].value += ref.coef
		}
	}
	for i := range s.counters {
		c := &s.counters[i]
		if cost := c.cost(c.value); i < int(s.firstDemand) {
			s.broken[c.person][c.level] += cost
		} else {
			s.score = s.score.Add(c.level.at(cost))
		}
	}
	for i := range s.rows {
		row := &s.rows[i]
		s.values[i] = s.value(int32(i))
		s.broken[row.person][row.level] += s.rowCost(int32(i), s.values[i])
	}
	for person := range s.people {
		for _, k := range s.followsOf.at(person) {
			f := &s.follows[k]
			for period := f.gap; period < s.periods; period++ {
				at := person*s.periods + period
				cost := &f.cost[int(s.roster[at-f.gap])*s.duties+int(s.roster[at])]
				for level := range cost {
					s.broken[person][level] += cost[level]
				}
			}
		}
		s.score = s.score.Add(Score{s.broken[person][Hard], s.broken[person][Cover], s.broken[person][Soft]})
	}
	s.score = s.score.Add(s.loadPools())
	s.mark()
	s.check("load")
}

func (s *state) coverAt(person, period int, d Duty) int {
	return (int(s.kindOf[person])*s.periods+period)*s.duties + int(d)
}

// cost returns what a counter costs at a value.
func (c *counter) cost(value int64) int64 {
	if c.per > 1 {
		value = floorDiv(value, c.per)
	}
	if value < c.least {
		return (c.least - value) * c.under
	}
	if value > c.most {
		return (value - c.most) * c.over
	}
	return 0
}

// flip changes the sets of a person for a period in which he holds the duty to and no longer the duty from. With from and to
// exchanged it takes that back.
func (s *state) flip(person, period int, from, to Duty) {
	a, b := (person*s.duties+int(from))*s.setWords, (person*s.duties+int(to))*s.setWords
	for w := range s.setWords {
		for turn := s.turns[a+w] ^ s.turns[b+w]; turn != 0; turn &= turn - 1 {
			set := w*64 + bits.TrailingZeros64(turn)
			s.held[(person*s.setCount+set)*s.words+period>>6] ^= 1 << (period & 63)
		}
	}
}

// hold adds a period to the sets of the duty that a person holds in it.
func (s *state) hold(person, period int, d Duty) {
	for w, turn := range s.turns[(person*s.duties+int(d))*s.setWords:][:s.setWords] {
		for ; turn != 0; turn &= turn - 1 {
			set := w*64 + bits.TrailingZeros64(turn)
			s.held[(person*s.setCount+set)*s.words+period>>6] |= 1 << (period & 63)
		}
	}
}

// periodsOf returns the periods in which a person holds a duty of a line group.
func (s *state) periodsOf(person Person, set int32) []uint64 {
	at := (int(person)*s.setCount + int(set)) * s.words
	return s.held[at : at+s.words]
}

// check compares the score kept with the score from nothing, in builds with the tag check.
func (s *state) check(after string) {
	if !checking {
		return
	}
	if want := Evaluate(s.problem, s.roster); want != s.score {
		panic(fmt.Sprintf("solver: score kept after %s=%v; expected %v", after, s.score, want))
	}
}
