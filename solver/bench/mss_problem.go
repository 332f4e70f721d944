package bench

import (
	"fmt"
	"strconv"

	"rota/solver"
)

// The rules of an MSS problem. All that satisfaction is made of is one rule, which the least satisfied student's pool counts.
const (
	mssAvailable   solver.Rule = iota // M4, M8, M9
	mssOnce                           // M2
	mssDue                            // M3
	mssOrder                          // M5
	mssHospital                       // M6
	mssPlaces                         // M7
	mssSatisfied                      // value
	mssLeastServed                    // value
)

var mssRules = solver.RuleTable{
	Name:   []string{"open to the student", "once, in one go", "due", "order", "most in a hospital", "places", "satisfaction", "least satisfied"},
	Level:  []solver.Level{solver.Hard, solver.Hard, solver.Hard, solver.Hard, solver.Hard, solver.Hard, solver.Soft, solver.Soft},
	Unit:   []string{"period", "period", "period", "period", "period", "student", "point", "point"},
	Source: []string{"M4, M8, M9", "M2", "M3", "M5", "M6", "M7", "value", "value"},
}

// Problem states the instance for the solver: duty 0 is free and duty p+1 is place p. A roster without a breach has Score.Hard
// 0 and no other has; the value of any roster is Base - Score.Soft.
func (m *MSS) Problem() *solver.Problem {
	s := mssStatement{MSS: m, p: &solver.Problem{Rules: mssRules}}
	p := s.p
	p.Duties = []string{"free"}
	for place := range m.Hospitals * m.Disciplines {
		p.Duties = append(p.Duties, fmt.Sprintf("%d:%d", m.hospital(place)+1, m.discipline(place)+1))
	}
	p.Minutes = make([]int32, len(p.Duties))
	for t := range m.Horizon {
		p.Periods = append(p.Periods, strconv.Itoa(t+1))
	}
	for i := range m.Students {
		p.People = append(p.People, strconv.Itoa(i+1))
		p.Classes.Member, p.Classes.Coef = append(p.Classes.Member, int32(i)), append(p.Classes.Coef, 1)
	}
	p.Classes.Labels, p.Classes.First = []string{"all"}, []int32{0, int32(m.Students)}
	p.Groups.First, p.Wishes.Terms, p.Demands.Terms = []int32{0}, []int32{0}, []int32{0}
	s.groups()
	for i := range m.Students {
		s.line(i)
	}
	s.leastSatisfied()
	s.cover()
	return p
}

// Base is what the value and Score.Soft of any roster add up to.
func (m *MSS) Base() int64 {
	var sum, most int64
	for i := range m.Students {
		sum, most = sum+m.reach(i), max(most, m.reach(i))
	}
	return sum + most
}

// reach is a satisfaction that no line of a student exceeds; what he bears is the distance to it.
func (m *MSS) reach(student int) int64 {
	w, sum := m.Weights[student], int64(0)
	for d := range m.Disciplines {
		sum += max(0, m.disciplineWorth(student, d))
	}
	return sum + max(0, w[1]*m.hospitalReach(student))
}

func (m *MSS) disciplineWorth(student, d int) int64 {
	return m.Weights[student][0]*m.LikesDisc[student][d] + m.LikesAll[d]
}

// hospitalReach is the most that the preferences of hospitals can add up to, divided by Duration and rounded up.
func (m *MSS) hospitalReach(student int) int64 {
	var best int64
	for _, likes := range m.LikesHosp[student] {
		best = max(best, likes)
	}
	return -floorDiv(-best*int64(m.Horizon), int64(m.Duration))
}

// mssStatement is the problem while it is stated.
type mssStatement struct {
	*MSS
	p                           *solver.Problem
	attends, hospitals          solver.Group // all places; with the hospital as coefficient
	place, discipline, hospital []solver.Group
	kind                        []solver.Group // of disciplines: the format's groups
}

func (s *mssStatement) group(label string, holds func(place int) bool, coef func(place int) int) solver.Group {
	g := &s.p.Groups
	for place := range s.Hospitals * s.Disciplines {
		if holds(place) {
			g.Member, g.Coef = append(g.Member, int32(place)+1), append(g.Coef, int32(coef(place)))
		}
	}
	g.Labels, g.First = append(g.Labels, label), append(g.First, int32(len(g.Member)))
	return solver.Group(len(g.Labels) - 1)
}

func (s *mssStatement) groups() {
	every, one := func(int) bool { return true }, func(int) int { return 1 }
	s.attends = s.group("attends", every, one)
	s.hospitals = s.group("hospitals", every, s.MSS.hospital)
	for place := range s.Hospitals * s.Disciplines {
		s.place = append(s.place, s.group(s.p.Duties[place+1], func(x int) bool { return x == place }, one))
	}
	for d := range s.Disciplines {
		s.discipline = append(s.discipline, s.group(fmt.Sprint("discipline ", d+1), func(x int) bool { return s.MSS.discipline(x) == d }, one))
	}
	for h := range s.Hospitals {
		s.hospital = append(s.hospital, s.group(fmt.Sprint("hospital ", h+1), func(x int) bool { return s.MSS.hospital(x) == h }, one))
	}
	for g := range s.Groups {
		s.kind = append(s.kind, s.group(fmt.Sprint("group ", g+1), func(x int) bool { return s.Group[s.MSS.discipline(x)] == g }, one))
	}
}

// line adds the rules of one student's line.
func (s *mssStatement) line(i int) {
	person, w := solver.Person(i), s.Weights[i]
	for t, available := range s.Available[i] {
		if !available {
			s.bar(person, t, t, s.attends)
		}
	}
	for place := range s.place {
		if !s.Able[i][place] || !s.Allowed[i][s.MSS.discipline(place)] {
			s.bar(person, 0, s.Horizon-1, s.place[place])
			continue
		}
		r := &s.p.Runs
		r.Rule, r.Weight, r.Person = append(r.Rule, mssOnce), append(r.Weight, 1), append(r.Person, person)
		r.Group, r.Least, r.Most = append(r.Group, s.place[place]), append(r.Least, int32(s.Duration)), append(r.Most, int32(s.Duration))
		r.Open, r.Carried = append(r.Open, 0), append(r.Carried, 0)
	}
	for d := range s.Disciplines {
		s.sum(mssOnce, person, s.discipline[d], 0, s.Duration)
		s.worth(person, d, s.disciplineWorth(i, d))
		for e, before := range s.Before[d] {
			if before {
				t := &s.p.Precedences
				t.Rule, t.Weight, t.Person = append(t.Rule, mssOrder), append(t.Weight, 1), append(t.Person, person)
				t.Before, t.After, t.Gap = append(t.Before, s.discipline[e]), append(t.After, s.discipline[d]), append(t.Gap, 1)
			}
		}
	}
	for g, due := range s.Due[i] {
		s.sum(mssDue, person, s.kind[g], due*s.Duration, due*s.Duration)
	}
	for h := range s.Hospitals {
		s.sum(mssHospital, person, s.hospital[h], 0, min(s.MostInHospital, s.Disciplines)*s.Duration)
	}
	s.hospitalsLiked(i, person)
	c, wait := &s.p.Changes, &s.p.Waits
	c.Rule, c.Weight, c.Person = append(c.Rule, mssSatisfied), append(c.Weight, -w[2]), append(c.Person, person)
	c.Group, c.Most, c.Carried = append(c.Group, s.hospitals), append(c.Most, 0), append(c.Carried, solver.Off)
	wait.Rule, wait.Weight, wait.Person = append(wait.Rule, mssSatisfied), append(wait.Weight, -w[3]), append(wait.Person, person)
	wait.Group, wait.Most = append(wait.Group, s.attends), append(wait.Most, 0)
}

// worth states what doing a discipline is worth: not to do one that is liked costs as much, and so does one that is disliked.
func (s *mssStatement) worth(person solver.Person, d int, worth int64) {
	t, least := &s.p.Windows, int32(0)
	if worth > 0 {
		least = 1
	}
	t.Rule, t.Weight, t.Person = append(t.Rule, mssSatisfied), append(t.Weight, max(worth, -worth)), append(t.Person, person)
	t.Group, t.First = append(t.Group, s.discipline[d]), append(t.First, 0)
	t.Length, t.Every = append(t.Length, int32(s.Horizon)), append(t.Every, int32(s.Horizon))
	t.Last = append(t.Last, solver.Period(s.Horizon-1))
	t.Least, t.Most = append(t.Least, least), append(t.Most, least)
}

// hospitalsLiked states the preferences of hospitals: what is missing to the most that they can reach.
func (s *mssStatement) hospitalsLiked(i int, person solver.Person) {
	group := s.group(fmt.Sprint("hospitals as liked by student ", i+1), func(int) bool { return true },
		func(place int) int { return int(s.LikesHosp[i][s.MSS.hospital(place)]) })
	t, reach := &s.p.Quotients, int32(s.hospitalReach(i))
	t.Rule, t.Weight, t.Person = append(t.Rule, mssSatisfied), append(t.Weight, s.Weights[i][1]), append(t.Person, person)
	t.First, t.Last, t.Group = append(t.First, 0), append(t.Last, solver.Period(s.Horizon-1)), append(t.Group, group)
	t.Per, t.Least, t.Most = append(t.Per, int32(s.Duration)), append(t.Least, reach), append(t.Most, solver.Unlimited)
}

func (s *mssStatement) sum(rule solver.Rule, person solver.Person, group solver.Group, least, most int) {
	t := &s.p.Sums
	t.Rule, t.Weight, t.Person = append(t.Rule, rule), append(t.Weight, 1), append(t.Person, person)
	t.First, t.Last, t.Group = append(t.First, 0), append(t.Last, solver.Period(s.Horizon-1)), append(t.Group, group)
	t.Least, t.Most = append(t.Least, int32(least)), append(t.Most, int32(most))
}

func (s *mssStatement) bar(person solver.Person, first, last int, group solver.Group) {
	t := &s.p.Bars
	t.Rule, t.Weight, t.Person = append(t.Rule, mssAvailable), append(t.Weight, 1), append(t.Person, person)
	t.First, t.Last, t.Group = append(t.First, solver.Period(first)), append(t.Last, solver.Period(last)), append(t.Group, group)
}

// leastSatisfied makes the students' distances comparable by what each of them is short of the highest reach from the start.
func (s *mssStatement) leastSatisfied() {
	t, most := &s.p.Pools, int64(0)
	for i := range s.Students {
		most = max(most, s.reach(i))
	}
	t.Rule, t.Weight, t.Of = []solver.Rule{mssLeastServed}, []int64{1}, []solver.Rule{mssSatisfied}
	for i := range s.Students {
		t.Person, t.Above = append(t.Person, solver.Person(i)), append(t.Above, most-s.reach(i))
	}
	t.Rules, t.Terms = []int32{0, 1}, []int32{0, int32(s.Students)}
}

func (s *mssStatement) cover() {
	t := &s.p.Demands
	for place := range s.place {
		for period := range s.Horizon {
			t.Rule, t.Period = append(t.Rule, mssPlaces), append(t.Period, solver.Period(period))
			t.Class, t.Group = append(t.Class, 0), append(t.Group, s.place[place])
			t.Terms = append(t.Terms, int32(len(t.Class)))
			t.Least, t.Most = append(t.Least, int32(s.Least[place][period])), append(t.Most, int32(s.Most[place][period]))
			t.Under, t.Over = append(t.Under, 1), append(t.Over, 1)
		}
	}
}

// Roster turns cells into a roster of Problem.
func (m *MSS) Roster(cells Cells) solver.Roster {
	var r solver.Roster
	for _, row := range cells {
		for _, place := range row {
			r = append(r, solver.Duty(place+1))
		}
	}
	return r
}

// Cells turns a roster of Problem into cells.
func (m *MSS) Cells(r solver.Roster) Cells {
	cells := NewCells(m.Students, m.Horizon)
	for i, d := range r {
		cells[i/m.Horizon][i%m.Horizon] = int(d) - 1
	}
	return cells
}
