package compliance

import (
	"fmt"
	"slices"

	"rota/datasets"
)

// weeksOf is how many weeks each unit of a requirement is worth. A half-block counts two weeks, whether it has 14
// days or, at the end of an uneven block, some more or fewer.
var weeksOf = map[datasets.Unit]float64{datasets.UnitBlock: 4, datasets.UnitHalfBlock: 2, datasets.UnitWeek: 1}

// requirements: each resident of a requirement's levels has between least and most of its rotation or service within its
// blocks. The level is that of the first block planned for him within them. A requirement on the whole career can still be
// met in another year, so only its upper limit is judged.
func requirements(y *Year, report func(Breach)) {
	for i, req := range y.Program.Requirements {
		place := written(fileRow("requirements.csv", i), req.Source)
		for j := range y.Lines {
			l := &y.Lines[j]
			mine := slices.DeleteFunc(y.Planned(l), func(h Half) bool {
				return req.FirstBlock != nil && h.Block < *req.FirstBlock || req.LastBlock != nil && h.Block > *req.LastBlock
			})
			if len(mine) == 0 || !slices.Contains(req.PGYs, y.Program.PGYOn(l.Person.Person, mine[0].FirstDay)) {
				continue
			}
			has := y.amount(l, req) / weeksOf[req.Unit]
			b := Breach{Person: l.Person.Person, FirstDay: mine[0].FirstDay, LastDay: mine[len(mine)-1].LastDay, Amount: has,
				Unit: string(req.Unit), Source: place}
			switch {
			case has < float64(req.Least)-tolerance && req.Span != "career":
				b.Allowed = float64(req.Least)
				b.Text = fmt.Sprintf("%s has %s of %s; at least %d required.", b.Person, amountOf(has, req.Unit), req.Rotation+req.Service, req.Least)
			case req.Most != nil && has > float64(*req.Most)+tolerance:
				b.Allowed = float64(*req.Most)
				b.Text = fmt.Sprintf("%s has %s of %s; at most %d allowed.", b.Person, amountOf(has, req.Unit), req.Rotation+req.Service, *req.Most)
			default:
				continue
			}
			report(b)
		}
	}
}

// amount is how many weeks of the requirement's rotation or service the person has within its blocks. A half-block, or part of a stay, of
// which he spends only some days there counts by their share.
func (y *Year) amount(l *Line, req datasets.Requirement) float64 {
	sum := 0.0
	for _, h := range l.halves {
		if req.FirstBlock != nil && h.Block < *req.FirstBlock || req.LastBlock != nil && h.Block > *req.LastBlock {
			continue
		}
		days := 0
		for d := h.FirstDay; d <= h.LastDay; d++ {
			if slices.ContainsFunc(l.On(d), func(r *datasets.Rotation) bool {
				return req.Rotation != "" && r.Rotation == req.Rotation || req.Service != "" && r.Service == req.Service
			}) {
				days++
			}
		}
		sum += float64(h.Weeks) * float64(days) / float64(h.Days())
	}
	return sum
}

// amountOf writes an amount with its unit: "1 block", "2.5 weeks".
func amountOf(amount float64, unit datasets.Unit) string {
	noun := map[datasets.Unit]string{datasets.UnitBlock: "block", datasets.UnitHalfBlock: "half-block", datasets.UnitWeek: "week"}[unit]
	if amount != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%.4g %s", amount, noun)
}
