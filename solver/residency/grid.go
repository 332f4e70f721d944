package residency

import (
	"fmt"
	"slices"

	"rota/datasets"
	"rota/solver"
)

// Grid says what the cells and duties of a problem are to people, so that a day finds its cell and a code its duty.
type Grid struct {
	Cells []Cell     // in the order of a roster
	Codes [][]string // of each duty: what people call it, the best name first
	Days  []int      // of each duty: days that it lasts from the first of its cell on; 0: as long as the cell
	fits  func(cell int, d solver.Duty) bool
	fixed func(cell int) string                  // of a block
	after func(solver.Roster, int) (cells []int) // of a block: what follows a night on call
}

// Cell is what one cell of a roster is about.
type Cell struct {
	Person   string
	FirstDay datasets.Day
	LastDay  datasets.Day
	HalfDay  string // AM, PM or NIGHT; "": whole days
	Planned  bool   // false: the person has no such cell, or is not there
}

// offCode is what people call a free cell.
const offCode = "off"

// AnnualGrid returns the grid of a problem that Annual stated.
func AnnualGrid(p *datasets.Program) (Grid, error) {
	y, err := newYear(p)
	if err != nil {
		return Grid{}, err
	}
	g := Grid{Days: make([]int, len(y.duties))}
	for i, person := range y.residents {
		for t := range y.periods {
			c := Cell{Person: person.Person}
			if t < len(y.plan[i]) {
				s := y.plan[i][t]
				c.FirstDay, c.LastDay, c.Planned = s.first, s.last, person.FirstDay <= s.first && s.last <= person.LastDay
			}
			g.Cells = append(g.Cells, c)
		}
	}
	for d, duty := range y.duties {
		g.Codes = append(g.Codes, namesOf(solver.Duty(d), duty.rotation))
	}
	g.fits = func(cell int, d solver.Duty) bool {
		return d == solver.Off || y.duties[d].weeks == y.plan[cell/y.periods][cell%y.periods].weeks
	}
	return g, nil
}

// FacultyGrid returns the grid of a problem that Faculty stated.
func FacultyGrid(p *datasets.Program) (Grid, error) {
	n, err := newNights(p)
	if err != nil {
		return Grid{}, err
	}
	var g Grid
	for _, person := range n.faculty {
		for t := range n.count {
			d := n.day(t)
			g.Cells = append(g.Cells, Cell{person.Person, d, d, datasets.Night, person.FirstDay <= d && d <= person.LastDay})
		}
	}
	for d, duty := range n.duties {
		names := namesOf(solver.Duty(d), duty.code)
		if !duty.isWeek() && d > 0 {
			names = []string{n.program.Call[duty.calls[0].row].Call, n.program.Call[duty.calls[0].row].Activity}
		}
		g.Codes, g.Days = append(g.Codes, names), append(g.Days, duty.days)
	}
	g.fits = func(cell int, d solver.Duty) bool {
		t := cell % n.count
		return d == solver.Off || d == n.call[t] || d == n.week[t]
	}
	return g, nil
}

// BlockGrid returns the grid of a problem that Block stated.
func BlockGrid(p *datasets.Program, plan Plan) (Grid, error) {
	h, err := newHalfDays(p, plan)
	if err != nil {
		return Grid{}, err
	}
	g := Grid{Days: make([]int, len(h.duties))}
	for i, person := range h.people {
		for t := range h.count() {
			d := h.day(t)
			g.Cells = append(g.Cells, Cell{person.Person, d, d, halfDayNames[t%halvesOfDay], h.cell(i, t).fixed != notPresent})
		}
	}
	for _, duty := range h.duties {
		if duty.code == "" {
			g.Codes = append(g.Codes, []string{offCode})
			continue
		}
		g.Codes = append(g.Codes, []string{duty.code})
	}
	g.fits = func(cell int, d solver.Duty) bool { return h.cells[cell].has(d) }
	g.fixed = func(cell int) string { return fixedBy[h.cells[cell].fixed] }
	g.after = h.afterCall
	return g, nil
}

// fixedBy says what leaves a half-day no choice.
var fixedBy = map[fixing]string{
	away: "an absence (absences.csv)", isProtected: "a protected half-day of the template (templates.csv)", isEvent: "an event (events.csv)",
	ofFaculty: "the year of the faculty, in whose run it can be exchanged",
}

// afterCall returns the cells of the day after a night on call that hold what follows it and is no work, under a roster.
func (h *halfDays) afterCall(r solver.Roster, cell int) (cells []int) {
	if !h.duties[r[cell]].isCall() {
		return nil
	}
	for next := cell + 1; next <= cell+1+afternoon && next/h.count() == cell/h.count(); next++ {
		if d := h.duties[r[next]]; r[next] != solver.Off && !d.works() {
			cells = append(cells, next)
		}
	}
	return cells
}

// Fixed says what fixes a cell, so that nothing else can stand there; "": nothing that the grid knows of.
func (g Grid) Fixed(cell int) string {
	if g.fixed == nil {
		return ""
	}
	return g.fixed(cell)
}

func namesOf(d solver.Duty, name string) []string {
	if d == solver.Off {
		return []string{offCode}
	}
	return []string{name}
}

// On returns the cells of a person on a day, "" being any half-day, under a roster: the one in which something begins that lasts until
// the day, or else those that lie on it.
func (g Grid) On(r solver.Roster, person string, d datasets.Day, halfDay string) (cells []int) {
	for i, c := range g.Cells {
		if c.Person != person || !c.Planned {
			continue
		}
		lasts := g.Days[r[i]]
		switch {
		case lasts > 0 && c.FirstDay <= d && d < c.FirstDay+datasets.Day(lasts):
			return []int{i}
		case c.FirstDay <= d && d <= c.LastDay && (halfDay == "" || c.HalfDay == "" || c.HalfDay == halfDay):
			cells = append(cells, i)
		}
	}
	return cells
}

// At returns the cell in which a person does something on a day, or in one half-day of it: the only one that lies there, or of several the
// only one that holds something. ok is false where there is none, or where several hold something and the half-day is not said.
func (g Grid) At(r solver.Roster, person string, d datasets.Day, halfDay string) (cell int, ok bool) {
	cells := g.On(r, person, d, halfDay)
	if len(cells) > 1 {
		cells = slices.DeleteFunc(cells, func(cell int) bool { return r[cell] == solver.Off })
	}
	if len(cells) != 1 {
		return -1, false
	}
	return cells[0], true
}

// Planned returns the first and the last day of which the schedule says something.
func (g Grid) Planned() (first, last datasets.Day) {
	begun := false
	for _, c := range g.Cells {
		if c.Planned && (!begun || c.FirstDay < first) {
			first = c.FirstDay
		}
		if c.Planned && (!begun || c.LastDay > last) {
			last = c.LastDay
		}
		begun = begun || c.Planned
	}
	return first, last
}

// Duty returns the duty of that name that a cell can hold.
func (g Grid) Duty(cell int, code string) (solver.Duty, bool) {
	d := slices.IndexFunc(g.Codes, func(names []string) bool { return slices.Contains(names, code) })
	for ; d >= 0 && d < len(g.Codes); d++ {
		if slices.Contains(g.Codes[d], code) && g.fits(cell, solver.Duty(d)) {
			return solver.Duty(d), true
		}
	}
	return 0, false
}

// Fits reports whether a duty is one of those that a cell can hold at all.
func (g Grid) Fits(cell int, d solver.Duty) bool { return g.Cells[cell].Planned && g.fits(cell, d) }

// Name returns what people call a duty.
func (g Grid) Name(d solver.Duty) string { return g.Codes[d][0] }

// Span returns the days of a cell with a duty.
func (g Grid) Span(cell int, d solver.Duty) (first, last datasets.Day) {
	c := g.Cells[cell]
	if days := g.Days[d]; days > 0 {
		return c.FirstDay, c.FirstDay + datasets.Day(days-1)
	}
	return c.FirstDay, c.LastDay
}

// Tell says what a cell is: R1-01, 2026-09-07 to 2026-10-04.
func (g Grid) Tell(cell int, d solver.Duty) string {
	first, last := g.Span(cell, d)
	text := fmt.Sprintf("%s, %s", g.Cells[cell].Person, first)
	if last != first {
		text += fmt.Sprintf(" to %s", last)
	}
	if half := g.Cells[cell].HalfDay; half != "" && g.Days[d] == 0 {
		text += " " + half
	}
	return text
}
