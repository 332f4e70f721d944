package solver

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// seniors is the model case: 30 people who each need 4 weeks on a ward, which has 2 places in each of 52 weeks.
func seniors(level Level) *Problem {
	d := newDraft(30, 52, 2)
	ward := d.group(1)
	need, places := d.rule("4 weeks on the ward each", Hard), d.rule("2 places on the ward", level)
	var everybody []int32
	for i := range int32(30) {
		d.sum(need, 1, Person(i), 0, 51, ward, 4, 4)
		everybody = append(everybody, i)
	}
	all := d.class(everybody...)
	for week := range Period(52) {
		d.demand(places, week, all, ward, 0, 2, 1, 1)
	}
	return &d.Problem
}

func TestModelCase(t *testing.T) {
	for _, level := range []Level{Hard, Cover} {
		p := seniors(level)
		bound, proofs := Counting(p)
		if bound != level.at(16) {
			t.Errorf("places on %v: bound=%v; expected 16 on that level: 120 wanted, 104 places", level, bound)
		}
		if len(proofs) != 1 || proofs[0].Wanted != 120 || proofs[0].Places != 104 || len(proofs[0].Terms) != 30+52 {
			t.Fatalf("places on %v: proofs=%+v; expected one with 120 wanted, 104 places, 82 terms", level, proofs)
		}
		checks(t, p, proofs[0])

		c := FindConflict(p, level, nil, DefaultEffort())
		if c.Verdict != Minimal || !slices.Equal(c.Rules, []Rule{0, 1}) {
			t.Errorf("places on %v: conflict=%v %v; expected minimal, both rules", level, c.Verdict, c.Rules)
		}
		if want := "4 weeks on the ward each: 30 x 4 = 120 wanted; 2 places on the ward: 52 x 2 = 104 allowed; 120 wanted, 104 places, 16 too few"; !strings.Contains(c.Tell(p), want) {
			t.Errorf("places on %v: %q; expected it to say %q", level, c.Tell(p), want)
		}
	}
	if c := FindConflict(seniors(Cover), Hard, nil, DefaultEffort()); c.Verdict != NoConflict {
		t.Errorf("verdict on Hard alone=%v; expected no conflict", c.Verdict)
	}
}

func checks(t interface{ Errorf(string, ...any) }, p *Problem, c Certificate) {
	if got, err := c.Check(p); err != nil || got != c.Bound {
		t.Errorf("certificate checked: bound=%d error=%v; expected %d", got, err, c.Bound)
	}
}

// Small cases with known answers: what is wanted, on which level, and which rules.
func TestConflicts(t *testing.T) {
	for _, c := range []struct {
		name    string
		state   func(d *draft) []Rule // states the problem and returns the conflict
		bound   Score
		verdict Verdict
		counted bool
		says    string
	}{
		{"two pins on one cell", func(d *draft) []Rule {
			one, two := d.rule("pinned to a", Hard), d.rule("pinned to b", Hard)
			d.bar(d.rule("barred elsewhere", Hard), 1, 1, 0, 3, d.group(1))
			d.bar(one, 1, 0, 2, 2, d.group(0, 2))
			d.bar(two, 1, 0, 2, 2, d.group(0, 1))
			return []Rule{one, two}
		}, Score{Hard: 1}, Minimal, true, "bars leave no duty to some cell"},
		{"a person asked for more than there are periods", func(d *draft) []Rule {
			a, b := d.rule("3 of a", Hard), d.rule("2 of b", Hard)
			d.sum(d.rule("at most all of a", Hard), 1, 0, 0, 3, d.group(1), 0, 4)
			d.sum(a, 1, 0, 0, 3, d.group(1), 3, 4)
			d.sum(b, 1, 0, 0, 3, d.group(2), 2, 4)
			return []Rule{a, b}
		}, Score{Hard: 1}, Minimal, true, "3 of a: 3 wanted; 2 of b: 2 wanted; 5 wanted, 4 places, 1 too few"},
		{"more people wanted than may come", func(d *draft) []Rule {
			away, need := d.rule("away", Hard), d.rule("2 on a", Cover)
			d.bar(away, 1, 1, 1, 1, d.group(1, 2))
			d.demand(need, 1, d.class(0, 1), d.group(1), 2, 2, 1, 1)
			d.demand(need, 2, d.class(0, 1), d.group(1), 2, 2, 1, 1)
			return []Rule{away, need}
		}, Score{Cover: 1}, Minimal, true, "2 on a: 2 wanted; 2 wanted, 1 places, 1 too few"},
		{"few weekends for a demand on all of them", func(d *draft) []Rule {
			weekends, need := d.rule("1 weekend each", Hard), d.rule("2 each day", Cover)
			for person := range Person(2) {
				d.window(weekends, 1, person, d.group(1, 2), 0, 2, 2, 0, 1)
			}
			for day := range Period(4) {
				d.demand(need, day, d.class(0, 1), d.group(1, 2), 2, 2, 1, 1)
			}
			return []Rule{weekends, need}
		}, Score{Cover: 4}, Minimal, true, "2 each day: 4 x 2 = 8 wanted; 1 weekend each: 2 x 2 = 4 allowed; 8 wanted, 4 places, 4 too few"},
		{"an order that only a search sees", func(d *draft) []Rule {
			first, never := d.rule("a in period a", Hard), d.rule("b before a", Hard)
			d.bar(first, 1, 0, 0, 0, d.group(0, 2))
			d.precedence(never, 1, 0, d.group(2), d.group(1), 1)
			d.succession(d.rule("no b after b", Hard), 1, 0, d.group(2), d.group(2), 1)
			return []Rule{first, never}
		}, Score{}, Minimal, false, "a in period a"},
	} {
		d := newDraft(2, 4, 3)
		want := c.state(d)
		p := &d.Problem
		if bound, _ := Counting(p); bound != c.bound {
			t.Errorf("%s: bound=%v; expected %v", c.name, bound, c.bound)
		}
		got := FindConflict(p, Cover, nil, DefaultEffort())
		if got.Verdict != c.verdict || !slices.Equal(got.Rules, want) || (got.Proof != nil) != c.counted {
			t.Errorf("%s: %v %v counted=%v; expected %v %v %v", c.name, got.Verdict, got.Rules, got.Proof != nil, c.verdict, want, c.counted)
		}
		if !strings.Contains(got.Tell(p), c.says) {
			t.Errorf("%s: %q; expected it to say %q", c.name, got.Tell(p), c.says)
		}
	}
}

// Two people of whom nobody may be on a twice with 12 periods between, for one place in the first period and two in the fourteenth: so
// many periods in which he may have been, no graph of lines holds.
func TestConflictThatNobodyProves(t *testing.T) {
	d := newDraft(2, 30, 2)
	apart, place := d.rule("not again after 13 periods", Hard), d.rule("on a", Hard)
	on := d.group(1)
	for person := range Person(2) {
		d.succession(apart, 1, person, on, on, 13)
	}
	d.demand(place, 0, d.class(0, 1), on, 1, 1, 1, 1)
	d.demand(place, 13, d.class(0, 1), on, 2, 2, 1, 1)
	c := FindConflict(&d.Problem, Hard, nil, Effort{Cells: 1, Rounds: 1, Seed: 1, Searches: 1})
	if c.Verdict != Suspected || len(c.Rules) != 1 || c.Proof != nil || len(c.Roster) != 60 {
		t.Errorf("conflict=%+v; expected a suspected one with the rule that the best roster breaks", c)
	}
}

func TestCheckRefusesForgedCertificates(t *testing.T) {
	p := seniors(Cover)
	_, proofs := Counting(p)
	for _, forge := range []func(c *Certificate){
		func(c *Certificate) { c.Terms[0].Times = mostTimes + 1 },
		func(c *Certificate) { c.Terms[0].Row = 30 },
		func(c *Certificate) { c.Terms = append(c.Terms, c.Terms[len(c.Terms)-1]) },
	} {
		c := proofs[0]
		c.Terms = slices.Clone(c.Terms)
		forge(&c)
		if _, err := c.Check(p); err == nil {
			t.Errorf("%+v: no error; expected one", c.Terms)
		}
	}
}

// crowded draws problems of at most 3 people x 4 periods x 3 duties in which a lot is wanted. Five rules at most, so that every set
// of them can be tried.
func crowded(t *rapid.T) *Problem {
	d := newDraft(rapid.IntRange(1, 2).Draw(t, "people"), rapid.IntRange(1, 3).Draw(t, "periods"), 3)
	people, last := len(d.People), len(d.Periods)-1
	person := func() Person { return Person(rapid.IntRange(0, people-1).Draw(t, "person")) }
	period := func() Period { return Period(rapid.IntRange(0, last).Draw(t, "period")) }
	weight := func() int64 { return rapid.Int64Range(0, 3).Draw(t, "weight") }
	groups := []Group{d.group(0), d.group(1), d.group(2), d.group(1, 2), Group(d.Groups.add("mixed", map[int32]int32{1: 1, 2: 2})), Group(d.Groups.add("signed", map[int32]int32{1: -1, 2: 1}))}
	group := func() Group { return rapid.SampledFrom(groups).Draw(t, "group") }
	classes := []Class{d.class(0), Class(d.Classes.add("last twice", map[int32]int32{int32(people - 1): 2}))}
	if people > 1 {
		classes = append(classes, d.class(0, 1))
	}
	bounds := func() (int32, int32) {
		least := rapid.Int32Range(-1, 3).Draw(t, "least")
		return least, least + rapid.Int32Range(0, 2).Draw(t, "width")
	}
	for range rapid.IntRange(1, 5).Draw(t, "rules") {
		rule := d.rule("rule", Level(rapid.IntRange(0, 2).Draw(t, "level")))
		for range rapid.IntRange(1, 3).Draw(t, "rows") {
			least, most := bounds()
			switch rapid.IntRange(0, 9).Draw(t, "kind") {
			case 0, 1:
				at := period()
				d.bar(rule, weight(), person(), at, min(Period(last), at+1), group())
			case 2, 3:
				d.sum(rule, weight(), person(), 0, Period(last), group(), least, most)
			case 4, 5, 6:
				d.demand(rule, period(), rapid.SampledFrom(classes).Draw(t, "class"), group(), least, most, weight(), weight())
			case 7:
				length := rapid.Int32Range(1, 2).Draw(t, "length")
				d.window(rule, weight(), person(), group(), period(), length, length+rapid.Int32Range(0, 1).Draw(t, "apart"), max(0, least), max(0, most))
			case 8:
				d.succession(rule, weight(), person(), group(), group(), 1)
			case 9:
				d.precedence(rule, weight(), person(), group(), group(), 1)
			}
		}
	}
	if err := d.Validate(); err != nil {
		t.Fatal(err)
	}
	return &d.Problem
}

// everyRoster visits all rosters of a small problem.
func everyRoster(p *Problem, visit func(Roster)) {
	r := make(Roster, len(p.People)*len(p.Periods))
	for {
		visit(r)
		at := 0
		for ; at < len(r); at++ {
			if r[at]++; int(r[at]) < len(p.Duties) {
				break
			}
			r[at] = 0
		}
		if at == len(r) {
			return
		}
	}
}

func holds(c Certificate, s Score) bool {
	if c.Given && (c.Level > Hard && s.Hard > 0 || c.Level > Cover && s.Cover > 0) {
		return true
	}
	return [...]int64{Hard: s.Hard, Cover: s.Cover, Soft: s.Soft}[c.Level] >= c.Bound
}

func TestBoundsHoldForEveryRoster(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := crowded(t)
		bound, proofs := Counting(p)
		for level := range Level(3) {
			proofs = append(proofs, Shortages(p, level)...)
		}
		for _, c := range proofs {
			checks(t, p, c)
		}
		everyRoster(p, func(r Roster) {
			s := Evaluate(p, r)
			if s.Less(bound) {
				t.Fatalf("roster %v: score=%v; expected at least %v", r, s, bound)
			}
			for _, c := range proofs {
				if !holds(c, s) {
					t.Fatalf("roster %v: score=%v; expected %+v to hold", r, s, c)
				}
			}
		})
	})
}

func possible(p *Problem, parts []Part) (found bool) {
	q := Only(p, parts)
	everyRoster(p, func(r Roster) { found = found || Evaluate(q, r) == Score{} })
	return found
}

func TestConflictsHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := crowded(t)
		level := Level(rapid.IntRange(0, 1).Draw(t, "of level"))
		var asked []Rule
		for r, of := range p.Rules.Level {
			if of <= level {
				asked = append(asked, Rule(r))
			}
		}
		c := FindConflict(p, level, nil, DefaultEffort())
		if c.Verdict == NoConflict {
			if s := Evaluate(Only(p, partsOf(p, asked)), c.Roster); s != (Score{}) {
				t.Fatalf("no conflict, but the roster given costs %v", s)
			}
			return
		}
		if c.Verdict != Minimal {
			t.Fatalf("verdict=%v; expected minimal for a problem as small as this", c.Verdict)
		}
		if possible(p, c.Parts) {
			t.Fatalf("%v can be kept together; expected a conflict", c.Parts)
		}
		for i := range c.Parts {
			if c.Proof == nil && !possible(p, slices.Delete(slices.Clone(c.Parts), i, i+1)) {
				t.Fatalf("%v without %v cannot be kept; expected that they can", c.Parts, c.Parts[i])
			}
		}
		for _, rule := range c.Rules {
			if fewer := slices.DeleteFunc(slices.Clone(c.Parts), func(part Part) bool { return part.Rule == rule }); !possible(p, fewer) {
				t.Fatalf("%v without rule %d cannot be kept; expected that they can", c.Parts, rule)
			}
		}
		if c.Proof != nil {
			checks(t, Only(p, c.Parts), *c.Proof)
		}
		if said := c.Tell(p); strings.Contains(said, "certificate:") {
			t.Fatalf("%s: expected words", said)
		}
	})
}
