package residency

import (
	"fmt"
	"slices"

	"rota/datasets"
	"rota/solver"
)

// Order is what a repair is asked for, in the programme's words.
type Order struct {
	Absences []datasets.Absence `json:"absences"`         // new ones; they are among those of the programme, too
	Freeze   *datasets.Day      `json:"freeze,omitempty"` // what begins before it stays as it is; nil: nothing has begun
	Locks    []Lock             `json:"locks"`
	Edit     *Edit              `json:"edit,omitempty"`      // a cell that is changed by hand; nothing else changes then
	StandIns []StandIn          `json:"stand_ins,omitempty"` // what changes hands in the year of the faculty that a block rests on
	Year     []FacultyDuty      `json:"year,omitempty"`      // of a faculty year some of whose weeks were divided: what it begins from; nil: none was
}

// Lock keeps cells of a person as they are: those that hold a day, or one half-day of it, or without a day all.
type Lock struct {
	Person  string        `json:"person"`
	Date    *datasets.Day `json:"date,omitempty"`
	HalfDay string        `json:"half_day,omitempty"`
}

// Edit puts something into the cell of a day by hand.
type Edit struct {
	Person  string       `json:"person"`
	Date    datasets.Day `json:"date"`
	HalfDay string       `json:"half_day,omitempty"`
	Code    string       `json:"code"`
}

// awayPrice is what it costs, in changed cells, to leave a resident who is away for a whole half-block on a rotation that allows no
// leave: he has to go to another one, and others take over. A single day of such an absence weighs one changed cell, so that nobody
// changes rotations for a day.
const awayPrice = 1000

// AnnualPrices prices the changes of an annual schedule that has to bear new absences, by cell and duty: a rotation that allows no leave
// costs the days of the absences that it hits beyond those that were hit before.
func AnnualPrices(p *datasets.Program, from solver.Roster, o Order) (prices []int64, err error) {
	y, err := newYear(p)
	if err != nil {
		return nil, err
	}
	for cell, now := range from {
		person, t := cell/y.periods, cell%y.periods
		planned := y.present(solver.Person(person), solver.Period(t))
		var hit int64
		if planned {
			hit = y.hitDays(y.plan[person][t], now, y.away(person, o.Absences))
		}
		after := y.away(person, nil)
		for d := range solver.Duty(len(y.duties)) {
			price := int64(bit(d != now))
			if planned {
				price += max(0, y.hitDays(y.plan[person][t], d, after)-hit)
			}
			prices = append(prices, price)
		}
	}
	return prices, nil
}

// away returns the absences of a resident without some.
func (y *year) away(person int, without []datasets.Absence) (days []interval) {
	for _, a := range y.program.Absences {
		if a.Person == y.residents[person].Person && !slices.Contains(without, a) {
			days = append(days, interval{a.FirstDay, a.LastDay})
		}
	}
	return days
}

// hitDays returns what absences cost on a duty: a day each, or awayPrice for all of a half-block, where it allows no leave.
func (y *year) hitDays(s stretch, d solver.Duty, away []interval) (sum int64) {
	for h, part := range s.part {
		days := part.daysIn(away)
		switch {
		case days == 0 || y.leave(d, h):
		case days == int64(part.last-part.first)+1:
			sum += awayPrice
		default:
			sum += days
		}
	}
	return sum
}

// Hit says how much more absence than before a repaired schedule has on rotations that allow no leave; "": no more.
func Hit(r *solver.Repair, roster solver.Roster) string {
	price, changes := r.Cost(roster)
	kept := price - int64(changes)
	switch halves, days := kept/awayPrice, kept%awayPrice; {
	case halves > 0:
		return fmt.Sprintf("half-blocks of absence that fall on rotations which allow no leave: %d more", halves)
	case days > 0:
		return fmt.Sprintf("days of absence that fall on rotations which allow no leave: %d more, each as dear as a changed cell", days)
	default:
		return ""
	}
}

// Locked tells of each cell whether it stays as it is.
func (o Order) Locked(g Grid, from solver.Roster) []bool {
	locked := make([]bool, len(g.Cells))
	for cell, c := range g.Cells {
		locked[cell] = o.Edit != nil || c.Planned && o.Freeze != nil && c.FirstDay < *o.Freeze
	}
	for _, l := range o.Locks {
		if l.Date != nil {
			for _, cell := range g.On(from, l.Person, *l.Date, l.HalfDay) {
				locked[cell] = true
			}
			continue
		}
		for cell, c := range g.Cells {
			locked[cell] = locked[cell] || c.Person == l.Person
		}
	}
	return locked
}

// Apply makes the edit of an order in a roster, which is not changed.
func (o Order) Apply(g Grid, from solver.Roster) (solver.Roster, error) {
	if o.Edit == nil {
		return from, nil
	}
	cell, ok := g.At(from, o.Edit.Person, o.Edit.Date, o.Edit.HalfDay)
	if !ok {
		return nil, fmt.Errorf("residency: nothing is planned for the person on %s; expected a day of the schedule", o.Edit.Date)
	}
	d, ok := g.Duty(cell, o.Edit.Code)
	if !ok {
		return nil, fmt.Errorf("residency: code=%q is not one that the cell of %s can hold", o.Edit.Code, o.Edit.Date)
	}
	edited := slices.Clone(from)
	edited[cell] = d
	return edited, nil
}

// Carry reads a roster of one problem as one of another: people, periods and duties of the same names. What the other problem does not
// have is left out.
func Carry(from *solver.Problem, r solver.Roster, to *solver.Problem) solver.Roster {
	at := func(labels []string) map[string]int {
		index := make(map[string]int, len(labels))
		for i, label := range labels {
			index[label] = i
		}
		return index
	}
	people, periods, duties := at(to.People), at(to.Periods), at(to.Duties)
	carried := make(solver.Roster, len(to.People)*len(to.Periods))
	for cell, d := range r {
		person, knownPerson := people[from.People[cell/len(from.Periods)]]
		period, knownPeriod := periods[from.Periods[cell%len(from.Periods)]]
		if duty, known := duties[from.Duties[d]]; known && knownPerson && knownPeriod {
			carried[person*len(to.Periods)+period] = solver.Duty(duty)
		}
	}
	return carried
}
