package datasets

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Defect is one thing that is wrong with a table.
type Defect struct {
	File     string `json:"file"`     // name of the file within its folder
	Row      int    `json:"row"`      // CSV: line of the file, the header being line 1; Parquet: row from 1; 0: the whole file
	Column   string `json:"column"`   // "" when it is not about one column
	Value    string `json:"value"`    // what was found
	Expected string `json:"expected"` // what would be right
}

// longestValue is how many characters of a wrong value a message quotes.
const longestValue = 120

// String writes the defect as `requirements.csv row 12, column least: value "-3"; expected an integer >= 0`.
func (d Defect) String() string {
	var b strings.Builder
	b.WriteString(d.File)
	if d.Row > 0 {
		fmt.Fprintf(&b, " row %d", d.Row)
	}
	if d.Column != "" {
		if d.Row > 0 {
			b.WriteString(",")
		}
		fmt.Fprintf(&b, " column %s", d.Column)
	}
	b.WriteString(": ")
	if d.Value != "" || d.Row > 0 && d.Column != "" {
		value := d.Value
		if utf8.RuneCountInString(value) > longestValue {
			value = string([]rune(value)[:longestValue]) + "…"
		}
		fmt.Fprintf(&b, "value %q; ", value)
	}
	b.WriteString("expected " + d.Expected)
	return b.String()
}

// Defects is everything that is wrong with an input, in the order of its tables and rows.
type Defects []Defect

// Error lists the defects, one a line.
func (d Defects) Error() string {
	lines := make([]string, len(d))
	for i, defect := range d {
		lines[i] = defect.String()
	}
	return strings.Join(lines, "\n")
}

// err returns the defects as an error, nil when there are none.
func (d Defects) err() error {
	if len(d) == 0 {
		return nil
	}
	return &d
}
