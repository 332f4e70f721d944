package solver

import "testing"

func TestGap(t *testing.T) {
	for _, c := range []struct {
		score, bound Score
		gap          float64
		level        Level
	}{
		{Score{}, Score{}, 0, Soft},
		{Score{1, 2, 3}, Score{1, 2, 3}, 0, Soft},
		{Score{0, 0, 110}, Score{0, 0, 100}, 0.1, Soft},
		{Score{0, 5, 0}, Score{0, 4, 100}, 0.25, Cover}, // below on a lower level says nothing
		{Score{3, 0, 0}, Score{0, 9, 9}, 3, Hard},       // a bound of 0 counts as 1
	} {
		if gap, level := c.score.Gap(c.bound); gap != c.gap || level != c.level {
			t.Errorf("score %v, bound %v: gap=%v on %v; expected %v on %v", c.score, c.bound, gap, level, c.gap, c.level)
		}
	}
}
