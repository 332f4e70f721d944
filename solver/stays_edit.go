package solver

// edit is another line for a person.
type edit struct {
	person     int
	line       []stay
	gone, come []stay  // the difference to the line he has
	order      []int64 // by slot: what order and odd rows of the new line cost
	change     []int64 // by slot: what the new line costs more
}

// begin starts an edit of a person's line, which must have none yet.
func (s *stayState) begin(person int) *edit {
	e := &s.edits[s.edited]
	s.edited++
	e.person = person
	e.line = append(e.line[:0], s.line(person)...)
	return e
}

// compare finds the difference between the line of a person and his edit; false if there is none.
func (e *edit) compare(old []stay) bool {
	e.gone, e.come = e.gone[:0], e.come[:0]
	i, j, line := 0, 0, e.line
	for i < len(old) && j < len(line) {
		switch a, b := old[i], line[j]; {
		case a == b:
			i, j = i+1, j+1
		case a.first <= b.first:
			e.gone, i = append(e.gone, a), i+1
		default:
			e.come, j = append(e.come, b), j+1
		}
	}
	e.gone, e.come = append(e.gone, old[i:]...), append(e.come, line[j:]...)
	return len(e.gone)+len(e.come) > 0
}

// weighLines adds up what the edits change within their lines, pools included. The totals then stand as the edits want them.
func (s *stayState) weighLines() {
	s.delta = levels{}
	for i := range s.edited {
		e := &s.edits[i]
		change, before := e.change, s.order[e.person*s.slots:(e.person+1)*s.slots]
		s.judgeOrder(e.person, e.line, e.order)
		for slot := range change {
			change[slot] = e.order[slot] - before[slot]
		}
		if s.barred {
			for _, st := range e.gone {
				s.addBars(e.person, st, -1, change)
			}
			for _, st := range e.come {
				s.addBars(e.person, st, 1, change)
			}
		}
		s.recount(e, 1, change)
		for level := range s.delta {
			s.delta[level] += change[level]
		}
	}
	for k := range s.pools {
		s.newMost[k] = s.shifted(k)
		s.delta[s.pools[k].level] += (s.newMost[k] - s.most[k]) * s.pools[k].weight
	}
}

// recount adds an edit to the totals, sign times, and to costs what that changes.
func (s *stayState) recount(e *edit, sign int32, costs []int64) {
	for _, st := range e.gone {
		s.net[st.duty] -= st.length
	}
	for _, st := range e.come {
		s.net[st.duty] += st.length
	}
	for _, list := range [...][]stay{e.gone, e.come} {
		for _, st := range list {
			by := s.net[st.duty]
			if by == 0 {
				continue
			}
			s.net[st.duty] = 0
			for _, ref := range s.refs.at(e.person*s.duties + int(st.duty)) {
				t := &s.totals[ref.total]
				before := t.cost()
				t.value += int64(sign*by) * int64(ref.coef)
				if more := t.cost() - before; more != 0 {
					costs[t.slot.level] += more
					costs[t.slot.pool] += more
				}
			}
		}
	}
}

// shifted returns the most that somebody in a pool bears under the edits.
func (s *stayState) shifted(k int) int64 {
	borne, members, most, fell := s.borne[k*s.people:(k+1)*s.people], s.members[k*s.people:(k+1)*s.people], s.most[k], false
	for i := range s.edited {
		e := &s.edits[i]
		if !members[e.person] {
			continue
		}
		more := e.change[len(levelNames)+k]
		if more < 0 && borne[e.person] == s.most[k] {
			fell = true
		}
		most = max(most, borne[e.person]+more)
	}
	if !fell || most > s.most[k] {
		return most
	}
	for i := range s.edited {
		borne[s.edits[i].person] += s.edits[i].change[len(levelNames)+k]
	}
	most = s.worst(k)
	for i := range s.edited {
		borne[s.edits[i].person] -= s.edits[i].change[len(levelNames)+k]
	}
	return most
}

// weighCover adds what the edits change in demands, which then stand as the edits want them.
func (s *stayState) weighCover() {
	for i := range s.edited {
		e := &s.edits[i]
		for _, st := range e.gone {
			s.moveCover(e.person, st, -1)
		}
		for _, st := range e.come {
			s.moveCover(e.person, st, 1)
		}
	}
}

// revertLines puts the totals back.
func (s *stayState) revertLines() {
	for i := range s.edited {
		s.recount(&s.edits[i], -1, s.edits[i].change)
	}
}

// revertCover puts the demands back; bill is what they cost at their prices.
func (s *stayState) revertCover(bill int64) {
	for i := range s.edited {
		e := &s.edits[i]
		for _, st := range e.gone {
			s.tallyCover(e.person, st, 1)
		}
		for _, st := range e.come {
			s.tallyCover(e.person, st, -1)
		}
	}
	s.bill = bill
}

// accept makes the edits, which have been weighed, the lines of their people.
func (s *stayState) accept() {
	for i := range s.edited {
		e := &s.edits[i]
		s.count[e.person] = int32(len(e.line))
		copy(s.lines[e.person*s.periods:], e.line)
		copy(s.order[e.person*s.slots:], e.order)
		for k := range s.pools {
			s.borne[k*s.people+e.person] += e.change[len(levelNames)+k]
		}
	}
	for i := range s.edited {
		e := &s.edits[i]
		for _, st := range e.gone {
			s.noteCover(e.person, st)
		}
		for _, st := range e.come {
			s.noteCover(e.person, st)
		}
	}
	copy(s.most, s.newMost)
	for level := range s.score {
		s.score[level] += s.delta[level]
	}
	s.check("edit")
}
