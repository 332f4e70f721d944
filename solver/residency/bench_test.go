package residency_test

import (
	"testing"

	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
)

// BenchmarkRound is one round of the search on the annual problem of a sample: moves tried per second, on one core.
func BenchmarkRound(b *testing.B) {
	for _, name := range datasets.SampleNames() {
		b.Run(name, func(b *testing.B) {
			p, err := datasets.Sample(name, 1)
			if err != nil {
				b.Fatal(err)
			}
			problem, err := residency.Annual(p)
			if err != nil {
				b.Fatal(err)
			}
			roster := solver.Construct(problem, 1)
			tried := int64(0)
			for round := 0; b.Loop(); round++ {
				var progress solver.Progress
				roster, progress = solver.Improve(problem, roster, 1, round)
				tried += progress.Tried
			}
			b.ReportMetric(float64(tried)/b.Elapsed().Seconds(), "moves/s")
		})
	}
}

// BenchmarkBounding is the whole search for a bound on the annual problem of a sample: the steps it takes and the Soft bound.
func BenchmarkBounding(b *testing.B) {
	for _, name := range datasets.SampleNames() {
		b.Run(name, func(b *testing.B) {
			p, err := datasets.Sample(name, 1)
			if err != nil {
				b.Fatal(err)
			}
			problem, err := residency.Annual(p)
			if err != nil {
				b.Fatal(err)
			}
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
