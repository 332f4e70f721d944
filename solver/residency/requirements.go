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

// weeksIn is how many weeks the units of a requirement have.
var weeksIn = map[datasets.Unit]int{datasets.UnitBlock: 4, datasets.UnitHalfBlock: 2, datasets.UnitWeek: 1}

// in converts an amount of a requirement, twice: where half-blocks are counted, an odd number of weeks is rounded up as a least and
// down as a most.
func (u weekUnit) in(unit datasets.Unit, amount int) (least, most int) {
	weeks := amount * weeksIn[unit]
	return (weeks + u.weeks - 1) / u.weeks, weeks / u.weeks
}

// requirements asks each resident of a requirement's levels for an amount between its limits. A resident's
// level is that of the first block he has within the requirement's blocks. A requirement of the whole career counts what history.csv says
// of the years before; its least is owed in the year in which the training ends.
func (s *statement) requirements() {
	for i, r := range s.program.Requirements {
		least, _ := s.unit.in(r.Unit, r.Least)
		most := solver.Unlimited
		if r.Most != nil {
			_, most = s.unit.in(r.Unit, *r.Most)
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
		name := fmt.Sprintf("%s:PGY%s:%d-%d", label, joined(r.PGYs), first, last)
		rule, shared := s.rule("requirement:"+name, solver.Hard, s.unit.name, sourceOf(rowOf("requirements.csv", i), r.Source)), solver.Rule(-1)
		for p := range s.residents {
			person := solver.Person(p)
			if pgy, ok := s.levelWithin(person, first, last); !ok || !slices.Contains(r.PGYs, pgy) {
				continue
			}
			given := s.givenOf(person, r, first, last)
			if r.Span == "career" {
				owed, allowed := s.left(person, r, least, most)
				s.amount(rule, person, first, last, g, owed, allowed, given)
				continue
			}
			law, share, binds := s.proRata(person, r, first, last)
			if !binds {
				s.amount(rule, person, first, last, g, least, most, given)
				continue
			}
			if shared < 0 {
				shared = s.rule(law.ID+":"+name, gravity[law.Level], s.unit.name, sourceOf(rowOf("requirements.csv", i), law.Source()))
			}
			s.amount(rule, person, first, last, g, 0, most, given)
			s.amount(shared, person, first, last, g, int(math.Floor(share*float64(least)+1e-9)), solver.Unlimited, given)
		}
	}
}

// proRata returns the rule by which a resident owes a share of the least of a requirement of a year, and the share; not binds: he owes
// all of it.
func (s *statement) proRata(person solver.Person, r datasets.Requirement, first, last int) (law rules.Rule, share float64, binds bool) {
	service := r.Service
	if i := slices.IndexFunc(s.program.Rotations, func(x datasets.Rotation) bool { return r.Rotation != "" && x.Rotation == r.Rotation }); i >= 0 {
		service = s.program.Rotations[i].Service
	}
	begins := s.blocks[slices.IndexFunc(s.blocks, func(b datasets.Block) bool { return b.Block == first })].FirstDay
	law, binds = s.program.Book().At("policy-pro-rata", begins.Time(), service)
	here, all := 0, 0
	for _, w := range slices.Concat(s.plan[person], s.given[person]) {
		if weeks := w.weeks[0] + w.weeks[1]; first <= w.block && w.block <= last {
			all += weeks
			if s.there(person, w) {
				here += weeks
			}
		}
	}
	share = s.residents[person].FullTime * float64(here) / float64(all)
	return law, share, binds && !law.Keeps(100*share)
}

// left returns what the years before have left to this one of a requirement of the whole career: the least of those whose training
// ends in the year on one of its levels, and the most of everybody.
func (s *statement) left(person solver.Person, r datasets.Requirement, least, most int) (int, int) {
	done := s.done(person, r)
	_, yearLast := s.program.Span()
	who := s.residents[person]
	if who.LastDay > yearLast || !slices.Contains(r.PGYs, s.program.PGYOn(who.Person, who.LastDay)) {
		least = 0
	}
	if most != solver.Unlimited {
		most = max(0, most-done)
	}
	return min(max(0, least-done), most), most
}

// done counts what history.csv has of the requirement, in the unit of the year, rounded down to whole ones.
func (s *statement) done(person solver.Person, r datasets.Requirement) int {
	weeks := map[string]float64{"block": 4, "half_block": 2, "week": 1, "hour": float64(weeksInMonth) / hoursInMonth}
	sum := 0.0
	for _, h := range s.program.History {
		if h.Kind != datasets.HistoryDone || h.Person != s.residents[person].Person || h.Amount == nil {
			continue
		}
		share := 0.0
		rows := slices.DeleteFunc(slices.Clone(s.program.Rotations), func(x datasets.Rotation) bool { return x.Rotation != h.Name })
		switch {
		case r.Rotation != "" && h.Name == r.Rotation, r.Rotation == "" && len(rows) == 0 && h.Name == r.Service:
			share = 1
		case r.Rotation == "":
			for _, row := range rows {
				if row.Service == r.Service {
					share += 1 / float64(len(rows))
				}
			}
		}
		sum += share * *h.Amount * weeks[h.Unit]
	}
	return int(math.Floor(sum/float64(s.unit.weeks) + 1e-9))
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
