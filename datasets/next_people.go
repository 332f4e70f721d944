package datasets

import (
	"fmt"
	"slices"
)

// nextPeople lets people leave, rise and begin.
//
// Who leaves by the end of the year is out. The last day of many tables is only the last day that they speak of: somebody who ends exactly
// with the year stays if he is of the faculty or is a resident below the highest level of rotations.csv; his last day is then the end
// of the next year, or of his training.
func (n *nextYear) nextPeople(entrants *int) {
	p := n.next
	first, last := p.Span()
	_, oldLast := n.last.Span()
	top := 0
	for _, r := range p.Rotations {
		for _, pgy := range r.PGYs {
			top = max(top, pgy)
		}
	}
	var people []Person
	levels := slices.Clone(p.Levels)
	for i, who := range n.last.People {
		pgy := n.last.PGYOn(who.Person, oldLast)
		switch {
		case who.LastDay > oldLast:
			n.leavesEarly(i, who)
		case who.LastDay < oldLast || who.Role == Visitor || who.Role == Learner || who.Role == Resident && pgy >= top && n.began(who.Person, pgy) <= oldLast-300:
			continue
		case who.Role == Faculty:
			n.doubt("people", i, "last_day", who.LastDay.String(), "the last day of "+who.Person, "stays for the next year, as tables often end with the year")
			who.LastDay = last
		default:
			who.LastDay = n.graduation(who.Person, pgy, top)
			n.doubt("people", i, "last_day", oldLast.String(), "the last day of "+who.Person, "stays till the end of training, "+who.LastDay.String())
		}
		people = append(people, who)
		if who.Role == Resident {
			levels = n.rise(levels, i, who, pgy, top)
		}
	}
	here := func(person string) bool {
		return slices.ContainsFunc(people, func(q Person) bool { return q.Person == person })
	}
	for i := range people {
		if people[i].Couple != "" && !here(people[i].Couple) {
			people[i].Couple = ""
		}
	}
	p.People = people
	p.Levels = slices.DeleteFunc(levels, func(l Level) bool { return !here(l.Person) })
	n.enter(entrants, top, first)
}

// leavesEarly doubts the last day of a resident that lies within the last block of the next year, in which he is then not planned: it is often meant
// to be the end of the year.
func (n *nextYear) leavesEarly(row int, who Person) {
	b := n.next.Blocks[len(n.next.Blocks)-1]
	if who.Role == Resident && b.FirstDay <= who.LastDay && who.LastDay < b.LastDay {
		n.doubt("people", row, "last_day", who.LastDay.String(), fmt.Sprintf("%v or a later day, the end of block %d", b.LastDay, b.Block),
			fmt.Sprintf("%s is not planned in block %d", who.Person, b.Block))
	}
}

// began returns the day on which a person came to the level.
func (n *nextYear) began(person string, pgy int) Day {
	begin := Day(0)
	for _, l := range n.last.Levels {
		if l.Person == person && l.PGY == pgy {
			begin = l.FirstDay
		}
	}
	return begin
}

// graduation returns the last day of the training of somebody on a level: a year for each level from the day on which he came to this one.
func (n *nextYear) graduation(person string, pgy, top int) Day {
	end := n.promotion(person, pgy)
	for ; pgy < top; pgy++ {
		end = anniversary(end)
	}
	return end - 1
}

// promotion returns the day on which somebody leaves his level: a year after he came to it. Who came with the year leaves with the year, on
// whatever day it begins.
func (n *nextYear) promotion(person string, pgy int) Day {
	oldFirst, oldLast := n.last.Span()
	begin := n.began(person, pgy)
	if block := n.last.Blocks[0]; begin == oldFirst || begin >= block.FirstDay && begin <= n.firstPlanned() {
		return oldLast + 1
	}
	on := anniversary(begin)
	for on <= oldLast {
		on = anniversary(on)
	}
	return on
}

func (n *nextYear) firstPlanned() Day {
	for _, b := range n.last.Blocks {
		if b.Block > 0 {
			return b.FirstDay
		}
	}
	return n.last.Blocks[0].FirstDay
}

// rise adds the level to which a resident comes in the next year, unless the table has it.
func (n *nextYear) rise(levels []Level, i int, who Person, pgy, top int) []Level {
	first, last := n.next.Span()
	if slices.ContainsFunc(levels, func(l Level) bool { return l.Person == who.Person && l.FirstDay >= first && l.FirstDay <= last }) {
		return levels
	}
	on := n.promotion(who.Person, pgy)
	switch {
	case on > last || on > who.LastDay:
		return levels
	case pgy >= top:
		n.doubt("people", i, "last_day", who.LastDay.String(), fmt.Sprintf("the end of training, or a level above PGY %d", pgy), who.Person+" stays on his level")
		return levels
	case n.began(who.Person, pgy) < anniversaryBefore(first):
		n.doubt("levels", -1, "first_day", n.began(who.Person, pgy).String(), "the day on which "+who.Person+" leaves a level on which he is for more than a year", "taken as "+on.String())
	}
	return append(levels, Level{Person: who.Person, FirstDay: on, PGY: pgy + 1})
}

// anniversaryBefore returns a day a year earlier, as far as a rule of thumb needs it.
func anniversaryBefore(d Day) Day { return d - 366 }

// enter adds residents whose codes are not known yet, on the lowest level: as many as began on it in the year before.
func (n *nextYear) enter(entrants *int, top int, first Day) {
	p := n.next
	oldFirst, oldLast := n.last.Span()
	lowest := top
	for _, r := range p.Rotations {
		for _, pgy := range r.PGYs {
			lowest = min(lowest, pgy)
		}
	}
	count := 0
	for _, l := range n.last.Levels {
		if l.PGY == lowest && l.FirstDay >= oldFirst && l.FirstDay <= oldLast {
			count++
		}
	}
	if entrants != nil {
		count = *entrants
	}
	end := first
	for range top - lowest + 1 {
		end = anniversary(end)
	}
	for k := range count {
		code := fmt.Sprintf("NEW%d-%02d", first.Time().Year(), k+1)
		p.People = append(p.People, Person{Person: code, Role: Resident, FirstDay: first, LastDay: end - 1, FullTime: 1})
		p.Levels = append(p.Levels, Level{Person: code, FirstDay: first, PGY: lowest})
	}
	if count > 0 {
		n.doubt("people", -1, "person", "", "the residents who begin", fmt.Sprintf("%d stand for them, NEW%d-01 and on, with PGY %d", count, first.Time().Year(), lowest))
	}
}
