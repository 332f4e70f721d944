package datasets

import "time"

// blockDays is the length of a full block: four weeks.
const blockDays = 28

// firstThursdayBlocks returns the calendar of the academic year that begins on 1 July of year: block 0 up to the day
// before the first Thursday (none when 1 July is a Thursday), blocks 1 to 12 of 28 days, block 13 the rest to 30 June.
func firstThursdayBlocks(year int) []Block {
	first, last := academicYear(year)
	start := first + Day((time.Thursday-first.Weekday()+7)%7)
	var blocks []Block
	if start > first {
		blocks = append(blocks, Block{Block: 0, FirstDay: first, LastDay: start - 1})
	}
	for b := 1; b < 13; b++ {
		blocks = append(blocks, Block{Block: b, FirstDay: start, LastDay: start + blockDays - 1})
		start += blockDays
	}
	return append(blocks, Block{Block: 13, FirstDay: start, LastDay: last})
}

// academicYear returns 1 July of year and the 30 June after it.
func academicYear(year int) (first, last Day) {
	return DayOf(time.Date(year, time.July, 1, 0, 0, 0, 0, time.UTC)), DayOf(time.Date(year+1, time.June, 30, 0, 0, 0, 0, time.UTC))
}

// federalHolidays returns the holidays of 5 U.S.C. 6103 in the academic year that begins on 1 July of year, in order, on
// the days on which they are observed: Friday for one that falls on a Saturday, Monday for one that falls on a Sunday.
func federalHolidays(year int) []Holiday {
	return []Holiday{
		{observed(year, time.July, 4), "Independence Day"},
		{nthWeekday(year, time.September, time.Monday, 1), "Labor Day"},
		{nthWeekday(year, time.October, time.Monday, 2), "Columbus Day"},
		{observed(year, time.November, 11), "Veterans Day"},
		{nthWeekday(year, time.November, time.Thursday, 4), "Thanksgiving Day"},
		{observed(year, time.December, 25), "Christmas Day"},
		{observed(year+1, time.January, 1), "New Year's Day"},
		{nthWeekday(year+1, time.January, time.Monday, 3), "Birthday of Martin Luther King, Jr."},
		{nthWeekday(year+1, time.February, time.Monday, 3), "Washington's Birthday"},
		{nthWeekday(year+1, time.June, time.Monday, 1) - 7, "Memorial Day"}, // the last Monday of May
		{observed(year+1, time.June, 19), "Juneteenth National Independence Day"},
	}
}

func observed(year int, month time.Month, day int) Day {
	d := DayOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
	switch d.Weekday() {
	case time.Saturday:
		return d - 1
	case time.Sunday:
		return d + 1
	default:
		return d
	}
}

// nthWeekday returns the n-th (from 1) such weekday of the month.
func nthWeekday(year int, month time.Month, weekday time.Weekday, n int) Day {
	first := DayOf(time.Date(year, month, 1, 0, 0, 0, 0, time.UTC))
	return first + Day((weekday-first.Weekday()+7)%7) + Day(7*(n-1))
}
