package solver

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Term is a row in a certificate: one side of a row of a rule table, counted Times times.
type Term struct {
	Table string // sums, windows or demands
	Row   int
	Above bool // the upper side: what is allowed; else the lower: what is wanted
	Times int64
}

// Certificate says that every roster costs at least Bound on Level, by adding up rows: Wanted is what the lower sides of
// the terms ask for and what bars force into cells, Places is what the upper sides allow and the cells give beyond them, Bound
// is the difference.
// Given: it holds for rosters that break nothing on the levels above, and rows of those levels are among the terms.
type Certificate struct {
	Level                 Level
	Given                 bool
	Bound, Wanted, Places int64
	Terms                 []Term
}

// Check adds a certificate up from nothing and returns the bound that it proves, which is Bound if nobody has changed it. The
// error tells a term that the problem does not have, or that counts for more than its weight.
func (c Certificate) Check(p *Problem) (int64, error) {
	l, err := c.ledger(p)
	if err != nil {
		return 0, err
	}
	return l.bound(), nil
}

// ledger enters the terms.
func (c Certificate) ledger(p *Problem) (*ledger, error) {
	l := newLedger(p, c.Level, c.Given)
	if l == nil {
		return nil, fmt.Errorf("solver: certificate: people=%d periods=%d duties=%d; expected a product of at most %d",
			len(p.People), len(p.Periods), len(p.Duties), mostLedger)
	}
	for _, t := range c.Terms {
		i := slices.IndexFunc(l.sides, func(s side) bool {
			return s.term.Table == t.Table && s.term.Row == t.Row && s.term.Above == t.Above
		})
		switch {
		case i < 0:
			return nil, fmt.Errorf("solver: certificate: table=%s row=%d above=%v; expected a row that can be broken on %v",
				t.Table, t.Row, t.Above, c.Level)
		case t.Times < 1 || t.Times+l.times[i] > l.sides[i].most:
			return nil, fmt.Errorf("solver: certificate: table=%s row=%d times=%d; expected 1 to %d",
				t.Table, t.Row, t.Times, l.sides[i].most-l.times[i])
		}
		l.add(i, t.Times)
	}
	return l, nil
}

// Share is what one side of one rule adds to a certificate.
type Share struct {
	Rule   Rule
	Above  bool
	Rows   int   // terms of the rule on this side
	Each   int64 // limit of a row, times its multiplier, if Alike: all rows have the same
	Alike  bool
	Total  int64    // of all rows
	People []Person // whose rows they are, ascending; none for demands
}

// Shares sums up the terms of a certificate by rule: lower sides first, rules in their order in the problem. The error is Check's.
func (c Certificate) Shares(p *Problem) ([]Share, error) {
	l, err := c.ledger(p)
	if err != nil {
		return nil, err
	}
	var shares []Share
	for i, n := range l.times {
		if n == 0 {
			continue
		}
		s := &l.sides[i]
		at := slices.IndexFunc(shares, func(a Share) bool { return a.Rule == s.rule && a.Above == s.term.Above })
		if at < 0 {
			at = len(shares)
			shares = append(shares, Share{Rule: s.rule, Above: s.term.Above, Each: n * s.limit, Alike: true})
		}
		a := &shares[at]
		a.Rows++
		a.Alike = a.Alike && a.Each == n*s.limit
		a.Total += n * s.limit
		if s.term.Table != "demands" {
			a.People = append(a.People, s.patches[0].person)
		}
	}
	for i := range shares {
		slices.Sort(shares[i].People)
		shares[i].People = slices.Compact(shares[i].People)
	}
	slices.SortStableFunc(shares, func(a, b Share) int {
		if a.Above != b.Above {
			return map[bool]int{false: -1, true: 1}[a.Above]
		}
		return cmp.Compare(a.Rule, b.Rule)
	})
	return shares, nil
}

// Tell says a certificate in the words of its rules: what is wanted, what there is, what is missing.
func (c Certificate) Tell(p *Problem) string {
	shares, err := c.Shares(p)
	if err != nil {
		return err.Error()
	}
	if len(shares) == 0 {
		return "bars leave no duty to some cell"
	}
	var b strings.Builder
	for i, s := range shares {
		if i < mostNamed {
			b.WriteString(p.Rules.Name[s.Rule] + ": " + s.count() + "; ")
		}
	}
	if more := len(shares) - mostNamed; more > 0 {
		fmt.Fprintf(&b, "%d rules more; ", more)
	}
	return b.String() + fmt.Sprintf("%d wanted, %d places, %d too few", c.Wanted, c.Places, c.Bound)
}

// mostNamed limits how many rules a sentence names.
const mostNamed = 8

// count says how a share comes to its total: 30 x 4 = 120.
func (s Share) count() string {
	kind := "wanted"
	if s.Above {
		kind = "allowed"
	}
	if s.Alike && s.Rows > 1 {
		return fmt.Sprintf("%d x %d = %d %s", s.Rows, s.Each, s.Total, kind)
	}
	return fmt.Sprintf("%d %s", s.Total, kind)
}
