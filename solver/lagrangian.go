package solver

import "slices"

// Evaluation is one value of the Lagrangian bound, which can be found again from its prices: for rosters whose lines break no
// more on level Hard than each alone must,
//
//	Scale x cost of Level + Rate x cost of the levels above >= Total
//
// because what a demand costs is at least its price x what it lacks, so that the sum over people of the least that a line costs,
// less what its duties earn at the prices, and over demands of the price x the limit that it guards, is at most the left side.
type Evaluation struct {
	Level  Level   `json:"level"`
	Scale  int64   `json:"scale"`
	Rate   int64   `json:"rate"`
	Total  int64   `json:"total"`
	Prices []int64 `json:"prices"` // by row of Demands, in parts of 1/1024 of the left side; above 0: of its least, below: of its most
	Counts []int64 `json:"counts"` // likewise of the counts of all people's lines, which the search for a line may better
	// Tracked lists, by person, the counts that the search for his line looked at one by one instead.
	Tracked [][]int32 `json:"tracked"`

	// Shares is what a unit of the cost of the rows that a person bears in a pool costs beyond what it does, by pool and person: what
	// a pool costs is at least a mean of what its people bear.
	Shares [][]int64 `json:"shares,omitempty"`
}

// Value finds the left side's bound at the prices of an evaluation again, from nothing. It is the total where counts do not fall,
// as those of a year do not; else the search for lines may end somewhat below.
func (e Evaluation) Value(p *Problem) int64 {
	w := joinAt(e.Level, e.Scale, e.Rate)
	w.shares = e.Shares
	c := newColumns(p, w)
	c.pull.phase = exact
	at := 0
	for i := range c.people {
		q := &c.people[i]
		at += copy(q.price, e.Counts[min(at, len(e.Counts)):])
		if i < len(e.Tracked) {
			q.tracked = slices.DeleteFunc(slices.Clone(e.Tracked[i]), func(k int32) bool { return int(k) >= len(q.price) || !q.l.canTrack(k) })
		}
	}
	for try := 0; try < valueTries && ceilDiv(c.bound, priced)+w.constant(p) < e.Total; try++ { // each learns from the one before what counts cost
		c.tryWhole(e.Prices, nil)
	}
	return ceilDiv(c.bound, priced) + w.constant(p)
}

const valueTries = 50

// joinAt joins the levels: one of them scaled, those above at a rate, those below not at all.
func joinAt(level Level, scale, rate int64) (w weights) {
	w.of[level] = scale
	for above := range level {
		w.of[above] = rate
	}
	return w
}
