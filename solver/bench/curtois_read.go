package bench

import (
	"io"
	"slices"
	"strconv"
	"strings"
)

// Limits that keep every sum of an instance far inside an int64, its tables inside memory, and what is read such that it can be
// stated to the solver.
const (
	mostDays   = 10_000
	mostShifts = 1_000
	mostStaff  = 10_000
	mostCells  = 1 << 22   // staff x days
	mostLength = 1 << 16   // minutes of a shift
	mostLeast  = 1 << 12   // days that a run has to last
	mostAmount = 1 << 30   // minutes, runs, counts
	mostWeight = 1_000_000 // weights, and the people that a weight multiplies
)

// ReadCurtois reads an instance in the text format: sections that begin with a line SECTION_..., rows of cells between
// commas, # comments, empty lines between the sections. A person has no limit for a shift that his MaxShifts does not name.
// The error is Defects and names everything that is wrong.
func ReadCurtois(r io.Reader) (*Curtois, error) {
	lines, err := readLines(r, "#")
	if err != nil {
		return nil, err
	}
	t := curtoisText{sections: map[string][]line{}, shifts: map[string]int{}, staff: map[string]int{}}
	t.split(lines)
	t.horizon()
	t.readShifts()
	t.readStaff()
	t.daysOff()
	t.On = t.requests("SECTION_SHIFT_ON_REQUESTS")
	t.Off = t.requests("SECTION_SHIFT_OFF_REQUESTS")
	t.coverage()
	if err := t.defects.err(); err != nil {
		return nil, err
	}
	return &t.Curtois, nil
}

// curtoisText is an instance while it is read.
type curtoisText struct {
	Curtois
	sections map[string][]line
	shifts   map[string]int // index of each ID
	staff    map[string]int
	defects  Defects
}

// curtoisSections lists the sections of the format and whether an instance needs them.
var curtoisSections = []struct {
	name   string
	needed bool
}{
	{"SECTION_HORIZON", true}, {"SECTION_SHIFTS", true}, {"SECTION_STAFF", true}, {"SECTION_DAYS_OFF", false},
	{"SECTION_SHIFT_ON_REQUESTS", false}, {"SECTION_SHIFT_OFF_REQUESTS", false}, {"SECTION_COVER", true},
}

// split hands the lines to their sections.
func (t *curtoisText) split(lines []line) {
	section := ""
	for _, l := range lines {
		if !strings.HasPrefix(l.text, "SECTION_") {
			if section == "" {
				t.defects.add(l.number, "%q stands before the first section; expected SECTION_HORIZON", l.text)
			}
			t.sections[section] = append(t.sections[section], l)
			continue
		}
		section = l.text
		known := false
		for _, s := range curtoisSections {
			known = known || s.name == section
		}
		if _, twice := t.sections[section]; twice || !known {
			t.defects.add(l.number, "section=%q; expected each section of the format once", section)
		}
		t.sections[section] = append([]line{}, t.sections[section]...)
	}
	for _, s := range curtoisSections {
		if _, there := t.sections[s.name]; s.needed && !there {
			t.defects.add(0, "%s is missing", s.name)
		}
	}
}

// cells splits a row and reports one that has not from least to most cells; most 0 is no limit.
func (t *curtoisText) cells(l line, least, most int) ([]string, bool) {
	cells := strings.Split(l.text, ",")
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	if len(cells) < least || (most > 0 && len(cells) > most) {
		t.defects.add(l.number, "%d cells in a row; expected %d", len(cells), least)
		return nil, false
	}
	return cells, true
}

// number reads an integer from 0 to most; what is wrong is noted and read as 0.
func (t *curtoisText) number(l line, name, text string, most int) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > most {
		t.defects.add(l.number, "%s=%q; expected an integer from 0 to %d", name, text, most)
		return 0
	}
	return n
}

// index finds an ID; what is not known is noted and read as 0.
func (t *curtoisText) index(l line, kind string, ids map[string]int, id string) int {
	i, known := ids[id]
	if !known {
		t.defects.add(l.number, "%s=%q; expected one that the instance has", kind, id)
	}
	return i
}

// day reads a day of the horizon. Without a horizon, which is its own defect, any day will do.
func (t *curtoisText) day(l line, text string) int {
	return t.number(l, "day", text, max(t.Days, 1)-1)
}

func (t *curtoisText) horizon() {
	for i, l := range t.sections["SECTION_HORIZON"] {
		if i > 0 {
			t.defects.add(l.number, "%q is a second horizon; expected one", l.text)
			return
		}
		t.Days = t.number(l, "days", l.text, mostDays)
		if t.Days == 0 || t.Days%7 != 0 {
			t.defects.add(l.number, "days=%d; expected whole weeks", t.Days)
		}
	}
}

func (t *curtoisText) readShifts() {
	for _, l := range t.sections["SECTION_SHIFTS"] {
		cells, ok := t.cells(l, 2, 3)
		if !ok {
			continue
		}
		if _, twice := t.shifts[cells[0]]; twice || cells[0] == "" {
			t.defects.add(l.number, "shift=%q; expected an ID that is new", cells[0])
			continue
		}
		if len(t.Shifts) == mostShifts {
			t.defects.add(l.number, "shift=%q is one more; expected at most %d", cells[0], mostShifts)
			break
		}
		t.shifts[cells[0]] = len(t.Shifts)
		t.Shifts = append(t.Shifts, Shift{ID: cells[0], Minutes: t.number(l, "minutes", cells[1], mostLength)})
	}
	for _, l := range t.sections["SECTION_SHIFTS"] { // again, because a shift may forbid one that stands below it
		cells := strings.Split(l.text, ",")
		shift, known := t.shifts[strings.TrimSpace(cells[0])]
		if len(cells) != 3 || !known || strings.TrimSpace(cells[2]) == "" {
			continue
		}
		for _, id := range strings.Split(cells[2], "|") {
			t.Shifts[shift].Forbidden = append(t.Shifts[shift].Forbidden, t.index(l, "forbidden shift", t.shifts, strings.TrimSpace(id)))
		}
		slices.Sort(t.Shifts[shift].Forbidden)
	}
}

func (t *curtoisText) readStaff() {
	for _, l := range t.sections["SECTION_STAFF"] {
		cells, ok := t.cells(l, 8, 8)
		if !ok {
			continue
		}
		if _, twice := t.staff[cells[0]]; twice || cells[0] == "" {
			t.defects.add(l.number, "person=%q; expected an ID that is new", cells[0])
			continue
		}
		if most := min(mostStaff, mostCells/max(t.Days, 1)); len(t.Staff) == most {
			t.defects.add(l.number, "person=%q is one more; expected at most %d in %d days", cells[0], most, t.Days)
			return
		}
		t.staff[cells[0]] = len(t.Staff)
		p := Staff{ID: cells[0], MaxShifts: t.maxShifts(l, cells[1])}
		for i, field := range []struct {
			name string
			into *int
			most int
		}{
			{"most minutes", &p.MaxMinutes, mostAmount}, {"least minutes", &p.MinMinutes, mostAmount}, {"most shifts in a row", &p.MaxRun, mostAmount},
			{"least shifts in a row", &p.MinRun, mostLeast}, {"least days off in a row", &p.MinOff, mostLeast}, {"most weekends", &p.MaxWeekends, mostAmount},
		} {
			*field.into = t.number(l, field.name, cells[2+i], field.most)
		}
		t.Staff = append(t.Staff, p)
	}
}

// maxShifts reads limits such as D=14|N=0.
func (t *curtoisText) maxShifts(l line, text string) []int {
	most := make([]int, len(t.Shifts))
	for s := range most {
		most[s] = t.Days
	}
	if text == "" {
		return most
	}
	for _, limit := range strings.Split(text, "|") {
		id, n, _ := strings.Cut(limit, "=")
		shift, number := t.index(l, "shift", t.shifts, strings.TrimSpace(id)), t.number(l, "most shifts", strings.TrimSpace(n), mostAmount)
		if len(most) > 0 {
			most[shift] = number
		}
	}
	return most
}

func (t *curtoisText) daysOff() {
	for _, l := range t.sections["SECTION_DAYS_OFF"] {
		cells, ok := t.cells(l, 2, 0)
		if !ok {
			continue
		}
		p := t.index(l, "person", t.staff, cells[0])
		for _, c := range cells[1:] {
			if d := t.day(l, c); p < len(t.Staff) {
				t.Staff[p].DaysOff = append(t.Staff[p].DaysOff, d)
			}
		}
	}
	for p := range t.Staff {
		slices.Sort(t.Staff[p].DaysOff)
		t.Staff[p].DaysOff = slices.Compact(t.Staff[p].DaysOff)
	}
}

func (t *curtoisText) requests(section string) (out []ShiftRequest) {
	for _, l := range t.sections[section] {
		if cells, ok := t.cells(l, 4, 4); ok {
			out = append(out, ShiftRequest{
				Person: t.index(l, "person", t.staff, cells[0]), Day: t.day(l, cells[1]),
				Shift: t.index(l, "shift", t.shifts, cells[2]), Weight: int64(t.number(l, "weight", cells[3], mostWeight)),
			})
		}
	}
	return out
}

func (t *curtoisText) coverage() {
	for _, l := range t.sections["SECTION_COVER"] {
		if cells, ok := t.cells(l, 5, 5); ok {
			t.Coverage = append(t.Coverage, ShiftCover{
				Day: t.day(l, cells[0]), Shift: t.index(l, "shift", t.shifts, cells[1]), Need: t.number(l, "requirement", cells[2], mostWeight),
				Under: int64(t.number(l, "weight under", cells[3], mostWeight)), Over: int64(t.number(l, "weight over", cells[4], mostWeight)),
			})
		}
	}
}
