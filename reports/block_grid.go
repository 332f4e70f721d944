package reports

import (
	"cmp"
	"fmt"
	"slices"

	"rota/analytics/compliance"
	"rota/datasets"
)

// blockGrid is a block as a grid: a row a person, a column a day with its morning, afternoon and night.
type blockGrid struct {
	first, last datasets.Day
	rows        []blockRow
	counts      []blockCount
}

// blockCount is a row of counts at the foot of the grid: what it says of each half-day, and where that is too little.
type blockCount struct {
	title string
	says  map[blockPlace]string
	short map[blockPlace]bool
}

// blockRow is one person's block.
type blockRow struct {
	person string
	role   datasets.Role
	pgy    int
	broken bool // a Hard breach of more than two days: of a rotation or the block
	cells  map[blockPlace]blockCell
}

// blockPlace is one half of a day.
type blockPlace struct {
	day     datasets.Day
	halfDay string
}

// blockCell is what a person does in it.
type blockCell struct {
	code   string
	kind   datasets.ActivityKind
	pinned bool
	broken bool // a Hard breach of the person on this day, or on it and the next
}

// sheetRoles is the order in which people stand on the sheet.
var sheetRoles = []datasets.Role{datasets.Resident, datasets.Faculty, datasets.Learner, datasets.Visitor}

// blockGridOf lays the chosen schedule out: residents by level, faculty, others; of each in the order of people.csv.
func blockGridOf(r Run) blockGrid {
	c := r.chosen()
	var g blockGrid
	row := map[string]int{}
	for i, s := range c.Shifts {
		if i == 0 {
			g.first, g.last = s.Date, s.Date
		}
		g.first, g.last = min(g.first, s.Date), max(g.last, s.Date)
	}
	for _, p := range r.Program.People {
		if slices.ContainsFunc(c.Shifts, func(s datasets.Shift) bool { return s.Person == p.Person }) {
			g.rows = append(g.rows, blockRow{p.Person, p.Role, r.Program.PGYOn(p.Person, g.first), false, map[blockPlace]blockCell{}})
		}
	}
	slices.SortStableFunc(g.rows, func(a, b blockRow) int {
		return cmp.Or(cmp.Compare(slices.Index(sheetRoles, a.role), slices.Index(sheetRoles, b.role)), cmp.Compare(a.pgy, b.pgy))
	})
	for i := range g.rows {
		row[g.rows[i].person] = i
	}
	hard := c.breaches(compliance.Hard)
	const days = 2 // of a breach that is shown where it is
	for _, b := range hard {
		if i, known := row[b.Person]; known && b.LastDay-b.FirstDay >= days {
			g.rows[i].broken = true
		}
	}
	for _, s := range c.Shifts {
		i, known := row[s.Person]
		if !known {
			continue
		}
		a, _ := r.Program.ActivityIn(s.Activity, s.HalfDay)
		g.rows[i].cells[blockPlace{s.Date, s.HalfDay}] = blockCell{s.Activity, a.Kind, s.Pinned, slices.ContainsFunc(hard, func(b compliance.Breach) bool {
			return b.Person == s.Person && b.LastDay-b.FirstDay < days && b.FirstDay <= s.Date && s.Date <= b.LastDay
		})}
	}
	g.counts = g.count(c)
	return g
}

// count counts the residents in clinic and, against the need, who precepts.
func (g blockGrid) count(c Candidate) []blockCount {
	in := map[blockPlace]int{}
	for _, r := range g.rows {
		for at, cell := range r.cells {
			if r.role == datasets.Resident && cell.kind == datasets.KindClinic && at.halfDay != datasets.Night {
				in[at]++
			}
		}
	}
	if len(in) == 0 {
		return nil
	}
	clinic, precept := map[blockPlace]string{}, blockCount{"Preceptors", map[blockPlace]string{}, map[blockPlace]bool{}}
	for at, n := range in {
		clinic[at] = fmt.Sprint(n)
	}
	for at, n := range c.preceptorsAt() {
		precept.says[at], precept.short[at] = fmt.Sprintf("%g/%g", n.there, n.need), n.there < n.need
	}
	return []blockCount{{"In clinic", clinic, nil}, precept}
}

// preceptors is how many precept in a half-day, and how many are needed.
type preceptors struct{ there, need float64 }

// preceptorsAt sums the preceptors of all sites.
func (c Candidate) preceptorsAt() map[blockPlace]preceptors {
	const noon = 12 // hours from the midnight of the day: where the points of afternoons stand
	all := map[blockPlace]preceptors{}
	for _, p := range c.Assessment.Series {
		if p.Name != seriesPreceptor || p.Lower == nil {
			continue
		}
		at := blockPlace{datasets.DayOf(p.Time), datasets.AM}
		if p.Time.Hour() >= noon {
			at.halfDay = datasets.PM
		}
		all[at] = preceptors{all[at].there + p.Value, all[at].need + *p.Lower}
	}
	return all
}

// groups are the runs of rows that have one heading, by their first row.
func (g blockGrid) groups() []int {
	var first []int
	for i, r := range g.rows {
		if i == 0 || r.role != g.rows[i-1].role || r.pgy != g.rows[i-1].pgy {
			first = append(first, i)
		}
	}
	return first
}

// onCall returns who is on call or has a night of the role, in the order of the rows.
func (g blockGrid) onCall(d datasets.Day, role datasets.Role, kind datasets.ActivityKind) []string {
	var who []string
	for _, r := range g.rows {
		if c, ok := r.cells[blockPlace{d, datasets.Night}]; ok && r.role == role && c.kind == kind {
			who = append(who, r.person)
		}
	}
	return who
}
