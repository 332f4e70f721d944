package compliance

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"rota/datasets"
)

// team is who is supervised by the same people in one half-day at one site.
type team struct {
	key        string // of the supervisors: their activities and credential
	site       string
	date       datasets.Day
	halfDay    string
	row        int            // first row of supervision.csv that asks for them
	units      float64        // preceptors needed
	heads      map[string]int // people on each activity
	learners   int            // people on clinic
	perSuper   map[string]int // activity: most people to one supervisor
	supervisor int            // people who supervise
}

// teamKey is what the rows of one team have in common: whose work it is, and who supervises it.
func teamKey(row datasets.Supervision) string {
	return strings.Join(row.Supervisors, "|") + "\x00" + row.Credential + "\x00" + string(learnerOf(row)) + fmt.Sprint(row.SupervisorPGYs)
}

// learnerOf is the role whose work a row of supervision.csv speaks of.
func learnerOf(row datasets.Supervision) datasets.Role { return cmp.Or(row.Role, datasets.Resident) }

// teamPlace is when and where a team works.
type teamPlace struct {
	key, site string
	date      datasets.Day
	halfDay   string
}

// gathering is how teams are found, shift by shift.
type gathering struct {
	*Year
	keys []string // of the teams, by row of supervision.csv
	at   map[teamPlace]*team
	all  []*team
}

// teams returns the teams of the schedule in order of day, half-day, supervisors and site. A resident is of the level that he has on
// the day. A supervisor is of the faculty, or a resident of the levels that the row names, at work on one of the activities, not absent, and
// holds the credential if one is asked.
func (y *Year) teams() []*team {
	g := gathering{Year: y, at: map[teamPlace]*team{}}
	for _, row := range y.Program.Supervision {
		g.keys = append(g.keys, teamKey(row))
	}
	y.eachShift(g.work)
	y.eachShift(g.supervise)
	halves := []string{datasets.AM, datasets.PM, datasets.Night}
	slices.SortStableFunc(g.all, func(a, b *team) int {
		if a.date != b.date {
			return int(a.date - b.date)
		}
		if a.halfDay != b.halfDay {
			return slices.Index(halves, a.halfDay) - slices.Index(halves, b.halfDay)
		}
		return strings.Compare(a.key+a.site, b.key+b.site)
	})
	return g.all
}

// work counts a shift in the teams whose work it is.
func (g *gathering) work(l *Line, s datasets.Shift) {
	pgy, seen := g.Program.PGYOn(s.Person, s.Date), map[string]bool{}
	for i, row := range g.Program.Supervision {
		key := g.keys[i]
		if row.Activity != s.Activity || !row.Holds(s.Date) || l.Absent(s.Date) || seen[key] || l.Person.Role != learnerOf(row) || row.PGYFrom != nil && pgy < *row.PGYFrom || row.PGYTo != nil && pgy > *row.PGYTo {
			continue
		}
		seen[key] = true
		here := teamPlace{key, l.site(), s.Date, s.HalfDay}
		t := g.at[here]
		if t == nil {
			t = &team{key: key, site: l.site(), date: s.Date, halfDay: s.HalfDay, row: i, heads: map[string]int{}, perSuper: map[string]int{}}
			g.at[here], g.all = t, append(g.all, t)
		}
		t.row = min(t.row, i)
		t.units += row.Units
		t.heads[s.Activity]++
		if row.LearnersPerSupervisor != nil {
			t.perSuper[s.Activity] = *row.LearnersPerSupervisor
		}
		if a, _ := g.Program.ActivityIn(s.Activity, s.HalfDay); a.Kind == datasets.KindClinic && l.Person.Role == datasets.Resident {
			t.learners++
		}
	}
}

// supervise counts a shift among the supervisors of the teams that are there then.
func (g *gathering) supervise(l *Line, s datasets.Shift) {
	seen := map[string]bool{}
	for i, row := range g.Program.Supervision {
		key := g.keys[i]
		t := g.at[teamPlace{key, l.site(), s.Date, s.HalfDay}]
		senior := l.Person.Role == datasets.Resident && slices.Contains(row.SupervisorPGYs, g.Program.PGYOn(s.Person, s.Date))
		if t == nil || seen[key] || l.Absent(s.Date) || l.Person.Role != datasets.Faculty && !senior || !slices.Contains(row.Supervisors, s.Activity) || !g.supervises(s.Person, row.Credential, s.Date) {
			continue
		}
		seen[key] = true
		t.supervisor++
	}
}

// need is how many preceptors the units come to.
func (t *team) need() int { return int(math.Ceil(t.units - tolerance)) }

// site is where the person works.
func (l *Line) site() string { return l.Person.Site }

// supervision: in each half-day so many of the faculty supervise as the residents' units add up to, rounded up, and no supervisor has
// more people on an activity than its row allows.
func supervision(y *Year, report func(Breach)) {
	for _, t := range y.teams() {
		row := y.Program.Supervision[t.row]
		begin := Breach{FirstDay: t.date, LastDay: t.date, Amount: float64(t.supervisor), Source: written(fileRow("supervision.csv", t.row), row.Source)}
		where := fmt.Sprintf("the %s of %v", halfDayNames[t.halfDay], t.date)
		if t.site != "" {
			where += " at " + t.site
		}
		if need := t.need(); t.supervisor < need {
			b := begin
			b.Allowed = float64(need)
			b.Text = fmt.Sprintf("%s on %s in %s; residents need %d.", people(t.supervisor), either(row.Supervisors), where, need)
			report(b)
		}
		for _, row := range y.Program.Supervision {
			most, limited := t.perSuper[row.Activity]
			if n := t.heads[row.Activity]; limited && n > most*t.supervisor {
				b := begin
				b.Amount, b.Allowed, b.Unit = float64(n), float64(most*t.supervisor), "person"
				b.Text = fmt.Sprintf("%s on %s in %s with %s; at most %d each.", people(n), row.Activity, where, count(t.supervisor, "supervisor"), most)
				report(b)
				delete(t.perSuper, row.Activity)
			}
		}
	}
}

// preceptors: one preceptor has so many residents in clinic at most.
func preceptors(y *Year, report func(Breach)) {
	for _, t := range y.teams() {
		r, binds := y.Book.At("fm-preceptor", t.date.Time(), "")
		if most := r.Limit * float64(t.supervisor); binds && float64(t.learners) > most+tolerance {
			report(Breach{Level: r.Level, FirstDay: t.date, LastDay: t.date, Amount: float64(t.learners), Allowed: most, Unit: r.Unit, Source: r.Source(),
				Text: fmt.Sprintf("%s in clinic in the %s of %v with %s; at most %g each.", count(t.learners, "resident"), halfDayNames[t.halfDay], t.date,
					count(t.supervisor, "preceptor"), r.Limit)})
		}
	}
}

// supervises says whether the person may supervise on the day where the credential is asked: more than a trainee, and not barred.
func (y *Year) supervises(person, credential string, d datasets.Day) bool {
	level, barred := y.holds(person, credential, d)
	return credential == "" || level != "" && level != datasets.Trainee && !barred
}
