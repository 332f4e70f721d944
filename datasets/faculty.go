package datasets

import (
	"slices"
	"time"
)

// The tables that the faculty year is made of: who is attending in the inpatient weeks, and who is on call each night.

// ActivityKind is what an activity is to the person who does it.
type ActivityKind string

// The kinds of activities.csv that rules ask for; the others are told apart by people only.
const (
	KindInpatient      ActivityKind = "inpatient"
	KindCall           ActivityKind = "call"
	KindOff            ActivityKind = "off"
	KindNight          ActivityKind = "night" // night float
	KindHomeCall       ActivityKind = "home_call"
	KindMoonlighting   ActivityKind = "moonlighting"
	KindEmergency      ActivityKind = "emergency"
	KindClinic         ActivityKind = "clinic"
	KindTeaching       ActivityKind = "teaching"
	KindAdministration ActivityKind = "administration"
	KindLeave          ActivityKind = "leave"
	KindAway           ActivityKind = "away"
	KindHoliday        ActivityKind = "holiday"
	KindSupervision    ActivityKind = "supervision"
	KindService        ActivityKind = "service"
)

// The half-days.
const (
	AM    = "AM"
	PM    = "PM"
	Night = "NIGHT"
)

// Activity is a row of activities.csv: what a person may do in a half-day, and by which clock.
type Activity struct {
	Code     string       `parquet:"code" rota:"key,code" doc:"code of the activity"`
	HalfDay  string       `parquet:"half_day" rota:"key,one=AM|PM|NIGHT" doc:"half-day that the row is of; NIGHT begins on its day"`
	Kind     ActivityKind `parquet:"kind" rota:"one=clinic|service|supervision|teaching|administration|inpatient|emergency|night|call|home_call|moonlighting|away|leave|holiday|off" doc:"what it is"`
	Starts   string       `parquet:"starts,optional" doc:"clock time at which work begins, such as 07:30; null: no work hours"`
	Ends     string       `parquet:"ends,optional" doc:"clock time at which it ends, up to 24:00; in a night not later than it starts: on the next day; null: no work hours"`
	Weekdays []string     `parquet:"weekdays,list" rota:"one=Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday" doc:"weekdays on which it may stand; empty: all"`
}

// The kinds of weeks.csv.
const (
	WeekInpatient = "inpatient"
	WeekCohort    = "cohort"
)

// Week is a row of weeks.csv: one period of a grid that does not follow blocks.
type Week struct {
	Kind     string `parquet:"kind" rota:"key,one=inpatient|cohort" doc:"inpatient: one member of the faculty is attending for the whole of it; cohort: a stay of one or more weeks in the calendar of a cohort"`
	FirstDay Day    `parquet:"first_day,date" rota:"key" doc:"first day of the week"`
	LastDay  Day    `parquet:"last_day,date" doc:"last day of the week; an inpatient one may end beyond the year"`
	Activity string `parquet:"activity,optional" doc:"inpatient: what its attending does by day"`
	Recovery string `parquet:"recovery,optional" doc:"what its attending does on the day after it; null: nothing is fixed"`
	RestDays int    `parquet:"rest_days" rota:"min=0" unit:"day" doc:"days that its attending was on no inpatient week before it, at least"`
	Cohort   string `parquet:"cohort,optional" rota:"key" doc:"cohort: whose calendar it is of, as in people.csv; null: of nobody's"`
	Rotation string `parquet:"rotation,optional" doc:"cohort: what everybody of it is on then, such as the clinic; null: the annual schedule plans it"`
}

// Who takes a night of call.csv.
const (
	ByAnybody   = "anybody"
	ByInpatient = "inpatient"
)

// Call is a row of call.csv: nights on each of which one person is on call. The row is also a pool of equity.
type Call struct {
	Call         string   `parquet:"call" rota:"key" doc:"name of the row, and of the pool in which its nights are shared evenly"`
	Role         Role     `parquet:"role" rota:"one=resident|faculty|learner|visitor" doc:"role that takes it"`
	Weekdays     []string `parquet:"weekdays,list" rota:"some,one=Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday" doc:"weekdays on which its nights begin"`
	PGYs         []int    `parquet:"pgys,list" rota:"min=1,max=8" unit:"year" doc:"of residents: PGY levels that take it; empty: all"`
	Services     []string `parquet:"services,list" doc:"of residents: services whose people take it; empty: any"`
	Activity     string   `parquet:"activity" doc:"activity of the night"`
	TakenBy      string   `parquet:"taken_by" rota:"one=anybody|inpatient" doc:"inpatient: the attending of the inpatient week takes it; anybody: somebody who is on no inpatient week"`
	LeastGap     int      `parquet:"least_gap" rota:"min=1" unit:"night" doc:"nights from a person's call before to this one, at least; 1: the very next night may be his"`
	WantedGap    int      `parquet:"wanted_gap" rota:"min=1" unit:"night" doc:"the same, as a wish"`
	InpatientGap int      `parquet:"inpatient_gap" rota:"min=0" unit:"night" doc:"nights wished for between it and an inpatient week of the same person, before and after; 0: none"`
	AfterAM      string   `parquet:"after_am,optional" doc:"what the person does in the morning after it; null: nothing is fixed"`
	AfterPM      string   `parquet:"after_pm,optional" doc:"the same in the afternoon"`
	Source       string   `parquet:"source,optional" doc:"where it is written; null: not said"`
}

// The units and periods of limits.csv.
const (
	LimitHalfDay = "half_day"
	LimitNight   = "night"
	LimitWeek    = "week"
	PerYear      = "year"
	PerBlock     = "block"
)

// Limit is a row of limits.csv: how much of an activity or service (exactly one is given) a person has in each week, each
// block or the year. Half-days may be limited for all residents of some levels, while they are on some services, at once.
type Limit struct {
	Person   string   `parquet:"person,optional" rota:"key" doc:"code of the person; null: each resident of pgys, while on the services of while_on; only half-days"`
	PGYs     []int    `parquet:"pgys,list" rota:"key,min=1,max=8" unit:"year" doc:"without a person: PGY levels that it binds; empty: all"`
	WhileOn  []string `parquet:"while_on,list" rota:"key" doc:"without a person: services on which it binds; empty: any"`
	Activity string   `parquet:"activity,optional" rota:"key" doc:"activity that is counted; null: a service is"`
	With     []string `parquet:"with,list" doc:"of half-days: further activities that count together with it"`
	Service  string   `parquet:"service,optional" rota:"key" doc:"service that is counted; null: an activity is"`
	Least    int      `parquet:"least" rota:"min=0" unit:"as in unit" doc:"least amount"`
	Most     *int     `parquet:"most,optional" rota:"min=0" unit:"as in unit" doc:"greatest amount; null: no limit"`
	Unit     string   `parquet:"unit" rota:"one=half_day|night|week" doc:"what is counted: half-days, nights, or weeks of weeks.csv"`
	Per      string   `parquet:"per" rota:"key,one=week|block|year" doc:"period in which it is counted; a week is from Monday to Sunday"`
	Level    string   `parquet:"level,optional" rota:"one=Hard|Soft" doc:"of half-days: Soft: both limits are wishes; null or Hard: more than most is Hard, less than least is Cover"`
	Source   string   `parquet:"source,optional" doc:"where it is written; null: not said"`
}

// Availability is a row of availability.csv. What no row names is available.
type Availability struct {
	Person    string `parquet:"person" rota:"key" doc:"code of the person"`
	Weekday   string `parquet:"weekday" rota:"key,one=Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday" doc:"weekday, of a night the one on which it begins"`
	HalfDay   string `parquet:"half_day" rota:"key,one=AM|PM|NIGHT" doc:"half-day"`
	Available bool   `parquet:"available" doc:"false: the person is not planned for anything then, an inpatient week by day excepted"`
}

// LastBefore returns the latest interval of work of a person before the year that is of an activity of that kind, by history.csv.
func (p *Program) LastBefore(person string, kind ActivityKind) (last History, ok bool) {
	for _, h := range p.History {
		if h.Person != person || h.Kind != HistoryWorked || ok && h.FirstDay <= last.FirstDay {
			continue
		}
		if a, known := p.ActivityIn(h.Name, h.HalfDay); known && a.Kind == kind {
			last, ok = h, true
		}
	}
	return last, ok
}

// ParseClock reads a clock time such as 07:30, at most 24:00, as minutes since midnight.
func ParseClock(s string) (minutes int, ok bool) {
	if s == "24:00" {
		return 24 * 60, true
	}
	t, err := time.Parse("15:04", s)
	return t.Hour()*60 + t.Minute(), err == nil && len(s) == len("15:04")
}

// Hours returns when the activity's work begins and ends on a day, by the clocks of a place; ok is false where it has no hours.
func (a Activity) Hours(d Day, at *time.Location) (starts, ends time.Time, ok bool) {
	from, okFrom := ParseClock(a.Starts)
	to, okTo := ParseClock(a.Ends)
	if !okFrom || !okTo {
		return starts, ends, false
	}
	if a.HalfDay == Night && to <= from {
		to += 24 * 60
	}
	y, m, day := d.Time().Date()
	clock := func(minutes int) time.Time { return time.Date(y, m, day, 0, minutes, 0, 0, at) } // the clock's hands, also in a night of 23 or 25 hours
	return clock(from), clock(to), true
}

// ActivityIn returns the row of activities.csv for a code in a half-day.
func (p *Program) ActivityIn(code, halfDay string) (Activity, bool) {
	for _, a := range p.Activities {
		if a.Code == code && a.HalfDay == halfDay {
			return a, true
		}
	}
	return Activity{}, false
}

// On reports whether the activity may stand on the day.
func (a Activity) On(d Day) bool {
	return len(a.Weekdays) == 0 || slices.Contains(a.Weekdays, d.Weekday().String())
}
