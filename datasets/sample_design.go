package datasets

import (
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"rota/datasets/rules"
)

// design is a sample programme whose limits follow from what residents of each level do in a year.
type design struct {
	specialty   string
	perYear     int // residents of each PGY
	faculty     int
	cohorts     int // of a 4+1 calendar; 0: everybody is in blocks
	offerings   []offering
	courses     [4][]course // by PGY, beside electives
	nights      [4]int      // combined rotations with nights, by PGY
	nightsFirst []string    // codes of the combined rotations by the half in which the nights are
	nightsLast  []string
	electives   [4][]string // the ones most wished for come first
	favourite   string      // that more residents of PGY-3 wish for than it takes
	teams       []team
	pinned      string // code whose dates the host has set for some residents
	before      []Prerequisite
	neighbours  []Neighbour
	quotas      []Quota
	activities  []Activity
	rules       []RuleChange
	done        map[int][]done             // by PGY: what a resident of it has from the years before
	halfDays    func(d design, p *Program) // adds what the faculty year and the block schedules need; nil: there are none
}

// course is a rotation that every resident of a PGY has so many times a year.
type course struct {
	code  string
	times int
}

// team is services that need residents of some levels together.
type team struct {
	name     string
	from, to int
	services []string
}

// done is weeks of a service in the years before.
type done struct {
	service string
	weeks   float64
}

// clinicCode is the rotation of cohorts in their week in the clinic, cohortWeeks are planned between two of them.
const (
	clinicCode  = "CLINIC"
	cohortWeeks = 4
	clinicWeeks = 10 // of a cohort in a year, at least
)

// make makes the programme and the plan that proves that it can be met.
func (d design) make(name string, rng *rand.Rand) (*Program, plan, error) {
	first, last := academicYear(sampleYear)
	p := &Program{
		Settings: []Setting{
			{"name", name}, {"site", "Main Hospital"}, {"specialty", d.specialty}, {"time_zone", "America/New_York"},
			{"first_day", first.String()}, {"last_day", last.String()},
		},
		Blocks: firstThursdayBlocks(sampleYear), Rotations: rotationRows(d.offerings), Prerequisites: d.before, Neighbours: d.neighbours, Quotas: d.quotas,
		Holidays: federalHolidays(sampleYear), Activities: d.activities, Rules: d.rules,
	}
	p.People, p.Levels = samplePeople(sampleSize{perYear: d.perYear, faculty: d.faculty}, p.Blocks)
	for i := range p.People[:3*d.perYear] {
		person := &p.People[i]
		person.LastDay = trainingEnds(p, person.Person, last)
		if d.cohorts > 0 {
			person.Cohort = cohortName(i % d.cohorts)
		}
	}
	p.Weeks = cohortCalendars(d.cohorts, p.Blocks[1].FirstDay, last)
	p.Requirements, p.Cover, p.History = d.requirements(), d.cover(p), d.history(p)
	residents := residentsOf(p)
	pl := newPlanner(p, d.offerings, [][]string{d.electives[3], slices.Concat(d.nightsFirst, d.nightsLast)}, rng)
	for _, r := range p.Requirements {
		pl.limits = append(pl.limits, limit{counts: pl.serves(r.Service), pgys: r.PGYs, least: r.Least, most: *r.Most, step: 1})
	}
	pl.limits = append(pl.limits, d.training(pl)...)
	base, err := pl.find(func() plan { return d.deal(pl, rng) })
	if err != nil {
		return nil, nil, err
	}
	p.Pins = d.pins(p, residents, base)
	w := wisher{program: p, offerings: d.offerings, electives: d.electives, favourite: d.favourite, residents: residents, slots: pl.slots, rng: rng}
	p.Absences, p.Requests = w.absences(), w.requests()
	if d.halfDays != nil {
		d.halfDays(d, p)
	}
	return p, base, nil
}

// trainingEnds returns the last day of a training of three years: a year after each promotion but the last is the next one.
func trainingEnds(p *Program, person string, yearLast Day) Day {
	end, pgy := yearLast+1, 0
	first, _ := p.Span()
	for _, level := range p.Levels {
		if level.Person == person {
			pgy = level.PGY
			if level.FirstDay > first { // he is promoted within the year, and again on that day of later ones
				end, pgy = level.FirstDay, pgy-1
			}
		}
	}
	for ; pgy < 3; pgy++ {
		end = anniversary(end)
	}
	return end - 1
}

// training limits what the rules on the whole training leave to this year: a least to those who end it, a most to everybody.
func (d design) training(pl *planner) []limit {
	var limits []limit
	for _, c := range d.rules {
		r, known := rules.Find(d.specialty, c.Rule, time.Time{})
		if !known || !r.Named || r.Window != rules.Career {
			continue
		}
		counts := make([][2]bool, len(d.offerings))
		for _, service := range c.Services {
			for o, both := range pl.serves(service) {
				counts[o] = [2]bool{counts[o][0] || both[0], counts[o][1] || both[1]}
			}
		}
		for pgy := 1; pgy <= 3; pgy++ {
			left := 2 * halfBlockWeeks * r.Limit
			for _, x := range d.done[pgy] {
				if slices.Contains(c.Services, x.service) {
					left -= x.weeks
				}
			}
			l := limit{counts: counts, pgys: []int{pgy}, most: int(left), step: 1}
			if r.Sense == rules.Least {
				if l.most = math.MaxInt32; pgy < r.FinalPGY {
					continue
				}
				if d.cohorts > 0 && slices.Contains(c.Services, d.serviceOf(clinicCode)) {
					left -= clinicWeeks
				}
				l.least = int(math.Ceil(left))
			}
			limits = append(limits, l)
		}
	}
	return limits
}

// cohortName is A, B, ...
func cohortName(i int) string { return string(rune('A' + i)) }

// cohortCalendars returns the calendars of so many cohorts: a week in the clinic, then stays of four weeks and further weeks in the clinic,
// each cohort a week later than the one before; what is left at the ends of the year is a shorter stay.
func cohortCalendars(cohorts int, first, last Day) []Week {
	var rows []Week
	for i := range cohorts {
		add := func(from, to Day, rotation string) {
			if from <= to {
				rows = append(rows, Week{Kind: WeekCohort, FirstDay: from, LastDay: to, Cohort: cohortName(i), Rotation: rotation})
			}
		}
		begin := first + Day(i*daysInWeek)
		add(first, begin-1, "")
		for ; begin <= last; begin += (1 + cohortWeeks) * daysInWeek {
			add(begin, min(last, begin+daysInWeek-1), clinicCode)
			add(begin+daysInWeek, min(last, begin+(1+cohortWeeks)*daysInWeek-1), "")
		}
	}
	return rows
}

func (d design) serviceOf(code string) string {
	return d.offerings[offeringIndex(d.offerings, code)].halves[0].service
}

// slack is by how many weeks a resident may have less or more of a course than it lasts: stays at the ends of the year are shorter, and
// some of four weeks stand in for them.
func (d design) slack(c course) int {
	switch {
	case d.cohorts == 0:
		return 0
	case c.times > 1:
		return 2
	default:
		return 1
	}
}

// requirements asks for the courses and nights of each PGY, in weeks, and limits the electives.
func (d design) requirements() []Requirement {
	var rows []Requirement
	add := func(pgy int, service string, least, most int) {
		rows = append(rows, Requirement{PGYs: []int{pgy}, Service: service, Least: least, Most: &most, Unit: UnitWeek, Span: "year", Source: sampleSource})
	}
	for pgy := 1; pgy <= 3; pgy++ {
		for _, c := range d.courses[pgy] {
			weeks, slack := 2*halfBlockWeeks*c.times, d.slack(c)
			add(pgy, d.serviceOf(c.code), weeks-slack, weeks+2*halfBlockWeeks)
		}
		if n := d.nights[pgy]; n > 0 {
			add(pgy, nightFloat, halfBlockWeeks*n-d.slack(course{"", n}), halfBlockWeeks*n+halfBlockWeeks)
		}
		for _, code := range d.electives[pgy] {
			add(pgy, d.serviceOf(code), 0, electiveHalves*halfBlockWeeks)
		}
	}
	return rows
}

// load is how many residents of some levels a service has on average, after orientation.
func (d design) load(service string, from, to int) float64 {
	weeks := 0
	for pgy := from; pgy <= to; pgy++ {
		for _, c := range d.courses[pgy] {
			if d.serviceOf(c.code) == service {
				weeks += 2 * halfBlockWeeks * c.times
			}
		}
		if service == nightFloat {
			weeks += halfBlockWeeks * d.nights[pgy]
		}
	}
	return float64(d.perYear*weeks) / (2 * halfBlockWeeks * annualBlocks)
}

// free is how many residents each elective has on average.
func (d design) free() float64 {
	weeks := 0
	for pgy := 1; pgy <= 3; pgy++ {
		weeks += 2 * halfBlockWeeks * annualBlocks
		for _, c := range d.courses[pgy] {
			weeks -= 2 * halfBlockWeeks * c.times
		}
		weeks -= halfBlockWeeks * d.nights[pgy]
	}
	if d.cohorts > 0 { // the weeks in the clinic
		weeks -= 3 * 2 * halfBlockWeeks * annualBlocks / (1 + cohortWeeks)
	}
	return float64(d.perYear*weeks) / (2 * halfBlockWeeks * annualBlocks) / float64(len(d.electives[3]))
}

// cover asks teams for four fifths of what they have on average, and gives them room for a third more; a host has room for half as many
// again as the average of those who must come, an elective for a third more than come on average.
func (d design) cover(p *Program) []Cover {
	var rows []Cover
	add := func(name string, services []string, from, to, least, most int) {
		c := Cover{Cover: name, Services: services, Role: Resident, Least: least, Most: &most, Source: sampleSource}
		if from > 1 || to < 3 {
			c.PGYFrom, c.PGYTo = &from, &to
		}
		if from == 1 && offeringIndex(d.offerings, "ORIENT") >= 0 {
			c.FirstDay = &p.Blocks[slices.IndexFunc(p.Blocks, func(b Block) bool { return b.Block == orientationBlocks+1 })].FirstDay
		}
		rows = append(rows, c)
	}
	var staffed []string
	for _, t := range d.teams {
		load := 0.0
		for _, service := range t.services {
			load += d.load(service, t.from, t.to)
			staffed = append(staffed, service)
		}
		add(t.name, t.services, t.from, t.to, max(1, int(0.8*load)), int(4*load/3)+1)
	}
	var hosts []string
	for _, o := range d.offerings {
		for _, s := range o.halves {
			if o.code != "ORIENT" && o.code != clinicCode && !slices.Contains(staffed, s.service) && !slices.Contains(hosts, s.service) {
				hosts = append(hosts, s.service)
			}
		}
	}
	for _, service := range hosts {
		most := int(3*d.load(service, 1, 3)/2) + 1
		if slices.ContainsFunc(d.electives[3], func(code string) bool { return d.serviceOf(code) == service }) {
			most = max(2, int(4*d.free()/3)+1)
		}
		rows = append(rows, Cover{Cover: service + " places", Services: []string{service}, Role: Resident, Most: &most, Source: sampleSource})
	}
	if d.cohorts > 0 {
		n := 3 * d.perYear / d.cohorts
		rows = append(rows, Cover{Cover: "Clinic", Services: []string{d.serviceOf(clinicCode)}, Role: Resident, Least: n, Most: &n, Source: sampleSource})
	}
	return rows
}

// history is what the residents have from the years before.
func (d design) history(p *Program) []History {
	var rows []History
	first, _ := p.Span()
	for _, r := range residentsOf(p) {
		pgy := p.PGYOn(r.Person, first)
		years := Day((pgy - 1) * 365)
		for _, x := range d.done[pgy] {
			rows = append(rows, History{Person: r.Person, Kind: HistoryDone, Name: x.service, FirstDay: first - years, LastDay: first - 1, Amount: &x.weeks, Unit: "week"})
		}
	}
	return rows
}

// deal gives each resident his courses and nights, and electives for what is left, in random order.
func (d design) deal(pl *planner, rng *rand.Rand) plan {
	index := func(code string) int { return offeringIndex(d.offerings, code) }
	var rows plan
	nights := 0 // dealt so far; first and second halves take turns
	for i := range pl.slots {
		pgy := i/d.perYear + 1
		var row []int
		for _, c := range d.courses[pgy] {
			row = append(row, slices.Repeat([]int{index(c.code)}, c.times)...)
		}
		for range d.nights[pgy] {
			half := d.nightsFirst
			if nights++; nights%2 == 0 {
				half = d.nightsLast
			}
			row = append(row, index(half[rng.IntN(len(half))]))
		}
		for j := 0; len(row) < len(pl.slots[i]); j++ {
			row = append(row, index(d.electives[pgy][(i+j)%len(d.electives[pgy])]))
		}
		rng.Shuffle(len(row), func(a, b int) { row[a], row[b] = row[b], row[a] })
		rows = append(rows, row)
	}
	return rows
}

// pins fixes the orientation of the interns, and for every fourth who has it the course whose dates the host sets.
func (d design) pins(p *Program, residents []Person, base plan) []Pin {
	var pins []Pin
	set := 0
	for r, row := range base {
		own := slices.DeleteFunc(p.Stretches(residents[r]), func(s Stretch) bool { return s.Rotation != "" })
		for b, o := range row {
			pin := Pin{Person: residents[r].Person, Block: own[b].Block, Rotation: d.offerings[o].code}
			alone := !slices.ContainsFunc(own, func(s Stretch) bool { return s.Block == pin.Block && s.FirstDay() != own[b].FirstDay() })
			switch {
			case pin.Rotation == "ORIENT":
				pin.Reason = "orientation of the new interns"
				pins = append(pins, pin)
			case pin.Rotation == d.pinned && alone:
				if set++; set%4 == 1 {
					pin.Reason = "date set by the host"
					pins = append(pins, pin)
				}
			}
		}
	}
	return pins
}
