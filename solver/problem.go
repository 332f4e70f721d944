package solver

// Typed indices: swapping two is a compile error, and Validate finds the range of a column by its type.
type (
	Person int32 // row of the roster
	Period int32 // column of the roster
	Duty   int32 // what stands in a cell; 0 is off
	Group  int32 // a set of duties with a coefficient each
	Class  int32 // a set of people with a coefficient each
	Rule   int32 // row of Problem.Rules
)

// Off is the duty of a free cell.
const Off Duty = 0

// Unlimited is the upper bound of a row that has none.
const Unlimited = 1<<31 - 1

// Problem is the input of the search: sets of people and duties, then one table for each kind of rule. All tables are
// columns: row i of a table is element i of each of its slices. Where a row owns a list, the list is in compressed form:
// the column tagged list:"first" has one element more than there are rows, and row i owns the elements first[i] to
// first[i+1]-1 of the columns tagged list:"nested".
//
// A row of a rule table costs (amount by which it is broken) x Weight, on the level of its rule.
type Problem struct {
	People, Periods, Duties []string // labels, for people who read the problem; Duties[0] is off
	Minutes                 []int32  // work of one period of a duty; one element a duty

	Groups  Sets // of duties; "in the group" means to be a member, whatever the coefficient
	Classes Sets // of people; coefficient 1 counts heads

	Rules RuleTable // names, levels and sources that the rows below refer to

	Bars        BarTable
	Wishes      WishTable
	Sums        SumTable
	Successions SuccessionTable
	Precedences PrecedenceTable
	Runs        RunTable
	Windows     WindowTable
	Quotients   QuotientTable
	Changes     ChangeTable
	Waits       WaitTable
	Pools       PoolTable
	Demands     DemandTable
}

// Sets holds sets with coefficients in compressed form. The members of a set stand in increasing order.
type Sets struct {
	Labels []string
	First  []int32 `list:"first"`
	Member []int32 `list:"nested"`
	Coef   []int32 `list:"nested"`
}

// RuleTable names the rules.
type RuleTable struct {
	Name   []string
	Level  []Level
	Unit   []string // of the amounts: block, half-block, day, ...
	Source []string // where the rule is written
}

// BarTable: in the periods First..Last the person shall hold no duty of the group. Amount: number of periods in which he does.
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
	Terms  []int32  `list:"first"`
	Period []Period `list:"nested"`
	Group  []Group  `list:"nested"`
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

// PrecedenceTable: a duty of After needs a duty of Before at least Gap periods earlier.
// Amount: number of periods with a duty of After that have no such duty of Before.
type PrecedenceTable struct {
	Rule   []Rule
	Weight []int64
	Person []Person
	Before []Group
	After  []Group
	Gap    []int32 // 1: in any earlier period
}

// RunTable: a run is a stretch of periods, as long as it goes, in which the person holds duties of the group; it is Least..Most
// periods long. What stood before the first period is Carried: that many periods of the group in a row.
// Amount: sum over runs of the periods missing to Least or beyond Most, carried ones beyond Most not counted.
type RunTable struct {
	Rule    []Rule
	Weight  []int64
	Person  []Person
	Group   []Group
	Least   []int32
	Most    []int32
	Open    []int32 // 1: a run that touches the first or the last period may be shorter than Least; 0: it may not
	Carried []int32
}

// WindowTable: window k is made of the Length periods from First + k x Every on, as far as there are any, and begins by Last; the
// number of windows in which the person holds a duty of the group at least once is Least..Most. Weekends with work are such windows.
// Amount: the distance to that interval.
type WindowTable struct {
	Rule   []Rule
	Weight []int64
	Person []Person
	Group  []Group
	First  []Period
	Last   []Period // latest beginning of a window
	Length []int32
	Every  []int32 // at least Length
	Least  []int32
	Most   []int32
}

// DemandTable: the sum over its terms (the people of the class who hold a duty of the group in the period: coefficient of the
// person in the class times coefficient of the duty in the group) lies within Least..Most. Terms of different periods are for
// people whose periods are not the same days: a week is met by what each of them does in the period that he has then.
// Amount: the distance to that interval, a shortage weighed by Under, an excess by Over.
type DemandTable struct {
	Rule   []Rule
	Terms  []int32  `list:"first"`
	Period []Period `list:"nested"`
	Class  []Class  `list:"nested"`
	Group  []Group  `list:"nested"`
	Least  []int32
	Most   []int32
	Under  []int64
	Over   []int64
}
