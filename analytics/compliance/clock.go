package compliance

import (
	"cmp"
	"slices"
	"time"

	"rota/datasets"
	"rota/datasets/rules"
)

// Clock is the work of a schedule by the clock: intervals in minutes since 1970, UTC, so that a night in which clocks change has the
// hours that it has. Days are those of the programme's time zone.
type Clock struct {
	FirstDay datasets.Day // of the schedule
	LastDay  datasets.Day

	program *datasets.Program
	book    *rules.Book
	zone    *time.Location
	shifts  []datasets.Shift // in order of person, time and activity
	hands   map[string]*hand
}

// hand is one person's work.
type hand struct {
	work    []Work // in order of time; the last days before the year come first
	periods []period
	onCall  map[datasets.Day]bool // home call: not work by itself, and not free of it either
	free    map[datasets.Day]bool
}

// Work is one interval of work.
type Work struct {
	Date     datasets.Day
	HalfDay  string
	Activity string
	Kind     datasets.ActivityKind // "" of an activity that activities.csv does not know
	Rotation string
	Start    int64 // minutes since 1970, UTC
	End      int64

	call   bool // a night in the house, on top of a day
	before bool // it lies before the schedule: history.csv has it
}

// period is work without a break that counts as time off.
type period struct {
	start, end int64
	clinical   int64  // end of its last clinical work: teaching and administration may follow
	work       []Work // in order
}

// longestBreak is the longest pause, in minutes, that does not end a period of work: a lunch. Chosen by us; what is longer is time off
// and is held against the rules on time off.
const longestBreak = 120

// layClock lays out the hours of a schedule of half-days, and of the days before it that history.csv tells. A row without times has
// those of activities.csv, if it has any there. What is off, leave, away or a holiday is no work whatever its times.
func layClock(p *datasets.Program, book *rules.Book, shifts []datasets.Shift) *Clock {
	c := &Clock{program: p, book: book, zone: p.Location(), hands: map[string]*hand{}, shifts: slices.Clone(shifts)}
	halves := []string{datasets.AM, datasets.PM, datasets.Night}
	slices.SortStableFunc(c.shifts, func(a, b datasets.Shift) int {
		return cmp.Or(cmp.Compare(a.Person, b.Person), cmp.Compare(a.Date, b.Date),
			cmp.Compare(slices.Index(halves, a.HalfDay), slices.Index(halves, b.HalfDay)), cmp.Compare(a.Activity, b.Activity))
	})
	for i, s := range c.shifts {
		if i == 0 {
			c.FirstDay, c.LastDay = s.Date, s.Date
		}
		c.FirstDay, c.LastDay = min(c.FirstDay, s.Date), max(c.LastDay, s.Date)
		c.add(s.Person, Work{Date: s.Date, HalfDay: s.HalfDay, Activity: s.Activity, Rotation: s.Rotation}, s.StartsAt, s.EndsAt)
	}
	for _, h := range p.History {
		if h.Kind == datasets.HistoryWorked && h.FirstDay < c.FirstDay {
			c.add(h.Person, Work{Date: h.FirstDay, HalfDay: h.HalfDay, Activity: h.Name, before: true}, h.StartsAt, h.EndsAt)
		}
	}
	for _, h := range c.hands {
		h.order()
		c.rest(h)
	}
	return c
}

// add takes one row up.
func (c *Clock) add(person string, w Work, starts, ends *time.Time) {
	h := c.hands[person]
	if h == nil {
		h = &hand{onCall: map[datasets.Day]bool{}, free: map[datasets.Day]bool{}}
		c.hands[person] = h
	}
	a, known := c.program.ActivityIn(w.Activity, w.HalfDay)
	if known {
		w.Kind = a.Kind
	}
	if starts == nil && known {
		if from, to, timed := a.Hours(w.Date, c.zone); timed {
			starts, ends = &from, &to
		}
	}
	switch w.Kind {
	case datasets.KindOff, datasets.KindLeave, datasets.KindAway, datasets.KindHoliday:
		return
	case datasets.KindHomeCall:
		h.onCall[w.Date] = true
		return
	default: // work, where it has hours
		if starts == nil {
			return
		}
	}
	w.Start, w.End = starts.Unix()/60, ends.Unix()/60
	h.work = append(h.work, w)
}

// order sorts the work by time and joins it to periods.
func (h *hand) order() {
	slices.SortStableFunc(h.work, func(a, b Work) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	for i := range h.work {
		w := &h.work[i]
		n := len(h.periods)
		if n == 0 || w.Start-h.periods[n-1].end > longestBreak {
			h.periods = append(h.periods, period{start: w.Start, end: w.Start, clinical: w.Start})
			n++
		}
		p := &h.periods[n-1]
		w.call = w.HalfDay == datasets.Night && w.Kind != datasets.KindNight && (w.Kind == datasets.KindCall || p.worksOn(w.Date))
		p.end = max(p.end, w.End)
		if w.Kind != datasets.KindTeaching && w.Kind != datasets.KindAdministration {
			p.clinical = max(p.clinical, w.End)
		}
		p.work = append(p.work, *w)
	}
}

// worksOn says whether the period holds work of a morning or afternoon of the day.
func (p period) worksOn(d datasets.Day) bool {
	return slices.ContainsFunc(p.work, func(w Work) bool { return w.Date == d && w.HalfDay != datasets.Night })
}

// minutes returns how long the period is.
func (p period) minutes() int64 { return p.end - p.start }

// before says whether all of the period lies before the schedule.
func (p period) before() bool { return p.work[len(p.work)-1].before }

// midnight returns the minute with which the day begins at the programme's site.
func (c *Clock) midnight(d datasets.Day) int64 {
	y, m, day := d.Time().Date()
	return time.Date(y, m, day, 0, 0, 0, 0, c.zone).Unix() / 60
}

// day returns the day that the minute lies in.
func (c *Clock) day(minute int64) datasets.Day {
	return datasets.DayOf(time.Unix(60*minute, 0).In(c.zone))
}

// at writes a minute by the clock on the wall, with its day.
func (c *Clock) at(minute int64) string {
	return time.Unix(60*minute, 0).In(c.zone).Format("Mon 2 Jan 15:04")
}

// tells says whether the day is one of the schedule.
func (c *Clock) tells(d datasets.Day) bool { return c != nil && c.FirstDay <= d && d <= c.LastDay }

// average fills in what the clock says of the days. An interval counts on the day on which it begins, a night on its first day.
func (c *Clock) average(person string, days []datasets.Day, a *Average) {
	a.ByClock, a.Exposed = true, len(days)
	h := c.hands[person]
	if h == nil {
		a.Free, a.DaysOff = len(days), 28
		return
	}
	var minutes, urgent, until int64 // what two intervals hold counts once
	for _, w := range h.work {
		if _, counts := slices.BinarySearch(days, w.Date); !counts {
			continue
		}
		more := max(0, w.End-max(w.Start, until))
		until = max(until, w.End)
		minutes += more
		if w.Kind == datasets.KindEmergency {
			urgent += more
		}
		if w.call {
			a.Calls++
		}
	}
	for _, d := range days {
		if h.free[d] {
			a.Free++
		}
	}
	weeks := float64(len(days)) / 7
	a.Hours, a.Urgent, a.DaysOff = float64(minutes)/60/weeks, float64(urgent)/60/weeks, 28*float64(a.Free)/float64(len(days))
}
