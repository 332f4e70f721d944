package solver

import "fmt"

// stayState is a roster as stays, with what is needed to know quickly what other lines for one or two people are worth.
type stayState struct {
	*stayModel
	lines  []stay  // by person: as many elements as periods
	count  []int32 // by person: how many of them there are
	score  levels
	totals []total
	covers []cover
	bill   int64   // what the covers cost at their prices
	order  []int64 // by person and slot: what order and odd rows cost
	borne  []int64 // by pool and person
	most   []int64 // by pool

	edits   [2]edit
	edited  int
	delta   levels // of the edits
	newMost []int64
	sheet   Roster // to judge odd rows on

	barred bool    // bars may cost something
	net    []int32 // by duty: periods that an edit adds; 0 between two edits

	short   []int32 // demands below their least, in any order
	shortAt []int32 // by demand: its place there; -1: none
}

func newStayState(m *stayModel, r Roster) *stayState {
	s := &stayState{
		stayModel: m, lines: make([]stay, m.people*m.periods), count: make([]int32, m.people),
		totals: make([]total, len(m.ownTotals.items)), order: make([]int64, m.people*m.slots),
		borne: make([]int64, len(m.pools)*m.people), most: make([]int64, len(m.pools)), newMost: make([]int64, len(m.pools)),
		sheet: make(Roster, len(r)),
	}
	for i := range s.edits {
		s.edits[i] = edit{line: make([]stay, 0, 2*m.periods), gone: make([]stay, 0, m.periods), come: make([]stay, 0, m.periods),
			order: make([]int64, m.slots), change: make([]int64, m.slots)}
	}
	for _, b := range m.bounds[m.firstDemand:] {
		s.covers = append(s.covers, cover{least: b.least, most: b.most, under: b.under, over: b.over, price: priceUnit, level: b.level})
	}
	s.net = make([]int32, m.duties)
	s.shortAt = make([]int32, len(s.covers))
	s.load(r)
	return s
}

// load replaces the roster.
func (s *stayState) load(r Roster) {
	copy(s.totals, s.ownTotals.items)
	for i := range s.covers {
		s.covers[i].value = s.idle[i]
	}
	s.barred = !s.plain
	s.score = levels{s.start.Hard, s.start.Cover, s.start.Soft}
	clear(s.borne)
	for k := range s.pools {
		copy(s.borne[k*s.people:], s.pools[k].above)
	}
	costs := make([]int64, s.slots)
	for person := range s.people {
		s.loadLine(person, r[person*s.periods:(person+1)*s.periods], costs)
		s.carry(person, costs)
	}
	for i := range s.covers {
		s.score[s.covers[i].level] += s.covers[i].cost()
		s.shortAt[i] = -1
	}
	s.short = s.short[:0]
	for i := range s.covers {
		s.note(int32(i))
	}
	s.bill = s.billed()
	for k := range s.pools {
		s.most[k] = s.worst(k)
		s.score[s.pools[k].level] += s.most[k] * s.pools[k].weight
	}
	s.check("load")
}

// loadLine replaces a line and finds what it costs, by slot.
func (s *stayState) loadLine(person int, row []Duty, costs []int64) {
	line := appendStays(s.lines[person*s.periods:person*s.periods], row)
	s.count[person] = int32(len(line))
	order := s.order[person*s.slots : (person+1)*s.slots]
	s.judgeOrder(person, line, order)
	copy(costs, order)
	for _, st := range line {
		s.barred = s.barred || !s.fits(person, st)
		s.addBars(person, st, 1, costs)
		for _, ref := range s.refs.at(person*s.duties + int(st.duty)) {
			s.totals[ref.total].value += int64(ref.coef) * int64(st.length)
		}
		s.tallyCover(person, st, 1)
	}
	for i := s.ownTotals.first[person]; i < s.ownTotals.first[person+1]; i++ {
		t := &s.totals[i]
		costs[t.slot.level] += t.cost()
		costs[t.slot.pool] += t.cost()
	}
	for k := range s.pools {
		if of := s.pools[k].cell; of != nil {
			for period := range s.periods {
				costs[len(levelNames)+k] += of[s.cellAt(person, period)]
			}
		}
	}
}

// carry adds costs of a person to the score and to what he bears.
func (s *stayState) carry(person int, costs []int64) {
	for level := range s.score {
		s.score[level] += costs[level]
	}
	for k := range s.pools {
		s.borne[k*s.people+person] += costs[len(levelNames)+k]
	}
}

// worst returns the most that somebody in a pool bears.
func (s *stayState) worst(k int) (most int64) {
	for _, person := range s.pools[k].people {
		most = max(most, s.borne[k*s.people+int(person)])
	}
	return most
}

// line returns the stays of a person.
func (s *stayState) line(person int) []stay {
	return s.lines[person*s.periods : person*s.periods+int(s.count[person])]
}

// roster writes the lines down.
func (s *stayState) roster(r Roster) Roster {
	for person := range s.people {
		write(r[person*s.periods:(person+1)*s.periods], s.line(person))
	}
	return r
}

func (s *stayState) addBars(person int, st stay, sign int64, costs []int64) {
	for level, sums := range &s.bars {
		if sums != nil {
			costs[level] += sign * (sums[s.barAt(person, st.duty, st.end())] - sums[s.barAt(person, st.duty, st.first)])
		}
	}
	for k, sums := range s.poolBar {
		if sums != nil {
			costs[len(levelNames)+k] += sign * (sums[s.barAt(person, st.duty, st.end())] - sums[s.barAt(person, st.duty, st.first)])
		}
	}
}

// judgeOrder finds what order and odd rows of a line cost, by slot.
func (s *stayState) judgeOrder(person int, line []stay, costs []int64) {
	clear(costs)
	s.inOrder(person, line, costs)
	odd := s.odd.at(person)
	if len(odd) == 0 {
		return
	}
	write(s.sheet[person*s.periods:(person+1)*s.periods], line)
	for _, row := range odd {
		cost := row.judge(s.problem, s.sheet, row.row).Cost
		costs[row.slot.level] += cost
		costs[row.slot.pool] += cost
	}
}

func (s *stayState) now() Score { return Score{s.score[Hard], s.score[Cover], s.score[Soft]} }

// check compares the score kept with the score from nothing, in builds with the tag check.
func (s *stayState) check(after string) {
	if !checking {
		return
	}
	if want := Evaluate(s.problem, s.roster(make(Roster, s.people*s.periods))); want != s.now() {
		panic(fmt.Sprintf("solver: score kept after %s=%v; expected %v", after, s.now(), want))
	}
}
