package datasets

import (
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// calendarRule is how a programme lays its blocks, as far as it can be read off one year.
type calendarRule struct {
	months  bool // each block is a calendar month
	blocks  int  // from 1 on
	length  Day  // of a block, in days
	weekday time.Weekday
	month   time.Month // in which block 1 begins on the first such weekday; 0: it begins where the year before has ended
	exact   bool       // the last block is as long as the others; else it lasts to the end of the year
	joined  bool       // days before the weekday belong to block 1; else they are block 0
}

// calendarOf reads the rule off a calendar; ok is false where it is none that is known.
func calendarOf(blocks []Block, first, last Day) (r calendarRule, ok bool) {
	planned := blocks
	for len(planned) > 0 && planned[0].Block == 0 {
		planned = planned[1:]
	}
	n := len(planned)
	if n < 3 {
		return r, false
	}
	r = calendarRule{months: true, blocks: n, length: planned[1].LastDay - planned[1].FirstDay + 1}
	for _, b := range planned {
		r.months = r.months && b.FirstDay.Time().Day() == 1 && (b.LastDay+1).Time().Day() == 1 && b.LastDay-b.FirstDay < 31
	}
	if r.months {
		return r, true
	}
	for _, b := range planned[1 : n-1] {
		if b.LastDay-b.FirstDay+1 != r.length {
			return r, false
		}
	}
	start := planned[1].FirstDay - r.length
	if r.length%7 != 0 || start < planned[0].FirstDay {
		return r, false
	}
	r.weekday, r.joined = start.Weekday(), planned[0].FirstDay < start
	r.exact = anniversary(first) != last+1 && planned[n-1].LastDay-planned[n-1].FirstDay+1 == r.length
	if start.Time().Day() <= 7 {
		r.month = start.Time().Month()
	}
	return r, r.exact || start < first+7
}

// next lays the calendar of the year that begins on a day.
func (r calendarRule) next(first Day) []Block {
	last := anniversary(first) - 1
	if r.months {
		var blocks []Block
		for d := first; d <= last && len(blocks) < r.blocks; d = blocks[len(blocks)-1].LastDay + 1 {
			y, m, _ := d.Time().Date()
			end := DayOf(time.Date(y, m+1, 1, 0, 0, 0, 0, time.UTC)) - 1
			blocks = append(blocks, Block{Block: len(blocks) + 1, FirstDay: d, LastDay: end})
		}
		return blocks
	}
	start := first
	if r.month != 0 {
		year := (first + 15).Time().Year() // a year may begin some days before its month
		start = max(first, nthWeekday(year, r.month, r.weekday, 1))
	}
	var blocks []Block
	if start > first && !r.joined {
		blocks = append(blocks, Block{Block: 0, FirstDay: first, LastDay: start - 1})
	}
	for b := 1; b <= r.blocks; b++ {
		blocks = append(blocks, Block{Block: b, FirstDay: start, LastDay: start + r.length - 1})
		start += r.length
	}
	end := &blocks[len(blocks)-1]
	if !r.exact {
		end.LastDay = max(last, end.FirstDay+1)
	}
	if r.joined {
		blocks[0].FirstDay = first
	}
	return blocks
}

// String says the rule in words.
func (r calendarRule) String() string {
	switch {
	case r.months:
		return "calendar months"
	case r.exact:
		return fmt.Sprintf("%d blocks of %d days from a %s on", r.blocks, r.length, r.weekday)
	}
	return fmt.Sprintf("blocks of %d days from the first %s on, block %d to the end of the year", r.length, r.weekday, r.blocks)
}

// alike lays a calendar with the same lengths, the last block to the end of the year.
func alike(blocks []Block, first Day) []Block {
	var next []Block
	for _, b := range blocks {
		length := b.LastDay - b.FirstDay
		next = append(next, Block{Block: b.Block, FirstDay: first, LastDay: first + length})
		first += length + 1
	}
	end := &next[len(next)-1]
	end.LastDay = max(anniversary(next[0].FirstDay)-1, end.FirstDay+1)
	return next
}

// anniversary returns the same day of the next year; of 29 February, the 28th.
func anniversary(d Day) Day {
	y, m, day := d.Time().Date()
	next := DayOf(time.Date(y+1, m, day, 0, 0, 0, 0, time.UTC))
	if next.Time().Month() != m {
		next--
	}
	return next
}

// nextHolidays returns the holidays of the next year: those on a day of the federal law by its rule, whatever the programme calls them, others
// on the same day of the year.
func (n *nextYear) nextHolidays() []Holiday {
	first, last := n.next.Span()
	oldFirst, _ := n.last.Span()
	ruled := map[Day]string{}   // by day of the year that has ended
	federal := map[string]Day{} // in the next
	for year := oldFirst.Time().Year() - 1; year <= last.Time().Year(); year++ {
		for _, h := range federalHolidays(year) {
			switch {
			case first <= h.Day && h.Day <= last:
				federal[h.Holiday] = h.Day
			case oldFirst <= h.Day && h.Day < first:
				ruled[h.Day] = h.Holiday
			}
		}
	}
	var days []Holiday
	for i, h := range n.last.Holidays {
		day, known := federal[ruled[h.Day]]
		if !known {
			day = anniversary(h.Day)
			n.doubt("holidays", i, "day", h.Day.String(), "the day in the next year", "taken as "+day.String())
		}
		if first <= day && day <= last {
			days = append(days, Holiday{day, h.Holiday})
		}
	}
	return days
}

// nextWeeks goes on with the grid of inpatient weeks and moves the calendars of cohorts by whole weeks.
func (n *nextYear) nextWeeks() []Week {
	first, last := n.next.Span()
	oldFirst, oldLast := n.last.Span()
	var weeks []Week
	var grid Week
	shift := (first - oldFirst + 3) / 7 * 7
	ends := map[string]int{} // of a cohort: its last row
	for _, w := range n.last.Weeks {
		if w.Kind == WeekInpatient {
			if w.FirstDay >= grid.FirstDay {
				grid = w
			}
			continue
		}
		atFirst, atLast := w.FirstDay == oldFirst, w.LastDay == oldLast
		w.FirstDay, w.LastDay = max(first, w.FirstDay+shift), min(last, w.LastDay+shift)
		if atFirst {
			w.FirstDay = first
		}
		if atLast {
			w.LastDay = last
		}
		if w.FirstDay <= w.LastDay {
			weeks = append(weeks, w)
			ends[w.Cohort] = len(weeks) - 1
		}
	}
	if len(ends) > 0 {
		n.doubt("weeks", -1, "first_day", "", "the calendars of the cohorts for the next year", fmt.Sprintf("moved by %d days", shift))
	}
	length := grid.LastDay - grid.FirstDay + 1
	for d := grid.LastDay + 1; grid.Kind != "" && d <= last; d += length {
		w := grid
		w.FirstDay, w.LastDay = d, d+length-1
		weeks = append(weeks, w)
	}
	return weeks
}

// season moves a day of a table that speaks of a part of the year: the first or last day of a block to that of the same block, any other one
// to the same day of the year. Days beyond the year that has ended stay.
func (n *nextYear) season(d *Day) *Day {
	_, oldLast := n.last.Span()
	if d == nil || *d > oldLast {
		return d
	}
	to := anniversary(*d)
	for _, b := range n.last.Blocks {
		for _, now := range n.next.Blocks {
			switch {
			case b.Block != now.Block:
			case b.FirstDay == *d:
				to = now.FirstDay
			case b.LastDay == *d:
				to = now.LastDay
			}
		}
	}
	return &to
}

// ReadBlocks reads a calendar, blocks.csv or a Parquet file of the same columns. The error is *Defects when the file could be read.
func ReadBlocks(path string) ([]Block, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, unreadable(filepath.Base(path), err)
	}
	p := &Program{}
	c := newCheck(p)
	for _, t := range tables() {
		if t.name == "blocks" {
			c.load(t, filepath.Base(path), data)
		}
	}
	c.table("blocks")
	if err := c.defects.err(); err != nil {
		return nil, err
	}
	if len(p.Blocks) == 0 {
		return nil, &Defects{{File: filepath.Base(path), Expected: "a block at least"}}
	}
	return p.Blocks, nil
}
