package solver

import "math"

// arm is a kind of move with the longest stretch that it draws for sure. Its move tells whether one was made that costs no more than the
// limit; if not, nothing has changed.
type arm struct {
	name        string
	span        int
	move        func() bool
	drawn       int64   // since the arms were last looked at
	gain, tries float64 // older ones counting less
}

// mix is how often the arms are drawn. Rosters want long stretches and swaps, years want single periods and squares, and what is best
// when it is hot is not what is best when it is cold: so the shares are learned. Between two temperatures each arm gets a few slots
// for sure, and of the others what goes with the root of the energy that its accepted moves gave back for each one drawn, a gain above
// a few temperatures counting no more than that.
type mix struct {
	arms  []arm
	slots [mixSlots]uint8
	span  *int
}

const (
	mixSlots   = 256 // a power of two
	leastSlots = 2   // of an arm
	fading     = 0.8 // of older gains
	mostGain   = 4   // temperatures
)

// newMix lists the arms. Stretches are drawn only where rules look at runs or windows: elsewhere one period is as good as many, and cheaper.
func (m *mover) newMix() mix {
	x := mix{span: &m.span}
	add := func(name string, span int, move func() bool) {
		x.arms = append(x.arms, arm{name: name, span: span, move: move})
	}
	stretches := len(m.problem.Runs.Rule) > 0 || len(m.problem.Windows.Rule) > 0
	for _, span := range [...]int{1, 4, 16} {
		if span == 1 || stretches && span < 2*m.periods {
			add("swap", span, m.swap)
			add("redraw", span, m.redraw)
			add("exchange", span, m.exchange)
		}
	}
	span := 1
	if stretches {
		span = 4
		add("shift", span, m.shift)
	}
	add("relocate", span, m.relocate)
	add("barter", span, m.barter)
	add("square", 1, m.square)
	add("rotate", 1, m.rotate)
	x.share()
	return x
}

// draw returns the arm of the next move; the lowest bits of u draw it.
func (x *mix) draw(u uint64) *arm {
	a := &x.arms[x.slots[u%mixSlots]]
	a.drawn++
	*x.span = a.span
	return a
}

// reward notes a move that gave so many temperatures of energy back.
func (a *arm) reward(gain float64) { a.gain += min(gain, mostGain) }

// learn shares the slots anew by what was seen.
func (x *mix) learn() {
	for i := range x.arms {
		a := &x.arms[i]
		a.tries += float64(a.drawn)
		a.drawn = 0
	}
	x.share()
	for i := range x.arms {
		a := &x.arms[i]
		a.gain, a.tries = float64(a.gain*fading), float64(a.tries*fading)
	}
}

func (x *mix) share() {
	total := 0.0
	for i := range x.arms {
		total += x.arms[i].worth()
	}
	free, sum, slot := float64(mixSlots-leastSlots*len(x.arms)), 0.0, 0
	for i := range x.arms {
		sum += x.arms[i].worth()
		end := leastSlots*(i+1) + int(float64(free*sum)/total)
		if i == len(x.arms)-1 {
			end = mixSlots
		}
		for ; slot < end; slot++ {
			x.slots[slot] = uint8(i)
		}
	}
}

// worth is never 0, so that there always is a share.
func (a *arm) worth() float64 { return math.Sqrt((a.gain + 1e-6) / (a.tries + 1)) }
