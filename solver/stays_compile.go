package solver

// stayModel is a problem compiled for a search that moves stays. What a line costs falls into three parts:
//
//	bars        of each stay by itself: a difference of two prefix sums
//	totals      what depends on how long each duty is held in all, whenever: sums, quotients and windows over the whole year
//	order       what depends on the order of the stays: precedences, runs, changes, waits
//
// and whatever a row says that is none of these ("odd") is read off the periods by the row's own definition.
type stayModel struct {
	*model
	start     Score                    // what the bars cost where everybody is off
	bars      [len(levelNames)][]int64 // by person, duty and period (one more than there are): cost over off of the periods before; nil: none
	poolBar   [][]int64                // the same by pool, any level
	reach     []int32                  // by person, duty and period: for how many periods from it on the duty is allowed
	refs      lists[totalRef]          // by person and duty
	ownTotals lists[total]             // by person
	ordered   []personOrder            // by person
	odd       lists[oddRow]            // by person
	slots     int                      // levels, then pools, then one for rows in no pool
	poolOf    []int32                  // by rule
	members   []bool                   // by pool and person
	wanted    []wanted                 // by demand
	plain     bool                     // no stay whose duty is allowed in each period costs anything by bars
	serves    lists[demandRef]         // by kind, duty and period: what the duty adds to which demand over being off
	idle      []int64                  // by demand: its value where everybody is off
	coverOf   []int32                  // by kind, duty and period: the demand that alone counts the duty, once; noDemand or several
}

// slot says where the cost of a row is added up: at its level and at its pool.
type slot struct {
	level Level
	pool  int32
}

func compileStays(p *Problem) *stayModel {
	m := &stayModel{model: compile(p), poolOf: p.poolOf()}
	m.slots = len(levelNames) + len(p.Pools.Rule) + 1
	m.members = make([]bool, len(p.Pools.Rule)*m.people)
	for k := range m.pools {
		for _, person := range m.pools[k].people {
			m.members[k*m.people+int(person)] = true
		}
	}
	m.compileBars()
	m.compileReach()
	m.ordered = make([]personOrder, m.people)
	for i := range m.ordered {
		m.ordered[i] = personOrder{needs: make([]uint64, m.duties), gives: make([]uint64, m.duties), lengths: make([][]orderRow, m.duties)}
	}
	m.compileLines()
	m.compileWanted()
	m.compileServes()
	m.findPlain()
	return m
}

// slotOf returns where the rows of a rule are added up.
func (m *stayModel) slotOf(rule Rule) slot {
	pool := m.slots - 1
	if k := m.poolOf[rule]; k != noPool {
		pool = len(levelNames) + int(k)
	}
	return slot{m.problem.Rules.Level[rule], int32(pool)}
}

// barAt is the place of a person, duty and period among the prefix sums.
func (m *stayModel) barAt(person int, d Duty, period int32) int {
	return (person*m.duties+int(d))*(m.periods+1) + int(period)
}

func (m *stayModel) compileBars() {
	fill := func(cost func(cell int) int64) []int64 {
		sums, any := make([]int64, m.people*m.duties*(m.periods+1)), false
		for person := range m.people {
			for d := range Duty(m.duties) {
				for period := range m.periods {
					at := m.cellAt(person, period)
					over := cost(at+int(d)) - cost(at)
					any = any || over != 0
					i := m.barAt(person, d, int32(period))
					sums[i+1] = sums[i] + over
				}
			}
		}
		if !any {
			return nil
		}
		return sums
	}
	m.bars[Hard] = fill(func(cell int) int64 { return m.cell[cell].Hard })
	m.bars[Cover] = fill(func(cell int) int64 { return m.cell[cell].Cover })
	m.bars[Soft] = fill(func(cell int) int64 { return m.cell[cell].Soft })
	m.poolBar = make([][]int64, len(m.pools))
	for k := range m.pools {
		if of := m.pools[k].cell; of != nil {
			m.poolBar[k] = fill(func(cell int) int64 { return of[cell] })
		}
	}
	for i := range m.people * m.periods {
		m.start = m.start.Add(m.cell[i*m.duties])
	}
}

// findPlain tells whether bars matter to stays whose duty is allowed in each period.
func (m *stayModel) findPlain() {
	m.plain = true
	for at := 0; at < len(m.cell); at += m.duties {
		for d := range m.duties {
			if m.may[at+d] && m.cell[at+d] != m.cell[at] {
				m.plain = false
			}
		}
	}
	for _, sums := range m.poolBar {
		m.plain = m.plain && sums == nil
	}
}

func (m *stayModel) compileReach() {
	m.reach = make([]int32, m.people*m.duties*(m.periods+1))
	for person := range m.people {
		for d := range Duty(m.duties) {
			for period := m.periods - 1; period >= 0; period-- {
				if i := m.barAt(person, d, int32(period)); m.may[m.cellAt(person, period)+int(d)] {
					m.reach[i] = m.reach[i+1] + 1
				}
			}
		}
	}
}

// fits tells whether every cell of a stay allows its duty.
func (m *stayModel) fits(person int, s stay) bool {
	return s.first >= 0 && s.end() <= int32(m.periods) && m.reach[m.barAt(person, s.duty, s.first)] >= s.length
}

func (m *stayModel) whole(first, last Period) bool { return first == 0 && int(last) == m.periods-1 }
