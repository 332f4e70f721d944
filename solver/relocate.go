package solver

import "slices"

// Moves of stretches to other times. What a day off leaves behind is a whole day of other work, so that no chain of single cells leads
// from one place of it to another without a day off too many, or one too few, on the way.

// relocate moves a stretch of one line to another time, and gives its old cells what is cheapest there.
func (m *mover) relocate() bool {
	r, ok := m.relocation()
	if !ok {
		return false
	}
	m.tried++
	sd := &m.lanes[m.draw(m.people)]
	own, demands, duties, ok := m.relocated(sd, r, 0)
	if !ok || own+demands > m.limit+m.gainOf(sd.person) {
		return false
	}
	return m.judged(own+demands, sd.person, r.first, duties)
}

const mostAsked = 64 // people looked at for one who has the same at the other time

// barter moves a stretch of one line to another time, and in the line of somebody else, who has there the same, that one to the first time.
func (m *mover) barter() bool {
	r, ok := m.relocation()
	if !ok {
		return false
	}
	m.tried++
	a, after := m.draw(m.people), m.draw(m.people)
	own, _, duties, ok := m.relocated(&m.lanes[a], r, 0)
	if !ok {
		return false
	}
	stays := m.lanes[a].line[r.from : r.from+r.length]
	for i := range min(m.people, mostAsked) {
		b := after + i
		if b >= m.people {
			b -= m.people
		}
		if line := m.lanes[b].line; b == a || !slices.Equal(line[r.to:r.to+r.length], stays) {
			continue
		}
		others, _, back, ok := m.relocated(&m.lanes[b], r.back(), 1)
		if !ok {
			return false
		}
		m.begin()
		m.change(a, r.first, duties)
		m.change(b, r.first, back)
		m.energy = own + others
		return m.decided()
	}
	return false
}

// relocation is a stretch and the other time to which it moves; first and last are the ends of both together.
type relocation struct{ from, to, length, first, last int }

func (r relocation) back() relocation {
	r.from, r.to = r.to, r.from
	return r
}

// relocation draws a stretch and another one that does not touch its cells; false: they lie too far apart.
func (m *mover) relocation() (r relocation, ok bool) {
	r.from, r.length = m.stretch()
	r.to = m.period()
	r.first = min(r.from, r.to)
	begin := max(r.from, r.to)
	r.last = begin + r.length
	return r, r.length <= begin-r.first && r.last <= m.periods && r.last-r.first <= m.reach
}

// relocated returns what a line holds between both ends once a stretch of it has moved, in the space of that number, and what it costs more
// in itself and by demands; false: it is barred or changes nothing.
func (m *mover) relocated(sd *lane, r relocation, space int) (own, demands int64, duties []Duty, ok bool) {
	duties = m.space[space][:r.last-r.first]
	copy(duties, sd.line[r.first:r.last])
	for i := range r.length {
		from, to := r.from+i, r.to+i
		was, d := sd.line[to], sd.line[from]
		if was == d {
			continue
		}
		more, may := m.cell(sd, to, was, d)
		if !may {
			return 0, 0, nil, false
		}
		left, less := m.cheapest(sd, from)
		own, demands, ok = own+more+less, demands+m.demandOf(sd, to, was, d)+m.demandOf(sd, from, d, left), true
		duties[to-r.first], duties[from-r.first] = d, left
	}
	return own, demands, duties, ok
}

// cheapest returns the duty that costs least in a cell in the place of the one that stands there, with demands, and what it costs more in
// itself; the one that stands there if no other is allowed.
func (m *mover) cheapest(sd *lane, t int) (best Duty, more int64) {
	was, least := sd.line[t], int64(anyEnergy)
	best = was
	for _, d := range m.allowed.at(sd.person*m.periods + t) {
		if d == was {
			continue
		}
		own, _ := m.cell(sd, t, was, d)
		if cost := own + m.demandOf(sd, t, was, d); cost < least {
			best, more, least = d, own, cost
		}
	}
	return best, more
}
