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
	Suspected                 // no roster was found that keeps the rules; the parts are those that the best one found breaks
	Proven                    // no roster keeps the parts, but some of them may not be needed for that
	Minimal                   // no roster keeps the parts, and without those of any one rule some roster does; not counted: without any one part
)

// String returns the verdict as a word.
func (v Verdict) String() string {
	return [...]string{NoConflict: "no conflict", Suspected: "suspected", Proven: "proven", Minimal: "minimal"}[v]
}

// Conflict is what no roster keeps all of.
type Conflict struct {
	Verdict Verdict
	Rules   []Rule       // of the parts, in the order of the problem; empty: NoConflict
	Parts   []Part       // in the order of Parts
	Given   []Part       // of the rules that are kept whatever happens
	Proof   *Certificate // of the problem Only(p, Parts and Given); nil: proven by looking through all lines or rosters, or not proven
	Roster  Roster       // NoConflict: it keeps all rules; Suspected: the best that was found; else nil
}

// Effort limits what FindConflict spends. Cells: how often a cell is set when all rosters are looked through, for each question whether
// some parts can be kept. Rounds: of a search for a roster that keeps them; Seed: of the same; Searches: how many there are at most.
// Given are rules that say what things are: nobody can give them up, so they are kept throughout and not named.
type Effort struct {
	Given    []Rule
	Cells    int64
	Rounds   int
	Seed     uint64
	Searches int
}

// DefaultEffort answers within some seconds for a year of twenty people.
func DefaultEffort() Effort { return Effort{Cells: 100_000, Rounds: 1, Seed: 1, Searches: 12} }

// FindConflict asks whether one roster can keep all rules of a level and of those above it, and if none can, for a small set of
// parts of rules that cannot be kept together. From is the best roster known, nil if there is none:
//
//	each person's own parts: is there a line that keeps them?
//	the parts of a spell of periods around what the best roster breaks, the shortest first, as far as they need no others
//	all parts; those of the shortest certificate instead, if counting finds one
//	of what cannot be kept, for pieces from halves down to single rules, then to single parts: leave the piece out if what
//	remains is still proven to conflict
//
// Parts are proven to conflict by counting and flows, by the bound of whole lines, or by looking through all lines or rosters; proven not to
// conflict by a roster.
func FindConflict(p *Problem, level Level, from Roster, effort Effort) Conflict {
	var rules []Rule
	for r, of := range p.Rules.Level {
		if of <= level {
			rules = append(rules, Rule(r))
		}
	}
	f := &conflictFilter{p: p, effort: effort, parts: partsOf(p, rules), last: p.end()}
	f.all = f.choose(func(part Part) bool { return !slices.Contains(effort.Given, part.Rule) })
	f.given = f.choose(func(part Part) bool { return slices.Contains(effort.Given, part.Rule) })
	if from == nil {
		from = Construct(Only(p, f.parts), effort.Seed)
	}
	broken := Amounts(Only(p, f.parts), from)
	broken = slices.DeleteFunc(broken, func(a Amount) bool { return a.Cost == 0 })
	if len(broken) == 0 {
		return Conflict{Verdict: NoConflict, Roster: from}
	}
	if c, found := f.ofOne(broken); found {
		return c
	}
	if c, found := f.ofSpell(broken); found {
		return c
	}
	a := f.ask(f.all)
	switch {
	case a.free:
		return Conflict{Verdict: NoConflict, Roster: a.roster}
	case a.conflict:
		return f.narrow(f.all, a)
	}
	if a.roster == nil {
		a.roster = from
	}
	return f.suspect(a.roster)
}

// conflictFilter leaves out of what cannot be kept what is not needed for that.
type conflictFilter struct {
	p           *Problem
	effort      Effort
	parts       []Part // that are asked about; sets of them are ascending indices
	all, given  []int
	first, last Period // the spell that questions are about
	searches    int    // made
}

// choose returns the parts that are such.
func (f *conflictFilter) choose(such func(Part) bool) (some []int) {
	for i, part := range f.parts {
		if such(part) {
			some = append(some, i)
		}
	}
	return some
}

// chooseFrom returns those of a set that are such.
func (f *conflictFilter) chooseFrom(some []int, such func(Part) bool) []int {
	return slices.DeleteFunc(slices.Clone(some), func(i int) bool { return !such(f.parts[i]) })
}

// listed returns the parts of a set.
func (f *conflictFilter) listed(some []int) (parts []Part) {
	for _, i := range some {
		parts = append(parts, f.parts[i])
	}
	return parts
}

// ofOne looks for a person whose own parts cannot be kept, among those who break one.
func (f *conflictFilter) ofOne(broken []Amount) (Conflict, bool) {
	asked := make([]bool, len(f.p.People))
	for _, b := range broken {
		if b.Person == Nobody || asked[b.Person] {
			continue
		}
		asked[b.Person] = true
		own := f.chooseFrom(f.all, func(part Part) bool { return part.Person(f.p) == b.Person })
		if a := f.ask(own); a.conflict {
			return f.narrow(own, a), true
		}
	}
	return Conflict{}, false
}

// spells are how many periods before and after what is broken are looked at.
var spells = [...]Period{0, 3, 8, 20}

// mostSpells limits around how many broken rows there is a search.
const mostSpells = 4

// ofSpell looks for a conflict in the periods around demands that are not met.
func (f *conflictFilter) ofSpell(broken []Amount) (Conflict, bool) {
	searches := f.searches
	defer func() { f.first, f.last = 0, f.p.end() }()
	looked := 0
	for _, b := range broken {
		if b.Table != "demands" || looked == mostSpells {
			continue
		}
		looked++
		for _, around := range spells {
			f.first, f.last = max(0, b.First-around), min(f.p.end(), b.Last+around)
			if f.first == 0 && f.last == f.p.end() {
				break
			}
			here := f.chooseFrom(f.all, func(part Part) bool { return f.p.says(part, f.first, f.last) })
			f.searches = f.effort.Searches // none for a question that a longer spell may answer
			a := f.ask(here)
			f.searches = searches
			if a.conflict {
				return f.narrow(here, a), true
			}
		}
	}
	return Conflict{}, false
}

// ruling on the question whether some parts can be kept together. Neither free nor conflict: nobody knows.
type ruling struct {
	free, conflict bool
	proof          *Certificate // of conflict, if counting found it
	roster         Roster       // the best found, if there was a search for one
}

// ask asks about the spell first. A roster has to keep the parts in all periods.
func (f *conflictFilter) ask(some []int) ruling {
	a := f.askIn(some, f.first, f.last)
	if spell := f.first > 0 || f.last < f.p.end(); spell && a.free && !f.keeps(some, a.roster) {
		a = f.askIn(some, 0, f.p.end())
	}
	a.free = a.free && f.keeps(some, a.roster)
	return a
}

// keeps reports whether a roster keeps some parts and what is given.
func (f *conflictFilter) keeps(some []int, r Roster) bool {
	return Evaluate(Only(f.p, f.withGiven(some)), r) == Score{}
}

// withGiven adds what is kept whatever is asked, as far as it is about people who matter.
func (f *conflictFilter) withGiven(some []int) []Part {
	if len(f.given) == 0 {
		return f.listed(some)
	}
	matter := newExtract(f.p, f.listed(some), f.first, f.last).people
	all := slices.Clone(some)
	for _, i := range f.given {
		if slices.Contains(matter, f.parts[i].Person(f.p)) {
			all = append(all, i)
		}
	}
	return f.listed(joinSets([][]int{all}))
}

func (f *conflictFilter) askIn(some []int, first, last Period) ruling {
	parts := f.withGiven(some)
	e := newExtract(f.p, parts, first, last)
	if len(e.people) == 0 {
		return ruling{free: true, roster: make(Roster, len(f.p.People)*len(f.p.Periods))}
	}
	a := f.answer(&e.Problem)
	a.proof = e.of(a.proof)
	if a.roster != nil {
		a.roster = e.wide(f.p, a.roster)
	}
	return a
}

// narrow finds out what a conflict needs: which rules, and of these which parts. What is counted of several people stays whole, because
// numbers of all of them say more than those of as many as are just too many.
// Before all else go the rows on single cells, as pins are: a conflict without them is told in fewer rules.
func (f *conflictFilter) narrow(some []int, a ruling) Conflict {
	broad := f.chooseFrom(some, func(part Part) bool { return part.Table != "bars" })
	if b := f.ask(broad); b.conflict {
		some, a = broad, b
	}
	if a.proof != nil {
		fewer := f.named(*a.proof, some)
		if b := f.ask(fewer); b.conflict {
			some, a = fewer, b
		}
	}
	var rules [][]int
	for _, rule := range rulesOf(f.listed(some)) {
		rules = append(rules, slices.DeleteFunc(slices.Clone(some), func(i int) bool { return f.parts[i].Rule != rule }))
	}
	rules, a, verdict := f.filter(rules, f.again, a)
	var single [][]int
	for _, i := range joinSets(rules) {
		single = append(single, []int{i})
	}
	if people := f.people(joinSets(rules)); a.proof != nil && people > 1 {
		single, a, _ = f.filter(single, f.asMuch, a)
	} else {
		single, a, verdict = f.filter(single, f.again, a)
	}
	parts := f.listed(joinSets(single))
	if a.proof == nil {
		if found := Shortages(Only(f.p, f.withGiven(joinSets(single))), Hard); len(found) > 0 {
			a.proof = &found[0]
		}
	}
	return Conflict{Verdict: verdict, Rules: rulesOf(parts), Parts: parts, Given: f.listed(f.given), Proof: a.proof}
}

// people counts those who matter to parts.
func (f *conflictFilter) people(some []int) int {
	return len(newExtract(f.p, f.listed(some), f.first, f.last).people)
}

// asMuch keeps the terms of a proof and what they need to prove as large a bound.
func (f *conflictFilter) asMuch(some []int, a ruling) ruling {
	e := newExtract(f.p, f.withGiven(some), f.first, f.last)
	if l, err := e.local(*a.proof).ledger(&e.Problem); err == nil && l.bound() >= a.proof.Bound {
		left := l.certificate()
		return ruling{conflict: len(left.Terms) == len(a.proof.Terms), proof: e.of(&left)}
	}
	return ruling{}
}

// named returns, of the parts that were asked about, those of the terms of a certificate and the bars, which say what a cell can give.
func (f *conflictFilter) named(c Certificate, some []int) []int {
	return slices.DeleteFunc(slices.Clone(some), func(i int) bool {
		part := f.parts[i]
		return part.Table != "bars" && !slices.ContainsFunc(c.Terms, func(t Term) bool {
			return t.Table == part.Table && t.Row == part.Row && t.Above == part.Above
		})
	})
}

// joinSets returns the members of sets, ascending.
func joinSets(sets [][]int) []int {
	all := slices.Concat(sets...)
	slices.Sort(all)
	return all
}

// filter leaves out the sets without which the answer is still that there is a conflict.
func (f *conflictFilter) filter(sets [][]int, ask func([]int, ruling) ruling, a ruling) ([][]int, ruling, Verdict) {
	for size := max(1, len(sets)/2); ; size /= 2 {
		verdict := Minimal
		for at := 0; at < len(sets); {
			without := slices.Concat(sets[:at], sets[min(len(sets), at+size):])
			if b := ask(joinSets(without), a); b.conflict {
				sets, a = without, b
				continue
			} else if !b.free {
				verdict = Proven
			}
			at += size
		}
		if size == 1 {
			return sets, a, verdict
		}
	}
}

// again asks about fewer parts: first whether the terms of the last proof that are left still prove it.
func (f *conflictFilter) again(some []int, a ruling) ruling {
	if a.proof != nil {
		e := newExtract(f.p, f.withGiven(some), f.first, f.last)
		if l, err := e.local(*a.proof).ledger(&e.Problem); err == nil && l.bound() > 0 {
			left := l.certificate()
			return ruling{conflict: true, proof: e.of(&left)}
		}
	}
	return f.ask(some)
}

// suspect names what the best roster found breaks.
func (f *conflictFilter) suspect(r Roster) Conflict {
	c := Conflict{Verdict: Suspected, Roster: r}
	q := Only(f.p, f.parts)
	for _, a := range Amounts(q, r) {
		if a.Cost == 0 {
			continue
		}
		i := slices.IndexFunc(f.parts, func(part Part) bool {
			return part.Table == a.Table && part.Row == a.Row && Evaluate(Only(f.p, []Part{part}), r) != (Score{})
		})
		c.Parts = append(c.Parts, f.parts[i])
	}
	c.Rules = rulesOf(c.Parts)
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
		fmt.Fprintf(&b, "\n%s", c.Proof.Tell(Only(p, slices.Concat(c.Parts, c.Given))))
	}
	return b.String()
}
