package solver

import (
	"math/bits"
	"math/rand/v2"
)

// stayMover proposes moves of stays. A move writes another line for one or two people into edits and leaves the roster alone;
// false: the move drawn is impossible. Moves hold to the duties that are allowed and to the lengths that stays must have; the
// rest is for the energy to judge.
type stayMover struct {
	*stayState
	*kin
	rng   *rand.PCG
	needy []int32 // people who were short of duties when prices were last moved
}

// stayWays are the moves and how often each is drawn. Those for a stay need a person who has one.
var stayWays = [...]struct {
	share int
	stay  bool
	move  func(*stayMover, int) bool
}{
	{14, true, (*stayMover).relocate},
	{14, true, (*stayMover).substitute},
	{16, true, (*stayMover).swapStays},
	{8, true, (*stayMover).shift},
	{12, true, (*stayMover).reinsert},
	{6, true, (*stayMover).push},
	{8, true, (*stayMover).segment},
	{8, true, (*stayMover).hand},
	{8, true, (*stayMover).exchangeTimes},
	{10, true, (*stayMover).exchangeDuties},
	{4, false, (*stayMover).fill},
	{1, false, (*stayMover).add},
	{2, false, (*stayMover).complete},
}

// stayDraws lists each way as often as its share says.
var stayDraws = func() (ways []int) {
	for way, w := range stayWays {
		for range w.share {
			ways = append(ways, way)
		}
	}
	return ways
}()

// propose writes a random move into the edits.
func (m *stayMover) propose() bool {
	m.edited = 0
	way := &stayWays[stayDraws[m.draw(len(stayDraws))]]
	person := m.draw(m.people)
	if way.stay && m.count[person] == 0 {
		return false
	}
	return way.move(m, person) && m.finish()
}

// finish completes the edits; false if they change nothing.
func (m *stayMover) finish() bool {
	some := false
	for i := range m.edited {
		e := &m.edits[i]
		e.line = merged(e.line)
		some = e.compare(m.line(e.person)) || some
	}
	return some
}

// draw returns a number below n.
func (m *stayMover) draw(n int) int {
	hi, _ := bits.Mul64(m.rng.Uint64(), uint64(n))
	return int(hi)
}

// takes tells whether a person can do a stay at all.
func (m *stayMover) takes(person int, s stay) bool {
	span := m.spans[person*m.duties+int(s.duty)]
	return span[0] <= s.length && s.length <= span[1] && m.can[person*m.duties+int(s.duty)] && m.fits(person, s)
}

// relocate puts a stay elsewhere: another duty of its family at the same time.
func (m *stayMover) relocate(person int) bool {
	e := m.begin(person)
	s := &e.line[m.draw(len(e.line))]
	choice := m.mates.at(person*m.duties + int(m.family[s.duty]))
	if len(choice) < 2 {
		return false
	}
	d := choice[m.draw(len(choice))]
	if d == s.duty {
		return false
	}
	s.duty = d
	return m.takes(person, *s)
}

// held returns the stay of a family in a line; -1 if there is none.
func (m *stayMover) held(line []stay, family int32) int {
	for i, s := range line {
		if m.family[s.duty] == family {
			return i
		}
	}
	return -1
}

// substitute puts another duty that counts as much into the time of a stay, in the same place if it can.
func (m *stayMover) substitute(person int) bool {
	e := m.begin(person)
	s := &e.line[m.draw(len(e.line))]
	choice := m.alike.at(person*m.duties + int(m.class[person*m.duties+int(s.duty)]))
	if len(choice) < 2 {
		return false
	}
	d := choice[m.draw(len(choice))]
	if m.draw(2) == 0 {
		if same := m.moved(d, s.duty); same != Off {
			d = same
		}
	}
	if d == s.duty || m.family[d] != m.family[s.duty] && m.held(e.line, m.family[d]) >= 0 {
		return false
	}
	s.duty = d
	return m.takes(person, *s)
}

// swapStays exchanges two stays of a line, or only their families, or only their places.
func (m *stayMover) swapStays(person int) bool {
	e := m.begin(person)
	n := len(e.line)
	if n < 2 {
		return false
	}
	i, j := m.draw(n), m.draw(n-1)
	if j >= i {
		j++
	} else {
		i, j = j, i
	}
	a, b := e.line[i], e.line[j]
	switch m.draw(3) {
	case 0:
		return m.exchangeEnds(e, i, j)
	case 1:
		a.duty, b.duty = m.moved(b.duty, a.duty), m.moved(a.duty, b.duty)
	default:
		a.duty, b.duty = m.moved(a.duty, b.duty), m.moved(b.duty, a.duty)
	}
	if a.duty == Off || b.duty == Off {
		return false
	}
	e.line[i], e.line[j] = a, b
	return m.takes(person, a) && m.takes(person, b)
}

// exchangeEnds exchanges stays i and j of a line; those between shift by the difference of their lengths.
func (m *stayMover) exchangeEnds(e *edit, i, j int) bool {
	a, b := e.line[i], e.line[j]
	by := b.length - a.length
	for k := i + 1; k < j; k++ {
		e.line[k].first += by
	}
	e.line[i] = stay{b.duty, a.first, b.length}
	e.line[j] = stay{a.duty, b.end() - a.length, a.length}
	return m.allTake(e, i, j)
}

func (m *stayMover) allTake(e *edit, i, j int) bool {
	for k := i; k <= j; k++ {
		if !m.takes(e.person, e.line[k]) {
			return false
		}
	}
	return true
}

// shift moves a stay to another free time.
func (m *stayMover) shift(person int) bool {
	e := m.begin(person)
	i := m.draw(len(e.line))
	s := e.line[i]
	e.line = without(e.line, i)
	switch k := m.draw(4); {
	case k == 0 || len(e.line) == 0:
		s.first = int32(m.draw(m.periods - int(s.length) + 1))
	case k == 1:
		s.first = e.line[m.draw(len(e.line))].first - s.length
	case k == 2:
		s.first = e.line[m.draw(len(e.line))].end()
	default:
		s.first += int32(m.draw(2))*2 - 1
	}
	if !m.takes(person, s) {
		return false
	}
	ok := false
	hole := m.line(person)[i].first
	if e.line, ok = with(e.line, s); ok && s.first > hole {
		m.closeUp(e, hole)
	}
	return ok
}

// reinsert takes a stay out and puts it in before or after another one; those between close up, gaps stay in their order.
func (m *stayMover) reinsert(person int) bool {
	e := m.begin(person)
	n := len(e.line)
	if n < 2 {
		return false
	}
	i, j := m.draw(n), m.draw(n-1)
	if j >= i {
		j++
		return m.rotate(e, i, j, 1)
	}
	return m.rotate(e, j, i, i-j)
}

// rotate turns the stays i to j of a line around by some.
func (m *stayMover) rotate(e *edit, i, j, by int) bool {
	old := m.line(e.person)
	n := j - i + 1
	at := old[i].first
	for k := range n {
		from := k + by
		if from >= n {
			from -= n
		}
		s := old[i+from]
		e.line[i+k] = stay{s.duty, at, s.length}
		at += s.length
		if k+1 < n {
			at += old[i+k+1].first - old[i+k].end()
		}
	}
	return m.allTake(e, i, j)
}

// push moves a chain of stays without free periods between them earlier or later.
func (m *stayMover) push(person int) bool {
	e := m.begin(person)
	i := m.draw(len(e.line))
	j := i
	for j+1 < len(e.line) && e.line[j].end() == e.line[j+1].first {
		j++
	}
	by := int32(1)
	if m.draw(2) == 0 {
		by = e.line[i].length
	}
	if m.draw(2) == 0 {
		by = -by
	}
	if m.draw(2) == 0 {
		j = len(e.line) - 1
	}
	for k := i; k <= j; k++ {
		e.line[k].first += by
	}
	if i > 0 && e.line[i-1].end() > e.line[i].first || j+1 < len(e.line) && e.line[j].end() > e.line[j+1].first {
		return false
	}
	return m.allTake(e, i, j)
}

// segment puts a stretch of stays into one place.
func (m *stayMover) segment(person int) bool {
	if m.places < 2 {
		return false
	}
	e := m.begin(person)
	i := m.draw(len(e.line))
	j := i
	for j+1 < len(e.line) && m.draw(3) > 0 {
		j++
	}
	p := m.draw(m.places)
	for k := i; k <= j; k++ {
		s := &e.line[k]
		if d := m.at[int(m.family[s.duty])*m.places+p]; d != Off {
			if moved := (stay{d, s.first, s.length}); m.takes(person, moved) {
				*s = moved
			}
		}
	}
	return true
}
