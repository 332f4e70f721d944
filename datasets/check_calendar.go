package datasets

import (
	"errors"
	"slices"
	"time"
)

// longestYear is how many days a year may have at most: 53 weeks and a month, chosen by us to catch a mistyped date.
const longestYear = 400

// settings checks program.csv: the keys that must be there, and the values that are more than a text.
func (c *check) settings() {
	if c.origins["program"].keyless {
		return
	}
	row := func(key string) int {
		return slices.IndexFunc(c.p.Settings, func(s Setting) bool { return s.Key == key })
	}
	for _, key := range []string{keyName, keyTimeZone, keyFirstDay, keyLastDay} {
		i := row(key)
		if i < 0 {
			c.rejectTable("program", "a row with the key %s", key)
			continue
		}
		switch key {
		case keyFirstDay, keyLastDay:
			if _, err := ParseDay(c.p.Settings[i].Value); err != nil {
				c.reject("program", i, "value", "a date such as 2026-07-01")
			}
		case keyTimeZone:
			if _, err := loadZone(c.p.Settings[i].Value); err != nil {
				c.reject("program", i, "value", "a time zone such as America/Los_Angeles")
			}
		}
	}
	first, errFirst := ParseDay(c.p.setting(keyFirstDay))
	last, errLast := ParseDay(c.p.setting(keyLastDay))
	if errFirst == nil && errLast == nil && (last < first || last >= first+longestYear) {
		c.reject("program", row(keyLastDay), "value", "a day from first_day %s to %s", first, first+longestYear-1)
	}
}

// loadZone finds a time zone by its name, and not by what the machine happens to stand on.
func loadZone(name string) (*time.Location, error) {
	if name == "" || name == "Local" {
		return nil, errors.New("datasets: the time zone has no name")
	}
	return time.LoadLocation(name)
}

// year returns the first and last day of the year, and whether they can be relied on.
func (c *check) year() (first, last Day, ok bool) {
	first, last = c.p.Span()
	return first, last, first <= last && last < first+longestYear
}

// blocks checks that the calendar is labelled in order and leaves no day out.
func (c *check) blocks() {
	from := c.origins["blocks"]
	if from.keyless {
		return
	}
	yearFirst, yearLast, ok := c.year()
	for i, b := range c.p.Blocks {
		switch {
		case !from.clean(i, "block"):
		case i == 0 && b.Block > 1:
			c.reject("blocks", i, "block", "0 or 1 in the first row")
		case i > 0 && from.clean(i-1, "block") && b.Block != c.p.Blocks[i-1].Block+1:
			c.reject("blocks", i, "block", "%d, the label after that of the row before", c.p.Blocks[i-1].Block+1)
		}
		if c.ordered("blocks", i, b.FirstDay, b.LastDay) && b.Block > 0 && b.FirstDay == b.LastDay {
			c.reject("blocks", i, "last_day", "a block of 2 days or more, because it has two halves")
		}
		switch {
		case i == 0 && ok && from.clean(i, "first_day") && b.FirstDay != yearFirst:
			c.reject("blocks", i, "first_day", "%s, the first day of the year", yearFirst)
		case i > 0 && from.clean(i-1, "last_day") && from.clean(i, "first_day") && b.FirstDay != c.p.Blocks[i-1].LastDay+1:
			c.reject("blocks", i, "first_day", "%s, the day after the last of the row before", c.p.Blocks[i-1].LastDay+1)
		}
		if end := len(c.p.Blocks) - 1; i == end && ok && from.clean(i, "last_day") && b.LastDay != yearLast {
			c.reject("blocks", i, "last_day", "%s, the last day of the year", yearLast)
		}
	}
	if len(c.known.planned) == 0 {
		c.rejectTable("blocks", "a row for block 1 at least")
	}
}

// holidays checks that each is a day of the year.
func (c *check) holidays() {
	for i := range c.p.Holidays {
		c.inYear("holidays", i, "day", c.p.Holidays[i].Day)
	}
}

// inYear reports a day that is not of the year.
func (c *check) inYear(table string, i int, column string, d Day) {
	if first, last, ok := c.year(); ok && c.origins[table].clean(i, column) && (d < first || d > last) {
		c.reject(table, i, column, "a day of the year, %s to %s", first, last)
	}
}

// touchesYear reports days of which none is of the year.
func (c *check) touchesYear(table string, i int, from, to Day) {
	yearFirst, yearLast, ok := c.year()
	if ok && c.origins[table].clean(i, "first_day", "last_day") && (to < yearFirst || from > yearLast) {
		c.reject(table, i, "first_day", "days of which one at least is of the year, %s to %s", yearFirst, yearLast)
	}
}
