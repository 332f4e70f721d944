// Package solver builds rosters of people x periods x duties: a problem in columns, an exact score, a deterministic
// search. It knows no resident, no file and no clock; it could serve nurses or pilots.
package solver

// Typed indices: swapping two is a compile error.
type (
	Person int32 // row of the roster
	Period int32 // column of the roster
	Duty   int32 // what stands in a cell; 0 is off
	Group  int32 // a set of duties with a coefficient each
	Class  int32 // a set of people
	Rule   int32 // row of Problem.Rules
)

// Off is the duty of a free cell.
const Off Duty = 0

// Level is how bad a breach is. Levels are compared in order: no gain on a lower one pays for a loss on a higher one.
type Level uint8

// The levels of a score.
const (
	Hard  Level = iota // law, physics, pins
	Cover              // unmet demand
	Soft               // wishes, fairness, resilience
)

// Unlimited is the upper bound of a row that has none.
const Unlimited = 1<<31 - 1

// Problem is the input of the search: sets of people and duties, then one table for each kind of rule. All tables are
// columns: row i of a table is element i of each of its slices; nested lists are in compressed form (First has one element
// more than there are rows, and row i owns the elements First[i] to First[i+1]-1).
//
// A row of a rule table costs (amount by which it is broken) x Weight, on the level of its rule.
type Problem struct {
	People, Periods, Duties []string // labels, for people who read the problem; Duties[0] is off
	Minutes                 []int32  // work of one period of a duty; one element a duty

	Groups  Sets // duties with coefficients
	Classes Sets // people, coefficients 1

	Rules RuleTable // names, levels and sources that the rows below refer to

	Bars        BarTable
	Wishes      WishTable
	Sums        SumTable
	Successions SuccessionTable
	Precedences PrecedenceTable
	Demands     DemandTable
}

// Sets holds weighted sets in compressed form.
type Sets struct {
	Labels []string
	First  []int32
	Member []int32
	Coef   []int32
}

// RuleTable names the rules.
type RuleTable struct {
	Name   []string
	Level  []Level
	Unit   []string
	Source []string
}

// BarTable: in the periods First..Last the person shall hold no duty of the group. Amount: number of such periods.
// Eligibility, pins (the group is every other duty), single-cell requests and absences are all bars.
type BarTable struct {
	Rule   []Rule
	Weight []int64
	Person []Person
	First  []Period
	Last   []Period
	Group  []Group
}

// WishTable: a wish is granted when each of its terms holds: the person has, in that period, a duty of that group.
// Amount: 1 if not granted.
type WishTable struct {
	Rule   []Rule
	Weight []int64
	Person []Person
	Terms  []int32 // compressed: terms of wish i are Terms[i] to Terms[i+1]-1
	Period []Period
	Group  []Group
}

// SumTable: the coefficients of the duties that the person holds in First..Last add up to Least..Most.
// Amount: the distance to that interval.
type SumTable struct {
	Rule   []Rule
	Weight []int64
	Person []Person
	First  []Period
	Last   []Period
	Group  []Group
	Least  []int32
	Most   []int32
}

// SuccessionTable: a duty of Before in period t and one of After in period t+Gap do not go together.
// Amount: number of such t.
type SuccessionTable struct {
	Rule   []Rule
	Weight []int64
	Person []Person
	Before []Group
	After  []Group
	Gap    []int32 // 1 is the very next period
}

// PrecedenceTable: the first duty of After may begin only Gap or more periods after the last... first of Before.
// Amount: number of periods with a duty of After for which no duty of Before stands at least Gap periods earlier.
type PrecedenceTable struct {
	Rule   []Rule
	Weight []int64
	Person []Person
	Before []Group
	After  []Group
	Gap    []int32 // 1: in any earlier period
}

// DemandTable: in its period, the sum over its terms (people of the class who hold a duty of the group, times the
// coefficient of the duty in the group) lies within Least..Most. Amount: shortage, weighed by Under, or excess, weighed by Over.
type DemandTable struct {
	Rule   []Rule
	Period []Period
	Terms  []int32 // compressed
	Class  []Class
	Group  []Group
	Least  []int32
	Most   []int32
	Under  []int64
	Over   []int64
}
