package solver

import "slices"

// gather says what each line rule of the person adds: to the price of cells, to what the states remember, or to the sums.
// The parts that multiply states least come first, since the last ones are left out when there are too many.
func (b *lineBuilder) gather() {
	b.gatherFollows()
	b.gatherRuns()
	b.gatherWindows()
	b.gatherSums()
	b.gatherPrecedences()
	b.gatherWishes()
	b.gatherChanges()
	b.gatherLags()
	b.gatherWaits()
}

// has lists for each duty whether it is in a group.
func (b *lineBuilder) has(g Group) []bool {
	in := make([]bool, len(b.p.Duties))
	for _, d := range b.p.Groups.members(int32(g)) {
		in[d] = true
	}
	return in
}

func (b *lineBuilder) looseRule(name string, row int) looseRule {
	i := slices.IndexFunc(b.p.kinds(), func(k kind) bool { return k.name == name })
	return looseRule{i, row}
}

func (b *lineBuilder) add(a automaton, count int32, rules ...looseRule) {
	b.parts = append(b.parts, part{a, count, rules})
}

// gatherFollows joins all successions with gap 1 into one table of costs, in which alike rows and columns are one.
func (b *lineBuilder) gatherFollows() {
	t, n := &b.p.Successions, len(b.p.Duties)
	cost := make([][]int64, n)
	for d := range cost {
		cost[d] = make([]int64, n)
	}
	var rules []looseRule
	for i, rule := range t.Rule {
		if t.Person[i] != b.person || t.Gap[i] != 1 {
			continue
		}
		rules = append(rules, b.looseRule("successions", i))
		for _, x := range b.p.Groups.members(int32(t.Before[i])) {
			for _, y := range b.p.Groups.members(int32(t.After[i])) {
				cost[x][y] = plus(cost[x][y], b.price(rule, t.Weight[i]))
			}
		}
	}
	if len(rules) == 0 {
		return
	}
	f := &follow{before: make([]int32, n), after: make([]int32, n)}
	var rows, columns []int // an example of each
	for d := range n {
		f.before[d] = alike(&rows, d, func(x, y int) bool { return slices.Equal(cost[x], cost[y]) })
		f.after[d] = alike(&columns, d, func(x, y int) bool {
			return !slices.ContainsFunc(cost, func(row []int64) bool { return row[x] != row[y] })
		})
	}
	f.cost = append(f.cost, make([]int64, len(columns)))
	for _, x := range rows {
		var row []int64
		for _, y := range columns {
			row = append(row, cost[x][y])
		}
		f.cost = append(f.cost, row)
	}
	b.add(f, -1, rules...)
}

// alike returns the number of the first example that is like x; if there is none, x becomes one.
func alike(examples *[]int, x int, same func(x, y int) bool) int32 {
	i := slices.IndexFunc(*examples, func(e int) bool { return same(e, x) })
	if i < 0 {
		i = len(*examples)
		*examples = append(*examples, x)
	}
	return int32(i)
}

// gatherLags lets states remember successions over more than one period, those over many of equal groups together.
func (b *lineBuilder) gatherLags() {
	t := &b.p.Successions
	type groups struct{ before, after Group }
	var wide []groups
	gaps, rules := map[groups]map[int]int64{}, map[groups][]looseRule{}
	for i, rule := range t.Rule {
		if t.Person[i] != b.person || t.Gap[i] == 1 || int(t.Gap[i]) >= b.line.periods || b.price(rule, t.Weight[i]) == 0 {
			continue
		}
		loose := b.looseRule("successions", i)
		if t.Gap[i] <= longestLag {
			b.add(&lag{b.has(t.Before[i]), b.has(t.After[i]), int(t.Gap[i]), b.price(rule, t.Weight[i])}, -1, loose)
			continue
		}
		g := groups{t.Before[i], t.After[i]}
		if gaps[g] == nil {
			wide, gaps[g] = append(wide, g), map[int]int64{}
		}
		gap := int(t.Gap[i])
		gaps[g][gap] = plus(gaps[g][gap], b.price(rule, t.Weight[i]))
		rules[g] = append(rules[g], loose)
	}
	for _, g := range wide {
		if m := newDistant(b.has(g.before), b.has(g.after), gaps[g], b.line.periods, b.allowed); m != nil {
			b.add(m, -1, rules[g]...)
		} else {
			b.line.loose = append(b.line.loose, rules[g]...)
		}
	}
}

// allowed tells for each period whether a duty of a set can stand there.
func (b *lineBuilder) allowed(in []bool) []bool {
	out := make([]bool, b.line.periods)
	for i, cost := range b.line.cell {
		out[i/len(in)] = out[i/len(in)] || in[i%len(in)] && cost < infinite
	}
	return out
}

func (b *lineBuilder) gatherRuns() {
	t := &b.p.Runs
	for i, rule := range t.Rule {
		if price := b.price(rule, t.Weight[i]); t.Person[i] == b.person && price > 0 {
			b.add(&stretch{in: b.has(t.Group[i]), least: t.Least[i], most: t.Most[i], open: t.Open[i] == 1, carried: t.Carried[i],
				cost: price}, -1, b.looseRule("runs", i))
		}
	}
}

// gatherWindows makes the number of touched windows a count.
func (b *lineBuilder) gatherWindows() {
	t := &b.p.Windows
	for i, rule := range t.Rule {
		if t.Person[i] != b.person {
			continue
		}
		m, number := &touched{spans: newSpans(b.line.periods), in: b.has(t.Group[i])}, int32(0)
		for first := t.First[i]; first <= t.Last[i]; first += Period(t.Every[i]) {
			m.spans.add(number, first, min(b.p.end(), first+Period(t.Length[i])-1))
			number++
		}
		if t.Least[i] <= 0 && t.Most[i] >= number || b.price(rule, t.Weight[i]) == 0 {
			continue
		}
		if b.price(rule, t.Weight[i]) >= infinite && t.Most[i] == 0 {
			b.forbid(m.spans, m.in)
			continue
		}
		if b.relieveWindow(i, number) {
			continue
		}
		b.add(m, int32(len(b.line.counts)), b.looseRule("windows", i))
		b.line.counts = append(b.line.counts, b.count(rule, t.Weight[i], t.Least[i], t.Most[i]))
	}
}

// forbid forbids duties in all stretches.
func (b *lineBuilder) forbid(s spans, in []bool) {
	for period, number := range s.of {
		if number >= 0 {
			b.charge(Period(period), Period(period), infinite, func(d Duty) bool { return in[d] })
		}
	}
}

func (b *lineBuilder) gatherPrecedences() {
	t := &b.p.Precedences
	for i, rule := range t.Rule {
		if price := b.price(rule, t.Weight[i]); t.Person[i] == b.person && price > 0 {
			gap := uint16(min(t.Gap[i], 1<<15))
			b.add(&done{b.has(t.Before[i]), b.has(t.After[i]), gap, price}, -1, b.looseRule("precedences", i))
		}
	}
}

// gatherWishes adds the wishes with several terms; those with one were charged to their cells.
func (b *lineBuilder) gatherWishes() {
	t := &b.p.Wishes
	for i, rule := range t.Rule {
		lo, hi := t.Terms[i], t.Terms[i+1]
		if t.Person[i] != b.person || hi-lo == 1 || b.price(rule, t.Weight[i]) == 0 {
			continue
		}
		m := &promise{terms: make([][][]bool, b.line.periods), cost: b.price(rule, t.Weight[i]), class: make([]int32, len(b.p.Duties))}
		number := map[string]int32{}
		for j := lo; j < hi; j++ {
			m.terms[t.Period[j]] = append(m.terms[t.Period[j]], b.has(t.Group[j]))
		}
		m.last = int(slices.Max(t.Period[lo:hi]))
		for d := range Duty(len(b.p.Duties)) {
			var key []byte
			for j := lo; j < hi; j++ {
				key = append(key, byte(bit(b.p.in(d, t.Group[j]))))
			}
			if _, known := number[string(key)]; !known {
				number[string(key)] = int32(len(number))
			}
			m.class[d] = number[string(key)]
		}
		b.add(m, -1, b.looseRule("wishes", i))
	}
}

const (
	shortSpan  = 14 // periods of a sum that states remember
	shortTotal = 14 // what they count to
)

// gatherSums charges sums over one period to cells, lets states remember those over few periods, and keeps the others for
// the main sum and the counts.
func (b *lineBuilder) gatherSums() {
	t := &b.p.Sums
	tallies := map[[5]int64]*tally{} // found by what makes sums alike; order comes from the rows
	for i, rule := range t.Rule {
		if t.Person[i] != b.person || !b.canBreak(i) {
			continue
		}
		coef, span := b.coefs(t.Group[i]), int64(t.Last[i]-t.First[i]+1)
		price := b.price(rule, t.Weight[i])
		if price == 0 {
			continue
		}
		least, most := int64(t.Least[i]), int64(t.Most[i])
		if slices.Min(coef) >= 0 && int64(b.spare(i))*int64(slices.Max(coef)) <= most {
			most = Unlimited
			if least <= 0 {
				continue
			}
		}
		switch top := max(0, least); {
		case span == 1:
			for d := range Duty(len(coef)) {
				below, above := outside(int64(coef[d]), t.Least[i], t.Most[i])
				b.charge(t.First[i], t.Last[i], times(below+above, price), func(x Duty) bool { return x == d })
			}
		case price >= infinite && most == 0 && least <= 0 && slices.Min(coef) >= 0:
			b.charge(t.First[i], t.Last[i], infinite, func(x Duty) bool { return coef[x] > 0 })
		case b.relieve(i):
		case span <= shortSpan && slices.Min(coef) >= 0 && top <= shortTotal && (most <= shortTotal || most == Unlimited) && most >= 0:
			if most < Unlimited && b.split(i) {
				most = Unlimited
			}
			key := [5]int64{int64(t.Group[i]), least, most, price}
			for tallies[key] != nil && !tallies[key].free(t.First[i], t.Last[i]) {
				key[4]++ // overlapping spans need another automaton each
			}
			m := tallies[key]
			if m == nil {
				m = &tally{spans: newSpans(b.line.periods), coef: coef, least: t.Least[i], most: int32(most), cost: price}
				tallies[key] = m
				b.add(m, -1)
			}
			m.add(int32(i), t.First[i], t.Last[i])
			at := slices.IndexFunc(b.parts, func(x part) bool { return x.automaton == automaton(m) })
			b.parts[at].rules = append(b.parts[at].rules, b.looseRule("sums", i))
		default:
			b.sums = append(b.sums, i)
		}
	}
}

// coefs returns the coefficient of each duty, 0 outside the group.
func (b *lineBuilder) coefs(g Group) []int32 {
	coef := make([]int32, len(b.p.Duties))
	for j, d := range b.p.Groups.members(int32(g)) {
		coef[d] = b.p.Groups.coefs(g)[j]
	}
	return coef
}

// canBreak tells whether any line could break a sum.
func (b *lineBuilder) canBreak(i int) bool {
	t := &b.p.Sums
	coef := b.coefs(t.Group[i])
	span := int64(t.Last[i] - t.First[i] + 1)
	return t.Weight[i] > 0 && (int64(slices.Min(coef))*span < int64(t.Least[i]) || int64(slices.Max(coef))*span > int64(t.Most[i]))
}
