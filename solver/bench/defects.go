// Package bench reads public benchmark instances of rostering, evaluates rosters by the rules of each format, and keeps the
// best values that anybody has reported. Two families are known:
//
//   - shift scheduling in the text format of Curtois and Qu ("Computational results on new staff scheduling benchmark
//     instances", 2014), minimised: Curtois
//   - medical student scheduling in MiniZinc data (Akbarzadeh and Maenhout, Computers & Operations Research 129, 2021;
//     Zanazzo, Ceschia, Dovier and Schaerf, Journal of Scheduling, 2024), maximised: MSS
//
// The evaluators are written from the rules of the formats and share nothing with the solver, whose score they check.
package bench

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Defect is one thing that is wrong with an instance or a roster.
type Defect struct {
	Line int // of the file, from 1; 0 where something is missing from the whole file
	What string
}

// Defects is all that is wrong with a file, in the order of its lines.
type Defects []Defect

// Error lists the defects, one a line.
func (d Defects) Error() string {
	lines := make([]string, len(d))
	for i, defect := range d {
		where := fmt.Sprintf("line %d: ", defect.Line)
		if defect.Line == 0 {
			where = ""
		}
		lines[i] = "bench: " + where + defect.What
	}
	return strings.Join(lines, "\n")
}

func (d *Defects) add(line int, format string, args ...any) {
	*d = append(*d, Defect{line, fmt.Sprintf(format, args...)})
}

// err returns the defects in the order of their lines, or nil if there are none.
func (d Defects) err() error {
	if len(d) == 0 {
		return nil
	}
	slices.SortStableFunc(d, func(a, b Defect) int { return cmp.Compare(a.Line, b.Line) })
	return d
}

// Breach is one place where a roster breaks a hard rule of the format.
type Breach struct {
	Rule   string // H1 ... H9 and M1 ... M9 as numbered at the evaluators
	Amount int    // by how much, in the unit of the rule
	Text   string // one sentence for people
}

// Verdict is what an evaluator says of a roster. The value counts only where there is no breach.
type Verdict struct {
	Value    int64
	Breaches []Breach
}

func (v *Verdict) breach(rule string, amount int, format string, args ...any) {
	v.Breaches = append(v.Breaches, Breach{rule, amount, fmt.Sprintf(format, args...)})
}

// line is a line of a text file without its comment, its line end and outer spaces.
type line struct {
	number int
	text   string
}

// readLines returns the lines that hold more than a comment.
func readLines(r io.Reader, comment string) ([]line, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("bench: %w", err)
	}
	var lines []line
	text := strings.TrimPrefix(string(data), "\ufeff")
	for i, s := range strings.Split(text, "\n") {
		s, _, _ = strings.Cut(s, comment)
		if s = strings.TrimSpace(s); s != "" {
			lines = append(lines, line{i + 1, s})
		}
	}
	return lines, nil
}
