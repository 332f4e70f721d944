package residency

import (
	"slices"
	"testing"

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

// TestWishedLimitKeepsItsLevel: a limit that is a wish is charged on level Soft, also where the faculty have limits of the same activity that are none.
func TestWishedLimitKeepsItsLevel(t *testing.T) {
	p, planOf := practice(t)
	p.Limits = append(slices.Clone(p.Limits), datasets.Limit{Activity: "C", Least: 7, Unit: datasets.LimitHalfDay, Per: datasets.LimitWeek, Level: "Soft"})
	problem := stateBlock(t, p, planOf(1))
	got := map[solver.Level]int{}
	for r, name := range problem.Rules.Name {
		if name == "limit:least:C" {
			got[problem.Rules.Level[r]]++
		}
	}
	if got[solver.Cover] != 2 || got[solver.Soft] != 1 {
		t.Errorf("rules limit:least:C by level=%v; expected 2 of Cover, one for each of the faculty, and 1 of Soft", got)
	}
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

// TestBlocksChain: a block knows the last nights and the calls of the one before.
func TestBlocksChain(t *testing.T) {
	p, planOf := practice(t)
	first := solver.Solve(stateBlock(t, p, planOf(1)), 1, 1)
	shifts := BlockSchedule(p, planOf(1), 1, first.Roster)
	next := Continue(p, 2, shifts, nil)
	second := solver.Solve(stateBlock(t, next, planOf(2)), 1, 1)
	both := append(slices.Clone(shifts), BlockSchedule(next, planOf(2), 1, second.Roster)...)
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

// BenchmarkBlock is a candidate of a block of 30 people from nothing, two rounds of annealing and one of whole lines, and its bound; what it
// comes to on Soft, after annealing and in the end, and the bound.
func BenchmarkBlock(b *testing.B) {
	p, plan := yearOf(b, "fm18")
	plan.Block = 3
	problem, err := Block(p, plan)
	if err != nil {
		b.Fatal(err)
	}
	const seed = 1
	for b.Loop() {
		c := solver.Solve(problem, seed, 2)
		r := solver.Refine(problem, c.Roster, seed, 2)
		bounding := solver.NewBounding(problem)
		for bounding.Step() {
		}
		score := solver.Evaluate(problem, r)
		b.ReportMetric(float64(c.Score.Soft), "annealed")
		b.ReportMetric(float64(score.Hard), "hard")
		b.ReportMetric(float64(score.Cover), "cover")
		b.ReportMetric(float64(score.Soft), "soft")
		b.ReportMetric(float64(bounding.Bound().Soft), "bound")
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
