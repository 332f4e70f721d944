package residency

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"rota/datasets"
	"rota/solver"
)

// weeksIn is how many weeks the units of a requirement have.
var weeksIn = map[datasets.Unit]int{datasets.UnitBlock: 4, datasets.UnitHalfBlock: 2, datasets.UnitWeek: 1}

// in converts an amount of a requirement, twice: where half-blocks are counted, an odd number of weeks is rounded up as a least and
// down as a most.
func (u weekUnit) in(unit datasets.Unit, amount int) (least, most int) {
	weeks := amount * weeksIn[unit]
	return (weeks + u.weeks - 1) / u.weeks, weeks / u.weeks
}

// requirements asks each resident of a requirement's levels for an amount between its limits. A resident's
// level is that of the first block he has within the requirement's blocks. A requirement of the whole career has other
// years to be met in, so only its upper limit holds in one year.
func (s *statement) requirements() {
	for i, r := range s.program.Requirements {
		least, _ := s.unit.in(r.Unit, r.Least)
		most := solver.Unlimited
		if r.Most != nil {
			_, most = s.unit.in(r.Unit, *r.Most)
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
		name := fmt.Sprintf("requirement:%s:PGY%s:%d-%d", label, joined(r.PGYs), first, last)
		rule := s.rule(name, solver.Hard, s.unit.name, sourceOf(rowOf("requirements.csv", i), r.Source))
		for p := range s.residents {
			person := solver.Person(p)
			if pgy, ok := s.levelWithin(person, first, last); ok && slices.Contains(r.PGYs, pgy) {
				s.amount(rule, person, first, last, g, least, most, s.givenOf(person, r, first, last))
			}
		}
	}
}

// amount asks a resident for an amount of a group, less what his cohort's calendar gives him, in the periods that begin in the blocks
// first to last.
func (s *statement) amount(rule solver.Rule, person solver.Person, first, last int, g solver.Group, least, most, given int) {
	from, to := s.periodsWithin(person, first, last)
	if from > to { // nothing is planned for him; what he is given may still be too little or too much
		from, to = 0, 0
		g, _ = s.set("nothing", func(solver.Duty) bool { return false })
	}
	if most != solver.Unlimited {
		most -= given
	}
	s.sum(rule, 1, person, from, to, g, least-given, most)
}

// givenOf counts what the calendar of a resident gives him of what a requirement counts, in the stays that begin in the blocks.
func (s *statement) givenOf(person solver.Person, r datasets.Requirement, first, last int) int {
	weeks := 0
	for _, g := range s.given[person] {
		d := s.givenDuty(g)
		switch {
		case g.block < first || g.block > last:
		case r.Rotation != "" && d.rotation == r.Rotation:
			weeks += d.weeks[0] + d.weeks[1]
		case r.Rotation == "":
			weeks += d.weeksOf(r.Service)
		}
	}
	return weeks / s.unit.weeks
}

// givenDuty is what a stretch gives.
func (y *year) givenDuty(g stretch) duty {
	d := duty{rotation: g.rotation, weeks: g.weeks}
	if i := slices.IndexFunc(y.program.Rotations, func(r datasets.Rotation) bool { return r.Rotation == g.rotation }); i >= 0 {
		d.half = [2]datasets.Rotation{y.program.Rotations[i], y.program.Rotations[i]}
	}
	return d
}

// counted returns the group that a requirement counts: the weeks of its service or rotation, in the unit of the year.
func (s *statement) counted(r datasets.Requirement) (g solver.Group, label string) {
	if r.Rotation != "" {
		g, _ = s.group(s.unit.name+"s of "+r.Rotation, func(d solver.Duty) int32 {
			if s.duties[d].rotation == r.Rotation {
				return int32((s.duties[d].weeks[0] + s.duties[d].weeks[1]) / s.unit.weeks)
			}
			return 0
		})
		return g, r.Rotation
	}
	g, _ = s.group(s.unit.name+"s of "+r.Service, func(d solver.Duty) int32 { return int32(s.duties[d].weeksOf(r.Service) / s.unit.weeks) })
	return g, r.Service
}

// blocksWithin returns the labels of the first and the last planned block from first to last; nil is no limit. None: first > last.
func (s *statement) blocksWithin(first, last *int) (from, to int) {
	from, to = math.MaxInt, -1
	for _, b := range s.blocks {
		if (first == nil || b.Block >= *first) && (last == nil || b.Block <= *last) {
			from, to = min(from, b.Block), b.Block
		}
	}
	return from, to
}

// periodsWithin returns the periods of a resident that begin in the blocks first to last. None: from > to.
func (s *statement) periodsWithin(person solver.Person, first, last int) (from, to solver.Period) {
	from, to = solver.Period(s.periods), -1
	for t, stretch := range s.plan[person] {
		if first <= stretch.block && stretch.block <= last {
			from, to = min(from, solver.Period(t)), solver.Period(t)
		}
	}
	return from, to
}

// levelWithin returns the resident's PGY on the first day of the first stretch, planned or given, that he has within the blocks, if he
// has one.
func (s *statement) levelWithin(person solver.Person, first, last int) (pgy int, ok bool) {
	var day datasets.Day
	for _, g := range slices.Concat(s.plan[person], s.given[person]) {
		if first <= g.block && g.block <= last && s.there(person, g) && (!ok || g.first < day) {
			day, ok = g.first, true
		}
	}
	if ok {
		pgy = s.program.PGYOn(s.residents[person].Person, day)
	}
	return pgy, ok
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
