// Package datasets says what a residency programme and a schedule are: typed tables that are read, validated and
// written as CSV or Parquet. README.md beside this file documents every column. It knows no solver and no report.
package datasets

// Program is one programme for one academic year: one slice a table, rows in the order of their files.
type Program struct {
	Settings      []Setting
	Blocks        []Block
	People        []Person
	Levels        []Level
	Rotations     []Rotation
	Requirements  []Requirement
	Cover         []Cover
	Absences      []Absence
	Requests      []Request
	Prerequisites []Prerequisite
	Neighbours    []Neighbour
	Holidays      []Holiday
	Pins          []Pin
}

// Setting is a row of program.csv: name, site, specialty, time_zone, first_day, last_day.
type Setting struct {
	Key   string `parquet:"key"`
	Value string `parquet:"value"`
}

// Block is a row of blocks.csv: one period of the annual calendar. Block 0 holds the days before block 1.
type Block struct {
	Block    int `parquet:"block"`
	FirstDay Day `parquet:"first_day,date"`
	LastDay  Day `parquet:"last_day,date"`
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

// Person is a row of people.csv. FirstDay and LastDay bound the time with the programme within this year.
type Person struct {
	Person        string  `parquet:"person"`
	Role          Role    `parquet:"role"`
	FirstDay      Day     `parquet:"first_day,date"`
	LastDay       Day     `parquet:"last_day,date"`
	FullTime      float64 `parquet:"full_time"`               // share of full time, 0 to 1
	Cohort        string  `parquet:"cohort,optional"`         // X+Y clinic cohort
	ClinicWeekday string  `parquet:"clinic_weekday,optional"` // Monday ... Sunday
	Site          string  `parquet:"site,optional"`
	Couple        string  `parquet:"couple,optional"` // the partner's person code
}

// Level is a row of levels.csv: the person is of this PGY from FirstDay until his next row.
type Level struct {
	Person   string `parquet:"person"`
	FirstDay Day    `parquet:"first_day,date"`
	PGY      int    `parquet:"pgy"`
}

// Rotation is a row of rotations.csv. A rotation of one service has one row with half 0; a combined rotation (first half
// one service, second half another) has two rows, half 1 and half 2, and fills the block all the same.
type Rotation struct {
	Rotation     string  `parquet:"rotation"`
	Half         int     `parquet:"half"`
	Service      string  `parquet:"service"`
	Template     string  `parquet:"template,optional"`
	PGYs         []int   `parquet:"pgys,list"`
	HoursPerWeek float64 `parquet:"hours_per_week"`
	DaysOffPer28 int     `parquet:"days_off_per_28"`
	LeaveAllowed bool    `parquet:"leave_allowed"`
	Name         string  `parquet:"name,optional"` // what people call it, where the code says little
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
	PGYs       []int  `parquet:"pgys,list"`
	Rotation   string `parquet:"rotation,optional"`
	Service    string `parquet:"service,optional"`
	Least      int    `parquet:"least"`
	Most       *int   `parquet:"most,optional"` // nil: no upper limit
	Unit       Unit   `parquet:"unit"`
	Span       string `parquet:"span"`                 // year or career
	FirstBlock *int   `parquet:"first_block,optional"` // nil: from the first block
	LastBlock  *int   `parquet:"last_block,optional"`  // nil: to the last block
	Source     string `parquet:"source,optional"`      // where it is written; "derived: ..." when computed from a past year
}

// Cover is a row of cover.csv: how many people the services need together in each half-block (annual schedule) or
// half-day (block schedule).
type Cover struct {
	Cover      string   `parquet:"cover"`
	Services   []string `parquet:"services,list"`
	Activities []string `parquet:"activities,list"`
	PGYFrom    *int     `parquet:"pgy_from,optional"`
	PGYTo      *int     `parquet:"pgy_to,optional"`
	Role       Role     `parquet:"role,optional"`
	HalfDay    string   `parquet:"half_day,optional"` // AM, PM, NIGHT; empty: any
	Weekdays   []string `parquet:"weekdays,list"`
	FirstDay   *Day     `parquet:"first_day,optional,date"`
	LastDay    *Day     `parquet:"last_day,optional,date"`
	Least      int      `parquet:"least"`
	Most       *int     `parquet:"most,optional"`
	Source     string   `parquet:"source,optional"`
}

// Absence is a row of absences.csv: approved time away, both days included.
type Absence struct {
	Person   string `parquet:"person"`
	FirstDay Day    `parquet:"first_day,date"`
	LastDay  Day    `parquet:"last_day,date"`
	Kind     string `parquet:"kind"`
}

// Leave is the wish of a request for time on leave instead of a rotation.
const Leave = "leave"

// Request is a row of requests.csv: a wish to be on a rotation, or on leave, on each of these days. Rank 1 is the dearest.
type Request struct {
	Person   string `parquet:"person"`
	FirstDay Day    `parquet:"first_day,date"`
	LastDay  Day    `parquet:"last_day,date"`
	Rotation string `parquet:"rotation"` // a rotation, or Leave
	Rank     int    `parquet:"rank"`
	Reason   string `parquet:"reason,optional"`
}

// Prerequisite is a row of prerequisites.csv: service or rotation Before comes at least LeastGap whole blocks before After.
type Prerequisite struct {
	Before   string `parquet:"before"`
	After    string `parquet:"after"`
	PGYs     []int  `parquet:"pgys,list"`
	LeastGap int    `parquet:"least_gap"`
}

// Neighbour is a row of neighbours.csv: may Second follow First within Spacing blocks (1: in the very next block)?
type Neighbour struct {
	First   string `parquet:"first"`
	Second  string `parquet:"second"`
	Allowed string `parquet:"allowed"` // never, only (Second may follow nothing but First), wanted
	Spacing int    `parquet:"spacing"`
}

// Holiday is a row of holidays.csv.
type Holiday struct {
	Day     Day    `parquet:"day,date"`
	Holiday string `parquet:"holiday"`
}

// Pin is a row of pins.csv: a fixed cell of the annual schedule.
type Pin struct {
	Person   string `parquet:"person"`
	Block    int    `parquet:"block"`
	Half     int    `parquet:"half"`
	Rotation string `parquet:"rotation"`
	Reason   string `parquet:"reason,optional"`
}
