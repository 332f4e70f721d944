package residency

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rota/solver"
)

// Change is a cell in which a schedule differs from the one before.
type Change struct {
	Cell          int
	Before, After solver.Duty
	Reason        string // what would be broken if this cell alone had stayed as it was
}

// Changes lists the cells in which a roster of a repair differs from the one it began from, each with its reason.
func Changes(r *solver.Repair, roster solver.Roster) (changes []Change) {
	held, before := costs(r.Problem, roster), costs(r.Problem, r.From)
	trial := slices.Clone(roster)
	for cell, d := range roster {
		if was := r.From[cell]; d != was {
			trial[cell] = was
			changes = append(changes, Change{cell, was, d, reason(r, cell, before, addedCosts(r.Problem, held, trial))})
			trial[cell] = d
		}
	}
	return changes
}

// Cost is by how much more or less a roster breaks a row than another one does.
type Cost struct {
	solver.Amount
	More     int64 // of the amount
	MoreCost int64
}

type rowKey struct {
	table string
	row   int
}

func costs(p *solver.Problem, r solver.Roster) map[rowKey]solver.Amount {
	of := map[rowKey]solver.Amount{}
	for _, a := range solver.Amounts(p, r) {
		of[rowKey{a.Table, a.Row}] = a
	}
	return of
}

// addedCosts lists the rows that a roster breaks more than another one, whose costs are given: gravest level and dearest first.
func addedCosts(p *solver.Problem, held map[rowKey]solver.Amount, r solver.Roster) (added []Cost) {
	for _, a := range solver.Amounts(p, r) {
		before := held[rowKey{a.Table, a.Row}]
		if a.Cost > before.Cost {
			added = append(added, Cost{a, a.Amount - before.Amount, a.Cost - before.Cost})
		}
	}
	slices.SortStableFunc(added, func(a, b Cost) int {
		return cmp.Or(cmp.Compare(p.Rules.Level[a.Rule], p.Rules.Level[b.Rule]), cmp.Compare(b.MoreCost, a.MoreCost))
	})
	return added
}

// Compare lists the rows that the second roster breaks more than the first, and those that it breaks less.
func Compare(p *solver.Problem, before, after solver.Roster) (more, less []Cost) {
	return addedCosts(p, costs(p, before), after), addedCosts(p, costs(p, after), before)
}

// reason says why a cell changes: it was what the schedule could not bear, or what would be broken if it alone had stayed, the gravest
// on each of the levels Hard and Cover, and first what was broken before anything changed.
func reason(r *solver.Repair, cell int, before map[rowKey]solver.Amount, added []Cost) string {
	p := r.Problem
	if was := r.From[cell]; r.Price != nil && r.Price[cell*len(p.Duties)+int(was)] > 0 {
		return fmt.Sprintf("an absence falls on %s, which allows no leave", p.Duties[was])
	}
	slices.SortStableFunc(added, func(a, b Cost) int {
		_, beforeA := before[rowKey{a.Table, a.Row}]
		_, beforeB := before[rowKey{b.Table, b.Row}]
		return cmp.Compare(bit(beforeB), bit(beforeA))
	})
	var parts []string
	if len(added) > 0 && p.Rules.Name[added[0].Rule] == absenceRule && int(added[0].Person) == cell/len(p.Periods) {
		return "away (" + p.Rules.Source[added[0].Rule] + ")"
	}
	if len(added) > 0 && p.Rules.Name[added[0].Rule] == facultyYear && int(added[0].Person) == cell/len(p.Periods) {
		return "as the year of the faculty changes"
	}
	for level := solver.Hard; level <= solver.Soft; level++ {
		if i := slices.IndexFunc(added, func(c Cost) bool { return p.Rules.Level[c.Rule] == level }); i >= 0 && (level < solver.Soft || parts == nil) {
			parts = append(parts, added[i].Tell(p))
		}
	}
	if parts == nil {
		return "it is as good as what was there, and goes with the other changes"
	}
	return "else " + strings.Join(parts, "; ")
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Tell says what is broken: cover:FMIT, 1 person, block 3 (cover.csv row 3).
func (c Cost) Tell(p *solver.Problem) string {
	text := p.Rules.Name[c.Rule] + ": " + quantity(c.More, p.Rules.Unit[c.Rule])
	if c.Person != solver.Nobody {
		text += " of " + p.People[c.Person]
	}
	if c.First == c.Last {
		text += ", " + p.Periods[c.First]
	}
	return text + " (" + p.Rules.Source[c.Rule] + ")"
}

// quantity is so many of the unit of a rule; of a unit that is a part of another one, how many of that: 0.75 preceptors.
func quantity(n int64, unit string) string {
	var part, of int64
	if read, err := fmt.Sscanf(unit, "%d/%d ", &part, &of); err != nil || read < 2 || of == 0 {
		return fmt.Sprintf("%d %s", n, unitsOf(n, unit))
	}
	_, whole, _ := strings.Cut(unit, " ")
	number := strconv.FormatFloat(float64(n*part)/float64(of), 'g', -1, 64)
	if n*part == of {
		return number + " " + whole
	}
	return number + " " + unitsOf(0, whole)
}

// unitsOf is the unit of a rule for so many: 2 pairs of calls, 2 days off, 2 people.
func unitsOf(n int64, unit string) string {
	if n == 1 {
		return unit
	}
	if unit == "person" {
		return "people"
	}
	head, rest, _ := strings.Cut(unit, " ")
	switch {
	case rest == "off" || strings.HasPrefix(rest, "of "):
		return head + "s " + rest
	default:
		return unit + "s"
	}
}

// absenceRule is the rule that nobody has a duty while he is away.
const absenceRule = "absence"

// Contradictions says which Hard rows only locked cells keep broken, so that nothing which may change can mend them, and where an
// absence cannot be borne because its cell is locked.
func Contradictions(r *solver.Repair, g Grid) (found []string) {
	periods := len(r.Problem.Periods)
	for _, a := range solver.Amounts(r.Problem, r.From) {
		if r.Problem.Rules.Level[a.Rule] != solver.Hard || a.Person == solver.Nobody {
			continue
		}
		all := true
		for t := a.First; t <= a.Last; t++ {
			all = all && r.Locked[int(a.Person)*periods+int(t)]
		}
		if all {
			found = append(found, "cells that may change where a rule is broken; "+Cost{Amount: a, More: a.Amount}.Tell(r.Problem))
		}
	}
	for cell, d := range r.From {
		if r.Price != nil && r.Locked[cell] && r.Price[cell*len(r.Problem.Duties)+int(d)] >= awayPrice {
			found = append(found, fmt.Sprintf("a cell that may change where somebody is away for a half-block on a rotation that allows no leave; %s on %s is locked",
				g.Tell(cell, d), g.Name(d)))
		}
	}
	return found
}
