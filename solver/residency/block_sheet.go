package residency

import (
	"fmt"

	"rota/datasets"
	"rota/solver"
)

// BlockSchedule reads a roster of a block back as a candidate: a row for each half-day that the sheet has something in, person by person
// in order of time. It panics if the roster does not fit the programme and the plan.
func BlockSchedule(p *datasets.Program, plan Plan, candidate int, r solver.Roster) []datasets.Shift {
	h, err := newHalfDays(p, plan)
	if err != nil || len(r) != len(h.people)*h.count() {
		panic(fmt.Sprintf("residency: a roster of %d cells does not fit the block", len(r)))
	}
	maker := p.NewShiftMaker(candidate)
	var shifts []datasets.Shift
	for i, person := range h.people {
		for t := range h.count() {
			code := h.shown(i, t, r)
			if code == "" {
				continue
			}
			s := maker.Shift(person, h.day(t), halfDayNames[t%halvesOfDay], code)
			if on := h.on[i][t/halvesOfDay]; on != nil {
				s.Rotation = on.Rotation
			}
			s.Pinned = h.cell(i, t).fixed == isProtected || h.cell(i, t).fixed == isEvent
			shifts = append(shifts, s)
		}
	}
	return shifts
}

// shown is what the sheet says in a cell: what is done, what follows a call, or what a free half-day is called; "" for nothing.
func (h *halfDays) shown(person, t int, r solver.Roster) string {
	at := person * h.count()
	d, c := h.duties[r[at+t]], h.cell(person, t)
	switch {
	case d.code != "":
		return d.code
	case t%halvesOfDay == afternoon && c.fixed == free && h.duties[r[at+t-1]].code != "" && !h.duties[r[at+t-1]].works():
		if row, known := h.rowAfter(h.duties[r[at+t-1]].code); known { // the afternoon after a call
			if a, is := h.program.ActivityIn(row.AfterPM, datasets.PM); is && a.On(h.day(t)) {
				return row.AfterPM
			}
		}
	}
	return c.offCode
}

// rowAfter returns the row of call.csv whose calls are followed by an activity in the morning.
func (h *halfDays) rowAfter(code string) (datasets.Call, bool) {
	for _, row := range h.program.Call {
		if row.Role == datasets.Resident && row.AfterAM == code {
			return row, true
		}
	}
	return datasets.Call{}, false
}

// BlockRoster reads the half-days of a candidate as a roster of the block's problem: the inverse of BlockSchedule, for schedules
// whose half-days are all among what the problem offers. The error names each one that is not, by its number.
func BlockRoster(p *datasets.Program, plan Plan, shifts []datasets.Shift) (solver.Roster, error) {
	h, err := newHalfDays(p, plan)
	if err != nil {
		return nil, err
	}
	r := make(solver.Roster, len(h.people)*h.count())
	for i, s := range shifts {
		person, known := h.personAt[s.Person]
		day := int(s.Date - h.block.FirstDay)
		if !known || day < 0 || day >= h.days {
			return nil, fmt.Errorf("residency: shift %d: person and date=%s; expected somebody of the block, and a day of it", i+1, s.Date)
		}
		for half, name := range halfDayNames {
			if a, is := p.ActivityIn(s.Activity, s.HalfDay); is && name == s.HalfDay {
				t := halvesOfDay*day + half
				r[int(person)*h.count()+t] = h.meant(int(person), t, a)
			}
		}
	}
	return r, nil
}

// meant returns the duty of a cell that an activity of the sheet stands for.
func (h *halfDays) meant(person, t int, a datasets.Activity) solver.Duty {
	c := h.cell(person, t)
	for _, d := range append([]solver.Duty{c.usual}, c.others...) {
		if h.duties[d].code == a.Code {
			return d
		}
	}
	if freeOfWork(a.Kind) {
		return solver.Off
	}
	return h.duty(a, h.day(t))
}
