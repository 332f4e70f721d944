package analytics_test

import (
	"syscall"
	"testing"

	"rota/analytics"
	"rota/solver"
	"rota/solver/residency"
)

// BenchmarkSwapCheck is the check of one exchange in a block of thirty people: two people exchange a half-day, the schedule is read back, and the
// whole checker looks at it.
func BenchmarkSwapCheck(b *testing.B) {
	p, plan := yearOf(b, "fm18")
	plan.Block = 3
	problem, err := residency.Block(p, plan)
	if err != nil {
		b.Fatal(err)
	}
	roster := solver.Construct(problem, 1)
	grid, err := residency.BlockGrid(p, plan)
	if err != nil {
		b.Fatal(err)
	}
	one, other := -1, -1
	for cell, d := range roster {
		for k := cell + len(problem.Periods); k < len(roster) && one < 0; k += len(problem.Periods) {
			if roster[k] != d && grid.Fits(cell, roster[k]) && grid.Fits(k, d) {
				one, other = cell, k
			}
		}
	}
	if one < 0 {
		b.Fatal("no two people can exchange a half-day; expected some")
	}
	var begun, ended syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &begun); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		x := residency.ExchangeOf(problem, grid, roster, [2]int{one, other})
		changed := append(solver.Roster(nil), roster...)
		for _, c := range x.Changes {
			changed[c.Cell] = c.Duty
		}
		analytics.AssessBlock(p, residency.BlockSchedule(p, plan, 1, changed))
	}
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &ended); err != nil {
		b.Fatal(err)
	}
	worked := ended.Utime.Nano() + ended.Stime.Nano() - begun.Utime.Nano() - begun.Stime.Nano()
	b.ReportMetric(float64(worked)/1e9/float64(b.N), "cpu-s/op")
}
