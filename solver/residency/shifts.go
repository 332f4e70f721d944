package residency

import (
	"errors"
	"fmt"

	"rota/datasets"
	"rota/solver"
)

// FacultySchedule reads a roster of the faculty problem of a programme back as a candidate: inpatient weeks as stays, and
// half-days as shifts, person by person in order of time: inpatient weeks by day, nights on call, the half-days after a call and after an inpatient
// week. It panics if the roster does not fit the programme.
func FacultySchedule(p *datasets.Program, candidate int, r solver.Roster) ([]datasets.Stay, []datasets.Shift) {
	n, err := newNights(p)
	if err != nil || len(r) != len(n.faculty)*n.count {
		panic(fmt.Sprintf("residency: a roster of %d cells does not fit the programme", len(r)))
	}
	var stays []datasets.Stay
	var shifts []datasets.Shift
	maker := p.NewShiftMaker(candidate)
	for i, person := range n.faculty {
		w := &weaver{nights: n, maker: maker, person: person, taken: make([][3]string, n.count)}
		for t := range n.count {
			d := n.duties[r[i*n.count+t]]
			if d.isWeek() {
				if week, known := p.InpatientWeek(n.day(t)); known {
					stays = append(stays, p.Attending(candidate, person, week))
					w.attend(t, week)
				}
			}
			for _, c := range d.calls {
				w.take(t+c.after, datasets.Night, p.Call[c.row].Activity)
			}
		}
		w.afterwards()
		shifts = append(shifts, w.shifts()...)
	}
	return stays, shifts
}

// weaver collects what one person does, half-day by half-day.
type weaver struct {
	*nights
	maker    *datasets.ShiftMaker
	person   datasets.Person
	taken    [][3]string    // by day: the activity of each half-day, "" where nothing is planned
	recovery map[int]string // by day: what follows an inpatient week
}

var halfDayNames = [3]string{datasets.AM, datasets.PM, datasets.Night}

// take plans an activity in a half-day of the year that is free.
func (w *weaver) take(t int, halfDay, code string) {
	for h, name := range halfDayNames {
		if t < w.count && name == halfDay && w.taken[t][h] == "" {
			w.taken[t][h] = code
		}
	}
}

// attend plans the days of an inpatient week and notes what follows it.
func (w *weaver) attend(t int, week datasets.Week) {
	days := int(week.LastDay-week.FirstDay) + 1
	for k := range days {
		w.take(t+k, datasets.AM, week.Activity)
		w.take(t+k, datasets.PM, week.Activity)
	}
	if w.recovery == nil {
		w.recovery = map[int]string{}
	}
	w.recovery[t+days] = week.Recovery
}

// afterwards plans the day after an inpatient week and the day after each night on call, as far as the person is there, and not
// away, and the activity may stand on that day, which is no holiday.
func (w *weaver) afterwards() {
	for t := range w.count {
		if code := w.recovery[t]; code != "" {
			w.plan(t, datasets.AM, code, 0)
			w.plan(t, datasets.PM, code, 0)
		}
		if t > 0 && w.taken[t-1][2] == "" || t == 0 && !w.calledBefore() {
			continue
		}
		if row := w.rowOf(w.day(t - 1)); row >= 0 {
			call := w.program.Call[row]
			w.plan(t, datasets.AM, call.AfterAM, w.untilNextDay(call))
			w.plan(t, datasets.PM, call.AfterPM, w.untilNextDay(call))
		}
	}
}

// calledBefore reports whether the person was on call in the night before the year.
func (w *weaver) calledBefore() bool {
	last, known := w.program.LastBefore(w.person.Person, datasets.KindCall)
	return known && last.FirstDay == w.first-1
}

// plan plans what follows. What would begin before the call ends, at a minute of the day, is left out.
func (w *weaver) plan(t int, halfDay, code string, ends int) {
	d := w.day(t)
	a, known := w.program.ActivityIn(code, halfDay)
	if begins, timed := datasets.ParseClock(a.Starts); timed && begins < ends {
		return
	}
	if !known || !a.On(d) || w.program.IsHoliday(d) || w.program.Away(w.person.Person, d) || d < w.person.FirstDay || d > w.person.LastDay {
		return
	}
	w.take(t, halfDay, code)
}

// shifts returns what was planned, in order of time.
func (w *weaver) shifts() []datasets.Shift {
	var shifts []datasets.Shift
	for t, codes := range w.taken {
		for h, code := range codes {
			if code != "" {
				shifts = append(shifts, w.maker.Shift(w.person, w.day(t), halfDayNames[h], code))
			}
		}
	}
	return shifts
}

// FacultyRoster reads the stays and shifts of one candidate as a roster of the faculty problem: the inverse of FacultySchedule.
// Stays and shifts of other roles, and half-days other than nights of kind call, are passed over. The error names each stay and
// night that the problem has no cell or duty for, by its number: a night that is not its attending's, a week that is not of weeks.csv.
func FacultyRoster(p *datasets.Program, stays []datasets.Stay, shifts []datasets.Shift) (solver.Roster, error) {
	n, err := newNights(p)
	if err != nil {
		return nil, err
	}
	r := make(solver.Roster, len(n.faculty)*n.count)
	attended := map[[2]int]bool{} // person and night that is the attending's
	var errs []error
	for i, s := range stays {
		if !s.OfFaculty() {
			continue
		}
		person, known := n.facultyAt[s.Person]
		t := int(s.FirstDay - n.first)
		if !known || t < 0 || t >= n.count || n.week[t] == solver.Off {
			errs = append(errs, fmt.Errorf("residency: stay %d: first_day=%s; expected the first day of an inpatient week, and a person of the faculty", i+1, s.FirstDay))
			continue
		}
		r[int(person)*n.count+t] = n.week[t]
		for _, c := range n.duties[n.week[t]].calls {
			attended[[2]int{int(person), t + c.after}] = true
		}
	}
	for i, s := range shifts {
		a, isActivity := p.ActivityIn(s.Activity, s.HalfDay)
		if s.Role != datasets.Faculty || s.HalfDay != datasets.Night || !isActivity || a.Kind != datasets.KindCall {
			continue
		}
		person, known := n.facultyAt[s.Person]
		t := int(s.Date - n.first)
		switch {
		case !known || t < 0 || t >= n.count:
			errs = append(errs, fmt.Errorf("residency: shift %d: date=%s; expected a night of the year, and a person of the faculty", i+1, s.Date))
		case attended[[2]int{int(person), t}]:
		case n.call[t] == solver.Off:
			errs = append(errs, fmt.Errorf("residency: shift %d: date=%s; expected a night that is not the attending's", i+1, s.Date))
		default:
			r[int(person)*n.count+t] = n.call[t]
		}
	}
	return r, errors.Join(errs...)
}
