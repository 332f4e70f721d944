package solver

// Moves that put a stay into a line where other stays may be in the way.

// put makes a person do a stay. If he holds its family already, that stay is moved there; else one that counts as much is
// given up for it. What is in the way goes to where that was, or to another free time. It returns what was given up.
func (m *stayMover) put(e *edit, s stay) (given stay, ok bool) {
	person := e.person
	if !m.takes(person, s) {
		return given, false
	}
	i := m.held(e.line, m.family[s.duty])
	if i < 0 {
		i = m.equal(e, s.duty)
	}
	if i >= 0 {
		given = e.line[i]
		e.line = without(e.line, i)
	}
	var away [4]stay
	n := 0
	for k := 0; k < len(e.line); {
		if o := e.line[k]; o.first < s.end() && s.first < o.end() {
			if n == len(away) {
				return given, false
			}
			away[n] = o
			n++
			e.line = without(e.line, k)
			continue
		}
		k++
	}
	e.line, _ = with(e.line, s)
	for k, o := range away[:n] {
		if k == 0 && i >= 0 && m.insertAt(e, o, given.first) {
			continue
		}
		if !m.settle(e, o) {
			return given, false
		}
	}
	if n == 0 && i >= 0 {
		m.closeUp(e, given.first)
	}
	return given, true
}

// equal draws one of a line's stays that count as much as a duty; -1 if there is none, or the duty counts for nothing.
func (m *stayMover) equal(e *edit, d Duty) int {
	classes := m.class[e.person*m.duties : (e.person+1)*m.duties]
	i, n := -1, 0
	for k, other := range e.line {
		if classes[other.duty] == classes[d] {
			if n++; m.draw(n) == 0 {
				i = k
			}
		}
	}
	return i
}

func (m *stayMover) insertAt(e *edit, s stay, first int32) bool {
	s.first = first
	if !m.takes(e.person, s) {
		return false
	}
	line, ok := with(e.line, s)
	e.line = line
	return ok
}

// settle finds a time for a stay right before or after another one.
func (m *stayMover) settle(e *edit, s stay) bool {
	for range 3 {
		if len(e.line) == 0 {
			return m.insertAt(e, s, int32(m.draw(m.periods)))
		}
		other := e.line[m.draw(len(e.line))]
		first := other.end()
		if m.draw(2) == 0 {
			first = other.first - s.length
		}
		if m.insertAt(e, s, first) {
			return true
		}
	}
	return false
}

// closeUp moves what follows a free time there, sometimes: all that follows, or what follows without a free period.
func (m *stayMover) closeUp(e *edit, hole int32) {
	k := m.draw(3)
	if k == 0 {
		return
	}
	i := 0
	for i < len(e.line) && e.line[i].first < hole {
		i++
	}
	if i == len(e.line) {
		return
	}
	by := e.line[i].first
	if i > 0 {
		by -= e.line[i-1].end()
	}
	j := i
	for j+1 < len(e.line) && (k == 1 || e.line[j].end() == e.line[j+1].first) {
		j++
	}
	for n := i; n <= j; n++ {
		e.line[n].first -= by
	}
	if !m.allTake(e, i, j) {
		for n := i; n <= j; n++ {
			e.line[n].first += by
		}
	}
}

// fill has somebody do what a demand is short of.
func (m *stayMover) fill(person int) bool {
	if len(m.short) == 0 {
		return false
	}
	w := m.short[m.draw(len(m.short))]
	_, ok := m.put(m.begin(person), m.stayFor(person, w))
	return ok
}

// stayFor draws a stay of a person that counts for a demand.
func (m *stayMover) stayFor(person int, demand int32) stay {
	w := &m.wanted[demand]
	d := w.duties[m.draw(len(w.duties))]
	length := m.spans[person*m.duties+int(d)][0]
	return stay{d, w.period - int32(m.draw(int(length))), length}
}

// add gives a person one stay more, or one less.
func (m *stayMover) add(person int) bool {
	e := m.begin(person)
	if m.draw(4) == 0 {
		if len(e.line) == 0 {
			return false
		}
		e.line = without(e.line, m.draw(len(e.line)))
		return true
	}
	return m.insert(e)
}

// insert puts a stay of any duty at the first free time from one drawn on.
func (m *stayMover) insert(e *edit) bool {
	choice := m.usable.at(e.person)
	if len(choice) == 0 {
		return false
	}
	d := choice[m.draw(len(choice))]
	span := m.spans[e.person*m.duties+int(d)]
	length := span[0]
	for length < span[1] && m.draw(2) == 0 {
		length++
	}
	from := m.draw(m.periods)
	for i := range m.periods {
		if m.insertAt(e, stay{d, 0, length}, int32((from+i)%m.periods)) {
			return true
		}
	}
	return false
}

// complete gives somebody who is short of duties one that he still has to do, anywhere in the order of his stays, and then does
// each stay as early as it goes, for room is often there but scattered.
func (m *stayMover) complete(int) bool {
	if len(m.needy) == 0 {
		return false
	}
	e := m.begin(int(m.needy[m.draw(len(m.needy))]))
	d := m.lacking(e)
	if d == Off {
		return false
	}
	i := m.draw(len(e.line) + 1)
	e.line = append(e.line, stay{})
	copy(e.line[i+1:], e.line[i:])
	e.line[i] = stay{duty: d, length: m.spans[e.person*m.duties+int(d)][0]}
	var from int32
	for k := range e.line {
		s := &e.line[k]
		for s.first = from; !m.takes(e.person, *s); s.first++ {
			if s.end() > int32(m.periods) {
				return false
			}
		}
		from = s.end()
	}
	return true
}

// lacking draws a duty that a Hard sum of a person still wants, of a family that he does not hold; Off if there is none.
func (m *stayMover) lacking(e *edit) Duty {
	found, n := Off, 0
	for _, d := range m.usable.at(e.person) {
		if m.wants(e.person, d) && m.held(e.line, m.family[d]) < 0 {
			if n++; m.draw(n) == 0 {
				found = d
			}
		}
	}
	return found
}

// wants tells whether a Hard sum of a person is short of a duty.
func (m *stayMover) wants(person int, d Duty) bool {
	for _, ref := range m.refs.at(person*m.duties + int(d)) {
		if t := &m.totals[ref.total]; t.per == 1 && t.slot.level == Hard && ref.coef > 0 && t.value < int64(t.least) {
			return true
		}
	}
	return false
}

// findNeedy lists the people who are short of duties.
func (m *stayMover) findNeedy() {
	m.needy = m.needy[:0]
	for person := range m.people {
		for _, d := range m.usable.at(person) {
			if m.wants(person, d) {
				m.needy = append(m.needy, int32(person))
				break
			}
		}
	}
}
