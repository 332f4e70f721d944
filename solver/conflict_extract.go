package solver

import (
	"reflect"
	"slices"
	"strings"
)

// extract is a problem of some parts of another one alone: its people who matter to them, a spell of its periods, and no rows but
// theirs. What no roster of it keeps, no roster of the whole keeps, because what is left out only forbids more.
type extract struct {
	Problem
	first  Period           // of the whole that is period 0 here
	people []Person         // of the whole, by person here
	rows   map[string][]int // of the whole, by table and row here
}

// newExtract takes the parts that can be said of the periods first to last alone: those whose rows look at no other periods, of bars and
// successions also what they say within.
func newExtract(p *Problem, parts []Part, first, last Period) *extract {
	e := &extract{first: first, rows: map[string][]int{}}
	only := Only(p, parts)
	e.Rules, e.Duties, e.Minutes, e.Groups = only.Rules, p.Duties, p.Minutes, p.Groups
	e.Periods = p.Periods[first : last+1]
	e.Wishes.Terms, e.Pools.Rules, e.Pools.Terms, e.Demands.Terms = []int32{0}, []int32{0}, []int32{0}, []int32{0}
	here := e.choosePeople(p, parts)
	e.chooseClasses(p, here)
	from, to := tablesOf(only), tablesOf(&e.Problem)
	for _, part := range parts {
		rows := e.rows[part.Table]
		if otherSide := len(rows) > 0 && rows[len(rows)-1] == part.Row; otherSide || !p.says(part, first, last) {
			continue
		}
		e.copyRow(to[part.Table], from[part.Table], part.Row, here)
		e.rows[part.Table] = append(rows, part.Row)
	}
	return e
}

// tablesOf returns the rule tables of a problem by the names of kinds, which are those of its fields.
func tablesOf(p *Problem) map[string]reflect.Value {
	tables := map[string]reflect.Value{}
	for _, k := range p.kinds() {
		tables[k.name] = reflect.ValueOf(p).Elem().FieldByNameFunc(func(field string) bool { return strings.EqualFold(field, k.name) })
	}
	return tables
}

// choosePeople keeps those who have rows of their own or count for a demand; the others can be off. It returns who is who here.
func (e *extract) choosePeople(p *Problem, parts []Part) (here []Person) {
	here = slices.Repeat([]Person{Nobody}, len(p.People))
	matter := make([]bool, len(p.People))
	for _, part := range parts {
		if part.Table == "demands" {
			for _, a := range demandPatches(p, part.Row) {
				matter[a.person] = true
			}
		} else if person := part.Person(p); person != Nobody {
			matter[person] = true
		}
	}
	for i := range matter {
		if matter[i] {
			here[i] = Person(len(e.people))
			e.people, e.People = append(e.people, Person(i)), append(e.People, p.People[i])
		}
	}
	return here
}

func (e *extract) chooseClasses(p *Problem, here []Person) {
	e.Classes = Sets{Labels: p.Classes.Labels, First: []int32{0}}
	for c := range p.Classes.Labels {
		for k := p.Classes.First[c]; k < p.Classes.First[c+1]; k++ {
			if person := here[p.Classes.Member[k]]; person != Nobody {
				e.Classes.Member, e.Classes.Coef = append(e.Classes.Member, int32(person)), append(e.Classes.Coef, p.Classes.Coef[k])
			}
		}
		e.Classes.First = append(e.Classes.First, int32(len(e.Classes.Member)))
	}
}

// says reports whether a row can be said of the periods first to last alone.
func (p *Problem) says(part Part, first, last Period) bool {
	_, from, to := part.Where(p)
	switch part.Table {
	case "bars":
		return max(first, from) <= min(last, to)
	case "successions":
		return true
	case "pools": // count what other rows cost
		return false
	}
	return first <= from && to <= last
}

// copyRow appends row i of a table. People and periods are known by their types; the columns of a list follow the one that says where it
// begins in each row.
func (e *extract) copyRow(to, from reflect.Value, i int, here []Person) {
	begin, end := 0, 0
	for f := range from.NumField() {
		column, row := to.Field(f), from.Field(f)
		switch from.Type().Field(f).Tag.Get("list") {
		case "first":
			begin, end = int(row.Index(i).Int()), int(row.Index(i+1).Int())
			grown := column.Index(column.Len()-1).Int() + int64(end-begin)
			column.Set(reflect.Append(column, reflect.ValueOf(int32(grown))))
		case "nested":
			for k := begin; k < end; k++ {
				column.Set(reflect.Append(column, e.known(row.Index(k), here)))
			}
		default:
			column.Set(reflect.Append(column, e.known(row.Index(i), here)))
		}
	}
}

// known returns a value of the whole as it is here: a period is clipped to those that are here.
func (e *extract) known(v reflect.Value, here []Person) reflect.Value {
	switch x := v.Interface().(type) {
	case Person:
		return reflect.ValueOf(here[x])
	case Period:
		return reflect.ValueOf(min(max(0, x-e.first), e.end()))
	}
	return v
}

// of returns a certificate of the extract as one of the whole.
func (e *extract) of(c *Certificate) *Certificate {
	if c == nil {
		return nil
	}
	whole := *c
	whole.Terms = slices.Clone(c.Terms)
	for i, t := range whole.Terms {
		whole.Terms[i].Row = e.rows[t.Table][t.Row]
	}
	return &whole
}

// local returns a certificate of the whole as one of the extract: the terms that it has.
func (e *extract) local(c Certificate) Certificate {
	terms := c.Terms
	c.Terms = nil
	for _, t := range terms {
		if row, found := slices.BinarySearch(e.rows[t.Table], t.Row); found {
			t.Row = row
			c.Terms = append(c.Terms, t)
		}
	}
	return c
}

// wide returns a roster of the extract as one of the whole, in which everybody else is off.
func (e *extract) wide(p *Problem, r Roster) Roster {
	whole := make(Roster, len(p.People)*len(p.Periods))
	for i, person := range e.people {
		copy(whole[int(person)*len(p.Periods)+int(e.first):], r[i*len(e.Periods):(i+1)*len(e.Periods)])
	}
	return whole
}
