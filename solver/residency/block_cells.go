package residency

import (
	"slices"

	"rota/datasets"
	"rota/solver"
)

// fixing is why a cell can hold one thing only.
type fixing int

const (
	free        fixing = iota
	notPresent         // the person is not with the programme
	away               // an approved absence
	isProtected        // a protected cell of the template
	isEvent            // an event that the person is to be at
	ofFaculty          // the faculty's year: inpatient days, nights, half-days after calls
)

// halfCell is what can stand in a half-day of a person.
type halfCell struct {
	fixed     fixing
	usual     solver.Duty   // what stands there as a rule, or has to where the cell is fixed
	wanted    bool          // what is usual is wished for
	others    []solver.Duty // what can stand there beside it
	excusable bool          // nobody has to be at the event who has a night on that day or the eve
	offCode   string        // what the sheet says where nothing is worked; "": nothing
}

// has reports whether the duty can stand in the cell.
func (c *halfCell) has(d solver.Duty) bool { return d == c.usual || slices.Contains(c.others, d) }

// offer adds a duty to what can stand in the cell.
func (c *halfCell) offer(d solver.Duty) {
	if !c.has(d) {
		c.others = append(c.others, d)
	}
}

// layCells finds out what can stand in each half-day of everybody.
func (h *halfDays) layCells() {
	h.cells = make([]halfCell, len(h.people)*h.count())
	given := h.givenByFaculty()
	for i, person := range h.people {
		for t := range h.count() {
			c, d := h.cell(i, t), h.day(t)
			c.offCode = h.offCode(person, d, t%halvesOfDay)
			switch {
			case d < person.FirstDay || d > person.LastDay:
				c.fixed, c.offCode = notPresent, ""
			case person.Role == datasets.Faculty:
				h.layFaculty(c, i, t, given)
			default:
				h.layResident(c, i, t)
			}
		}
	}
	for i := range h.people {
		if h.resident(i) {
			h.offerCalls(i)
			h.excuse(i)
			h.offerAfters(i)
		}
	}
}

// excuse lets a resident miss an event where he can have a night on that day or the eve.
func (h *halfDays) excuse(person int) {
	for t := range h.count() {
		c := h.cell(person, t)
		if c.fixed == isEvent && c.excusable && (h.hasNight(person, t/halvesOfDay) || h.hasNight(person, t/halvesOfDay-1)) {
			c.fixed = free
			c.offer(solver.Off)
		}
	}
}

// hasNight reports whether a resident can have, or had, a night in the house on a day.
func (h *halfDays) hasNight(person, day int) bool {
	t := halvesOfDay*day + night
	if t < 0 {
		return h.duties[h.before[[2]int{person, t}]].works()
	}
	c := h.cell(person, t)
	return h.duties[c.usual].works() || slices.ContainsFunc(c.others, func(d solver.Duty) bool { return h.duties[d].works() })
}

// layResident finds what a resident can do in a half-day: what his template has, nothing, and where the template has work of the
// clinic or of a service, what limits.csv counts of him.
func (h *halfDays) layResident(c *halfCell, person, t int) {
	who, d, half := h.people[person], h.day(t), halfDayNames[t%halvesOfDay]
	if h.program.Away(who.Person, d) {
		c.fixed = away
		return
	}
	service, template := h.service(person, t/halvesOfDay), ""
	if on := h.on[person][t/halvesOfDay]; on != nil {
		template = on.Template
	}
	usual, known := h.patterns.AtOf(who, template, d, half)
	a, isActivity := h.program.ActivityIn(usual.Code, half)
	known = known && isActivity && a.On(d) && !(h.program.IsHoliday(d) && !onHolidays(a.Kind)) && (a.Kind == datasets.KindInpatient || h.program.Available(who.Person, d, half))
	if e, _, held := h.program.EventOf(who, service, d, half); held {
		if at, isActivity := h.program.ActivityIn(e.Activity, half); isActivity {
			c.fixed, c.usual = isEvent, h.duty(at, d)
			c.name(at)
			c.excusable = !slices.Contains(e.Who, who.Person)
			return
		}
	}
	if !known {
		if h.on[person][t/halvesOfDay] != nil && t%halvesOfDay != night {
			h.offerCounted(c, person, t)
		}
		return
	}
	c.name(a)
	if usual.Protected {
		c.fixed, c.usual = isProtected, h.duty(a, d)
		return
	}
	c.usual, c.wanted = h.duty(a, d), true
	c.offer(solver.Off)
	if before, _ := h.patterns.IfThere(who, template, d, half); before.Code != usual.Code {
		if b, isActivity := h.program.ActivityIn(before.Code, half); isActivity && b.On(d) {
			c.offer(h.duty(b, d))
		}
	}
	if movable(a.Kind) {
		h.offerCounted(c, person, t)
	}
}

// name notes what the sheet says of an activity that is no work.
func (c *halfCell) name(a datasets.Activity) {
	if freeOfWork(a.Kind) {
		c.offCode = a.Code
	}
}

// onHolidays reports whether work of that kind goes on on a holiday.
func onHolidays(kind datasets.ActivityKind) bool {
	switch kind {
	case datasets.KindClinic, datasets.KindService, datasets.KindSupervision, datasets.KindTeaching, datasets.KindAdministration:
		return false
	default:
		return true
	}
}

// movable reports whether something else may stand where a template has an activity of the kind.
func movable(kind datasets.ActivityKind) bool {
	return kind == datasets.KindClinic || kind == datasets.KindService || kind == datasets.KindAdministration
}

// offerCounted offers what limits.csv counts of a resident in half-days.
func (h *halfDays) offerCounted(c *halfCell, person, t int) {
	c.offer(solver.Off)
	d, half := h.day(t), halfDayNames[t%halvesOfDay]
	if h.program.IsHoliday(d) || !h.program.Available(h.people[person].Person, d, half) {
		return
	}
	for _, limit := range h.program.Limits {
		if limit.Unit != datasets.LimitHalfDay || limit.Activity == "" || !h.binds(limit, person, t/halvesOfDay) {
			continue
		}
		for _, code := range append([]string{limit.Activity}, limit.With...) {
			a, known := h.program.ActivityIn(code, half)
			if known && a.On(d) && a.Kind == datasets.KindClinic && mayDo(h.program, h.people[person], code, d) {
				c.offer(h.duty(a, d))
			}
		}
	}
}

// binds reports whether a limit is of the person on a day of the block.
func (h *halfDays) binds(limit datasets.Limit, person, day int) bool {
	who := h.people[person]
	if limit.Person != "" {
		return limit.Person == who.Person
	}
	pgy := h.program.PGYOn(who.Person, h.block.FirstDay+datasets.Day(day))
	return who.Role == datasets.Resident && (len(limit.PGYs) == 0 || slices.Contains(limit.PGYs, pgy)) &&
		(len(limit.WhileOn) == 0 || slices.Contains(limit.WhileOn, h.service(person, day)))
}

// offCode is what the sheet says of a half-day that is free: an activity of the kind that the day is of.
func (h *halfDays) offCode(person datasets.Person, d datasets.Day, half int) string {
	kinds := []datasets.ActivityKind{datasets.KindOff}
	switch {
	case half == night:
		return ""
	case h.program.Away(person.Person, d):
		kinds = []datasets.ActivityKind{datasets.KindLeave, datasets.KindAway}
	case h.program.IsHoliday(d):
		kinds = []datasets.ActivityKind{datasets.KindHoliday, datasets.KindOff}
	}
	for _, kind := range kinds {
		for _, a := range h.program.Activities {
			if a.Kind == kind && a.HalfDay == halfDayNames[half] && a.On(d) && !h.follows(a.Code) {
				return a.Code
			}
		}
	}
	return ""
}

// follows reports whether an activity stands after calls or inpatient weeks only.
func (h *halfDays) follows(code string) bool {
	return slices.ContainsFunc(h.program.Call, func(c datasets.Call) bool { return c.AfterAM == code || c.AfterPM == code }) ||
		slices.ContainsFunc(h.program.Weeks, func(w datasets.Week) bool { return w.Recovery == code })
}
