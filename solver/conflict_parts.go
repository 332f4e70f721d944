package solver

import (
	"reflect"
	"slices"
)

// Part is what one row of a rule table asks: of sums, windows and demands one of their two sides, of other rows all of it.
type Part struct {
	Rule  Rule
	Table string // name of the column of the Arrow form: bars, wishes, ...
	Row   int
	Above bool // of sums, windows and demands: the upper side, what is allowed; else the lower, what is wanted
}

// partsOf lists what some rules ask of a roster and could be broken, in the order of the problem's tables.
func partsOf(p *Problem, rules []Rule) (parts []Part) {
	kept := make([]bool, len(p.Rules.Name))
	for _, r := range rules {
		kept[r] = true
	}
	whole := func(table string, of []Rule, weights []int64) {
		for i, rule := range of {
			if kept[rule] && weights[i] > 0 {
				parts = append(parts, Part{rule, table, i, false})
			}
		}
	}
	sided := func(table string, row int, rule Rule, under, over int64, least, most int32, low, high int64) {
		if kept[rule] && under > 0 && int64(least) > low {
			parts = append(parts, Part{rule, table, row, false})
		}
		if kept[rule] && over > 0 && int64(most) < high {
			parts = append(parts, Part{rule, table, row, true})
		}
	}
	whole("bars", p.Bars.Rule, p.Bars.Weight)
	whole("wishes", p.Wishes.Rule, p.Wishes.Weight)
	for i, t := 0, &p.Sums; i < len(t.Rule); i++ {
		low, high := reach(p, []patch{{t.Person[i], t.First[i], t.Last[i], t.Group[i], 1}})
		sided("sums", i, t.Rule[i], t.Weight[i], t.Weight[i], t.Least[i], t.Most[i], low, high)
	}
	whole("successions", p.Successions.Rule, p.Successions.Weight)
	whole("precedences", p.Precedences.Rule, p.Precedences.Weight)
	whole("runs", p.Runs.Rule, p.Runs.Weight)
	for i, t := 0, &p.Windows; i < len(t.Rule); i++ {
		sided("windows", i, t.Rule[i], t.Weight[i], t.Weight[i], t.Least[i], t.Most[i], 0, int64(len(windowPatches(p, i))))
	}
	whole("quotients", p.Quotients.Rule, p.Quotients.Weight)
	whole("changes", p.Changes.Rule, p.Changes.Weight)
	whole("waits", p.Waits.Rule, p.Waits.Weight)
	whole("pools", p.Pools.Rule, p.Pools.Weight)
	for i, t := 0, &p.Demands; i < len(t.Rule); i++ {
		low, high := reach(p, demandPatches(p, i))
		sided("demands", i, t.Rule[i], t.Under[i], t.Over[i], t.Least[i], t.Most[i], low, high)
	}
	return parts
}

// keptWeight lets a ledger take a window of that many periods, or a row as many times.
const keptWeight = 64

// Only returns the problem in which only some parts are left, all of them of level Hard and with one weight: a roster costs
// nothing if it keeps them. The rows stand where they stood; others weigh nothing.
func Only(p *Problem, parts []Part) *Problem {
	q := *p
	q.Rules.Level = make([]Level, len(p.Rules.Level))
	weights := map[string]*[]int64{
		"bars": &q.Bars.Weight, "wishes": &q.Wishes.Weight, "sums": &q.Sums.Weight, "successions": &q.Successions.Weight,
		"precedences": &q.Precedences.Weight, "runs": &q.Runs.Weight, "windows": &q.Windows.Weight, "quotients": &q.Quotients.Weight,
		"changes": &q.Changes.Weight, "waits": &q.Waits.Weight, "pools": &q.Pools.Weight, "demands": &q.Demands.Under,
	}
	for _, column := range weights {
		*column = make([]int64, len(*column))
	}
	q.Demands.Over = make([]int64, len(p.Demands.Over))
	// What is not among the parts has the bounds of a row that nothing breaks.
	q.Sums.Least, q.Sums.Most = make([]int32, len(p.Sums.Least)), slices.Repeat([]int32{Unlimited}, len(p.Sums.Most))
	for i, t := 0, &p.Sums; i < len(t.Rule); i++ {
		low, _ := reach(p, []patch{{t.Person[i], t.First[i], t.Last[i], t.Group[i], 1}})
		q.Sums.Least[i] = min(t.Least[i], t.Most[i], int32(low))
	}
	q.Windows.Least, q.Windows.Most = make([]int32, len(p.Windows.Least)), slices.Clone(p.Windows.Most)
	for i, most := range p.Windows.Most {
		q.Windows.Least[i], q.Windows.Most[i] = min(0, most), max(most, int32(len(windowPatches(p, i))))
	}
	for _, part := range parts {
		i := part.Row
		switch {
		case part.Table == "demands" && part.Above:
			q.Demands.Over[i] = keptWeight
			continue
		case part.Table == "sums" && part.Above:
			q.Sums.Most[i] = p.Sums.Most[i]
		case part.Table == "sums":
			q.Sums.Least[i] = p.Sums.Least[i]
		case part.Table == "windows" && part.Above:
			q.Windows.Most[i] = p.Windows.Most[i]
		case part.Table == "windows":
			q.Windows.Least[i] = p.Windows.Least[i]
		}
		(*weights[part.Table])[i] = keptWeight
	}
	return &q
}

// rulesOf returns the rules of parts, in the order of the problem.
func rulesOf(parts []Part) (rules []Rule) {
	for _, part := range parts {
		rules = append(rules, part.Rule)
	}
	slices.Sort(rules)
	return slices.Compact(rules)
}

// Person returns whose row a part is, Nobody of demands and pools.
func (part Part) Person(p *Problem) Person {
	var of []Person
	switch part.Table {
	case "bars":
		of = p.Bars.Person
	case "wishes":
		of = p.Wishes.Person
	case "sums":
		of = p.Sums.Person
	case "successions":
		of = p.Successions.Person
	case "precedences":
		of = p.Precedences.Person
	case "runs":
		of = p.Runs.Person
	case "windows":
		of = p.Windows.Person
	case "quotients":
		of = p.Quotients.Person
	case "changes":
		of = p.Changes.Person
	case "waits":
		of = p.Waits.Person
	default:
		return Nobody
	}
	return of[part.Row]
}

// Where returns whose row a part is, Nobody of demands and pools, and at which periods it looks.
func (part Part) Where(p *Problem) (person Person, first, last Period) {
	person, last = part.Person(p), p.end()
	switch i := part.Row; part.Table {
	case "bars":
		first, last = p.Bars.First[i], p.Bars.Last[i]
	case "wishes":
		periods := p.Wishes.Period[p.Wishes.Terms[i]:p.Wishes.Terms[i+1]]
		first, last = slices.Min(periods), slices.Max(periods)
	case "sums":
		first, last = p.Sums.First[i], p.Sums.Last[i]
	case "windows":
		first, last = p.Windows.First[i], min(last, p.Windows.Last[i]+Period(p.Windows.Length[i])-1)
	case "quotients":
		first, last = p.Quotients.First[i], p.Quotients.Last[i]
	case "demands":
		first, last = p.Demands.span(i)
	}
	return person, first, last
}

// Alike returns the people for whom a conflict of one person holds as well, because they have the same rows: all but that person.
func Alike(p *Problem, c Conflict) (same []Person) {
	if c.Verdict < Proven || len(c.Parts) == 0 {
		return nil
	}
	tables, only := tablesOf(p), c.Parts[0].Person(p)
	if only == Nobody || slices.ContainsFunc(c.Parts, func(part Part) bool { return part.Person(p) != only }) {
		return nil
	}
	for other := range Person(len(p.People)) {
		if other != only && !slices.ContainsFunc(c.Parts, func(part Part) bool { return !hasTwin(tables[part.Table], part.Row, other) }) {
			same = append(same, other)
		}
	}
	return same
}

// hasTwin reports whether a table has a row that says of another person what row i says of its own. Rows that own lists have none.
func hasTwin(table reflect.Value, i int, other Person) bool {
	of := table.FieldByName("Person").Interface().([]Person)
	for k, person := range of {
		if person != other {
			continue
		}
		twin := true
		for f := range table.NumField() {
			column := table.Type().Field(f)
			twin = twin && column.Tag.Get("list") == "" && (column.Name == "Person" || table.Field(f).Index(k).Equal(table.Field(f).Index(i)))
		}
		if twin {
			return true
		}
	}
	return false
}
