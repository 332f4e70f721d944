package peers

import (
	"testing"

	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
)

// proof is a small problem whose optimum the peer has proven.
type proof struct {
	name    string
	program *datasets.Program
	state   func(*datasets.Program) (*solver.Problem, error)
	best    solver.Score
	closed  bool // our own bound proves it, too
}

// proofs are small annual schedules, faculty years and blocks, each with things that stand against each other. Their optima were proven by
// the peer (TestPeerProves, which proves them again where the peer is at hand).
func proofs(t *testing.T) []proof {
	t.Helper()
	annual := func(name string, seed uint64, s smallAnnual, best solver.Score, closed bool) proof {
		return proof{name, s.draw(seed), residency.Annual, best, closed}
	}
	faculty := func(name string, seed uint64, s smallFaculty, best solver.Score, closed bool) proof {
		return proof{name, s.draw(seed), residency.Faculty, best, closed}
	}
	block := func(name string, seed uint64, s smallBlock, best solver.Score, closed bool) proof {
		program, state := s.draw(t, seed)
		return proof{name, program, state, best, closed}
	}
	return []proof{
		annual("pinned against the law of the year", 1, smallAnnual{residents: 4, blocks: 6, pins: 6, prerequisites: true, neighbours: true}, solver.Score{Hard: 1, Cover: 2, Soft: 1}, false),
		annual("absences", 2, smallAnnual{residents: 4, blocks: 8, absences: 24}, solver.Score{Soft: 3}, true),
		annual("requests", 3, smallAnnual{residents: 6, blocks: 6, slack: 1, requests: 14}, solver.Score{Soft: 6}, true),
		annual("pins", 4, smallAnnual{residents: 6, blocks: 8, pins: 9, absences: 8, requests: 6}, solver.Score{Soft: 137}, true),
		annual("prerequisites", 5, smallAnnual{residents: 6, blocks: 8, slack: 1, prerequisites: true, absences: 14, requests: 14}, solver.Score{Soft: 6}, true),
		annual("neighbours", 6, smallAnnual{residents: 6, blocks: 10, slack: 1, neighbours: true, requests: 18}, solver.Score{Soft: 12}, true),
		annual("short of people", 7, smallAnnual{residents: 6, blocks: 6, short: 4, absences: 8}, solver.Score{Cover: 24}, true),
		annual("everything", 8, smallAnnual{residents: 8, blocks: 8, slack: 2, pins: 4, absences: 12, requests: 12, prerequisites: true, neighbours: true, leaver: true, career: true}, solver.Score{Soft: 192}, true),
		faculty("nights", 1, smallFaculty{people: 4, days: 14, wide: true}, solver.Score{Soft: 20}, true),
		faculty("absences and holidays", 2, smallFaculty{people: 5, days: 21, absences: 6, holidays: 2}, solver.Score{Soft: 4}, true),
		faculty("weeks", 3, smallFaculty{people: 3, days: 28, weeks: true, holidays: 1}, solver.Score{Soft: 28}, false),
		faculty("exposure", 4, smallFaculty{people: 4, days: 28, partTime: true, late: true, absences: 8, holidays: 3}, solver.Score{Soft: 16}, true),
		faculty("limits", 5, smallFaculty{people: 5, days: 28, weeks: true, limits: true, unavailable: true}, solver.Score{Soft: 16}, false),
		faculty("far spacing", 6, smallFaculty{people: 4, days: 21, weeks: true, wide: true, absences: 4}, solver.Score{Cover: 3, Soft: 32}, true),
		faculty("too few people", 7, smallFaculty{people: 2, days: 14, weeks: true, absences: 3}, solver.Score{Cover: 7, Soft: 140}, true),
		faculty("everything", 8, smallFaculty{people: 7, days: 35, weeks: true, wide: true, absences: 12, holidays: 3, partTime: true, late: true, unavailable: true, limits: true}, solver.Score{Soft: 16}, false),
		block("block as it is known by heart", 0, smallBlock{block: 1}, solver.Score{Soft: 48}, true),
		block("second block", 0, smallBlock{block: 2}, solver.Score{Soft: 48}, true),
		block("block with absences", 1, smallBlock{block: 1, absences: 2}, solver.Score{Soft: 40}, true),
		block("block with more absences", 2, smallBlock{block: 1, absences: 4}, solver.Score{Hard: 4, Soft: 36}, false),
		block("second block with absences", 3, smallBlock{block: 2, absences: 2}, solver.Score{Soft: 40}, true),
		block("second block with other absences", 7, smallBlock{block: 2, absences: 2}, solver.Score{Hard: 3, Soft: 48}, false),
		block("block with two people away", 10, smallBlock{block: 1, absences: 2}, solver.Score{Soft: 48}, true),
		block("second block with one person away", 11, smallBlock{block: 2, absences: 1}, solver.Score{Soft: 48}, true),
		block("clinic targets, own weekdays and rooms", 20, smallBlock{block: 1, targets: true}, solver.Score{Soft: 73}, true),
		block("procedures under a credential that ends", 28, smallBlock{block: 2, procedures: true, closed: true, absences: 1}, solver.Score{Soft: 60}, true),
		block("recovery from nights at a change of rotation", 22, smallBlock{block: 1, recovery: true, change: true}, solver.Score{Hard: 2, Soft: 66}, false),
		block("second block with a change of rotation", 23, smallBlock{block: 2, change: true, recovery: true, absences: 1}, solver.Score{Soft: 84}, false),
		block("a student", 24, smallBlock{block: 1, learners: true, absences: 1}, solver.Score{Soft: 48}, true),
	}
}

// TestProven: our search reaches each proven optimum, nothing of ours is better, and our bound is below it, or proves it.
func TestProven(t *testing.T) {
	for _, x := range proofs(t) {
		t.Run(x.name, func(t *testing.T) {
			problem, err := x.state(x.program)
			if err != nil {
				t.Fatal(err)
			}
			const seed, rounds = 1, 4
			if got := solver.Solve(problem, seed, rounds).Score; got != x.best {
				t.Errorf("score %v; the optimum is %v", got, x.best)
			}
			b := solver.NewBounding(problem)
			for b.Step() {
			}
			if bound := b.Bound(); x.best.Less(bound) || x.closed != (bound == x.best) {
				t.Errorf("bound %v, closed=%v; the optimum is %v", bound, x.closed, x.best)
			}
		})
	}
}

// TestPeerProves: the peer proves the optima that are typed above.
func TestPeerProves(t *testing.T) {
	python := python(t)
	for _, x := range proofs(t) {
		t.Run(x.name, func(t *testing.T) {
			problem, err := x.state(x.program)
			if err != nil {
				t.Fatal(err)
			}
			const seconds = 120 // most take a few
			a, err := Ask(python, problem, seconds, threads)
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%s %v in %.1f s", a.Status, a.Score, a.Seconds)
			if a.Status != Optimal || a.Score != x.best {
				t.Errorf("%s %v, bounds %v; expected %v, proven", a.Status, a.Score, a.Bounds, x.best)
			}
		})
	}
}

// TestSmallProgrammes: what is drawn are programmes that could be read, so that the optima are of residency and of no accident.
func TestSmallProgrammes(t *testing.T) {
	for _, x := range proofs(t) {
		if defects := x.program.Validate(); len(defects) > 0 {
			t.Errorf("%s: %v", x.name, defects)
		}
	}
}
