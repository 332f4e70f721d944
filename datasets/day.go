package datasets

import (
	"fmt"
	"time"
)

// Day is a calendar date: days since 1970-01-01. It has no clock and no time zone, so that arithmetic on
// blocks and absences cannot be shifted by one.
type Day int32

const dayLayout = "2006-01-02"

// ParseDay reads a date written as 2026-07-01.
func ParseDay(s string) (Day, error) {
	t, err := time.ParseInLocation(dayLayout, s, time.UTC)
	if err != nil {
		return 0, fmt.Errorf("datasets: date=%q; expected a date such as 2026-07-01", s)
	}
	return DayOf(t), nil
}

// DayOf returns the date that t shows in its own location.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return Day(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

// Time returns the midnight, UTC, with which the day begins.
func (d Day) Time() time.Time { return time.Unix(int64(d)*24*60*60, 0).UTC() }

// Weekday returns the day of the week.
func (d Day) Weekday() time.Weekday { return d.Time().Weekday() }

// String writes the day as 2026-07-01.
func (d Day) String() string { return d.Time().Format(dayLayout) }
