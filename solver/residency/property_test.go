package residency_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
)

// TestScoreAgainstCount: on programmes and rosters drawn at random, the score of the problem is what a plain count over the
// programme's own rows gives, and a roster survives being written as stays and read back.
func TestScoreAgainstCount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProgram(t)
		problem, err := residency.Annual(p)
		if err != nil {
			t.Fatal(err)
		}
		r := make(solver.Roster, len(problem.People)*len(problem.Periods))
		for i := range r {
			r[i] = solver.Duty(rapid.IntRange(0, len(problem.Duties)-1).Draw(t, "duty"))
		}
		stays := residency.Stays(p, 7, r)
		back, err := residency.Roster(p, stays)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(r, back); diff != "" {
			t.Fatalf("roster read back from stays (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(count(p, stays), solver.Evaluate(problem, r)); diff != "" {
			t.Fatalf("score (-counted +evaluated):\n%s", diff)
		}
	})
}

var services = []string{"Wards", "Clinic", "Night", "Elective"}

// drawProgram changes the tiny programme: everything that a rule looks at is drawn.
func drawProgram(t *rapid.T) *datasets.Program {
	p := tiny()
	day := func(label string) datasets.Day { return july(rapid.IntRange(-2, 28*4).Draw(t, label)) }
	span := func(label string) (first, last datasets.Day) {
		a, b := day(label), day(label)
		return min(a, b), max(a, b)
	}
	pgys := func() []int { return rapid.SliceOfNDistinct(rapid.IntRange(1, 3), 1, 3, rapid.ID).Draw(t, "pgys") }
	name := rapid.SampledFrom([]string{"Wards", "Clinic", "Night", "Elective", "Night + Clinic"})
	person := rapid.SampledFrom([]string{"A", "B", "C", "F"})
	up := func() *int {
		if rapid.Bool().Draw(t, "has limit") {
			return ptr(rapid.IntRange(1, 4).Draw(t, "limit"))
		}
		return nil
	}
	many := func(label string, most int, row func()) {
		for range rapid.IntRange(0, most).Draw(t, label) {
			row()
		}
	}
	p.People = append([]datasets.Person{{Person: "F", Role: datasets.Faculty, FirstDay: july(-2), LastDay: july(112)}}, p.People...)
	for i := range p.People {
		if rapid.IntRange(0, 3).Draw(t, "part of the year") == 0 {
			p.People[i].FirstDay, p.People[i].LastDay = span("time with the programme")
		}
		p.People[i].FullTime = rapid.SampledFrom([]float64{0.5, 0.98, 1, 1}).Draw(t, "full time")
	}
	p.Levels = append(p.Levels, datasets.Level{Person: "A", FirstDay: day("level rises"), PGY: 2})
	for i := range p.Rotations {
		if p.Rotations[i].PGYs = nil; rapid.IntRange(0, 5).Draw(t, "for nobody") > 0 {
			p.Rotations[i].PGYs = pgys()
		}
		p.Rotations[i].HoursPerWeek = float64(rapid.IntRange(78, 82).Draw(t, "hours"))
		p.Rotations[i].DaysOffPer28 = rapid.IntRange(3, 5).Draw(t, "days off")
		p.Rotations[i].LeaveAllowed = rapid.Bool().Draw(t, "leave")
	}
	many("requirements", 3, func() {
		r := datasets.Requirement{PGYs: pgys(), Service: rapid.SampledFrom(services).Draw(t, "service"), Span: rapid.SampledFrom([]string{"year", "career"}).Draw(t, "span"),
			Unit: rapid.SampledFrom([]datasets.Unit{datasets.UnitBlock, datasets.UnitHalfBlock, datasets.UnitWeek}).Draw(t, "unit"), FirstBlock: up(), LastBlock: up()}
		r.Least = 2 * rapid.IntRange(0, 3).Draw(t, "least")
		if more := up(); more != nil {
			r.Most = ptr(r.Least + *more) // least is even, so that half-blocks can make it in weeks too
		}
		if rapid.Bool().Draw(t, "of a rotation") {
			r.Rotation, r.Service = rapid.SampledFrom([]string{"Wards", "Night + Clinic"}).Draw(t, "rotation"), ""
		}
		p.Requirements = append(p.Requirements, r)
	})
	many("cover", 3, func() {
		c := datasets.Cover{Cover: "c", Services: rapid.SliceOfNDistinct(rapid.SampledFrom(services), 1, 3, rapid.ID).Draw(t, "services"), PGYFrom: up(), PGYTo: up(), Least: rapid.IntRange(0, 2).Draw(t, "least")}
		if more := up(); more != nil {
			c.Most = ptr(c.Least + *more - 1)
		}
		if rapid.Bool().Draw(t, "part of the year") {
			first, last := span("cover")
			c.FirstDay, c.LastDay = &first, &last
		}
		p.Cover = append(p.Cover, c)
	})
	many("absences", 4, func() {
		first, last := span("absence")
		p.Absences = append(p.Absences, datasets.Absence{Person: person.Draw(t, "person"), FirstDay: first, LastDay: last})
	})
	many("requests", 4, func() {
		first, last := span("request")
		p.Requests = append(p.Requests, datasets.Request{Person: person.Draw(t, "person"), FirstDay: first, LastDay: last,
			Rotation: rapid.SampledFrom([]string{"Wards", "Night + Clinic", datasets.Leave}).Draw(t, "wish"), Rank: rapid.IntRange(1, 6).Draw(t, "rank")})
	})
	many("quotas", 2, func() { // those that give leave are kept apart, since only one alone costs what is lost by it
		q := datasets.Quota{Kind: datasets.QuotaBlackout}
		if rapid.Bool().Draw(t, "of services") {
			q.Services = []string{rapid.SampledFrom(services).Draw(t, "service")}
		}
		first, last := span("blackout")
		q.FirstDay, q.LastDay, q.PGYs = &first, &last, pgys()
		p.Quotas = append(p.Quotas, q)
	})
	if rapid.Bool().Draw(t, "quota") {
		q := datasets.Quota{Kind: datasets.QuotaLeave, Most: ptr(rapid.IntRange(0, 2).Draw(t, "leaves")), PGYs: pgys()}
		if rapid.Bool().Draw(t, "in a season") {
			first, last := span("quota")
			q.FirstDay, q.LastDay = &first, &last
		}
		p.Quotas = append(p.Quotas, q)
		for i := range p.Requests { // within one block each, so that each has one place at most
			r := &p.Requests[i]
			block := max(0, int(r.FirstDay-july(1))/28)
			r.FirstDay = max(r.FirstDay, july(1+28*block))
			r.LastDay = max(r.FirstDay, min(r.LastDay, july(28+28*block)))
		}
	}
	many("prerequisites", 2, func() {
		p.Prerequisites = append(p.Prerequisites, datasets.Prerequisite{Before: name.Draw(t, "before"), After: name.Draw(t, "after"), PGYs: []int{1, 2, 3}, LeastGap: rapid.IntRange(1, 3).Draw(t, "gap")})
	})
	many("history", 4, func() {
		p.History = append(p.History, datasets.History{Person: person.Draw(t, "person"), Kind: rapid.SampledFrom([]string{datasets.HistoryDone, datasets.HistoryAway}).Draw(t, "kind"),
			Name: name.Draw(t, "name"), Amount: ptr(float64(rapid.IntRange(0, 6).Draw(t, "quarters")) / 4), Unit: rapid.SampledFrom([]string{"block", "half_block", "week"}).Draw(t, "unit")})
	})
	for _, code := range []string{"A", "B", "C"} {
		for k := range rapid.IntRange(0, 3).Draw(t, "stays before") {
			p.History = append(p.History, datasets.History{Person: code, Kind: datasets.HistoryStay, Name: name.Draw(t, "stay"), FirstDay: july(-27 - 28*k), LastDay: july(-28 * k)})
		}
	}
	if rapid.Bool().Draw(t, "by share of the year") {
		p.Rules = append(p.Rules, datasets.RuleChange{Rule: "policy-pro-rata", Limit: ptr(float64(rapid.IntRange(40, 100).Draw(t, "of the blocks"))), Owner: "o", Reason: "r"})
	}
	many("neighbours", 3, func() {
		n := datasets.Neighbour{First: name.Draw(t, "first"), Second: name.Draw(t, "second"), Allowed: rapid.SampledFrom([]string{"never", "only", "wanted"}).Draw(t, "allowed"), Spacing: rapid.IntRange(1, 3).Draw(t, "spacing")}
		p.Neighbours = append(p.Neighbours, n)
	})
	many("pins", 3, func() {
		p.Pins = append(p.Pins, datasets.Pin{Person: person.Draw(t, "person"), Block: rapid.IntRange(0, 4).Draw(t, "block"), Rotation: rapid.SampledFrom([]string{"Wards", "Night + Clinic"}).Draw(t, "rotation")})
	})
	return p
}

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

// wishes counts the weights of ungranted requests and wanted neighbours, and what a day of absence has to weigh.
func (d diary) wishes() (cost, day int64) {
	weights := []int64{8, 4, 2, 1, 1, 1} // by rank
	inBlock := map[int][]int64{}         // weights of the leaves that the quota counts, granted but for it
	asking := map[int][]int64{}          // weights of those that it counts at all
	for _, r := range d.p.Requests {
		granted, asked, hopeless := true, false, false
		counted := 0 // block in which the quota counts it
		for _, person := range d.residents {
			for _, b := range d.p.Blocks[1:] {
				for today := b.FirstDay; today <= b.LastDay; today++ {
					if person.Person != r.Person || !d.there(person, b) || today < r.FirstDay || today > r.LastDay {
						continue
					}
					asked = true
					name := d.rotation(r.Person, b.Block)
					h := min(1, (today-b.FirstDay)/14)
					half := d.rows[name][h]
					if r.Rotation != datasets.Leave {
						granted = granted && name == r.Rotation
						continue
					}
					granted = granted && name != "" && half.LeaveAllowed
					pgy := d.level(r.Person, b.FirstDay+14*h)
					for _, q := range d.p.Quotas {
						switch about := d.about(q, today, pgy); {
						case about && q.Kind == datasets.QuotaLeave:
							counted = b.Block
						case about && len(q.Services) == 0:
							hopeless = true
						case about && name != "" && half.Service == q.Services[0]:
							granted = false
						}
					}
				}
			}
		}
		if !asked || hopeless {
			continue
		}
		day += weights[r.Rank-1]
		if counted > 0 {
			asking[counted] = append(asking[counted], weights[r.Rank-1])
		}
		switch {
		case !granted:
			cost += weights[r.Rank-1]
		case counted > 0:
			inBlock[counted] = append(inBlock[counted], weights[r.Rank-1])
		}
	}
	for block, most := range d.places() {
		if len(asking[block]) > most {
			for _, weight := range asking[block] {
				day += weight
			}
		}
		slices.Sort(inBlock[block])
		for len(inBlock[block]) > most { // who wishes it least loses it
			cost += inBlock[block][0]
			inBlock[block] = inBlock[block][1:]
		}
	}
	for _, r := range d.p.Neighbours {
		for _, person := range d.residents {
			if r.Allowed == "wanted" && d.is(person.Person, 0, r.First) {
				day++
				if d.rotation(person.Person, 1) != "" && !d.is(person.Person, 1, r.Second) {
					cost++
				}
			}
			for block := 1; r.Allowed == "wanted" && block < 4; block++ {
				day++
				if d.is(person.Person, block, r.First) && d.rotation(person.Person, block+1) != "" && !d.is(person.Person, block+1, r.Second) {
					cost++
				}
			}
		}
	}
	return cost, day + 1
}

// about reports whether a row of quotas.csv is about somebody of the level on the day.
func (d diary) about(q datasets.Quota, day datasets.Day, pgy int) bool {
	return (q.FirstDay == nil || day >= *q.FirstDay) && (q.LastDay == nil || day <= *q.LastDay) && slices.Contains(q.PGYs, pgy)
}

// places is how many requests for leave the quota lets through in each block, after the absences.
func (d diary) places() map[int]int {
	left := map[int]int{}
	for _, q := range d.p.Quotas {
		for _, b := range d.p.Blocks[1:] {
			if q.Kind != datasets.QuotaLeave {
				continue
			}
			left[b.Block] = *q.Most
			for _, a := range d.p.Absences {
				i := slices.IndexFunc(d.residents, func(p datasets.Person) bool { return p.Person == a.Person })
				counts := false
				for today := max(a.FirstDay, b.FirstDay); today <= min(a.LastDay, b.LastDay); today++ {
					counts = counts || i >= 0 && d.there(d.residents[i], b) && d.about(q, today, d.level(a.Person, b.FirstDay+14*min(1, (today-b.FirstDay)/14)))
				}
				if counts {
					left[b.Block] = max(0, left[b.Block]-1)
				}
			}
		}
	}
	return left
}

// absenceDays counts the days on which somebody is away from a rotation that allows no leave.
func (d diary) absenceDays() (n int64) {
	for _, person := range d.residents {
		for _, b := range d.p.Blocks[1:] {
			name := d.rotation(person.Person, b.Block)
			for today := b.FirstDay; today <= b.LastDay && d.there(person, b); today++ {
				if d.away(person.Person, today) && (name == "" || !d.rows[name][min(1, (today-b.FirstDay)/14)].LeaveAllowed) {
					n++
				}
			}
		}
	}
	return n
}
