package solver

import "math/bits"

// lane is what the search for the ends of a stretch looks at in one person's line.
type lane struct {
	person int
	line   []Duty
	enter  []int64  // of the line
	follow []int64  // of two periods in a row; nil: no rules
	main   *counter // nil: no main sum
	coef   []int32
	join   []int64 // of his kind; nil: they do not add up
	leave  []int64
}

func (m *mover) newLanes() []lane {
	lanes := make([]lane, m.people)
	size := m.periods * m.duties
	for person := range lanes {
		sd := &lanes[person]
		*sd = lane{person: person, line: m.row(person), enter: m.enter[person*size : (person+1)*size]}
		if own := m.followsOf.at(person); len(own) > 0 && m.follows[own[0]].gap == 1 {
			sd.follow = m.follow[own[0]]
		}
		if main := &m.mains[person]; main.counter != noMain {
			sd.main, sd.coef = &m.counters[main.counter], main.coef
		}
		if kind := int(m.kindOf[person]); m.apart[kind] {
			sd.join, sd.leave = m.join[kind*size:(kind+1)*size], m.leave[kind*size:(kind+1)*size]
		}
	}
	return lanes
}

// cell returns what a duty in a cell costs more than the one that stands there, demands left out; false if the cell bars it.
func (m *mover) cell(sd *lane, t int, was, d Duty) (int64, bool) {
	in := sd.enter[t*m.duties+int(d)]
	return in&^barred - sd.enter[t*m.duties+int(was)]&^barred, in < barred || m.free
}

// demandOf returns what demands cost more by a duty in place of the one that stands there; 0 if such costs do not add up.
func (m *mover) demandOf(sd *lane, t int, was, d Duty) int64 {
	if sd.join == nil {
		return 0
	}
	return sd.join[t*m.duties+int(d)] + sd.leave[t*m.duties+int(was)]
}

// begins returns what the succession costs more if a stretch begins with a duty.
func (m *mover) begins(sd *lane, t int, d Duty) int64 {
	if sd.follow == nil || t == 0 {
		return 0
	}
	before := int(sd.line[t-1]) * m.duties
	return sd.follow[before+int(d)] - sd.follow[before+int(sd.line[t])]
}

// ends returns what the succession costs more if a stretch ends with a duty, and the main sum if it drifts by so much.
func (m *mover) ends(sd *lane, t int, d Duty, drift int64) (sum int64) {
	if k := sd.main; k != nil && drift != 0 {
		if value := k.value + drift; value < k.least || value > k.most || k.value < k.least || k.value > k.most {
			sum = (k.cost(value) - k.cost(k.value)) * m.weight[k.level]
		}
	}
	if sd.follow != nil && t+1 < m.periods {
		after := int(sd.line[t+1])
		sum += sd.follow[int(d)*m.duties+after] - sd.follow[int(sd.line[t])*m.duties+after]
	}
	return sum
}

const mostLook = 6 // ends tried beyond the shortest stretch wanted

// stretch draws the first period and the least length of a stretch.
func (m *mover) stretch() (first, least int) {
	u := m.rng.next()
	hi, _ := bits.Mul64(u, uint64(m.where.length))
	return m.where.first + int(hi), 1 + int(u&(1<<32-1)*uint64(m.span)>>32)
}

// swap exchanges what two people do in a stretch of periods. Where both count alike for cover, cover stays as it is.
func (m *mover) swap() bool {
	a, b := m.pair(m.people)
	first, least := m.stretch()
	sa, sb := &m.lanes[a], &m.lanes[b]
	for sa.line[first] == sb.line[first] {
		if first++; first == m.periods {
			return false
		}
	}
	m.tried++
	enough := m.limit + m.gainOf(a) + m.gainOf(b)
	begin := m.begins(sa, first, sb.line[first]) + m.begins(sb, first, sa.line[first])
	var energy, driftA, driftB int64
	from := first + least - 1
	for t := first; t < min(m.periods, first+m.reach, from+mostLook); t++ {
		x, y := sa.line[t], sb.line[t]
		if x == y {
			continue
		}
		ea, okA := m.cell(sa, t, x, y)
		eb, okB := m.cell(sb, t, y, x)
		if !okA || !okB {
			return false
		}
		energy += ea + eb
		if sa.main != nil {
			driftA += int64(sa.coef[y] - sa.coef[x])
		}
		if sb.main != nil {
			driftB += int64(sb.coef[x] - sb.coef[y])
		}
		if t < from || energy+begin > enough || energy+begin+m.ends(sa, t, y, driftA)+m.ends(sb, t, x, driftB) > enough {
			continue
		}
		m.begin()
		m.change(a, first, sb.line[first:t+1])
		m.change(b, first, sa.line[first:t+1])
		m.energy = energy
		if m.kindOf[a] == m.kindOf[b] {
			m.demand, m.cover = counted, levels{}
		}
		return m.decided()
	}
	return false
}

// decided ends the trial of a move: it is carried out if it costs no more than it may.
func (m *mover) decided() bool {
	if !m.decide(m.limit) {
		return false
	}
	m.carryOut()
	return true
}

// redraw gives one person, for a stretch, one duty or what somebody else does in it.
func (m *mover) redraw() bool {
	person := m.draw(m.people)
	first, least := m.stretch()
	sd := &m.lanes[person]
	longest := min(m.reach, least+mostLook, m.periods-first)
	var duties []Duty
	if u := m.draw(8); u == 0 && m.people > 1 {
		other := m.draw(m.people - 1)
		if other >= person {
			other++
		}
		duties = m.row(other)[first : first+longest]
	} else {
		duties = m.space[0][:longest]
		d := m.choose(person, first, u)
		for i := range duties {
			duties[i] = d
		}
	}
	if duties[0] == sd.line[first] {
		return false
	}
	m.tried++
	enough := m.limit + m.gainOf(person)
	begin := m.begins(sd, first, duties[0])
	var energy, drift int64
	for i, d := range duties {
		t := first + i
		was := sd.line[t]
		if was == d {
			continue
		}
		more, ok := m.cell(sd, t, was, d)
		if !ok {
			return false
		}
		energy += more + m.demandOf(sd, t, was, d)
		if sd.main != nil {
			drift += int64(sd.coef[d] - sd.coef[was])
		}
		if i+1 < least || energy+begin > enough || energy+begin+m.ends(sd, t, d, drift) > enough {
			continue
		}
		return m.judged(energy, person, first, duties[:i+1])
	}
	return false
}

// choose draws the duty that a stretch is filled with: that of a period beside it, or any that is allowed in its first period.
func (m *mover) choose(person, first, u int) Duty {
	line := m.row(person)
	switch {
	case u < 3 && first > 0:
		return line[first-1]
	case u < 5 && first+1 < m.periods:
		return line[first+1]
	case m.free:
		return Duty(m.draw(m.duties))
	}
	choice := m.allowed.at(person*m.periods + first)
	return choice[m.draw(len(choice))]
}
