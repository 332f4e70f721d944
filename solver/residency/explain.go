package residency

import (
	"fmt"
	"slices"
	"strings"

	"rota/datasets"
	"rota/solver"
)

// Explanation says in a programme's words why no schedule keeps some rules.
type Explanation struct {
	Verdict solver.Verdict
	Clauses []Clause // what cannot be had together
	Sum     string   // what they come to, with the numbers if counting proved it
	Same    []string // other people for whom it holds as well
}

// Clause is what one rule asks for or forbids, as far as a conflict needs it.
type Clause struct {
	Rule     string // its name in the problem
	Level    solver.Level
	People   []string // whom it binds; none of a service
	FirstDay datasets.Day
	LastDay  datasets.Day
	Text     string
	Unnamed  string // the text with a number in the place of people
	Source   string // the rows that state it
}

// Headline says what is known.
func (e Explanation) Headline() string {
	return map[solver.Verdict]string{
		solver.Suspected: "No schedule was found that keeps all rules, and it is not proven that there is none. The best one breaks:",
		solver.Proven:    "No schedule keeps these rules together:",
		solver.Minimal:   "No schedule keeps these rules together; if any one of them is given up, there is one for the others:",
	}[e.Verdict]
}

// String returns the explanation with a line a clause.
func (e Explanation) String() string {
	if e.Verdict == solver.NoConflict {
		return e.Sum
	}
	lines := []string{e.Headline()}
	for _, c := range e.Clauses {
		lines = append(lines, "  "+c.Text+" ("+c.Source+")")
	}
	last := e.Sum
	if len(e.Same) > 0 {
		last += " The same holds for " + list(e.Same) + "."
	}
	return strings.Join(append(lines, last), "\n")
}

// ExplainAnnual says in words a conflict that solver.FindConflict found in a problem that Annual stated.
func ExplainAnnual(p *datasets.Program, problem *solver.Problem, c solver.Conflict) (Explanation, error) {
	y, err := newYear(p)
	if err != nil {
		return Explanation{}, err
	}
	grid, err := AnnualGrid(p)
	if err != nil {
		return Explanation{}, err
	}
	t := &yearTeller{teller{program: p, grid: grid, problem: problem, conflict: c, unit: y.unit.name + "s"}, y}
	return t.explain(t.words), nil
}

// ExplainFaculty says in words a conflict in a problem that Faculty stated.
func ExplainFaculty(p *datasets.Program, problem *solver.Problem, c solver.Conflict) (Explanation, error) {
	n, err := newNights(p)
	if err != nil {
		return Explanation{}, err
	}
	grid, err := FacultyGrid(p)
	if err != nil {
		return Explanation{}, err
	}
	t := &nightsTeller{teller{program: p, grid: grid, problem: problem, conflict: c}, n}
	return t.explain(t.words), nil
}

// ExplainBlock says in words a conflict in a problem that Block stated of a plan.
func ExplainBlock(p *datasets.Program, plan Plan, problem *solver.Problem, c solver.Conflict) (Explanation, error) {
	h, err := newHalfDays(p, plan)
	if err != nil {
		return Explanation{}, err
	}
	grid, err := BlockGrid(p, plan)
	if err != nil {
		return Explanation{}, err
	}
	t := &halfDaysTeller{teller{program: p, grid: grid, problem: problem, conflict: c}, h}
	return t.explain(t.words), nil
}

// Given returns the rules of a problem of the years that say what things are, so that nobody can give them up: which duties a night or a
// stay can hold at all. In a block that is what templates and tables offer, which can be changed.
func Given(problem *solver.Problem) (rules []solver.Rule) {
	for r, name := range problem.Rules.Name {
		if name == "length" || name == "calendar" && problem.Rules.Unit[r] == "night" {
			rules = append(rules, solver.Rule(r))
		}
	}
	return rules
}

// teller is what the words of all three problems rest on.
type teller struct {
	program  *datasets.Program
	grid     Grid
	problem  *solver.Problem
	conflict solver.Conflict
	unit     string // that counts are told in; "": each rule has its own
}

// said is what one rule asks on one side: the parts of a clause.
type said struct {
	rule  solver.Rule
	kind  string // of the rule's name, before the first colon
	of    string // after it
	above bool
	parts []solver.Part
}

// explain makes a clause of the parts of each rule and side.
func (t *teller) explain(words func(said) (text string, sources []string)) Explanation {
	e := Explanation{Verdict: t.conflict.Verdict}
	if e.Verdict == solver.NoConflict {
		e.Sum = "all rules can be kept"
		return e
	}
	var all []said
	for _, part := range t.conflict.Parts {
		i := slices.IndexFunc(all, func(s said) bool { return s.rule == part.Rule && s.above == part.Above })
		if i < 0 {
			i = len(all)
			kind, of, _ := strings.Cut(t.problem.Rules.Name[part.Rule], ":")
			all = append(all, said{rule: part.Rule, kind: kind, of: of, above: part.Above})
		}
		all[i].parts = append(all[i].parts, part)
	}
	slices.SortStableFunc(all, func(a, b said) int { return int(a.rule - b.rule) })
	for _, s := range all {
		text, sources := words(s)
		c := Clause{Rule: t.problem.Rules.Name[s.rule], Level: t.problem.Rules.Level[s.rule], People: t.people(s), Text: text, Unnamed: text}
		for _, many := range []string{"residents", "of the faculty", "people"} {
			if names := who(c.People, many); names != "" && strings.HasPrefix(text, names) {
				c.Unnamed = fmt.Sprintf("%d %s%s", len(c.People), plural(len(c.People), "person", "people"), strings.TrimPrefix(text, names))
				break
			}
		}
		c.FirstDay, c.LastDay = t.days(s)
		if len(sources) == 0 {
			sources = []string{t.problem.Rules.Source[s.rule]}
		}
		c.Source = strings.Join(sources, "; ")
		e.Clauses = append(e.Clauses, c)
	}
	e.Sum = t.sum()
	for _, person := range solver.Alike(t.problem, t.conflict) {
		e.Same = append(e.Same, t.problem.People[person])
	}
	return e
}

// sum says what the clauses come to.
func (t *teller) sum() string {
	c := t.conflict
	if c.Verdict == solver.Suspected {
		return "A longer search may find a schedule that keeps them."
	}
	switch {
	case c.Proof == nil:
		return "Together they leave no schedule."
	case len(c.Proof.Terms) == 0:
		return "Together they leave nothing that could stand there."
	}
	return fmt.Sprintf("%s wanted, %d possible: %d too few.", t.amount(c.Proof.Wanted), c.Proof.Places, c.Proof.Bound)
}

// amount says a number in the unit of the counts.
func (t *teller) amount(n int64) string {
	if t.unit == "" {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%d %s", n, t.unit)
}

// people returns whom the parts bind, in the order of the problem.
func (t *teller) people(s said) (codes []string) {
	var of []solver.Person
	for _, part := range s.parts {
		if person := part.Person(t.problem); person != solver.Nobody {
			of = append(of, person)
		}
	}
	slices.Sort(of)
	for _, person := range slices.Compact(of) {
		codes = append(codes, t.problem.People[person])
	}
	return codes
}

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
