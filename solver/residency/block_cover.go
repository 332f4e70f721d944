package residency

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"rota/datasets"
	"rota/datasets/rules"
	"rota/solver"
)

// cover states the rows of cover.csv that are for half-days: people of a role and level, on some services, who do some activities, or work.
func (s *blockStatement) cover() {
	for i, c := range s.program.Cover {
		if !c.ForHalfDays() {
			continue
		}
		rule := s.rule("cover:"+c.Cover, levelOf(c.Level, solver.Cover), "person", sourceOf(rowOf("cover.csv", i), c.Source))
		for t := range s.count() {
			d := s.day(t)
			if c.FirstDay != nil && d < *c.FirstDay || c.LastDay != nil && d > *c.LastDay || len(c.Weekdays) > 0 && !slices.Contains(c.Weekdays, d.Weekday().String()) {
				continue
			}
			if slices.Contains(s.halvesOf(c), t%halvesOfDay) {
				s.demand(rule, 1, solver.Period(t), s.counted(c, t), s.counting(c, t%halvesOfDay), c.Least, mostOf(c.Most))
			}
		}
	}
}

// levelOf reads a level of a table.
func levelOf(name string, otherwise solver.Level) solver.Level {
	switch rules.Level(name) {
	case rules.Hard:
		return solver.Hard
	case rules.Cover:
		return solver.Cover
	case rules.Soft:
		return solver.Soft
	default:
		return otherwise
	}
}

// halvesOf returns the halves of a day that a row of cover.csv is for: its own, or those in which activities.csv has one of its activities.
func (s *blockStatement) halvesOf(c datasets.Cover) []int {
	switch {
	case c.HalfDay != "":
		return []int{slices.Index(halfDayNames[:], c.HalfDay)}
	case len(c.Activities) == 0:
		return []int{morning, afternoon}
	}
	var halves []int
	for half, name := range halfDayNames {
		if slices.ContainsFunc(c.Activities, func(code string) bool { _, known := s.program.ActivityIn(code, name); return known }) {
			halves = append(halves, half)
		}
	}
	return halves
}

// counted returns the people whom a row of cover.csv counts in a period.
func (s *blockStatement) counted(c datasets.Cover, t int) solver.Class {
	role := c.Role
	if role == "" {
		role = datasets.Resident
	}
	return s.class("counted by "+c.Cover, func(i solver.Person) bool {
		pgy := s.program.PGYOn(s.people[i].Person, s.day(t))
		return (role == datasets.Anybody || s.people[i].Role == role) && (c.PGYFrom == nil || pgy >= *c.PGYFrom) && (c.PGYTo == nil || pgy <= *c.PGYTo) &&
			(len(c.Services) == 0 || slices.Contains(c.Services, s.service(int(i), t/halvesOfDay))) && s.cell(int(i), t).fixed != away
	})
}

// counting returns the duties that a row of cover.csv counts in one half of a day.
func (s *blockStatement) counting(c datasets.Cover, half int) solver.Group {
	g, _ := s.set(c.Cover, func(d solver.Duty) bool {
		duty := s.duties[d]
		if duty.half != half || d == solver.Off {
			return false
		}
		return slices.Contains(c.Activities, duty.code) || len(c.Activities) == 0 && duty.works()
	})
	return g
}

// calls asks for one person in each night of call.csv, and keeps the calls of a resident apart and even.
func (s *blockStatement) calls() {
	s.callNights(datasets.Faculty)
	s.callNights(datasets.Resident)
	s.callGaps()
	s.callShares()
}

// callNights asks for one person of a role in each of its nights.
func (s *blockStatement) callNights(role datasets.Role) {
	class := s.class(string(role), func(i solver.Person) bool { return s.people[i].Role == role })
	g, _ := s.set("night on call", func(d solver.Duty) bool { return s.duties[d].half == night && s.duties[d].kind == datasets.KindCall })
	stated := map[int]solver.Rule{}
	for t := night; t < s.count(); t += halvesOfDay {
		weekday := s.day(t).Weekday().String()
		i := slices.IndexFunc(s.program.Call, func(c datasets.Call) bool { return c.Role == role && slices.Contains(c.Weekdays, weekday) })
		if i < 0 {
			continue
		}
		rule, known := stated[i]
		if !known {
			row := s.program.Call[i]
			rule = s.rule("call:"+row.Call, solver.Cover, "person", sourceOf(rowOf("call.csv", i), row.Source))
			stated[i] = rule
		}
		s.demand(rule, 1, solver.Period(t), class, g, 1, 1)
	}
}

// callGaps keeps a resident's calls apart.
func (s *blockStatement) callGaps() {
	g, n := s.set("night on call", func(d solver.Duty) bool { return s.duties[d].isCall() })
	i := slices.IndexFunc(s.program.Call, func(c datasets.Call) bool { return c.Role == datasets.Resident })
	if n == 0 || i < 0 {
		return
	}
	least := s.rule("call-gap", solver.Hard, "pair of calls", "call.csv, column least_gap")
	wanted := s.rule("call-spacing", solver.Soft, "pair of calls", fmt.Sprintf("call.csv, column wanted_gap (a night weighs %d)", gapWeight))
	leastGap, wantedGap := 0, 0
	for _, row := range s.program.Call {
		if row.Role == datasets.Resident {
			leastGap, wantedGap = max(leastGap, row.LeastGap), max(wantedGap, row.WantedGap)
		}
	}
	for person := range s.people {
		if !s.resident(person) || !s.canCall(person) {
			continue
		}
		for apart := 1; apart < wantedGap; apart++ {
			if apart < leastGap {
				s.pair(least, 1, person, g, g, halvesOfDay*apart)
			} else {
				s.pair(wanted, int64(wantedGap-apart)*gapWeight, person, g, g, halvesOfDay*apart)
			}
		}
	}
}

// CallCount is the name under which history.csv counts the calls of residents before the block.
const CallCount = "call"

// callShares wishes that residents have had equally many calls at the end of the block, as far as they take any in it.
func (s *blockStatement) callShares() {
	g, n := s.set("night on call", func(d solver.Duty) bool { return s.duties[d].isCall() })
	if n == 0 {
		return
	}
	past, total, takers := make([]int, len(s.people)), 0, 0
	for _, row := range s.program.History {
		if i, known := s.personAt[row.Person]; known && row.Kind == datasets.HistoryCount && row.Name == CallCount && row.Amount != nil {
			past[i] += int(*row.Amount)
		}
	}
	for i := range s.people {
		if s.resident(i) && s.canCall(i) {
			takers++
			total += past[i]
		}
	}
	if takers == 0 {
		return
	}
	for t := night; t < s.count(); t += halvesOfDay {
		if slices.ContainsFunc(s.program.Call, func(c datasets.Call) bool {
			return c.Role == datasets.Resident && slices.Contains(c.Weekdays, s.day(t).Weekday().String())
		}) {
			total++
		}
	}
	rule := s.rule("call share", solver.Soft, "call", fmt.Sprintf("residents take turns, over the year (a call beyond weighs %d)", callWeight))
	share := (total + takers - 1) / takers
	for i := range s.people {
		for wider := range widestShares {
			if s.resident(i) && s.canCall(i) {
				s.sum(rule, callWeight, solver.Person(i), 0, solver.Period(s.count()-1), g, 0, max(0, share+wider-past[i]))
			}
		}
	}
}

// team is who supervises whom: the rows of supervision.csv for one role, of the same supervisors and credential.
type team struct {
	rows []int // of supervision.csv
	site string
}

// teams returns the teams of each site, in the order of rows.
func (s *blockStatement) teams() []team {
	var all []team
	at := map[string]int{}
	for _, site := range s.sites() {
		for i, row := range s.program.Supervision {
			key := strings.Join(row.Supervisors, "|") + "\x00" + row.Credential + "\x00" + site + "\x00" + string(learnerOf(row)) + fmt.Sprint(row.SupervisorPGYs)
			k, known := at[key]
			if !known {
				k = len(all)
				at[key], all = k, append(all, team{site: site})
			}
			all[k].rows = append(all[k].rows, i)
		}
	}
	return all
}

// learnerOf is the role whose work a row of supervision.csv speaks of.
func learnerOf(row datasets.Supervision) datasets.Role { return cmp.Or(row.Role, datasets.Resident) }

// sites returns where people work, in the order of people.csv.
func (s *blockStatement) sites() []string {
	var sites []string
	for _, person := range s.people {
		if !slices.Contains(sites, person.Site) {
			sites = append(sites, person.Site)
		}
	}
	return sites
}

// thousandths is in how many parts of a preceptor the units of supervision.csv are read.
const thousandths = 1000

// supervision asks for the preceptors that residents need in each half-day: what they need taken from those who are there leaves
// nothing below zero, which is the same as rounding the need up.
func (s *blockStatement) supervision() {
	if len(s.program.Supervision) == 0 {
		return
	}
	part := thousandths
	for _, row := range s.program.Supervision {
		for rest := int(math.Round(row.Units * thousandths)); rest > 0; {
			part, rest = rest, part%rest
		}
	}
	for _, team := range s.teams() {
		first := s.program.Supervision[team.rows[0]]
		source := sourceOf(rowOf("supervision.csv", team.rows[0]), first.Source)
		rule := s.rule("supervision:"+strings.Join(first.Supervisors, "+"), solver.Hard, fmt.Sprintf("%d/%d preceptor", part, thousandths), source)
		for t := range s.count() {
			supervisors, n := s.supervisors(first, team.site, t)
			s.heads(team, t, supervisors, n) // also of an activity that needs no part of a preceptor
			learners := s.learners(team, t, func(row datasets.Supervision, _ solver.Duty) int {
				return -int(math.Round(row.Units*thousandths)) / part
			})
			if len(learners) == 0 {
				continue
			}
			if n > 0 {
				learners = append(learners, s.times(supervisors, thousandths/part)...)
			}
			s.demandOf(rule, 1, learners, 0, solver.Unlimited)
		}
	}
}

// heads bounds the people to one supervisor: of each activity by its row, in clinic by the rule on preceptors.
func (s *blockStatement) heads(team team, t int, supervisors term, n int) {
	bound := func(rule solver.Rule, most int, counts func(datasets.Supervision, solver.Duty) int) {
		terms := s.learners(team, t, counts)
		if len(terms) == 0 {
			return
		}
		if n > 0 {
			terms = append(terms, s.times(supervisors, most)...)
		}
		s.demandOf(rule, 1, terms, 0, solver.Unlimited)
	}
	for k, i := range team.rows {
		row := s.program.Supervision[i]
		again := slices.ContainsFunc(team.rows[:k], func(j int) bool {
			return s.program.Supervision[j].Activity == row.Activity && s.program.Supervision[j].Holds(s.day(t))
		})
		if row.LearnersPerSupervisor == nil || again || !row.Holds(s.day(t)) {
			continue
		}
		rule := s.named("learners:"+row.Activity, solver.Hard, "person", sourceOf(rowOf("supervision.csv", i), row.Source))
		bound(rule, *row.LearnersPerSupervisor, func(r datasets.Supervision, _ solver.Duty) int {
			if r.Activity == row.Activity {
				return -1
			}
			return 0
		})
	}
	if r, binds := s.program.Book().At("fm-preceptor", s.day(t).Time(), ""); binds && learnerOf(s.program.Supervision[team.rows[0]]) == datasets.Resident {
		rule := s.named(r.ID, levelOf(string(r.Level), solver.Hard), r.Unit, r.Source())
		bound(rule, int(r.Limit), func(_ datasets.Supervision, d solver.Duty) int {
			if s.duties[d].kind == datasets.KindClinic {
				return -1
			}
			return 0
		})
	}
}

// named returns the rule of that name, level and source, which is stated once: a wish and a law may have one name.
func (s *blockStatement) named(name string, level solver.Level, unit, source string) solver.Rule {
	for i, known := range s.problem.Rules.Name {
		if known == name && s.problem.Rules.Level[i] == level && s.problem.Rules.Source[i] == source {
			return solver.Rule(i)
		}
	}
	return s.rule(name, level, unit, source)
}

// supervisors returns who supervises in a period: of the faculty at the site, and of residents of some levels, whoever holds the
// credential on the day, and does one of the activities.
func (s *blockStatement) supervisors(row datasets.Supervision, site string, t int) (term, int) {
	d, any := s.day(t), 0
	class := s.class("supervisors "+row.Credential, func(i solver.Person) bool {
		who := s.people[i]
		of := who.Role == datasets.Faculty || who.Role == datasets.Resident && slices.Contains(row.SupervisorPGYs, s.program.PGYOn(who.Person, d))
		if !of || who.Site != site || s.cell(int(i), t).fixed == away || !s.supervises(who.Person, row.Credential, d) {
			return false
		}
		any++
		return true
	})
	g, n := s.set(strings.Join(row.Supervisors, "|"), func(d solver.Duty) bool {
		return d != solver.Off && s.duties[d].half == t%halvesOfDay && slices.Contains(row.Supervisors, s.duties[d].code)
	})
	return term{solver.Period(t), class, g}, min(any, n)
}

// supervises reports whether the person holds the credential on the day, beyond a trainee and not barred.
func (s *blockStatement) supervises(person, credential string, d datasets.Day) bool {
	if credential == "" {
		return true
	}
	holds := false
	for _, c := range s.program.Credentials {
		if c.Person != person || c.Credential != credential || c.FirstDay != nil && d < *c.FirstDay || c.LastDay != nil && d > *c.LastDay {
			continue
		}
		if c.Level == datasets.Barred {
			return false
		}
		holds = holds || c.Level != datasets.Trainee
	}
	return holds
}

// times returns a term of a plain set whose members count k.
func (s *blockStatement) times(of term, k int) []term {
	g, _ := s.group(fmt.Sprintf("%d x", k), func(d solver.Duty) int32 { return int32(k) * s.coefficient(of.group, d) })
	return []term{{of.period, of.class, g}}
}

// learners returns what a team's residents, or learners, count in a period, level by level: each activity by the first row that is for the level.
func (s *blockStatement) learners(team team, t int, counts func(datasets.Supervision, solver.Duty) int) []term {
	var terms []term
	role := learnerOf(s.program.Supervision[team.rows[0]])
	for pgy := 0; pgy <= 8; pgy++ {
		people := 0
		class := s.class(fmt.Sprintf("%s of PGY %d", role, pgy), func(i solver.Person) bool {
			who := s.people[i]
			is := who.Role == role && who.Site == team.site && s.cell(int(i), t).fixed != away && s.program.PGYOn(who.Person, s.day(t)) == pgy
			if is {
				people++
			}
			return is
		})
		if people == 0 {
			continue
		}
		g, n := s.group(fmt.Sprintf("supervised at PGY %d", pgy), func(d solver.Duty) int32 {
			for _, i := range team.rows {
				row := s.program.Supervision[i]
				fits := row.Holds(s.day(t)) && (row.PGYFrom == nil || pgy >= *row.PGYFrom) && (row.PGYTo == nil || pgy <= *row.PGYTo)
				if fits && d != solver.Off && s.duties[d].half == t%halvesOfDay && s.duties[d].code == row.Activity {
					return int32(counts(row, d))
				}
			}
			return 0
		})
		if n > 0 {
			terms = append(terms, term{solver.Period(t), class, g})
		}
	}
	return terms
}
