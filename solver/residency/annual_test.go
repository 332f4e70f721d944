package residency_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
)

// penalty is what a schedule of the tiny year costs, by the start of the rule's name, after the programme was changed.
type penalty struct {
	name   string
	rule   string // which rule: the name up to here
	change func(p *datasets.Program)
	lines  []string
	amount int64
	score  solver.Score
}

func penalties() []penalty {
	return slices.Concat(penaltiesOfCells(), penaltiesOfAmounts(), penaltiesOfOrders(), penaltiesOfCover(), penaltiesOfWishes())
}

var plainYear = filledYear("wcew", "cewc", "ewce")

func hard(n int64) solver.Score  { return solver.Score{Hard: n} }
func cover(n int64) solver.Score { return solver.Score{Cover: n} }
func soft(n int64) solver.Score  { return solver.Score{Soft: n} }

// penaltiesOfCells: what stands in a block.
func penaltiesOfCells() []penalty {
	pins := func(p *datasets.Program) {
		p.Pins = []datasets.Pin{{Person: "A", Block: 1, Rotation: "Wards"}, {Person: "A", Block: 0, Rotation: "Clinic"}}
	}
	late := func(p *datasets.Program) { p.People[2].FirstDay = july(20) } // C is not there for the whole of block 1
	return []penalty{
		{"nothing asked, nothing broken", "", func(*datasets.Program) {}, plainYear, 0, hard(0)},
		{"rotation of other levels", "eligibility", func(p *datasets.Program) { p.Rotations[0].PGYs = []int{2, 3} }, plainYear, 2, hard(2)},
		{"second half of other levels", "eligibility", func(p *datasets.Program) { p.Rotations[4].PGYs = []int{2} }, filledYear("nnee", "nncc", "ccce"), 2, hard(2)},
		{"rotation of no level", "eligibility", func(p *datasets.Program) { p.Rotations[2].PGYs = nil }, plainYear, 4, hard(4)},
		{"certificate ends in block 2 and is renewed in block 4", "credential", func(p *datasets.Program) {
			p.Credentials = []datasets.Credential{
				{Person: "A", Credential: "Clinic", Level: datasets.Qualified, LastDay: ptr(july(50))},
				{Person: "A", Credential: "Clinic", Level: datasets.Qualified, FirstDay: ptr(july(85))},
				{Person: "B", Credential: "Elective", Level: datasets.Barred},
			}
		}, filledYear("cccc", "cwcw", "eeee"), 2, hard(2)},
		{"certificate of a half", "credential", func(p *datasets.Program) {
			p.Credentials = []datasets.Credential{{Person: "A", Credential: "Night", Level: datasets.Qualified, FirstDay: ptr(july(15))}}
		}, filledYear("ncnw", "cewc", "ewce"), 1, hard(1)},
		{"level rises at block 3", "eligibility", func(p *datasets.Program) {
			p.Rotations[0].PGYs = []int{1}
			p.Levels = append(p.Levels, datasets.Level{Person: "A", FirstDay: july(57), PGY: 2})
		}, filledYear("wwwc", "cccc", "cccc"), 1, hard(1)},
		{"planned before he comes", "presence", late, plainYear, 1, hard(1)},
		{"off before he comes", "presence", late, filledYear("wcew", "cewc", "-wce"), 0, hard(0)},
		{"unfilled blocks", "filled", func(*datasets.Program) {}, filledYear("w-ew", "cewc", "e--e"), 3, hard(3)},
		{"81 hours", "acgme-80h", func(p *datasets.Program) { p.Rotations[0].HoursPerWeek = 80.5 }, plainYear, 4, hard(4)},
		{"80 hours", "acgme-80h", func(p *datasets.Program) { p.Rotations[0].HoursPerWeek = 80 }, plainYear, 0, hard(0)},
		{"three days off in a half", "acgme-1-in-7", func(p *datasets.Program) { p.Rotations[3].DaysOffPer28 = 3 }, filledYear("ncew", "cewn", "ewce"), 2, hard(2)},
		{"pin kept", "pin", pins, plainYear, 0, hard(0)},
		{"pin broken", "pin", pins, filledYear("cwew", "cewc", "ewce"), 1, hard(1)},
		{"pin of one half", "pin", func(p *datasets.Program) {
			p.Pins = []datasets.Pin{{Person: "B", Block: 2, Half: 1, Rotation: "Night + Clinic"}}
		}, plainYear, 1, hard(1)},
	}
}

// penaltiesOfAmounts: how much of something there is.
func penaltiesOfAmounts() []penalty {
	require := func(r datasets.Requirement) func(p *datasets.Program) {
		r.Span = "year"
		return func(p *datasets.Program) { p.Requirements = []datasets.Requirement{r} }
	}
	twoBlocks := require(datasets.Requirement{PGYs: []int{1}, Service: "Wards", Least: 2, Most: ptr(2), Unit: datasets.UnitBlock})
	nightHalf := require(datasets.Requirement{PGYs: []int{1, 2}, Service: "Night", Least: 1, Unit: datasets.UnitHalfBlock})
	fiveWeeks := require(datasets.Requirement{PGYs: []int{1}, Service: "Clinic", Least: 5, Most: ptr(7), Unit: datasets.UnitWeek})
	onRotation := require(datasets.Requirement{PGYs: []int{1}, Rotation: "Night + Clinic", Least: 1, Most: ptr(1), Unit: datasets.UnitBlock})
	early := require(datasets.Requirement{PGYs: []int{1}, Service: "Wards", Least: 1, Unit: datasets.UnitBlock, LastBlock: ptr(2)})
	return []penalty{
		{"both blocks", "requirement", twoBlocks, plainYear, 0, hard(0)},
		{"one block of two", "requirement", twoBlocks, filledYear("ecew", "cewc", "ewce"), 2, hard(2)},
		{"two blocks too many", "requirement", twoBlocks, filledYear("wwww", "cewc", "ewce"), 4, hard(4)},
		{"half a night each", "requirement", nightHalf, filledYear("ncew", "cewc", "ewce"), 1, hard(1)},
		{"5 to 7 weeks are 3 half-blocks", "requirement", fiveWeeks, filledYear("wcen", "cewc", "ewce"), 0, hard(0)},
		{"5 weeks are more than 2 half-blocks", "requirement", fiveWeeks, plainYear, 1, hard(1)},
		{"7 weeks are less than 4 half-blocks", "requirement", fiveWeeks, filledYear("wcec", "cewc", "ewce"), 1, hard(1)},
		{"a rotation is more than its services", "requirement", onRotation, plainYear, 2, hard(2)},
		{"a rotation once", "requirement", onRotation, filledYear("ncew", "cewc", "ewce"), 0, hard(0)},
		{"too late in the year", "requirement", early, filledYear("ccww", "cewc", "ewce"), 2, hard(2)},
		{"in the last block that counts", "requirement", early, filledYear("cwcc", "cewc", "ewce"), 0, hard(0)},
		{"career: least is for other years", "requirement", func(p *datasets.Program) {
			p.Requirements = []datasets.Requirement{{PGYs: []int{1}, Service: "Night", Least: 2, Most: ptr(3), Unit: datasets.UnitBlock, Span: "career"}}
			p.People[0].LastDay += 365
		}, plainYear, 0, hard(0)},
		{"career: least is owed by who leaves", "requirement", func(p *datasets.Program) {
			p.Requirements = []datasets.Requirement{{PGYs: []int{1}, Service: "Night", Least: 2, Most: ptr(3), Unit: datasets.UnitBlock, Span: "career"}}
			p.History = []datasets.History{{Person: "A", Kind: datasets.HistoryDone, Name: "Night + Clinic", Amount: ptr(1.), Unit: "block"}}
		}, plainYear, 3, hard(3)},
	}
}

// penaltiesOfOrders: what stands before and beside what.
func penaltiesOfOrders() []penalty {
	before := func(p *datasets.Program) {
		p.Prerequisites = []datasets.Prerequisite{{Before: "Wards", After: "Night", PGYs: []int{1}, LeastGap: 2}}
	}
	neighbour := func(n datasets.Neighbour) func(p *datasets.Program) {
		return func(p *datasets.Program) { p.Neighbours = []datasets.Neighbour{n} }
	}
	never := neighbour(datasets.Neighbour{First: "Night", Second: "Wards", Allowed: "never", Spacing: 2})
	only := neighbour(datasets.Neighbour{First: "Wards", Second: "Night + Clinic", Allowed: "only", Spacing: 1})
	wanted := neighbour(datasets.Neighbour{First: "Wards", Second: "Elective", Allowed: "wanted", Spacing: 1})
	return []penalty{
		{"night two blocks after wards", "prerequisite", before, filledYear("wcnn", "nnnn", "nnnn"), 0, hard(0)},
		{"night too early, twice", "prerequisite", before, filledYear("nwnn", "nnnn", "nnnn"), 2, hard(2)},
		{"one and two blocks after", "neighbour:never", never, filledYear("nwwe", "cewc", "ewcn"), 2, hard(2)},
		{"three blocks after", "neighbour:never", never, filledYear("ncew", "cewc", "ewcn"), 0, hard(0)},
		{"only after wards", "neighbour:only", only, filledYear("wnee", "cewn", "ewce"), 0, hard(0)},
		{"first block, after itself, after a gap", "neighbour:only", only, filledYear("ncec", "wnne", "wcnc"), 3, hard(3)},
		{"elective after wards", "neighbour:wanted", wanted, filledYear("wecw", "cccc", "wcwe"), 1, soft(1)},
	}
}

// penaltiesOfCover: people on a service.
func penaltiesOfCover() []penalty {
	clinic := func(p *datasets.Program) {
		p.Cover = []datasets.Cover{
			{Cover: "clinic", Services: []string{"Clinic"}, Least: 1, Most: ptr(1)},
			{Cover: "mornings", Services: []string{"Clinic"}, HalfDay: "AM", Least: 9},
			{Cover: "rounds", Activities: []string{"rounds"}, Least: 9},
			{Cover: "attending", Services: []string{"Clinic"}, Role: datasets.Faculty, Least: 9},
		}
	}
	seniors := func(p *datasets.Program) {
		p.Cover = []datasets.Cover{{Cover: "senior", Services: []string{"Wards", "Night"}, PGYFrom: ptr(2), PGYTo: ptr(3),
			FirstDay: ptr(july(15)), LastDay: ptr(july(56)), Least: 1}}
	}
	return []penalty{
		{"clinic short and full, by half-block", "cover:clinic", clinic, filledYear("wnce", "eewc", "wwcc"), 7, cover(7)},
		{"seniors of two half-blocks", "cover:senior", seniors, filledYear("wwww", "nwcc", "eecc"), 1, cover(1)},
	}
}

// penaltiesOfWishes: absences and requests.
func penaltiesOfWishes() []penalty {
	away := func(p *datasets.Program) { // A in both halves of block 1, twice the same days, and B in the second half of block 1
		p.Absences = []datasets.Absence{
			{Person: "A", FirstDay: july(13), LastDay: july(16)}, {Person: "A", FirstDay: july(14), LastDay: july(17)},
			{Person: "B", FirstDay: july(15), LastDay: july(15)},
		}
	}
	leave := func(p *datasets.Program) { // over the border of blocks 1 and 2
		p.Requests = []datasets.Request{{Person: "A", FirstDay: july(27), LastDay: july(30), Rotation: datasets.Leave, Rank: 1}}
	}
	elective := func(p *datasets.Program) {
		p.Requests = []datasets.Request{{Person: "C", FirstDay: july(1), LastDay: july(28), Rotation: "Elective", Rank: 3}}
	}
	return []penalty{
		{"away on wards", "absence", away, plainYear, 2, soft(5)},
		{"away on a leave half", "absence", away, filledYear("ncew", "newc", "ewce"), 1, soft(2)},
		{"away in an unfilled block", "absence", away, filledYear("-cew", "cewc", "ewce"), 2, solver.Score{Hard: 1, Soft: 5}},
		{"leave in both blocks", "request", leave, filledYear("ccew", "cewc", "ewce"), 0, hard(0)},
		{"leave in one of two", "request", leave, filledYear("cwew", "cewc", "ewce"), 1, soft(8)},
		{"second half and first half", "request", leave, filledYear("nncw", "cewc", "ewce"), 1, soft(8)},
		{"the rotation he wished", "request", elective, plainYear, 0, hard(0)},
		{"another rotation", "request", elective, filledYear("wcew", "cewc", "wwce"), 1, soft(2)},
	}
}

// TestPenalties: given a programme and a schedule, each rule costs what it should, and nothing else costs anything.
func TestPenalties(t *testing.T) {
	for _, c := range penalties() {
		t.Run(c.rule+"/"+c.name, func(t *testing.T) {
			p := tiny()
			c.change(p)
			problem, err := residency.Annual(p)
			if err != nil {
				t.Fatal(err)
			}
			r := rosterOf(t, p, c.lines)
			if diff := cmp.Diff(c.score, solver.Evaluate(problem, r)); diff != "" {
				t.Errorf("score (-want +got):\n%s", diff)
			}
			amount := int64(0)
			for _, a := range solver.Amounts(problem, r) {
				if strings.HasPrefix(problem.Rules.Name[a.Rule], c.rule) {
					amount += a.Amount
				}
			}
			if c.rule != "" && amount != c.amount {
				t.Errorf("amount of %s = %d; want %d", c.rule, amount, c.amount)
			}
		})
	}
}

// TestEveryRuleIsTried: a rule that the package can state and that no case above breaks is a rule nobody has tried.
func TestEveryRuleIsTried(t *testing.T) {
	var broken []string
	for _, c := range penalties() {
		if c.amount > 0 {
			broken = append(broken, strings.SplitN(c.rule, ":", 3)[0])
		}
		p := tiny()
		c.change(p)
		problem, err := residency.Annual(p)
		if err != nil {
			t.Fatal(err)
		}
		for i, name := range problem.Rules.Name {
			if problem.Rules.Source[i] == "" || problem.Rules.Unit[i] == "" {
				t.Errorf("rule %s: source=%q unit=%q; want both", name, problem.Rules.Source[i], problem.Rules.Unit[i])
			}
		}
	}
	slices.Sort(broken)
	want := []string{"absence", "acgme-1-in-7", "acgme-80h", "cover", "credential", "eligibility", "filled", "neighbour", "pin", "prerequisite", "presence", "request", "requirement"}
	if diff := cmp.Diff(want, slices.Compact(broken)); diff != "" {
		t.Errorf("rules broken by the cases (-want +got):\n%s", diff)
	}
}

// TestAbsenceOutweighsAllWishes: one day of absence costs more than every request and wanted neighbour together.
func TestAbsenceOutweighsAllWishes(t *testing.T) {
	p := tiny()
	p.Absences = []datasets.Absence{{Person: "A", FirstDay: july(1), LastDay: july(1)}}
	p.Neighbours = []datasets.Neighbour{{First: "Wards", Second: "Elective", Allowed: "wanted", Spacing: 1}}
	for _, rank := range []int{1, 2, 3, 4, 9} {
		p.Requests = append(p.Requests, datasets.Request{Person: "B", FirstDay: july(1), LastDay: july(28), Rotation: "Elective", Rank: rank})
	}
	problem, err := residency.Annual(p)
	if err != nil {
		t.Fatal(err)
	}
	// ranks 1, 2, 3, 4 and 9 weigh 8+4+2+1+1; three residents can break the wanted neighbour at most three times each
	others := int64(8 + 4 + 2 + 1 + 1 + 3*3)
	if got := problem.Bars.Weight[len(problem.Bars.Weight)-1]; got != others+1 {
		t.Errorf("weight of an absence day = %d; want %d", got, others+1)
	}
}

// TestSources: a breach is told in the programme's own words.
func TestSources(t *testing.T) {
	p := tiny()
	p.Requirements = []datasets.Requirement{
		{PGYs: []int{3}, Service: "Night", Least: 0, Unit: datasets.UnitBlock, Span: "year"},
		{PGYs: []int{1, 2}, Service: "Wards", Least: 2, Unit: datasets.UnitBlock, Span: "year", FirstBlock: ptr(2), Source: "handbook 4.1"},
	}
	problem, err := residency.Annual(p)
	if err != nil {
		t.Fatal(err)
	}
	last := len(problem.Rules.Name)
	at := slices.Index(problem.Rules.Name, "requirement:Wards:PGY1+2:2-4")
	if at < 0 || at >= last {
		t.Fatalf("no rule requirement:Wards:PGY1+2:2-4 in %q", problem.Rules.Name)
	}
	if got, want := problem.Rules.Source[at], "requirements.csv row 3 (handbook 4.1)"; got != want {
		t.Errorf("source = %q; want %q", got, want)
	}
	if got, want := problem.Rules.Level[at], solver.Hard; got != want {
		t.Errorf("level = %v; want %v", got, want)
	}
}

// TestDefects: whatever cannot be stated is named, all at once.
func TestDefects(t *testing.T) {
	p := tiny()
	p.Requirements = []datasets.Requirement{{PGYs: []int{1}, Service: "Night", Least: 1, Most: ptr(1), Unit: datasets.UnitWeek, Span: "year"}}
	p.Neighbours = []datasets.Neighbour{
		{First: "Wards", Second: "Night", Allowed: "maybe", Spacing: 1},
	}
	_, err := residency.Annual(p)
	want := `residency: requirements.csv row 2: most=1; expected an amount of half-blocks (2 weeks each) from least on
residency: neighbours.csv row 2: allowed=maybe; expected never, only or wanted`
	if err == nil || err.Error() != want {
		t.Errorf("error:\n%v\nwant:\n%s", err, want)
	}
}

// TestNoGrid: without residents, blocks or whole rotations there is no problem.
func TestNoGrid(t *testing.T) {
	p := tiny()
	p.People, p.Blocks = nil, p.Blocks[:1]
	p.Rotations = append(p.Rotations[:4], p.Rotations[0])
	_, err := residency.Annual(p)
	want := `residency: rotations.csv row 6: half=1 of rotation Wards stands twice; expected once
residency: rotations.csv row 6: half=2 of rotation Wards stands twice; expected once
residency: rotations.csv: rotation=Night + Clinic has no half 2; expected half 0, or halves 1 and 2
residency: people.csv: residents=0; expected a person whose role is resident
residency: blocks.csv: blocks=0; expected a block from 1 on`
	if err == nil || err.Error() != want {
		t.Errorf("error:\n%v\nwant:\n%s", err, want)
	}
}
