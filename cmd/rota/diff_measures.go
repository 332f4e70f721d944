package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"rota/analytics"
	"rota/datasets"
)

// measureChange is one measure that is not the same in both schedules; null is no value, or no such measure.
type measureChange struct {
	Name   string   `json:"name"`
	Scope  string   `json:"scope"`
	Unit   string   `json:"unit"`
	A      *float64 `json:"a"`
	B      *float64 `json:"b"`
	StateA string   `json:"state_a"`
	StateB string   `json:"state_b"`
}

// measureChanges measures both schedules and returns what differs, in the order of the measures of a and then of those that only b has.
func measureChanges(a, b *side) []measureChange {
	changes := []measureChange{}
	of := func(m *analytics.Measure) (value *float64, state string) {
		if m == nil {
			return nil, ""
		}
		return m.Value, string(m.State)
	}
	compare := func(name, scope, unit string, a, b *analytics.Measure) {
		c := measureChange{Name: name, Scope: scope, Unit: unit}
		c.A, c.StateA = of(a)
		c.B, c.StateB = of(b)
		if c.StateA != c.StateB || (c.A == nil) != (c.B == nil) || c.A != nil && *c.A != *c.B {
			changes = append(changes, c)
		}
	}
	ours, theirs := a.assess(), b.assess()
	for i := range ours {
		for k := range ours[i].Measures {
			m := &ours[i].Measures[k]
			compare(m.Name, m.Scope, m.Unit, m, find(theirs[i], m))
		}
		for k := range theirs[i].Measures {
			if m := &theirs[i].Measures[k]; find(ours[i], m) == nil {
				compare(m.Name, m.Scope, m.Unit, nil, m)
			}
		}
	}
	return changes
}

// find returns the measure of the same name and scope, nil if there is none.
func find(in analytics.Assessment, like *analytics.Measure) *analytics.Measure {
	if m, ok := in.Measure(like.Name, like.Scope); ok {
		return &m
	}
	return nil
}

// assess measures what a side holds: the residents' year, the faculty's, and where there is neither, half-days. What both sides hold, so that
// the answers of both have the same parts.
func (s *side) assess() []analytics.Assessment {
	weeks := slices.DeleteFunc(slices.Clone(s.stays), func(o datasets.Stay) bool { return !o.OfFaculty() })
	stays := slices.DeleteFunc(slices.Clone(s.stays), datasets.Stay.OfFaculty)
	if len(s.stays) == 0 {
		return []analytics.Assessment{analytics.AssessBlock(s.program, s.shifts)}
	}
	var all []analytics.Assessment
	if len(stays) > 0 {
		all = append(all, analytics.Assess(s.program, stays))
	}
	if len(weeks) > 0 {
		shifts := slices.DeleteFunc(slices.Clone(s.shifts), func(o datasets.Shift) bool { return o.Role != datasets.Faculty })
		all = append(all, analytics.AssessFaculty(s.program, weeks, shifts))
	}
	return all
}

// write prints the changes as tables. Measures of single people and services are counted only.
func (d *difference) write(w io.Writer) error {
	var text strings.Builder
	fmt.Fprintf(&text, "A: %s, candidate %d\nB: %s, candidate %d\n", d.A.Schedule, d.A.Candidate, d.B.Schedule, d.B.Candidate)
	if len(d.Tables) > 0 {
		fmt.Fprintf(&text, "built from different tables: %s\n", strings.Join(d.Tables, ", "))
	}
	if len(d.Cells) > 0 {
		fmt.Fprint(&text, "\nPERSON\tBLOCK\tDAYS\tA\tB\n")
	}
	for _, c := range d.Cells {
		fmt.Fprintf(&text, "%s\t%d\t%s to %s\t%s\t%s\n", c.Person, c.Block, c.FirstDay, c.LastDay, orDash(c.A), orDash(c.B))
	}
	if len(d.HalfDays) > 0 {
		fmt.Fprint(&text, "\nPERSON\tDATE\tHALF-DAY\tA\tB\n")
	}
	for _, c := range d.HalfDays {
		fmt.Fprintf(&text, "%s\t%s\t%s\t%s\t%s\n", c.Person, c.Date, c.HalfDay, orDash(c.A), orDash(c.B))
	}
	of, single := d.Measures, 0
	for i, m := range of {
		if m.Scope != "programme" {
			single++
			continue
		}
		if i == single {
			fmt.Fprint(&text, "\nMEASURE\tUNIT\tA\tB\n")
		}
		fmt.Fprintf(&text, "%s\t%s\t%s\t%s\n", m.Name, m.Unit, valueAndState(m.A, m.StateA), valueAndState(m.B, m.StateB))
	}
	if single > 0 {
		fmt.Fprintf(&text, "and %d of single people and services (--json has them)\n", single)
	}
	fmt.Fprintf(&text, "\n%d person-blocks and %d half-days differ\n", d.PersonBlocks, len(d.HalfDays))
	columns := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	if _, err := io.WriteString(columns, text.String()); err != nil {
		return err
	}
	return columns.Flush()
}

func orDash(code *string) string {
	if code == nil {
		return "-"
	}
	return *code
}

// valueAndState writes a value with at most two decimals, and its verdict.
func valueAndState(v *float64, state string) string {
	text := "-"
	if v != nil {
		text = strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(*v, 'f', 2, 64), "0"), ".")
	}
	if state != "" {
		text += " (" + state + ")"
	}
	return text
}
