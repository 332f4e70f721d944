package residency

import (
	"fmt"
	"math"
	"slices"

	"rota/datasets"
	"rota/datasets/rules"
	"rota/solver"
)

// What the law averages: hours and days off over the days of a resident on one rotation in one block, or in one stay of weeks, of which
// parts may lie in the blocks before and after. Each block is then asked for what the days up to its end are allowed or owed, less the same up
// to the end of the block before, so that the parts together keep the law of the whole.

// window is what the law averages over, as far as it lies in the block.
type window struct {
	person  int
	row     *datasets.Rotation
	stretch int // of the resident's calendar; -1: none
	days    []int
	before  int // days without absence of blocks before
	counts  int // the same of this block
	total   int // the same of all blocks
}

// windows returns the windows of a resident in order of their first day. The days on no rotation are one window.
func (s *blockStatement) windows(person int) []window {
	var all []window
	who := s.people[person]
	counts := func(d datasets.Day) bool {
		return who.FirstDay <= d && d <= who.LastDay && !s.program.Away(who.Person, d)
	}
	for day := range s.days {
		d := s.block.FirstDay + datasets.Day(day)
		if d < who.FirstDay || d > who.LastDay {
			continue
		}
		stretch, _ := s.stretchAt(person, d)
		i := slices.IndexFunc(all, func(w window) bool { return w.row == s.on[person][day] && w.stretch == stretch })
		if i < 0 {
			i = len(all)
			all = append(all, window{person: person, row: s.on[person][day], stretch: stretch})
		}
		all[i].days = append(all[i].days, day)
		if counts(d) {
			all[i].counts++
		}
	}
	for i := range all {
		w := &all[i]
		w.total = w.counts
		if w.stretch < 0 {
			continue
		}
		of := s.calendars[person][w.stretch]
		for d := of.FirstDay(); d <= of.LastDay(); d++ {
			switch {
			case s.block.FirstDay <= d && d <= s.block.LastDay || !counts(d) || s.placed(person, d) != w.row:
			case d < s.block.FirstDay:
				w.before++
				w.total++
			default:
				w.total++
			}
		}
	}
	return all
}

// part returns what the days of a window in the block have of an amount that grows with the days that count.
func (w window) part(amount func(days int) int) int {
	return amount(w.before+w.counts) - amount(w.before)
}

// bound returns the rule as it binds the resident in the window.
func (s *blockStatement) bound(w window, id string) (rules.Rule, bool) {
	row := datasets.Rotation{}
	if w.row != nil {
		row = *w.row
	}
	day := s.block.FirstDay + datasets.Day(w.days[0])
	r, _, binds := s.program.Book().Allowed(id, day.Time(), s.people[w.person].Person, row.Rotation, row.Service)
	return r, binds && r.Level == rules.Hard
}

// average states what the law averages over a window. Where a window is in pieces, because an event lies within it, each piece is
// asked for its part, rounded in favour of the resident.
func (s *blockStatement) average(w window) {
	const week, rounding = 7, 1e-9
	if w.counts == 0 {
		return
	}
	for _, id := range []string{"acgme-80h", "em-72h"} {
		if r, binds := s.bound(w, id); binds && w.total >= week {
			unit := s.unitOfHours()
			g, _ := s.group("hours", func(d solver.Duty) int32 { return int32(s.duties[d].minutes() / unit) })
			most := w.part(func(days int) int { return int(math.Floor(r.Limit*60*float64(days)/week/float64(unit) + rounding)) })
			s.overPieces(w, func(share float64, first, last int) {
				rule := s.lawRule(id, fmt.Sprintf("%d min", unit), r)
				s.total(rule, 1, w.person, halvesOfDay*first, halvesOfDay*last+night, g, 0, int(float64(most)*share))
			})
		}
	}
	if r, binds := s.bound(w, "acgme-call-every-third"); binds && r.Limit > 0 && s.canCall(w.person) {
		g, _ := s.set("night on call", func(d solver.Duty) bool { return s.duties[d].isCall() })
		most := w.part(func(days int) int { return max(min(days, 1), int(math.Floor(float64(days)/r.Limit+rounding))) })
		s.overPieces(w, func(share float64, first, last int) {
			s.total(s.lawRule(r.ID, "night", r), 1, w.person, halvesOfDay*first, halvesOfDay*last+night, g, 0, int(float64(most)*share))
		})
	}
	if r, binds := s.bound(w, "acgme-1-in-7"); binds {
		owed := w.part(func(days int) int { return int(math.Floor(float64(days)*r.Limit/28 + rounding)) })
		g, _ := s.set("not free", func(d solver.Duty) bool { return d != solver.Off })
		s.overPieces(w, func(share float64, first, last int) {
			counts := 0
			for day := first; day <= last; day++ {
				if !s.program.Away(s.people[w.person].Person, s.block.FirstDay+datasets.Day(day)) {
					counts++
				}
			}
			s.daysWorked(s.lawRule(r.ID, "day off", r), w.person, first, last, g, max(0, counts-int(math.Ceil(float64(owed)*share-rounding))))
		})
	}
}

// lawRule returns the rule of that id, of which each version is stated once.
func (s *blockStatement) lawRule(id, unit string, r rules.Rule) solver.Rule {
	return s.versionOf(id, unit, r.Source())
}

// versionOf returns the Hard rule of that name and source. What a rule asks for from a day on has a source of its own, so that who is told
// of a breach is told what asks for it.
func (s *blockStatement) versionOf(name, unit, source string) solver.Rule {
	t := &s.problem.Rules
	for i, known := range t.Name {
		if known == name && t.Source[i] == source {
			return solver.Rule(i)
		}
	}
	return s.rule(name, solver.Hard, unit, source)
}

// overPieces visits the runs of days of a window with the share that each is of it.
func (s *blockStatement) overPieces(w window, visit func(share float64, first, last int)) {
	for from := 0; from < len(w.days); {
		to := from
		for to+1 < len(w.days) && w.days[to+1] == w.days[to]+1 {
			to++
		}
		visit(float64(to-from+1)/float64(len(w.days)), w.days[from], w.days[to])
		from = to + 1
	}
}

// unitOfHours is the greatest number of minutes of which all work is a multiple.
func (s *blockStatement) unitOfHours() int {
	unit := 0
	for _, d := range s.duties {
		for rest := d.minutes(); rest > 0; {
			unit, rest = rest, unit%rest
		}
	}
	return max(1, unit)
}

// daysWorked bounds the days of first..last on which a person holds a duty of a group.
func (s *blockStatement) daysWorked(rule solver.Rule, person, first, last int, g solver.Group, most int) {
	t := &s.problem.Windows
	t.Rule, t.Weight, t.Person, t.Group = append(t.Rule, rule), append(t.Weight, 1), append(t.Person, solver.Person(person)), append(t.Group, g)
	t.First, t.Last = append(t.First, solver.Period(halvesOfDay*first)), append(t.Last, solver.Period(halvesOfDay*last))
	t.Length, t.Every = append(t.Length, halvesOfDay), append(t.Every, halvesOfDay)
	t.Least, t.Most = append(t.Least, 0), append(t.Most, int32(most))
}
