package reports

import (
	"cmp"
	"slices"

	"rota/analytics/compliance"
	"rota/datasets"
)

// year is the chosen schedule as a grid: a row a resident, a column a block.
type year struct {
	blocks []datasets.Block
	rows   []yearRow
	inks   []serviceInk // services with a colour of their own, in order
}

// yearRow is one resident's year.
type yearRow struct {
	person string
	pgy    int  // on the day of the first stay
	broken bool // a Hard breach of this resident is about more than one block
	cells  []yearCell
	marks  []yearMark
	idle   []span // columns for which the resident is with the programme, and has no stay
}

// span is a stretch of the grid: From and To count columns, 2.5 is the middle of the third block.
type span struct{ from, to float64 }

// yearCell is a stay on one service: a whole block or a part of one.
type yearCell struct {
	span
	rotation string
	service  string
	leave    bool // whether the rotation allows leave
	pinned   bool
	broken   bool // a Hard breach of this resident within one block touches these days
}

// yearMark is an absence within one stay.
type yearMark struct {
	span
	leave bool // whether the rotation of the stay allows leave
}

// serviceInk gives a service its colour, and a hatch once the colours are used up.
type serviceInk struct {
	service string
	fill    int     // index in fills
	slope   float64 // of the hatch; 0: none
}

// yearOf lays the chosen schedule out as a grid. Residents stand by PGY, then in the order of people.csv.
func yearOf(r Run) year {
	y := year{blocks: yearBlocks(r.Program), inks: serviceInks(r.Program)}
	c := r.chosen()
	stays := map[string][]datasets.Stay{}
	for _, s := range c.Stays {
		stays[s.Person] = append(stays[s.Person], s)
	}
	for _, p := range r.Program.People {
		if p.Role != datasets.Resident {
			continue
		}
		y.rows = append(y.rows, y.row(r.Program, p, stays[p.Person], c.breaches(compliance.Hard)))
	}
	slices.SortStableFunc(y.rows, func(a, b yearRow) int { return cmp.Compare(a.pgy, b.pgy) })
	return y
}

func (y year) row(p *datasets.Program, person datasets.Person, stays []datasets.Stay, hard []compliance.Breach) yearRow {
	row := yearRow{person: person.Person}
	slices.SortStableFunc(stays, func(a, b datasets.Stay) int { return cmp.Compare(a.FirstDay, b.FirstDay) })
	if len(stays) > 0 {
		row.pgy = stays[0].PGY
	}
	var within []compliance.Breach
	for _, b := range hard {
		switch {
		case b.Person != person.Person:
		case y.blockOf(b.FirstDay) == y.blockOf(b.LastDay):
			within = append(within, b)
		default:
			row.broken = true
		}
	}
	for _, stay := range stays {
		for _, s := range halves(p, stay) {
			at, ok := y.span(s.FirstDay, s.LastDay)
			if !ok {
				continue
			}
			rotation := rotationOf(p, s)
			cell := yearCell{span: at, rotation: s.Rotation, service: rotation.Service, leave: rotation.LeaveAllowed, pinned: s.Pinned}
			cell.broken = slices.ContainsFunc(within, func(b compliance.Breach) bool { return b.FirstDay <= s.LastDay && b.LastDay >= s.FirstDay })
			row.cells = append(row.cells, cell)
			row.marks = append(row.marks, y.marks(p, s, rotation.LeaveAllowed)...)
		}
	}
	for i, b := range y.blocks {
		filled := slices.ContainsFunc(row.cells, func(c yearCell) bool { return c.from < float64(i+1) && c.to > float64(i) })
		if !filled && person.FirstDay <= b.FirstDay && person.LastDay >= b.LastDay {
			row.idle = append(row.idle, span{float64(i), float64(i + 1)})
		}
	}
	return row
}

// blockOf is the column of a day, -1 outside the year.
func (y year) blockOf(d datasets.Day) int {
	return slices.IndexFunc(y.blocks, func(b datasets.Block) bool { return b.FirstDay <= d && d <= b.LastDay })
}

// marks are the absences of a stay's person during the stay.
func (y year) marks(p *datasets.Program, s datasets.Stay, leave bool) []yearMark {
	var marks []yearMark
	for _, a := range p.Absences {
		if a.Person != s.Person {
			continue
		}
		if at, ok := y.span(max(a.FirstDay, s.FirstDay), min(a.LastDay, s.LastDay)); ok {
			marks = append(marks, yearMark{at, leave})
		}
	}
	return marks
}

// span places days, both included, on the grid. It is false where they lie in no block.
func (y year) span(first, last datasets.Day) (span, bool) {
	at := span{-1, -1}
	for i, b := range y.blocks {
		if first > b.LastDay || last < b.FirstDay {
			continue
		}
		days := float64(b.LastDay-b.FirstDay) + 1
		if at.from < 0 {
			at.from = float64(i) + float64(max(first, b.FirstDay)-b.FirstDay)/days
		}
		at.to = float64(i) + (float64(min(last, b.LastDay)-b.FirstDay)+1)/days
	}
	return at, at.from >= 0 && first <= last
}

// halves splits a whole-block stay on a combined rotation into its two; any other stay is returned as it is.
func halves(p *datasets.Program, s datasets.Stay) []datasets.Stay {
	combined := slices.ContainsFunc(p.Rotations, func(r datasets.Rotation) bool { return r.Rotation == s.Rotation && r.Half == 1 })
	if !combined || s.Half == nil || *s.Half != 0 {
		return []datasets.Stay{s}
	}
	days := p.Halves(datasets.Block{Block: s.Block, FirstDay: s.FirstDay, LastDay: s.LastDay})
	first, second := s, s
	one, two := 1, 2
	first.Half, first.LastDay = &one, days[0][1]
	second.Half, second.FirstDay = &two, days[1][0]
	return []datasets.Stay{first, second}
}

// rotationOf returns the row of rotations.csv that a stay is on.
func rotationOf(p *datasets.Program, s datasets.Stay) datasets.Rotation {
	found := datasets.Rotation{Rotation: s.Rotation, Service: s.Rotation}
	for _, r := range p.Rotations {
		if r.Rotation != s.Rotation {
			continue
		}
		if r.Half == halfOf(p, s) || r.Half == 0 {
			return r
		}
		found = r
	}
	return found
}

// halfOf returns which half of a combined rotation a stay is on: its own, or of a stay of weeks the part that begins with it.
func halfOf(p *datasets.Program, s datasets.Stay) int {
	if s.Half != nil {
		return *s.Half
	}
	i := slices.IndexFunc(p.People, func(q datasets.Person) bool { return q.Person == s.Person })
	for _, stretch := range p.Stretches(p.People[i]) {
		for k, part := range stretch.Parts {
			if part.FirstDay == s.FirstDay {
				return k + 1
			}
		}
	}
	return 0
}

// serviceInks gives a colour to each service that somebody must be on (a least of 1 or more), in the order of cover.csv: these
// are what the reader looks for. All other services share two plain fills.
func serviceInks(p *datasets.Program) []serviceInk {
	var inks []serviceInk
	slopes := []float64{0, 1, -1}
	for _, c := range p.Cover {
		for _, service := range c.Services {
			if c.Least == 0 || slices.ContainsFunc(inks, func(i serviceInk) bool { return i.service == service }) {
				continue
			}
			n := len(inks)
			inks = append(inks, serviceInk{service, n % len(fills), slopes[n/len(fills)%len(slopes)]})
		}
	}
	return inks
}
