package datasets

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestNextFirstThursday: the calendars of one year after another are those of the rule itself, leap years and years without a block 0
// included.
func TestNextFirstThursday(t *testing.T) {
	blocks := firstThursdayBlocks(2024)
	for year := 2025; year <= 2040; year++ {
		first, last := academicYear(year - 1)
		r, ok := calendarOf(blocks, first, last)
		if !ok {
			t.Fatalf("the calendar of %d has no rule that is known", year-1)
		}
		blocks = r.next(last + 1)
		if d := cmp.Diff(firstThursdayBlocks(year), blocks); d != "" {
			t.Fatalf("%d (-want +got):\n%s", year, d)
		}
	}
}

// TestNextWholeBlocks: 13 blocks of exactly 28 days from the first Thursday on; the last days are those of 2025 to 2031 counted by hand, and
// a week is left over before block 1 of 2028.
func TestNextWholeBlocks(t *testing.T) {
	start := date("2025-07-03")
	r := calendarRule{blocks: 13, length: 28, weekday: time.Thursday, month: time.July, exact: true}
	blocks := r.next(start)
	for _, want := range []struct {
		begins, ends string
		before       Day
	}{{"2026-07-02", "2027-06-30", 0}, {"2027-07-01", "2028-06-28", 0}, {"2028-07-06", "2029-07-04", 7}, {"2029-07-05", "2030-07-03", 0}, {"2030-07-04", "2031-07-02", 0}} {
		last := blocks[len(blocks)-1].LastDay
		got, ok := calendarOf(blocks, blocks[0].FirstDay, last)
		if !ok || got != r {
			t.Fatalf("the rule of the year that ends on %v is %+v, %v; expected %+v", last, got, ok, r)
		}
		blocks = got.next(last + 1)
		planned := blocks
		before := Day(0)
		if planned[0].Block == 0 {
			before, planned = planned[0].LastDay-planned[0].FirstDay+1, planned[1:]
		}
		if end := planned[12]; len(planned) != 13 || planned[0].FirstDay != date(want.begins) || end.LastDay != date(want.ends) || before != want.before {
			t.Errorf("13 blocks %v to %v, %d days before them; expected %+v", planned[0].FirstDay, end.LastDay, before, want)
		}
	}
}

func TestNextOtherCalendars(t *testing.T) {
	months := func(year int) (blocks []Block) {
		for m := range 12 {
			first := DayOf(time.Date(year, time.July+time.Month(m), 1, 0, 0, 0, 0, time.UTC))
			blocks = append(blocks, Block{m + 1, first, DayOf(first.Time().AddDate(0, 1, 0)) - 1})
		}
		return blocks
	}
	joined := firstThursdayBlocks(2025)[1:] // 1 and 2 July belong to block 1, as in one real year
	joined[0].FirstDay = date("2025-07-01")
	joinedNext := firstThursdayBlocks(2026)[1:]
	joinedNext[0].FirstDay = date("2026-07-01")
	for name, c := range map[string]struct{ of, want []Block }{
		"months, into a leap year": {months(2026), months(2027)},
		"no block 0":               {joined, joinedNext},
	} {
		first, last := c.of[0].FirstDay, c.of[len(c.of)-1].LastDay
		r, ok := calendarOf(c.of, first, last)
		if !ok {
			t.Fatalf("%s: no rule that is known", name)
		}
		if d := cmp.Diff(c.want, r.next(last+1)); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
	odd := []Block{{1, 0, 9}, {2, 10, 40}, {3, 41, 50}, {4, 51, 364}}
	if _, ok := calendarOf(odd, 0, 364); ok {
		t.Error("blocks of 10, 31 and 10 days have a rule that is known")
	}
	if got := anniversary(date("2028-02-29")); got != date("2029-02-28") {
		t.Errorf("a year after 29 February is %v; expected the 28th", got)
	}
}

// TestNextPeople: who rises when, who leaves, and for whom somebody stands.
func TestNextPeople(t *testing.T) {
	p, err := Sample("fm18", 1)
	if err != nil {
		t.Fatal(err)
	}
	n, err := Next(p, nil, nil, NextOptions{})
	if err != nil {
		t.Fatal(err)
	}
	q := n.Program
	first, last := q.Span()
	if first != date("2027-07-01") || last != date("2028-06-30") || n.Calendar != "blocks of 28 days from the first Thursday on, block 13 to the end of the year" {
		t.Errorf("the next year is %v to %v, %s", first, last, n.Calendar)
	}
	byLevel := map[int]int{}
	for _, who := range q.People {
		if who.Role == Resident {
			byLevel[q.PGYOn(who.Person, first)]++
		}
		if strings.HasPrefix(who.Person, "R3-") {
			t.Errorf("%s has graduated, and is there", who.Person)
		}
	}
	if d := cmp.Diff(map[int]int{1: 6, 2: 6, 3: 6}, byLevel); d != "" { // R2-06, who rose two blocks early, is on level 3 as the others of his year
		t.Errorf("residents by level (-want +got):\n%s", d)
	}
	early := p.Blocks[len(p.Blocks)-2].FirstDay
	for _, who := range q.People {
		if who.Person == "R2-06" && who.LastDay != anniversary(early)-1 {
			t.Errorf("R2-06 ends on %v; expected a year after he came to level 3 on %v", who.LastDay, early)
		}
	}
	none := 0
	n, err = Next(p, nil, nil, NextOptions{Entrants: &none, Blocks: firstThursdayBlocks(2027)})
	if err != nil || len(n.Program.People) != len(q.People)-6 || n.Calendar != "as given" {
		t.Errorf("without entrants: %v, %d people; expected 6 fewer than %d", err, len(n.Program.People), len(q.People))
	}
	if _, err = Next(p, nil, nil, NextOptions{Blocks: []Block{{1, first, first + 27}, {3, first + 28, last}}}); err == nil {
		t.Error("a calendar without block 2 was taken")
	}
	if _, err = Next(p, nil, nil, NextOptions{Blocks: p.Blocks}); err == nil || !strings.Contains(err.Error(), "2027-07-01, the day after the year that has ended") {
		t.Errorf("the calendar of the same year: %v; expected that it is said on which day to begin", err)
	}
	again, err := Next(p, nil, nil, NextOptions{})
	if err != nil || again.Program.Hash() != q.Hash() {
		t.Errorf("made again: %v, another programme", err)
	}
}

// TestNextEndsOfTraining: trainings end with the year also where that is a leap year, and a last day within the last block is doubted.
func TestNextEndsOfTraining(t *testing.T) {
	p, err := Sample("em36", 1)
	if err != nil {
		t.Fatal(err)
	}
	early := slices.IndexFunc(p.People, func(q Person) bool { return q.Person == "R2-02" })
	if p.People[early].LastDay != date("2028-06-30") {
		t.Fatalf("R2-02 ends on %v; expected the last day of the year after", p.People[early].LastDay)
	}
	p.People[early].LastDay--
	n, err := Next(p, nil, nil, NextOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var doubted []Finding
	for _, f := range n.Findings {
		if strings.HasSuffix(f.Action, "not planned in block 13") {
			doubted = append(doubted, f)
		}
	}
	want := []Finding{{File: "people.csv", Row: early + 2, Column: "last_day", Value: "2028-06-29",
		Expected: "2028-06-30 or a later day, the end of block 13", Severity: "doubt", Action: "R2-02 is not planned in block 13"}}
	if d := cmp.Diff(want, doubted); d != "" {
		t.Errorf("last days doubted (-want +got):\n%s", d)
	}
}

// TestNextHistory: what was done, counted and missed, and the warning of a longer training.
func TestNextHistory(t *testing.T) {
	p, err := Sample("fm18", 1)
	if err != nil {
		t.Fatal(err)
	}
	first, last := p.Span()
	p.Absences = []Absence{{"R1-01", first, first + 19, "parental"}, {"R1-01", first + 100, first + 119, "parental"}, {"R1-02", first, first + 6, "vacation"}}
	whole, half := 0, 1
	other := 2
	stays := []Stay{
		{Person: "R1-01", Role: Resident, Block: 1, Half: &whole, FirstDay: first + 1, LastDay: first + 28, Rotation: p.Rotations[0].Rotation},
		{Person: "R1-01", Role: Resident, Block: 2, Half: &half, FirstDay: first + 29, LastDay: first + 42, Rotation: p.Rotations[0].Rotation},
		{Person: "R1-01", Role: Resident, Block: 2, Half: &other, FirstDay: first + 43, LastDay: first + 56, Rotation: p.Rotations[1].Rotation},
		{Person: "R3-01", Role: Resident, Block: 1, Half: &whole, FirstDay: first + 1, LastDay: first + 28, Rotation: p.Rotations[0].Rotation},
		{Person: "F-01", Role: Faculty, Block: 1, FirstDay: p.Weeks[0].FirstDay, LastDay: p.Weeks[0].LastDay, Rotation: fmitAttending},
	}
	at := func(d Day) *time.Time { u := d.Time().Add(17 * time.Hour); return &u }
	sunday := first
	for sunday.Weekday() != time.Sunday {
		sunday++
	}
	shifts := []Shift{
		{Person: "F-01", Role: Faculty, Date: sunday, HalfDay: Night, Activity: nightCall, StartsAt: at(sunday), EndsAt: at(sunday + 1)},
		{Person: "F-02", Role: Faculty, Date: last, HalfDay: Night, Activity: nightCall, StartsAt: at(last), EndsAt: at(last + 1)},
	}
	n, err := Next(p, stays, shifts, NextOptions{})
	if err != nil {
		t.Fatal(err)
	}
	amounts := map[string]float64{}
	for _, h := range n.Program.History {
		if h.Kind == HistoryWorked || h.Kind == HistoryStay {
			amounts[h.Kind+" "+h.Person]++
			continue
		}
		amounts[h.Kind+" "+h.Person+" "+h.Name] = *h.Amount
	}
	for key, want := range map[string]float64{
		"done R1-01 " + p.Rotations[0].Rotation: 3, "done R1-01 " + p.Rotations[1].Rotation: 1, "done R3-01 " + p.Rotations[0].Rotation: 0,
		"count F-01 Sunday": 1, "count F-02 Sunday": 0, "count F-02 total": 1, "count F-01 inpatient weeks": 1, "away R1-01 parental": 40, "away R1-02 vacation": 7,
		"worked F-02": 1, "worked F-01": 0, "stay R1-01": 0,
	} {
		if amounts[key] != want {
			t.Errorf("%s = %g; expected %g", key, amounts[key], want)
		}
	}
	if amounts["count F-01 Sunday exposure"] <= 0 {
		t.Errorf("no exposure of F-01: %v", amounts)
	}
	warned := 0
	for _, f := range n.Findings {
		if strings.Contains(f.Action, "training must be extended by 12 days") && strings.Contains(f.Expected, "R1-01 was away on 40 of the year") {
			warned++
		}
		if strings.Contains(f.Expected, "R1-02 was away") {
			t.Errorf("warned of 7 days: %+v", f)
		}
	}
	if warned != 1 {
		t.Errorf("warned %d times of 40 days away: %+v", warned, n.Findings)
	}
	// The year after that one goes on from it: what was done adds up, the tail does not.
	after, err := Next(n.Program, nil, nil, NextOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range after.Program.History {
		if h.Kind == HistoryWorked {
			t.Errorf("a year later there is still the work of the year before: %+v", h)
		}
	}
}

// TestNextHistoryOfStays: the last blocks of a resident go on as far as a rule on neighbours reaches, a combined rotation as one block, and
// no further than a block on which he was nowhere; those of the year before are gone.
func TestNextHistoryOfStays(t *testing.T) {
	p, err := Sample("fm18", 1)
	if err != nil {
		t.Fatal(err)
	}
	p.Neighbours = append(p.Neighbours, Neighbour{First: p.Rotations[0].Rotation, Second: p.Rotations[0].Rotation, Allowed: "never", Spacing: 3})
	first, _ := p.Span()
	p.History = append(p.History, History{Person: "R1-01", Kind: HistoryStay, Name: p.Rotations[0].Rotation, FirstDay: first - 28, LastDay: first - 1})
	stay := func(person string, block, half int, rotation int) Stay {
		b := p.Blocks[slices.IndexFunc(p.Blocks, func(b Block) bool { return b.Block == block })]
		s := Stay{Candidate: 1, Person: person, Role: Resident, Block: block, Half: &half, FirstDay: b.FirstDay, LastDay: b.LastDay, Rotation: p.Rotations[rotation].Rotation}
		switch half {
		case 1:
			s.LastDay = s.FirstDay + 13
		case 2:
			s.FirstDay += 14
		}
		return s
	}
	n, err := Next(p, []Stay{
		stay("R1-01", 13, 1, 2), stay("R1-01", 13, 2, 2), stay("R1-01", 12, 0, 1), stay("R1-01", 11, 0, 0), stay("R1-01", 10, 0, 3),
		stay("R1-02", 13, 0, 1), stay("R1-02", 11, 0, 1), stay("R1-03", 12, 0, 1),
	}, nil, NextOptions{})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]string{}
	for _, person := range n.Program.People {
		for _, h := range n.Program.StaysBefore(person.Person) {
			got[h.Person] = append(got[h.Person], h.Name)
		}
	}
	want := map[string][]string{"R1-01": {p.Rotations[2].Rotation, p.Rotations[1].Rotation, p.Rotations[0].Rotation}, "R1-02": {p.Rotations[1].Rotation}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("stays before the year (-want +got):\n%s", diff)
	}
}

// TestReadBlocksWantsOne: a calendar without a row is refused, since nothing could be planned in it.
func TestReadBlocksWantsOne(t *testing.T) {
	file := filepath.Join(t.TempDir(), "blocks.csv")
	if err := os.WriteFile(file, []byte("block,first_day,last_day\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadBlocks(file); err == nil || !strings.Contains(err.Error(), "a block at least") {
		t.Errorf("error %v; expected that a block is asked for", err)
	}
}

// TestNextCarriesQuotasAndLimitsOfLevels: quotas move with the blocks that they are for, and limits of levels stay.
func TestNextCarriesQuotasAndLimitsOfLevels(t *testing.T) {
	p, err := Sample("fm18", 1)
	if err != nil {
		t.Fatal(err)
	}
	first, most := p.Blocks[3].FirstDay, 2
	p.Quotas = []Quota{{Kind: "quota", FirstDay: &first, LastDay: &p.Blocks[3].LastDay, Most: &most}}
	n, err := Next(p, nil, nil, NextOptions{})
	if err != nil {
		t.Fatal(err)
	}
	q := n.Program
	block := q.Blocks[slices.IndexFunc(q.Blocks, func(b Block) bool { return b.Block == p.Blocks[3].Block })]
	if len(q.Quotas) != 1 || *q.Quotas[0].FirstDay != block.FirstDay || *q.Quotas[0].LastDay != block.LastDay {
		t.Errorf("quotas %v; expected one for the days of the same block, %v to %v", q.Quotas, block.FirstDay, block.LastDay)
	}
	ofLevels := func(p *Program) (n int) {
		for _, l := range p.Limits {
			if l.Person == "" {
				n++
			}
		}
		return n
	}
	if ofLevels(p) == 0 || ofLevels(q) != ofLevels(p) {
		t.Errorf("limits of levels=%d; expected %d, some at least", ofLevels(q), ofLevels(p))
	}
}

// TestNextHolidays: a holiday on a day of the federal law goes by its rule under whatever name, another one stays on its day of the year and is
// doubted. The days of 2027 are those of the federal calendar.
func TestNextHolidays(t *testing.T) {
	p := &Program{
		Settings: []Setting{{keyFirstDay, "2025-07-01"}, {keyLastDay, "2026-06-30"}},
		Holidays: []Holiday{
			{date("2025-09-01"), "Labour Day"}, {date("2025-10-13"), "Indigenous Peoples' Day"}, {date("2026-01-19"), "MLK"},
			{date("2026-03-31"), "Cesar Chavez Day"}, {date("2026-06-19"), "Juneteenth"},
		},
	}
	next := &Program{Settings: []Setting{{keyFirstDay, "2026-07-01"}, {keyLastDay, "2027-06-30"}}}
	n := &nextYear{last: p, next: next}
	want := []Holiday{
		{date("2026-09-07"), "Labour Day"}, {date("2026-10-12"), "Indigenous Peoples' Day"}, {date("2027-01-18"), "MLK"},
		{date("2027-03-31"), "Cesar Chavez Day"}, {date("2027-06-18"), "Juneteenth"},
	}
	if d := cmp.Diff(want, n.nextHolidays()); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if len(n.findings) != 1 || n.findings[0].Row != 5 {
		t.Errorf("doubts %v; expected one, of row 5", n.findings)
	}
}

// TestNextEvents: what comes back each week all year stays, for those who are still there; what is of one day or one season is left out and
// counted in a doubt.
func TestNextEvents(t *testing.T) {
	p, err := Sample("fm18", 1)
	if err != nil {
		t.Fatal(err)
	}
	first, last := p.Span()
	graduate := p.People[slices.IndexFunc(p.People, func(who Person) bool {
		return who.LastDay == last && who.Role == Resident && p.PGYOn(who.Person, first) == 3
	})].Person
	weekly := Event{Event: "rounds", FirstDay: first, LastDay: last, Weekdays: []string{"Friday"}, HalfDay: AM, Who: []string{graduate, "PGY-1"}, Activity: "GME"}
	his, season, day := weekly, weekly, weekly
	his.Event, his.Who = "his", []string{graduate}
	season.Event, season.LastDay = "season", last-1
	day.Event, day.Weekdays, day.LastDay = "day", nil, first
	p.Events = []Event{weekly, his, season, day}
	n, err := Next(p, nil, nil, NextOptions{})
	if err != nil {
		t.Fatal(err)
	}
	weekly.FirstDay, weekly.LastDay = n.Program.Span()
	weekly.Who = []string{"PGY-1"}
	if d := cmp.Diff([]Event{weekly}, n.Program.Events); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if !slices.ContainsFunc(n.Findings, func(f Finding) bool { return f.File == "events.csv" && f.Value == "3" }) {
		t.Errorf("findings %v; expected that 3 events are left out", n.Findings)
	}
}
