package solver

import (
	"fmt"
	"testing"
)

// yearProblem is a rotation year in small: duties 1 to 6 are six services, each of which needs people in every period and
// everybody some of; the people are of three levels, the services differ in who may do them; everybody wishes for
// something that he cannot all have.
func yearProblem(people, periods int) *Problem {
	d := newDraft(people, periods, 7)
	hard, cover, soft := d.rule("requirement", Hard), d.rule("cover", Cover), d.rule("wish", Soft)
	all, off := d.class(), d.group(0)
	for person := range people {
		d.Classes.Member, d.Classes.Coef = append(d.Classes.Member, int32(person)), append(d.Classes.Coef, 1)
	}
	d.Classes.First[all+1] = int32(people)
	last := Period(periods - 1)
	for person := range Person(people) {
		d.bar(hard, 1, person, 0, last, off)
		for duty := range int32(6) {
			if int32(person)%3 == duty%3 {
				d.bar(hard, 1, person, 0, last, d.group(duty+1))
				continue
			}
			d.sum(hard, 1, person, 0, last, d.group(duty+1), 2, int32(periods))
			wanted := Period((int32(person)*5 + duty*3) % int32(periods))
			d.bar(soft, int64(1+duty), person, wanted, wanted, d.group(duty+1))
		}
		d.succession(hard, 1, person, d.group(2), d.group(2), 1)
	}
	for period := range Period(periods) {
		for duty := range int32(6) {
			d.demand(cover, period, all, d.group(duty+1), int32(people/8), int32(people/4), 1, 1)
		}
	}
	return &d.Problem
}

// One round at the sizes of a small and a large programme; moves per second is what to compare.
func BenchmarkImprove(b *testing.B) {
	for _, people := range []int{18, 45} {
		p := yearProblem(people, 13)
		b.Run(fmt.Sprintf("people=%d/periods=13", people), func(b *testing.B) {
			b.ReportAllocs()
			a := newAnnealing(compile(p), Construct(p, 1), 1, 0)
			b.ResetTimer()
			a.run(int64(b.N), planOf(a.score, 0))
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "moves/s")
		})
	}
}
