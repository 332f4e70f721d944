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
// weeks and by kinds of shifts. Preparing the search is part of it, as it is of every call. A move looks at what it changes and at the
// lines that it changes, so that the pace hardly depends on the size: 10.5 to 12.8 million a second from 15 to 150 people, from 2 to 52
// weeks and from 2 to 32 kinds of shifts (AMD EPYC), without an allocation. Run it with
//
//	go test ./solver/bench -run XXX -bench 'Anneal$' -benchtime 4000000x
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

// BenchmarkAnnealShared is the same on public instances, of four weeks up to Instance12 and of twelve, where they are present.
func BenchmarkAnnealShared(b *testing.B) {
	for _, name := range []string{"Instance4", "Instance5", "Instance6", "Instance8", "Instance10", "Instance12", "Instance18"} {
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
