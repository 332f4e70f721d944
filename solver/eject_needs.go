package solver

// needs counts the changes that are needed at least: of each person as many as the worst of his rows, of each period as many as the
// worst of its demands. One change can serve a person and a period if their cell is still open.
type needs struct {
	people, periods []int64 // by person, by period; 0 but for those listed
	persons, times  []int32 // those that need some
	given           []int32 // of the search for changes that serve both: the person, from 0, who serves a time with each of its changes
	seen            []bool
}

func newNeeds(m *model) needs {
	return needs{people: make([]int64, m.people), periods: make([]int64, m.periods)}
}

// mostPaired limits the people and periods for which changes are looked for that serve both.
const mostPaired = 16

// hopeless tells whether what is broken needs more changes than may be made.
func (e *ejection) hopeless(n *ejectionNode) bool {
	slack := e.most - e.floor
	if slack < 0 {
		return true
	}
	k := &e.need
	k.persons, k.times = k.persons[:0], k.times[:0]
	free := true // it may be that changes which cost nothing beyond the floor mend it all
	for i := range n.broken {
		b := &n.broken[i]
		free = free && (b.kind == brokenCell || len(e.keeper) > 0)
		if !b.must || b.kind == brokenCell {
			continue
		}
		if b.person >= 0 {
			if k.people[b.person] == 0 {
				k.persons = append(k.persons, b.person)
			}
			k.people[b.person] = max(k.people[b.person], b.need)
		} else if b.period >= 0 {
			if k.periods[b.period] == 0 {
				k.times = append(k.times, b.period)
			}
			k.periods[b.period] = max(k.periods[b.period], b.need)
		}
	}
	for _, cell := range e.keeper { // whose changes are in the floor
		if e.open[cell] {
			person, period := cell/e.periods, cell%e.periods
			k.people[person] = max(0, k.people[person]-1)
			k.periods[period] = max(0, k.periods[period]-1)
		}
	}
	least := e.needed(slack / e.step)
	if least == 0 && !free {
		least = 1
	}
	for _, person := range k.persons {
		k.people[person] = 0
	}
	for _, period := range k.times {
		k.periods[period] = 0
	}
	return least*e.step > slack
}

// needed returns how many changes are needed at least, or a number above enough.
func (e *ejection) needed(enough int64) int64 {
	k, people, periods := &e.need, int64(0), int64(0)
	for _, person := range k.persons {
		people += k.people[person]
	}
	for _, period := range k.times {
		periods += k.periods[period]
	}
	if least := max(people, periods); least > enough || len(k.persons) > mostPaired || len(k.times) > mostPaired {
		return least
	}
	return people + periods - e.paired()
}

// paired returns how many changes can serve a person and a period that both need one: a flow from people to periods.
func (e *ejection) paired() (both int64) {
	k := &e.need
	k.given = sized(k.given, len(k.persons)*len(k.times))
	clear(k.given)
	for i := range k.persons {
		for range k.people[k.persons[i]] {
			k.seen = sized(k.seen, len(k.times))
			clear(k.seen)
			if !e.pair(i) {
				break
			}
			both++
		}
	}
	return both
}

// pair finds a period for one more change of a person, if need be one that another person gives up for another one.
func (e *ejection) pair(i int) bool {
	k := &e.need
	for j, period := range k.times {
		at := i*len(k.times) + j
		if k.seen[j] || k.given[at] != 0 || !e.open[int(k.persons[i])*e.periods+int(period)] {
			continue
		}
		k.seen[j] = true
		served := int64(0)
		for other := range k.persons {
			served += int64(k.given[other*len(k.times)+j])
		}
		if served < k.periods[period] {
			k.given[at] = 1
			return true
		}
		for other := range k.persons {
			if k.given[other*len(k.times)+j] != 0 && e.pair(other) {
				k.given[other*len(k.times)+j], k.given[at] = 0, 1
				return true
			}
		}
	}
	return false
}
