package solver

// Moves of two people, which leave demands as they are or nearly so.

// hand passes a stay to somebody else, and gets in exchange what he gives up for it, or does his own at another time.
func (m *stayMover) hand(person int) bool {
	a := m.begin(person)
	other := m.draw(m.people)
	if other == person {
		return false
	}
	i := m.draw(len(a.line))
	s := a.line[i]
	b := m.begin(other)
	given, ok := m.put(b, s)
	if !ok {
		return false
	}
	a.line = without(a.line, i)
	back := given
	if given.length == 0 || m.family[given.duty] != m.family[s.duty] && m.held(a.line, m.family[given.duty]) >= 0 || m.draw(4) == 0 {
		back.duty, back.length = s.duty, s.length
	}
	switch k := m.draw(4); {
	case k == 0:
		return m.insertAt(a, back, s.first)
	case k < 3 && given.length > 0 && m.insertAt(a, back, given.first):
	case !m.settle(a, back):
		return false
	}
	m.closeUp(a, s.first)
	return true
}

// exchangeTimes has two people who do duties of one family do each other's.
func (m *stayMover) exchangeTimes(person int) bool {
	other := m.draw(m.people)
	if other == person {
		return false
	}
	s := m.line(person)[m.draw(int(m.count[person]))]
	i := m.held(m.line(other), m.family[s.duty])
	if i < 0 {
		return false
	}
	o := m.line(other)[i]
	if o == s {
		return false
	}
	if _, ok := m.put(m.begin(person), o); !ok {
		return false
	}
	_, ok := m.put(m.begin(other), s)
	return ok
}

// exchangeDuties has two people exchange what they do at the same time, if neither does the other's already.
func (m *stayMover) exchangeDuties(person int) bool {
	i := m.draw(int(m.count[person]))
	s := m.line(person)[i]
	other, j := m.partner(person, s)
	if other < 0 {
		return false
	}
	line := m.line(other)
	o := line[j]
	if m.family[o.duty] != m.family[s.duty] {
		if m.held(line, m.family[s.duty]) >= 0 || m.held(m.line(person), m.family[o.duty]) >= 0 ||
			m.class[person*m.duties+int(s.duty)] != m.class[person*m.duties+int(o.duty)] {
			return false
		}
	}
	if !m.takes(person, o) || !m.takes(other, s) {
		return false
	}
	a, b := m.begin(person), m.begin(other)
	a.line[i], b.line[j] = o, s
	return true
}

// partner draws somebody with another stay at the same time, and which it is; -1 if a few draws find none.
func (m *stayMover) partner(person int, s stay) (other, j int) {
	for range 6 {
		other = m.draw(m.people)
		if other == person {
			continue
		}
		line := m.line(other)
		j = 0
		for j < len(line) && line[j].first < s.first {
			j++
		}
		if j < len(line) && line[j].first == s.first && line[j].length == s.length && line[j].duty != s.duty {
			return other, j
		}
	}
	return -1, 0
}
