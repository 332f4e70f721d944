package residency

import (
	"fmt"
	"slices"
	"strings"

	"rota/datasets"
	"rota/solver"
)

// The words for people, times, limits and rows that the explanations of all three problems share.

// who names people: up to so many, else how many there are, with some names.
func who(codes []string, many string) string {
	const named = 8
	switch n := len(codes); {
	case n <= 2:
		return list(codes)
	case n <= named:
		return fmt.Sprintf("%d %s (%s)", n, many, list(codes))
	default:
		return fmt.Sprintf("%d %s (%s and %d more)", n, many, strings.Join(codes[:named], ", "), n-named)
	}
}

// list joins words as A, B and C.
func list(words []string) string {
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
	return strings.Join(words, "")
}

// spans returns where the parts look: of each person, or of Nobody, the first and the last period.
func (t *teller) spans(s said) (spans [][3]int) {
	for _, part := range s.parts {
		person, first, last := part.Where(t.problem)
		spans = append(spans, [3]int{int(person), int(first), int(last)})
	}
	return spans
}

// cell returns a person's cell; of Nobody that of the first person who has one in the period.
func (t *teller) cell(person, period int) Cell {
	n := len(t.problem.Periods)
	if person >= 0 {
		return t.grid.Cells[person*n+period]
	}
	for i := range t.problem.People {
		if c := t.grid.Cells[i*n+period]; c.Planned {
			return c
		}
	}
	return t.grid.Cells[period]
}

// days returns the first and the last day of what the parts look at.
func (t *teller) days(s said) (first, last datasets.Day) {
	for i, span := range t.spans(s) {
		from, to := t.cell(span[0], span[1]).FirstDay, t.cell(span[0], span[2]).LastDay
		if i == 0 || from < first {
			first = from
		}
		if i == 0 || to > last {
			last = to
		}
	}
	return first, last
}

// when says which periods the parts look at: block 7, blocks 1-5, 2026-09-08 AM.
func (t *teller) when(s said) string {
	periods := map[int]int{} // to a person who has it
	for _, span := range t.spans(s) {
		for p := span[1]; p <= span[2]; p++ {
			periods[p] = span[0]
		}
	}
	var runs [][2]int
	for p := range t.problem.Periods {
		if _, in := periods[p]; !in {
			continue
		}
		if n := len(runs); n > 0 && runs[n-1][1] == p-1 {
			runs[n-1][1] = p
		} else {
			runs = append(runs, [2]int{p, p})
		}
	}
	var words []string
	for _, run := range runs {
		words = append(words, t.span(periods[run[0]], run[0], run[1]))
	}
	if label, blocks := "block ", len(words) > 1; blocks && strings.HasPrefix(t.problem.Periods[0], label) {
		for i, w := range words {
			words[i] = strings.TrimPrefix(strings.TrimPrefix(w, "blocks "), label)
		}
		return "blocks " + list(words)
	}
	const told = 6
	if n := len(words); n > told {
		words = append(words[:told-1], fmt.Sprintf("%d more times until %s", n-told+1, words[n-1]))
	}
	return list(words)
}

// span says from which period to which.
func (t *teller) span(person, first, last int) string {
	from, to := t.cell(person, first), t.cell(person, last)
	if label, isBlock := strings.CutPrefix(t.problem.Periods[first], "block "); isBlock {
		if first == last {
			return "block " + label
		}
		return "blocks " + label + "-" + strings.TrimPrefix(t.problem.Periods[last], "block ")
	}
	text := from.FirstDay.String()
	if from.HalfDay != "" && from.HalfDay != datasets.Night || len(t.problem.Periods) > 0 && first == last && strings.HasSuffix(t.problem.Periods[first], " "+datasets.Night) {
		text += " " + from.HalfDay
	}
	if to.LastDay != from.FirstDay {
		text += " to " + to.LastDay.String()
	} else if to.HalfDay != from.HalfDay {
		text += " to " + to.HalfDay
	}
	return text
}

// rows names rows of a table as people find them in the file; "" of none.
func rows(file string, n int, such func(i int) bool) []string {
	var of []string
	for i := range n {
		if such(i) {
			of = append(of, fmt.Sprint(i+2))
		}
	}
	switch len(of) {
	case 0:
		return nil
	case 1:
		return []string{file + " row " + of[0]}
	}
	return []string{file + " rows " + list(of)}
}

// bounds returns the limit of the parts on their side, if it is the same of all, and the sum of the limits.
func (t *teller) bounds(s said) (each int, alike bool, total int) {
	p := t.problem
	for i, part := range s.parts {
		least, most := int32(0), int32(0)
		switch part.Table {
		case "sums":
			least, most = p.Sums.Least[part.Row], p.Sums.Most[part.Row]
		case "windows":
			least, most = p.Windows.Least[part.Row], p.Windows.Most[part.Row]
		case "demands":
			least, most = p.Demands.Least[part.Row], p.Demands.Most[part.Row]
		}
		limit := int(least)
		if s.above {
			limit = int(most)
		}
		if i == 0 {
			each, alike = limit, true
		}
		alike = alike && limit == each
		total += limit
	}
	return each, alike, total
}

// left lists the duties that the bars of the clause take from their cells and no other bar of the conflict does.
func (t *teller) left(s said) []solver.Duty {
	p := t.problem
	barred := func(part solver.Part, person solver.Person, period solver.Period, d solver.Duty) bool {
		b := &p.Bars
		return part.Table == "bars" && b.Person[part.Row] == person && b.First[part.Row] <= period && period <= b.Last[part.Row] && p.Groups.Has(int32(b.Group[part.Row]), int32(d))
	}
	var left []solver.Duty
	for d := range solver.Duty(len(p.Duties)) {
		if slices.ContainsFunc(s.parts, func(part solver.Part) bool {
			person, first, last := part.Where(p)
			for period := first; period <= last; period++ {
				if barred(part, person, period, d) && !slices.ContainsFunc(t.conflict.Parts, func(o solver.Part) bool { return o.Rule != s.rule && barred(o, person, period, d) }) {
					return true
				}
			}
			return false
		}) {
			left = append(left, d)
		}
	}
	return left
}

// personRows names the rows of people.csv of some people.
func (t *teller) personRows(codes []string) []string {
	return rows("people.csv", len(t.program.People), func(i int) bool { return slices.Contains(codes, t.program.People[i].Person) })
}

// absenceRows names the rows of absences.csv of some people that touch the days.
func (t *teller) absenceRows(s said) []string {
	return rows("absences.csv", len(t.program.Absences), func(i int) bool {
		a := t.program.Absences[i]
		for _, span := range t.spans(s) {
			first, last := t.cell(span[0], span[1]), t.cell(span[0], span[2])
			if first.Person == a.Person && a.FirstDay <= last.LastDay && first.FirstDay <= a.LastDay {
				return true
			}
		}
		return false
	})
}
