package solver

// exhaustion looks through all rosters of a small problem for one without cost, line by line: a line is given up when a bar,
// a succession or a sum is broken whatever follows, a set of lines when a demand is out of reach of the people left.
type exhaustion struct {
	p      *Problem
	left   int64 // cells that may still be set
	roster Roster
	value  []int64 // of each demand, by the lines that stand

	may         [][]Duty // by cell
	kinds       []kind
	rows        [][]looseRule // by person: all that cost something
	sums        [][]int       // by person: those of Sums
	successions [][]int       // by person: those of Successions
	demands     []int         // rows of Demands that cost something
	patches     [][]demandPatch
	rest        [][][2]int64 // by person and demand: least and greatest that this person and those after him can add
}

type demandPatch struct {
	patch
	demand int // in exhaustion.demands
}

// exhaust returns a roster without cost, or nil; complete tells whether there is none, rather than none found within the limit
// of cells set.
func exhaust(p *Problem, limit int64) (r Roster, complete bool) {
	e := &exhaustion{p: p, left: limit, roster: make(Roster, len(p.People)*len(p.Periods))}
	if !e.prepare() {
		return nil, true
	}
	if e.line(0, 0) {
		return e.roster, true
	}
	return nil, e.left > 0
}

// prepare returns false if a bar leaves a cell without a duty.
func (e *exhaustion) prepare() bool {
	p := e.p
	e.kinds = p.kinds()
	e.rows, e.sums, e.successions = make([][]looseRule, len(p.People)), make([][]int, len(p.People)), make([][]int, len(p.People))
	// In the order of kinds.
	people := [...][]Person{
		p.Bars.Person, p.Wishes.Person, p.Sums.Person, p.Successions.Person, p.Precedences.Person, p.Runs.Person, p.Windows.Person,
	}
	weights := [...][]int64{
		p.Bars.Weight, p.Wishes.Weight, p.Sums.Weight, p.Successions.Weight, p.Precedences.Weight, p.Runs.Weight, p.Windows.Weight,
	}
	for kind, persons := range people {
		for i, person := range persons {
			if weights[kind][i] > 0 {
				e.rows[person] = append(e.rows[person], looseRule{kind, i})
			}
		}
	}
	for i, person := range p.Sums.Person {
		if p.Sums.Weight[i] > 0 {
			e.sums[person] = append(e.sums[person], i)
		}
	}
	for i, person := range p.Successions.Person {
		if p.Successions.Weight[i] > 0 {
			e.successions[person] = append(e.successions[person], i)
		}
	}
	e.prepareDemands()
	return e.prepareCells()
}

func (e *exhaustion) prepareCells() bool {
	p := e.p
	barred := make([]bool, len(e.roster)*len(p.Duties))
	for i, person := range p.Bars.Person {
		for period := p.Bars.First[i]; p.Bars.Weight[i] > 0 && period <= p.Bars.Last[i]; period++ {
			for _, d := range p.Groups.members(int32(p.Bars.Group[i])) {
				barred[(int(person)*len(p.Periods)+int(period))*len(p.Duties)+int(d)] = true
			}
		}
	}
	e.may = make([][]Duty, len(e.roster))
	for cell := range e.may {
		for d := range Duty(len(p.Duties)) {
			if !barred[cell*len(p.Duties)+int(d)] {
				e.may[cell] = append(e.may[cell], d)
			}
		}
		if len(e.may[cell]) == 0 {
			return false
		}
	}
	return true
}

func (e *exhaustion) prepareDemands() {
	p := e.p
	e.patches = make([][]demandPatch, len(p.People))
	for i := range p.Demands.Rule {
		if p.Demands.Under[i] == 0 && p.Demands.Over[i] == 0 {
			continue
		}
		for _, a := range demandPatches(p, i) {
			e.patches[a.person] = append(e.patches[a.person], demandPatch{a, len(e.demands)})
		}
		e.demands = append(e.demands, i)
	}
	e.value = make([]int64, len(e.demands))
	e.rest = make([][][2]int64, len(p.People)+1)
	e.rest[len(p.People)] = make([][2]int64, len(e.demands))
	for person := len(p.People) - 1; person >= 0; person-- {
		e.rest[person] = append([][2]int64(nil), e.rest[person+1]...)
		for _, a := range e.patches[person] {
			low, high := reach(p, []patch{a.patch})
			e.rest[person][a.demand][0] += low
			e.rest[person][a.demand][1] += high
		}
	}
}

// line tries every duty in a cell, and then in those after it; true: the roster stands.
func (e *exhaustion) line(person Person, period Period) bool {
	if period > e.p.end() {
		return e.keepsLine(person) && e.next(person)
	}
	cell := int(person)*len(e.p.Periods) + int(period)
	for _, d := range e.may[cell] {
		if e.left--; e.left <= 0 {
			return false
		}
		e.roster[cell] = d
		if e.open(person, period) && e.line(person, period+1) {
			return true
		}
	}
	return false
}

// next adds a line to the demands and goes on with the next person if all of them are still within reach.
func (e *exhaustion) next(person Person) bool {
	e.count(person, 1)
	within := true
	t := &e.p.Demands
	for j, i := range e.demands {
		rest := e.rest[person+1][j]
		if t.Under[i] > 0 && e.value[j]+rest[1] < int64(t.Least[i]) || t.Over[i] > 0 && e.value[j]+rest[0] > int64(t.Most[i]) {
			within = false
			break
		}
	}
	if within && (int(person)+1 == len(e.p.People) || e.line(person+1, 0)) {
		return true
	}
	e.count(person, -1)
	return false
}

func (e *exhaustion) count(person Person, sign int64) {
	for _, a := range e.patches[person] {
		c, _ := e.p.Groups.coef(int32(a.group), int32(e.roster.At(e.p, person, a.first)))
		e.value[a.demand] += sign * c * a.heads
	}
}

// keepsLine tells whether a whole line costs nothing.
func (e *exhaustion) keepsLine(person Person) bool {
	for _, r := range e.rows[person] {
		if e.kinds[r.kind].row(e.p, e.roster, r.row).Amount != 0 {
			return false
		}
	}
	return true
}

// open tells whether the line up to a period can still keep its sums and successions.
func (e *exhaustion) open(person Person, last Period) bool {
	t := &e.p.Sums
	for _, i := range e.sums[person] {
		var sum int64
		for period := t.First[i]; period <= min(last, t.Last[i]); period++ {
			c, _ := e.p.Groups.coef(int32(t.Group[i]), int32(e.roster.At(e.p, person, period)))
			sum += c
		}
		var low, high int64
		if from := max(t.First[i], last+1); from <= t.Last[i] {
			low, high = reach(e.p, []patch{{person, from, t.Last[i], t.Group[i], 1}})
		}
		if sum+high < int64(t.Least[i]) || sum+low > int64(t.Most[i]) {
			return false
		}
	}
	s := &e.p.Successions
	now := e.roster.At(e.p, person, last)
	for _, i := range e.successions[person] {
		earlier := last - Period(s.Gap[i])
		if earlier >= 0 && e.p.in(now, s.After[i]) && e.p.in(e.roster.At(e.p, person, earlier), s.Before[i]) {
			return false
		}
	}
	return true
}
