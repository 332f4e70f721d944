package residency

import "testing"

func TestQuantity(t *testing.T) {
	for _, c := range []struct {
		n    int64
		unit string
		want string
	}{
		{1, "half-day", "1 half-day"}, {2, "half-day", "2 half-days"}, {2, "person", "2 people"}, {2, "day off", "2 days off"},
		{3, "250/1000 preceptor", "0.75 preceptors"}, {4, "250/1000 preceptor", "1 preceptor"}, {5, "250/1000 preceptor", "1.25 preceptors"},
	} {
		if got := quantity(c.n, c.unit); got != c.want {
			t.Errorf("%d of %q: %q; expected %q", c.n, c.unit, got, c.want)
		}
	}
}
