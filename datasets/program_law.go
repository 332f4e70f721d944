package datasets

import "time"

// RuleChange is a row of rules.csv: a programme's own version of a rule of package rules, with whoever answers for it.
type RuleChange struct {
	Rule     string   `parquet:"rule" rota:"key" doc:"id of the rule, of datasets/rules"`
	FirstDay *Day     `parquet:"first_day,optional,date" rota:"key" doc:"first day on which this version holds; null: from ever"`
	LastDay  *Day     `parquet:"last_day,optional,date" doc:"last day on which it holds; null: for ever"`
	Level    string   `parquet:"level,optional" rota:"one=Hard|Cover|Soft" doc:"level of its breaches; null: as shipped; law stays Hard"`
	Limit    *float64 `parquet:"limit,optional" rota:"min=0" unit:"as the rule" doc:"its number; null: as shipped; of law only a stricter one"`
	Services []string `parquet:"services,list" rota:"key" doc:"services that this version binds; empty: as shipped"`
	Owner    string   `parquet:"owner" doc:"who answers for it: an office, not a name"`
	Reason   string   `parquet:"reason" doc:"why"`
}

// Exception is a row of exceptions.csv: a signed permission to go beyond a rule for some days.
type Exception struct {
	Rule     string  `parquet:"rule" rota:"key" doc:"id of the rule"`
	Person   string  `parquet:"person,optional" rota:"key" doc:"code of the person; null: everybody"`
	Rotation string  `parquet:"rotation,optional" rota:"key" doc:"code of the rotation; null: every one"`
	FirstDay Day     `parquet:"first_day,date" rota:"key" doc:"first day of the exception"`
	LastDay  Day     `parquet:"last_day,date" doc:"last day of the exception"`
	Limit    float64 `parquet:"limit" rota:"min=0" unit:"as the rule" doc:"the limit in place of the rule's"`
	SignedBy string  `parquet:"signed_by" doc:"who granted it: committees and offices, not names"`
	SignedOn Day     `parquet:"signed_on,date" doc:"day on which it was granted, before it begins"`
	Reason   string  `parquet:"reason" doc:"why"`
}

// Supervision is a row of supervision.csv: what supervisors residents of these PGY levels, or learners, need while on an activity, on some days or
// all.
type Supervision struct {
	Activity              string   `parquet:"activity" rota:"key" doc:"code of the activity that is supervised"`
	Role                  Role     `parquet:"role,optional" rota:"key,one=resident|learner" doc:"whose work it is; null: residents"`
	PGYFrom               *int     `parquet:"pgy_from,optional" rota:"key,min=1,max=8" unit:"year" doc:"lowest PGY that it is for; null: any"`
	PGYTo                 *int     `parquet:"pgy_to,optional" rota:"min=1,max=8" unit:"year" doc:"highest PGY that it is for; null: any"`
	FirstDay              *Day     `parquet:"first_day,optional,date" rota:"key" doc:"first day on which it holds; null: from ever"`
	LastDay               *Day     `parquet:"last_day,optional,date" doc:"last day on which it holds; null: for ever"`
	Units                 float64  `parquet:"units" rota:"min=0,max=8" unit:"preceptor" doc:"how much of a preceptor one resident needs; the sum in a half-day is rounded up"`
	LearnersPerSupervisor *int     `parquet:"learners_per_supervisor,optional" rota:"min=1" unit:"person" doc:"most people on the activity to one supervisor, whatever their units; null: no limit of its own"`
	Supervisors           []string `parquet:"supervisors,list" rota:"key,some" doc:"activities whose faculty supervise it, such as AT and PCAT; rows of the same list share them"`
	SupervisorPGYs        []int    `parquet:"supervisor_pgys,list" rota:"min=1,max=8" unit:"year" doc:"PGY levels whose residents supervise beside the faculty; empty: none"`
	Credential            string   `parquet:"credential,optional" doc:"credential that a supervisor must hold on the day to count; null: none"`
	Source                string   `parquet:"source,optional" doc:"where it is written; null: not said"`
}

// Holds reports whether the row holds on the day.
func (s Supervision) Holds(d Day) bool {
	return (s.FirstDay == nil || *s.FirstDay <= d) && (s.LastDay == nil || d <= *s.LastDay)
}

// The levels of credentials.csv.
const (
	Trainee   = "trainee"   // under supervision
	Qualified = "qualified" // alone
	Expert    = "expert"
	Master    = "master"
	Barred    = "barred" // explicitly not allowed
)

// Credential is a row of credentials.csv: what a person may do, or may not do, from FirstDay to LastDay.
type Credential struct {
	Person     string `parquet:"person" rota:"key" doc:"code of the person"`
	Credential string `parquet:"credential" rota:"key" doc:"procedure or certificate"`
	Level      string `parquet:"level" rota:"one=trainee|qualified|expert|master|barred" doc:"trainee: under supervision; qualified, expert, master: alone; barred: explicitly not allowed"`
	FirstDay   *Day   `parquet:"first_day,optional,date" rota:"key" doc:"first day on which it is valid; null: from ever"`
	LastDay    *Day   `parquet:"last_day,optional,date" doc:"last day on which it is valid; null: it does not expire"`
}

// The kinds of history.csv.
const (
	HistoryDone   = "done"   // amount of a rotation or service, which counts towards requirements of the career
	HistoryWorked = "worked" // one interval of work shortly before the year, with its clock times
	HistoryCount  = "count"  // amount of something that fairness looks at, such as call
	HistoryAway   = "away"   // days away from the programme, which count towards an extension of training
	HistoryStay   = "stay"   // one of the last blocks before the year, so that rules on neighbours reach back
)

// History is a row of history.csv: what a person did before the first day of the year.
type History struct {
	Person   string     `parquet:"person" rota:"key" doc:"code of the person"`
	Kind     string     `parquet:"kind" rota:"key,one=done|worked|count|away|stay" doc:"done: amount of a rotation or service; worked: one interval of work; count: amount of something that fairness looks at; away: days away; stay: one of the last blocks, or planned stays of a cohort, before the year"`
	Name     string     `parquet:"name" rota:"key" doc:"done and stay: rotation or service; worked: activity; count: what was counted: call, inpatient_week, or the name of a pool and _call, such as sunday_call and holiday_call; the same with _exposure is the days on which he could take part; away: kind of absence"`
	FirstDay Day        `parquet:"first_day,date" rota:"key" doc:"first day of it"`
	LastDay  Day        `parquet:"last_day,date" doc:"last day of it; before the year begins"`
	HalfDay  string     `parquet:"half_day,optional" rota:"key,one=AM|PM|NIGHT" doc:"half-day of an interval of work; null for the other kinds"`
	Amount   *float64   `parquet:"amount,optional" rota:"min=0" unit:"as in unit" doc:"how much; null for an interval of work and a stay"`
	Unit     string     `parquet:"unit,optional" rota:"one=block|half_block|week|day|night|hour" doc:"unit of the amount; null for an interval of work and a stay"`
	StartsAt *time.Time `parquet:"starts_at,optional,timestamp(microsecond)" doc:"beginning of an interval of work; null for the other kinds"`
	EndsAt   *time.Time `parquet:"ends_at,optional,timestamp(microsecond)" doc:"end of an interval of work; null for the other kinds"`
}
