package solver

import (
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// stayProblem draws a small problem in which duties last several periods and are related: each does one task in one place, a
// task is done once and in one go, tasks come in an order, places are changed at a cost, and demands want people.
func stayProblem(t *rapid.T, people, periods, tasks, places int) *Problem {
	number := func(label string, least, most int) int { return rapid.IntRange(least, most).Draw(t, label) }
	d := newDraft(people, periods, 1+tasks*places)
	hard, soft := d.rule("hard", Hard), d.rule("soft", Soft)
	length := int32(number("length", 1, 3))
	duty := func(task, place int) int32 { return int32(1 + task*places + place) }
	where := map[int32]int32{}
	var single, task []Group
	var every []int32
	for k := range tasks {
		var all []int32
		for p := range places {
			single, all = append(single, d.group(duty(k, p))), append(all, duty(k, p))
			where[duty(k, p)] = int32(p)
		}
		task, every = append(task, d.group(all...)), append(every, all...)
	}
	all, changed, end := d.group(every...), Group(d.Groups.add("places", where)), Period(periods-1)
	for person := range Person(people) {
		for _, g := range single {
			d.run(hard, 1, person, g, length, length, 0, 0)
		}
		for _, g := range task {
			d.sum(hard, 1, person, 0, end, g, 0, length)
			d.window(soft, int64(number("worth", 0, 5)), person, g, 0, int32(periods), int32(periods), 1, 1)
		}
		due := int32(number("due", 0, tasks)) * length
		d.sum(hard, 1, person, 0, end, all, due, due)
		if tasks > 1 {
			d.precedence(hard, 1, person, task[0], task[1], 1)
		}
		d.change(soft, int64(number("change", 0, 3)), person, changed, 0, Off)
		d.wait(soft, int64(number("wait", 0, 3)), person, all, 0)
		absent := Period(number("absent", 0, periods-1))
		d.bar(hard, 1, person, absent, absent, all)
	}
	everybody := make([]int32, people)
	for i := range everybody {
		everybody[i] = int32(i)
	}
	class := d.class(everybody...)
	for range number("demands", 0, 4) {
		least := int32(number("least", 0, 1))
		d.demand(hard, Period(number("period", 0, periods-1)), class, rapid.SampledFrom(single).Draw(t, "group"), least, least+int32(number("room", 0, 2)), 1, 1)
	}
	d.pool(d.rule("worst", Soft), 1, soft, int64(number("above", 0, 3)))
	if err := d.Validate(); err != nil {
		t.Fatalf("the problem drawn is not valid: %v", err)
	}
	return &d.Problem
}

// A problem of stays, or one of any kind.
func drawnProblem(t *rapid.T) *Problem {
	if rapid.Bool().Draw(t, "stays") {
		return stayProblem(t, rapid.IntRange(1, 4).Draw(t, "people"), rapid.IntRange(3, 12).Draw(t, "periods"),
			rapid.IntRange(1, 3).Draw(t, "tasks"), rapid.IntRange(1, 3).Draw(t, "places"))
	}
	periods := rapid.SampledFrom([]int{1, 3, 6, 65}).Draw(t, "periods")
	return randomProblem(t, rapid.IntRange(1, 4).Draw(t, "people"), periods, rapid.IntRange(1, 4).Draw(t, "duties"))
}

// drawnRoster draws lines in which a duty often goes on.
func drawnRoster(p *Problem, rng *rand.Rand) Roster {
	r := make(Roster, len(p.People)*len(p.Periods))
	for i := range r {
		switch {
		case i%len(p.Periods) > 0 && rng.IntN(2) == 0:
			r[i] = r[i-1]
		case rng.IntN(3) > 0:
			r[i] = Duty(rng.IntN(len(p.Duties)))
		}
	}
	return r
}

// Whatever roster is loaded, its score as stays is the score from nothing, and it is read back as it was.
func TestStaysLoad(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawnProblem(t)
		r := drawnRoster(p, rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0)))
		s := newStayState(compileStays(p), r)
		if want := Evaluate(p, r); s.now() != want {
			t.Fatalf("score=%v; expected %v", s.now(), want)
		}
		if back := s.roster(make(Roster, len(r))); !slices.Equal(back, r) {
			t.Fatalf("roster read back=%v; expected %v", back, r)
		}
	})
}

// Each move of stays: made, the score kept is the score from nothing; taken back, it leaves no trace.
func TestStayMovesKeepScore(t *testing.T) {
	made := make([]int, len(stayWays))
	check := func(t *rapid.T) {
		p := drawnProblem(t)
		seed := rapid.Uint64().Draw(t, "seed")
		m := compileStays(p)
		w := stayWalk{stayMover: stayMover{stayState: newStayState(m, drawnRoster(p, rand.New(rand.NewPCG(seed, 1)))), kin: m.kin(), rng: rand.NewPCG(seed, 0)}}
		for step := range 20 * len(stayWays) {
			way := step % len(stayWays)
			before, bill := w.roster(make(Roster, len(p.People)*len(p.Periods))), w.bill
			person := w.draw(w.people)
			w.edited = 0
			w.findNeedy()
			if stayWays[way].stay && w.count[person] == 0 || !stayWays[way].move(&w.stayMover, person) || !w.finish() {
				continue
			}
			made[way]++
			w.weighLines()
			w.weighCover()
			if w.draw(2) == 0 {
				w.revertLines()
				w.revertCover(bill)
				w.same(t, p, before)
				continue
			}
			w.accept()
			w.same(t, p, w.roster(make(Roster, len(before))))
		}
	}
	for range 5 { // few problems have room for each move, and a draw takes a millisecond
		rapid.Check(t, check)
	}
	for way, n := range made {
		if n == 0 {
			t.Errorf("move %d was never made", way)
		}
	}
}

// same tells whether a walk knows of a roster what one that has just loaded it knows.
func (w *stayWalk) same(t *rapid.T, p *Problem, r Roster) {
	t.Helper()
	if want := Evaluate(p, r); w.now() != want {
		t.Fatalf("score kept=%v; expected %v", w.now(), want)
	}
	fresh := newStayState(w.stayModel, r)
	if !slices.Equal(w.totals, fresh.totals) || !slices.Equal(w.covers, fresh.covers) || !slices.Equal(w.order, fresh.order) ||
		!slices.Equal(w.borne, fresh.borne) || !slices.Equal(w.most, fresh.most) || w.bill != fresh.bill {
		t.Fatal("what is kept is not what a fresh look at the roster finds")
	}
	short, want := slices.Sorted(slices.Values(w.short)), slices.Sorted(slices.Values(fresh.short))
	if !slices.Equal(short, want) {
		t.Fatalf("short demands=%v; expected %v", short, want)
	}
}

func BenchmarkStayMoves(b *testing.B) {
	p := rapid.Custom(func(t *rapid.T) *Problem { return stayProblem(t, 40, 48, 12, 3) }).Example(7)
	m := compileStays(p)
	w := newStayWalk(m, m.kin(), 1, 0)
	w.temperature = 2
	b.ReportAllocs()
	b.ResetTimer()
	w.walk(b.N)
}
