package residency

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"rota/datasets"
	"rota/datasets/rules"
	"rota/solver"
)

// The policies of package rules that reach a year and that a programme has taken up.

// versions returns the programme's versions of a policy.
func (s *statement) versions(id string) []rules.Rule {
	return slices.DeleteFunc(s.program.Book().Rules(), func(r rules.Rule) bool { return r.ID != id })
}

// mixes: in each slice of time that begins while the rule holds, its services have so many PGY-1, or learners, to each resident above PGY-1 at
// most. Learners are where events put them; of a slice the day with most of them counts.
func (s *statement) mixes() {
	for _, mix := range []struct {
		id      string
		interns bool
	}{{"policy-interns-with-seniors", true}, {"policy-learners-with-residents", false}} {
		for i, law := range s.versions(mix.id) {
			rule := s.rule(fmt.Sprintf("%s:%d", law.ID, i+1), gravity[law.Level], "person", law.Source())
			each := int32(math.Floor(law.Limit + 1e-9))
			for _, m := range s.moments() {
				if !law.InForce(m.first.Time()) {
					continue
				}
				fixed := 0 // put there by the calendars of cohorts, and by events
				for p, d := range m.given {
					switch {
					case d == nil || !slices.Contains(law.Services, d.half[0].Service):
					case m.pgy[p] == 1 && mix.interns:
						fixed++
					case m.pgy[p] > 1:
						fixed -= int(each)
					}
				}
				if !mix.interns {
					fixed += s.learnersIn(law.Services, m)
				}
				s.demandOf(rule, 1, s.mixTerms(law, m, each, mix.interns), -int(each)*len(s.residents)-max(0, fixed), -fixed)
			}
		}
	}
}

// learnersIn returns how many learners are on the services on the day of a moment with most of them.
func (s *statement) learnersIn(services []string, m moment) (most int) {
	for d := m.first; d <= m.last; d++ {
		most = max(most, s.guestsOn(services, d, func(p datasets.Person) bool { return p.Role == datasets.Learner }))
	}
	return most
}

// mixTerms counts, at a moment, each PGY-1 on the services of a rule as one, if interns are what it limits, and each resident above as so many
// fewer.
func (s *statement) mixTerms(law rules.Rule, m moment, each int32, interns bool) (terms []term) {
	for _, where := range m.places {
		add := func(label string, coefficient int32, in func(pgy int) bool) {
			g, _ := s.group(fmt.Sprintf("%s in half %d", joinedWords(law.Services), where.part+1), func(d solver.Duty) int32 {
				if d != solver.Off && slices.Contains(law.Services, m.serves(s.duties[d], where)) {
					return coefficient
				}
				return 0
			})
			class := s.class(label, func(p solver.Person) bool { return m.at[p] != nil && *m.at[p] == where && in(m.pgy[p]) })
			terms = append(terms, term{where.period, class, g})
		}
		if interns {
			add("PGY-1", 1, func(pgy int) bool { return pgy == 1 })
		}
		if each > 0 {
			add("above PGY-1", -each, func(pgy int) bool { return pgy > 1 })
		}
	}
	return s.someTerm(terms)
}

// couples states what a couple wishes to have together, and not both at once. It returns the most that its wishes can cost.
func (s *statement) couples() (total int64) {
	for _, id := range []string{"policy-couple-leave", "policy-couple-nights", "policy-couple-together"} {
		for i, law := range s.versions(id) {
			rule := s.rule(fmt.Sprintf("%s:%d", id, i+1), gravity[law.Level], "person", law.Source())
			for _, pair := range s.pairs() {
				for _, m := range s.moments() {
					if law.InForce(m.first.Time()) && s.inPlace(m, pair[0]) && s.inPlace(m, pair[1]) {
						s.couple(rule, law, m, pair)
						total += 2 * wantedWeight
					}
				}
			}
		}
	}
	return total
}

// couple states a rule on a couple at a moment: how many of the two are on what it is about, or by how many they differ.
func (s *statement) couple(rule solver.Rule, law rules.Rule, m moment, pair [2]solver.Person) {
	limit := int(math.Floor(law.Limit + 1e-9))
	sign := [2]int32{1, -1}
	least, most := -limit, limit
	if law.ID == "policy-couple-nights" {
		sign[1], least = 1, 0
	}
	var terms []term
	for k, person := range pair {
		on := func(d duty, h int) int32 {
			if d.rotation != "" && (len(law.Services) == 0 && d.half[h].LeaveAllowed || slices.Contains(law.Services, d.half[h].Service)) {
				return sign[k]
			}
			return 0
		}
		if d := m.given[person]; d != nil {
			fixed := int(on(*d, 0))
			least, most = least-fixed, most-fixed
			continue
		}
		at := m.at[person]
		g, _ := s.group(fmt.Sprintf("%s in half %d", law.ID, at.part+1), func(d solver.Duty) int32 { return on(s.duties[d], at.part) })
		terms = append(terms, term{at.period, s.single(person), g})
	}
	if len(terms) > 0 {
		s.demandOf(rule, wantedWeight, terms, min(least, most), most)
	}
}

// pairs returns the couples of residents.
func (s *statement) pairs() (pairs [][2]solver.Person) {
	for i, person := range s.residents {
		if partner, resident := s.residentAt[person.Couple]; resident && partner > solver.Person(i) {
			pairs = append(pairs, [2]solver.Person{solver.Person(i), partner})
		}
	}
	return pairs
}

// inPlace reports whether a stretch is planned for, or given to, the resident at the moment.
func (s *statement) inPlace(m moment, person solver.Person) bool {
	return m.given[person] != nil || m.at[person] != nil && s.present(person, m.at[person].period)
}

// single returns the class of one person.
func (s *statement) single(person solver.Person) solver.Class {
	return s.class(s.residents[person].Person, func(p solver.Person) bool { return p == person })
}

// recoveries bars, in each half-block with days of recovery after an absence, the rotations without leave, as absences does.
func (s *statement) recoveries(weight int64) {
	for _, policy := range []struct{ id, kind string }{{"policy-recovery-deployment", "deployment"}, {"policy-recovery-convalescent", "convalescent"}} {
		rule := solver.Rule(-1)
		for _, a := range s.program.Absences {
			person, resident := s.residentAt[a.Person]
			law, binds := s.program.Book().At(policy.id, a.LastDay.Time(), "")
			if !resident || !binds || !strings.EqualFold(a.Kind, policy.kind) {
				continue
			}
			if rule < 0 {
				rule = s.rule(policy.id, gravity[law.Level], "half-block", law.Source())
			}
			s.recovery(rule, weight, person, interval{a.LastDay + 1, a.LastDay + datasets.Day(law.Limit+1e-9)})
		}
	}
}

// recovery bars rotations without leave on the days that are no absence themselves. On level Soft a day weighs what one of absence does.
func (s *statement) recovery(rule solver.Rule, weight int64, person solver.Person, days interval) {
	if s.problem.Rules.Level[rule] != solver.Soft {
		weight = 1
	}
	part := func(w interval) int64 {
		w = interval{max(w.first, days.first), min(w.last, days.last)}
		return max(0, int64(w.last-w.first)+1) - w.daysIn(s.absent[person])
	}
	for t, w := range s.plan[person] {
		for h, half := range w.part {
			if n := part(half); n > 0 && s.there(person, w) {
				g, _ := s.set(fmt.Sprintf("no leave in half %d", h+1), func(d solver.Duty) bool { return !s.leave(d, h) })
				s.bar(rule, n*weight, person, solver.Period(t), solver.Period(t), g)
			}
		}
	}
	all, _ := s.set("whatever is planned", func(solver.Duty) bool { return true })
	for _, w := range s.given[person] {
		if n := part(w.interval); n > 0 && s.there(person, w) && !s.givenDuty(w).half[0].LeaveAllowed {
			s.bar(rule, n*weight, person, 0, 0, all)
		}
	}
}
