package solver

// A line is priced with numbers, not with levels, so the levels are joined into one weighted sum.

// infinite is the cost of what a line may not do: more than any cost that can occur, and a sum of it with any of them stays
// inside an int64.
const infinite = int64(1) << 60

// mostJoined bounds the worst joined cost of a problem: prices are kept in 1024ths, and four such numbers may be added.
const mostJoined = 1 << 48

// weights joins the levels of a score into one number.
type weights struct {
	of [len(levelNames)]int64
	// exact: comparing joined numbers is comparing scores. If a problem's numbers are too large for that, a level weighs less
	// than all that could be lost on the levels below it, and a bound on the joined number is no bound on the score.
	exact bool
	// shares is what the rows that people bear in pools cost besides, by pool and person; nil: nothing. See poolShares.
	shares [][]int64
}

// newWeights weighs each level above the worst cost that all lower ones can have together.
func newWeights(p *Problem) weights {
	worst := worstCosts(p)
	w := weights{exact: true}
	below := float64(0) // worst joined cost of the levels below
	for level := Soft; ; level-- {
		weight := below + 1
		if most := mostJoined / max(1, worst[level]) / 4; weight > most {
			weight, w.exact = max(1, most), w.exact && worst[level] == 0
		}
		w.of[level] = int64(weight)
		below += worst[level] * float64(w.of[level])
		if level == Hard {
			return w
		}
	}
}

// join returns the joined cost of a score.
func (w *weights) join(s Score) int64 {
	return s.Hard*w.of[Hard] + s.Cover*w.of[Cover] + s.Soft*w.of[Soft]
}

// split returns the score that has a joined cost; only for exact weights.
func (w *weights) split(v int64) (s Score) {
	s.Hard = v / w.of[Hard]
	v -= s.Hard * w.of[Hard]
	s.Cover = v / w.of[Cover]
	s.Soft = (v - s.Cover*w.of[Cover]) / w.of[Soft]
	return s
}
