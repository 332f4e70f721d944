package residency

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"rota/analytics/compliance"
	"rota/datasets"
	"rota/solver"
)

// practice is the programme of testdata/practice, with what its year plans for a block.
func practice(t testing.TB) (*datasets.Program, func(block int) Plan) {
	t.Helper()
	p, err := datasets.ReadProgram("testdata/practice")
	if err != nil {
		t.Fatal(err)
	}
	stays, err := datasets.ReadSchedule("testdata/practice-year/annual.csv")
	if err != nil {
		t.Fatal(err)
	}
	return p, func(block int) Plan { return Plan{Block: block, Stays: stays} }
}

func stateBlock(t testing.TB, p *datasets.Program, plan Plan) *solver.Problem {
	t.Helper()
	problem, err := Block(p, plan)
	if err != nil {
		t.Fatal(err)
	}
	return problem
}

// TestBlockKnownBest: the practice's first block has a best score that is known by hand (testdata/practice/README.md), and proven.
func TestBlockKnownBest(t *testing.T) {
	p, planOf := practice(t)
	problem := stateBlock(t, p, planOf(1))
	want := solver.Score{Soft: 48}
	c := solver.Solve(problem, 1, 1)
	if c.Score != want {
		t.Errorf("score=%v; expected %v", c.Score, want)
	}
	b := solver.NewBounding(problem)
	for b.Step() {
	}
	if b.Bound() != want {
		t.Errorf("bound=%v; expected %v", b.Bound(), want)
	}
}

// judged holds a roster's score against the checker: what the checker finds the problem finds too.
func judged(t interface{ Errorf(string, ...any) }, p *datasets.Program, plan Plan, score solver.Score, r solver.Roster) {
	hard, cover := 0, 0.0
	var first compliance.Breach
	for _, b := range compliance.LayShifts(p, nil, BlockSchedule(p, plan, 1, r)).Check() {
		switch b.Level {
		case compliance.Hard:
			if hard++; hard == 1 {
				first = b
			}
		case compliance.Cover:
			cover += math.Abs(b.Amount - b.Allowed)
		case compliance.Soft:
		}
	}
	if hard > 0 && score.Hard == 0 {
		t.Errorf("hard breaches=%d by the checker (%s: %s); expected none, as the problem has it", hard, first.Rule, first.Text)
	}
	if cover != float64(score.Cover) {
		t.Errorf("cover=%v by the checker; expected %d", cover, score.Cover)
	}
}

// TestBlockAgreesWithTheChecker: whatever stands in the cells of what is offered, the problem misses nothing that the checker finds.
func TestBlockAgreesWithTheChecker(t *testing.T) {
	p, planOf := practice(t)
	plan := planOf(1)
	problem := stateBlock(t, p, plan)
	h, err := newHalfDays(p, plan)
	if err != nil {
		t.Fatal(err)
	}
	best := solver.Solve(problem, 1, 1).Roster
	rapid.Check(t, func(t *rapid.T) {
		r := slices.Clone(best)
		for range rapid.IntRange(0, 12).Draw(t, "changes") {
			cell := rapid.IntRange(0, len(r)-1).Draw(t, "cell")
			c := h.cells[cell]
			r[cell] = rapid.SampledFrom(append([]solver.Duty{c.usual}, c.others...)).Draw(t, "duty")
		}
		judged(t, p, plan, solver.Evaluate(problem, r), r)
	})
}

// TestBlockRoster: a schedule that was read back is the roster again.
func TestBlockRoster(t *testing.T) {
	p, planOf := practice(t)
	plan := planOf(1)
	problem := stateBlock(t, p, plan)
	r := solver.Construct(problem, 7)
	again, err := BlockRoster(p, plan, BlockSchedule(p, plan, 1, r))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := solver.Evaluate(problem, again), solver.Evaluate(problem, r); got != want {
		t.Errorf("score=%v of the roster that was read back; expected %v", got, want)
	}
}

// TestBlocksChain: a block that continues the one before breaks nothing at the edge, and one that does not know of it would.
func TestBlocksChain(t *testing.T) {
	p, planOf := practice(t)
	first := solver.Solve(stateBlock(t, p, planOf(1)), 1, 1)
	shifts := BlockSchedule(p, planOf(1), 1, first.Roster)
	next := Continue(p, 2, shifts, nil)
	second := solver.Solve(stateBlock(t, next, planOf(2)), 1, 1)
	both := append(slices.Clone(shifts), BlockSchedule(next, planOf(2), 1, second.Roster)...)
	for _, b := range compliance.LayShifts(p, nil, both).Check() {
		if b.Level == compliance.Hard {
			t.Errorf("%s: %s", b.Rule, b.Text)
		}
	}
	calls := 0.0
	for _, row := range next.History {
		if row.Kind == datasets.HistoryCount {
			calls += *row.Amount
		}
	}
	if calls != 4 {
		t.Errorf("calls=%v are handed on; expected 4, one each Saturday", calls)
	}
	// Whoever is on nights first must not be on the ward the morning after: the problem of the second block knows the last night.
	h, err := newHalfDays(next, planOf(2))
	if err != nil {
		t.Fatal(err)
	}
	if d := h.before[[2]int{int(h.personAt["N"]), -1}]; h.duties[d].code != "NF" {
		t.Errorf("N had %q in the night before the block; expected NF", h.duties[d].code)
	}
	for _, s := range both {
		if s.Person == "N" && s.Date == p.Blocks[1].FirstDay && s.StartsAt != nil {
			t.Errorf("N is on %s in the %s after a night; expected a free day", s.Activity, s.HalfDay)
		}
	}
}

// yearOf is a first year of a sample programme, as blocks rest on it.
func yearOf(t testing.TB, name string) (*datasets.Program, Plan) {
	t.Helper()
	p, err := datasets.Sample(name, 1)
	if err != nil {
		t.Fatal(err)
	}
	annual, err := Annual(p)
	if err != nil {
		t.Fatal(err)
	}
	residents, _ := solver.Anneal(annual, solver.Construct(annual, 1), 1, 1_500_000)
	faculty, err := Faculty(p)
	if err != nil {
		t.Fatal(err)
	}
	attending, _ := solver.Anneal(faculty, solver.Construct(faculty, 1), 1, 1_000_000)
	plan := Plan{Stays: Stays(p, 1, residents)}
	_, plan.Shifts = FacultySchedule(p, 1, attending)
	return p, plan
}

// TestBlocksOfASample: blocks of a sample follow each other, for residents, faculty and students, without a Hard breach by problem and checker,
// each alone and both together, and Cover counts alike.
func TestBlocksOfASample(t *testing.T) {
	p, plan := yearOf(t, "fm18")
	next := p
	var all []datasets.Shift
	for block := 2; block <= 3; block++ {
		plan.Block = block
		problem := stateBlock(t, next, plan)
		r, score := solver.Anneal(problem, solver.Construct(problem, 1), 1, 1_500_000)
		if score.Hard > 0 {
			t.Errorf("block %d: score=%v; expected nothing Hard", block, score)
		}
		judged(t, next, plan, score, r)
		shifts := BlockSchedule(next, plan, 1, r)
		all = append(all, shifts...)
		next = Continue(p, block+1, shifts, next.History)
	}
	roles := map[datasets.Role]int{}
	for _, s := range all {
		roles[s.Role]++
	}
	if roles[datasets.Resident] == 0 || roles[datasets.Faculty] == 0 || roles[datasets.Learner] == 0 {
		t.Errorf("half-days by role=%v; expected some of residents, faculty and learners", roles)
	}
	for _, b := range compliance.LayShifts(p, nil, all).Check() {
		if b.Level == compliance.Hard {
			t.Errorf("both together: %s: %s", b.Rule, b.Text)
		}
	}
}

// BenchmarkBlock is a whole round of a block of 30 people from nothing, on one thread; score is what it comes to.
func BenchmarkBlock(b *testing.B) {
	p, plan := yearOf(b, "fm18")
	plan.Block = 3
	problem, err := Block(p, plan)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		c := solver.Solve(problem, 1, 1)
		b.ReportMetric(float64(c.Score.Hard), "hard")
		b.ReportMetric(float64(c.Score.Cover), "cover")
		b.ReportMetric(float64(c.Score.Soft), "soft")
	}
}

// BenchmarkStateBlock is the statement of the same.
func BenchmarkStateBlock(b *testing.B) {
	p, plan := yearOf(b, "fm18")
	plan.Block = 3
	for b.Loop() {
		if _, err := Block(p, plan); err != nil {
			b.Fatal(err)
		}
	}
}
