package residency

import (
	"fmt"

	"rota/datasets"
	"rota/datasets/rules"
	"rota/solver"
)

// averaged are the rules of package rules on averages over a rotation in a block, as far as the hour profile of a rotation can break
// them. A half of a combined rotation is a rotation shorter than four weeks, over which the law takes the average, so each half is
// judged by itself. The hours of a rotation are those of full time; who has a share of it works that share of them.
var averaged = []struct {
	id, label string // the label takes the limit
	profile   func(r datasets.Rotation, fullTime float64) float64
}{
	{"acgme-80h", "over %g h a week", func(r datasets.Rotation, fullTime float64) float64 { return fullTime * r.HoursPerWeek }},
	{"em-72h", "over %g h a week of emergency", func(r datasets.Rotation, fullTime float64) float64 { return fullTime * r.HoursPerWeek }},
	{"acgme-1-in-7", "under %g days off in 28", func(r datasets.Rotation, _ float64) float64 { return float64(r.DaysOffPer28) }},
}

// workHours bars the rotations whose hour profile breaks the law that binds the resident in the block, stretch by stretch of equal
// bars. A rule that no rotation can break is not stated.
func (s *statement) workHours() {
	book := s.program.Book()
	for _, law := range averaged {
		rule := solver.Rule(-1)
		for i := range s.residents {
			person := solver.Person(i)
			var barred solver.Group
			var first solver.Period
			members := 0
			end := func(t solver.Period) {
				if members == 0 {
					return
				}
				if rule < 0 {
					rule = s.rule(law.id, solver.Hard, "block", lawSource(book, law.id, s.plan[i][0].first))
				}
				s.bar(rule, 1, person, first, t-1, barred)
			}
			for t := range s.plan[i] {
				label, broken := s.broken(book, law.id, law.label, law.profile, person, solver.Period(t))
				g, n := s.set(label, broken)
				if t == 0 || g != barred {
					end(solver.Period(t))
					barred, first, members = g, solver.Period(t), n
				}
			}
			end(solver.Period(len(s.plan[i])))
		}
	}
}

// broken returns which duties break the rule for the resident in the block, and a label for them.
func (s *statement) broken(book *rules.Book, id, label string, profile func(datasets.Rotation, float64) float64, person solver.Person, t solver.Period) (string, func(solver.Duty) bool) {
	stretch := s.plan[person][t]
	r, _ := book.At(id, stretch.first.Time(), "")
	label = fmt.Sprintf(label, r.Limit)
	if share := s.residents[person].FullTime; share != 1 {
		label += fmt.Sprintf(", at %g of full time", share)
	}
	return label, func(d solver.Duty) bool {
		for h, row := range s.duties[d].half {
			day := stretch.first
			if s.duties[d].combined {
				day = stretch.part[h].first
			}
			law, _, binds := book.Allowed(id, day.Time(), s.residents[person].Person, row.Rotation, row.Service)
			if d != solver.Off && binds && !law.Keeps(profile(row, s.residents[person].FullTime)) {
				return true
			}
		}
		return false
	}
}

// gravity is the level of the problem on which the breaches of a rule count.
var gravity = map[rules.Level]solver.Level{rules.Hard: solver.Hard, rules.Cover: solver.Cover, rules.Soft: solver.Soft}

// lawSource says where the rule is written.
func lawSource(book *rules.Book, id string, day datasets.Day) string {
	r, ok := book.At(id, day.Time(), "")
	if !ok { // it binds some services, or later days, only
		for _, r = range book.Rules() {
			if r.ID == id {
				break
			}
		}
	}
	return r.Source()
}
