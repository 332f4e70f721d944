package residency

import (
	"fmt"
	"slices"
	"strings"

	"rota/solver"
)

// Explain says in a programme's words why no annual schedule keeps some rules: a conflict that solver.FindConflict found in a
// problem that Annual stated. The first line says what is known, then there is a line a rule, with the row of the file that states
// it, and if counting proved the conflict, what it comes to.
func Explain(p *solver.Problem, c solver.Conflict) string {
	if c.Proof == nil {
		return c.Tell(p)
	}
	shares, err := c.Proof.Shares(solver.OnlyRules(p, c.Rules))
	if err != nil || len(shares) == 0 {
		return c.Tell(p)
	}
	lines := []string{headline(c.Verdict)}
	counted := map[solver.Rule]bool{}
	for _, s := range shares {
		counted[s.Rule] = true
		lines = append(lines, "  "+sentence(p, s)+" ("+p.Rules.Source[s.Rule]+")")
	}
	for _, r := range c.Rules {
		if !counted[r] {
			lines = append(lines, fmt.Sprintf("  %s (%s)", p.Rules.Name[r], p.Rules.Source[r]))
		}
	}
	lines = append(lines, fmt.Sprintf("%d %s wanted, %d places: %d too few", c.Proof.Wanted, unitOf(p), c.Proof.Places, c.Proof.Bound))
	return strings.Join(lines, "\n")
}

func headline(v solver.Verdict) string {
	if v == solver.Minimal {
		return "No schedule keeps these rules together; if any one of them is given up, there is one for the others:"
	}
	return "No schedule keeps these rules together:"
}

// unitOf names what requirements and covers are both counted in: half-blocks of one person, or where cohorts have stays of weeks, weeks.
func unitOf(p *solver.Problem) string {
	if slices.Contains(p.Rules.Unit, inWeeks.name) {
		return inWeeks.name + "s"
	}
	return inHalfBlocks.name + "s"
}

// sentence says what a rule asks for or allows.
func sentence(p *solver.Problem, s solver.Share) string {
	kind, of, _ := strings.Cut(p.Rules.Name[s.Rule], ":")
	total := fmt.Sprintf("%d %s", s.Total, unitOf(p))
	if s.Alike {
		total = fmt.Sprintf("%d x %d = %s", s.Rows, s.Each, total)
	}
	switch {
	case kind == "requirement" && s.Above:
		return fmt.Sprintf("%s: %s may have at most %s", of, residents(len(s.People)), total)
	case kind == "requirement":
		return fmt.Sprintf("%s: %s need %s", of, residents(len(s.People)), total)
	case kind == "cover" && s.Above:
		return fmt.Sprintf("%s: places in %d %s, %s", of, s.Rows, unitOf(p), total)
	case kind == "cover":
		return fmt.Sprintf("%s: people wanted in %d %s, %s", of, s.Rows, unitOf(p), total)
	default:
		return fmt.Sprintf("%s: %s", p.Rules.Name[s.Rule], total)
	}
}

func residents(n int) string {
	if n == 1 {
		return "1 resident"
	}
	return fmt.Sprintf("%d residents", n)
}
