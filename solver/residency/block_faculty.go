package residency

import (
	"slices"

	"rota/datasets"
	"rota/solver"
)

// givenByFaculty returns what the faculty's year fixes in the block, by person and period.
func (h *halfDays) givenByFaculty() map[[2]int]string {
	given := map[[2]int]string{}
	for _, s := range h.plan.Shifts {
		person, known := h.personAt[s.Person]
		half := slices.Index(halfDayNames[:], s.HalfDay)
		if known && s.Role == datasets.Faculty && half >= 0 && h.block.FirstDay <= s.Date && s.Date <= h.block.LastDay {
			given[[2]int{int(person), halvesOfDay*int(s.Date-h.block.FirstDay) + half}] = s.Activity
		}
	}
	return given
}

// layFaculty finds what a member of the faculty can do in a half-day: what the faculty's year or an event has, else what limits.csv gives
// him some of, where he is available.
func (h *halfDays) layFaculty(c *halfCell, person, t int, given map[[2]int]string) {
	who, d, half := h.people[person], h.day(t), halfDayNames[t%halvesOfDay]
	if code, fixed := given[[2]int{person, t}]; fixed {
		if a, known := h.program.ActivityIn(code, half); known {
			c.fixed, c.usual = ofFaculty, h.duty(a, d)
			c.name(a)
			return
		}
	}
	switch {
	case h.program.Away(who.Person, d):
		c.fixed = away
		return
	case t%halvesOfDay == night:
		c.fixed = ofFaculty
		return
	}
	if e, _, held := h.program.EventOf(who, "", d, half); held {
		if a, known := h.program.ActivityIn(e.Activity, half); known {
			c.fixed, c.usual = isEvent, h.duty(a, d)
			c.name(a)
			return
		}
	}
	if h.program.IsHoliday(d) || !h.program.Available(who.Person, d, half) {
		return
	}
	for _, code := range h.facultyCodes(who.Person) {
		if a, known := h.program.ActivityIn(code, half); known && a.On(d) && mayDo(h.program, who, code, d) {
			c.offer(h.duty(a, d))
		}
	}
}

// facultyCodes returns what a member of the faculty does in half-days, by his limits.
func (h *halfDays) facultyCodes(person string) []string {
	var codes []string
	for _, limit := range h.program.Limits {
		if limit.Person != person || limit.Unit != datasets.LimitHalfDay || limit.Activity == "" || limit.Most != nil && *limit.Most == 0 {
			continue
		}
		for _, code := range append([]string{limit.Activity}, limit.With...) {
			if !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
		}
	}
	return codes
}

// offerCalls offers a resident the nights of call.csv that people of his level and service take.
func (h *halfDays) offerCalls(person int) {
	for t := night; t < h.count(); t += halvesOfDay {
		c, d := h.cell(person, t), h.day(t)
		row, _, isCall := h.callRow(person, d)
		if c.fixed != free || h.duties[c.usual].works() || !isCall {
			continue
		}
		a, known := h.program.ActivityIn(row.Activity, datasets.Night)
		if known && h.program.Available(h.people[person].Person, d, datasets.Night) {
			c.offer(h.duty(a, d))
		}
	}
}

// offerAfters offers what follows calls, those of the night before the block included.
func (h *halfDays) offerAfters(person int) {
	for t := night; t < h.count(); t += halvesOfDay {
		if row, _, isCall := h.callRow(person, h.day(t)); isCall && h.mayCall(person, t) {
			h.offerAfter(person, t+1, row)
		}
	}
	if d, known := h.before[[2]int{person, -1}]; known && h.duties[d].isCall() {
		for _, row := range h.program.Call {
			if row.Role == datasets.Resident && row.Activity == h.duties[d].code {
				h.offerAfter(person, 0, row)
				return
			}
		}
		h.offerAfter(person, 0, datasets.Call{})
	}
}

// offerAfter offers what follows a call in the morning and afternoon from a period on. The morning after is no free one, also where the
// person is away.
func (h *halfDays) offerAfter(person, t int, row datasets.Call) {
	for half := morning; half <= afternoon && t+half < h.count(); half++ {
		c, d := h.cell(person, t+half), h.after(row, h.day(t), half)
		if c.fixed == free && (half == morning || h.duties[d].works()) || c.fixed == away && half == morning && !h.duties[d].works() {
			c.offer(d)
		}
	}
}

// after is the duty that follows a call in one half of the next day: what the row has, or nothing that would be a day off.
func (h *halfDays) after(row datasets.Call, d datasets.Day, half int) solver.Duty {
	code := []string{row.AfterAM, row.AfterPM}[half]
	a, known := h.program.ActivityIn(code, halfDayNames[half])
	switch {
	case !known || !a.On(d):
		return h.known(halfDuty{half: half})
	case freeOfWork(a.Kind):
		return h.known(halfDuty{half: half, code: code, kind: a.Kind})
	default:
		return h.duty(a, d)
	}
}

// callRow returns the row of call.csv by which the resident can be on call in the night of a day, and its number.
func (h *halfDays) callRow(person int, d datasets.Day) (datasets.Call, int, bool) {
	pgy, service := h.program.PGYOn(h.people[person].Person, d), h.service(person, int(d-h.block.FirstDay))
	for i, row := range h.program.Call {
		if row.Role == datasets.Resident && slices.Contains(row.Weekdays, d.Weekday().String()) {
			return row, i, (len(row.PGYs) == 0 || slices.Contains(row.PGYs, pgy)) && (len(row.Services) == 0 || slices.Contains(row.Services, service))
		}
	}
	return datasets.Call{}, 0, false
}
