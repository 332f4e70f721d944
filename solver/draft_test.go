package solver

import "slices"

// draft builds small problems for tests.
type draft struct{ Problem }

func newDraft(people, periods, duties int) *draft {
	d := &draft{}
	label := func(prefix string, n int) (labels []string) {
		for i := range n {
			labels = append(labels, prefix+string(rune('a'+i%26)))
		}
		return labels
	}
	d.People, d.Periods, d.Duties = label("person ", people), label("period ", periods), label("duty ", duties)
	d.Duties[0] = "off"
	d.Minutes = make([]int32, duties)
	d.Groups.First, d.Classes.First = []int32{0}, []int32{0}
	d.Wishes.Terms, d.Demands.Terms = []int32{0}, []int32{0}
	return d
}

func (s *Sets) add(label string, coef map[int32]int32) int32 {
	s.Labels = append(s.Labels, label)
	members := make([]int32, 0, len(coef))
	for m := range coef {
		members = append(members, m)
	}
	slices.Sort(members)
	for _, m := range members {
		s.Member, s.Coef = append(s.Member, m), append(s.Coef, coef[m])
	}
	s.First = append(s.First, int32(len(s.Member)))
	return int32(len(s.Labels) - 1)
}

func (d *draft) group(duties ...int32) Group {
	coef := map[int32]int32{}
	for _, duty := range duties {
		coef[duty] = 1
	}
	return Group(d.Groups.add("group", coef))
}

func (d *draft) class(people ...int32) Class {
	coef := map[int32]int32{}
	for _, person := range people {
		coef[person] = 1
	}
	return Class(d.Classes.add("class", coef))
}

func (d *draft) rule(name string, level Level) Rule {
	t := &d.Rules
	t.Name, t.Level = append(t.Name, name), append(t.Level, level)
	t.Unit, t.Source = append(t.Unit, "period"), append(t.Source, "test")
	return Rule(len(t.Name) - 1)
}

func (d *draft) bar(rule Rule, weight int64, person Person, first, last Period, group Group) {
	t := &d.Bars
	t.Rule, t.Weight, t.Person = append(t.Rule, rule), append(t.Weight, weight), append(t.Person, person)
	t.First, t.Last, t.Group = append(t.First, first), append(t.Last, last), append(t.Group, group)
}

func (d *draft) wish(rule Rule, weight int64, person Person, periods []Period, group Group) {
	t := &d.Wishes
	t.Rule, t.Weight, t.Person = append(t.Rule, rule), append(t.Weight, weight), append(t.Person, person)
	for _, period := range periods {
		t.Period, t.Group = append(t.Period, period), append(t.Group, group)
	}
	t.Terms = append(t.Terms, int32(len(t.Period)))
}

func (d *draft) sum(rule Rule, weight int64, person Person, first, last Period, group Group, least, most int32) {
	t := &d.Sums
	t.Rule, t.Weight, t.Person = append(t.Rule, rule), append(t.Weight, weight), append(t.Person, person)
	t.First, t.Last, t.Group = append(t.First, first), append(t.Last, last), append(t.Group, group)
	t.Least, t.Most = append(t.Least, least), append(t.Most, most)
}

func (d *draft) succession(rule Rule, weight int64, person Person, before, after Group, gap int32) {
	t := &d.Successions
	t.Rule, t.Weight, t.Person = append(t.Rule, rule), append(t.Weight, weight), append(t.Person, person)
	t.Before, t.After, t.Gap = append(t.Before, before), append(t.After, after), append(t.Gap, gap)
}

func (d *draft) precedence(rule Rule, weight int64, person Person, before, after Group, gap int32) {
	t := &d.Precedences
	t.Rule, t.Weight, t.Person = append(t.Rule, rule), append(t.Weight, weight), append(t.Person, person)
	t.Before, t.After, t.Gap = append(t.Before, before), append(t.After, after), append(t.Gap, gap)
}

func (d *draft) run(rule Rule, weight int64, person Person, group Group, least, most, open, carried int32) {
	t := &d.Runs
	t.Rule, t.Weight, t.Person = append(t.Rule, rule), append(t.Weight, weight), append(t.Person, person)
	t.Group, t.Least, t.Most = append(t.Group, group), append(t.Least, least), append(t.Most, most)
	t.Open, t.Carried = append(t.Open, open), append(t.Carried, carried)
}

func (d *draft) window(rule Rule, weight int64, person Person, group Group, first Period, length, every, least, most int32) {
	d.windowsTo(rule, weight, person, group, first, d.end(), length, every, least, most)
}

func (d *draft) windowsTo(rule Rule, weight int64, person Person, group Group, first, last Period, length, every, least, most int32) {
	t := &d.Windows
	t.Rule, t.Weight, t.Person = append(t.Rule, rule), append(t.Weight, weight), append(t.Person, person)
	t.Group, t.First, t.Length = append(t.Group, group), append(t.First, first), append(t.Length, length)
	t.Last = append(t.Last, last)
	t.Every, t.Least, t.Most = append(t.Every, every), append(t.Least, least), append(t.Most, most)
}

func (d *draft) demand(rule Rule, period Period, class Class, group Group, least, most int32, under, over int64) {
	t := &d.Demands
	t.Rule, t.Period = append(t.Rule, rule), append(t.Period, period)
	t.Class, t.Group = append(t.Class, class), append(t.Group, group)
	t.Terms = append(t.Terms, int32(len(t.Class)))
	t.Least, t.Most = append(t.Least, least), append(t.Most, most)
	t.Under, t.Over = append(t.Under, under), append(t.Over, over)
}

// also adds a term to the last demand.
func (d *draft) also(period Period, class Class, group Group) {
	t := &d.Demands
	t.Period, t.Class, t.Group = append(t.Period, period), append(t.Class, class), append(t.Group, group)
	t.Terms[len(t.Terms)-1]++
}

func (d *draft) quotient(rule Rule, weight int64, person Person, first, last Period, group Group, per, least, most int32) {
	t := &d.Quotients
	t.Rule, t.Weight, t.Person = append(t.Rule, rule), append(t.Weight, weight), append(t.Person, person)
	t.First, t.Last, t.Group = append(t.First, first), append(t.Last, last), append(t.Group, group)
	t.Per, t.Least, t.Most = append(t.Per, per), append(t.Least, least), append(t.Most, most)
}

func (d *draft) change(rule Rule, weight int64, person Person, group Group, most int32, carried Duty) {
	t := &d.Changes
	t.Rule, t.Weight, t.Person = append(t.Rule, rule), append(t.Weight, weight), append(t.Person, person)
	t.Group, t.Most, t.Carried = append(t.Group, group), append(t.Most, most), append(t.Carried, carried)
}

func (d *draft) wait(rule Rule, weight int64, person Person, group Group, most int32) {
	t := &d.Waits
	t.Rule, t.Weight, t.Person = append(t.Rule, rule), append(t.Weight, weight), append(t.Person, person)
	t.Group, t.Most = append(t.Group, group), append(t.Most, most)
}

// pool counts everybody, with above for the first person only.
func (d *draft) pool(rule Rule, weight int64, of Rule, above int64) {
	t := &d.Pools
	if t.Rules == nil {
		t.Rules, t.Terms = []int32{0}, []int32{0}
	}
	t.Rule, t.Weight, t.Of = append(t.Rule, rule), append(t.Weight, weight), append(t.Of, of)
	for person := range d.People {
		t.Person, t.Above = append(t.Person, Person(person)), append(t.Above, above)
		above = 0
	}
	t.Rules, t.Terms = append(t.Rules, int32(len(t.Of))), append(t.Terms, int32(len(t.Person)))
}
