package bench_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"rota/solver"
	"rota/solver/bench"
)

// TestMSSOptimum: on an instance small enough to try every roster, the annealing of stays finds the best of those without a breach.
func TestMSSOptimum(t *testing.T) {
	t.Run("tiny", func(t *testing.T) { findsOptimum(t, tinyMSS(t)) })
	t.Run("with more of a choice", func(t *testing.T) {
		m := tinyMSS(t)
		m.MostInHospital, m.Before[1][0] = 2, false
		m.Allowed[1], m.Available[1] = []bool{true, true}, []bool{true, true, true, true}
		findsOptimum(t, m)
	})
}

func findsOptimum(t *testing.T, m *bench.MSS) {
	t.Helper()
	var lines [][]int
	line := make([]int, m.Horizon)
	var write func(period int)
	write = func(period int) {
		if period == len(line) {
			lines = append(lines, append([]int(nil), line...))
			return
		}
		for place := bench.Free; place < m.Hospitals*m.Disciplines; place++ {
			line[period] = place
			write(period + 1)
		}
	}
	write(0)
	optimum, flawless := int64(0), 0
	for _, first := range legal(m, lines, 0) {
		for _, second := range legal(m, lines, 1) {
			v := m.Evaluate(bench.Cells{first, second})
			if len(v.Breaches) > 0 {
				continue
			}
			if flawless++; flawless == 1 || v.Value > optimum {
				optimum = v.Value
			}
		}
	}
	if flawless < 2 {
		t.Fatalf("%d rosters without a breach; expected a choice", flawless)
	}
	for seed := range uint64(3) {
		s := solver.NewStays(m.Problem(), seed)
		s.Cool(4)
		for range 4 {
			s.Round()
		}
		roster, _ := s.Best()
		if v := m.Evaluate(m.Cells(roster)); len(v.Breaches) > 0 || v.Value != optimum {
			t.Errorf("seed %d: value=%d breaches=%v; expected %d", seed, v.Value, v.Breaches, optimum)
		}
	}
	t.Logf("optimum %d of %d rosters without a breach", optimum, flawless)
}

// legal keeps the lines that are without a breach of the student's own.
func legal(m *bench.MSS, lines [][]int, student int) (kept [][]int) {
	cells := bench.NewCells(m.Students, m.Horizon)
	for _, line := range lines {
		cells[student] = line
		v := m.Evaluate(cells)
		if !slices.ContainsFunc(v.Breaches, func(b bench.Breach) bool { return strings.HasPrefix(b.Text, fmt.Sprintf("student %d", student+1)) }) {
			kept = append(kept, line)
		}
	}
	return kept
}
