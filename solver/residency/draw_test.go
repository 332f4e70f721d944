package residency_test

import (
	"pgregory.net/rapid"

	"rota/datasets"
)

// drawing is a programme of which everything that a rule looks at is drawn, and how.
type drawing struct {
	*rapid.T
	p *datasets.Program
}

// drawProgram changes the tiny programme.
func drawProgram(t *rapid.T) *datasets.Program {
	d := drawing{t, tiny()}
	d.people()
	d.rotations()
	d.demand()
	d.absences()
	d.quotas()
	d.past()
	d.orders()
	return d.p
}

var (
	someRotation = rapid.SampledFrom([]string{"Wards", "Night + Clinic"})
	someName     = rapid.SampledFrom([]string{"Wards", "Clinic", "Night", "Elective", "Night + Clinic"}) // of a rotation or service
	someService  = rapid.SampledFrom([]string{"Wards", "Clinic", "Night", "Elective"})
	somePerson   = rapid.SampledFrom([]string{"A", "B", "C", "F"})
)

func (d drawing) is(what string) bool { return rapid.Bool().Draw(d.T, what) }
func (d drawing) between(least, most int, what string) int {
	return rapid.IntRange(least, most).Draw(d.T, what)
}
func (d drawing) day(what string) datasets.Day { return july(d.between(-2, 28*4, what)) }
func (d drawing) pgys() []int {
	return rapid.SliceOfNDistinct(rapid.IntRange(1, 3), 1, 3, rapid.ID).Draw(d.T, "pgys")
}

func (d drawing) span(what string) (first, last datasets.Day) {
	a, b := d.day(what), d.day(what)
	return min(a, b), max(a, b)
}

// limit is a number or none.
func (d drawing) limit() *int {
	if !d.is("has limit") {
		return nil
	}
	return ptr(d.between(1, 4, "limit"))
}

// rows adds up to so many rows.
func (d drawing) rows(of string, most int, add func()) {
	for range d.between(0, most, of) {
		add()
	}
}

// people come and go within the year and rise.
func (d drawing) people() {
	d.p.People = append([]datasets.Person{{Person: "F", Role: datasets.Faculty, FirstDay: july(-2), LastDay: july(112)}}, d.p.People...)
	for i := range d.p.People {
		if d.between(0, 3, "part of the year") == 0 {
			d.p.People[i].FirstDay, d.p.People[i].LastDay = d.span("time with the programme")
		}
		d.p.People[i].FullTime = rapid.SampledFrom([]float64{0.5, 0.98, 1, 1}).Draw(d.T, "full time")
	}
	d.p.Levels = append(d.p.Levels, datasets.Level{Person: "A", FirstDay: d.day("level rises"), PGY: 2})
}

func (d drawing) rotations() {
	for i := range d.p.Rotations {
		r := &d.p.Rotations[i]
		if r.PGYs = nil; d.between(0, 5, "for nobody") > 0 {
			r.PGYs = d.pgys()
		}
		r.HoursPerWeek = float64(d.between(78, 82, "hours"))
		r.DaysOffPer28 = d.between(3, 5, "days off")
		r.LeaveAllowed = d.is("leave")
	}
}

// demand is what residents must have and services need.
func (d drawing) demand() {
	d.rows("requirements", 3, func() {
		r := datasets.Requirement{PGYs: d.pgys(), Service: someService.Draw(d.T, "service"), Span: rapid.SampledFrom([]string{"year", "career"}).Draw(d.T, "span"),
			Unit: rapid.SampledFrom([]datasets.Unit{datasets.UnitBlock, datasets.UnitHalfBlock, datasets.UnitWeek}).Draw(d.T, "unit"), FirstBlock: d.limit(), LastBlock: d.limit()}
		r.Least = 2 * d.between(0, 3, "least")
		if more := d.limit(); more != nil {
			r.Most = ptr(r.Least + *more) // least is even, so that half-blocks can make it in weeks too
		}
		if d.is("of a rotation") {
			r.Rotation, r.Service = someRotation.Draw(d.T, "rotation"), ""
		}
		d.p.Requirements = append(d.p.Requirements, r)
	})
	if d.is("by share of the year") {
		d.p.Rules = append(d.p.Rules, datasets.RuleChange{Rule: "policy-pro-rata", Limit: ptr(float64(d.between(40, 100, "of the blocks"))), Owner: "o", Reason: "r"})
	}
	d.rows("cover", 3, func() {
		c := datasets.Cover{Cover: "c", Services: rapid.SliceOfNDistinct(someService, 1, 3, rapid.ID).Draw(d.T, "services"), PGYFrom: d.limit(), PGYTo: d.limit(), Least: d.between(0, 2, "least")}
		if more := d.limit(); more != nil {
			c.Most = ptr(c.Least + *more - 1)
		}
		if d.is("part of the year") {
			first, last := d.span("cover")
			c.FirstDay, c.LastDay = &first, &last
		}
		d.p.Cover = append(d.p.Cover, c)
	})
}

// absences are certain and requests are wished for.
func (d drawing) absences() {
	d.rows("absences", 4, func() {
		first, last := d.span("absence")
		d.p.Absences = append(d.p.Absences, datasets.Absence{Person: somePerson.Draw(d.T, "person"), FirstDay: first, LastDay: last})
	})
	d.rows("requests", 4, func() {
		first, last := d.span("request")
		d.p.Requests = append(d.p.Requests, datasets.Request{Person: somePerson.Draw(d.T, "person"), FirstDay: first, LastDay: last,
			Rotation: rapid.SampledFrom([]string{"Wards", "Night + Clinic", datasets.Leave}).Draw(d.T, "wish"), Rank: d.between(1, 6, "rank")})
	})
}

// quotas: those that give leave are kept apart, since only one alone costs what is lost by it.
func (d drawing) quotas() {
	d.rows("blackouts", 2, func() {
		q := datasets.Quota{Kind: datasets.QuotaBlackout}
		if d.is("of services") {
			q.Services = []string{someService.Draw(d.T, "service")}
		}
		first, last := d.span("blackout")
		q.FirstDay, q.LastDay, q.PGYs = &first, &last, d.pgys()
		d.p.Quotas = append(d.p.Quotas, q)
	})
	if !d.is("quota") {
		return
	}
	q := datasets.Quota{Kind: datasets.QuotaLeave, Most: ptr(d.between(0, 2, "leaves")), PGYs: d.pgys()}
	if d.is("in a season") {
		first, last := d.span("quota")
		q.FirstDay, q.LastDay = &first, &last
	}
	d.p.Quotas = append(d.p.Quotas, q)
	for i := range d.p.Requests { // within one block each, so that each has one place at most
		r := &d.p.Requests[i]
		block := max(0, int(r.FirstDay-july(1))/28)
		r.FirstDay = max(r.FirstDay, july(1+28*block))
		r.LastDay = max(r.FirstDay, min(r.LastDay, july(28+28*block)))
	}
}

// past is what people did before the year.
func (d drawing) past() {
	d.rows("history", 4, func() {
		d.p.History = append(d.p.History, datasets.History{Person: somePerson.Draw(d.T, "person"), Kind: rapid.SampledFrom([]string{datasets.HistoryDone, datasets.HistoryAway}).Draw(d.T, "kind"),
			Name: someName.Draw(d.T, "name"), Amount: ptr(float64(d.between(0, 6, "quarters")) / 4), Unit: rapid.SampledFrom([]string{"block", "half_block", "week"}).Draw(d.T, "unit")})
	})
	for _, code := range []string{"A", "B", "C"} {
		for k := range d.between(0, 3, "stays before") {
			d.p.History = append(d.p.History, datasets.History{Person: code, Kind: datasets.HistoryStay, Name: someName.Draw(d.T, "stay"), FirstDay: july(-27 - 28*k), LastDay: july(-28 * k)})
		}
	}
}

// orders say what comes before, beside and at a fixed place.
func (d drawing) orders() {
	d.rows("prerequisites", 2, func() {
		d.p.Prerequisites = append(d.p.Prerequisites, datasets.Prerequisite{Before: someName.Draw(d.T, "before"), After: someName.Draw(d.T, "after"), PGYs: []int{1, 2, 3}, LeastGap: d.between(1, 3, "gap")})
	})
	d.rows("neighbours", 3, func() {
		d.p.Neighbours = append(d.p.Neighbours, datasets.Neighbour{First: someName.Draw(d.T, "first"), Second: someName.Draw(d.T, "second"),
			Allowed: rapid.SampledFrom([]string{"never", "only", "wanted"}).Draw(d.T, "allowed"), Spacing: d.between(1, 3, "spacing")})
	})
	d.rows("pins", 3, func() {
		d.p.Pins = append(d.p.Pins, datasets.Pin{Person: somePerson.Draw(d.T, "person"), Block: d.between(0, 4, "block"), Rotation: someRotation.Draw(d.T, "rotation")})
	})
}
