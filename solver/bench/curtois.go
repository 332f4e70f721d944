package bench

import "slices"

// Curtois is an instance of shift scheduling: each person works at most one shift a day. Day 0 is a Monday.
type Curtois struct {
	Days     int
	Shifts   []Shift
	Staff    []Staff
	On, Off  []ShiftRequest // wishes to work, or not to work, a shift
	Coverage []ShiftCover
}

// Shift is a kind of work of one day.
type Shift struct {
	ID        string
	Minutes   int
	Forbidden []int // the shifts that may not be worked on the next day, ascending
}

// Staff is a person and the limits of his line. Limits are over the whole horizon where nothing else is said.
type Staff struct {
	ID                     string
	MaxShifts              []int // by shift; 0: not allowed
	MaxMinutes, MinMinutes int
	MaxRun, MinRun         int   // days of work in a row
	MinOff                 int   // days off in a row
	MaxWeekends            int   // weekends with work on Saturday or Sunday
	DaysOff                []int // days that have to be free, ascending
}

// ShiftRequest is a wish of one person for one day, worth Weight.
type ShiftRequest struct {
	Person, Day, Shift int
	Weight             int64
}

// ShiftCover is how many people a shift needs on a day: each one missing costs Under, each one too many costs Over.
type ShiftCover struct {
	Day, Shift, Need int
	Under, Over      int64
}

// Free is the cell of a Cells on which nothing is done.
const Free = -1

// Cells is a roster of either family: a row a person, a column a day or period, and in it what is done, or Free.
type Cells [][]int

// NewCells returns a roster on which nothing is done.
func NewCells(people, periods int) Cells {
	c := make(Cells, people)
	for p := range c {
		c[p] = make([]int, periods)
		for t := range c[p] {
			c[p][t] = Free
		}
	}
	return c
}

// Evaluate judges a roster: shifts by index, a row for each person of Staff and a column for each day. The hard rules are
//
//	H1 at most one shift a day: the form of a roster
//	H2 no forbidden shift on the next day; a day off in between clears it
//	H3 at most MaxShifts of each shift
//	H4 minutes between MinMinutes and MaxMinutes
//	H5 no run of work longer than MaxRun; nothing is carried in
//	H6 no run of work shorter than MinRun, but for runs that touch the first or the last day
//	H7 no run of days off shorter than MinOff, with the same exception
//	H8 at most MaxWeekends weekends with work
//	H9 no work on DaysOff
//
// and the value, to be minimised, is the weight of the wishes not granted and the cost of cover. Evaluate panics if the roster
// has another size or a shift that does not exist.
func (c *Curtois) Evaluate(cells Cells) Verdict {
	var v Verdict
	for p := range c.Staff {
		c.judge(p, cells[p], &v)
	}
	for _, r := range c.On {
		if cells[r.Person][r.Day] != r.Shift {
			v.Value += r.Weight
		}
	}
	for _, r := range c.Off {
		if cells[r.Person][r.Day] == r.Shift {
			v.Value += r.Weight
		}
	}
	have := make([]int, c.Days*len(c.Shifts))
	for _, row := range cells {
		for d, s := range row {
			if s != Free {
				have[d*len(c.Shifts)+s]++
			}
		}
	}
	for _, k := range c.Coverage {
		n := have[k.Day*len(c.Shifts)+k.Shift]
		v.Value += k.Under*int64(max(0, k.Need-n)) + k.Over*int64(max(0, n-k.Need))
	}
	return v
}

// judge adds the breaches of one line.
func (c *Curtois) judge(person int, row []int, v *Verdict) {
	p := c.Staff[person]
	minutes, weekends, count := 0, 0, make([]int, len(c.Shifts))
	for d, s := range row {
		if s == Free {
			continue
		}
		count[s]++
		minutes += c.Shifts[s].Minutes
		if d > 0 && row[d-1] != Free && slices.Contains(c.Shifts[row[d-1]].Forbidden, s) {
			v.breach("H2", 1, "%s day %d: %s may not follow %s", p.ID, d, c.Shifts[s].ID, c.Shifts[row[d-1]].ID)
		}
	}
	for s, n := range count {
		if n > p.MaxShifts[s] {
			v.breach("H3", n-p.MaxShifts[s], "%s: %d of %s, at most %d", p.ID, n, c.Shifts[s].ID, p.MaxShifts[s])
		}
	}
	if minutes > p.MaxMinutes {
		v.breach("H4", minutes-p.MaxMinutes, "%s: %d minutes, at most %d", p.ID, minutes, p.MaxMinutes)
	}
	if minutes < p.MinMinutes {
		v.breach("H4", p.MinMinutes-minutes, "%s: %d minutes, at least %d", p.ID, minutes, p.MinMinutes)
	}
	c.judgeRuns(p, row, v)
	for saturday := 5; saturday < len(row); saturday += 7 {
		if row[saturday] != Free || (saturday+1 < len(row) && row[saturday+1] != Free) {
			weekends++
		}
	}
	if weekends > p.MaxWeekends {
		v.breach("H8", weekends-p.MaxWeekends, "%s: %d weekends with work, at most %d", p.ID, weekends, p.MaxWeekends)
	}
	for _, d := range p.DaysOff {
		if row[d] != Free {
			v.breach("H9", 1, "%s day %d: works on a fixed day off", p.ID, d)
		}
	}
}

// judgeRuns adds the breaches of the lengths of runs of work and of days off.
func (c *Curtois) judgeRuns(p Staff, row []int, v *Verdict) {
	for first := 0; first < len(row); {
		work, last := row[first] != Free, first
		for last+1 < len(row) && (row[last+1] != Free) == work {
			last++
		}
		n, edge := last-first+1, first == 0 || last == len(row)-1
		switch {
		case work && n > p.MaxRun:
			v.breach("H5", n-p.MaxRun, "%s days %d to %d: %d days of work in a row, at most %d", p.ID, first, last, n, p.MaxRun)
		case work && n < p.MinRun && !edge:
			v.breach("H6", p.MinRun-n, "%s days %d to %d: %d days of work in a row, at least %d", p.ID, first, last, n, p.MinRun)
		case !work && n < p.MinOff && !edge:
			v.breach("H7", p.MinOff-n, "%s days %d to %d: %d days off in a row, at least %d", p.ID, first, last, n, p.MinOff)
		}
		first = last + 1
	}
}
