package solver

import "slices"

// What is missing in some demands together is a whole number, which mixtures of lines do not know: they miss five and a half
// where rosters miss five or six. A shortage says how much is missing in the demands of its rows, at least or at most so much; its
// price moves what missing one of them costs. With u_k missing in row k at the cost W each,
//
//	sum of u_k >= n:   cost >= (cost with W - price instead of W) + price x n     for 0 <= price <= W
//	sum of u_k <= n:   cost >= (cost with W + price instead of W) - price x n     for 0 <= price
//
// so that the bound of column generation holds with the other costs of missing, for all rosters that keep the shortage. A proof
// looks for its price; in a dive it is a row of the master, whose sum is what is missing and whose price is found with all others,
// below 0 for the second kind.
type shortage struct {
	rows   []int
	atMost bool
	n      int64
	price  int64 // in parts of 1/priced of the joined cost
}

// kept returns the shortages that a roster keeps.
func (r *crew) kept(list []shortage) (kept []shortage) {
	for _, t := range list {
		missing := int64(0)
		for _, k := range t.rows {
			missing += max(0, int64(r.c.p.Demands.Least[k])-r.sums[k])
		}
		if missing == t.n || missing < t.n == t.atMost {
			kept = append(kept, t)
		}
	}
	return kept
}

// lackStep is how much longer steps of what is missing are than those of shares: it meets few rows, a line as many as it has periods.
const lackStep = 40

// strictest is the price of a shortage that may not be exceeded, in costs of missing one in its rows.
const strictest = 4

// lack is what is missing in a row that shortages look at: a share of the master that belongs to nobody.
type lack struct {
	row    int
	sums   []int // rows of the shortages
	x, old float64
}

// newMaster returns a master over rows of the demands and, after them, of the shortages.
func (c *columns) newMaster(r rows) *saddle {
	missing, lacks := r.hi, make([]lack, len(r.hi))
	r = rows{least: slices.Clone(r.least), most: slices.Clone(r.most), lo: slices.Clone(r.lo), hi: slices.Clone(r.hi)}
	for _, t := range c.shortages {
		price := missing[t.rows[0]]
		for _, k := range t.rows {
			lacks[k].row, lacks[k].sums = k, append(lacks[k].sums, len(r.least))
			if t.atMost {
				r.hi[k] += strictest * price
			}
		}
		if t.atMost {
			r.add(0, float64(t.n), 0, strictest*price, false)
		} else {
			r.add(float64(t.n), Unlimited, price, 0, false)
		}
	}
	s := newSaddle(r, c.unit)
	s.shortages, s.missing = c.shortages, missing
	for j, t := range c.shortages {
		s.y[s.demands()+j] = float64(t.price) / priced / c.unit
		if t.atMost {
			s.y[s.demands()+j] *= -1
		}
	}
	s.lacks = slices.DeleteFunc(lacks, func(l lack) bool { return l.sums == nil })
	return s
}

// moveLacks takes a step of what is missing down its reduced cost; it returns by how much, squared.
func (s *saddle) moveLacks(tau float64) (moved float64) {
	for i := range s.lacks {
		l := &s.lacks[i]
		reduced := s.missing[l.row] - s.y[l.row]
		for _, k := range l.sums {
			reduced -= s.y[k]
		}
		l.old = l.x
		l.x = max(0, l.x-float64(tau*lackStep*reduced))
		moved += float64((l.x-l.old)*(l.x-l.old)) / lackStep
	}
	return moved
}

// beginLacks begins with what the shares leave missing.
func (s *saddle) beginLacks() {
	for i := range s.lacks {
		l := &s.lacks[i]
		l.x = max(0, s.least[l.row]-s.ax[l.row])
	}
	s.addLacks()
}

// addLacks adds what is missing to the rows that know of it.
func (s *saddle) addLacks() {
	for i := range s.lacks {
		l := &s.lacks[i]
		s.ax[l.row] += l.x
		for _, k := range l.sums {
			s.ax[k] += l.x
		}
	}
}

// fit lowers prices of rows and then of shortages, which begin at first, until they leave no reward for missing; cost tells what one
// missing in a row costs.
func fit[T int64 | float64](y []T, first int, list []shortage, cost func(row int) T) {
	room := map[int]T{}
	for j, t := range list {
		price := y[first+j]
		for _, k := range t.rows {
			if _, known := room[k]; !known {
				room[k] = cost(k)
			}
			price = min(price, room[k])
		}
		for _, k := range t.rows {
			room[k] -= price
		}
		y[first+j] = price
	}
	for k, r := range room {
		y[k] = min(y[k], r)
	}
}

// wholePrices turns prices of the demands and of the shortages, in units of price, into whole parts of 1/priced of a joined cost, and
// returns those of the demands and what those of the shortages add to the bound.
func (c *columns) wholePrices(y []float64) (prices []int64, worth int64) {
	prices = c.whole(y[:c.demands+len(c.shortages)])
	fit(prices, c.demands, c.shortages, c.missing)
	for j, t := range c.shortages {
		worth += prices[c.demands+j] * t.n
	}
	return prices[:c.demands], worth
}

// missing returns the joined cost of one missing in a row, in parts of 1/priced.
func (c *columns) missing(row int) int64 {
	t := &c.p.Demands
	return t.Under[row] * c.w.of[c.p.Rules.Level[t.Rule[row]]] * priced
}

// demands returns how many rows come before those of shortages.
func (s *saddle) demands() int { return len(s.y) - len(s.shortages) }
