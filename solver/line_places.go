package solver

import "slices"

// mostRemembered limits the states of one automaton.
const mostRemembered = 1 << 12

// gatherChanges adds the rows that count changes of place.
func (b *lineBuilder) gatherChanges() {
	t := &b.p.Changes
	for i, rule := range t.Rule {
		price := b.price(rule, t.Weight[i])
		if t.Person[i] != b.person || price == 0 || int(t.Most[i]) >= b.line.periods {
			continue
		}
		m := &moves{place: make([]int32, len(b.p.Duties)), most: t.Most[i], cost: price}
		var places []int32
		for j, d := range b.p.Groups.members(int32(t.Group[i])) {
			place := b.p.Groups.coefs(t.Group[i])[j]
			at := slices.Index(places, place)
			if at < 0 {
				at = len(places)
				places = append(places, place)
			}
			m.place[d] = int32(at) + 1
		}
		m.from, m.width = m.place[t.Carried[i]], int32(len(places))+1
		b.addSmall(m, int64(m.width)*(int64(m.most)+1), b.looseRule("changes", i))
	}
}

// gatherWaits adds the rows that count what is free before the last duty.
func (b *lineBuilder) gatherWaits() {
	t := &b.p.Waits
	for i, rule := range t.Rule {
		price := b.price(rule, t.Weight[i])
		if t.Person[i] != b.person || price == 0 || int(t.Most[i]) >= b.line.periods {
			continue
		}
		m := &pause{in: b.has(t.Group[i]), most: t.Most[i], width: int32(b.line.periods) + 1, cost: price}
		b.addSmall(m, int64(m.width)*(int64(m.most)+1), b.looseRule("waits", i))
	}
}

// gatherQuotients adds the quotients, but for the one that is the main sum.
func (b *lineBuilder) gatherQuotients() {
	t := &b.p.Quotients
	for i, rule := range t.Rule {
		price := b.price(rule, t.Weight[i])
		if t.Person[i] != b.person || price == 0 || i == b.mainQuotient {
			continue
		}
		low, high := b.rangeOf(t.Group[i], t.First[i], t.Last[i])
		m := &share{spans: newSpans(b.line.periods), coef: b.coefs(t.Group[i]), low: low,
			per: int64(t.Per[i]), least: int64(t.Least[i]), most: int64(t.Most[i]), cost: price}
		m.add(0, t.First[i], t.Last[i])
		b.addSmall(m, high-low+1, b.looseRule("quotients", i))
	}
}

// rangeOf returns what the coefficients of a group can add up to from period to period; 0 is in it.
func (b *lineBuilder) rangeOf(g Group, first, last Period) (low, high int64) {
	coef, span := b.coefs(g), int64(last-first+1)
	return min(0, int64(slices.Min(coef))) * span, max(0, int64(slices.Max(coef))) * span
}

// addSmall adds an automaton, or leaves its rule out if it has too many states.
func (b *lineBuilder) addSmall(a automaton, states int64, rule looseRule) {
	if states > mostRemembered {
		b.line.loose = append(b.line.loose, rule)
		return
	}
	b.add(a, -1, rule)
}

// longQuotient returns a quotient over all periods that takes more values than states can tell apart, or reaches farther than the
// sums do; -1: there is none.
func (b *lineBuilder) longQuotient(reach int64) int {
	t, best := &b.p.Quotients, -1
	if b.narrow {
		return best
	}
	for i, rule := range t.Rule {
		if t.Person[i] != b.person || t.First[i] > 0 || t.Last[i] < b.p.end() || b.price(rule, t.Weight[i]) == 0 {
			continue
		}
		low, high := b.rangeOf(t.Group[i], t.First[i], t.Last[i])
		values := high/int64(max(1, common(b.coefs(t.Group[i])))) + 1
		if low == 0 && values > fewValues {
			values += 1 << 41 // any sum is better counted
		}
		if low == 0 && values > reach {
			best, reach = i, values
		}
	}
	return best
}

const fewValues = 64
