package solver

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
)

// Limits that keep every sum of a problem inside an int64 and every array of the search inside memory.
const (
	mostDuties = 1 << 12
	mostCells  = 1 << 22 // people x periods
	mostCoef   = 1 << 16
	mostRun    = 1 << 12
	mostWeight = 1 << 40
	mostCost   = 1 << 60 // worst possible score of a level
)

// Validate reports all defects of a problem at once, each as table, row, column, value and what was expected.
func (p *Problem) Validate() error {
	v := validator{p: p, limits: map[reflect.Type]int{
		reflect.TypeFor[Person](): len(p.People), reflect.TypeFor[Period](): len(p.Periods), reflect.TypeFor[Duty](): len(p.Duties),
		reflect.TypeFor[Group](): len(p.Groups.Labels), reflect.TypeFor[Class](): len(p.Classes.Labels),
		reflect.TypeFor[Rule](): len(p.Rules.Name), reflect.TypeFor[Level](): len(levelNames),
	}}
	v.sizes()
	tables := reflect.ValueOf(p).Elem()
	for i := range tables.NumField() {
		if tables.Field(i).Kind() == reflect.Struct {
			v.table(strings.ToLower(tables.Type().Field(i).Name), tables.Field(i))
		}
	}
	if len(v.defects) > 0 {
		return errors.Join(v.defects...) // what follows reads rows, so their shape has to be right
	}
	v.sets("groups", &p.Groups, len(p.Duties))
	v.sets("classes", &p.Classes, len(p.People))
	v.intervals()
	if len(v.defects) == 0 {
		v.costs()
	}
	return errors.Join(v.defects...)
}

type validator struct {
	p       *Problem
	limits  map[reflect.Type]int // values of an index type: 0 to limit-1
	defects []error
}

func (v *validator) defect(format string, args ...any) {
	v.defects = append(v.defects, fmt.Errorf("solver: "+format, args...))
}

func (v *validator) sizes() {
	p := v.p
	if len(p.People) == 0 || len(p.Periods) == 0 || len(p.Duties) == 0 {
		v.defect("people=%d periods=%d duties=%d; expected at least one of each", len(p.People), len(p.Periods), len(p.Duties))
	}
	if len(p.Duties) > mostDuties {
		v.defect("duties=%d; expected at most %d", len(p.Duties), mostDuties)
	}
	if len(p.People) > 0 && len(p.Periods) > mostCells/len(p.People) {
		v.defect("people=%d periods=%d; expected at most %d cells", len(p.People), len(p.Periods), mostCells)
	}
	if len(p.Minutes) != len(p.Duties) {
		v.defect("minutes has %d elements; expected %d, one a duty", len(p.Minutes), len(p.Duties))
	}
	for i, m := range p.Minutes {
		if m < 0 || m > mostCoef {
			v.defect("minutes row %d: %d; expected 0 to %d", i, m, mostCoef)
		}
	}
}

// table checks what the shape of a table alone tells: lengths of columns, compressed lists, ranges of indices and weights.
// A new table needs no line here.
func (v *validator) table(name string, t reflect.Value) {
	rows, nested := t.Field(0).Len(), -1
	for i := range t.NumField() {
		column, field := t.Field(i), t.Type().Field(i)
		label := name + "." + strings.ToLower(field.Name)
		want := rows
		switch field.Tag.Get("list") {
		case "first":
			nested = v.firsts(label, column.Interface().([]int32), rows)
			continue
		case "nested":
			want = nested
		}
		if want >= 0 && column.Len() != want {
			v.defect("%s has %d elements; expected %d", label, column.Len(), want)
		}
		v.ranges(label, column)
	}
}

// firsts checks the offsets of a compressed list and returns the length of its nested columns, -1 if it is not known.
func (v *validator) firsts(label string, first []int32, rows int) int {
	if rows == 0 && len(first) == 0 {
		return 0 // a table that a problem does not use is empty altogether
	}
	if len(first) != rows+1 || first[0] != 0 {
		v.defect("%s has %d elements; expected %d, the first of them 0", label, len(first), rows+1)
		return -1
	}
	for i := range rows {
		if first[i+1] < first[i] {
			v.defect("%s row %d: %d; expected at least %d, the element before it", label, i+1, first[i+1], first[i])
			return -1
		}
	}
	return int(first[rows])
}

func (v *validator) ranges(label string, column reflect.Value) {
	limit, index := v.limits[column.Type().Elem()]
	weight := column.Type().Elem().Kind() == reflect.Int64
	if weight {
		limit = mostWeight + 1
	}
	if !index && !weight {
		return
	}
	for i := range column.Len() {
		x := column.Index(i)
		if n := number(x); n < 0 || n >= int64(limit) {
			v.defect("%s row %d: %d; expected 0 to %d", label, i, n, limit-1)
		}
	}
}

func number(x reflect.Value) int64 {
	if x.CanInt() {
		return x.Int()
	}
	return int64(x.Uint())
}

func (v *validator) sets(name string, s *Sets, limit int) {
	for i := range s.Labels {
		for j := s.First[i]; j < s.First[i+1]; j++ {
			if m := s.Member[j]; m < 0 || int(m) >= limit {
				v.defect("%s row %d: member=%d; expected 0 to %d", name, i, m, limit-1)
			} else if j > s.First[i] && m <= s.Member[j-1] {
				v.defect("%s row %d: member=%d after %d; expected increasing members", name, i, m, s.Member[j-1])
			}
			if c := s.Coef[j]; c < -mostCoef || c > mostCoef {
				v.defect("%s row %d: coef=%d; expected -%d to %d", name, i, c, mostCoef, mostCoef)
			}
		}
	}
}

// intervals checks what one row says by two columns.
func (v *validator) intervals() {
	p := v.p
	spans := func(name string, first, last []Period) {
		for i := range first {
			if first[i] > last[i] {
				v.defect("%s row %d: first=%d last=%d; expected first <= last", name, i, first[i], last[i])
			}
		}
	}
	bounds := func(name string, least, most []int32) {
		for i := range least {
			if least[i] > most[i] {
				v.defect("%s row %d: least=%d most=%d; expected least <= most", name, i, least[i], most[i])
			}
		}
	}
	gaps := func(name string, gap []int32) {
		for i, g := range gap {
			if g < 1 || g > mostCells {
				v.defect("%s row %d: gap=%d; expected 1 to %d", name, i, g, mostCells)
			}
		}
	}
	terms := func(name string, first []int32) {
		for i := range len(first) - 1 {
			if first[i] == first[i+1] {
				v.defect("%s row %d: no terms; expected at least one", name, i)
			}
		}
	}
	spans("bars", p.Bars.First, p.Bars.Last)
	spans("sums", p.Sums.First, p.Sums.Last)
	bounds("sums", p.Sums.Least, p.Sums.Most)
	bounds("demands", p.Demands.Least, p.Demands.Most)
	bounds("runs", p.Runs.Least, p.Runs.Most)
	bounds("windows", p.Windows.Least, p.Windows.Most)
	spans("windows", p.Windows.First, p.Windows.Last)
	spans("quotients", p.Quotients.First, p.Quotients.Last)
	bounds("quotients", p.Quotients.Least, p.Quotients.Most)
	v.runs()
	v.pools()
	gaps("successions", p.Successions.Gap)
	gaps("precedences", p.Precedences.Gap)
	terms("wishes", p.Wishes.Terms)
	terms("pools", p.Pools.Rules)
	terms("pools", p.Pools.Terms)
	terms("demands", p.Demands.Terms)
}

// costs checks that no roster can have a score beyond int64.
func (v *validator) costs() {
	for level, cost := range worstCosts(v.p) {
		if cost > mostCost {
			v.defect("weights on %s: worst score=%.3g; expected at most %.3g", Level(level), cost, float64(mostCost))
		}
	}
}

// runs checks what is special in runs and windows.
func (v *validator) runs() {
	p := v.p
	within := func(label string, column []int32, least, most int32) {
		for i, x := range column {
			if x < least || x > most {
				v.defect("%s row %d: %d; expected %d to %d", label, i, x, least, most)
			}
		}
	}
	within("runs.least", p.Runs.Least, 0, mostRun)
	within("runs.most", p.Runs.Most, 0, Unlimited)
	within("runs.open", p.Runs.Open, 0, 1)
	within("runs.carried", p.Runs.Carried, 0, mostRun)
	within("quotients.per", p.Quotients.Per, 1, Unlimited)
	within("changes.most", p.Changes.Most, 0, Unlimited)
	within("waits.most", p.Waits.Most, 0, Unlimited)
	within("windows.length", p.Windows.Length, 1, mostCells)
	within("windows.every", p.Windows.Every, 1, mostCells)
	for i, every := range p.Windows.Every {
		if every < p.Windows.Length[i] {
			v.defect("windows row %d: length=%d every=%d; expected length <= every", i, p.Windows.Length[i], every)
		}
	}
}

// pools checks that no rule stands in two pools, and that a pool does not count the rule of a pool.
func (v *validator) pools() {
	t := &v.p.Pools
	seen := make([]bool, len(v.p.Rules.Name))
	for _, rule := range t.Rule {
		seen[rule] = true
	}
	for j, rule := range t.Of {
		if seen[rule] {
			v.defect("pools.of row %d: rule=%d; expected a rule of no pool but this one", j, rule)
		}
		seen[rule] = true
	}
}

// worstCosts bounds the cost of any roster from above, level by level. The sums are floats because they may be far beyond an int64.
func worstCosts(p *Problem) (worst [len(levelNames)]float64) {
	add := func(rules []Rule, weights []int64, amount func(i int) float64) {
		for i, rule := range rules {
			worst[p.Rules.Level[rule]] += amount(i) * float64(weights[i])
		}
	}
	periods := float64(len(p.Periods))
	ofPeriods := func(int) float64 { return periods }
	add(p.Bars.Rule, p.Bars.Weight, ofPeriods)
	add(p.Wishes.Rule, p.Wishes.Weight, func(int) float64 { return 1 })
	add(p.Successions.Rule, p.Successions.Weight, ofPeriods)
	add(p.Precedences.Rule, p.Precedences.Weight, ofPeriods)
	add(p.Runs.Rule, p.Runs.Weight, func(i int) float64 { return (periods + 1) * float64(max(1, p.Runs.Least[i])) })
	add(p.Windows.Rule, p.Windows.Weight, func(i int) float64 {
		return max(periods+math.Abs(float64(p.Windows.Least[i])), periods-float64(p.Windows.Most[i]))
	})
	largest := func(s *Sets, i int32) (c float64) {
		for _, coef := range s.Coef[s.First[i]:s.First[i+1]] {
			c = max(c, math.Abs(float64(coef)))
		}
		return c
	}
	distance := func(reach float64, least, most int32) float64 {
		return max(reach+math.Abs(float64(least)), reach-float64(most))
	}
	add(p.Sums.Rule, p.Sums.Weight, func(i int) float64 {
		return distance(periods*largest(&p.Groups, int32(p.Sums.Group[i])), p.Sums.Least[i], p.Sums.Most[i])
	})
	add(p.Quotients.Rule, p.Quotients.Weight, func(i int) float64 {
		return distance(periods*largest(&p.Groups, int32(p.Quotients.Group[i]))+1, p.Quotients.Least[i], p.Quotients.Most[i])
	})
	add(p.Changes.Rule, p.Changes.Weight, ofPeriods)
	add(p.Waits.Rule, p.Waits.Weight, ofPeriods)
	demand := func(i int) float64 {
		var reach float64
		for j := p.Demands.Terms[i]; j < p.Demands.Terms[i+1]; j++ {
			c := p.Demands.Class[j]
			heads := float64(p.Classes.First[c+1] - p.Classes.First[c])
			reach += heads * largest(&p.Classes, int32(c)) * largest(&p.Groups, int32(p.Demands.Group[j]))
		}
		return distance(reach, p.Demands.Least[i], p.Demands.Most[i])
	}
	add(p.Demands.Rule, p.Demands.Under, demand)
	add(p.Demands.Rule, p.Demands.Over, demand)
	var all float64 // nobody bears more than all rules cost together
	for _, cost := range worst {
		all += cost
	}
	add(p.Pools.Rule, p.Pools.Weight, func(i int) (most float64) {
		for _, above := range p.Pools.Above[p.Pools.Terms[i]:p.Pools.Terms[i+1]] {
			most = max(most, all+float64(above))
		}
		return most
	})
	return worst
}
