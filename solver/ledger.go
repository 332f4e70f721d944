package solver

// ledger weighs rule rows against the cells of a roster. Each side of a row has a multiplier; a cell gives at most what its best
// duty adds to the weighed amounts. What is wanted and not given, is a bound on the cost of the level of every roster:
//
//	cost >= sum of times x (limit - amount), over lower sides
//	      + sum of times x (amount - limit), over upper sides
//	      + cost of the bars, cell by cell
//	     >= wanted - allowed - sum over cells of the greatest that one duty adds
//
// because no multiplier is above the weight of its row. It is exact in integers, and whoever has the rows and multipliers can
// add it up again. It is the Lagrangian bound with all other rules left out, so that it counts what everybody can count.
type ledger struct {
	p     *Problem
	level Level
	given bool // levels above are known to be kept: their rows count and their bars forbid

	sides   []side
	dearest int64 // greatest weight of a side of the level, at least 1
	times   []int64
	gain    []int64 // by person, period and duty: what the duty adds, less what bars cost there
	out     []bool  // likewise: forbidden on a level above
	top     []int64 // by cell: the greatest gain

	wanted, allowed int64
	gives, forced   int64 // sums of top over cells, above 0 and (negated) below
}

// mostLedger limits the memory of a ledger: people x periods x duties.
const mostLedger = 1 << 26

// newLedger returns a ledger with all multipliers 0, or nil if the problem is too large for one.
func newLedger(p *Problem, level Level, given bool) *ledger {
	cells := len(p.People) * len(p.Periods)
	if cells*len(p.Duties) > mostLedger {
		return nil
	}
	l := &ledger{p: p, level: level, given: given, top: make([]int64, cells)}
	l.gain, l.out = make([]int64, cells*len(p.Duties)), make([]bool, cells*len(p.Duties))
	l.bars()
	l.sides = l.listSides()
	l.times = make([]int64, len(l.sides))
	l.dearest = 1
	for i := range l.sides {
		if p.Rules.Level[l.sides[i].rule] == level {
			l.dearest = max(l.dearest, l.sides[i].most)
		}
	}
	for cell := range l.top {
		l.free(cell)
		l.settle(cell)
	}
	return l
}

func (l *ledger) bound() int64 { return l.wanted + l.forced - l.allowed - l.gives }

func (l *ledger) cell(person Person, period Period) int {
	return int(person)*len(l.p.Periods) + int(period)
}

// bars charges the bars of the level to their cells, and forbids what bars of the levels above forbid.
func (l *ledger) bars() {
	t := &l.p.Bars
	for i, rule := range t.Rule {
		level := l.p.Rules.Level[rule]
		if l.multiplier(rule, t.Weight[i], 1) == 0 {
			continue
		}
		for period := t.First[i]; period <= t.Last[i]; period++ {
			at := l.cell(t.Person[i], period) * len(l.p.Duties)
			for _, d := range l.p.Groups.members(int32(t.Group[i])) {
				if level < l.level {
					l.out[at+int(d)] = true
				} else {
					l.gain[at+int(d)] -= t.Weight[i]
				}
			}
		}
	}
}

// free lifts what forbids every duty of a cell: no roster keeps that, so that nothing is said by it here.
func (l *ledger) free(cell int) {
	out := l.out[cell*len(l.p.Duties) : (cell+1)*len(l.p.Duties)]
	for _, o := range out {
		if !o {
			return
		}
	}
	clear(out)
}

// settle takes the best duty of a cell anew.
func (l *ledger) settle(cell int) {
	at, first := cell*len(l.p.Duties), true
	l.gives -= max(0, l.top[cell])
	l.forced -= max(0, -l.top[cell])
	l.top[cell] = 0
	for d, gain := range l.gain[at : at+len(l.p.Duties)] {
		if !l.out[at+d] && (first || gain > l.top[cell]) {
			l.top[cell], first = gain, false
		}
	}
	l.gives += max(0, l.top[cell])
	l.forced += max(0, -l.top[cell])
}

// add changes the multiplier of a side.
func (l *ledger) add(i int, by int64) {
	s := &l.sides[i]
	l.times[i] += by
	sign := by
	if s.term.Above {
		l.allowed += by * s.limit
		sign = -by
	} else {
		l.wanted += by * s.limit
	}
	for _, a := range s.patches {
		for period := a.first; period <= a.last; period++ {
			cell := l.cell(a.person, period)
			at := cell * len(l.p.Duties)
			a.each(l.p, func(d Duty, counts int64) { l.gain[at+int(d)] += sign * counts })
			l.settle(cell)
		}
	}
}

// climb changes the multipliers of some sides by one, up to most, as long as that makes the bound better, or simpler and no worse.
func (l *ledger) climb(some []int, passes int, most int64) {
	for changed := true; changed && passes > 0; passes-- {
		changed = false
		for _, i := range some {
			for _, by := range [...]int64{-1, 1} {
				if n := l.times[i] + by; n < 0 || n > min(most, l.sides[i].most) {
					continue
				}
				before := l.bound()
				l.add(i, by)
				if after := l.bound(); after > before || after == before && by < 0 {
					changed = true
				} else {
					l.add(i, -by)
				}
			}
		}
	}
}

// scale multiplies all multipliers by as much as the weights allow, if that makes the bound better.
func (l *ledger) scale() {
	factor := int64(0)
	for i, n := range l.times {
		if n > 0 && (factor == 0 || l.sides[i].most/n < factor) {
			factor = l.sides[i].most / n
		}
	}
	if factor < 2 {
		return
	}
	before, old := l.bound(), append([]int64(nil), l.times...)
	for i, n := range old {
		l.set(i, n*factor)
	}
	if l.bound() < before {
		for i, n := range old {
			l.set(i, n)
		}
	}
}

func (l *ledger) set(i int, times int64) {
	if by := times - l.times[i]; by != 0 {
		l.add(i, by)
	}
}

func (l *ledger) clear() {
	for i := range l.times {
		l.set(i, 0)
	}
}

// certificate writes down what the ledger says now.
func (l *ledger) certificate() Certificate {
	c := Certificate{Level: l.level, Given: l.given, Bound: l.bound(), Wanted: l.wanted + l.forced, Places: l.allowed + l.gives}
	for i, n := range l.times {
		if n > 0 {
			term := l.sides[i].term
			term.Times = n
			c.Terms = append(c.Terms, term)
		}
	}
	return c
}
