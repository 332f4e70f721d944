package solver

import "slices"

// exchange exchanges two stretches of one line: what the person does in all stays as it is.
func (m *mover) exchange() bool {
	person := m.draw(m.people)
	s, n := m.stretch()
	t := m.period()
	if t < s {
		s, t = t, s
	}
	n = min(n, t-s, m.periods-t, m.reach-(t-s))
	if n <= 0 {
		return false
	}
	sd := &m.lanes[person]
	line, last := sd.line, t+n-1
	var energy int64
	same := true
	for i := range n {
		x, y := line[s+i], line[t+i]
		if x == y {
			continue
		}
		same = false
		ex, okX := m.cell(sd, s+i, x, y)
		ey, okY := m.cell(sd, t+i, y, x)
		if !okX || !okY {
			m.tried++
			return false
		}
		energy += ex + ey + m.demandOf(sd, s+i, x, y) + m.demandOf(sd, t+i, y, x)
	}
	if same {
		return false
	}
	m.tried++
	if energy+m.begins(sd, s, line[t])+m.ends(sd, last, line[s+n-1], 0) > m.limit+m.gainOf(person) {
		return false
	}
	duties := m.space[0][:last+1-s]
	copy(duties, line[s:last+1])
	for i := range n {
		duties[i], duties[t-s+i] = line[t+i], line[s+i]
	}
	return m.judged(energy, person, s, duties)
}

// shift moves a stretch of one line by a few periods; what stood there goes to its other side.
func (m *mover) shift() bool {
	person := m.draw(m.people)
	first, n := m.stretch()
	_, by := m.stretch()
	if n += by; first+n > m.periods || n > m.reach {
		return false
	}
	sd := &m.lanes[person]
	line, duties := sd.line[first:first+n], m.space[0][:n]
	if m.draw(2) == 0 {
		by = n - by
	}
	copy(duties, line[by:])
	copy(duties[n-by:], line[:by])
	if slices.Equal(line, duties) {
		return false
	}
	m.tried++
	enough := m.limit + m.gainOf(person)
	if m.begins(sd, first, duties[0])+m.ends(sd, first+n-1, duties[n-1], 0) > enough {
		return false
	}
	var energy int64
	for i, d := range duties {
		if was := line[i]; d != was {
			more, ok := m.cell(sd, first+i, was, d)
			if !ok {
				return false
			}
			energy += more + m.demandOf(sd, first+i, was, d)
		}
	}
	return energy <= enough && m.judged(energy, person, first, duties)
}

// judged judges a change of one line whose cells and demands cost so much more.
func (m *mover) judged(energy int64, person, first int, duties []Duty) bool {
	m.begin()
	m.change(person, first, duties)
	m.energy = energy
	if m.lanes[person].join != nil {
		m.demand = priceOnly
	}
	return m.decided()
}

// square exchanges what two people do in two periods, where one of them holds in the first period what the other holds in the
// second: so that cover and, if it fits, both sums stay as they are.
func (m *mover) square() bool {
	a := m.draw(m.people)
	s, t := m.pair(m.where.length)
	s, t = m.where.first+s, m.where.first+t
	if s > t {
		s, t = t, s
	}
	if t-s >= m.reach {
		return false
	}
	ds, dt := m.duty(a, s), m.duty(a, t)
	if ds == dt {
		return false
	}
	from := m.draw(m.people)
	for i := range m.people {
		b := from + i
		if b >= m.people {
			b -= m.people
		}
		if b != a && m.duty(b, s) == dt {
			m.tried++
			return m.traded(a, b, s, t)
		}
	}
	return false
}

// traded judges that two people exchange what they do in two periods.
func (m *mover) traded(a, b, s, t int) bool {
	var energy int64
	for _, at := range [...]int{s, t} {
		more, ok := m.passed(a, b, at)
		if !ok {
			return false
		}
		energy += more
	}
	sa, sb := &m.lanes[a], &m.lanes[b]
	alike := m.kindOf[a] == m.kindOf[b]
	if alike && energy+m.begins(sa, s, sb.line[s])+m.begins(sb, s, sa.line[s]) > m.limit+m.gainOf(a)+m.gainOf(b) {
		return false
	}
	m.begin()
	for i, pair := range [...][2]*lane{{sa, sb}, {sb, sa}} {
		duties := m.space[i][:t-s+1]
		copy(duties, pair[0].line[s:t+1])
		duties[0], duties[t-s] = pair[1].line[s], pair[1].line[t]
		m.change(pair[0].person, s, duties)
	}
	m.energy = energy
	if alike {
		m.demand, m.cover = counted, levels{}
	}
	return m.decided()
}

// passed returns what it costs more, demands left out, if two people exchange their duties in a period; false if that is barred.
func (m *mover) passed(a, b, period int) (int64, bool) {
	sa, sb := &m.lanes[a], &m.lanes[b]
	x, y := sa.line[period], sb.line[period]
	ea, okA := m.cell(sa, period, x, y)
	eb, okB := m.cell(sb, period, y, x)
	return ea + eb, okA && okB
}

// rotate passes the duties of three people in one period around.
func (m *mover) rotate() bool {
	if m.people < 3 {
		return false
	}
	a, b := m.pair(m.people)
	c, period := m.draw(m.people), m.period()
	if c == a || c == b {
		return false
	}
	order := [...]int{a, b, c, a}
	var energy, gain int64
	same, barred := true, false
	for i, person := range order[:3] {
		was, d := m.duty(person, period), m.duty(order[i+1], period)
		more, ok := m.cell(&m.lanes[person], period, was, d)
		same, barred = same && was == d, barred || !ok
		energy, gain = energy+more, gain+m.gainOf(person)
	}
	if same {
		return false
	}
	m.tried++
	alike := m.kindOf[a] == m.kindOf[b] && m.kindOf[b] == m.kindOf[c]
	if barred || alike && energy > m.limit+gain {
		return false
	}
	m.begin()
	for i, person := range order[:3] {
		m.space[i][0] = m.duty(order[i+1], period)
		m.change(person, period, m.space[i][:1])
	}
	m.energy = energy
	if alike {
		m.demand, m.cover = counted, levels{}
	}
	return m.decided()
}
