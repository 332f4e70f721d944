// Package compliance is the independent checker: it judges a schedule by work-hour law and by the programme's own rules. It
// shares no code with the solver and knows nothing of periods or duties; it lays dated stays on the calendar and looks at
// each day. So it can judge any schedule, also one made elsewhere with stays that are no block.
//
// Rules are the table below, one named function each. What a rule of the law says, and in which window, is written beside
// its function with section and edition.
package compliance

import (
	"fmt"
	"strings"

	"rota/datasets"
)

// rule is one constraint: the source is where it is written, unless the function names the row that it read.
type rule struct {
	id     string
	level  Level
	unit   string
	source string
	check  func(y *Year, report func(Breach))
}

// rules is everything that an annual schedule can break, gravest level first. Breaches come in this order.
var rules = []rule{
	{"known-person", Hard, "stay", "people.csv", knownPerson},
	{"known-rotation", Hard, "day", "rotations.csv", knownRotation},
	{"stay-dates", Hard, "day", "the schedule itself", stayDates},
	{"present", Hard, "day", "people.csv", present},
	{"one-place", Hard, "day", "nobody is in two places", onePlace},
	{"filled", Hard, "day", "blocks.csv", filled},
	{"eligible", Hard, "PGY", "rotations.csv", eligible},
	{"pinned", Hard, "day", "pins.csv", pinned},
	{"acgme-80h", Hard, "h/week", acgme + " 6.20 [2017-2023: VI.F.1]", weeklyHours},
	{"acgme-1-in-7", Hard, "days off in 28", acgme + " 6.21.b [2017-2023: VI.F.2.d]", daysOff},
	{"requirement", Hard, "", "requirements.csv", requirements},
	{"prerequisite", Hard, "block", "prerequisites.csv", prerequisites},
	{"neighbour-never", Hard, "block", "neighbours.csv", neighbourNever},
	{"neighbour-only", Hard, "block", "neighbours.csv", neighbourOnly},
	{"cover-least", Cover, "person", "cover.csv", coverLeast},
	{"cover-most", Cover, "person", "cover.csv", coverMost},
	{"absence", Soft, "day", "absences.csv, rotations.csv leave_allowed", absences},
	{"neighbour-wanted", Soft, "block", "neighbours.csv", neighbourWanted},
}

// acgme is the document of the work-hour rules. The plain decimal numbers are those of the reformatted edition of 2025, as
// secondary sources give them; the limits themselves have been the same since 2017.
const acgme = "ACGME Common Program Requirements (Residency), 2025 edition,"

// Check returns every breach of the stays of one candidate: rules in the order of the table above, people in the order of
// people.csv, then time. The order of the stays does not matter.
func Check(p *datasets.Program, stays []datasets.Stay) []Breach { return Lay(p, stays).Check() }

// Check judges a schedule that has been laid out.
func (y *Year) Check() []Breach {
	var out []Breach
	for _, r := range rules {
		r.check(y, func(b Breach) {
			b.Rule, b.Level = r.id, r.level
			if b.Unit == "" {
				b.Unit = r.unit
			}
			if b.Source == "" {
				b.Source = r.source
			}
			out = append(out, b)
		})
	}
	return out
}

// Count returns how many of the breaches are of the level.
func Count(breaches []Breach, level Level) int {
	n := 0
	for _, b := range breaches {
		if b.Level == level {
			n++
		}
	}
	return n
}

// tolerance is what two amounts may differ by and still be equal: hours and shares of half-blocks are sums of decimals.
const tolerance = 1e-9

// fileRow names row i (counted from 0) of a table as people find it in the file, whose header is row 1.
func fileRow(file string, i int) string { return fmt.Sprintf("%s row %d", file, i+2) }

// written joins the place of a row and what the row says of its own source.
func written(place, source string) string {
	if source == "" {
		return place
	}
	return place + "; " + source
}

// either lists names for a sentence: "A", "A or B", "A, B or C".
func either(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}

// count writes a number with its noun: "1 day", "2 days".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
