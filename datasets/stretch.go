package datasets

import (
	"cmp"
	"math"
	"slices"
)

// Stretch is a run of days that a resident spends on one rotation: a block, or, of a resident whose cohort has a calendar of its own in
// weeks.csv, a row of that calendar.
type Stretch struct {
	Block    int    // label of the block in which it begins
	OfWeeks  bool   // it is a row of weeks.csv and no block
	Rotation string // what the cohort's calendar gives it to; "": an annual schedule plans it
	Parts    []Part // in order of time, one or two: what a combined rotation is divided by
}

// Part is a half-block, or a part of a stay of weeks: its first 14 days, and the rest if that is a week or more.
type Part struct {
	FirstDay, LastDay Day
	Weeks             int // that it counts for requirements: 2 of a half-block, whatever its days
}

// FirstDay returns the first day of the stretch.
func (s Stretch) FirstDay() Day { return s.Parts[0].FirstDay }

// LastDay returns the last day of the stretch.
func (s Stretch) LastDay() Day { return s.Parts[len(s.Parts)-1].LastDay }

// halfBlockWeeks is what a half-block counts.
const halfBlockWeeks = 2

const daysInWeek = 7

// OfWeeks reports whether weeks.csv has a calendar of a cohort.
func (p *Program) OfWeeks() bool {
	return slices.ContainsFunc(p.Weeks, func(w Week) bool { return w.Kind == WeekCohort && w.Cohort != "" })
}

// Stretches returns the calendar of a resident in order of time: the rows of weeks.csv for his cohort, or, if there are none, the blocks
// from 1 on. They may lie outside his time with the programme.
func (p *Program) Stretches(person Person) []Stretch {
	var out []Stretch
	for _, w := range p.Weeks {
		if w.Kind == WeekCohort && person.Cohort != "" && w.Cohort == person.Cohort && w.FirstDay <= w.LastDay {
			out = append(out, Stretch{Block: p.blockOf(w.FirstDay), OfWeeks: true, Rotation: w.Rotation, Parts: partsOf(w)})
		}
	}
	if len(out) == 0 {
		for _, b := range p.Blocks {
			if b.Block < 1 {
				continue
			}
			s := Stretch{Block: b.Block}
			for _, half := range p.Halves(b) {
				if half[0] <= half[1] {
					s.Parts = append(s.Parts, Part{half[0], half[1], halfBlockWeeks})
				}
			}
			if len(s.Parts) > 0 {
				out = append(out, s)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Stretch) int { return cmp.Compare(a.FirstDay(), b.FirstDay()) })
	return out
}

// StaysBefore returns what history.csv says of the last blocks, or planned stays, of a resident before the year, the latest first: row i
// stands i+1 before the first of the year.
func (p *Program) StaysBefore(person string) []History {
	out := slices.DeleteFunc(slices.Clone(p.History), func(h History) bool { return h.Kind != HistoryStay || h.Person != person })
	slices.SortStableFunc(out, func(a, b History) int { return cmp.Compare(b.FirstDay, a.FirstDay) })
	return out
}

// partsOf divides a row of a cohort's calendar.
func partsOf(w Week) []Part {
	weeks := func(first, last Day) int { return max(1, int(math.Round(float64(last-first+1)/daysInWeek))) }
	cut := w.FirstDay + halfDays
	if w.LastDay-cut+1 < daysInWeek {
		return []Part{{w.FirstDay, w.LastDay, weeks(w.FirstDay, w.LastDay)}}
	}
	return []Part{{w.FirstDay, cut - 1, halfBlockWeeks}, {cut, w.LastDay, weeks(cut, w.LastDay)}}
}

// blockOf returns the label of the block that the day lies in, 0 if it lies in none.
func (p *Program) blockOf(d Day) int {
	for _, b := range p.Blocks {
		if b.FirstDay <= d && d <= b.LastDay {
			return b.Block
		}
	}
	return 0
}

// Slice is a run of days within which no resident changes place, so that cover is counted once in it: a half-block, or, where cohorts
// have calendars of their own, often a week. Where events put residents on other rotations it ends and begins with the event.
type Slice struct {
	FirstDay, LastDay Day
	Block             int // in which it begins
	Half              int // 1 or 2 of a half-block; 0 of other days
}

// Slices returns the slices of the planned year in order of time.
func (p *Program) Slices() []Slice {
	halves := map[Day]Slice{}
	var out []Slice
	for _, s := range p.Stretches(Person{}) {
		for i, part := range s.Parts {
			half := Slice{part.FirstDay, part.LastDay, s.Block, i + 1}
			halves[part.FirstDay] = half
			out = append(out, half)
		}
	}
	if len(out) == 0 {
		return out
	}
	first, last := out[0].FirstDay, out[len(out)-1].LastDay
	cuts := slices.DeleteFunc(p.moveDays(), func(d Day) bool { return d <= first || d > last })
	if !p.OfWeeks() && len(cuts) == 0 {
		return out
	}
	seen := map[string]bool{}
	for _, person := range p.People {
		if person.Role != Resident || seen[person.Cohort] {
			continue
		}
		seen[person.Cohort] = true
		for _, s := range p.Stretches(person) {
			for _, part := range s.Parts {
				cuts = append(cuts, part.FirstDay)
			}
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	out = out[:0]
	for i, first := range cuts {
		slice := Slice{first, last, p.blockOf(first), 0}
		if i+1 < len(cuts) {
			slice.LastDay = cuts[i+1] - 1
		}
		if half := halves[first]; half.LastDay == slice.LastDay {
			slice = half
		}
		out = append(out, slice)
	}
	return out
}
