package residency_test

import (
	"fmt"
	"slices"

	"rota/datasets"
	"rota/solver"
)

// diary is what the count looks at: for each resident and block, what he serves in each half ("" when off).
type diary struct {
	p         *datasets.Program
	residents []datasets.Person
	rows      map[string][2]datasets.Rotation
	on        map[string]string // "person block" to rotation
}

func (d diary) rotation(person string, block int) string { return d.on[fmt.Sprint(person, block)] }

// is reports whether somebody is on a rotation or service in a block; block 0 and those below are the last of the year before.
func (d diary) is(person string, block int, name string) bool {
	r := d.rotation(person, block)
	for _, h := range d.p.History {
		if h.Kind == datasets.HistoryStay && h.Person == person && h.FirstDay == july(1+28*(block-1)) {
			r = h.Name
		}
	}
	if r == name {
		return true
	}
	return r != "" && (r == name || d.rows[r][0].Service == name || d.rows[r][1].Service == name)
}

func (d diary) there(p datasets.Person, b datasets.Block) bool {
	away := true
	for today := b.FirstDay; today <= b.LastDay; today++ {
		away = away && d.away(p.Person, today)
	}
	for _, pin := range d.p.Pins {
		away = away && (pin.Person != p.Person || pin.Block != b.Block)
	}
	return p.FirstDay <= b.FirstDay && p.LastDay >= b.LastDay && !away
}

func (d diary) away(person string, day datasets.Day) bool {
	return slices.ContainsFunc(d.p.Absences, func(a datasets.Absence) bool { return a.Person == person && a.FirstDay <= day && day <= a.LastDay })
}

// before is how many half-blocks the years before hold of what the requirement counts, whole ones only.
func (d diary) before(person string, r datasets.Requirement) int {
	sum := 0.0
	for _, h := range d.p.History {
		if h.Person != person || h.Kind != datasets.HistoryDone {
			continue
		}
		part := 0.0 // of a half-block in each half-block of it
		rows, rotation := d.rows[h.Name]
		for _, half := range rows {
			if rotation && (r.Rotation == h.Name || r.Rotation == "" && half.Service == r.Service) {
				part += 0.5
			}
		}
		if !rotation && r.Rotation == "" && r.Service == h.Name {
			part = 1
		}
		sum += part * *h.Amount * map[string]float64{"block": 2, "half_block": 1, "week": 0.5}[h.Unit]
	}
	return int(sum)
}

func (d diary) level(person string, day datasets.Day) (pgy int) {
	var from datasets.Day = -1 << 30
	for _, l := range d.p.Levels {
		if l.Person == person && l.FirstDay <= day && l.FirstDay >= from {
			pgy, from = l.PGY, l.FirstDay
		}
	}
	return pgy
}

// count scores stays by the programme's rows alone: block by block and day by day, without the solver's tables.
func count(p *datasets.Program, stays []datasets.Stay) solver.Score {
	d := diary{p: p, rows: map[string][2]datasets.Rotation{}, on: map[string]string{}}
	for _, person := range p.People {
		if person.Role == datasets.Resident {
			d.residents = append(d.residents, person)
		}
	}
	for _, r := range p.Rotations {
		pair := d.rows[r.Rotation]
		if r.Half != 2 {
			pair[0] = r
		}
		if r.Half != 1 {
			pair[1] = r
		}
		d.rows[r.Rotation] = pair
	}
	for _, s := range stays {
		d.on[fmt.Sprint(s.Person, s.Block)] = s.Rotation
	}
	hard := d.cells() + d.amounts() + d.orders()
	wishes, day := d.wishes()
	return solver.Score{Hard: hard, Cover: d.covers(), Soft: wishes + day*d.absenceDays()}
}
