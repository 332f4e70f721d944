package residency_test

import (
	"math"
	"slices"

	"rota/datasets"
)

// cells counts blocks that break eligibility, presence, the law, and pins.
func (d diary) cells() (n int64) {
	for _, person := range d.residents {
		for _, b := range d.p.Blocks[1:] {
			name := d.rotation(person.Person, b.Block)
			if (name == "") == d.there(person, b) {
				n++
			}
			for _, pin := range d.p.Pins {
				if pin.Person == person.Person && pin.Block == b.Block && pin.Rotation != name {
					n++
				}
			}
			if name == "" {
				continue
			}
			one, two := d.rows[name][0], d.rows[name][1]
			if !slices.Contains(one.PGYs, d.level(person.Person, b.FirstDay)) || !slices.Contains(two.PGYs, d.level(person.Person, b.FirstDay+14)) {
				n++
			}
			if person.FullTime*one.HoursPerWeek > 80 || person.FullTime*two.HoursPerWeek > 80 {
				n++
			}
			if one.DaysOffPer28 < 4 || two.DaysOffPer28 < 4 {
				n++
			}
		}
	}
	return n
}

// amounts counts the half-blocks outside the requirements.
func (d diary) amounts() (n int64) {
	perUnit := map[datasets.Unit]float64{datasets.UnitBlock: 2, datasets.UnitHalfBlock: 1, datasets.UnitWeek: 0.5}
	for _, r := range d.p.Requirements {
		for _, person := range d.residents {
			pgy, have, here, all := 0, 0, 0, 0
			for _, b := range d.p.Blocks[1:] {
				if (r.FirstBlock != nil && b.Block < *r.FirstBlock) || (r.LastBlock != nil && b.Block > *r.LastBlock) {
					continue
				}
				all++
				if d.there(person, b) {
					here++
					if pgy == 0 {
						pgy = d.level(person.Person, b.FirstDay)
					}
				}
				name := d.rotation(person.Person, b.Block)
				for _, half := range d.rows[name] {
					if name != "" && (r.Rotation == name || (r.Rotation == "" && half.Service == r.Service)) {
						have++
					}
				}
			}
			if !slices.Contains(r.PGYs, pgy) {
				continue
			}
			least, most := float64(r.Least)*perUnit[r.Unit], math.Inf(1)
			if r.Most != nil {
				most = float64(*r.Most) * perUnit[r.Unit]
			}
			if r.Span == "career" {
				before := float64(d.before(person.Person, r))
				if person.LastDay > july(28*4) || !slices.Contains(r.PGYs, d.level(person.Person, person.LastDay)) {
					least = 0
				}
				least, most = max(0, least-before), max(0, most-before)
			} else if share := person.FullTime * float64(here) / float64(all); len(d.p.Rules) > 0 && 100*share < *d.p.Rules[0].Limit-1e-9 {
				least = math.Floor(least*share + 1e-9)
			}
			for ; float64(have) < least; have++ {
				n++
			}
			for ; float64(have) > most; have-- {
				n++
			}
		}
	}
	return n
}

// orders counts blocks that break a prerequisite or a neighbour that is never or only.
func (d diary) orders() (n int64) {
	for _, person := range d.residents {
		code, anyBlock := person.Person, slices.ContainsFunc(d.p.Blocks[1:], func(b datasets.Block) bool { return d.there(person, b) })
		for block := 1; block <= 4; block++ {
			for _, r := range d.p.Prerequisites {
				if !anyBlock || !d.is(code, block, r.After) {
					continue
				}
				missing := int64(1)
				for _, h := range d.p.History {
					rows, rotation := d.rows[h.Name]
					if h.Person == code && h.Kind == datasets.HistoryDone && *h.Amount > 0 && (h.Name == r.Before || rotation && (rows[0].Service == r.Before || rows[1].Service == r.Before)) {
						missing = 0
					}
				}
				for earlier := 1; earlier <= block-r.LeastGap; earlier++ {
					if d.is(code, earlier, r.Before) {
						missing = 0
					}
				}
				n += missing
			}
			for _, r := range d.p.Neighbours {
				switch {
				case r.Allowed == "never" && d.is(code, block, r.Second):
					for earlier := max(-2, block-r.Spacing); earlier < block; earlier++ {
						if d.is(code, earlier, r.First) {
							n++
						}
					}
				case r.Allowed == "only" && d.is(code, block, r.Second) && !d.is(code, block-1, r.First):
					n++
				}
			}
		}
	}
	return n
}

// covers counts people missing or too many, by half-block.
func (d diary) covers() (n int64) {
	for _, c := range d.p.Cover {
		for _, b := range d.p.Blocks[1:] {
			for h, first := range []datasets.Day{b.FirstDay, b.FirstDay + 14} {
				if (c.FirstDay != nil && first < *c.FirstDay) || (c.LastDay != nil && first > *c.LastDay) {
					continue
				}
				have := 0
				for _, person := range d.residents {
					pgy := d.level(person.Person, first)
					if (c.PGYFrom != nil && pgy < *c.PGYFrom) || (c.PGYTo != nil && pgy > *c.PGYTo) {
						continue
					}
					if name := d.rotation(person.Person, b.Block); name != "" && slices.Contains(c.Services, d.rows[name][h].Service) {
						have++
					}
				}
				n += int64(max(0, c.Least-have))
				if c.Most != nil {
					n += int64(max(0, have-*c.Most))
				}
			}
		}
	}
	return n
}
