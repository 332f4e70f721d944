package residency_test

import (
	"cmp"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
)

// TestEvenKeepsOrder: whatever two rosters are, the one that serves wishes worse is worse in the problem that evens from the other, and
// of two that serve them alike the one that is farther from even. The problem itself is not touched.
func TestEvenKeepsOrder(t *testing.T) {
	p, problem := sampleProblem(t, "fm18", residency.Faculty)
	base, _ := solver.Improve(problem, solver.Construct(problem, 1), 1, 0)
	start := solver.Evaluate(problem, base)
	rapid.Check(t, func(t *rapid.T) {
		from, other := scrambled(t, problem, base), scrambled(t, problem, base)
		even, uneven := residency.Even(p, problem, from)
		if err := even.Validate(); err != nil {
			t.Fatal(err)
		}
		_, unevenOther := residency.Even(p, problem, other)
		wishes := cmp.Compare(solver.Evaluate(problem, from).Soft, solver.Evaluate(problem, other).Soft)
		got := cmp.Compare(solver.Evaluate(even, from).Soft, solver.Evaluate(even, other).Soft)
		if wishes < 0 && got >= 0 {
			t.Errorf("even compares them as %d; expected the one it begins from to stay the better", got)
		}
		if want := cmp.Compare(uneven, unevenOther); wishes == 0 && got != want {
			t.Errorf("even compares two that serve wishes alike as %d; expected %d", got, want)
		}
	})
	if again := solver.Evaluate(problem, base); again != start {
		t.Errorf("the problem itself says %v now; expected %v", again, start)
	}
}

// TestEvenKeepsOrderOfYears: so it is of an annual schedule, whose burdens no wish speaks of, for all rosters that have as much of each burden
// as the one that is evened from.
func TestEvenKeepsOrderOfYears(t *testing.T) {
	p, problem := sampleProblem(t, "fm18", residency.Annual)
	base, _ := solver.Improve(problem, solver.Construct(problem, 1), 1, 0)
	rapid.Check(t, func(t *rapid.T) {
		from := scrambled(t, problem, base)
		even, uneven := residency.Even(p, problem, from)
		if err := even.Validate(); err != nil {
			t.Fatal(err)
		}
		score := solver.Evaluate(problem, from).Soft
		if got, want := solver.Evaluate(even, from).Soft, score*(1+uneven)+uneven; got != want {
			t.Errorf("the roster scores %d; expected %d, its wishes and then %d thousandths", got, want, uneven)
		}
		other := scrambled(t, problem, base)
		if worse := solver.Evaluate(problem, other).Soft; worse > score && solver.Evaluate(even, other).Soft <= solver.Evaluate(even, from).Soft {
			t.Errorf("one that serves wishes worse, %d instead of %d, is better there", worse, score)
		}
	})
}

// TestEvenOfYears: rounds from a year in the problem that evens end nearer to the shares, by distances counted here from the stays, and serve
// wishes no worse.
func TestEvenOfYears(t *testing.T) {
	p, problem := sampleProblem(t, "fm45", residency.Annual)
	roster := solver.Construct(problem, 1)
	for round := range 2 {
		roster, _ = solver.Improve(problem, roster, 1, round)
	}
	even, _ := residency.Even(p, problem, roster)
	better, _ := solver.Improve(even, roster, 1, 2)
	if was, is := solver.Evaluate(problem, roster), solver.Evaluate(problem, better); was.Less(is) {
		t.Errorf("evened from %v to %v; expected wishes to be served as well", was, is)
	}
	if was, is := beyondShares(t, p, roster), beyondShares(t, p, better); is >= was*0.9 {
		t.Errorf("%.1f squared weeks from the shares, and %.1f after evening; expected a tenth less at least", was, is)
	}
}

// beyondShares adds up the squares of the distances of residents from their shares of all burdens, in weeks.
func beyondShares(t *testing.T, p *datasets.Program, r solver.Roster) (sum float64) {
	t.Helper()
	stays := residency.Stays(p, 1, r)
	for _, b := range p.Burdens() {
		weeks, total := map[string]float64{}, 0.0
		for _, share := range b.Shares {
			for _, s := range stays {
				bears := func(r datasets.Rotation) bool {
					return r.Rotation == s.Rotation && (s.Half == nil || r.Half == *s.Half) && slices.Contains(b.Services, r.Service)
				}
				if s.Person == share.Person && slices.ContainsFunc(p.Rotations, bears) {
					weeks[s.Person] += float64(s.LastDay-s.FirstDay+1) / 7
				}
			}
			total += weeks[share.Person]
		}
		b.Divide(total)
		for _, share := range b.Shares {
			sum += (weeks[share.Person] - share.Amount) * (weeks[share.Person] - share.Amount) / max(1, share.Amount)
		}
	}
	return sum
}

// scrambled lets people exchange what they do in a few periods.
func scrambled(t *rapid.T, problem *solver.Problem, r solver.Roster) solver.Roster {
	q := append(solver.Roster(nil), r...)
	for range rapid.IntRange(0, 6).Draw(t, "exchanges") {
		period := rapid.IntRange(0, len(problem.Periods)-1).Draw(t, "period")
		a := rapid.IntRange(0, len(problem.People)-1).Draw(t, "one")*len(problem.Periods) + period
		b := rapid.IntRange(0, len(problem.People)-1).Draw(t, "other")*len(problem.Periods) + period
		q[a], q[b] = q[b], q[a]
	}
	return q
}

// TestEvenIsSainteLague: from one roster to another the sum changes as the squares do that are added up here from the schedule, as long as
// nobody is farther from his share than the squares reach.
func TestEvenIsSainteLague(t *testing.T) {
	p, problem := sampleProblem(t, "fm18", residency.Faculty)
	roster := solver.Construct(problem, 1)
	for round := range 3 {
		roster, _ = solver.Improve(problem, roster, 1, round)
	}
	even, uneven := residency.Even(p, problem, roster)
	better, _ := solver.Improve(even, roster, 1, 2)
	_, less := residency.Even(p, problem, better)
	before, far := sainteLague(p, roster)
	after, farAfter := sainteLague(p, better)
	if max(far, farAfter) > 3 || uneven <= less {
		t.Fatalf("%.1f and %.1f from the shares, %d and %d from even; expected 3 at most, and that something was evened", far, farAfter, uneven, less)
	}
	const rounded = 50 // all weights together
	if want, got := 1000*(before-after), float64(uneven-less); math.Abs(got-want) > rounded {
		t.Errorf("the sum fell by %v thousandths; expected %.0f", got, want)
	}
}

// sainteLague counts what people have in a schedule and adds up the squares; farthest is the greatest distance from a share.
func sainteLague(p *datasets.Program, r solver.Roster) (sum, farthest float64) {
	stays, shifts := residency.FacultySchedule(p, 1, r)
	pools := p.Pools(datasets.Faculty)
	for _, pool := range pools {
		times := 1.0
		if pool.Name == datasets.PoolTotal {
			times = float64(len(pools) - 2) // without itself and the weeks
		}
		for _, share := range pool.Shares {
			has := 0.0
			for _, s := range stays {
				if pool.Unit == datasets.LimitWeek && s.Person == share.Person && slices.Contains(pool.Begins, s.FirstDay) {
					has++
				}
			}
			for _, s := range shifts {
				a, known := p.ActivityIn(s.Activity, datasets.Night)
				if known && a.Kind == datasets.KindCall && pool.Unit == datasets.LimitNight && s.HalfDay == datasets.Night && s.Person == share.Person && slices.Contains(pool.Begins, s.Date) {
					has++
				}
			}
			sum += times * (has - share.Amount) * (has - share.Amount) / max(1, share.Amount)
			farthest = max(farthest, math.Abs(has-share.Amount))
		}
	}
	return sum, farthest
}
