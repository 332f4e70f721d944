// Package rules holds the law of work hours and the policies of programmes as data: packs of rules with their numbers, the days
// from which they hold and the places where they are written. The checker and the statement of the search's problem read the same
// rows. It knows no programme and no schedule.
//
// README.md beside this file explains the keys of a pack.
package rules

import "time"

// Level is how grave a breach of a rule is.
type Level string

// The levels, gravest first.
const (
	Hard  Level = "Hard"  // law, physics, pins: the schedule must not be published
	Cover Level = "Cover" // a service has fewer or more people than it needs
	Soft  Level = "Soft"  // a wish not granted
)

// Sense is on which side of its number a rule is kept.
type Sense string

// The senses.
const (
	Most  Sense = "most"  // the number is the greatest that is allowed
	Least Sense = "least" // the number is the smallest that is allowed
)

// Window is the time over which a rule looks.
type Window string

// The windows.
const (
	Rotation Window = "rotation" // the rotation or the four-week block, whichever is shorter: an average that begins anew with each
	Absolute Window = "absolute" // wherever it happens; no boundary of block or year ends it
	Rolling  Window = "rolling"  // any 28 days in a row
	HalfDay  Window = "half_day"
	Week     Window = "week" // Monday to Sunday
	Block    Window = "block"
	Year     Window = "year"   // the academic year
	Career   Window = "career" // the whole training
)

// Rule is one row of a pack, or a programme's version of it.
type Rule struct {
	ID       string    `toml:"id"`
	Text     string    `toml:"text"` // what is counted, after the number and its unit
	Level    Level     `toml:"level"`
	Limit    float64   `toml:"limit"`
	After    float64   `toml:"after"` // h of work that bring the rule into play; 0: it always is
	Sense    Sense     `toml:"sense"`
	Unit     string    `toml:"unit"`
	Window   Window    `toml:"window"`
	FirstDay time.Time `toml:"first_day"` // midnight UTC; zero: from ever
	LastDay  time.Time `toml:"last_day"`  // the same; zero: for ever
	Section  string    `toml:"section"`
	Confirm  string    `toml:"confirm"`   // what of this row still has to be compared with the primary text
	Greatest float64   `toml:"exception"` // the limit to which a signed exception may go; 0: no exception

	Named    bool `toml:"named"`     // it binds the services that a programme names for it in rules.csv, and none before
	FinalPGY int  `toml:"final_pgy"` // of a rule on the whole training: the level on which it ends
	Advisory bool `toml:"advisory"`  // its level cannot be changed: it tells of what was approved, which no schedule can mend

	Law      bool     `toml:"-"` // nobody can make it weaker
	Document string   `toml:"-"` // title of the pack
	Services []string `toml:"-"` // that it binds; empty: all
	Change   *Change  `toml:"-"` // the programme's row that made this version; nil: as shipped
}

// Change is a programme's own version of a rule, with whoever answers for it.
type Change struct {
	Place    string // such as "rules.csv row 2"
	Rule     string
	Level    Level // "": as shipped
	Limit    *float64
	Services []string // empty: as shipped
	FirstDay time.Time
	LastDay  time.Time
	Owner    string
	Reason   string
}

// Exception is a signed and dated permission to go beyond a rule.
type Exception struct {
	Place    string // such as "exceptions.csv row 2"
	Rule     string
	Person   string // "": everybody
	Rotation string // "": every rotation
	Limit    float64
	FirstDay time.Time
	LastDay  time.Time
	SignedBy string
	SignedOn time.Time
	Reason   string
}

// InForce reports whether the rule holds on the day, a midnight UTC.
func (r Rule) InForce(day time.Time) bool { return within(day, r.FirstDay, r.LastDay) }

func within(day, first, last time.Time) bool {
	return (first.IsZero() || !day.Before(first)) && (last.IsZero() || !day.After(last))
}

// Keeps reports whether the amount keeps the rule's limit, up to a rounding of sums of decimals.
func (r Rule) Keeps(amount float64) bool {
	const rounding = 1e-9
	if r.Sense == Least {
		return amount >= r.Limit-rounding
	}
	return amount <= r.Limit+rounding
}

// settled reports whether nobody can change the level.
func (r Rule) settled() bool { return r.Law || r.Advisory }

// Weakens reports whether the limit lets through what the rule forbids.
func (r Rule) Weakens(limit float64) bool { return !r.Keeps(limit) }

// Source says where the rule is written: document, section and, of a programme's version, its row and owner.
func (r Rule) Source() string {
	source := r.Document
	if r.Section != "" {
		source += ", " + r.Section
	}
	if r.Confirm != "" {
		source += " (to confirm: " + r.Confirm + ")"
	}
	if r.Change != nil {
		source = r.Change.Place + " (" + r.Change.Owner + ": " + r.Change.Reason + "); " + source
	}
	return source
}
