package datasets

import (
	"cmp"
	"fmt"
	"slices"
)

// publishedWeek is an inpatient week of the schedule that a folder holds.
type publishedWeek struct {
	Person   string `parquet:"person"`
	FirstDay Day    `parquet:"first_day,date"`
}

// publishedNight is a night on call of the schedule that a folder holds.
type publishedNight struct {
	Person string `parquet:"person"`
	Date   Day    `parquet:"date,date"` // on which the night begins
}

// placeFaculty keeps the weeks and nights that the programme can place, one person in each, by day, and doubts the others and
// the days that are left without anybody.
func (im *importer) placeFaculty() {
	known := newRegister(im.program)
	weekAt := map[Day]bool{}
	for _, w := range im.program.Weeks {
		weekAt[w.FirstDay] = weekAt[w.FirstDay] || w.Kind == WeekInpatient
	}
	attended, called := map[Day]bool{}, map[Day]bool{}
	weeks := im.weeks[:0]
	for i, w := range im.weeks {
		column, expected := "", ""
		switch _, isPerson := known.person[w.Person]; {
		case !isPerson:
			column, expected = "person", "the code of a person of this programme"
		case !weekAt[w.FirstDay]:
			column, expected = "first_day", "the first day of an inpatient week of the year"
		case attended[w.FirstDay]:
			column, expected = "first_day", "one attending a week"
		default:
			attended[w.FirstDay] = true
			weeks = append(weeks, w)
			continue
		}
		r := im.records[publishedWeeks][i]
		im.doubt(r, column, r.cells[column], expected, "left out of the published schedule")
	}
	nights := im.nights[:0]
	for i, n := range im.nights {
		column, expected := "", ""
		switch _, isPerson := known.person[n.Person]; {
		case !isPerson:
			column, expected = "person", "the code of a person of this programme"
		case n.Date < im.year.first || n.Date > im.year.last:
			column, expected = "date", fmt.Sprintf("a night of the year, %s to %s", im.year.first, im.year.last)
		case called[n.Date]:
			column, expected = "date", "one person a night"
		default:
			called[n.Date] = true
			nights = append(nights, n)
			continue
		}
		r := im.records[publishedNights][i]
		im.doubt(r, column, r.cells[column], expected, "left out of the published schedule")
	}
	im.weeks, im.nights = weeks, nights
	slices.SortStableFunc(im.weeks, func(a, b publishedWeek) int { return cmp.Compare(a.FirstDay, b.FirstDay) })
	slices.SortStableFunc(im.nights, func(a, b publishedNight) int { return cmp.Compare(a.Date, b.Date) })
	im.nobody(publishedWeeks, "first_day", "an attending on every day of the year", func(d Day) bool {
		w, inWeek := im.program.InpatientWeek(d)
		return inWeek && attended[w.FirstDay]
	})
	im.nobody(publishedNights, "date", "somebody on call in every night of the year", func(d Day) bool { return called[d] })
}

// nobody doubts each run of days of the year without anybody, where the folder holds such a schedule at all.
func (im *importer) nobody(target, column, expected string, held func(Day) bool) {
	if len(im.records[target]) == 0 {
		return
	}
	whole := record{file: im.records[target][0].file, from: im.records[target][0].from}
	for d := im.year.first; d <= im.year.last; d++ {
		end := d
		for end <= im.year.last && !held(end) {
			end++
		}
		if end > d {
			im.doubt(whole, column, d.String()+" to "+(end-1).String(), expected, "planned for all the same")
			d = end
		}
	}
}

// attending returns the inpatient weeks of the published schedule as stays.
func (im *importer) attending() []Stay {
	known := newRegister(im.program)
	var stays []Stay
	for _, w := range im.weeks {
		if week, inWeek := im.program.InpatientWeek(w.FirstDay); inWeek {
			stays = append(stays, im.program.Attending(1, known.person[w.Person], week))
		}
	}
	return stays
}

// onCall returns the nights of the published schedule, by the activity of the row of call.csv that they are of.
func (im *importer) onCall() []Shift {
	known := newRegister(im.program)
	m := im.program.NewShiftMaker(1)
	var shifts []Shift
	for _, n := range im.nights {
		person := known.person[n.Person]
		for _, row := range im.program.Call {
			if row.Role == person.Role && slices.Contains(row.Weekdays, n.Date.Weekday().String()) {
				shifts = append(shifts, m.Shift(person, n.Date, Night, row.Activity))
			}
		}
	}
	return shifts
}
