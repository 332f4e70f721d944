package solver

import (
	"bytes"
	"runtime"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// randomProblem draws a small problem with rows of every kind on every level.
func randomProblem(t *rapid.T, people, periods, duties int) *Problem {
	d := newDraft(people, periods, duties)
	rules := []Rule{d.rule("hard", Hard), d.rule("cover", Cover), d.rule("soft", Soft)}
	number := func(label string, least, most int) int { return rapid.IntRange(least, most).Draw(t, label) }
	var groups []Group
	for range 3 {
		coef := map[int32]int32{}
		for duty := range duties {
			if number("member", 0, 1) == 1 {
				coef[int32(duty)] = int32(number("coef", -2, 3))
			}
		}
		groups = append(groups, Group(d.Groups.add("group", coef)))
	}
	var classes []Class
	for range 2 {
		heads := map[int32]int32{}
		for person := range people {
			if number("in class", 0, 2) > 0 {
				heads[int32(person)] = int32(number("heads", 1, 2))
			}
		}
		classes = append(classes, Class(d.Classes.add("class", heads)))
	}
	rule := func() Rule { return rapid.SampledFrom(rules).Draw(t, "rule") }
	group := func() Group { return rapid.SampledFrom(groups).Draw(t, "group") }
	person := func() Person { return Person(number("person", 0, people-1)) }
	weight := func() int64 { return int64(number("weight", 0, 9)) }
	span := func() (Period, Period) {
		first := number("first", 0, periods-1)
		return Period(first), Period(number("last", first, periods-1))
	}
	for range number("rows", 0, 4) {
		first, last := span()
		d.bar(rule(), weight(), person(), first, last, group())
		d.wish(rule(), weight(), person(), []Period{first, last}, group())
		least := number("least", -2, 3)
		d.sum(rule(), weight(), person(), first, last, group(), int32(least), int32(number("most", least, 5)))
		d.succession(rule(), weight(), person(), group(), group(), int32(number("gap", 1, periods+1)))
		d.precedence(rule(), weight(), person(), group(), group(), int32(number("gap", 1, periods+1)))
		least = number("least", 0, 3)
		d.run(rule(), weight(), person(), group(), int32(least), int32(number("most", least, 5)), int32(number("open", 0, 1)), int32(number("carried", 0, 4)))
		length := number("length", 1, 3)
		least = number("least", -2, 3)
		d.windowsTo(rule(), weight(), person(), group(), first, Period(number("last", int(first), periods-1)), int32(length), int32(number("every", length, 5)), int32(least), int32(number("most", least, 5)))
		least = number("least", -2, 3)
		d.quotient(rule(), weight(), person(), first, last, group(), int32(number("per", 1, 3)), int32(least), int32(number("most", least, 5)))
		d.change(rule(), weight(), person(), group(), int32(number("most", 0, 2)), Duty(number("carried", 0, duties-1)))
		d.wait(rule(), weight(), person(), group(), int32(number("most", 0, 2)))
		least = number("least", -2, 3)
		d.demand(rule(), last, rapid.SampledFrom(classes).Draw(t, "class"), group(), int32(least), int32(number("most", least, 5)), weight(), weight())
		if rapid.Bool().Draw(t, "in two periods") {
			d.also(Period(number("other period", 0, periods-1)), rapid.SampledFrom(classes).Draw(t, "class"), group())
		}
	}
	if number("pool", 0, 1) == 1 {
		d.pool(d.rule("worst", rapid.SampledFrom([]Level{Hard, Cover, Soft}).Draw(t, "level")), weight(), rule(), int64(number("above", 0, 9)))
	}
	if err := d.Validate(); err != nil {
		t.Fatalf("the problem drawn is not valid: %v", err)
	}
	return &d.Problem
}

// Whatever the moves, the score kept is the score from nothing, what a trial says is what the move costs, and a move taken back
// leaves no trace.
func TestScoreKeptIsEvaluate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		periods := rapid.SampledFrom([]int{1, 3, 6, 63, 64, 65, 130}).Draw(t, "periods")
		p := randomProblem(t, rapid.IntRange(1, 4).Draw(t, "people"), periods, rapid.IntRange(1, 4).Draw(t, "duties"))
		m := newMover(newState(compile(p), make(Roster, len(p.People)*periods)), newRandom(rapid.Uint64().Draw(t, "seed"), 0))
		weight := levels{int64(rapid.IntRange(1, 9).Draw(t, "hard")), int64(rapid.IntRange(1, 9).Draw(t, "cover")), 1}
		m.reprice(weight)
		kinds := m.newMix().arms
		for range 60 {
			kind := kinds[rapid.IntRange(0, len(kinds)-1).Draw(t, "kind")]
			m.span = kind.span
			m.free = rapid.Bool().Draw(t, "free")
			m.limit = rapid.SampledFrom([]int64{0, 3, 20, anyEnergy}).Draw(t, "limit")
			before, roster := m.score, slices.Clone(m.roster)
			if !kind.move() {
				if m.score != before || !slices.Equal(m.roster, roster) {
					t.Fatalf("%s: a move that was not made left score=%v; expected %v", kind.name, m.score, before)
				}
				continue
			}
			d := m.score.Sub(before)
			if cost := weight.joined(&levels{d.Hard, d.Cover, d.Soft}); cost != m.energy || cost > m.limit {
				t.Fatalf("%s: energy=%d; expected %d, at most %d", kind.name, m.energy, cost, m.limit)
			}
			if want := Evaluate(p, m.roster); m.score != want {
				t.Fatalf("%s: score kept=%v; expected %v", kind.name, m.score, want)
			}
			if m.draw(2) == 0 {
				m.undo()
				if fresh := newState(m.model, roster); m.score != before || !same(m.state, fresh) {
					t.Fatalf("%s: score after taking back=%v; expected %v", kind.name, m.score, before)
				}
			} else {
				m.keep()
			}
		}
	})
}

// same tells whether two states of one problem hold the same.
func same(a, b *state) bool {
	return slices.Equal(a.roster, b.roster) && a.score == b.score && slices.Equal(a.counters, b.counters) &&
		slices.Equal(a.held, b.held) && slices.Equal(a.values, b.values) && slices.Equal(a.broken, b.broken) &&
		slices.EqualFunc(a.bearing, b.bearing, func(x, y poolState) bool { return x.most == y.most && slices.Equal(x.borne, y.borne) })
}

func TestImproveIsNeverWorse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := randomProblem(t, 3, 4, 3)
		r := Construct(p, rapid.Uint64().Draw(t, "seed"))
		given := slices.Clone(r)
		better, progress := Improve(p, r, 1, rapid.IntRange(0, 5).Draw(t, "round"))
		if !slices.Equal(r, given) {
			t.Fatal("the roster given was changed")
		}
		if got := Evaluate(p, better); got != progress.After || progress.Before.Less(got) || progress.Before != Evaluate(p, given) {
			t.Fatalf("score=%v progress=%+v; expected the score of the roster, and none worse than before", got, progress)
		}
	})
}

func TestSameSeedSameBytes(t *testing.T) {
	p := yearProblem(12, 13)
	write := func(procs int) []byte {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
		var b bytes.Buffer
		if err := WriteCandidates(&b, p, []Candidate{Solve(p, 1, 2), Solve(p, 2, 2)}); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	if one, two := write(1), write(2); !bytes.Equal(one, two) {
		t.Error("the same seeds gave other bytes at GOMAXPROCS 1 and 2")
	}
}

func TestAnnealIsNeverWorse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := randomProblem(t, 3, 4, 3)
		r := Construct(p, rapid.Uint64().Draw(t, "seed"))
		better, score := Anneal(p, r, 1, 5000)
		again, _ := Anneal(p, r, 1, 5000)
		if score != Evaluate(p, better) || Evaluate(p, r).Less(score) || !slices.Equal(better, again) {
			t.Fatalf("score=%v; expected the score of the roster, none worse than before, and the same again", score)
		}
	})
}
