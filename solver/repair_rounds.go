package solver

import (
	"math/rand/v2"
	"slices"
)

// The work of a round, in rosters that search trees look at: fixed numbers, so that the clock changes nothing.
const (
	deepWork   = 150_000 // of a tree from the roster that is given; twice as many in each round
	mostDeep   = 5       // rounds in which they grow
	narrowWork = 3_000   // of a try to take changes back
	narrowed   = 32      // tries of a round
	mostTaken  = 8       // changes that a try takes back at once
	dearest    = 2       // prices beyond the least one up to which others are looked for
)

// Round looks for rosters from what was found before, and keeps so many. A round first raises the price of changes step by step in a
// search tree that is whole as far as it goes (eject.go). Where that comes to no end, annealing finds a roster with the change as its
// only wish, and what it has changed without need is taken back, a few cells at a time, by the same search tree. The same repair, seed,
// round and findings give the same answer.
func (r *Repair) Round(f Repairs, seed uint64, round, keep int) Repairs {
	w := r.begin(f, seed, round, keep)
	if !slices.Contains(r.openCells(), true) {
		w.Target, w.Least, w.Settled, w.Exhausted = r.tolerated(w.Found[0].Score), w.Found[0].Price, true, true
		return w.Repairs
	}
	work := deepWork * RepairWork(round)
	if w.met() || round == 0 {
		w.deepen(work)
	}
	if !w.Settled {
		w.anneal(seed, round)
		w.narrow()
		w.breakLess(work)
		w.aim()
		w.deepen(work)
	}
	w.lookForOthers(work)
	first := w.Found[0]
	w.Found = slices.DeleteFunc(w.Found, func(x Repaired) bool {
		return r.tolerated(x.Score) != r.tolerated(first.Score) || x.Price > first.Price*muchDearer+dearest
	})
	return w.Repairs
}

// RepairWork returns how much the trees of a round may do, in the work of the first round.
func RepairWork(round int) int64 { return 1 << min(round, mostDeep) }

// muchDearer is how many times the price of the first roster others may have.
const muchDearer = 2

// AtOnce looks for the least change by the search tree alone, in so much work at most, and for how many rosters there are of it. It is
// what answers while somebody waits; rounds find more.
func (r *Repair) AtOnce(work int64, keep int) Repairs {
	w := r.begin(Repairs{}, 0, 0, keep)
	w.deepen(work)
	return w.Repairs
}

type repairRound struct {
	*Repair
	Repairs
	m      *model
	forced []bool // cells that cannot stay what they are
	keep   int
	rng    *rand.Rand
}

// begin takes up what was found before, at first the roster that is given.
func (r *Repair) begin(f Repairs, seed uint64, round, keep int) *repairRound {
	w := &repairRound{Repair: r, Repairs: f, m: compile(r.Problem), keep: keep, rng: rand.New(rand.NewPCG(seed, uint64(round)))}
	w.Found = slices.Clone(f.Found)
	w.forced = make([]bool, len(r.From))
	for cell, d := range r.From {
		w.forced[cell] = !r.locked(cell) && w.m.own[cell*w.m.duties+int(d)].Hard > r.Allowed.Hard
	}
	if len(w.Found) == 0 {
		w.take(r, w.forced, r.repaired(r.From, Evaluate(r.Problem, r.From)), keep)
		w.Target = r.tolerated(Score{})
	}
	return w
}

// openCells tells of each cell whether it may change.
func (r *Repair) openCells() []bool {
	open := make([]bool, len(r.From))
	for cell := range open {
		open[cell] = !r.locked(cell)
	}
	return open
}

// tolerated returns what a roster may cost on Hard and Cover to be no worse than another one, and no worse than is allowed.
func (r *Repair) tolerated(s Score) Score {
	return Score{Hard: max(s.Hard, r.Allowed.Hard), Cover: max(s.Cover, r.Allowed.Cover)}
}

func (w *repairRound) note(roster Roster, score Score) {
	w.take(w.Repair, w.forced, w.repaired(roster, score), w.keep)
}

// met tells whether the best roster costs no more than what the proof is about.
func (w *repairRound) met() bool { return w.covers(w.Found[0].Score) }

// aim makes the proof be about rosters that cost no more than the best one does.
func (w *repairRound) aim() {
	now := w.tolerated(w.Found[0].Score)
	if now == w.Target {
		return
	}
	if now.Hard > w.Target.Hard || now.Cover > w.Target.Cover { // of dearer ones nothing is known
		w.Least = 0
	}
	w.Target, w.Settled, w.Exhausted = now, false, false
}

// deepen raises the price step by step until there is a roster, from where the proof has come to, or until the work is done.
func (w *repairRound) deepen(work int64) {
	e := newEjection(w.m, w.Repair, w.From, everywhere, w.Target)
	e.left = work
	for some := false; e.left > 0 && !w.Settled && !some && w.Least <= e.top; {
		w.Least = max(w.Least, e.floor)
		whole := e.run(w.Least, func() bool {
			some = true
			w.note(e.roster, e.score)
			return true
		})
		if whole && !some {
			w.Least++
		}
		w.Settled = whole && some
	}
	w.None = w.Least > e.top
	w.Looked += work - max(0, e.left)
}

func everywhere(int) bool { return true }

// breakLess looks for rosters that cost less on Hard, then for such that cost no more there and less on Cover, at whatever price, as
// long as the work lasts.
func (w *repairRound) breakLess(work int64) {
	for w.Found[0].Score.Hard > w.Allowed.Hard && w.reaches(Score{w.Found[0].Score.Hard - 1, mostCost, 0}, &work) {
	}
	for w.Found[0].Score.Cover > w.Allowed.Cover && w.reaches(Score{w.tolerated(w.Found[0].Score).Hard, w.Found[0].Score.Cover - 1, 0}, &work) {
	}
}

// reaches looks for a roster that costs no more than a target and notes it.
func (w *repairRound) reaches(target Score, work *int64) (some bool) {
	e := newEjection(w.m, w.Repair, w.From, everywhere, target)
	e.left = *work
	for most := e.floor; e.left > 0 && !some && most <= e.top; most++ {
		e.run(most, func() bool {
			some = true
			w.note(e.roster, e.score)
			return false
		})
	}
	w.Looked += *work - max(0, e.left)
	*work = max(0, e.left)
	return some
}

// lookForOthers looks for rosters at somewhat higher prices, once the least one is known.
func (w *repairRound) lookForOthers(work int64) {
	if !w.Settled || w.Exhausted || len(w.Found) >= w.keep {
		return
	}
	e := newEjection(w.m, w.Repair, w.From, everywhere, w.Target)
	e.left = work
	whole := true
	for more := int64(1); more <= dearest && whole && len(w.Found) < w.keep; more++ {
		whole = e.run(w.Least+more, func() bool {
			w.note(e.roster, e.score)
			return true
		})
	}
	w.Exhausted = whole
	w.Looked += work - max(0, e.left)
}

// anneal looks for a roster from the best one, or from the one given.
func (w *repairRound) anneal(seed uint64, round int) {
	start := w.Found[0].Roster
	if round%2 == 1 {
		start = w.From
	}
	a := newAnnealing(compile(w.ChangesOnly()), start, seed, uint64(round))
	a.weigh = [...]float64{Hard: breachWeight, Cover: breachWeight, Soft: 1}
	a.floor = a.weigh
	a.cool(int64(len(w.From))*movesPerRepair, changeHeat)
	a.remember()
	roster := slices.Clone(a.best)
	for cell := range roster {
		if w.locked(cell) {
			roster[cell] = w.From[cell]
		}
	}
	w.note(roster, Evaluate(w.Problem, roster))
}

// How the annealing of changes is done, in changed cells: it is cold enough that most cells stay as they are.
var changeHeat = stage{hottest: 0.5, coldest: 0.08}

const (
	breachWeight   = 2    // least weight of what is broken on Hard and Cover
	movesPerRepair = 2000 // for each cell, in a round
)

// narrow takes changes of the best roster back, a few at a time, and mends what that breaks at a lower price, or at the same one with a
// better score.
func (w *repairRound) narrow() {
	for try := 0; try < narrowed; try++ {
		best := w.Found[0]
		changed := w.changed(best.Roster)
		if len(changed) == 0 {
			return
		}
		back := w.related(changed, 1+w.rng.IntN(min(mostTaken, len(changed))))
		roster := slices.Clone(best.Roster)
		for _, cell := range back {
			roster[cell] = w.From[cell]
		}
		e := newEjection(w.m, w.Repair, roster, func(cell int) bool { return roster[cell] == w.From[cell] }, w.tolerated(best.Score))
		e.left = narrowWork
		cheaper := e.run(best.Price-1, func() bool {
			w.note(e.roster, e.score)
			return false
		})
		if cheaper { // there is nothing: then at the same price
			e.run(best.Price, func() bool {
				w.note(e.roster, e.score)
				return true
			})
		}
		w.Looked += narrowWork - max(0, e.left)
	}
}

func (r *Repair) changed(roster Roster) (cells []int) {
	for cell, d := range roster {
		if d != r.From[cell] {
			cells = append(cells, cell)
		}
	}
	return cells
}

// related draws cells, the first at random, the others rather of the same people and periods.
func (w *repairRound) related(cells []int, n int) []int {
	periods := len(w.Problem.Periods)
	first := cells[w.rng.IntN(len(cells))]
	rank := func(cell int) int {
		return 1 - int(bit(cell/periods == first/periods || cell%periods == first%periods))
	}
	cells = slices.Clone(cells)
	w.rng.Shuffle(len(cells), func(i, j int) { cells[i], cells[j] = cells[j], cells[i] })
	slices.SortStableFunc(cells, func(a, b int) int {
		return (rank(a) - int(bit(a == first))) - (rank(b) - int(bit(b == first)))
	})
	return cells[:n]
}
