package solver

import (
	"fmt"
	"slices"
	"strings"
)

// Verdict is what is known of a conflict.
type Verdict uint8

// What is known of a conflict, from nothing wrong to all of it.
const (
	NoConflict Verdict = iota // a roster keeps all rules
	Suspected                 // no roster was found that keeps the rules; the rules are those that the best one found breaks
	Proven                    // no roster keeps the rules, but some of them may not be needed for that
	Minimal                   // no roster keeps the rules, and without any one of them some roster does
)

// String returns the verdict as a word.
func (v Verdict) String() string {
	return [...]string{NoConflict: "no conflict", Suspected: "suspected", Proven: "proven", Minimal: "minimal"}[v]
}

// Conflict is a set of rules, in the order of the problem, that no roster keeps all of.
type Conflict struct {
	Verdict Verdict
	Rules   []Rule       // empty: NoConflict
	Proof   *Certificate // of the problem OnlyRules(p, Rules); nil: proven by looking through all rosters, or not proven
	Roster  Roster       // NoConflict: it keeps all rules; Suspected: the best that was found; else nil
}

// Effort limits what FindConflict spends on each question whether some rules can be kept. Cells: how often a cell is set when
// all rosters are looked through. Rounds: of the search for a roster that keeps them; Seed: of the same.
type Effort struct {
	Cells  int64
	Rounds int
	Seed   uint64
}

// DefaultEffort answers within a second or so for a year of twenty people.
func DefaultEffort() Effort { return Effort{Cells: 100_000, Rounds: 1, Seed: 1} }

// OnlyRules returns the problem in which only some rules are left, all of them of level Hard and with one weight: a roster costs
// nothing if it keeps them. The rows stand where they stood; those of other rules weigh nothing.
func OnlyRules(p *Problem, rules []Rule) *Problem {
	q := *p
	q.Rules.Level = make([]Level, len(p.Rules.Level))
	kept := make([]bool, len(p.Rules.Level))
	for _, r := range rules {
		kept[r] = true
	}
	weigh := func(of []Rule, weights []int64) []int64 {
		only := make([]int64, len(weights))
		for i, w := range weights {
			if kept[of[i]] && w > 0 {
				only[i] = keptWeight
			}
		}
		return only
	}
	q.Bars.Weight = weigh(p.Bars.Rule, p.Bars.Weight)
	q.Wishes.Weight = weigh(p.Wishes.Rule, p.Wishes.Weight)
	q.Sums.Weight = weigh(p.Sums.Rule, p.Sums.Weight)
	q.Successions.Weight = weigh(p.Successions.Rule, p.Successions.Weight)
	q.Precedences.Weight = weigh(p.Precedences.Rule, p.Precedences.Weight)
	q.Runs.Weight = weigh(p.Runs.Rule, p.Runs.Weight)
	q.Windows.Weight = weigh(p.Windows.Rule, p.Windows.Weight)
	q.Demands.Under = weigh(p.Demands.Rule, p.Demands.Under)
	q.Demands.Over = weigh(p.Demands.Rule, p.Demands.Over)
	return &q
}

// keptWeight lets a ledger take a window of that many periods, or a row as many times.
const keptWeight = 64

// FindConflict asks whether one roster can keep all rules of a level and of those above it, and if none can, for a small set of
// rules that cannot be kept together:
//
//	all rules of these levels; those of the shortest certificate instead, if counting finds one
//	for parts of the set, from halves down to single rules: leave the part out if what remains is still proven to conflict
//
// A set is proven to conflict by counting and flows, or by looking through all rosters; proven not to conflict by a roster.
func FindConflict(p *Problem, level Level, effort Effort) Conflict {
	f := &conflictFilter{p: p, effort: effort}
	var rules []Rule
	for r, of := range p.Rules.Level {
		if of <= level {
			rules = append(rules, Rule(r))
		}
	}
	a := f.ask(rules)
	switch {
	case a.roster != nil && a.free:
		return Conflict{Verdict: NoConflict, Roster: a.roster}
	case !a.conflict:
		return f.suspect(rules, a.roster)
	}
	if a.proof != nil {
		fewer := f.named(*a.proof, rules)
		if b := f.ask(fewer); b.conflict {
			rules, a = fewer, b
		}
	}
	return f.filter(rules, a.proof)
}

type conflictFilter struct {
	p      *Problem
	effort Effort
}

// ruling on the question whether some rules can be kept together. Neither free nor conflict: nobody knows.
type ruling struct {
	free, conflict bool
	proof          *Certificate // of conflict, if counting found it
	roster         Roster       // the best found, if there was a search for one
}

// ask puts the cheap questions first.
func (f *conflictFilter) ask(rules []Rule) ruling {
	q := OnlyRules(f.p, rules)
	if found := Shortages(q, Hard); len(found) > 0 {
		best := slices.MinFunc(found, func(a, b Certificate) int { return a.names(q) - b.names(q) })
		return ruling{conflict: true, proof: &best}
	}
	first := Construct(q, f.effort.Seed)
	if Evaluate(q, first) == (Score{}) {
		return ruling{free: true, roster: first}
	}
	if r, complete := exhaust(q, f.effort.Cells); complete {
		return ruling{free: r != nil, conflict: r == nil, roster: r}
	}
	best := Solve(q, f.effort.Seed, f.effort.Rounds)
	return ruling{free: best.Score == Score{}, roster: best.Roster}
}

// names counts the rules that a certificate names.
func (c Certificate) names(p *Problem) int { return len(c.Rules(p, false)) + len(c.Rules(p, true)) }

// named returns, of the rules that were asked about, those of the terms of a certificate and those that have bars, which say
// what a cell can give.
func (f *conflictFilter) named(c Certificate, asked []Rule) []Rule {
	needed := slices.Concat(c.Rules(f.p, false), c.Rules(f.p, true), f.p.Bars.Rule)
	return slices.DeleteFunc(slices.Clone(asked), func(r Rule) bool { return !slices.Contains(needed, r) })
}

// filter leaves out what a conflict, proven by a certificate or by search, does not need.
func (f *conflictFilter) filter(rules []Rule, proof *Certificate) Conflict {
	for size := max(1, len(rules)/2); ; size /= 2 {
		verdict := Minimal
		for at := 0; at < len(rules); {
			without := slices.Concat(rules[:at], rules[min(len(rules), at+size):])
			a := f.ask(without)
			if a.conflict {
				rules, proof = without, a.proof
				continue
			}
			if !a.free {
				verdict = Proven
			}
			at += size
		}
		if size == 1 {
			return Conflict{Verdict: verdict, Rules: rules, Proof: proof}
		}
	}
}

// suspect names the rules that the best roster found breaks.
func (f *conflictFilter) suspect(rules []Rule, r Roster) Conflict {
	c := Conflict{Verdict: Suspected, Roster: r}
	for _, a := range Amounts(OnlyRules(f.p, rules), r) {
		if a.Cost > 0 {
			c.Rules = append(c.Rules, a.Rule)
		}
	}
	slices.Sort(c.Rules)
	c.Rules = slices.Compact(c.Rules)
	return c
}

// Tell says a conflict in the words of its rules, each with its source, and the numbers if counting proved it.
func (c Conflict) Tell(p *Problem) string {
	if c.Verdict == NoConflict {
		return "all rules can be kept"
	}
	var b strings.Builder
	b.WriteString(map[Verdict]string{
		Suspected: "no schedule was found that keeps all rules (not proven); the best one breaks:",
		Proven:    "no schedule keeps all of these rules (proven; some may not be needed for that):",
		Minimal:   "no schedule keeps all of these rules (proven; without any one of them, some schedule does):",
	}[c.Verdict])
	for _, r := range c.Rules {
		fmt.Fprintf(&b, "\n  %s (%s)", p.Rules.Name[r], p.Rules.Source[r])
	}
	if c.Proof != nil {
		fmt.Fprintf(&b, "\n%s", c.Proof.Tell(OnlyRules(p, c.Rules)))
	}
	return b.String()
}
