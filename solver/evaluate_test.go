package solver

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// ruleCase is a line (or, for a demand, a column) under one row of one rule table, and by how much it breaks the row.
type ruleCase struct {
	table  string
	what   string
	state  func(d *draft, rule Rule) // adds the row; its weight is 10
	roster Roster
	amount int64
	cost   int64
}

// Two people, five periods, off and the duties 1 and 2. Each table has a line that complies, one that is broken by an exact
// amount, and the edge between them.
var ruleCases = []ruleCase{
	{"bars", "complies outside its periods", barOn1, Roster{1, 0, 2, 0, 1}, 0, 0},
	{"bars", "broken twice", barOn1, Roster{0, 1, 2, 1, 0}, 2, 20},
	{"bars", "edge: its last period", barOn1, Roster{0, 0, 0, 1, 0}, 1, 10},

	{"wishes", "granted when every term holds", wishFor1And2, Roster{0, 1, 2, 0, 0}, 0, 0},
	{"wishes", "broken once however many terms fail", wishFor1And2, Roster{0, 0, 0, 0, 0}, 1, 10},
	{"wishes", "edge: one term of two", wishFor1And2, Roster{0, 1, 1, 0, 0}, 1, 10},

	{"sums", "complies between its bounds", sumOf1And2Twice, Roster{1, 1, 2, 0, 0}, 0, 0},
	{"sums", "broken by two below", sumOf1And2Twice, Roster{1, 0, 0, 0, 0}, 2, 20},
	{"sums", "broken by three above", sumOf1And2Twice, Roster{2, 2, 2, 2, 0}, 3, 30},
	{"sums", "edge: at its least", sumOf1And2Twice, Roster{1, 2, 0, 0, 0}, 0, 0},
	{"sums", "edge: at its most, the last period not looked at", sumOf1And2Twice, Roster{1, 2, 2, 0, 2}, 0, 0},

	{"successions", "complies when nothing of After stands Gap later", succession1To2, Roster{1, 2, 1, 1, 0}, 0, 0},
	{"successions", "broken three times", succession1To2, Roster{1, 1, 2, 2, 2}, 2, 20},
	{"successions", "edge: Gap would be beyond the last period", succession1To2, Roster{0, 2, 0, 1, 1}, 0, 0},

	{"precedences", "complies when Before stands Gap earlier", precedence1Before2, Roster{1, 0, 2, 2, 2}, 0, 0},
	{"precedences", "broken in every period of After", precedence1Before2, Roster{2, 2, 0, 2, 1}, 3, 30},
	{"precedences", "edge: Before stands one period too late for the first of After", precedence1Before2, Roster{0, 1, 2, 2, 0}, 1, 10},

	{"runs", "complies between its bounds", runOf2To3, Roster{0, 1, 1, 1, 0}, 0, 0},
	{"runs", "broken by a short run and a long one that was carried in", runCarried, Roster{1, 1, 0, 1, 0}, 3, 30},
	{"runs", "edge: runs at both ends may be short", runOf2To3, Roster{1, 0, 0, 0, 1}, 0, 0},
	{"runs", "edge: a carried run that ends at once, and one at the end, are short", runCarried, Roster{0, 0, 1, 1, 1}, 1, 10},

	{"windows", "complies between its bounds", windowsOf1, Roster{0, 1, 1, 0, 0}, 0, 0},
	{"windows", "broken by two above", windowsOf1, Roster{0, 1, 0, 1, 1}, 1, 10},
	{"windows", "broken by one below, what stands between windows not counted", windowsTwice, Roster{1, 0, 0, 1, 0}, 2, 20},
	{"windows", "edge: those that begin after the last beginning do not count", windowsTo2, Roster{1, 0, 0, 0, 1}, 0, 0},
	{"windows", "edge: one that begins with the last beginning counts whole", windowsTo2, Roster{1, 0, 0, 1, 0}, 1, 10},
	{"windows", "edge: the last window is cut off", windowsOf1, Roster{0, 0, 0, 0, 1}, 0, 0},

	{"quotients", "complies between its bounds, rounded down", quotientOf1And2Twice, Roster{1, 2, 0, 0, 0}, 0, 0},
	{"quotients", "broken by two above", quotientOf1And2Twice, Roster{2, 2, 2, 0, 0}, 2, 20},
	{"quotients", "edge: one unit short of the second whole", quotientOf1And2Twice, Roster{1, 1, 1, 0, 0}, 0, 0},

	{"changes", "complies with one, free periods skipped", changesOf1And2, Roster{1, 0, 1, 0, 2}, 0, 0},
	{"changes", "broken three times", changesOf1And2, Roster{1, 2, 1, 2, 1}, 3, 30},
	{"changes", "edge: the first change is from what was carried in", changesOf1And2, Roster{0, 2, 0, 1, 0}, 1, 10},

	{"waits", "complies when the free periods come last", waitFor1, Roster{1, 1, 0, 0, 0}, 0, 0},
	{"waits", "broken by two periods, another duty waits too", waitFor1, Roster{0, 2, 1, 0, 1}, 2, 20},
	{"waits", "edge: one free period is allowed", waitFor1, Roster{1, 0, 1, 0, 0}, 0, 0},

	{"demands", "complies between its bounds", demandFor1, Roster{1, 0, 0, 0, 0, 1, 0, 0, 0, 0}, 0, 0},
	{"demands", "short by one", demandFor1, Roster{0, 1, 1, 1, 1, 2, 1, 1, 1, 1}, 1, 7},
	{"demands", "above by one: the coefficient of duty 2 counts", demandForMixed, Roster{2, 0, 0, 0, 0, 1, 0, 0, 0, 0}, 1, 9},
	{"demands", "short by one: the second person counts in another period", demandInTwo, Roster{1, 0, 0, 0, 0, 1, 0, 0, 0, 0}, 1, 7},
	{"demands", "complies in two periods", demandInTwo, Roster{1, 0, 0, 0, 0, 0, 0, 1, 0, 0}, 0, 0},
	{"demands", "edge: at its most", demandForMixed, Roster{2, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 0, 0},
}

func barOn1(d *draft, rule Rule) { d.bar(rule, 10, 0, 1, 3, d.group(1)) }

func wishFor1And2(d *draft, rule Rule) {
	d.wish(rule, 10, 0, []Period{1, 2}, d.group(1))
	d.Wishes.Group[1] = d.group(2)
}

func sumOf1And2Twice(d *draft, rule Rule) {
	d.sum(rule, 10, 0, 0, 3, Group(d.Groups.add("1, and 2 twice", map[int32]int32{1: 1, 2: 2})), 3, 5)
}

func succession1To2(d *draft, rule Rule) { d.succession(rule, 10, 0, d.group(1), d.group(2), 2) }

func precedence1Before2(d *draft, rule Rule) { d.precedence(rule, 10, 0, d.group(1), d.group(2), 2) }

func runOf2To3(d *draft, rule Rule) { d.run(rule, 10, 0, d.group(1, 2), 2, 3, 1, 0) }

func runCarried(d *draft, rule Rule) { d.run(rule, 10, 0, d.group(1), 3, 3, 0, 2) }

func windowsOf1(d *draft, rule Rule) { d.window(rule, 10, 0, d.group(1), 1, 1, 1, 1, 2) }

func windowsTo2(d *draft, rule Rule) { d.windowsTo(rule, 10, 0, d.group(1), 0, 2, 2, 2, 0, 1) }

func windowsTwice(d *draft, rule Rule) { d.window(rule, 10, 0, d.group(1), 1, 2, 3, 2, 2) }

func quotientOf1And2Twice(d *draft, rule Rule) {
	d.quotient(rule, 10, 0, 0, 3, Group(d.Groups.add("1, and 2 twice", map[int32]int32{1: 1, 2: 2})), 2, 1, 1)
}

func changesOf1And2(d *draft, rule Rule) {
	d.change(rule, 10, 0, Group(d.Groups.add("places", map[int32]int32{1: 5, 2: -5})), 1, 1)
}

func waitFor1(d *draft, rule Rule) { d.wait(rule, 10, 0, d.group(1), 1) }

func demandFor1(d *draft, rule Rule) { d.demand(rule, 0, d.class(0, 1), d.group(1), 1, 2, 7, 9) }

func demandInTwo(d *draft, rule Rule) {
	d.demand(rule, 0, d.class(0), d.group(1), 2, 2, 7, 9)
	d.also(2, d.class(1), d.group(1))
}

func demandForMixed(d *draft, rule Rule) {
	d.demand(rule, 0, d.class(0, 1), Group(d.Groups.add("1, and 2 twice", map[int32]int32{1: 1, 2: 2})), 1, 2, 7, 9)
}

func TestRules(t *testing.T) {
	for _, c := range ruleCases {
		d := newDraft(len(c.roster)/5, 5, 3)
		c.state(d, d.rule("rule", Cover))
		if err := d.Validate(); err != nil {
			t.Fatalf("%s: %s: %v", c.table, c.what, err)
		}
		var want []Amount
		if c.amount != 0 {
			want = []Amount{{Table: c.table, Amount: c.amount, Cost: c.cost}}
		}
		got := Amounts(&d.Problem, c.roster)
		ignore := cmp.FilterPath(func(p cmp.Path) bool {
			return slices.Contains([]string{"Person", "First", "Last"}, p.Last().String()[1:])
		}, cmp.Ignore())
		if diff := cmp.Diff(want, got, ignore); diff != "" {
			t.Errorf("%s: %s (-want +got):\n%s", c.table, c.what, diff)
		}
		if score := Evaluate(&d.Problem, c.roster); score != (Score{Cover: c.cost}) {
			t.Errorf("%s: %s: score=%v; expected %d on Cover only", c.table, c.what, score, c.cost)
		}
		if s := newState(compile(&d.Problem), c.roster); s.score != (Score{Cover: c.cost}) {
			t.Errorf("%s: %s: score of the search=%v; expected %d on Cover only", c.table, c.what, s.score, c.cost)
		}
	}
}

// Every kind of rule has a line that complies, one that breaks it, and an edge.
func TestEveryRuleHasCases(t *testing.T) {
	for _, k := range new(Problem).kinds() {
		if k.name == "pools" {
			continue // counts what other rows cost: TestPools
		}
		var complies, broken, edge bool
		for _, c := range ruleCases {
			if c.table == k.name {
				complies = complies || c.amount == 0
				broken = broken || c.amount > 1 || c.table == "wishes" && c.amount == 1 || c.table == "demands" && c.amount == 1
				edge = edge || len(c.what) > 4 && c.what[:4] == "edge"
			}
		}
		if !complies || !broken || !edge {
			t.Errorf("%s: complying case=%v broken case=%v edge case=%v; expected all three in ruleCases", k.name, complies, broken, edge)
		}
	}
}

func TestAmountsSayWhoAndWhen(t *testing.T) {
	p := sample()
	r := Roster{
		0, 0, 2, 2, // barred from 2
		0, 1, 0, 0, // wanted 1 in periods 1 and 2
		0, 0, 0, 0, // needs at least one 1
	}
	want := []Amount{
		{Table: "bars", Row: 0, Rule: 0, Person: 0, First: 0, Last: 3, Amount: 2, Cost: 2},
		{Table: "wishes", Row: 0, Rule: 2, Person: 1, First: 1, Last: 2, Amount: 1, Cost: 3},
		{Table: "sums", Row: 0, Rule: 0, Person: 2, First: 0, Last: 3, Amount: 1, Cost: 1},
		{Table: "demands", Row: 0, Rule: 1, Person: Nobody, First: 0, Last: 0, Amount: 1, Cost: 1},
		{Table: "demands", Row: 2, Rule: 1, Person: Nobody, First: 2, Last: 2, Amount: 1, Cost: 1},
		{Table: "demands", Row: 3, Rule: 1, Person: Nobody, First: 3, Last: 3, Amount: 1, Cost: 1},
	}
	if diff := cmp.Diff(want, Amounts(p, r)); diff != "" {
		t.Errorf("amounts (-want +got):\n%s", diff)
	}
	if got := Evaluate(p, r); got != (Score{Hard: 3, Cover: 3, Soft: 3}) {
		t.Errorf("score=%v; expected 3 hard, 3 cover, 3 soft", got)
	}
}
