package solver

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// Repair asks for the rosters of a problem that differ least from a given one: after an absence, a loss or a new rule. Rosters are
// compared by what they cost on Hard and Cover, then by the price of their changes, then by all levels.
type Repair struct {
	Problem *Problem
	From    Roster
	Locked  []bool // by cell: these stay as they are; nil: none

	// Price is what a duty costs as a change, by cell and duty; 0 is for free, and a price of the duty that stands there is for keeping
	// it, where it should go. nil: 1 for each cell that changes.
	Price []int64

	// Allowed is what a roster may cost on Hard and Cover without being worse for it: what was broken before is not to be mended.
	Allowed Score
}

// Repaired is a roster that a repair has found.
type Repaired struct {
	Roster  Roster `json:"roster"`
	Score   Score  `json:"score"`
	Price   int64  `json:"price"`
	Changes int    `json:"changes"` // cells that differ
}

// Repairs is what the rounds of a repair have found so far.
type Repairs struct {
	// Found is the best roster first, then others, each of which differs from all before it in half of its changes or more; changes of
	// cells that cannot stay what they are do not count.
	Found []Repaired `json:"found"`
	// No roster that costs Target at most on Hard and Cover has changes that cost less than Least.
	Target Score `json:"target"`
	Least  int64 `json:"least"`
	// Settled: there is none at that price either that is better than the first one.
	Settled bool `json:"settled"`
	// Exhausted: all others up to a somewhat higher price have been looked at.
	Exhausted bool `json:"exhausted"`
	// None: no roster costs Target at most on Hard and Cover, whatever its changes.
	None bool `json:"none"`
	// Looked is how many rosters the search trees have looked at.
	Looked int64 `json:"looked"`
}

// Proven tells whether no roster that costs no more than the first one on Hard and Cover has changes that cost less.
func (f *Repairs) Proven() bool {
	return len(f.Found) > 0 && f.covers(f.Found[0].Score) && f.Least >= f.Found[0].Price
}

// covers tells whether what is proven holds for rosters that cost as much as one does.
func (f *Repairs) covers(s Score) bool { return s.Hard <= f.Target.Hard && s.Cover <= f.Target.Cover }

// Closed tells whether further rounds, which want so many rosters, find nothing.
func (f *Repairs) Closed(wanted int) bool {
	return f.Settled && f.Proven() && (len(f.Found) >= wanted || f.Exhausted)
}

// Validate reports everything that is wrong with a repair of a valid problem.
func (r *Repair) Validate() error {
	p := r.Problem
	err := r.From.Validate(p)
	if n := len(p.People) * len(p.Periods); r.Locked != nil && len(r.Locked) != n {
		err = errors.Join(err, fmt.Errorf("solver: repair: locked cells=%d; expected %d (people x periods)", len(r.Locked), n))
	}
	if n := len(p.People) * len(p.Periods) * len(p.Duties); r.Price != nil && len(r.Price) != n {
		err = errors.Join(err, fmt.Errorf("solver: repair: prices=%d; expected %d (people x periods x duties)", len(r.Price), n))
	}
	for i, price := range r.Price {
		if price < 0 || price > mostPrice {
			err = errors.Join(err, fmt.Errorf("solver: repair: price %d=%d; expected 0 to %d", i, price, mostPrice))
		}
	}
	return err
}

// mostPrice keeps the price of all cells together small enough to be one level of a problem.
const mostPrice = 1 << 20

// price returns what a duty costs in a cell.
func (r *Repair) price(cell int, d Duty) int64 {
	if r.Price != nil {
		return r.Price[cell*len(r.Problem.Duties)+int(d)]
	}
	return int64(bit(d != r.From[cell]))
}

func (r *Repair) locked(cell int) bool { return r.Locked != nil && r.Locked[cell] }

// repaired says of a roster what it costs, its score being known.
func (r *Repair) repaired(roster Roster, score Score) Repaired {
	out := Repaired{Roster: slices.Clone(roster), Score: score}
	out.Price, out.Changes = r.Cost(roster)
	return out
}

// Cost returns what the changes of a roster cost, and how many cells differ.
func (r *Repair) Cost(roster Roster) (price int64, changes int) {
	for cell, d := range roster {
		price += r.price(cell, d)
		changes += int(bit(d != r.From[cell]))
	}
	return price, changes
}

// compare orders two rosters, the better one first.
func (r *Repair) compare(a, b Repaired) int {
	over := func(x Repaired) Score {
		return Score{max(0, x.Score.Hard-r.Allowed.Hard), max(0, x.Score.Cover-r.Allowed.Cover), x.Price}
	}
	return cmp.Or(over(a).Compare(over(b)), a.Score.Compare(b.Score), cmp.Compare(a.Changes, b.Changes), slices.Compare(a.Roster, b.Roster))
}

// take takes a roster among those found, of which it keeps so many: the best ones that differ enough from all better ones. Of forced
// cells none can stay what it is.
func (f *Repairs) take(r *Repair, forced []bool, x Repaired, most int) {
	at, known := slices.BinarySearchFunc(f.Found, x, r.compare)
	if known || slices.ContainsFunc(f.Found[:at], func(better Repaired) bool { return r.resembles(forced, better, x) }) {
		return
	}
	worse := slices.DeleteFunc(slices.Clone(f.Found[at:]), func(other Repaired) bool { return r.resembles(forced, x, other) })
	f.Found = append(append(f.Found[:at:at], x), worse...)
	f.Found = f.Found[:min(most, len(f.Found))]
}

// resembles tells whether two rosters differ in fewer cells than half of the changes of the second that are not forced.
func (r *Repair) resembles(forced []bool, a, b Repaired) bool {
	differ, chosen := 0, 0
	for cell, d := range b.Roster {
		differ += int(bit(d != a.Roster[cell]))
		chosen += int(bit(d != r.From[cell] && !forced[cell]))
	}
	return differ < max(1, (chosen+1)/2)
}
