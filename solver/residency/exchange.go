package residency

import (
	"cmp"
	"slices"

	"rota/solver"
)

// Exchange is a way in which people can exchange what they do, so that everything which is done stays done.
type Exchange struct {
	Kind    string // one of the constants below
	Changes []solver.Placement
	Score   solver.Score // of the whole schedule with it
}

// The kinds of exchanges.
const (
	Swap   = "swap"   // two people, in one cell each
	Square = "square" // two people, in two cells each: one takes over now, the other later
	Cycle  = "cycle"  // three people pass on what they do, each to the next (Shapley and Scarf 1974)
	Chain  = "chain"  // the fewest changes that take it off its person, of whomever they are
)

// chainWork is how many rosters are looked at for chains: about half a second on one core.
const chainWork = 60_000

// Chains lists the fewest changes that take what is in a cell off its person, where the schedule then costs no more on Hard and Cover.
// The repair is one that has nothing to mend; it is changed.
func Chains(r *solver.Repair, cell, most int) (found []Exchange) {
	duties := len(r.Problem.Duties)
	now := solver.Evaluate(r.Problem, r.From)
	if r.Price == nil {
		for _, d := range r.From {
			for other := range solver.Duty(duties) {
				r.Price = append(r.Price, int64(bit(other != d)))
			}
		}
	}
	r.Price[cell*duties+int(r.From[cell])] = awayPrice
	r.Allowed = now
	for _, x := range r.AtOnce(chainWork, most).Found {
		if x.Score.Hard > now.Hard || x.Score.Cover > now.Cover || x.Roster[cell] == r.From[cell] {
			continue
		}
		e := Exchange{Kind: Chain, Score: x.Score}
		for i, d := range x.Roster {
			if d != r.From[i] {
				e.Changes = append(e.Changes, solver.Placement{Cell: i, Duty: d})
			}
		}
		found = append(found, e)
	}
	return found
}

// Exchanges lists the exchanges that take what is in a cell off its person, the best score first, of equal ones those with fewer changes.
// Cells that are locked stay.
func Exchanges(p *solver.Problem, g Grid, r solver.Roster, locked []bool, cell int) []Exchange {
	x := &exchanges{Grid: g, roster: r, locked: locked, periods: len(p.Periods), trials: solver.NewTrials(p, r)}
	partners := x.partners(cell)
	for _, other := range partners {
		whole := x.pass(cell, other)
		x.add(Swap, whole)
		for s := range x.periods {
			own, theirs := x.beside(cell, s), x.beside(other, s)
			if !slices.ContainsFunc(whole, func(c solver.Placement) bool { return c.Cell == own }) && r[own] != r[theirs] && x.sameDays(own, theirs) {
				x.add(Square, whole, x.pass(own, theirs))
			}
		}
		for _, third := range partners {
			if third != other && r[third] != r[other] {
				x.add(Cycle, x.rotate(cell, other, third))
			}
		}
	}
	slices.SortStableFunc(x.found, func(a, b Exchange) int {
		return cmp.Or(a.Score.Compare(b.Score), cmp.Compare(len(a.Changes), len(b.Changes)))
	})
	return x.found
}

// ExchangeOf returns the exchange of two people in one cell each, or with further pairs of cells. What follows a call goes with it.
func ExchangeOf(p *solver.Problem, g Grid, r solver.Roster, pairs ...[2]int) Exchange {
	x := Exchange{Kind: Swap}
	if len(pairs) > 1 {
		x.Kind = Square
	}
	for _, pair := range pairs {
		x.Changes = append(x.Changes, g.pass(r, pair[0], pair[1])...)
	}
	x.Score = solver.NewTrials(p, r).Try(x.Changes...)
	return x
}

type exchanges struct {
	Grid
	roster  solver.Roster
	locked  []bool
	periods int
	trials  *solver.Trials
	found   []Exchange
}

// partners returns the cells of others in the same days that hold something else.
func (x *exchanges) partners(cell int) (cells []int) {
	for other := cell % x.periods; other < len(x.roster); other += x.periods {
		if x.Cells[other].Planned && x.roster[other] != x.roster[cell] && x.sameDays(cell, other) {
			cells = append(cells, other)
		}
	}
	return cells
}

// beside returns the cell of the same person in another period.
func (x *exchanges) beside(cell, period int) int { return cell/x.periods*x.periods + period }

func (x *exchanges) sameDays(a, b int) bool {
	return x.Cells[a].Planned && x.Cells[b].Planned && x.Cells[a].FirstDay == x.Cells[b].FirstDay && x.Cells[a].LastDay == x.Cells[b].LastDay
}

// pass lets two people exchange what is in a cell of each. What follows a call and is no work goes with it.
func (x *exchanges) pass(a, b int) []solver.Placement { return x.Grid.pass(x.roster, a, b) }

// pass is the exchange of what two people have in one cell each. What follows a night on call and is no work goes with it.
func (g Grid) pass(r solver.Roster, a, b int) []solver.Placement {
	changes := []solver.Placement{{Cell: a, Duty: r[b]}, {Cell: b, Duty: r[a]}}
	if g.after == nil {
		return changes
	}
	follow := func(from, to int) {
		for _, cell := range g.after(r, from) {
			if other := to + cell - from; r[other] != r[cell] && g.Fits(other, r[cell]) && g.Fits(cell, r[other]) {
				changes = append(changes, solver.Placement{Cell: cell, Duty: r[other]}, solver.Placement{Cell: other, Duty: r[cell]})
			}
		}
	}
	follow(a, b)
	follow(b, a)
	return changes
}

// rotate gives the first what the second does, the second what the third does, and the third what the first does.
func (x *exchanges) rotate(a, b, c int) []solver.Placement {
	return []solver.Placement{{Cell: a, Duty: x.roster[b]}, {Cell: b, Duty: x.roster[c]}, {Cell: c, Duty: x.roster[a]}}
}

// add notes an exchange unless a cell is locked or cannot hold what it would.
func (x *exchanges) add(kind string, parts ...[]solver.Placement) {
	changes := slices.Concat(parts...)
	for _, c := range changes {
		if x.locked != nil && x.locked[c.Cell] || !x.Fits(c.Cell, c.Duty) {
			return
		}
	}
	x.found = append(x.found, Exchange{kind, changes, x.trials.Try(changes...)})
}
