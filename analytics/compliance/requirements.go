package compliance

import (
	"fmt"
	"math"
	"slices"

	"rota/datasets"
)

// weeksOf is how many weeks each unit of a requirement is worth. A half-block counts two weeks, whether it has 14
// days or, at the end of an uneven block, some more or fewer.
var weeksOf = map[datasets.Unit]float64{datasets.UnitBlock: 4, datasets.UnitHalfBlock: 2, datasets.UnitWeek: 1}

// requirements: each resident of a requirement's levels has between least and most of its rotation or service within its
// blocks. The level is that of the first block planned for him within them. A requirement on the whole career counts history.csv
// too, in whole half-blocks, or weeks where a cohort has a calendar of its own; its least is asked in the year in which somebody of its levels leaves, and what the years before have beyond
// its most is no breach of this one.
func requirements(y *Year, report func(Breach)) {
	for i, req := range y.Program.Requirements {
		unit := weeksOf[req.Unit]
		y.eachResident(func(l *Line) {
			mine := slices.DeleteFunc(y.Planned(l), func(h Half) bool { return !within(req, h) })
			if len(mine) == 0 || !slices.Contains(req.PGYs, y.Program.PGYOn(l.Person.Person, mine[0].FirstDay)) {
				return
			}
			has := y.amount(l, req) / unit
			b := Breach{Person: l.Person.Person, FirstDay: mine[0].FirstDay, LastDay: mine[len(mine)-1].LastDay,
				Unit: string(req.Unit), Source: written(fileRow("requirements.csv", i), req.Source)}
			least, before := float64(req.Least), 0.0
			if req.Span == "career" {
				before = y.wholeDown(y.amountBefore(l, req)) / unit
				if l.Person.LastDay > y.LastDay || !slices.Contains(req.PGYs, y.Program.PGYOn(l.Person.Person, l.Person.LastDay)) {
					least = 0
				}
			} else if _, _, shared := y.proRata(l, req, mine); shared {
				least = 0 // policy-pro-rata asks for it
			}
			b.Amount = before + has
			switch {
			case b.Amount < least-tolerance:
				b.Allowed = least
				b.Text = fmt.Sprintf("%s has %s of %s; at least %.4g required.", b.Person, amountOf(b.Amount, req.Unit), req.Rotation+req.Service, least)
			case req.Most != nil && b.Amount > max(float64(*req.Most), before)+tolerance:
				b.Allowed = max(float64(*req.Most), before)
				b.Text = fmt.Sprintf("%s has %s of %s; at most %.4g allowed.", b.Person, amountOf(b.Amount, req.Unit), req.Rotation+req.Service, b.Allowed)
			default:
				return
			}
			report(b)
		})
	}
}

// requirementShares: who has fewer of a requirement's blocks, or a lesser share of full time, than the rule's number, owes that share
// of its least, rounded down. It is told in half-blocks, or weeks where a cohort has a calendar of its own.
func requirementShares(y *Year, report func(Breach)) {
	unit, name := y.grain(), datasets.UnitHalfBlock
	if y.Program.OfWeeks() {
		name = datasets.UnitWeek
	}
	for i, req := range y.Program.Requirements {
		y.eachResident(func(l *Line) {
			mine := slices.DeleteFunc(y.Planned(l), func(h Half) bool { return !within(req, h) })
			if req.Span == "career" || len(mine) == 0 || !slices.Contains(req.PGYs, y.Program.PGYOn(l.Person.Person, mine[0].FirstDay)) {
				return
			}
			law, share, binds := y.proRata(l, req, mine)
			least, has := y.wholeDown(share*y.wholeUp(float64(req.Least)*weeksOf[req.Unit]))/unit, y.amount(l, req)/unit
			if !binds || has >= least-tolerance {
				return
			}
			b := law.breach(l, mine[0].FirstDay, mine[len(mine)-1].LastDay, has, "has %s of %s; at least %.4g required for %.3g %% of the time",
				amountOf(has, name), req.Rotation+req.Service, least, 100*share)
			b.Allowed, b.Unit, b.Source = least, string(name), written(fileRow("requirements.csv", i), req.Source)+"; "+b.Source
			report(b)
		})
	}
}

// proRata returns the rule by which somebody for whom these parts of a requirement's blocks are planned owes a share of its least, and the share.
func (y *Year) proRata(l *Line, req datasets.Requirement, mine []Half) (by law, share float64, binds bool) {
	all := slices.DeleteFunc(slices.Clone(l.halves), func(h Half) bool { return !within(req, h) })
	weeks := func(halves []Half) (n int) {
		for _, h := range halves {
			n += h.Weeks
		}
		return n
	}
	first := slices.IndexFunc(y.Halves, func(h Half) bool { return within(req, h) })
	service := req.Service
	if rows := y.rows[req.Rotation]; len(rows) > 0 {
		service = rows[0].Service
	}
	by, binds = y.allowed("policy-pro-rata", y.Halves[first].FirstDay, l, req.Rotation, service)
	share = l.Person.FullTime * float64(weeks(mine)) / float64(weeks(all))
	return by, share, binds && !by.Keeps(100*share)
}

// wholeDown and wholeUp round weeks to those that can be planned: half-blocks, or weeks where a cohort has a calendar of its own.
func (y *Year) wholeDown(weeks float64) float64 {
	return y.grain() * math.Floor(weeks/y.grain()+tolerance)
}
func (y *Year) wholeUp(weeks float64) float64 {
	return y.grain() * math.Ceil(weeks/y.grain()-tolerance)
}

func (y *Year) grain() float64 {
	if y.Program.OfWeeks() {
		return 1
	}
	return weeksOf[datasets.UnitHalfBlock]
}

// within says whether the half-block lies in the requirement's blocks.
func within(req datasets.Requirement, h Half) bool {
	return (req.FirstBlock == nil || h.Block >= *req.FirstBlock) && (req.LastBlock == nil || h.Block <= *req.LastBlock)
}

// amountBefore is how many weeks of the requirement's rotation or service history.csv has of the years before.
func (y *Year) amountBefore(l *Line, req datasets.Requirement) float64 {
	sum := 0.0
	for _, h := range y.Program.History {
		if h.Kind != datasets.HistoryDone || h.Person != l.Person.Person || h.Amount == nil {
			continue
		}
		share, rows := 0.0, y.rows[h.Name]
		for _, row := range rows {
			if req.Rotation == "" && row.Service == req.Service {
				share += 1 / float64(len(rows))
			}
		}
		if h.Name == req.Rotation || len(rows) == 0 && h.Name == req.Service {
			share = 1
		}
		if months := monthsIn[h.Unit]; h.Unit != "hour" {
			sum += 4 * months * share * *h.Amount
		} else {
			sum += 4 * share * *h.Amount / hoursInMonth
		}
	}
	return sum
}

// amount is how many weeks of the requirement's rotation or service the person has within its blocks. A half-block, or part of a stay, of
// which he spends only some days there counts by their share.
func (y *Year) amount(l *Line, req datasets.Requirement) float64 {
	sum := 0.0
	for _, h := range l.halves {
		if !within(req, h) {
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
