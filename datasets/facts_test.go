package datasets

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// date is a day that a test names.
func date(s string) Day {
	d, err := ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

func TestFactsOfTiny(t *testing.T) {
	p, err := ReadProgram(tiny)
	if err != nil {
		t.Fatal(err)
	}
	first, last := p.Span()
	got := []string{p.Name(), p.setting("site"), p.setting("nothing"), p.Location().String(), first.String(), last.String()}
	if d := cmp.Diff([]string{"tiny", "Example Hospital", "", "America/Los_Angeles", "2026-07-01", "2026-10-20"}, got); d != "" {
		t.Error(d)
	}
	if first, last := (&Program{}).Span(); first <= last {
		t.Errorf("a programme without settings spans %s to %s; expected no day", first, last)
	}
}

// TestPGYOn: a level holds from its day until the next one's, whatever the order of the rows.
func TestPGYOn(t *testing.T) {
	day := date("2026-07-01")
	p := &Program{Levels: []Level{{"A", day + 100, 3}, {"A", day, 2}, {"B", day, 1}}}
	for _, c := range []struct {
		person string
		day    Day
		want   int
	}{{"A", day - 1, 0}, {"A", day, 2}, {"A", day + 99, 2}, {"A", day + 100, 3}, {"B", day + 100, 1}, {"C", day, 0}} {
		if got := p.PGYOn(c.person, c.day); got != c.want {
			t.Errorf("%s on %s: PGY %d; expected %d", c.person, c.day, got, c.want)
		}
	}
}

// TestHalves: 14 days and the rest; a short block in the middle, the longer half first.
func TestHalves(t *testing.T) {
	first := date("2028-02-17") // a leap day lies in it
	for length, want := range map[Day][2]Day{28: {14, 14}, 30: {14, 16}, 24: {14, 10}, 15: {14, 1}, 14: {7, 7}, 7: {4, 3}, 2: {1, 1}} {
		halves := (&Program{}).Halves(Block{1, first, first + length - 1})
		got := [2]Day{halves[0][1] - halves[0][0] + 1, halves[1][1] - halves[1][0] + 1}
		if got != want || halves[0][0] != first || halves[1][0] != halves[0][1]+1 || halves[1][1] != first+length-1 {
			t.Errorf("%d days: halves %v of %v days; expected %v", length, halves, got, want)
		}
	}
}

// TestLegalCalendars: block 0, a leap year, uneven first and last blocks, a 53rd week and weekly blocks are no defects.
func TestLegalCalendars(t *testing.T) {
	even := func(first Day, length, n int) (blocks []Block) {
		for b := range n {
			blocks = append(blocks, Block{b + 1, first + Day(b*length), first + Day((b+1)*length) - 1})
		}
		return blocks
	}
	july := date("2026-07-01")
	uneven := append([]Block{{1, july, july + 29}}, Block{2, july + 30, july + 57}, Block{3, july + 58, july + 84})
	for name, blocks := range map[string][]Block{
		"block 0, leap year": firstThursdayBlocks(2027),
		"uneven":             uneven,
		"53 weeks":           even(july, 7, 53),
		"13 of 28":           even(july, 28, 13),
	} {
		p, err := ReadProgram(tiny)
		if err != nil {
			t.Fatal(err)
		}
		first, last := blocks[0].FirstDay, blocks[len(blocks)-1].LastDay
		p = &Program{Settings: p.Settings, Blocks: blocks, Rotations: p.Rotations}
		p.People = []Person{{Person: "A", Role: Resident, FirstDay: first - 400, LastDay: last + 400, FullTime: 1}}
		p.Levels = []Level{{"A", first, 1}}
		for i, s := range p.Settings {
			switch s.Key {
			case keyFirstDay:
				p.Settings[i].Value = first.String()
			case keyLastDay:
				p.Settings[i].Value = last.String()
			}
		}
		if defects := p.Validate(); len(defects) > 0 {
			t.Errorf("%s: %s", name, defects.Error())
		}
	}
}
