package reports

import (
	"cmp"
	"slices"

	"rota/analytics/compliance"
	"rota/datasets"
)

// attending is the year of the faculty as a grid: a row a person, a column a week.
type attending struct {
	weeks []weekColumn
	rows  []attendingRow
}

// weekColumn is a stretch of days that is drawn as one column: an inpatient week, or what lies between two.
type weekColumn struct{ first, last datasets.Day }

// attendingRow is one person's year.
type attendingRow struct {
	person string
	cells  []attendingCell
	weeks  int // inpatient
	calls  int
}

// attendingCell is one week of one person.
type attendingCell struct {
	inpatient bool
	calls     int       // nights on call that begin in it
	holiday   bool      // one of them is a holiday's
	there     bool      // with the programme on one day at least
	away      []stretch // absences
	broken    bool      // a Hard breach of the person touches it
}

// stretch is a part of a cell: from and to are shares of its width.
type stretch struct{ from, to float64 }

// attendingOf lays the chosen schedule of the faculty out as a grid, people in the order of people.csv.
func attendingOf(r Run) attending {
	p, c := r.Program, r.chosen()
	a := attending{weeks: weekColumns(p)}
	call := map[string]bool{}
	for _, x := range p.Activities {
		if x.HalfDay == datasets.Night && x.Kind == datasets.KindCall {
			call[x.Code] = true
		}
	}
	hard := c.breaches(compliance.Hard)
	for _, person := range p.People {
		if person.Role != datasets.Faculty {
			continue
		}
		row := attendingRow{person: person.Person, cells: make([]attendingCell, len(a.weeks))}
		for i, w := range a.weeks {
			cell := &row.cells[i]
			cell.there = person.FirstDay <= w.last && person.LastDay >= w.first
			cell.away = w.absences(p, person.Person)
			cell.broken = slices.ContainsFunc(hard, func(b compliance.Breach) bool {
				return b.Person == person.Person && b.FirstDay <= w.last && b.LastDay >= w.first
			})
		}
		for _, s := range c.Stays {
			if i := a.columnOf(s.FirstDay); i >= 0 && s.Person == person.Person {
				row.cells[i].inpatient = true
				row.weeks++
			}
		}
		for _, s := range c.Shifts {
			if i := a.columnOf(s.Date); i >= 0 && s.Person == person.Person && s.HalfDay == datasets.Night && call[s.Activity] {
				row.cells[i].calls++
				row.cells[i].holiday = row.cells[i].holiday || p.IsHoliday(s.Date)
				row.calls++
			}
		}
		a.rows = append(a.rows, row)
	}
	return a
}

// weekColumns cuts the year where an inpatient week begins, or on Mondays where there is none.
func weekColumns(p *datasets.Program) []weekColumn {
	begins := map[datasets.Day]bool{}
	for _, w := range p.Weeks {
		if w.Kind == datasets.WeekInpatient {
			begins[w.FirstDay], begins[w.LastDay+1] = true, true
		}
	}
	var columns []weekColumn
	first, last := p.Span()
	for d := first; d <= last; d++ {
		if d == first || begins[d] || len(begins) == 0 && d.Weekday().String() == "Monday" {
			columns = append(columns, weekColumn{d, d})
		}
		columns[len(columns)-1].last = d
	}
	return columns
}

// columnOf is the column of a day, -1 outside the year.
func (a attending) columnOf(d datasets.Day) int {
	i, found := slices.BinarySearchFunc(a.weeks, d, func(w weekColumn, d datasets.Day) int {
		switch {
		case w.last < d:
			return -1
		case w.first > d:
			return 1
		}
		return 0
	})
	if !found {
		return -1
	}
	return i
}

// absences are the parts of the column on which a person is away, in order.
func (w weekColumn) absences(p *datasets.Program, person string) []stretch {
	var all []stretch
	days := float64(w.last-w.first) + 1
	for _, a := range p.Absences {
		if from, to := max(a.FirstDay, w.first), min(a.LastDay, w.last); a.Person == person && from <= to {
			all = append(all, stretch{float64(from-w.first) / days, (float64(to-w.first) + 1) / days})
		}
	}
	slices.SortFunc(all, func(a, b stretch) int { return cmp.Compare(a.from, b.from) })
	return all
}
