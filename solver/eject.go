package solver

import (
	"cmp"
	"slices"
)

// ejection looks for the rosters that cost no more on Hard and Cover than a target and whose changes cost no more than a price. It is
// a search tree of bounded depth: a row that costs more than the target must be mended, so one of the cells that it looks at must
// change, and each such cell and duty is a branch; what earlier branches stand for is left out of the later ones. What a branch breaks
// in its turn is mended below it: an ejection chain (Glover 1996) that may fork. A branch ends where the rows that are still broken
// need more changes than may be made. So the tree is whole: what it does not find is not there.
type ejection struct {
	*state
	target levels      // Hard and Cover
	most   int64       // price
	left   int64       // rosters that may still be looked at
	found  func() bool // shown each roster; false: that is enough
	enough bool        // found said so

	price  []int64     // by cell and duty
	open   []bool      // by cell: not locked, and not yet decided
	may    lists[Duty] // by cell: what it can become
	out    []int32     // by cell and duty: above 0 it is no branch for now
	least  []int64     // by cell: price of the cheapest duty that it may have
	floor  int64       // price of what is decided, and the least of all else
	top    int64       // price that no roster exceeds
	keeper []int       // cells that cost as much if kept as if changed, or more, or may not be kept
	step   int64       // least price of changing any other cell, beyond that of keeping it

	costly []int   // cells that may cost something by themselves
	unmet  []int32 // demands on Hard and Cover that cost something, as counters
	place  []int32 // by demand: where it stands among them, plus 1

	tables ejectionTables
	need   needs
	barred []int32 // cells and duties that out bars on the way to the node under way
	nodes  []*ejectionNode
}

// branch is a change that a node tries, and what the roster is worth with it: less is better.
type branch struct {
	cell  int
	duty  Duty
	worth int64
}

// ejectionNode is the memory of a node, used again by the next one of the same depth.
type ejectionNode struct {
	broken   []brokenRow
	branches []branch
	trial    []branch
}

// newEjection prepares a search from a roster, in which cells that are not free, or locked, are decided.
func newEjection(m *model, r *Repair, roster Roster, free func(cell int) bool, target Score) *ejection {
	cells := len(roster)
	e := &ejection{
		state: newState(m, roster), target: levels{Hard: target.Hard, Cover: target.Cover}, step: mostPrice,
		price: make([]int64, cells*m.duties), open: make([]bool, cells), out: make([]int32, cells*m.duties), least: make([]int64, cells),
		may: newLists[Duty](cells), need: newNeeds(m), place: make([]int32, len(m.bounds)-int(m.firstDemand)),
	}
	e.tables = e.newTables()
	for i := range e.place {
		e.watch(m.firstDemand + int32(i))
	}
	for cell := range roster {
		for d := range m.duties {
			e.price[cell*m.duties+d] = r.price(cell, Duty(d))
		}
		e.layCell(cell, free(cell) && !r.locked(cell))
	}
	return e
}

// layCell finds what a cell may be and what it costs at least.
func (e *ejection) layCell(cell int, open bool) {
	at, now := cell*e.duties, int(e.roster[cell])
	kept, change := e.price[at+now], int64(mostPrice+1)
	e.open[cell], e.least[cell] = open, kept
	if open {
		for d := range e.duties {
			if d != now && e.own[at+d].Hard <= e.target[Hard] {
				e.may.items = append(e.may.items, Duty(d))
				change = min(change, e.price[at+d])
			}
		}
		mayStay := e.own[at+now].Hard <= e.target[Hard]
		if e.least[cell] = change; mayStay {
			e.least[cell] = min(kept, change)
		}
		if change <= kept || !mayStay {
			e.keeper = append(e.keeper, cell)
		} else {
			e.step = min(e.step, change-kept)
		}
	}
	e.may.close()
	if slices.ContainsFunc(e.own[at:][:e.duties], func(c Score) bool { return c.Cover > 0 || c.Hard > 0 && (!open || c.Hard <= e.target[Hard]) }) {
		e.costly = append(e.costly, cell)
	}
	e.floor += e.least[cell]
	e.top += slices.Max(e.price[at:][:e.duties])
}

// run looks for rosters whose changes cost so much at most and shows each of them to found. whole tells whether these are all, apart
// from those that change more than one of them does.
func (e *ejection) run(most int64, found func() bool) (whole bool) {
	e.most, e.found, e.enough = most, found, false
	e.left--
	if e.floor > e.most {
		return true
	}
	switch n := e.at(0); {
	case !e.breaks(n):
		return e.found()
	case !e.hopeless(n):
		e.mend(0)
	}
	return e.left >= 0 && !e.enough
}

func (e *ejection) at(depth int) *ejectionNode {
	if depth == len(e.nodes) {
		e.nodes = append(e.nodes, &ejectionNode{})
	}
	return e.nodes[depth]
}

// mend mends one of the rows that are broken, in every way. First all ways are looked at, then those that are left are followed, the
// best first.
func (e *ejection) mend(depth int) {
	n, below, barred := e.at(depth), e.at(depth+1), len(e.barred)
	e.choose(n)
	var follow []branch
	for _, b := range n.branches {
		if e.left--; e.left < 0 || e.enough {
			break
		}
		was := e.decideCell(b.cell, b.duty)
		switch {
		case !e.breaks(below):
			e.enough = !e.found()
			e.bar(b)
		case e.hopeless(below):
			e.bar(b)
		default:
			b.worth = max(0, e.score.Hard-e.target[Hard])*worthOfHard + max(0, e.score.Cover-e.target[Cover])
			follow = append(follow, b)
		}
		e.openCell(b.cell, was)
	}
	slices.SortStableFunc(follow, func(a, b branch) int { return cmp.Compare(a.worth, b.worth) })
	for _, b := range follow {
		if e.left < 0 || e.enough {
			break
		}
		was := e.decideCell(b.cell, b.duty)
		if e.floor <= e.most && e.breaks(below) && !e.hopeless(below) { // what is barred by now may leave no hope
			e.mend(depth + 1)
		}
		e.openCell(b.cell, was)
		e.bar(b)
	}
	for _, i := range e.barred[barred:] {
		e.out[i]--
	}
	e.barred = e.barred[:barred]
}

// worthOfHard orders branches only: the one that breaks least is followed first.
const worthOfHard = 16

// bar leaves a change out of the branches that come later.
func (e *ejection) bar(b branch) {
	at := b.cell*e.duties + int(b.duty)
	e.out[at]++
	e.barred = append(e.barred, int32(at))
}

// decideCell decides a cell and returns what it was.
func (e *ejection) decideCell(cell int, d Duty) (was Duty) {
	was = e.roster[cell]
	e.open[cell] = false
	e.floor += e.price[cell*e.duties+int(d)] - e.least[cell]
	e.put(cell, d)
	return was
}

// openCell takes that back.
func (e *ejection) openCell(cell int, was Duty) {
	e.open[cell] = true
	e.floor += e.least[cell] - e.price[cell*e.duties+int(e.roster[cell])]
	e.put(cell, was)
}

func (e *ejection) put(cell int, d Duty) {
	e.set(cell/e.periods, cell%e.periods, d)
	for _, counter := range e.changed {
		e.watch(counter)
	}
	e.mark()
}

// watch puts a demand among those that cost something, or takes it away from there.
func (e *ejection) watch(counter int32) {
	i := counter - e.firstDemand
	if e.tables.period[i] == unwatched {
		return
	}
	c := &e.counters[counter]
	at := e.place[i]
	switch costs := c.cost(c.value) > 0; {
	case costs && at == 0:
		e.unmet = append(e.unmet, counter)
		e.place[i] = int32(len(e.unmet))
	case !costs && at > 0:
		last := e.unmet[len(e.unmet)-1]
		e.unmet[at-1], e.place[last-e.firstDemand] = last, at
		e.unmet, e.place[i] = e.unmet[:len(e.unmet)-1], 0
	}
}
