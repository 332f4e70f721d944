// Package datasets says what a residency programme and a schedule are: typed tables that are read, validated and
// written as CSV or Parquet. README.md beside this file documents every column. It knows no solver and no report.
package datasets

import "slices"

// Program is one programme for one academic year: one slice a table, rows in the order of their files. The tags say what the
// files are called, which of them must be there, and all that is known of each column; column.go explains them.
type Program struct {
	Settings      []Setting      `table:"program,required"`
	Blocks        []Block        `table:"blocks,required"`
	People        []Person       `table:"people,required"`
	Levels        []Level        `table:"levels,required"`
	Rotations     []Rotation     `table:"rotations,required"`
	Requirements  []Requirement  `table:"requirements"`
	Cover         []Cover        `table:"cover"`
	Absences      []Absence      `table:"absences"`
	Requests      []Request      `table:"requests"`
	Quotas        []Quota        `table:"quotas"`
	Prerequisites []Prerequisite `table:"prerequisites"`
	Neighbours    []Neighbour    `table:"neighbours"`
	Holidays      []Holiday      `table:"holidays"`
	Pins          []Pin          `table:"pins"`
	Activities    []Activity     `table:"activities"`
	Templates     []Template     `table:"templates"`
	Events        []Event        `table:"events"`
	Weeks         []Week         `table:"weeks"`
	Call          []Call         `table:"call"`
	Limits        []Limit        `table:"limits"`
	Availability  []Availability `table:"availability"`
	Rules         []RuleChange   `table:"rules"`
	Exceptions    []Exception    `table:"exceptions"`
	Supervision   []Supervision  `table:"supervision"`
	Credentials   []Credential   `table:"credentials"`
	History       []History      `table:"history"`
}

// Setting is a row of program.csv: name, site, specialty, time_zone, first_day, last_day.
type Setting struct {
	Key   string `parquet:"key" rota:"key,one=name|site|specialty|time_zone|first_day|last_day" doc:"name of the setting"`
	Value string `parquet:"value" doc:"its value"`
}

// Block is a row of blocks.csv: one period of the annual calendar. Block 0 holds the days before block 1.
type Block struct {
	Block    int `parquet:"block" rota:"key,min=0" doc:"label: 1, 2, ... in order; 0: the days before block 1, which are not planned"`
	FirstDay Day `parquet:"first_day,date" doc:"first day of the block"`
	LastDay  Day `parquet:"last_day,date" doc:"last day of the block"`
}

// Role is what a person is to the programme.
type Role string

// The roles of people.csv.
const (
	Resident Role = "resident"
	Faculty  Role = "faculty"
	Learner  Role = "learner"
	Visitor  Role = "visitor"
)

// Person is a row of people.csv. FirstDay and LastDay bound the time with the programme, which may reach beyond this year.
type Person struct {
	Person        string  `parquet:"person" rota:"key" doc:"code of the person; not a name"`
	Role          Role    `parquet:"role" rota:"one=resident|faculty|learner|visitor" doc:"what the person is to the programme"`
	FirstDay      Day     `parquet:"first_day,date" doc:"first day with the programme"`
	LastDay       Day     `parquet:"last_day,date" doc:"last day with the programme"`
	FullTime      float64 `parquet:"full_time" rota:"min=0,max=1" unit:"share" doc:"share of full time"`
	Cohort        string  `parquet:"cohort,optional" doc:"clinic cohort of an X+Y programme; null: none"`
	ClinicWeekday string  `parquet:"clinic_weekday,optional" rota:"one=Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday" doc:"weekday of the own clinic; null: none fixed"`
	Site          string  `parquet:"site,optional" doc:"where the person works; null: the programme's site"`
	Couple        string  `parquet:"couple,optional" doc:"code of the partner in the programme, who names this person in turn; null: none"`
}

// Level is a row of levels.csv: the person is of this PGY from FirstDay until his next row.
type Level struct {
	Person   string `parquet:"person" rota:"key" doc:"code of the person"`
	FirstDay Day    `parquet:"first_day,date" rota:"key" doc:"first day on this level"`
	PGY      int    `parquet:"pgy" rota:"min=1,max=8" unit:"year" doc:"PGY level, held until the person's next row"`
}

// Rotation is a row of rotations.csv. A rotation of one service has one row with half 0; a combined rotation (first half
// one service, second half another) has two rows, half 1 and half 2, and fills the block all the same.
type Rotation struct {
	Rotation     string  `parquet:"rotation" rota:"key,code" doc:"code of the rotation"`
	Half         int     `parquet:"half" rota:"key,min=0,max=2" doc:"0: the one row of a rotation that is the same in both halves; 1 and 2: the two rows of a combined rotation"`
	Service      string  `parquet:"service" rota:"code" doc:"service that a person on it serves in this half"`
	Template     string  `parquet:"template,optional" doc:"weekly pattern of half-days; null: none"`
	PGYs         []int   `parquet:"pgys,list" rota:"min=1,max=8" unit:"year" doc:"PGY levels that may be on it, the same in both rows of a combined rotation; empty: nobody may"`
	HoursPerWeek float64 `parquet:"hours_per_week" rota:"min=0,max=168" unit:"hour" doc:"planned work hours of a full week"`
	DaysOffPer28 int     `parquet:"days_off_per_28" rota:"min=0,max=28" unit:"day" doc:"planned days free of work in 28 days"`
	LeaveAllowed bool    `parquet:"leave_allowed" doc:"true: a person may be absent while on it"`
	Name         string  `parquet:"name,optional" doc:"what people call it, where the code says little; null: the code says it"`
}

// Unit is what a requirement counts in.
type Unit string

// The units of requirements.csv.
const (
	UnitBlock     Unit = "block"
	UnitHalfBlock Unit = "half_block"
	UnitWeek      Unit = "week"
)

// Requirement is a row of requirements.csv: how much of a rotation or of a service (exactly one is given) each resident
// of these PGY levels must have.
type Requirement struct {
	PGYs       []int  `parquet:"pgys,list" rota:"key,some,min=1,max=8" unit:"year" doc:"PGY levels of whom it is asked"`
	Rotation   string `parquet:"rotation,optional" rota:"key" doc:"rotation that is counted; null: a service is"`
	Service    string `parquet:"service,optional" rota:"key" doc:"service that is counted; null: a rotation is"`
	Least      int    `parquet:"least" rota:"min=0" unit:"as in unit" doc:"least amount"`
	Most       *int   `parquet:"most,optional" rota:"min=0" unit:"as in unit" doc:"greatest amount; null: no limit"`
	Unit       Unit   `parquet:"unit" rota:"key,one=block|half_block|week" doc:"what is counted: whole blocks, half-blocks, or weeks of 7 days, of which a half-block has 2"`
	Span       string `parquet:"span" rota:"key,one=year|career" doc:"year: counted within this year; career: over all years, those of history.csv included; its least is asked in the year in which somebody leaves"`
	FirstBlock *int   `parquet:"first_block,optional" rota:"key,min=0" doc:"first block that counts; null: the first of the year"`
	LastBlock  *int   `parquet:"last_block,optional" rota:"key,min=0" doc:"last block that counts; null: the last of the year"`
	Source     string `parquet:"source,optional" doc:"where it is written; derived: ... when it was computed from a past year; null: not said"`
}

// Cover is a row of cover.csv: how many people the services need together in each half-block (annual schedule) or
// half-day (block schedule).
type Cover struct {
	Cover      string   `parquet:"cover" rota:"key" doc:"name of the row"`
	Services   []string `parquet:"services,list" doc:"services whose people count together; empty: any"`
	Activities []string `parquet:"activities,list" doc:"activities whose people count together; a row with some is for block schedules"`
	PGYFrom    *int     `parquet:"pgy_from,optional" rota:"min=1,max=8" unit:"year" doc:"lowest PGY that counts; null: any"`
	PGYTo      *int     `parquet:"pgy_to,optional" rota:"min=1,max=8" unit:"year" doc:"highest PGY that counts; null: any"`
	Role       Role     `parquet:"role,optional" rota:"one=resident|faculty|learner|visitor|anybody" doc:"role that counts; null: residents; anybody: all roles together, as rooms are counted"`
	HalfDay    string   `parquet:"half_day,optional" rota:"one=AM|PM|NIGHT" doc:"half-day it is for; null: any; a row with one is for block schedules"`
	Weekdays   []string `parquet:"weekdays,list" rota:"one=Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday" doc:"weekdays it is for; empty: all"`
	FirstDay   *Day     `parquet:"first_day,optional,date" doc:"first day it is for; null: the first of the year"`
	LastDay    *Day     `parquet:"last_day,optional,date" doc:"last day it is for; null: the last of the year"`
	Least      int      `parquet:"least" rota:"min=0" unit:"person" doc:"least people at a time"`
	Most       *int     `parquet:"most,optional" rota:"min=0" unit:"person" doc:"most people at a time; null: no limit"`
	Level      string   `parquet:"level,optional" rota:"one=Hard|Cover|Soft" doc:"level of its breaches, of a row for block schedules; null: Cover"`
	Source     string   `parquet:"source,optional" doc:"where it is written; derived: ... when it was computed from a past year; null: not said"`
}

// Absence is a row of absences.csv: approved time away, both days included.
type Absence struct {
	Person   string `parquet:"person" rota:"key" doc:"code of the person"`
	FirstDay Day    `parquet:"first_day,date" rota:"key" doc:"first day away"`
	LastDay  Day    `parquet:"last_day,date" doc:"last day away"`
	Kind     string `parquet:"kind" doc:"vacation, medical, ...: the programme's own words"`
}

// Beyond returns what of an absence lies on none of the days of others of the same person, in runs of days.
func (a Absence) Beyond(others []Absence) (runs []Absence) {
	for d := a.FirstDay; d <= a.LastDay; d++ {
		away := slices.ContainsFunc(others, func(o Absence) bool { return o.Person == a.Person && o.FirstDay <= d && d <= o.LastDay })
		switch n := len(runs); {
		case away:
		case n > 0 && runs[n-1].LastDay == d-1:
			runs[n-1].LastDay = d
		default:
			runs = append(runs, Absence{Person: a.Person, FirstDay: d, LastDay: d, Kind: a.Kind})
		}
	}
	return runs
}

// Leave is the wish of a request for time on leave instead of a rotation.
const Leave = "leave"

// Request is a row of requests.csv: a wish to be on a rotation, or on leave, on each of these days. Rank 1 is the dearest.
type Request struct {
	Person   string `parquet:"person" rota:"key" doc:"code of the person"`
	FirstDay Day    `parquet:"first_day,date" rota:"key" doc:"first day of the wish"`
	LastDay  Day    `parquet:"last_day,date" rota:"key" doc:"last day of the wish"`
	Rotation string `parquet:"rotation" rota:"key" doc:"code of the rotation that is wished for, or leave"`
	Rank     int    `parquet:"rank" rota:"min=1" doc:"1: the person's dearest wish, 2: the next, ..."`
	Reason   string `parquet:"reason,optional" doc:"the person's words; null: none given"`
}

// The kinds of quotas.csv.
const (
	QuotaLeave    = "quota"    // so many leaves at most in a block
	QuotaBlackout = "blackout" // no request for leave is granted
)

// Quota is a row of quotas.csv: how many leaves people of these levels, on these services, may have in each block, or days on which no
// request for leave is granted to them.
type Quota struct {
	Kind     string   `parquet:"kind" rota:"key,one=quota|blackout" doc:"quota: so many leaves at most in each block; blackout: no request for leave is granted"`
	FirstDay *Day     `parquet:"first_day,optional,date" rota:"key" doc:"first day it is for; null: the first of the year"`
	LastDay  *Day     `parquet:"last_day,optional,date" doc:"last day it is for; null: the last of the year"`
	PGYs     []int    `parquet:"pgys,list" rota:"key,min=1,max=8" unit:"year" doc:"PGY levels whose leaves count; empty: all"`
	Services []string `parquet:"services,list" rota:"key" doc:"services on which a leave counts; empty: any"`
	Most     *int     `parquet:"most,optional" rota:"min=0" unit:"leave" doc:"quota: most leaves with a day in the block and in the row's days, absences first; null: a blackout"`
	Source   string   `parquet:"source,optional" doc:"where it is written; null: not said"`
}

// Prerequisite is a row of prerequisites.csv: service or rotation Before comes at least LeastGap whole blocks before After.
type Prerequisite struct {
	Before   string `parquet:"before" rota:"key" doc:"rotation or service that comes first"`
	After    string `parquet:"after" rota:"key" doc:"rotation or service that nobody is on until then"`
	PGYs     []int  `parquet:"pgys,list" rota:"key,some,min=1,max=8" unit:"year" doc:"PGY levels that it binds"`
	LeastGap int    `parquet:"least_gap" rota:"min=1" unit:"block" doc:"how many blocks earlier at least; 1: in any earlier block"`
}

// Neighbour is a row of neighbours.csv: may Second follow First within Spacing blocks (1: in the very next block)?
type Neighbour struct {
	First   string `parquet:"first" rota:"key" doc:"rotation or service of the earlier block"`
	Second  string `parquet:"second" rota:"key" doc:"rotation or service of the later block"`
	Allowed string `parquet:"allowed" rota:"one=never|only|wanted" doc:"never: second not within spacing blocks after first; only: second only directly after first; wanted: second liked directly after first"`
	Spacing int    `parquet:"spacing" rota:"min=1" unit:"block" doc:"how far never reaches, 1 being the very next block; 1 for only and wanted"`
}

// Holiday is a row of holidays.csv.
type Holiday struct {
	Day     Day    `parquet:"day,date" rota:"key" doc:"the day on which it is observed"`
	Holiday string `parquet:"holiday" doc:"its name"`
}

// Pin is a row of pins.csv: a fixed cell of the annual schedule.
type Pin struct {
	Person   string `parquet:"person" rota:"key" doc:"code of the person"`
	Block    int    `parquet:"block" rota:"key,min=0" doc:"label of the block"`
	Half     int    `parquet:"half" rota:"key,min=0,max=2" doc:"0: the whole block; 1 or 2: that half of a combined rotation"`
	Rotation string `parquet:"rotation" doc:"code of the rotation that the cell is fixed to"`
	Reason   string `parquet:"reason,optional" doc:"why it is fixed; null: not said"`
}
