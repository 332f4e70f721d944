package solver

import "slices"

// kind is one kind of rule: its table, read row by row.
type kind struct {
	name  string
	rules []Rule
	row   func(p *Problem, r Roster, i int) Amount // Person, First, Last, Amount and Cost of row i
}

// kinds lists every kind of rule of a problem. Evaluate, Amounts and the tests walk this list.
func (p *Problem) kinds() []kind {
	return []kind{
		{"bars", p.Bars.Rule, barAmount},
		{"wishes", p.Wishes.Rule, wishAmount},
		{"sums", p.Sums.Rule, sumAmount},
		{"successions", p.Successions.Rule, successionAmount},
		{"precedences", p.Precedences.Rule, precedenceAmount},
		{"runs", p.Runs.Rule, runAmount},
		{"windows", p.Windows.Rule, windowAmount},
		{"quotients", p.Quotients.Rule, quotientAmount},
		{"changes", p.Changes.Rule, changeAmount},
		{"waits", p.Waits.Rule, waitAmount},
		{"pools", p.Pools.Rule, poolAmount},
		{"demands", p.Demands.Rule, demandAmount},
	}
}

// Nobody stands for the person of a row that belongs to no single person.
const Nobody Person = -1

// Amount is by how much a roster breaks one row of a rule table.
type Amount struct {
	Table       string // name of the column of the Arrow form: bars, wishes, ...
	Row         int    // in that table
	Rule        Rule
	Person      Person // Nobody for a demand or a pool
	First, Last Period // where the row looks
	Amount      int64  // in the unit of the rule
	Cost        int64  // Amount x weight, on the level of the rule
}

// Evaluate computes the score of a roster from nothing: slow, obvious, without any state of the search, which it is there
// to check. It panics if the roster does not fit the problem (Roster.Validate tells).
func Evaluate(p *Problem, r Roster) Score {
	var sum Score
	for _, a := range Amounts(p, r) {
		sum = sum.Add(p.Rules.Level[a.Rule].at(a.Cost))
	}
	return sum
}

// Amounts lists the rows of the rule tables that a roster breaks, in the order of the tables and rows.
func Amounts(p *Problem, r Roster) []Amount {
	var broken []Amount
	for _, k := range p.kinds() {
		for i, rule := range k.rules {
			a := k.row(p, r, i)
			if a.Amount != 0 {
				a.Table, a.Row, a.Rule = k.name, i, rule
				broken = append(broken, a)
			}
		}
	}
	return broken
}

// coef returns the coefficient of a member of set i, and whether it is a member.
func (s *Sets) coef(i, member int32) (int64, bool) {
	members := s.Member[s.First[i]:s.First[i+1]]
	at, ok := slices.BinarySearch(members, member)
	if !ok {
		return 0, false
	}
	return int64(s.Coef[int(s.First[i])+at]), true
}

// Has reports whether set i has a member.
func (s *Sets) Has(i, member int32) bool {
	_, has := s.coef(i, member)
	return has
}

func (p *Problem) in(d Duty, g Group) bool {
	_, ok := p.Groups.coef(int32(g), int32(d))
	return ok
}

func (p *Problem) end() Period { return Period(len(p.Periods) - 1) }

// outside returns the distance of v to the interval least..most.
func outside(v int64, least, most int32) (below, above int64) {
	return max(0, int64(least)-v), max(0, v-int64(most))
}

func barAmount(p *Problem, r Roster, i int) Amount {
	t := &p.Bars
	a := Amount{Person: t.Person[i], First: t.First[i], Last: t.Last[i]}
	for period := a.First; period <= a.Last; period++ {
		if p.in(r.At(p, a.Person, period), t.Group[i]) {
			a.Amount++
		}
	}
	a.Cost = a.Amount * t.Weight[i]
	return a
}

func wishAmount(p *Problem, r Roster, i int) Amount {
	t := &p.Wishes
	periods, groups := t.Period[t.Terms[i]:t.Terms[i+1]], t.Group[t.Terms[i]:t.Terms[i+1]]
	a := Amount{Person: t.Person[i], First: slices.Min(periods), Last: slices.Max(periods)}
	for j, period := range periods {
		if !p.in(r.At(p, a.Person, period), groups[j]) {
			a.Amount = 1
		}
	}
	a.Cost = a.Amount * t.Weight[i]
	return a
}

func sumAmount(p *Problem, r Roster, i int) Amount {
	t := &p.Sums
	a := Amount{Person: t.Person[i], First: t.First[i], Last: t.Last[i]}
	var sum int64
	for period := a.First; period <= a.Last; period++ {
		c, _ := p.Groups.coef(int32(t.Group[i]), int32(r.At(p, a.Person, period)))
		sum += c
	}
	below, above := outside(sum, t.Least[i], t.Most[i])
	a.Amount = below + above
	a.Cost = a.Amount * t.Weight[i]
	return a
}

func successionAmount(p *Problem, r Roster, i int) Amount {
	t := &p.Successions
	a := Amount{Person: t.Person[i], Last: p.end()}
	for period := Period(0); period+Period(t.Gap[i]) <= a.Last; period++ {
		if p.in(r.At(p, a.Person, period), t.Before[i]) && p.in(r.At(p, a.Person, period+Period(t.Gap[i])), t.After[i]) {
			a.Amount++
		}
	}
	a.Cost = a.Amount * t.Weight[i]
	return a
}

func precedenceAmount(p *Problem, r Roster, i int) Amount {
	t := &p.Precedences
	a := Amount{Person: t.Person[i], Last: p.end()}
	prepared := false
	for period := Period(0); period <= a.Last; period++ {
		if earlier := period - Period(t.Gap[i]); earlier >= 0 && p.in(r.At(p, a.Person, earlier), t.Before[i]) {
			prepared = true
		}
		if !prepared && p.in(r.At(p, a.Person, period), t.After[i]) {
			a.Amount++
		}
	}
	a.Cost = a.Amount * t.Weight[i]
	return a
}

func runAmount(p *Problem, r Roster, i int) Amount {
	t := &p.Runs
	a := Amount{Person: t.Person[i], Last: p.end()}
	length, ready := t.Carried[i], t.Carried[i] > 0 && t.Open[i] == 1
	finish := func() {
		if length > 0 && !ready {
			a.Amount += max(0, int64(t.Least[i])-int64(length))
		}
		length, ready = 0, false
	}
	for period := Period(0); period <= a.Last; period++ {
		if !p.in(r.At(p, a.Person, period), t.Group[i]) {
			finish()
			continue
		}
		length++
		ready = ready || period == 0 && t.Open[i] == 1
		if length > t.Most[i] {
			a.Amount++
		}
	}
	ready = ready || t.Open[i] == 1
	finish()
	a.Cost = a.Amount * t.Weight[i]
	return a
}

func windowAmount(p *Problem, r Roster, i int) Amount {
	t := &p.Windows
	a := Amount{Person: t.Person[i], First: t.First[i], Last: min(p.end(), t.Last[i]+Period(t.Length[i])-1)}
	var windows int64
	for first := t.First[i]; first <= t.Last[i]; first += Period(t.Every[i]) {
		for period := first; period <= min(p.end(), first+Period(t.Length[i])-1); period++ {
			if p.in(r.At(p, a.Person, period), t.Group[i]) {
				windows++
				break
			}
		}
	}
	below, above := outside(windows, t.Least[i], t.Most[i])
	a.Amount = below + above
	a.Cost = a.Amount * t.Weight[i]
	return a
}

// span returns the first and the last period of the terms of a row.
func (t *DemandTable) span(i int) (first, last Period) {
	periods := t.Period[t.Terms[i]:t.Terms[i+1]]
	return slices.Min(periods), slices.Max(periods)
}

func demandAmount(p *Problem, r Roster, i int) Amount {
	t := &p.Demands
	a := Amount{Person: Nobody}
	a.First, a.Last = t.span(i)
	var sum int64
	for j := t.Terms[i]; j < t.Terms[i+1]; j++ {
		for person := range Person(len(p.People)) {
			heads, _ := p.Classes.coef(int32(t.Class[j]), int32(person))
			c, _ := p.Groups.coef(int32(t.Group[j]), int32(r.At(p, person, t.Period[j])))
			sum += heads * c
		}
	}
	below, above := outside(sum, t.Least[i], t.Most[i])
	a.Amount = below + above
	a.Cost = below*t.Under[i] + above*t.Over[i]
	return a
}
