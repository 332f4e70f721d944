package bench_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rota/solver"
	"rota/solver/bench"
	"rota/solver/bench/sample"
)

// quarters are shift lengths whose greatest common divisor is a quarter of an hour.
var quarters = []int{360, 465, 480, 525, 600, 675, 720}

// curtoisSamples are the shapes and oddities that files of the format may have.
var curtoisSamples = map[string]sample.Curtois{
	"plain":              {Staff: 12, Weeks: 4, Shifts: 3},
	"one of each":        {Staff: 1, Weeks: 1, Shifts: 1},
	"32 shifts":          {Staff: 20, Weeks: 4, Shifts: 32, Lengths: quarters, MinOff: 3},
	"150 people":         {Staff: 150, Weeks: 4, Shifts: 6},
	"52 weeks":           {Staff: 6, Weeks: 52, Shifts: 4, Lengths: []int{480, 600}},
	"no weekends":        {Staff: 8, Weeks: 4, Shifts: 2, NoWeekend: 8},
	"idle people":        {Staff: 8, Weeks: 2, Shifts: 2, Idle: 3},
	"exact minutes":      {Staff: 10, Weeks: 4, Shifts: 5, Lengths: quarters, Exact: true},
	"odd requests":       {Staff: 10, Weeks: 2, Shifts: 3, Odd: true},
	"3 days off":         {Staff: 10, Weeks: 4, Shifts: 3, MinOff: 3},
	"lengths by quarter": {Staff: 10, Weeks: 4, Shifts: 8, Lengths: quarters},
	"hopeless people":    {Staff: 6, Weeks: 2, Shifts: 2, Hopeless: 2},
	"all at once":        {Staff: 15, Weeks: 6, Shifts: 9, Lengths: quarters, MinOff: 3, Odd: true, NoWeekend: 3, Idle: 2, Exact: true},
}

var mssSamples = map[string]sample.MSS{
	"plain":          {Students: 12, Disciplines: 6, Hospitals: 3, Groups: 2, Duration: 1, Horizon: 8, Precedences: 4},
	"one of each":    {Students: 1, Disciplines: 1, Hospitals: 1, Groups: 1, Duration: 1, Horizon: 1},
	"long":           {Students: 10, Disciplines: 12, Hospitals: 2, Groups: 3, Duration: 4, Horizon: 60, Precedences: 8},
	"300 students":   {Students: 300, Disciplines: 5, Hospitals: 2, Groups: 2, Duration: 2, Horizon: 12, Precedences: 2},
	"much order":     {Students: 8, Disciplines: 8, Hospitals: 2, Groups: 2, Duration: 2, Horizon: 20, Precedences: 40},
	"many hospitals": {Students: 8, Disciplines: 4, Hospitals: 20, Groups: 4, Duration: 3, Horizon: 15, Precedences: 1},
}

func drawCurtois(t testing.TB, s sample.Curtois, seed uint64) (c *bench.Curtois, text string, hidden bench.Cells) {
	t.Helper()
	text, roster := s.Draw(seed)
	c, err := bench.ReadCurtois(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%+v seed %d: %v", s, seed, err)
	}
	if hidden, err = c.ReadRoster(strings.NewReader(roster)); err != nil {
		t.Fatalf("%+v seed %d: %v", s, seed, err)
	}
	return c, text, hidden
}

func drawMSS(t testing.TB, s sample.MSS, seed uint64) (m *bench.MSS, text string, hidden bench.Cells) {
	t.Helper()
	text, roster := s.Draw(seed)
	m, err := bench.ReadMSS(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%+v seed %d: %v", s, seed, err)
	}
	if hidden, err = m.ReadRoster(strings.NewReader(roster)); err != nil {
		t.Fatalf("%+v seed %d: %v", s, seed, err)
	}
	return m, text, hidden
}

// TestSamplesRead: everything that stands in an instance is read where it belongs, since writing what was read gives the same
// text; and the hidden roster keeps every rule, so that one way or the other drawing and judging are both right or both wrong.
func TestSamplesRead(t *testing.T) {
	for name, s := range curtoisSamples {
		for seed := range uint64(3) {
			c, text, hidden := drawCurtois(t, s, seed)
			if diff := cmp.Diff(bare(text, "#"), curtoisText(c)); diff != "" {
				t.Errorf("%s seed %d: instance written again (-drawn +read):\n%s", name, seed, diff)
			}
			for _, b := range c.Evaluate(hidden).Breaches {
				if s.Hopeless == 0 || b.Rule != "H4" {
					t.Errorf("%s seed %d: the hidden roster breaks %v", name, seed, b)
				}
			}
		}
	}
	for name, s := range mssSamples {
		for seed := range uint64(3) {
			m, text, hidden := drawMSS(t, s, seed)
			if diff := cmp.Diff(bare(text, "%"), mssText(m)); diff != "" {
				t.Errorf("%s seed %d: instance written again (-drawn +read):\n%s", name, seed, diff)
			}
			for _, b := range m.Evaluate(hidden).Breaches {
				t.Errorf("%s seed %d: the hidden roster breaks %v", name, seed, b)
			}
		}
	}
}

// TestSamplesAgree: the problem that is stated to the solver says of the hidden roster, and of ones ever farther from it, what the
// evaluator of the format says.
func TestSamplesAgree(t *testing.T) {
	for name, s := range curtoisSamples {
		c, _, hidden := drawCurtois(t, s, 1)
		p := valid(t, name, c.Problem())
		for _, cells := range disturbed(hidden, len(c.Shifts)) {
			verdict, hard := c.Evaluate(cells), 0
			for _, b := range verdict.Breaches {
				hard += b.Amount
			}
			if want, got := (solver.Score{Hard: int64(hard), Soft: verdict.Value}), solver.Evaluate(p, c.Roster(cells)); got != want {
				t.Errorf("%s: score=%v; expected %v of the evaluator", name, got, want)
			}
		}
	}
	for name, s := range mssSamples {
		m, _, hidden := drawMSS(t, s, 1)
		p := valid(t, name, m.Problem())
		for _, cells := range disturbed(hidden, m.Hospitals*m.Disciplines) {
			verdict, score := m.Evaluate(cells), solver.Evaluate(p, m.Roster(cells))
			if m.Base()-score.Soft != verdict.Value || score.Cover != 0 || (score.Hard == 0) != (len(verdict.Breaches) == 0) {
				t.Errorf("%s: score=%v; expected soft %d of the evaluator, and its breaches %v", name, score, m.Base()-verdict.Value, verdict.Breaches)
			}
		}
	}
}

func valid(t *testing.T, name string, p *solver.Problem) *solver.Problem {
	t.Helper()
	if err := p.Validate(); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return p
}

// disturbed returns a roster and copies of it with a cell, a few and many changed.
func disturbed(cells bench.Cells, kinds int) []bench.Cells {
	rng := rand.New(rand.NewPCG(2, uint64(kinds)))
	all := []bench.Cells{cells}
	for _, changes := range []int{1, 1, 1, 5, len(cells) * len(cells[0]) / 2} {
		other := bench.NewCells(len(cells), len(cells[0]))
		for i := range cells {
			copy(other[i], cells[i])
		}
		for range changes {
			other[rng.IntN(len(cells))][rng.IntN(len(cells[0]))] = rng.IntN(kinds+1) - 1
		}
		all = append(all, other)
	}
	return all
}

// bare takes comments, empty lines and what Windows ends lines with out of a text, and spaces behind commas.
func bare(text, comment string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, comment) {
			b.WriteString(strings.ReplaceAll(line, ", ", ",") + "\n")
		}
	}
	return b.String()
}

// curtoisText writes an instance in the text format.
func curtoisText(c *bench.Curtois) string {
	var b strings.Builder
	ids := func(shifts []int) string {
		texts := make([]string, len(shifts))
		for i, s := range shifts {
			texts[i] = c.Shifts[s].ID
		}
		return strings.Join(texts, "|")
	}
	fmt.Fprintf(&b, "SECTION_HORIZON\n%d\nSECTION_SHIFTS\n", c.Days)
	for _, s := range c.Shifts {
		fmt.Fprintf(&b, "%s,%d,%s\n", s.ID, s.Minutes, ids(s.Forbidden))
	}
	b.WriteString("SECTION_STAFF\n")
	for _, p := range c.Staff {
		most := make([]string, len(c.Shifts))
		for s, n := range p.MaxShifts {
			most[s] = fmt.Sprintf("%s=%d", c.Shifts[s].ID, n)
		}
		fmt.Fprintf(&b, "%s,%s,%d,%d,%d,%d,%d,%d\n", p.ID, strings.Join(most, "|"), p.MaxMinutes, p.MinMinutes, p.MaxRun, p.MinRun, p.MinOff, p.MaxWeekends)
	}
	b.WriteString("SECTION_DAYS_OFF\n")
	for _, p := range c.Staff {
		if len(p.DaysOff) > 0 {
			b.WriteString(p.ID + "," + commas(p.DaysOff) + "\n")
		}
	}
	requests := func(section string, all []bench.ShiftRequest) {
		b.WriteString(section + "\n")
		for _, r := range all {
			fmt.Fprintf(&b, "%s,%d,%s,%d\n", c.Staff[r.Person].ID, r.Day, c.Shifts[r.Shift].ID, r.Weight)
		}
	}
	requests("SECTION_SHIFT_ON_REQUESTS", c.On)
	requests("SECTION_SHIFT_OFF_REQUESTS", c.Off)
	b.WriteString("SECTION_COVER\n")
	for _, k := range c.Coverage {
		fmt.Fprintf(&b, "%d,%s,%d,%d,%d\n", k.Day, c.Shifts[k.Shift].ID, k.Need, k.Under, k.Over)
	}
	return b.String()
}

// commas writes numbers, or what is true as 1, with commas between.
func commas[T int | int64 | bool](values []T) string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = strings.NewReplacer("true", "1", "false", "0").Replace(fmt.Sprint(v))
	}
	return strings.Join(texts, ",")
}

// mssText writes an instance as MiniZinc data.
func mssText(m *bench.MSS) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Students=%d;\nDisciplines=%d;\nHospitals=%d;\nDuration=%d;\nHorizon=%d;\nGroups=%d;\nMaxDiscPerHosp=%d;\n",
		m.Students, m.Disciplines, m.Hospitals, m.Duration, m.Horizon, m.Groups, m.MostInHospital)
	group := make([]int, len(m.Group))
	for d, g := range m.Group {
		group[d] = g + 1
	}
	fmt.Fprintf(&b, "DiscGroup = [%s];\n", commas(group))
	writeRows(&b, "StudDiscGroup", m.Due)
	writeRows(&b, "AllowedDisc", m.Allowed)
	writeRows(&b, "Precededby", m.Before)
	writeRows(&b, "Availability", m.Available)
	writeCube(&b, "Ability", "1..Students,1..Hospitals,1..Disciplines", m.Able)
	writeCube(&b, "MaxPosHosp", "1..Hospitals,1..Disciplines,1..Horizon", m.Most)
	writeCube(&b, "MinPosHosp", "1..Hospitals,1..Disciplines,1..Horizon", m.Least)
	writeRows(&b, "WeightPref", m.Weights)
	writeRows(&b, "PrefStudDisc", m.LikesDisc)
	writeRows(&b, "PrefStudHosp", m.LikesHosp)
	fmt.Fprintf(&b, "ManPref = [%s];\n", commas(m.LikesAll))
	return b.String()
}

func writeRows[T int | int64 | bool](b *strings.Builder, name string, rows [][]T) {
	texts := make([]string, len(rows))
	for i, row := range rows {
		texts[i] = commas(row)
	}
	fmt.Fprintf(b, "%s = [|\n%s |];\n", name, strings.Join(texts, " |\n"))
}

func writeCube[T int | bool](b *strings.Builder, name, sets string, rows [][]T) {
	var all []T
	for _, row := range rows {
		all = append(all, row...)
	}
	fmt.Fprintf(b, "%s = array3d(%s,[%s]);\n", name, sets, commas(all))
}
