package datasets

import "time"

// The keys of program.csv.
const (
	keyName      = "name"
	keySpecialty = "specialty"
	keyTimeZone  = "time_zone"
	keyFirstDay  = "first_day"
	keyLastDay   = "last_day"
)

// setting returns the value of a key of program.csv, "" when the key is not there.
func (p *Program) setting(key string) string {
	for _, s := range p.Settings {
		if s.Key == key {
			return s.Value
		}
	}
	return ""
}

// Name returns the name of the programme.
func (p *Program) Name() string { return p.setting(keyName) }

// Span returns the first and the last day of the year. A programme whose settings are not valid has an empty span: last
// before first.
func (p *Program) Span() (first, last Day) {
	first, errFirst := ParseDay(p.setting(keyFirstDay))
	last, errLast := ParseDay(p.setting(keyLastDay))
	if errFirst != nil || errLast != nil {
		return 0, -1
	}
	return first, last
}

// Location returns the time zone in which the programme's clocks run, UTC when its name is not valid.
func (p *Program) Location() *time.Location {
	zone, err := loadZone(p.setting(keyTimeZone))
	if err != nil {
		return time.UTC
	}
	return zone
}

// PGYOn returns the PGY level of the person on the day, 0 when levels.csv says nothing of him that early.
func (p *Program) PGYOn(person string, d Day) int {
	pgy := 0
	var since Day
	for _, l := range p.Levels {
		if l.Person == person && l.FirstDay <= d && (pgy == 0 || l.FirstDay >= since) {
			pgy, since = l.PGY, l.FirstDay
		}
	}
	return pgy
}

// halfDays is the length of the first half of a block.
const halfDays = 14

// Halves returns the first and last day of each half of the block. Half 1 is its first 14 days and half 2 the rest; a
// block of 14 days or fewer is cut in the middle, half 1 being the longer one, so that neither half is empty.
func (p *Program) Halves(b Block) [2][2]Day {
	length := b.LastDay - b.FirstDay + 1
	cut := b.FirstDay + halfDays
	if length <= halfDays {
		cut = b.FirstDay + (length+1)/2
	}
	return [2][2]Day{{b.FirstDay, cut - 1}, {cut, b.LastDay}}
}
