package residency

import (
	"fmt"
	"slices"
	"strings"

	"rota/datasets"
	"rota/solver"
)

// halfBlocksIn converts an amount of a requirement to half-blocks, twice: a half-block is two weeks, so that an odd number
// of weeks is rounded up as a least and down as a most.
func halfBlocksIn(unit datasets.Unit, amount int) (least, most int) {
	switch unit {
	case datasets.UnitBlock:
		return 2 * amount, 2 * amount
	case datasets.UnitWeek:
		return (amount + 1) / 2, amount / 2
	default:
		return amount, amount
	}
}

// requirements asks each resident of a requirement's levels for an amount between its limits, in half-blocks. A resident's
// level is that of the first block he has within the requirement's blocks. A requirement of the whole career has other
// years to be met in, so only its upper limit holds in one year.
func (s *statement) requirements() {
	for i, r := range s.program.Requirements {
		least, _ := halfBlocksIn(r.Unit, r.Least)
		most := solver.Unlimited
		if r.Most != nil {
			_, most = halfBlocksIn(r.Unit, *r.Most)
		}
		if r.Span == "career" {
			least = 0
		}
		first, last := s.blocksWithin(r.FirstBlock, r.LastBlock)
		g, label := s.counted(r)
		switch {
		case least > most:
			s.defect("requirements.csv", i, "most", *r.Most, "an amount of half-blocks (2 weeks each) from least on")
			continue
		case first > last:
			continue // none of its blocks is planned
		}
		name := fmt.Sprintf("requirement:%s:PGY%s:%s-%s", label, joined(r.PGYs),
			strings.TrimPrefix(s.problem.Periods[first], "block "), strings.TrimPrefix(s.problem.Periods[last], "block "))
		rule := s.rule(name, solver.Hard, "half-block", sourceOf(rowOf("requirements.csv", i), r.Source))
		for p := range s.residents {
			if pgy, ok := s.levelWithin(solver.Person(p), first, last); ok && slices.Contains(r.PGYs, pgy) {
				s.sum(rule, solver.Person(p), first, last, g, least, most)
			}
		}
	}
}

// counted returns the group that a requirement counts: half-blocks of its service, or two for each block on its rotation.
func (s *statement) counted(r datasets.Requirement) (g solver.Group, label string) {
	if r.Rotation != "" {
		g, _ = s.group("2 half-blocks of "+r.Rotation, func(d solver.Duty) int32 {
			if s.duties[d].rotation == r.Rotation {
				return 2
			}
			return 0
		})
		return g, r.Rotation
	}
	g, _ = s.group("half-blocks of "+r.Service, func(d solver.Duty) int32 { return s.duties[d].halfBlocks(r.Service) })
	return g, r.Service
}

// blocksWithin returns the planned periods from block first to block last; nil is no limit. None: first > last.
func (s *statement) blocksWithin(first, last *int) (from, to solver.Period) {
	from, to = solver.Period(len(s.blocks)), -1
	for t, b := range s.blocks {
		if (first == nil || b.Block >= *first) && (last == nil || b.Block <= *last) {
			from, to = min(from, solver.Period(t)), solver.Period(t)
		}
	}
	return from, to
}

// levelWithin returns the resident's PGY on the first day of his first planned block within the periods, if he has one.
func (s *statement) levelWithin(person solver.Person, first, last solver.Period) (pgy int, ok bool) {
	for t := first; t <= last; t++ {
		if s.present(person, t) {
			return s.pgys[person][t][0], true
		}
	}
	return 0, false
}

func (s *statement) sum(rule solver.Rule, person solver.Person, first, last solver.Period, g solver.Group, least, most int) {
	t := &s.problem.Sums
	t.Rule = append(t.Rule, rule)
	t.Weight = append(t.Weight, 1)
	t.Person = append(t.Person, person)
	t.First = append(t.First, first)
	t.Last = append(t.Last, last)
	t.Group = append(t.Group, g)
	t.Least = append(t.Least, int32(least))
	t.Most = append(t.Most, int32(most))
}

// prerequisites keeps residents from a rotation or service before they were on another. A resident is bound who has one of
// the levels in a block of the year that is planned for him.
func (s *statement) prerequisites() {
	for i, r := range s.program.Prerequisites {
		before, after := s.named(r.Before), s.named(r.After)
		rule := s.rule(fmt.Sprintf("prerequisite:%s>%s:PGY%s", r.Before, r.After, joined(r.PGYs)), solver.Hard, "block",
			rowOf("prerequisites.csv", i))
		for p := range s.residents {
			if s.everOf(solver.Person(p), r.PGYs) {
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
	for t := range s.blocks {
		if s.present(person, solver.Period(t)) && slices.Contains(pgys, s.pgys[person][t][0]) {
			return true
		}
	}
	return false
}

// named returns the group of the duties that a name of prerequisites.csv or neighbours.csv means.
func (s *statement) named(name string) solver.Group {
	g, _ := s.set(name, func(d solver.Duty) bool { return s.duties[d].has(name) })
	return g
}

// neighbours forbids, or wishes, that one rotation or service follows another. Never counts its spacing; only and wanted are
// of the very next block. Only: nothing but First may stand in the block before Second, so that the first block of the year
// cannot hold Second.
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
			s.succession(s.rule(name, solver.Soft, "block", source), wantedWeight, first, s.allBut(r.Second), 1)
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

func (s *statement) succession(rule solver.Rule, weight int64, before, after solver.Group, gap int) {
	for p := range s.residents {
		t := &s.problem.Successions
		t.Rule = append(t.Rule, rule)
		t.Weight = append(t.Weight, weight)
		t.Person = append(t.Person, solver.Person(p))
		t.Before = append(t.Before, before)
		t.After = append(t.After, after)
		t.Gap = append(t.Gap, int32(gap))
	}
}

// joined writes levels as 1+2.
func joined(pgys []int) string {
	words := make([]string, len(pgys))
	for i, g := range pgys {
		words[i] = fmt.Sprint(g)
	}
	return strings.Join(words, "+")
}

// sourceOf adds to the row of a table what the row itself says about where it is written.
func sourceOf(row, written string) string {
	if written == "" {
		return row
	}
	return row + " (" + written + ")"
}
