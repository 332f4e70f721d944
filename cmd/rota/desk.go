package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rota/activities"
	"rota/activities/catalog"
	"rota/analytics/compliance"
	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
)

// cellFlags are the flags of the commands that look at one cell of a finished run.
type cellFlags struct {
	candidate int
	person    string
	date      string
	freeze    string
	json      bool
}

func (f *cellFlags) define(c *cobra.Command) {
	c.Flags().StringVar(&f.person, "person", "", "code of the person")
	c.Flags().StringVar(&f.date, "date", "", "day of the cell, DATE or DATE:AM, DATE:PM, DATE:NIGHT")
	c.Flags().StringVar(&f.freeze, "freeze-before", "", "what begins before this day, DATE or today, stays as it is")
	c.Flags().IntVar(&f.candidate, "candidate", 0, "candidate of RUN (default: the published one, or else the chosen one)")
	c.Flags().BoolVar(&f.json, "json", false, "print one JSON object")
	_ = c.MarkFlagRequired("person")
	_ = c.MarkFlagRequired("date")
}

// deskCell is a cell that a command looks at.
type deskCell struct {
	*activities.Desk
	state     *state
	run       catalog.Run
	candidate int
	cell      int
	date      datasets.Day
	halfDay   string
	freeze    *datasets.Day // what begins before it stays as it is; nil: nothing has begun
}

// open finds the run and the cell. Its error names everything that is wrong with the flags.
func (f cellFlags) open(run string) (*deskCell, error) {
	s, r, candidate, err := finishedCandidate(run, f.candidate)
	if err != nil {
		return nil, err
	}
	desk, err := s.steps.Desk(r, candidate)
	if err != nil {
		return nil, failed(err)
	}
	d := &deskCell{Desk: desk, state: s, run: r, candidate: candidate}
	reader := orderReader{desk: desk, program: desk.Program}
	d.freeze = reader.freeze(f.freeze)
	d.cell, d.date, d.halfDay = reader.cell("--person", "--date", f.person, f.date)
	if len(reader.defects) > 0 {
		return nil, badInput(&reader.defects)
	}
	return d, nil
}

// cell reads a person and DATE[:AM]; -1 where there is a defect.
func (r *orderReader) cell(personFlag, dateFlag, person, date string) (cell int, d datasets.Day, halfDay string) {
	known := r.person(personFlag, person, person)
	text, half, halved := strings.Cut(date, ":")
	d, ok := r.day(dateFlag, date, text)
	if halved && !isHalfDay(half) {
		r.defect(dateFlag, date, "DATE, or DATE:AM, DATE:PM, DATE:NIGHT")
		ok = false
	}
	if !known || !ok {
		return -1, d, half
	}
	g := r.desk.Grid
	cell, found := g.At(r.desk.Roster, person, d, half)
	if !found {
		r.defect(dateFlag, date, r.holding(person, d, half))
		return -1, d, half
	}
	if half == "" && len(g.On(r.desk.Roster, person, d, "")) > 1 { // so that what is written down means this cell later, too
		half = g.Cells[cell].HalfDay
	}
	return cell, d, half
}

// holding says which cell of a day can be meant: one of its half-days, or a day on which there is something.
func (r *orderReader) holding(person string, d datasets.Day, half string) string {
	g := r.desk.Grid
	cells := g.On(r.desk.Roster, person, d, half)
	if len(cells) == 0 {
		return "a day on which something is planned for " + person
	}
	var held []string
	for _, cell := range cells {
		held = append(held, fmt.Sprintf("%s:%s (%s)", d, g.Cells[cell].HalfDay, g.Name(r.desk.Roster[cell])))
	}
	return either(held)
}

func isHalfDay(half string) bool {
	return slices.Contains([]string{datasets.AM, datasets.PM, datasets.Night}, half)
}

// fixed is the order of a change at the desk: it asks for nothing, and names what stays as it is.
func (d *deskCell) fixed() residency.Order {
	return residency.Order{Locks: d.Order.Locks, Freeze: d.freeze}
}

// begun reports a cell that begins before the day before which nothing changes.
func (d *deskCell) begun(cell int) bool {
	return d.freeze != nil && d.Grid.Cells[cell].FirstDay < *d.freeze
}

// fromFreeze is what is expected of the day of a cell that is to change.
func (d *deskCell) fromFreeze() string {
	return "a day of what begins on " + d.freeze.String() + " or later (--freeze-before)"
}

// placed returns the roster with some cells changed.
func (d *deskCell) placed(changes ...solver.Placement) solver.Roster {
	r := slices.Clone(d.Roster)
	for _, c := range changes {
		r[c.Cell] = c.Duty
	}
	return r
}

// verdictOn is what the checker finds in a changed schedule that it did not find before, and the other way round.
type verdictOn struct {
	Legal  bool     `json:"legal"`  // no Hard breach beyond those of the schedule as it is
	Breaks []breach `json:"breaks"` // breaches that come
	Mends  []breach `json:"mends"`  // breaches that go
}

// judge has the checker judge a changed roster beside the one as it is.
func (d *deskCell) judge(before []compliance.Breach, changed solver.Roster) verdictOn {
	after := d.Check(changed)
	v := verdictOn{Legal: true, Breaks: []breach{}, Mends: []breach{}}
	for _, b := range without(after, before) {
		v.Legal = v.Legal && b.Level != compliance.Hard
		v.Breaks = append(v.Breaks, tellBreach(b))
	}
	for _, b := range without(before, after) {
		v.Mends = append(v.Mends, tellBreach(b))
	}
	return v
}

func tellBreach(b compliance.Breach) breach {
	return breach{b.Rule, string(b.Level), b.Person, b.FirstDay.String(), b.LastDay.String(), b.Amount, b.Allowed, b.Unit, b.Source, b.Text}
}

// without returns the breaches of a that are not among those of b.
func without(a, b []compliance.Breach) []compliance.Breach {
	held := map[compliance.Breach]int{}
	for _, x := range b {
		held[x]++
	}
	var left []compliance.Breach
	for _, x := range a {
		if held[x]--; held[x] < 0 {
			left = append(left, x)
		}
	}
	return left
}

// write prints what comes and goes, so many of each at most.
func (v verdictOn) write(text *strings.Builder, indent string, most int) {
	list := func(word string, all []breach) {
		for i, b := range all {
			if i == most {
				fmt.Fprintf(text, "%s%s: %d more\n", indent, word, len(all)-most)
				break
			}
			fmt.Fprintf(text, "%s%s [%s] %s (%s)\n", indent, word, b.Level, b.Text, b.Source)
		}
	}
	list("breaks", v.Breaks)
	list("mends", v.Mends)
}

// moveOf is a cell that changes, in people's words.
type moveOf struct {
	Person   string `json:"person"`
	FirstDay string `json:"first_day"`
	LastDay  string `json:"last_day"`
	HalfDay  string `json:"half_day,omitempty"`
	Before   string `json:"before"`
	After    string `json:"after"`
}

func (d *deskCell) move(c solver.Placement) moveOf {
	was := d.Roster[c.Cell]
	longer := was
	if d.Grid.Days[c.Duty] > d.Grid.Days[was] {
		longer = c.Duty
	}
	first, last := d.Grid.Span(c.Cell, longer)
	m := moveOf{Person: d.Grid.Cells[c.Cell].Person, FirstDay: first.String(), LastDay: last.String(), Before: d.Grid.Name(was), After: d.Grid.Name(c.Duty)}
	if first == last {
		m.HalfDay = d.Grid.Cells[c.Cell].HalfDay
	}
	return m
}

func (m moveOf) String() string {
	days := m.FirstDay
	if m.LastDay != m.FirstDay {
		days += " to " + m.LastDay
	}
	if m.HalfDay != "" {
		days += " " + m.HalfDay
	}
	return fmt.Sprintf("%s, %s: %s becomes %s", m.Person, days, m.Before, m.After)
}

// costs writes by how much a score is worse, level by level: Hard +1, Soft -3; the same.
func costsOf(d solver.Score) string {
	var parts []string
	for _, l := range []struct {
		name string
		more int64
	}{{"Hard", d.Hard}, {"Cover", d.Cover}, {"Soft", d.Soft}} {
		if l.more != 0 {
			parts = append(parts, fmt.Sprintf("%s %+d", l.name, l.more))
		}
	}
	return cmp.Or(strings.Join(parts, ", "), "costs the same")
}
