package residency

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"rota/datasets"
	"rota/solver"
)

// Leaning is what a search weighs on level Soft beside what the programme wishes, so that it comes to another schedule than the one
// that serves the wishes best. Hard and Cover stay what they are. A request of the lowest rank weighs 1.
type Leaning struct {
	Fairness   int64 `json:"fairness"`   // of residents: weight of 4 h/week in one block that somebody works more or less than his level, and of a half-block (of cohorts, a week) of a burden beyond his even share; of faculty: how many times more even shares weigh
	Resilience int64 `json:"resilience"` // weight of a service that stands at its least in a half-block
}

// String says the leaning in a word or two.
func (l Leaning) String() string {
	switch {
	case l.Fairness > 0 && l.Resilience > 0:
		return fmt.Sprintf("fairness %d, resilience %d", l.Fairness, l.Resilience)
	case l.Fairness > 0:
		return fmt.Sprintf("fairness %d", l.Fairness)
	case l.Resilience > 0:
		return fmt.Sprintf("resilience %d", l.Resilience)
	}
	return "wishes"
}

// fine is what a unit of level Soft weighs in a problem that leans, so that there is room for weights below it.
const fine = 4

// Lean returns a problem of the programme, which Annual or Faculty stated, with the leaning added. What is even follows from a roster, not
// from the programme: the levels' means of hours in it.
func Lean(p *datasets.Program, problem *solver.Problem, l Leaning, from solver.Roster) *solver.Problem {
	factors := make([]int64, len(problem.Rules.Name))
	shares := false
	for r, name := range problem.Rules.Name {
		factors[r] = 1
		if problem.Rules.Level[r] == solver.Soft {
			factors[r] = fine
			if isEquity(name) {
				factors[r], shares = fine*(1+l.Fairness), true
			}
		}
	}
	s := sheet{problem: solver.Reweigh(problem, factors), groups: map[string]solver.Group{}}
	s.own()
	if l.Fairness > 0 && !shares {
		s.evenHours(p, l.Fairness, from)
		s.evenBurdens(p, l.Fairness*fine, from)
	}
	if l.Resilience > 0 {
		s.spare(l.Resilience * fine)
	}
	return s.problem
}

// evenHours wishes that residents of one level work the same hours: in each of their blocks as many as the level does on average.
func (s *sheet) evenHours(program *datasets.Program, weight int64, from solver.Roster) {
	p := s.problem
	g := &p.Groups
	g.Labels, g.First, g.Member, g.Coef = slices.Clone(g.Labels), slices.Clone(g.First), slices.Clone(g.Member), slices.Clone(g.Coef)
	const minutesAWeek = 4 * 60 // of what a block of four weeks has
	hours := func(d solver.Duty) int32 { return int32(math.Round(float64(p.Minutes[d]) / minutesAWeek)) }
	worked, _ := s.group("hours a week", hours)
	rule := s.rule("even-hours", solver.Soft, "h/week", "leaning to fairness: the mean of the level")
	type load struct{ hours, blocks int }
	own, level, pgys := make([]load, len(p.People)), map[int]load{}, firstLevels(program)
	for i, d := range from {
		if h := hours(d); h > 0 {
			w := &own[i/len(p.Periods)]
			w.hours, w.blocks = w.hours+int(h), w.blocks+1
		}
	}
	for i, w := range own {
		sum := level[pgys[p.People[i]]]
		level[pgys[p.People[i]]] = load{sum.hours + w.hours, sum.blocks + w.blocks}
	}
	for i, w := range own {
		if sum := level[pgys[p.People[i]]]; sum.blocks > 0 {
			even := (sum.hours*w.blocks + sum.blocks/2) / sum.blocks
			s.sum(rule, weight, solver.Person(i), 0, solver.Period(len(p.Periods)-1), worked, even, even)
		}
	}
}

// firstLevels returns the PGY of everybody on his first day of the year.
func firstLevels(p *datasets.Program) map[string]int {
	levels := map[string]int{}
	for _, who := range p.People {
		levels[who.Person] = p.FirstLevel(who)
	}
	return levels
}

// evenBurdens wishes that everybody of a level bears his share, rounded down or up, of what the level has of each burden in the roster.
func (s *sheet) evenBurdens(program *datasets.Program, weight int64, from solver.Roster) {
	rule := s.rule("even-burdens", solver.Soft, "piece", "leaning to fairness: the level's amount in proportion to exposure")
	for _, b := range s.burdens(program, from) {
		weight := weight * int64(b.Piece/b.year.unit.weeks)
		for _, share := range b.Shares {
			least, most := b.Around(share)
			s.sum(rule, weight, b.year.residentAt[share.Person], 0, solver.Period(b.year.periods-1), b.group, least/b.Piece, most/b.Piece)
		}
	}
}

// burden is one whose weeks in a roster are divided by exposure, and the group that counts its pieces.
type burden struct {
	datasets.Burden
	year  *year
	group solver.Group
}

// burdens returns what the residents of each level share in a roster. Only what is planned counts, not what the calendar of a cohort gives.
func (s *sheet) burdens(program *datasets.Program, from solver.Roster) (all []burden) {
	y, err := newYear(program)
	if err != nil {
		panic(fmt.Sprintf("residency: a problem that was stated cannot be stated again: %v", err))
	}
	for _, b := range program.Burdens() {
		pieces := func(d solver.Duty) int32 { return int32(y.duties[d].weeksOfAny(b.Services) / b.Piece) }
		total := 0
		for _, share := range b.Shares {
			for _, d := range from[int(y.residentAt[share.Person])*y.periods:][:y.periods] {
				total += int(pieces(d))
			}
		}
		b.Divide(float64(total * b.Piece))
		g, _ := s.group(b.Name, pieces)
		all = append(all, burden{b, y, g})
	}
	return all
}

// spare wishes one person more than the least where a service needs somebody and may have more.
func (s *sheet) spare(weight int64) {
	t := &s.problem.Demands
	d := *t
	t.Rule, t.Terms, t.Least, t.Most = slices.Clone(d.Rule), slices.Clone(d.Terms), slices.Clone(d.Least), slices.Clone(d.Most)
	t.Period, t.Class, t.Group = slices.Clone(d.Period), slices.Clone(d.Class), slices.Clone(d.Group)
	rule := s.rule("spare", solver.Soft, "person", "leaning to resilience: cover.csv, one more than least")
	for i, of := range d.Rule {
		if !strings.HasPrefix(s.problem.Rules.Name[of], "cover:") || d.Least[i] < 1 || d.Most[i] <= d.Least[i] {
			continue
		}
		lo, hi := d.Terms[i], d.Terms[i+1]
		t.Rule = append(t.Rule, rule)
		t.Period, t.Class, t.Group = append(t.Period, d.Period[lo:hi]...), append(t.Class, d.Class[lo:hi]...), append(t.Group, d.Group[lo:hi]...)
		t.Terms = append(t.Terms, int32(len(t.Class)))
		t.Least, t.Most = append(t.Least, d.Least[i]+1), append(t.Most, solver.Unlimited)
		t.Under, t.Over = append(t.Under, weight), append(t.Over, 0)
	}
}
