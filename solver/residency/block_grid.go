package residency

import (
	"fmt"
	"slices"
	"time"

	"rota/datasets"
	"rota/solver"
)

// halfDays is the grid of a block: people are residents, faculty, learners and visitors, periods the mornings, afternoons and nights of its days,
// three a day. A duty is an activity in one of the three halves, by its hours; to be off is to have no work, whatever the sheet calls it.
type halfDays struct {
	program   *datasets.Program
	plan      Plan
	block     datasets.Block
	days      int
	people    []datasets.Person      // who is there in the block, in the order of people.csv
	duties    []halfDuty             // duties[0] is off
	cells     []halfCell             // by person and period
	on        [][]*datasets.Rotation // by person and day
	rows      map[string][]*datasets.Rotation
	stays     [][]datasets.Stay    // of each person, as far as they reach into the block
	calendars [][]datasets.Stretch // of each person
	patterns  *datasets.Patterns
	zone      *time.Location

	personAt map[string]solver.Person
	dutyAt   map[halfDuty]solver.Duty
	before   map[[2]int]solver.Duty // by person and period below 0: what history tells of
}

// Halves of a day in the order of its periods.
const (
	morning = iota
	afternoon
	night
	halvesOfDay
)

// halfDuty is an activity in one half of a day. Of two that differ in nothing but the hours one lies in a night in which clocks change.
type halfDuty struct {
	half         int
	code         string // "": nothing, but not free either
	kind         datasets.ActivityKind
	starts, ends int // by the clock on the wall, in minutes from the midnight before it; both 0: no work
	long         int // minutes of work: not ends less starts in a night in which clocks change
}

// works reports whether the duty is work that has hours.
func (d halfDuty) works() bool { return d.ends > d.starts }

// minutes is how long the work is.
func (d halfDuty) minutes() int { return d.long }

// isCall reports whether the duty is a night in the house after which one is free.
func (d halfDuty) isCall() bool { return d.half == night && d.works() && d.kind != datasets.KindNight }

// freeOfWork are the kinds that are no work whatever their hours.
func freeOfWork(kind datasets.ActivityKind) bool {
	switch kind {
	case datasets.KindOff, datasets.KindLeave, datasets.KindAway, datasets.KindHoliday:
		return true
	default:
		return false
	}
}

// newHalfDays lays out the grid. The error says why there is none.
func newHalfDays(p *datasets.Program, plan Plan) (*halfDays, error) {
	h := &halfDays{program: p, plan: plan, patterns: p.Patterns(), zone: p.Location(), personAt: map[string]solver.Person{}, duties: []halfDuty{{}},
		dutyAt: map[halfDuty]solver.Duty{{}: solver.Off}, before: map[[2]int]solver.Duty{}}
	i := slices.IndexFunc(p.Blocks, func(b datasets.Block) bool { return b.Block == plan.Block })
	if i < 0 {
		return nil, fmt.Errorf("residency: blocks.csv: block=%d is not there; expected one of %d to %d", plan.Block, p.Blocks[0].Block, p.Blocks[len(p.Blocks)-1].Block)
	}
	h.block = p.Blocks[i]
	h.days = int(h.block.LastDay-h.block.FirstDay) + 1
	for _, person := range p.People {
		if person.FirstDay <= h.block.LastDay && h.block.FirstDay <= person.LastDay {
			h.personAt[person.Person] = solver.Person(len(h.people))
			h.people = append(h.people, person)
		}
	}
	if len(h.people) == 0 {
		return nil, fmt.Errorf("residency: people.csv: nobody is there in block %d; expected somebody", plan.Block)
	}
	h.recall()
	h.place()
	h.layCells()
	return h, nil
}

// count is the number of periods.
func (h *halfDays) count() int { return halvesOfDay * h.days }

// day returns the day that a period lies in.
func (h *halfDays) day(t int) datasets.Day { return h.block.FirstDay + datasets.Day(t/halvesOfDay) }

// cell returns the cell of a person in a period.
func (h *halfDays) cell(person, t int) *halfCell { return &h.cells[person*h.count()+t] }

// resident reports whether the person is one.
func (h *halfDays) resident(person int) bool { return h.people[person].Role == datasets.Resident }

// duty returns the duty of an activity in one half of a day, and makes it at need; off for an activity that is no work. Of a night
// of home call there is one, without hours.
func (h *halfDays) duty(a datasets.Activity, d datasets.Day) solver.Duty {
	if freeOfWork(a.Kind) {
		return solver.Off
	}
	duty := halfDuty{half: slices.Index(halfDayNames[:], a.HalfDay), code: a.Code, kind: a.Kind}
	if starts, ends, timed := a.Hours(d, h.zone); timed && a.Kind != datasets.KindHomeCall {
		duty.starts, duty.ends, duty.long = h.wall(d, starts, ends)
	}
	return h.known(duty)
}

// wall tells an interval of work of a day by the clock on the wall: what begins after a night in which clocks change, as the night ends
// after it, lies as far from it as the two clock times say.
func (h *halfDays) wall(d datasets.Day, starts, ends time.Time) (from, to, long int) {
	clock := func(t time.Time) int {
		t = t.In(h.zone)
		return int(datasets.DayOf(t)-d)*minutesOfDay + t.Hour()*60 + t.Minute()
	}
	return clock(starts), clock(ends), int(ends.Sub(starts).Minutes())
}

// known returns the number of a duty, and makes it at need.
func (h *halfDays) known(duty halfDuty) solver.Duty {
	d, known := h.dutyAt[duty]
	if !known {
		d = solver.Duty(len(h.duties))
		h.dutyAt[duty] = d
		h.duties = append(h.duties, duty)
	}
	return d
}

// recall takes up the work of the days before the block that history.csv tells of.
func (h *halfDays) recall() {
	for _, row := range h.program.History {
		person, known := h.personAt[row.Person]
		if row.Kind != datasets.HistoryWorked || !known || row.FirstDay >= h.block.FirstDay || row.StartsAt == nil {
			continue
		}
		half := slices.Index(halfDayNames[:], row.HalfDay)
		a, _ := h.program.ActivityIn(row.Name, row.HalfDay)
		if half < 0 || freeOfWork(a.Kind) || a.Kind == datasets.KindHomeCall {
			continue
		}
		from, to, long := h.wall(row.FirstDay, *row.StartsAt, *row.EndsAt)
		duty := halfDuty{half, row.Name, a.Kind, from, to, long}
		h.before[[2]int{int(person), halvesOfDay*int(row.FirstDay-h.block.FirstDay) + half}] = h.known(duty)
	}
}

// place finds the rotation that everybody but the faculty is on, day by day of the block.
func (h *halfDays) place() {
	h.rows, h.stays = map[string][]*datasets.Rotation{}, make([][]datasets.Stay, len(h.people))
	for i := range h.program.Rotations {
		r := &h.program.Rotations[i]
		h.rows[r.Rotation] = append(h.rows[r.Rotation], r)
	}
	for _, s := range h.plan.Stays {
		if person, known := h.personAt[s.Person]; known && !s.OfFaculty() {
			h.stays[person] = append(h.stays[person], s)
		}
	}
	h.on, h.calendars = make([][]*datasets.Rotation, len(h.people)), make([][]datasets.Stretch, len(h.people))
	for i, person := range h.people {
		h.calendars[i] = h.program.Stretches(person)
		for t := range h.days {
			h.on[i] = append(h.on[i], h.placed(i, h.block.FirstDay+datasets.Day(t)))
		}
	}
}

// placed returns the row of rotations.csv that a person is on on a day, also of one outside the block as far as the plan's stays reach: by an
// event, else by the annual schedule.
func (h *halfDays) placed(person int, d datasets.Day) *datasets.Rotation {
	var on *datasets.Rotation
	for _, s := range h.stays[person] {
		if s.FirstDay <= d && d <= s.LastDay {
			on = h.rowOn(person, s.Rotation, d)
		}
	}
	service := ""
	if on != nil {
		service = on.Service
	}
	if to := h.program.MovedTo(h.people[person], service, d); to != "" && h.people[person].Role != datasets.Faculty {
		return h.rowOn(person, to, d)
	}
	return on
}

// rowOn returns the row of a rotation for a day of the person's calendar: of a combined one that of the half-block, or of the part of a stay
// of weeks, that the day lies in.
func (h *halfDays) rowOn(person int, rotation string, d datasets.Day) *datasets.Rotation {
	_, half := h.stretchAt(person, d)
	for _, r := range h.rows[rotation] {
		if r.Half == 0 || r.Half == half || half == 0 {
			return r
		}
	}
	return nil
}

// stretchAt returns the number of the stretch of the person's calendar that a day lies in, and of its part, from 1; -1 and 0 if it lies in none.
func (h *halfDays) stretchAt(person int, d datasets.Day) (stretch, part int) {
	for i, s := range h.calendars[person] {
		for k, p := range s.Parts {
			if p.FirstDay <= d && d <= p.LastDay {
				return i, k + 1
			}
		}
	}
	return -1, 0
}

// service returns the service that a person is on, "" of none.
func (h *halfDays) service(person, day int) string {
	if r := h.on[person][day]; r != nil {
		return r.Service
	}
	return ""
}

// grid makes a problem that has people, periods and duties and no rule yet.
func (h *halfDays) grid() *solver.Problem {
	p := &solver.Problem{}
	for _, person := range h.people {
		p.People = append(p.People, person.Person)
	}
	for t := range h.count() {
		p.Periods = append(p.Periods, fmt.Sprintf("%s %s", h.day(t), halfDayNames[t%halvesOfDay]))
	}
	for d, duty := range h.duties {
		label := "off"
		if solver.Duty(d) != solver.Off {
			label = fmt.Sprintf("%s %s", halfDayNames[duty.half], duty.code)
			if slices.ContainsFunc(h.duties[:d], func(o halfDuty) bool { return o.half == duty.half && o.code == duty.code }) {
				label += fmt.Sprintf(" (%d min)", duty.minutes())
			}
		}
		p.Duties = append(p.Duties, label)
		p.Minutes = append(p.Minutes, int32(duty.minutes()))
	}
	return p
}
