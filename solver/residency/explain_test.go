package residency_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
)

// The sample programme of 18 residents, 6 of each PGY, made impossible in ways whose numbers are known.
func TestExplain(t *testing.T) {
	for _, c := range []struct {
		name    string
		change  func(t *testing.T, p *datasets.Program)
		level   solver.Level
		verdict solver.Verdict
		rules   []string // as far as they have to be named, in order
		last    string
	}{
		{"nothing changed", func(*testing.T, *datasets.Program) {}, solver.Cover, solver.NoConflict, nil, "all rules can be kept"},
		{"six interns, five blocks with one place", func(t *testing.T, p *datasets.Program) {
			requirement(t, p, "Intensive care").LastBlock = ptr(5)
		}, solver.Cover, solver.Minimal, []string{
			"6 residents (", "at least 6 x 2 = 12 half-blocks of Intensive care in blocks 1-5",
			"blocks 1-5: Intensive care places takes at most 1 in each of 10 half-blocks = 10 (of 18 residents)",
		}, "12 half-blocks wanted, 10 possible: 2 too few."},
		{"14 blocks of requirements in 13 blocks", func(t *testing.T, p *datasets.Program) {
			r := requirement(t, p, "Intensive care")
			r.Least, r.Most, r.Unit = 4, nil, datasets.UnitBlock
		}, solver.Hard, solver.Minimal, []string{
			": at least 4 half-blocks of FMIT intern in blocks 1-13",
			": at least 8 half-blocks of Intensive care in blocks 1-13",
		}, "28 half-blocks wanted, 26 possible: 2 too few. The same holds for "},
		{"three pins in a place for one", func(t *testing.T, p *datasets.Program) {
			for _, person := range p.People[:3] {
				p.Pins = append(p.Pins, datasets.Pin{Person: person.Person, Block: 4, Rotation: rotationOf(t, p, "Intensive care")})
			}
		}, solver.Cover, solver.Minimal, []string{" is pinned to ICU in block 4 (pins.csv row ", " is pinned to ICU in block 4 (pins.csv row ", "block 4: Intensive care places takes at most 1"},
			"4 half-blocks wanted, 2 possible: 2 too few."},
	} {
		p, err := datasets.Sample("fm18", 1)
		if err != nil {
			t.Fatal(err)
		}
		c.change(t, p)
		problem, err := residency.Annual(p)
		if err != nil {
			t.Fatal(err)
		}
		found := solver.FindConflict(problem, c.level, nil, solver.DefaultEffort())
		explanation, err := residency.ExplainAnnual(p, problem, found)
		if err != nil {
			t.Fatal(err)
		}
		said := explanation.String()
		if found.Verdict != c.verdict {
			t.Errorf("%s: verdict=%v; expected %v", c.name, found.Verdict, c.verdict)
		}
		lines := strings.Split(said, "\n")
		if !strings.HasPrefix(lines[len(lines)-1], c.last) {
			t.Errorf("%s: last line %q; expected %q", c.name, lines[len(lines)-1], c.last)
		}
		rest := said
		for _, want := range c.rules {
			_, after, ok := strings.Cut(rest, want)
			if !ok {
				t.Errorf("%s: %s\nexpected %q in it, in this order", c.name, said, want)
			}
			rest = after
		}
		if diff := cmp.Diff(found, solver.FindConflict(problem, c.level, nil, solver.DefaultEffort())); diff != "" {
			t.Errorf("%s: asked again (-first +again):\n%s", c.name, diff)
		}
	}
}

func requirement(t *testing.T, p *datasets.Program, service string) *datasets.Requirement {
	t.Helper()
	for i := range p.Requirements {
		if p.Requirements[i].Service == service || p.Requirements[i].Rotation == rotationOf(t, p, service) {
			return &p.Requirements[i]
		}
	}
	t.Fatalf("no requirement of %s", service)
	return nil
}

func rotationOf(t *testing.T, p *datasets.Program, service string) string {
	t.Helper()
	for _, r := range p.Rotations {
		if r.Service == service && r.Half == 0 {
			return r.Rotation
		}
	}
	t.Fatalf("no rotation of %s", service)
	return ""
}
