package solver

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// randomMaster draws a few people with a few columns over a few rows that want 1 to 2 each.
func randomMaster(t *rapid.T) *saddle {
	n := rapid.IntRange(1, 4).Draw(t, "rows")
	var r rows
	for range n {
		r.add(1, 2, float64(rapid.IntRange(1, 20).Draw(t, "under")), float64(rapid.IntRange(0, 20).Draw(t, "over")), false)
	}
	s := newSaddle(r, 1)
	for range rapid.IntRange(1, 3).Draw(t, "people") {
		var group []*column
		for range rapid.IntRange(1, 4).Draw(t, "columns") {
			col := &column{cost: int64(rapid.IntRange(0, 9).Draw(t, "cost"))}
			for i := range n {
				if rapid.Bool().Draw(t, "meets") {
					col.row, col.coef = append(col.row, int32(i)), append(col.coef, 1)
				}
			}
			col.demands = len(col.row)
			group = append(group, col)
		}
		s.groups = append(s.groups, group)
	}
	s.x = make([][]float64, len(s.groups))
	return s
}

// mixed returns what the shares of the master cost.
func (s *saddle) mixed() (cost float64) {
	sums := make([]float64, len(s.least))
	for g, cols := range s.groups {
		for j, col := range cols {
			cost += s.x[g][j] * float64(col.cost)
			for _, i := range col.row {
				sums[i] += s.x[g][j]
			}
		}
	}
	for i, v := range sums {
		cost += s.hi[i]*max(0, s.least[i]-v) - s.lo[i]*max(0, v-s.most[i])
	}
	return cost
}

// The value at any prices is a bound on every mixture, and after enough steps the two meet.
func TestMasterMeetsItsBound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := randomMaster(t)
		for _, iterations := range []int{1, 10, 4000} {
			s.run(iterations, nil, 0)
			for g, shares := range s.x {
				sum := 0.0
				for _, x := range shares {
					sum += x
				}
				if math.Abs(sum-1) > 1e-6 || slices.Min(shares) < 0 {
					t.Fatalf("shares of person %d=%v; expected them to add up to 1", g, shares)
				}
			}
			if s.value() > s.mixed()+1e-6 {
				t.Fatalf("value=%v; expected at most %v, what the mixture costs", s.value(), s.mixed())
			}
		}
		if gap := s.mixed() - s.value(); gap > 0.5 {
			t.Errorf("after 4000 iterations: mixture=%v value=%v; expected them within 0.5", s.mixed(), s.value())
		}
	})
}

func TestSimplexThreshold(t *testing.T) {
	for _, c := range []struct {
		v    []float64
		want float64
	}{
		{[]float64{1}, 0}, {[]float64{0.5, 0.5}, 0}, {[]float64{3, 0}, 2}, {[]float64{1, 1}, 0.5}, {[]float64{-1, -1}, -1.5}, {[]float64{0.9, 0.6, -5}, 0.25},
	} {
		if got := simplexThreshold(slices.Clone(c.v)); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("threshold of %v=%v; expected %v", c.v, got, c.want)
		}
	}
}
