package compliance

import (
	"fmt"

	"rota/datasets"
)

// Staffing is how many people a row of cover.csv has in one half-block, or where cohorts change places at other times, often a week. People count where they are placed: an absence does
// not take them away, because a year's plan places the absent on rotations that can spare them.
type Staffing struct {
	Cover  datasets.Cover
	Row    int  // in the table, from 0
	Half   Half // or other run of days within which nobody changes place
	Fewest int  // on the day with fewest people; equal to Most where every stay is a whole half-block
	Most   int
	daily  []int // by day of the half-block
}

// Staffing returns the people of each row of cover.csv that an annual schedule can serve, in each half-block that begins
// within the row's days, in the order of rows and time. Rows of a half-day, of activities or of the faculty belong
// to the block schedule; rows of learners or visitors alone say nothing where nobody of them is on a rotation. People count by the level of the
// half-block's first day.
func (y *Year) Staffing() []Staffing { return y.staffing }

func (y *Year) staff() []Staffing {
	var out []Staffing
	guests := map[datasets.Role]bool{datasets.Resident: true}
	for i := range y.Lines {
		l := &y.Lines[i]
		for _, h := range y.slices {
			for d := h.FirstDay; y.moves && d <= h.LastDay && !guests[l.Person.Role]; d++ {
				guests[l.Person.Role] = l.There(d, d) && !l.Absent(d) && y.Program.MovedTo(l.Person, "", d) != ""
			}
		}
	}
	for i, c := range y.Program.Cover {
		if !c.ForStays() || c.Role != "" && c.Role != datasets.Anybody && !guests[c.Role] {
			continue
		}
		for _, h := range y.slices {
			if c.FirstDay != nil && h.FirstDay < *c.FirstDay || c.LastDay != nil && h.FirstDay > *c.LastDay {
				continue
			}
			s := Staffing{Cover: c, Row: i, Half: h, Fewest: len(y.Lines), daily: y.onCover(c, h)}
			for _, n := range s.daily {
				s.Fewest, s.Most = min(s.Fewest, n), max(s.Most, n)
			}
			out = append(out, s)
		}
	}
	return out
}

// onCover counts, for each day of the half-block, the people of the row's role and levels who serve it.
func (y *Year) onCover(c datasets.Cover, h Half) []int {
	daily := make([]int, h.Days())
	for j := range y.Lines {
		l := &y.Lines[j]
		if l.Person.Role == datasets.Faculty || !c.Admits(l.Person.Role) {
			continue
		}
		pgy := y.Program.PGYOn(l.Person.Person, h.FirstDay)
		if c.PGYFrom != nil && pgy < *c.PGYFrom || c.PGYTo != nil && pgy > *c.PGYTo {
			continue
		}
		for i := range daily {
			if y.serves(l, h.FirstDay+datasets.Day(i), c.Services) {
				daily[i]++
			}
		}
	}
	return daily
}

// coverLeast: on no day of a half-block are fewer people on the services than needed, nor in a half-day, of rows that are for
// half-days. One breach a half-block, or half-day.
func coverLeast(y *Year, report func(Breach)) {
	y.eachHalfDayCover(func(o onDuty) {
		if o.n < o.cover.Least {
			report(o.breach(o.cover.Least, "at least %d needed"))
		}
	})
	for _, s := range y.Staffing() {
		if y.annual && s.Fewest < s.Cover.Least {
			b := s.breach(func(n int) bool { return n < s.Cover.Least }, s.Fewest, s.Cover.Least)
			b.Text = fmt.Sprintf("%s has %s %s; at least %d needed.", s.Cover.Cover, people(s.Fewest), s.Half.when(), s.Cover.Least)
			report(b)
		}
	}
}

// coverMost: on no day of a half-block are more people on the services than it has room for, nor in a half-day, of rows that are for
// half-days. One breach a half-block, or half-day.
func coverMost(y *Year, report func(Breach)) {
	y.eachHalfDayCover(func(o onDuty) {
		if o.cover.Most != nil && o.n > *o.cover.Most {
			report(o.breach(*o.cover.Most, "there is room for %d"))
		}
	})
	for _, s := range y.Staffing() {
		if y.annual && s.Cover.Most != nil && s.Most > *s.Cover.Most {
			b := s.breach(func(n int) bool { return n > *s.Cover.Most }, s.Most, *s.Cover.Most)
			b.Text = fmt.Sprintf("%s has %s %s; there is room for %d.", s.Cover.Cover, people(s.Most), s.Half.when(), *s.Cover.Most)
			report(b)
		}
	}
}

// when says which days of the year a slice has.
func (h Half) when() string {
	if h.Half == 0 {
		return fmt.Sprintf("from %v to %v", h.FirstDay, h.LastDay)
	}
	return fmt.Sprintf("in half %d of block %d", h.Half, h.Block)
}

// breach begins a breach from the first to the last day on which the number of people is wrong.
func (s Staffing) breach(wrong func(n int) bool, amount, allowed int) Breach {
	days := runs(s.Half.FirstDay, s.Half.LastDay, func(d datasets.Day) bool { return wrong(s.daily[d-s.Half.FirstDay]) })
	return Breach{FirstDay: days[0].first, LastDay: days[len(days)-1].last, Amount: float64(amount), Allowed: float64(allowed),
		Source: written(fileRow("cover.csv", s.Row), s.Cover.Source)}
}

func people(n int) string {
	if n == 1 {
		return "1 person"
	}
	return fmt.Sprintf("%d people", n)
}
