package compliance

import (
	"cmp"
	"fmt"
	"slices"

	"rota/datasets"
	"rota/datasets/rules"
)

// Year is a schedule laid out day by day: what every rule, and every measure of a schedule, reads. It is made from the
// dates of the stays alone; their block, half and level columns are not believed.
type Year struct {
	Program  *datasets.Program
	FirstDay datasets.Day // first day of the calendar; days of stays outside it are not laid out
	LastDay  datasets.Day
	Halves   []Half // the half-blocks of the planned blocks, in order of time
	Lines    []Line // one a person, in the order of people.csv

	Book    *rules.Book // law and policies that bind the programme
	Clock   *Clock      // hours of work, of a schedule that tells them; else nil
	Faculty *Faculty    // inpatient weeks and nights on call; nil of a schedule that holds none
	annual  bool        // it plans a year by stays; else only the half-days of Clock are judged

	nowhere   *datasets.Rotation   // stands for a rotation that a schedule does not name
	halfDays  bool                 // the half-days of Clock are not of the faculty alone
	residents bool                 // the schedule plans others than the faculty
	stays     []datasets.Stay      // in order of person, days, rotation: the order of the input does not matter
	calendars map[string]*calendar // by cohort; "": the blocks
	slices    []Half               // runs of days within which nobody changes place: the half-blocks, unless cohorts have calendars of their own
	rows      map[string][]*datasets.Rotation
	staffing  []Staffing
	moves     bool // events put people on rotations
}

// Half is one half-block, or a part of a stay of weeks of a cohort.
type Half struct {
	Block    int // label of the block, or of the one in which the stay of weeks begins
	Half     int // 1: the first 14 days; 2: the rest
	Order    int // 0 for the first block or stay of the calendar, 1 for the next, ...
	FirstDay datasets.Day
	LastDay  datasets.Day
	Weeks    int    // that it counts for requirements
	OfWeeks  bool   // it is of no block
	Given    string // the rotation that the cohort's calendar gives it to; "": it is planned
}

// name says where in the year the block or stay is that begins with h.
func (h Half) name() string {
	if h.OfWeeks {
		return fmt.Sprintf("the stay from %v", h.FirstDay)
	}
	return fmt.Sprintf("block %d", h.Block)
}

// kind names what h is a part of.
func (h Half) kind() string {
	if h.OfWeeks {
		return "stay"
	}
	return "block"
}

// Piece is what cover is counted in: "half-block", or where cohorts have calendars of their own "week", if nobody changes place within one,
// else "run of days".
func (y *Year) Piece() string {
	for i, s := range y.slices {
		switch edge := i == 0 || i == len(y.slices)-1; {
		case s.Half != 0:
			return "half-block"
		case !edge && s.Days() != 7:
			return "run of days"
		}
	}
	return "week"
}

// Days returns how many days the half-block has.
func (h Half) Days() int { return int(h.LastDay-h.FirstDay) + 1 }

// Line is one person's year.
type Line struct {
	Person datasets.Person

	*calendar
	first  datasets.Day
	on     [][]*datasets.Rotation // by day since first: what he is on; more than one where stays overlap
	absent []bool
}

// On returns the rotations that the person is on on day d, as rows of rotations.csv: of a combined rotation the row of the
// half that d lies in. None outside the calendar.
func (l *Line) On(d datasets.Day) []*datasets.Rotation {
	if i := int(d - l.first); i >= 0 && i < len(l.on) {
		return l.on[i]
	}
	return nil
}

// Absent says whether d is a day of an approved absence.
func (l *Line) Absent(d datasets.Day) bool {
	i := int(d - l.first)
	return i >= 0 && i < len(l.absent) && l.absent[i]
}

// There says whether the whole span of days lies in the person's time with the programme.
func (l *Line) There(first, last datasets.Day) bool {
	return l.Person.FirstDay <= first && last <= l.Person.LastDay
}

// Serves says whether the person is on one of the services on day d.
func (l *Line) Serves(d datasets.Day, services []string) bool {
	return slices.ContainsFunc(l.On(d), func(r *datasets.Rotation) bool { return slices.Contains(services, r.Service) })
}

// serves says whether the person is on one of the services on day d: on that of his rotation, unless an event has put him on another. A
// learner or visitor is on rotations by events alone, on days on which he is there.
func (y *Year) serves(l *Line, d datasets.Day, services []string) bool {
	guest := l.Person.Role == datasets.Learner || l.Person.Role == datasets.Visitor
	if guest && (l.Absent(d) || !l.There(d, d)) {
		return false
	}
	on := l.On(d)
	if y.moves && (len(on) > 0 || guest) {
		service := ""
		if len(on) > 0 {
			service = on[0].Service
		}
		if r := y.row(l.calendar, y.Program.MovedTo(l.Person, service, d), d); r != nil {
			on = []*datasets.Rotation{r}
		}
	}
	return slices.ContainsFunc(on, func(r *datasets.Rotation) bool { return slices.Contains(services, r.Service) })
}

// names says whether the person is, on day d, on the rotation or the service of that name.
func (l *Line) names(d datasets.Day, name string) bool {
	return slices.ContainsFunc(l.On(d), func(r *datasets.Rotation) bool { return r.Rotation == name || r.Service == name })
}

// Lay lays the stays of one candidate on the programme's calendar. Stays of unknown people or rotations, or that end before
// they begin, are kept aside for the rules that report them.
func Lay(p *datasets.Program, stays []datasets.Stay) *Year { return LayShifts(p, stays, nil) }

// LayShifts lays the stays and the half-days of one candidate. Without stays, what the half-days say of rotations is laid, and
// nothing is asked that only a whole year can answer. Stays of the faculty are inpatient weeks and lie beside those of the others.
func LayShifts(p *datasets.Program, stays []datasets.Stay, shifts []datasets.Shift) *Year {
	return lay(p, stays, shifts, false)
}

// LayFaculty lays a schedule that is known to plan the faculty's year, also where it has left it empty.
func LayFaculty(p *datasets.Program, weeks []datasets.Stay, shifts []datasets.Shift) *Year {
	return lay(p, weeks, shifts, true)
}

func lay(p *datasets.Program, stays []datasets.Stay, shifts []datasets.Shift, facultyYear bool) *Year {
	weeks := slices.DeleteFunc(slices.Clone(stays), func(s datasets.Stay) bool { return !s.OfFaculty() })
	stays = slices.DeleteFunc(slices.Clone(stays), datasets.Stay.OfFaculty)
	y := &Year{Program: p, Book: p.Book(), annual: len(stays) > 0 || len(shifts)+len(weeks) == 0 && !facultyYear, Faculty: layFaculty(p, weeks, shifts, facultyYear),
		rows: map[string][]*datasets.Rotation{}, nowhere: &datasets.Rotation{Rotation: "a rotation not named"}}
	y.halfDays = slices.ContainsFunc(shifts, func(s datasets.Shift) bool { return s.Role != datasets.Faculty })
	y.residents = y.annual || y.halfDays
	y.calendar()
	if len(shifts) > 0 {
		y.Clock = layClock(p, y.Book, shifts)
	}
	if !y.annual && y.Clock != nil {
		stays = y.Clock.stays()
	}
	for i := range p.Rotations {
		r := &p.Rotations[i]
		y.rows[r.Rotation] = append(y.rows[r.Rotation], r)
	}
	y.moves = slices.ContainsFunc(p.Events, func(e datasets.Event) bool { return e.Rotation != "" })
	days := int(y.LastDay-y.FirstDay) + 1
	line := map[string]int{}
	for i, person := range p.People {
		y.Lines = append(y.Lines, Line{person, y.calendarOf(person), y.FirstDay, make([][]*datasets.Rotation, days), make([]bool, days)})
		line[person.Person] = i
	}
	y.stays = slices.Clone(stays)
	slices.SortStableFunc(y.stays, func(a, b datasets.Stay) int {
		return cmp.Or(cmp.Compare(a.Person, b.Person), cmp.Compare(a.FirstDay, b.FirstDay), cmp.Compare(a.LastDay, b.LastDay),
			cmp.Compare(a.Rotation, b.Rotation))
	})
	for _, s := range y.stays {
		i, known := line[s.Person]
		if !known {
			continue
		}
		l := &y.Lines[i]
		for d := max(s.FirstDay, y.FirstDay); d <= min(s.LastDay, y.LastDay); d++ {
			if r := y.row(l.calendar, s.Rotation, d); r != nil {
				l.on[d-y.FirstDay] = append(l.on[d-y.FirstDay], r)
			}
		}
	}
	for _, a := range p.Absences {
		if i, known := line[a.Person]; known {
			for d := max(a.FirstDay, y.FirstDay); d <= min(a.LastDay, y.LastDay); d++ {
				y.Lines[i].absent[d-y.FirstDay] = true
			}
		}
	}
	y.staffing = y.staff()
	return y
}

// calendar is the blocks, or the stays of weeks of a cohort, in order of time.
type calendar struct {
	first  datasets.Day // of the year
	halves []Half
	at     []int // by day since first: index in halves, or -1
}

// calendar sets the days, the half-blocks and the slices. Block 0, the days before block 1, is not planned by an annual schedule.
func (y *Year) calendar() {
	y.FirstDay, y.LastDay = y.Program.Span()
	for _, b := range y.Program.Blocks {
		if y.LastDay < y.FirstDay { // no valid settings: the blocks alone are the calendar
			y.FirstDay, y.LastDay = b.FirstDay, b.LastDay
		}
		y.FirstDay, y.LastDay = min(y.FirstDay, b.FirstDay), max(y.LastDay, b.LastDay)
	}
	y.calendars = map[string]*calendar{}
	y.Halves = y.calendarOf(datasets.Person{}).halves
	for _, s := range y.Program.Slices() {
		y.slices = append(y.slices, Half{Block: s.Block, Half: s.Half, FirstDay: s.FirstDay, LastDay: s.LastDay})
	}
}

// calendarOf returns the calendar of a person's cohort.
func (y *Year) calendarOf(person datasets.Person) *calendar {
	if c := y.calendars[person.Cohort]; c != nil {
		return c
	}
	c := &calendar{first: y.FirstDay, at: slices.Repeat([]int{-1}, int(y.LastDay-y.FirstDay)+1)}
	for order, s := range y.Program.Stretches(person) {
		for i, part := range s.Parts {
			for d := max(part.FirstDay, y.FirstDay); d <= min(part.LastDay, y.LastDay); d++ {
				c.at[d-y.FirstDay] = len(c.halves)
			}
			c.halves = append(c.halves, Half{s.Block, i + 1, order, part.FirstDay, part.LastDay, part.Weeks, s.OfWeeks, s.Rotation})
		}
	}
	y.calendars[person.Cohort] = c
	return c
}

// personOf returns the row of people.csv of a person, an empty one if there is none.
func (y *Year) personOf(person string) datasets.Person {
	if i := slices.IndexFunc(y.Lines, func(l Line) bool { return l.Person.Person == person }); i >= 0 {
		return y.Lines[i].Person
	}
	return datasets.Person{}
}

// halfOf returns the part of the calendar that d lies in.
func (c *calendar) halfOf(d datasets.Day) (Half, bool) {
	if i := int(d - c.first); i >= 0 && i < len(c.at) && c.at[i] >= 0 {
		return c.halves[c.at[i]], true
	}
	return Half{}, false
}

// row returns the row of rotations.csv that tells what the rotation is on day d, or nil when there is none. Outside the
// calendar a combined rotation is taken at its first row.
func (y *Year) row(c *calendar, rotation string, d datasets.Day) *datasets.Rotation {
	half, planned := c.halfOf(d)
	for _, r := range y.rows[rotation] {
		if r.Half == 0 || r.Half == half.Half || !planned {
			return r
		}
	}
	return nil
}

// Planned returns the half-blocks, or parts of stays of weeks, of which an annual schedule says where the person is: those of blocks and
// stays that lie wholly in his time, also where his cohort's calendar has given them; but for blocks, and stays of two weeks or more, that
// hold nothing for somebody who is away on all of their days. It is empty for everybody but residents.
func (y *Year) Planned(l *Line) []Half {
	if l.Person.Role != datasets.Resident {
		return nil
	}
	var out []Half
	for _, b := range byBlock(l.halves) {
		if l.There(b[0].FirstDay, b[len(b)-1].LastDay) && !y.away(l, b) {
			out = append(out, b...)
		}
	}
	return out
}

// fortnight is the shortest block or stay that is not planned for somebody who is away all the time. Shorter ones are what leave is
// taken in.
const fortnight = 14

// away says whether the person is absent on each day of a block or stay of a fortnight or more, which is neither given nor pinned, and on no
// rotation there.
func (y *Year) away(l *Line, block []Half) bool {
	first, last := block[0].FirstDay, block[len(block)-1].LastDay
	if block[0].Given != "" || last-first+1 < fortnight {
		return false
	}
	for d := first; d <= last; d++ {
		if !l.Absent(d) || len(l.On(d)) > 0 {
			return false
		}
	}
	return !slices.ContainsFunc(y.Program.Pins, func(p datasets.Pin) bool { return p.Person == l.Person.Person && p.Block == block[0].Block })
}

// blocks returns the half-blocks of each block of the person's calendar, or the parts of each stay, that is planned and not given.
func (l *Line) blocks() [][]Half {
	return slices.DeleteFunc(byBlock(l.halves), func(b []Half) bool { return b[0].Given != "" })
}

// byBlock cuts half-blocks in order of time into the runs that belong to one block.
func byBlock(halves []Half) [][]Half {
	var out [][]Half
	for first := 0; first < len(halves); {
		last := first + 1
		for last < len(halves) && halves[last].Order == halves[first].Order {
			last++
		}
		out = append(out, halves[first:last])
		first = last
	}
	return out
}

// span is a run of days, both included.
type span struct{ first, last datasets.Day }

func (s span) days() int { return int(s.last-s.first) + 1 }

// runs returns the longest runs of days in first..last on which holds is true.
func runs(first, last datasets.Day, holds func(datasets.Day) bool) []span {
	var out []span
	for d := first; d <= last; d++ {
		switch {
		case !holds(d):
		case len(out) > 0 && out[len(out)-1].last == d-1:
			out[len(out)-1].last = d
		default:
			out = append(out, span{d, d})
		}
	}
	return out
}
