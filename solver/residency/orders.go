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
		return h.Kind == datasets.HistoryDone && h.Person == s.residents[person].Person && h.Amount != nil && *h.Amount > 0 && s.means(h, name)
	})
}

// named returns the group of the duties that a name of prerequisites.csv or neighbours.csv means.
func (s *statement) named(name string) solver.Group {
	g, _ := s.set(name, func(d solver.Duty) bool { return s.duties[d].has(name) })
	return g
}

// neighbours forbids, or wishes, that one rotation or service follows another. Never counts its spacing; only and wanted are
// of the very next block. Only: nothing but First may stand in the block before Second. Wanted: a next block without a rotation, as after a
// resident's last stay, is no other than the wanted one. The blocks before the first one of the year are those that history.csv tells of;
// where it tells of none, the first block cannot hold what stands only after something.
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
			s.afterStays(r.First, max(1, r.Spacing), func(p solver.Person, reach solver.Period) { s.bar(rule, 1, p, 0, reach, second) })
		case "only":
			rule := s.rule(name, solver.Hard, "block", source)
			s.succession(rule, 1, s.allBut(r.First), second, 1)
			for p := range s.residents {
				if before := s.program.StaysBefore(s.residents[p].Person); len(before) == 0 || !s.means(before[0], r.First) {
					s.bar(rule, 1, solver.Person(p), 0, 0, second)
				}
			}
		case "wanted":
			rule, others := s.rule(name, solver.Soft, "block", source), s.others(r.Second)
			s.succession(rule, wantedWeight, first, others, 1)
			s.afterStays(r.First, 1, func(p solver.Person, _ solver.Period) { s.bar(rule, wantedWeight, p, 0, 0, others) })
		default:
			s.defect("neighbours.csv", i, "allowed", r.Allowed, "never, only or wanted")
		}
	}
}

// afterStays visits, once for each stay before the year that a name means and that is within so many blocks of the year, the resident and
// the last period that is within them.
func (s *statement) afterStays(name string, spacing int, visit func(person solver.Person, reach solver.Period)) {
	for p, who := range s.residents {
		for i, h := range s.program.StaysBefore(who.Person) {
			if reach := min(spacing-i, len(s.plan[p])) - 1; reach >= 0 && s.means(h, name) {
				visit(solver.Person(p), solver.Period(reach))
			}
		}
	}
}

// means reports whether a name of neighbours.csv means what a row of history.csv names: the same rotation or service, or a service of the
// rotation.
func (s *statement) means(h datasets.History, name string) bool {
	return h.Name == name || slices.ContainsFunc(s.program.Rotations, func(r datasets.Rotation) bool { return r.Rotation == h.Name && r.Service == name })
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
