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
		person := part.Person(t.problem)
		if part.Table == "demands" {
			person = t.onlyOne(part.Row)
		}
		if person != solver.Nobody {
			of = append(of, person)
		}
	}
	slices.Sort(of)
	for _, person := range slices.Compact(of) {
		codes = append(codes, t.problem.People[person])
	}
	return codes
}

// onlyOne returns the person whom alone a demand counts, Nobody where it counts several.
func (t *teller) onlyOne(row int) solver.Person {
	d, sets := &t.problem.Demands, &t.problem.Classes
	person := solver.Nobody
	for _, class := range d.Class[d.Terms[row]:d.Terms[row+1]] {
		members := sets.Member[sets.First[class]:sets.First[class+1]]
		if len(members) != 1 || person != solver.Nobody && person != solver.Person(members[0]) {
			return solver.Nobody
		}
		person = solver.Person(members[0])
	}
	return person
}
