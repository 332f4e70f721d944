package residency_test

import (
	"testing"

	"rota/solver"
	"rota/solver/residency"
)

// facultyYears are the faculty years to measure: two samples, and a real one where it is at hand.
var facultyYears = []string{"fm18", "fm45", "real"}

// facultyProblem states one of them.
func facultyProblem(b *testing.B, name string) *solver.Problem {
	b.Helper()
	if name != "real" {
		_, problem := sampleProblem(b, name, residency.Faculty)
		return problem
	}
	imported, _ := realYear(b)
	problem, err := residency.Faculty(imported.Program)
	check(b, err)
	return problem
}

// mostFacultyRounds is how many rounds a run of the faculty makes that counting does not prove the best.
const mostFacultyRounds = 24

// facultyRounds makes rounds of one candidate until counting proves it to be the best, and returns its score and their number.
func facultyRounds(problem *solver.Problem, seed uint64) (score solver.Score, rounds int) {
	bound, _ := solver.Counting(problem)
	roster := solver.Construct(problem, seed)
	for rounds < mostFacultyRounds && (rounds == 0 || score != bound) {
		var progress solver.Progress
		roster, progress = solver.Improve(problem, roster, seed, rounds)
		score = progress.After
		rounds++
	}
	return score, rounds
}

// BenchmarkFacultyYear is one candidate of a faculty year, counting and rounds, and what it leaves unproven: its Soft score, the bound on
// it, and the gap of the first level that differs.
func BenchmarkFacultyYear(b *testing.B) {
	for _, name := range facultyYears {
		b.Run(name, func(b *testing.B) {
			problem := facultyProblem(b, name)
			var score solver.Score
			var rounds int
			for b.Loop() {
				score, rounds = facultyRounds(problem, 1)
			}
			b.StopTimer()
			bound := solver.NewBounding(problem)
			for bound.Step() {
			}
			gap, _ := score.Gap(bound.Bound())
			b.ReportMetric(float64(score.Hard+score.Cover), "hard+cover")
			b.ReportMetric(float64(score.Soft), "soft")
			b.ReportMetric(float64(bound.Bound().Soft), "bound")
			b.ReportMetric(gap, "gap")
			b.ReportMetric(float64(rounds), "rounds")
		})
	}
}

// BenchmarkFacultyBounding is the whole search for a bound on a faculty year.
func BenchmarkFacultyBounding(b *testing.B) {
	for _, name := range facultyYears {
		b.Run(name, func(b *testing.B) {
			problem := facultyProblem(b, name)
			var bound *solver.Bounding
			for b.Loop() {
				bound = solver.NewBounding(problem)
				for bound.Step() {
				}
			}
			b.ReportMetric(float64(bound.Steps()), "steps")
			b.ReportMetric(float64(bound.Bound().Soft), "soft")
		})
	}
}
