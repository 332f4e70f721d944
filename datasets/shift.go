package datasets

import "time"

// Shift is a row of schedule.parquet: what one person does in one half-day. A night is one row of the day on which it begins,
// with the whole interval.
type Shift struct {
	Candidate int        `parquet:"candidate" rota:"key,min=1" doc:"number of the candidate, from 1"`
	Person    string     `parquet:"person" rota:"key" doc:"code of the person"`
	Role      Role       `parquet:"role" rota:"one=resident|faculty|learner|visitor" doc:"what the person is to the programme"`
	PGY       int        `parquet:"pgy" rota:"min=0,max=8" doc:"PGY level on the date; 0: none"`
	Block     int        `parquet:"block" rota:"min=0" doc:"block that the date lies in"`
	Rotation  string     `parquet:"rotation,optional" doc:"rotation that the person is on; null: none"`
	Date      Day        `parquet:"date,date" rota:"key" doc:"the day; of a night the one on which it begins"`
	HalfDay   string     `parquet:"half_day" rota:"key,one=AM|PM|NIGHT" doc:"half of the day"`
	Activity  string     `parquet:"activity" rota:"code" doc:"code of the activity"`
	StartsAt  *time.Time `parquet:"starts_at,optional,timestamp(microsecond)" doc:"when work begins; null: no work hours"`
	EndsAt    *time.Time `parquet:"ends_at,optional,timestamp(microsecond)" doc:"when it ends; null: no work hours"`
	Pinned    bool       `parquet:"pinned" doc:"true: a person fixed this cell"`
}

// shiftTable is the name of a schedule of half-days among tables.
const shiftTable = "schedule"

// ReadShifts reads schedule.parquet, or a CSV or Parquet file of the same columns made elsewhere, as ReadSchedule reads stays.
func ReadShifts(path string) ([]Shift, error) {
	return readRows(path, shiftTable, func(c *check, i int, s Shift) {
		c.interval(shiftTable, i, s.StartsAt, s.EndsAt)
	})
}

// longestInterval is how long one interval of work may be: two days, chosen by us to catch a mistyped date.
const longestInterval = 48 * time.Hour

// interval reports an interval of work with one end, or that cannot be meant.
func (c *check) interval(table string, i int, starts, ends *time.Time) {
	switch {
	case !c.origins[table].clean(i, "starts_at", "ends_at"):
	case (starts == nil) != (ends == nil):
		c.reject(table, i, "ends_at", "a time at both ends, or at neither")
	case starts != nil && (!ends.After(*starts) || ends.Sub(*starts) > longestInterval):
		c.reject(table, i, "ends_at", "a time after starts_at, by 48 h at most")
	}
}

// ShiftMaker makes the rows of one candidate's schedule.
type ShiftMaker struct {
	program   *Program
	candidate int
	at        *time.Location
	activity  map[[2]string]Activity // by code and half-day
}

// NewShiftMaker returns a maker of rows, numbered with the candidate.
func (p *Program) NewShiftMaker(candidate int) *ShiftMaker {
	m := &ShiftMaker{p, candidate, p.Location(), map[[2]string]Activity{}}
	for _, a := range p.Activities {
		m.activity[[2]string{a.Code, a.HalfDay}] = a
	}
	return m
}

// Shift returns the row of a person who does the activity in that half-day, with the times of activities.csv.
func (m *ShiftMaker) Shift(person Person, d Day, halfDay, code string) Shift {
	s := Shift{Candidate: m.candidate, Person: person.Person, Role: person.Role, PGY: m.program.PGYOn(person.Person, d), Block: m.program.blockOn(d), Date: d, HalfDay: halfDay, Activity: code}
	if starts, ends, timed := m.activity[[2]string{code, halfDay}].Hours(d, m.at); timed {
		starts, ends = starts.UTC(), ends.UTC()
		s.StartsAt, s.EndsAt = &starts, &ends
	}
	return s
}

// blockOn returns the label of the block that a day lies in, 0 where it lies in none.
func (p *Program) blockOn(d Day) int {
	for _, b := range p.Blocks {
		if b.FirstDay <= d && d <= b.LastDay {
			return b.Block
		}
	}
	return 0
}

// Attending returns the stay of a person who is attending in an inpatient week.
func (p *Program) Attending(candidate int, person Person, w Week) Stay {
	return Stay{Candidate: candidate, Person: person.Person, Role: person.Role, PGY: p.PGYOn(person.Person, w.FirstDay), Block: p.blockOn(w.FirstDay),
		FirstDay: w.FirstDay, LastDay: w.LastDay, Rotation: w.Activity}
}
