package solver

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// A master that knows how much is missing in some rows together is bounded by its prices as one that does not, and its mixture misses
// that much.
func TestMasterKeepsItsShortage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		drawn := randomMaster(t)
		var rowNumbers []int
		for k := range drawn.least {
			drawn.hi[k] = 10 // rows of a shortage cost alike
			rowNumbers = append(rowNumbers, k)
		}
		n := int64(rapid.IntRange(0, len(rowNumbers)).Draw(t, "missing"))
		c := &columns{unit: 1, shortages: []shortage{{rows: rowNumbers, n: n}}}
		s := c.newMaster(drawn.rows)
		s.groups, s.x = drawn.groups, drawn.x
		s.run(8000, nil, 0)
		drawn.x = s.x
		missing, cost := 0.0, drawn.mixed()
		for k, v := range s.ax[:len(rowNumbers)] {
			missing += max(0, s.least[k]-(v-s.lacks[k].x))
		}
		for k, y := range s.y[:len(rowNumbers)] {
			if most := 10 - s.y[len(rowNumbers)]; y > most+1e-9 {
				t.Fatalf("price of row %d=%v; expected at most %v, what missing costs less the price of the shortage", k, y, most)
			}
		}
		more := 10 * max(0, float64(n)-missing) // what is missing but on paper
		if s.value() > cost+more+1e-6 {
			t.Fatalf("value=%v; expected at most %v, what the mixture costs", s.value(), cost+more)
		}
		if gap := cost + more - s.value(); gap > 1 {
			t.Errorf("after 8000 iterations: mixture=%v value=%v; expected them within 1", cost+more, s.value())
		}
	})
}

// Whole prices of demands and shortages bound what every roster costs that keeps the shortages.
func TestShortagesBoundWhatKeepsThem(t *testing.T) {
	s := NewSearch(yearProblem(8, 6), 1)
	for range 8 {
		s.Round()
	}
	c := s.c
	var asked []int
	for k := range c.demands {
		if c.missing(k) > 0 && c.p.Demands.Least[k] > 0 && (asked == nil || c.missing(k) == c.missing(asked[0])) {
			asked = append(asked, k)
		}
	}
	if len(asked) == 0 {
		t.Fatal("no demand asks for anybody; expected one")
	}
	rapid.Check(t, func(t *rapid.T) {
		line := make([]*column, len(c.people))
		for i, pool := range c.pool {
			line[i] = rapid.SampledFrom(pool).Draw(t, "line")
			for line[i].cost >= infinite {
				line[i] = s.crew.line[i]
			}
		}
		r := c.newCrew(line)
		var missing int64
		for _, k := range asked {
			missing += max(0, int64(c.p.Demands.Least[k])-r.sums[k])
		}
		n := int64(rapid.IntRange(-2, 2).Draw(t, "off")) + missing
		all := []shortage{{rows: asked, n: n}, {rows: asked, n: n, atMost: true}}
		kept := r.kept(all)
		if has := len(kept) == 2 || len(kept) == 1 && kept[0].atMost == (missing < n); !has || n == missing != (len(kept) == 2) {
			t.Fatalf("missing=%d: kept=%v of n=%d; expected at least up to it, and at most from it on", missing, kept, n)
		}
		b := c.beside()
		b.shortages = kept
		y := make([]float64, c.demands+len(kept))
		for k := range y {
			y[k] = rapid.Float64Range(-50, 150).Draw(t, "price")
			if k < c.demands {
				y[k] = max(c.lo[k], min(c.hi[k], y[k]))
			} else if kept[k-c.demands].atMost {
				y[k] = min(0, y[k])
			} else {
				y[k] = max(0, y[k])
			}
		}
		prices, worth := b.wholePrices(y)
		bound := c.support(prices) + worth
		for _, col := range line {
			bound += col.atPrices(prices)
		}
		if bound > r.cost*priced {
			t.Fatalf("bound=%d; expected at most %d, what the roster costs", bound, r.cost*priced)
		}
	})
}

// The shares of a mixture are found again for columns with the same duties.
func TestMixtureFindsItsColumns(t *testing.T) {
	col := func(duties ...Duty) *column { return &column{duties: duties} }
	s := &saddle{groups: [][]*column{{col(1, 2), col(0, 0), col(2, 1)}}, x: [][]float64{{0.25, 0, 0.75}}}
	m := s.mixture()
	if got, want := m.of(0, []*column{col(2, 1), col(1, 1), col(0, 0), col(1, 2)}), []float64{0.75, 0, 0, 0.25}; !slices.Equal(got, want) {
		t.Errorf("shares=%v; expected %v", got, want)
	}
	if got := new(mixture).of(0, nil); got != nil {
		t.Errorf("shares of no mixture=%v; expected none", got)
	}
}
