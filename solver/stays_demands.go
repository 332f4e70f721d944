package solver

import "slices"

// wanted is what raises a demand.
type wanted struct {
	period int32
	duties []Duty
}

// cover is the state of a demand.
type cover struct {
	value, least, most int64
	under, over        int64
	price              int64 // of a unit of cost, in priceUnits
	level              Level
}

// priceUnit is the price of a unit of cost where nothing is said about it.
const priceUnit = 256

func (c *cover) cost() int64 {
	if c.value < c.least {
		return (c.least - c.value) * c.under
	}
	if c.value > c.most {
		return (c.value - c.most) * c.over
	}
	return 0
}

func (m *stayModel) compileWanted() {
	p := m.problem
	m.wanted = make([]wanted, len(p.Demands.Rule))
	for i := range m.wanted {
		w := &m.wanted[i]
		w.period = int32(p.Demands.Period[p.Demands.Terms[i]])
		for j := p.Demands.Terms[i]; j < p.Demands.Terms[i+1]; j++ {
			for k, d := range p.Groups.members(int32(p.Demands.Group[j])) {
				if Duty(d) != Off && p.Groups.coefs(p.Demands.Group[j])[k] > 0 {
					w.duties = append(w.duties, Duty(d))
				}
			}
		}
	}
}

// What coverOf says of a duty that no demand counts, and of one that cannot be told so simply.
const (
	noDemand = -1
	several  = -2
)

// compileServes lists what a duty adds to which demand over being off, and what everybody adds who is off.
func (m *stayModel) compileServes() {
	kinds := len(m.coverRefs.first) / (m.periods * m.duties)
	m.serves = newLists[demandRef](kinds * m.duties * m.periods)
	m.coverOf = make([]int32, kinds*m.duties*m.periods)
	for i := range m.coverOf {
		period, duty, kind := i%m.periods, i/m.periods%m.duties, i/m.periods/m.duties
		at := (kind*m.periods + period) * m.duties
		var refs []demandRef
		if duty != int(Off) {
			refs = netRefs(m.coverRefs.at(at+duty), m.coverRefs.at(at+int(Off)))
		}
		m.serves.items = append(m.serves.items, refs...)
		m.serves.close()
		switch {
		case len(refs) == 0:
			m.coverOf[i] = noDemand
		case len(refs) == 1 && refs[0].coef == 1:
			m.coverOf[i] = refs[0].counter - m.firstDemand
		default:
			m.coverOf[i] = several
		}
	}
	m.idle = make([]int64, len(m.problem.Demands.Rule))
	for person := range m.people {
		for period := range m.periods {
			for _, ref := range m.coverRefs.at((int(m.kindOf[person])*m.periods + period) * m.duties) {
				m.idle[ref.counter-m.firstDemand] += ref.coef
			}
		}
	}
}

// netRefs takes what one duty adds to demands from what another one does.
func netRefs(of, less []demandRef) (net []demandRef) {
	add := func(counter int32, coef int64) {
		i := slices.IndexFunc(net, func(r demandRef) bool { return r.counter == counter })
		if i < 0 {
			i, net = len(net), append(net, demandRef{counter: counter})
		}
		net[i].coef += coef
	}
	for _, ref := range of {
		add(ref.counter, ref.coef)
	}
	for _, ref := range less {
		add(ref.counter, -ref.coef)
	}
	return slices.DeleteFunc(net, func(r demandRef) bool { return r.coef == 0 })
}

// coverOfAt is the place of a person and duty in coverOf.
func (m *stayModel) coverOfAt(person int, d Duty) int {
	return (int(m.kindOf[person])*m.duties + int(d)) * m.periods
}

// billed returns what all demands cost at their prices.
func (s *stayState) billed() (bill int64) {
	for i := range s.covers {
		bill += s.covers[i].price * s.covers[i].cost()
	}
	return bill
}

func (s *stayState) moveCover(person int, st stay, sign int64) {
	at := s.coverOfAt(person, st.duty)
	for period := st.first; period < st.end(); period++ {
		switch i := s.coverOf[at+int(period)]; i {
		case noDemand:
		case several:
			for _, ref := range s.serves.at(at + int(period)) {
				s.moveDemand(ref.counter-s.firstDemand, sign*ref.coef)
			}
		default:
			s.moveDemand(i, sign)
		}
	}
}

func (s *stayState) moveDemand(i int32, by int64) {
	c := &s.covers[i]
	before := c.cost()
	c.value += by
	if more := c.cost() - before; more != 0 {
		s.delta[c.level] += more
		s.bill += c.price * more
	}
}

// tallyCover adds a stay to the values of demands, sign times, without a look at what they cost.
func (s *stayState) tallyCover(person int, st stay, sign int64) {
	at := s.coverOfAt(person, st.duty)
	for period := st.first; period < st.end(); period++ {
		switch i := s.coverOf[at+int(period)]; i {
		case noDemand:
		case several:
			for _, ref := range s.serves.at(at + int(period)) {
				s.covers[ref.counter-s.firstDemand].value += sign * ref.coef
			}
		default:
			s.covers[i].value += sign
		}
	}
}

// note keeps the list of the demands that are short.
func (s *stayState) note(i int32) {
	c, at := &s.covers[i], s.shortAt[i]
	switch isShort := c.value < c.least && len(s.wanted[i].duties) > 0; {
	case isShort && at < 0:
		s.shortAt[i] = int32(len(s.short))
		s.short = append(s.short, i)
	case !isShort && at >= 0:
		last := s.short[len(s.short)-1]
		s.short[at], s.shortAt[last] = last, at
		s.short, s.shortAt[i] = s.short[:len(s.short)-1], -1
	}
}

func (s *stayState) noteCover(person int, st stay) {
	at := s.coverOfAt(person, st.duty)
	for period := st.first; period < st.end(); period++ {
		for _, ref := range s.serves.at(at + int(period)) {
			s.note(ref.counter - s.firstDemand)
		}
	}
}
