package residency

import (
	"fmt"
	"slices"

	"rota/datasets"
	"rota/solver"
)

// prerequisites keeps residents from a rotation or service before they were on another. A resident is bound who has one of
// the levels in a block of the year that is planned for him, unless he was on the other in a year before.
func (s *statement) prerequisites() {
	for i, r := range s.program.Prerequisites {
		before, after := s.named(r.Before), s.named(r.After)
		rule := s.rule(fmt.Sprintf("prerequisite:%s>%s:PGY%s", r.Before, r.After, joined(r.PGYs)), solver.Hard, "block",
			rowOf("prerequisites.csv", i))
		for p := range s.residents {
			if s.everOf(solver.Person(p), r.PGYs) && !s.wasOn(solver.Person(p), r.Before) {
				t := &s.problem.Precedences
				t.Rule = append(t.Rule, rule)
				t.Weight = append(t.Weight, 1)
				t.Person = append(t.Person, solver.Person(p))
				t.Before = append(t.Before, before)
				t.After = append(t.After, after)
				t.Gap = append(t.Gap, int32(max(1, r.LeastGap)))
			}
		}
	}
}

// everOf reports whether the resident has one of the levels on the first day of a block that is planned for him.
func (s *statement) everOf(person solver.Person, pgys []int) bool {
	for t := range s.plan[person] {
		if s.present(person, solver.Period(t)) && slices.Contains(pgys, s.pgys[person][t][0]) {
			return true
		}
	}
	return slices.ContainsFunc(s.given[person], func(g stretch) bool {
		return s.there(person, g) && slices.Contains(pgys, s.program.PGYOn(s.residents[person].Person, g.first))
	})
}

// wasOn reports whether history.csv has the resident on the rotation or service of that name.
func (s *statement) wasOn(person solver.Person, name string) bool {
	return slices.ContainsFunc(s.program.History, func(h datasets.History) bool {
		serves := slices.ContainsFunc(s.program.Rotations, func(r datasets.Rotation) bool { return r.Rotation == h.Name && r.Service == name })
		return h.Kind == datasets.HistoryDone && h.Person == s.residents[person].Person && h.Amount != nil && *h.Amount > 0 && (h.Name == name || serves)
	})
}

// named returns the group of the duties that a name of prerequisites.csv or neighbours.csv means.
func (s *statement) named(name string) solver.Group {
	g, _ := s.set(name, func(d solver.Duty) bool { return s.duties[d].has(name) })
	return g
}

// neighbours forbids, or wishes, that one rotation or service follows another. Never counts its spacing; only and wanted are
// of the very next block. Only: nothing but First may stand in the block before Second, so that the first block of the year
// cannot hold Second. Wanted: a next block without a rotation, as after a resident's last stay, is no other than the wanted one.
func (s *statement) neighbours() {
	for i, r := range s.program.Neighbours {
		first, second := s.named(r.First), s.named(r.Second)
		name, source := fmt.Sprintf("neighbour:%s:%s>%s", r.Allowed, r.First, r.Second), rowOf("neighbours.csv", i)
		switch r.Allowed {
		case "never":
			rule := s.rule(name, solver.Hard, "block", source)
			for gap := range max(1, r.Spacing) {
				s.succession(rule, 1, first, second, gap+1)
			}
		case "only":
			rule := s.rule(name, solver.Hard, "block", source)
			s.succession(rule, 1, s.allBut(r.First), second, 1)
			for p := range s.residents {
				s.bar(rule, 1, solver.Person(p), 0, 0, second)
			}
		case "wanted":
			s.succession(s.rule(name, solver.Soft, "block", source), wantedWeight, first, s.others(r.Second), 1)
		default:
			s.defect("neighbours.csv", i, "allowed", r.Allowed, "never, only or wanted")
		}
	}
}

// allBut returns the group of every duty, off included, that a name does not mean.
func (s *statement) allBut(name string) solver.Group {
	g, _ := s.set("not "+name, func(d solver.Duty) bool { return !s.duties[d].has(name) })
	return g
}

// others returns the group of every duty but off that a name does not mean.
func (s *statement) others(name string) solver.Group {
	g, _ := s.set("other than "+name, func(d solver.Duty) bool { return d != solver.Off && !s.duties[d].has(name) })
	return g
}
