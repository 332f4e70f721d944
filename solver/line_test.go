package solver

import (
	"testing"

	"pgregory.net/rapid"
)

// lineProblem draws a problem of one person under line rules alone.
func lineProblem(t *rapid.T) *Problem {
	p := randomProblem(t, 1, rapid.IntRange(1, 5).Draw(t, "periods"), rapid.IntRange(1, 4).Draw(t, "duties"))
	p.Demands, p.Pools = DemandTable{Terms: []int32{0}}, PoolTable{}
	return p
}

// everyLine calls f for each line there is.
func everyLine(p *Problem, f func([]Duty)) {
	line := make([]Duty, len(p.Periods))
	for {
		f(line)
		i := 0
		for ; i < len(line) && int(line[i]) == len(p.Duties)-1; i++ {
			line[i] = 0
		}
		if i == len(line) {
			return
		}
		line[i]++
	}
}

// reliefLine compiles the line of the only person with the relief that is drawn.
func reliefLine(t *rapid.T, p *Problem, m *model, w *weights) *line {
	relieved := relief(rapid.IntRange(int(noRelief), int(mostRelief)).Draw(t, "relief"))
	for _, strict := range []bool{true, false} {
		b := lineBuilder{p: p, m: m, w: w, strict: strict, relief: relieved}
		if l := b.build(); l != nil {
			return l
		}
	}
	panic("every line breaks what none may")
}

// The graph holds exactly the lines that break nothing forbidden, at the cost that Evaluate finds.
func TestLineCostsWhatEvaluateSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := lineProblem(t)
		m, w := compile(p), newWeights(p)
		l := reliefLine(t, p, m, &w)
		counts := make([]int64, len(l.counts))
		forced := m.unavoidable(0)
		if len(l.loose) > 0 {
			t.Fatalf("%d rules of %s and others are in no state; expected all", len(l.loose), p.kinds()[l.loose[0].kind].name)
		}
		everyLine(p, func(duties []Duty) {
			want := Evaluate(p, duties)
			got, broken := l.replay(duties, counts), false
			for i := range l.counts {
				broken = broken || l.counts[i].breaks(counts[i])
				got = plus(got, l.counts[i].cost(counts[i]))
			}
			if l.strict && want.Hard > forced {
				if got < infinite && !broken {
					t.Fatalf("line %v: score=%v, cost=%d; expected a line that breaks Hard to be forbidden", duties, want, got)
				}
				return
			}
			if got != w.join(want) {
				t.Fatalf("line %v: cost=%d; expected %d of score %v", duties, got, w.join(want), want)
			}
		})
	})
}

// The bound of a pricing is below the reduced cost of every line, and on a line if every count can be looked at.
func TestPricingFindsTheCheapestLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := lineProblem(t)
		m, w := compile(p), newWeights(p)
		l := reliefLine(t, p, m, &w)
		earned := make([]int64, len(l.cell))
		for i := range earned {
			earned[i] = int64(rapid.IntRange(-9*priced, 9*priced).Draw(t, "earned"))
		}
		forced, least := m.unavoidable(0), infinite
		everyLine(p, func(duties []Duty) {
			score := Evaluate(p, duties)
			if l.strict && score.Hard > forced {
				return
			}
			cost := w.join(score) * priced
			for t, d := range duties {
				cost -= earned[t*m.duties+int(d)]
			}
			least = min(least, cost)
		})
		q, exact := newPricing(l, 1), len(l.loose) == 0
		for i := range l.counts {
			exact = exact && l.canTrack(int32(i))
		}
		var known int64 = infinite
		for range 8 { // each run may track counts that the one before saw broken
			q.run(new(pricer), earned, known)
			if q.bound > least {
				t.Fatalf("bound=%d; expected at most %d, the cheapest line", q.bound, least)
			}
		}
		if exact && least < infinite && q.bound != least {
			t.Fatalf("bound=%d; expected %d, the cheapest line (counts %v, tracked %v)", q.bound, least, l.counts, q.tracked)
		}
	})
}
