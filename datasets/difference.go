package datasets

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
)

// StayChange is one cell in which two annual schedules differ: days of one block, all of them on the same rotation before and on
// the same one after. "" is no rotation.
type StayChange struct {
	Person   string
	Block    int // label, of the stay before, or after if there was none
	FirstDay Day
	LastDay  Day
	Before   string
	After    string
}

// StayChanges returns the cells in which the stays of two candidates differ, by person, days. A half-block is a cell where one of the
// two schedules divides the block, else the block is; an inpatient week is one of the faculty. Stays are compared day by day, so that it
// does not matter how a schedule made elsewhere cuts them. Where a person is on several rotations at once, they are joined by " + ".
func StayChanges(before, after []Stay) []StayChange {
	ours, theirs := staysByPerson(before), staysByPerson(after)
	people := make([]string, 0, len(ours)+len(theirs))
	for person := range ours {
		people = append(people, person)
	}
	for person := range theirs {
		people = append(people, person)
	}
	slices.Sort(people)
	var changes []StayChange
	for _, person := range slices.Compact(people) {
		changes = append(changes, lineChanges(person, ours[person], theirs[person])...)
	}
	return changes
}

func staysByPerson(stays []Stay) map[string][]Stay {
	of := map[string][]Stay{}
	for _, s := range stays {
		of[s.Person] = append(of[s.Person], s)
	}
	return of
}

// lineChanges cuts the days at every first and last day of a stay, so that nothing changes within a piece, and joins what is alike.
func lineChanges(person string, before, after []Stay) []StayChange {
	var cuts []Day
	for _, s := range slices.Concat(before, after) {
		cuts = append(cuts, s.FirstDay, s.LastDay+1)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var changes []StayChange
	for i := 1; i < len(cuts); i++ {
		first, last := cuts[i-1], cuts[i]-1
		was, blockBefore := rotationsOn(before, first)
		is, blockAfter := rotationsOn(after, first)
		if was == is {
			continue
		}
		c := StayChange{Person: person, Block: blockBefore, FirstDay: first, LastDay: last, Before: was, After: is}
		if was == "" {
			c.Block = blockAfter
		}
		if n := len(changes); n > 0 && changes[n-1].continues(c) {
			changes[n-1].LastDay = last
			continue
		}
		changes = append(changes, c)
	}
	return changes
}

// continues says whether the next cell is the other half of this one.
func (c StayChange) continues(next StayChange) bool {
	return c.LastDay+1 == next.FirstDay && c.Block == next.Block && c.Before == next.Before && c.After == next.After
}

// rotationsOn returns what a person is on on a day, and the block of it.
func rotationsOn(stays []Stay, d Day) (rotations string, block int) {
	var on []string
	for _, s := range stays {
		if s.FirstDay <= d && d <= s.LastDay {
			on, block = append(on, s.Rotation), s.Block
		}
	}
	slices.Sort(on)
	return strings.Join(slices.Compact(on), " + "), block
}

// PersonBlocks counts the blocks of people in which something has changed: the distance of two annual schedules.
func PersonBlocks(changes []StayChange) int {
	type personBlock struct {
		person string
		block  int
	}
	touched := map[personBlock]bool{}
	for _, c := range changes {
		touched[personBlock{c.Person, c.Block}] = true
	}
	return len(touched)
}

// ShiftChange is one half-day in which two schedules differ. "" is no activity.
type ShiftChange struct {
	Person  string
	Date    Day
	HalfDay string
	Before  string
	After   string
}

// ShiftChanges returns the half-days of which two candidates have different activities, by person, date and half-day (AM, PM, NIGHT).
func ShiftChanges(before, after []Shift) []ShiftChange {
	type at struct {
		person  string
		date    Day
		halfDay string
	}
	changed := map[at]ShiftChange{}
	for _, s := range before {
		changed[at{s.Person, s.Date, s.HalfDay}] = ShiftChange{s.Person, s.Date, s.HalfDay, s.Activity, ""}
	}
	for _, s := range after {
		k := at{s.Person, s.Date, s.HalfDay}
		c, held := changed[k]
		if held && c.Before == s.Activity {
			delete(changed, k)
			continue
		}
		changed[k] = ShiftChange{s.Person, s.Date, s.HalfDay, c.Before, s.Activity}
	}
	changes := make([]ShiftChange, 0, len(changed))
	for _, c := range changed {
		changes = append(changes, c)
	}
	slices.SortFunc(changes, func(a, b ShiftChange) int {
		return cmp.Or(cmp.Compare(a.Person, b.Person), cmp.Compare(a.Date, b.Date),
			cmp.Compare(halfDayOrder(a.HalfDay), halfDayOrder(b.HalfDay)))
	})
	return changes
}

// halfDayOrder is the place of a half-day within its day.
func halfDayOrder(halfDay string) int { return slices.Index([]string{AM, PM, Night}, halfDay) }

// TableChanges returns the names of the tables in which two programmes differ, in the order of Program's fields.
func TableChanges(a, b *Program) []string {
	var changed []string
	for _, t := range tables() {
		if !bytes.Equal(formatTable(t.rows(a)), formatTable(t.rows(b))) {
			changed = append(changed, t.name)
		}
	}
	return changed
}
