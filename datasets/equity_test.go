package datasets

import (
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// fortnight is a made-up fortnight from Wednesday, 1 July 2026, with two inpatient weeks and four members of the faculty.
func fortnight() *Program {
	day := func(n int) Day { d, _ := ParseDay("2026-06-30"); return d + Day(n) }
	most := 0
	p := &Program{
		Settings:   []Setting{{keyFirstDay, "2026-07-01"}, {keyLastDay, "2026-07-14"}},
		Activities: []Activity{{Code: "IP", HalfDay: AM, Kind: KindInpatient}, {Code: "CALL", HalfDay: Night, Kind: KindCall}},
		Weeks:      []Week{{Kind: WeekInpatient, FirstDay: day(3), LastDay: day(9), Activity: "IP"}, {Kind: WeekInpatient, FirstDay: day(10), LastDay: day(16), Activity: "IP"}},
		Call: []Call{
			{Call: "plain", Role: Faculty, Weekdays: []string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday"}, Activity: "CALL", TakenBy: ByAnybody},
			{Call: "weekend", Role: Faculty, Weekdays: []string{"Friday", "Saturday"}, Activity: "CALL", TakenBy: ByInpatient},
		},
		Holidays:     []Holiday{{day(3), "Independence Day"}},
		Absences:     []Absence{{Person: "B", FirstDay: day(1), LastDay: day(7)}},
		Availability: []Availability{{"C", "Sunday", Night, false}},
		Limits:       []Limit{{Person: "D", Activity: "IP", Most: &most, Unit: LimitWeek, Per: PerYear}},
	}
	for _, code := range []string{"A", "B", "C", "D"} {
		person := Person{Person: code, Role: Faculty, FirstDay: day(1), LastDay: day(14), FullTime: 1}
		if code == "A" {
			person.FullTime = 0.5
		}
		p.People = append(p.People, person)
	}
	return p
}

// TestPools holds exposures and shares that were counted by hand: the plain nights are 1, 2, 5 to 9 and 12 to 14 July.
func TestPools(t *testing.T) {
	got := map[string]string{}
	for _, pool := range fortnight().Pools(Faculty) {
		text := fmt.Sprintf("%d %ss:", len(pool.Begins), pool.Unit)
		for _, s := range pool.Shares {
			text += fmt.Sprintf(" %s %.1f %.3f", s.Person, s.Exposure, s.Amount)
		}
		got[pool.Name] = text
	}
	want := map[string]string{
		"plain":           "10 nights: A 5.0 1.786 B 5.0 1.786 C 8.0 2.857 D 10.0 3.571",
		"holiday":         "1 nights: A 0.5 0.200 C 1.0 0.400 D 1.0 0.400",
		"total":           "14 nights: A 7.0 2.450 B 7.0 2.450 C 12.0 4.200 D 14.0 4.900",
		"inpatient weeks": "2 weeks: A 6.0 0.480 B 7.0 0.560 C 12.0 0.960",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestSharesCarried: who had more than his rate before the year has less in it, as far as the policy's number goes, and nothing moves
// for a programme that has not taken it up, or without an exposure. Last year 30 nights were shared by three equal people: even is 10 each.
func TestSharesCarried(t *testing.T) {
	before, _ := ParseDay("2026-06-30")
	count := func(person, name string, amount float64) History {
		return History{Person: person, Kind: HistoryCount, Name: name, FirstDay: before - 100, LastDay: before, Amount: &amount, Unit: "night"}
	}
	shares := func(rules []RuleChange, history ...History) string {
		p := fortnight()
		p.Rules, p.History, p.Limits, p.Absences, p.Availability = rules, history, nil, nil, nil
		p.People = p.People[1:] // B, C and D, all alike
		text := ""
		for _, pool := range p.Pools(Faculty) {
			if pool.Name == PoolTotal {
				for _, s := range pool.Shares {
					text += fmt.Sprintf("%s %.2f %+.2f ", s.Person, s.Amount, s.Carried)
				}
			}
		}
		return text
	}
	history := []History{count("B", "call", 12), count("B", "call_exposure", 100), count("C", "call", 10), count("C", "call_exposure", 100),
		count("D", "call", 8), count("D", "call_exposure", 100)}
	two, one := 2.0, 1.0
	policy := func(limit *float64) []RuleChange {
		return []RuleChange{{Rule: CarriedRule, Limit: limit, Owner: "chief", Reason: "we decided it"}}
	}
	for _, c := range []struct{ name, got, want string }{
		{"not taken up", shares(nil, history...), "B 4.67 +0.00 C 4.67 +0.00 D 4.67 +0.00 "},
		{"two nights", shares(policy(&two), history...), "B 2.67 -2.00 C 4.67 +0.00 D 6.67 +2.00 "},
		{"one night at most", shares(policy(&one), history...), "B 3.67 -1.00 C 4.67 +0.00 D 5.67 +1.00 "},
		{"no exposure", shares(policy(&two), history[0], history[2], history[4]), "B 4.67 +0.00 C 4.67 +0.00 D 4.67 +0.00 "},
		{"other counts", shares(policy(&two), count("B", "sunday_call", 12), count("B", "sunday_call_exposure", 100)), "B 4.67 +0.00 C 4.67 +0.00 D 4.67 +0.00 "},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s; expected %s", c.name, c.got, c.want)
		}
	}
}

// TestSharesKeepLimits: whatever the limits, nobody's share passes his, and all add up to the pool unless the limits forbid it.
func TestSharesKeepLimits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := fortnight()
		p.Limits = nil
		low, high := 0, 0
		limits := map[string][2]int{}
		for _, person := range p.People {
			least := rapid.IntRange(0, 6).Draw(t, "least")
			most := rapid.IntRange(max(1, least), 14).Draw(t, "most")
			p.Limits = append(p.Limits, Limit{Person: person.Person, Activity: "CALL", Least: least, Most: &most, Unit: LimitNight, Per: PerYear})
			limits[person.Person] = [2]int{least, most}
			low, high = low+least, high+most
		}
		for _, pool := range p.Pools(Faculty) {
			if pool.Name != PoolTotal {
				continue
			}
			sum := 0.0
			for _, s := range pool.Shares {
				sum += s.Amount
				if l := limits[s.Person]; s.Amount < float64(l[0])-1e-9 || s.Amount > float64(l[1])+1e-9 {
					t.Errorf("share %v of %s; expected %v", s.Amount, s.Person, l)
				}
			}
			if low <= 14 && 14 <= high && math.Abs(sum-14) > 1e-9 {
				t.Errorf("shares add up to %v; expected 14 nights", sum)
			}
		}
	})
}
