package solver

import (
	"math"
	"slices"
)

// side is one side of a rule row, read as an inequality that is linear in the cells: the amount that the duties add up to
// shall be at least, or at most, a limit. Sums, demands and windows have sides; a window touched is at least one period of
// it and at most Length of them, so that its upper side counts periods.
type side struct {
	term    Term
	rule    Rule
	limit   int64
	most    int64 // greatest multiplier
	patches []patch
}

// patch is where a side counts: each duty of the group that the person holds in First..Last counts its coefficient x heads.
type patch struct {
	person      Person
	first, last Period
	group       Group
	heads       int64
}

// Greatest multiplier of a row of a level that is known to be kept, and the sum up to which a ledger is sure to stay inside an int64.
const (
	mostTimes = 1 << 10
	mostTotal = 1 << 61
)

// listSides lists the sides that a roster can break, of the rows that a ledger may use; nil if their sums could leave an int64.
func (l *ledger) listSides() []side {
	p := l.p
	var sides []side
	var total float64
	add := func(s side) {
		if s.most <= 0 {
			return
		}
		low, high := reach(p, s.patches)
		if s.term.Above && s.limit < high || !s.term.Above && s.limit > low {
			sides = append(sides, s)
			total += float64(s.most) * (float64(high-low) + math.Abs(float64(s.limit)))
		}
	}
	both := func(table string, row int, rule Rule, under, over int64, least, most int32, patches []patch) {
		add(side{Term{table, row, false, 1}, rule, int64(least), l.multiplier(rule, under, 1), patches})
		add(side{Term{table, row, true, 1}, rule, int64(most), l.multiplier(rule, over, 1), patches})
	}
	for i, rule := range p.Sums.Rule {
		t := &p.Sums
		both("sums", i, rule, t.Weight[i], t.Weight[i], t.Least[i], t.Most[i], []patch{{t.Person[i], t.First[i], t.Last[i], t.Group[i], 1}})
	}
	for i, rule := range p.Windows.Rule {
		t := &p.Windows
		patches := windowPatches(p, i)
		add(side{Term{"windows", i, false, 1}, rule, int64(t.Least[i]), l.multiplier(rule, t.Weight[i], 1), patches})
		if int(t.Most[i]) < len(patches) {
			add(side{Term{"windows", i, true, 1}, rule, l.fullest(patches, t.Most[i], t.Length[i]), l.multiplier(rule, t.Weight[i], int64(t.Length[i])), patches})
		}
	}
	for i, rule := range p.Demands.Rule {
		t := &p.Demands
		both("demands", i, rule, t.Under[i], t.Over[i], t.Least[i], t.Most[i], demandPatches(p, i))
	}
	if total > mostTotal {
		return nil
	}
	return sides
}

// fullest returns in how many periods of the most windows that have the most of them free, a duty of the group can stand. Any
// further window touched adds at most its length.
func (l *ledger) fullest(windows []patch, most, length int32) (periods int64) {
	if most < 0 {
		return int64(most) * int64(length)
	}
	free := make([]int64, len(windows))
	for k, a := range windows {
		l.useful([]patch{a}, mostTotal, func(int) { free[k]++ })
	}
	slices.Sort(free)
	for _, n := range free[len(free)-int(most):] {
		periods += n
	}
	return periods
}

// multiplier returns the greatest multiplier of a row of a rule; 0 if the ledger may not use it. On the ledger's level a row
// pays no more than its weight, of which a window touched has to pay for each of its periods (width); a row of a level known to
// be kept costs nothing, whatever its multiplier.
func (l *ledger) multiplier(rule Rule, weight, width int64) int64 {
	level := l.p.Rules.Level[rule]
	switch {
	case weight <= 0 || level > l.level || level < l.level && !l.given:
		return 0
	case level < l.level:
		return mostTimes
	default:
		return weight / width
	}
}

// windowPatches has one patch a window; coefficients of the group do not matter in a window, so it is read by members.
func windowPatches(p *Problem, i int) (patches []patch) {
	t := &p.Windows
	for first := t.First[i]; first <= t.Last[i]; first += Period(t.Every[i]) {
		patches = append(patches, patch{t.Person[i], first, min(p.end(), first+Period(t.Length[i])-1), t.Group[i], 0})
	}
	return patches
}

func demandPatches(p *Problem, i int) (patches []patch) {
	t := &p.Demands
	for j := t.Terms[i]; j < t.Terms[i+1]; j++ {
		c := t.Class[j]
		for k := p.Classes.First[c]; k < p.Classes.First[c+1]; k++ {
			if heads := int64(p.Classes.Coef[k]); heads != 0 {
				patches = append(patches, patch{Person(p.Classes.Member[k]), t.Period[j], t.Period[j], t.Group[j], heads})
			}
		}
	}
	return patches
}

// each visits what a patch counts in one of its periods.
func (a patch) each(p *Problem, visit func(d Duty, counts int64)) {
	g := a.group
	for k := p.Groups.First[g]; k < p.Groups.First[g+1]; k++ {
		counts := int64(1) // heads 0: of a window
		if a.heads != 0 {
			counts = int64(p.Groups.Coef[k]) * a.heads
		}
		if counts != 0 {
			visit(Duty(p.Groups.Member[k]), counts)
		}
	}
}

// reach bounds what the patches can add up to.
func reach(p *Problem, patches []patch) (low, high int64) {
	for _, a := range patches {
		var least, most int64
		a.each(p, func(_ Duty, counts int64) { least, most = min(least, counts), max(most, counts) })
		periods := int64(a.last-a.first) + 1
		low, high = low+least*periods, high+most*periods
	}
	return low, high
}
