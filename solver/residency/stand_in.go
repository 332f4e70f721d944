package residency

import (
	"errors"
	"fmt"
	"slices"

	"rota/datasets"
	"rota/solver"
)

// The half-days of a block rest on the year of the faculty. Where somebody of the faculty is lost in a block, stand-ins are found first: the
// fewest changes of that year within the block. Then the half-days are repaired on the year as it has become.

// FacultyDuty is a duty of the year of the faculty: a night on call, or an inpatient week with its nights.
type FacultyDuty struct {
	Person string       `json:"person"`
	Day    datasets.Day `json:"day"` // on which it begins
	Week   bool         `json:"week,omitempty"`
}

// StandIn is a duty that changes hands. An empty name is nobody.
type StandIn struct {
	FirstDay datasets.Day `json:"first_day"`
	LastDay  datasets.Day `json:"last_day"`
	Code     string       `json:"code"` // in words
	From     string       `json:"from"`
	To       string       `json:"to"`
}

// String says it in words: FMIT from 2026-09-04 to 2026-09-10: F-03 stands in for F-01.
func (x StandIn) String() string {
	days := "on " + x.FirstDay.String()
	if x.LastDay != x.FirstDay {
		days = "from " + x.FirstDay.String() + " to " + x.LastDay.String()
	}
	if x.To == "" {
		return fmt.Sprintf("%s %s: nobody stands in for %s", x.Code, days, x.From)
	}
	return fmt.Sprintf("%s %s: %s stands in for %s", x.Code, days, x.To, x.From)
}

// FacultyDuties lists the duties of a roster of the problem that Faculty states, person by person in order of time. It panics if the
// roster does not fit the programme.
func FacultyDuties(p *datasets.Program, r solver.Roster) (duties []FacultyDuty) {
	n, err := newNights(p)
	if err != nil || len(r) != len(n.faculty)*n.count {
		panic(fmt.Sprintf("residency: a roster of %d cells does not fit the programme", len(r)))
	}
	for i, person := range n.faculty {
		for t := range n.count {
			if d := r[i*n.count+t]; d != solver.Off {
				duties = append(duties, FacultyDuty{person.Person, n.day(t), n.duties[d].isWeek()})
			}
		}
	}
	return duties
}

// roster is the inverse of FacultyDuties.
func (n *nights) roster(duties []FacultyDuty) (solver.Roster, error) {
	r := make(solver.Roster, len(n.faculty)*n.count)
	var errs []error
	for _, x := range duties {
		person, known := n.facultyAt[x.Person]
		t := int(x.Day - n.first)
		if !known || t < 0 || t >= n.count {
			errs = append(errs, fmt.Errorf("residency: a duty of the faculty on %s; expected a day of the year, and a person of the faculty", x.Day))
			continue
		}
		r[int(person)*n.count+t] = n.call[t]
		if x.Week {
			r[int(person)*n.count+t] = n.week[t]
		}
	}
	return r, errors.Join(errs...)
}

// facultyLoss is the year of the faculty that a block rests on, after somebody was lost in the block.
type facultyLoss struct {
	program *datasets.Program // with the absences, and with inpatient weeks that change hands within
	plan    Plan
	block   datasets.Block
	grid    Grid
	repair  *solver.Repair
}

// standInChoices is how many ways to stand in are held against each other, and standInWork how many rosters of the block are looked at for each.
const (
	standInChoices = 6
	standInRounds  = 3
	standInWork    = 10_000
)

// StandIns finds who stands in for the people of the faculty whom an order takes out of a block: of the ways with fewest changes of the year of
// the faculty, the one after which fewest half-days of the block have to change. The programme holds the absences; the schedule of the
// block is a roster of its problem. It returns the programme and the plan with the stand-ins, and who they are. Defects tell what nobody can
// mend because it is locked or has begun.
func StandIns(p *datasets.Program, plan Plan, problem *solver.Problem, r solver.Roster, o Order) (*datasets.Program, Plan, []StandIn, datasets.Defects, error) {
	l, err := newFacultyLoss(p, plan, o)
	if err != nil {
		return nil, plan, nil, nil, err
	}
	if defects := l.stuck(); len(defects) > 0 {
		return nil, plan, nil, defects, nil
	}
	var f solver.Repairs
	for round := 0; round < standInRounds && !f.Closed(standInChoices); round++ {
		f = l.repair.Round(f, 1, round, standInChoices)
	}
	best, least := l.planOf(f.Found[0].Roster), (*solver.Repaired)(nil)
	chosen := f.Found[0]
	for _, way := range f.Found {
		if way.Score.Hard > f.Found[0].Score.Hard || way.Score.Cover > f.Found[0].Score.Cover || way.Price > f.Found[0].Price {
			continue
		}
		changed := l.planOf(way.Roster)
		after, err := Block(l.program, changed)
		if err != nil {
			return nil, plan, nil, nil, err
		}
		from := Carry(problem, r, after)
		grid, err := BlockGrid(l.program, changed)
		if err != nil {
			return nil, plan, nil, nil, err
		}
		found := (&solver.Repair{Problem: after, From: from, Locked: o.Locked(grid, from)}).AtOnce(standInWork, 1).Found[0]
		if least == nil || cheaper(found, *least) {
			best, least, chosen = changed, &found, way
		}
	}
	return l.program, best, l.standIns(chosen.Roster), nil, nil
}

// cheaper tells whether one repaired block is better than another: less broken, then fewer changes, then better.
func cheaper(a, b solver.Repaired) bool {
	first, second := a.Score, b.Score
	first.Soft, second.Soft = a.Price, b.Price
	if c := first.Compare(second); c != 0 {
		return c < 0
	}
	return a.Score.Less(b.Score)
}

// newFacultyLoss states the repair of the year.
func newFacultyLoss(p *datasets.Program, plan Plan, o Order) (*facultyLoss, error) {
	i := slices.IndexFunc(p.Blocks, func(b datasets.Block) bool { return b.Block == plan.Block })
	if i < 0 {
		return nil, fmt.Errorf("residency: blocks.csv: block=%d is not there; expected the block of the plan", plan.Block)
	}
	l := &facultyLoss{program: p, plan: plan, block: p.Blocks[i]}
	l.split(o)
	within := *l.program
	within.Absences = l.clipped()
	problem, err := Faculty(&within)
	if err != nil {
		return nil, err
	}
	n, err := newNights(l.program)
	if err != nil {
		return nil, err
	}
	from, err := n.roster(l.plan.Year)
	if err != nil {
		return nil, err
	}
	if l.grid, err = FacultyGrid(l.program); err != nil {
		return nil, err
	}
	l.repair = &solver.Repair{Problem: problem, From: from, Locked: o.Locked(l.grid, from)}
	for cell, now := range from {
		first, last := l.grid.Span(cell, now)
		l.repair.Locked[cell] = l.repair.Locked[cell] || first < l.block.FirstDay || last > l.block.LastDay
		for d := range solver.Duty(len(n.duties)) {
			price := int64(bit(d != now))
			if _, last := l.grid.Span(cell, d); d != now && last > l.block.LastDay {
				price = beyondPrice
			}
			l.repair.Price = append(l.repair.Price, price)
		}
	}
	return l, nil
}

// beyondPrice is what a change costs that reaches into the next block: more than all others, so that none is made.
const beyondPrice = 1 << 16

// split divides the inpatient weeks of people who are lost in the block: where they leave, and where the block ends. What lies before stays
// with them, and what lies beyond the block is not of this schedule.
func (l *facultyLoss) split(o Order) {
	p := *l.program
	p.Weeks = slices.Clone(p.Weeks)
	l.program = &p
	l.plan.Year = slices.Clone(l.plan.Year)
	for _, a := range o.Absences {
		from := max(a.FirstDay, l.block.FirstDay)
		if from > min(a.LastDay, l.block.LastDay) {
			continue
		}
		l.divide(a.Person, from)
		if w, inWeek := l.program.InpatientWeek(l.block.LastDay); inWeek && w.FirstDay <= a.LastDay {
			l.divide(a.Person, l.block.LastDay+1)
		}
	}
}

// clipped returns the absences of the programme as far as they lie in the block: duties beyond it stay as they are.
func (l *facultyLoss) clipped() (absences []datasets.Absence) {
	for _, a := range l.program.Absences {
		a.FirstDay, a.LastDay = max(a.FirstDay, l.block.FirstDay), min(a.LastDay, l.block.LastDay)
		if a.FirstDay <= a.LastDay {
			absences = append(absences, a)
		}
	}
	return absences
}

// stuck tells which duties fall on an absence and cannot change.
func (l *facultyLoss) stuck() (defects datasets.Defects) {
	p := l.repair.Problem
	for _, a := range solver.Amounts(p, l.repair.From) {
		if p.Rules.Name[a.Rule] == absenceRule && l.repair.Locked[int(a.Person)*len(p.Periods)+int(a.First)] {
			defects = append(defects, datasets.Defect{File: "flags --lock, --freeze-before",
				Expected: "cells that may change where a rule is broken; " + Cost{Amount: a, More: a.Amount}.Tell(p)})
		}
	}
	return defects
}

// attends tells whether a person has the inpatient week of a day.
func (l *facultyLoss) attends(person string, d datasets.Day) bool {
	w, inWeek := l.program.InpatientWeek(d)
	return inWeek && slices.Contains(l.plan.Year, FacultyDuty{person, w.FirstDay, true})
}

// divide lets an inpatient week of a person end on the day before d, and another one of his begin on d, if d lies within.
func (l *facultyLoss) divide(person string, d datasets.Day) {
	for i, w := range l.program.Weeks {
		if w.Kind != datasets.WeekInpatient || w.FirstDay >= d || w.LastDay < d || !l.attends(person, w.FirstDay) {
			continue
		}
		rest := w
		rest.FirstDay, l.program.Weeks[i].LastDay = d, d-1
		l.program.Weeks = slices.Insert(l.program.Weeks, i+1, rest)
		l.plan.Year = append(l.plan.Year, FacultyDuty{person, d, true})
		return
	}
}

// planOf is what the block rests on under a roster of the year.
func (l *facultyLoss) planOf(r solver.Roster) Plan {
	plan := l.plan
	plan.Year = FacultyDuties(l.program, r)
	plan.Shifts = nil
	_, shifts := FacultySchedule(l.program, 1, r)
	for _, s := range shifts {
		if l.block.FirstDay <= s.Date && s.Date <= l.block.LastDay {
			plan.Shifts = append(plan.Shifts, s)
		}
	}
	return plan
}

// standIns lists the duties that change hands, in order of time: what one person gives and another one takes.
func (l *facultyLoss) standIns(r solver.Roster) (changes []StandIn) {
	periods := len(l.repair.Problem.Periods)
	for t := range periods {
		for cell := t; cell < len(r); cell += periods {
			was := l.repair.From[cell]
			if was == r[cell] || was == solver.Off {
				continue
			}
			first, last := l.grid.Span(cell, was)
			x := StandIn{FirstDay: first, LastDay: last, Code: l.grid.Name(was), From: l.grid.Cells[cell].Person}
			if first == last {
				x.Code = "call (" + x.Code + ")"
			}
			for other := t; other < len(r); other += periods {
				if r[other] == was && l.repair.From[other] != was {
					x.To = l.grid.Cells[other].Person
				}
			}
			changes = append(changes, x)
		}
	}
	return changes
}
