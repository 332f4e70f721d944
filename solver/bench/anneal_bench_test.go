package bench_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"rota/solver"
	"rota/solver/bench"
	"rota/solver/bench/sample"
)

// BenchmarkAnneal is how many moves the annealing tries in a second of processor time: on a common roster, and as it grows by people, by
// weeks and by kinds of shifts. Preparing the search is part of it, as it is of every call.
func BenchmarkAnneal(b *testing.B) {
	for _, s := range []sample.Curtois{
		{Staff: 30, Weeks: 4, Shifts: 4},
		{Staff: 15, Weeks: 4, Shifts: 4}, {Staff: 60, Weeks: 4, Shifts: 4}, {Staff: 150, Weeks: 4, Shifts: 4},
		{Staff: 30, Weeks: 2, Shifts: 4}, {Staff: 30, Weeks: 8, Shifts: 4}, {Staff: 30, Weeks: 26, Shifts: 4}, {Staff: 30, Weeks: 52, Shifts: 4},
		{Staff: 30, Weeks: 4, Shifts: 2}, {Staff: 30, Weeks: 4, Shifts: 8}, {Staff: 30, Weeks: 4, Shifts: 16}, {Staff: 30, Weeks: 4, Shifts: 32},
	} {
		s.Lengths = []int{480, 600}
		c, _, _ := drawCurtois(b, s, 1)
		p := c.Problem()
		b.Run(fmt.Sprintf("people=%d/weeks=%d/shifts=%d", s.Staff, s.Weeks, s.Shifts), func(b *testing.B) { benchmarkAnneal(b, p) })
	}
}

// BenchmarkAnnealShared is the same on public instances of four weeks, where they are present.
func BenchmarkAnnealShared(b *testing.B) {
	for _, name := range []string{"Instance8", "Instance12", "Instance18"} {
		b.Run(name, func(b *testing.B) {
			f, err := os.Open(filepath.Join(shared(b, "instances", "curtois"), name+".txt"))
			if err != nil {
				b.Fatal(err)
			}
			defer f.Close()
			c, err := bench.ReadCurtois(f)
			if err != nil {
				b.Fatal(err)
			}
			benchmarkAnneal(b, c.Problem())
		})
	}
}

func benchmarkAnneal(b *testing.B, p *solver.Problem) {
	r := solver.Construct(p, 1)
	b.ReportAllocs()
	b.ResetTimer()
	begin := processor()
	solver.Anneal(p, r, 1, int64(b.N))
	b.ReportMetric(float64(b.N)/(processor()-begin).Seconds()/1e6, "Mmoves/cpu-s")
}
