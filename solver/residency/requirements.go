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
		name := fmt.Sprintf("requirement:%s:PGY%s:%d-%d", label, joined(r.PGYs), s.blocks[first].Block, s.blocks[last].Block)
		rule := s.rule(name, solver.Hard, "half-block", sourceOf(rowOf("requirements.csv", i), r.Source))
		for p := range s.residents {
			if pgy, ok := s.levelWithin(solver.Person(p), first, last); ok && slices.Contains(r.PGYs, pgy) {
				s.sum(rule, 1, solver.Person(p), first, last, g, least, most)
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
