package rules

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

func day(t *testing.T, text string) time.Time {
	t.Helper()
	d, err := time.Parse("2006-01-02", text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestReadmeListsEveryRule fails when the table of README.md and the packs say different things.
func TestReadmeListsEveryRule(t *testing.T) {
	data, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	var want strings.Builder
	for _, pack := range Packs() {
		fmt.Fprintf(&want, "| **%s** | | | | | |\n", pack.Title)
		for _, r := range pack.Rules {
			since := "taken up by a programme"
			if !r.FirstDay.IsZero() {
				since = r.FirstDay.Format("2006-01-02")
			}
			number := fmt.Sprintf("%s %g %s", r.Sense, r.Limit, r.Unit)
			if r.Greatest != 0 {
				number += fmt.Sprintf("; %g by exception", r.Greatest)
			}
			fmt.Fprintf(&want, "| `%s` | %s | %s | %s | %s | %s |\n", r.ID, r.Level, number, r.Window, since, r.Section)
		}
	}
	if _, table, _ := strings.Cut(string(data), "| Section |\n|---|---|---|---|---|---|\n"); table != want.String() {
		t.Errorf("the table of README.md is not that of the packs; expected\n%s", want.String())
	}
}

// TestPacks: every pack is found, an id stands in one pack only, and versions of a rule do not hold on the same day.
func TestPacks(t *testing.T) {
	var names []string
	home := map[string]string{}
	for _, pack := range Packs() {
		names = append(names, pack.Name)
		if pack.Title == "" || len(pack.Rules) == 0 || pack.AsOf.IsZero() {
			t.Errorf("pack %s has no title, no rule or no day as of which it was right", pack.Name)
		}
		for i, r := range pack.Rules {
			if other := home[r.ID]; other != "" && other != pack.Name {
				t.Errorf("rule %s stands in %s and %s", r.ID, other, pack.Name)
			}
			home[r.ID] = pack.Name
			for _, earlier := range pack.Rules[:i] {
				if earlier.ID == r.ID && (earlier.LastDay.IsZero() || !earlier.LastDay.Before(r.FirstDay)) {
					t.Errorf("rule %s: a version from %v holds beside an earlier one", r.ID, r.FirstDay)
				}
			}
		}
	}
	if want := []string{"acgme-common", "board-family-medicine", "board-internal-medicine", "emergency-medicine", "family-medicine", "internal-medicine-xy", "internal-medicine", "policy"}; !slices.Equal(names, want) {
		t.Errorf("packs %v; want %v", names, want)
	}
}

// TestNumbersOfTheLaw holds the packs against the numbers as the requirements give them.
func TestNumbersOfTheLaw(t *testing.T) {
	for id, want := range map[string]string{
		"acgme-80h": "most 80 h/week rotation", "acgme-1-in-7": "least 4 days off in 28 rotation", "acgme-8h-between": "least 8 h absolute",
		"acgme-14h-after-24h": "least 14 h absolute", "acgme-24h": "most 24 h absolute", "acgme-24h-plus-4": "most 4 h absolute",
		"acgme-call-every-third": "least 3 nights a call rotation", "acgme-moonlighting": "least 2 PGY absolute",
	} {
		r, ok := Find("surgery", id, day(t, "2026-07-01"))
		if got := fmt.Sprintf("%s %g %s %s", r.Sense, r.Limit, r.Unit, r.Window); !ok || got != want {
			t.Errorf("%s is %q; want %q", id, got, want)
		}
		if !r.Law || r.Level != Hard {
			t.Errorf("%s is no law on level Hard", id)
		}
	}
	if _, ok := Find("surgery", "fm-preceptor", time.Time{}); ok {
		t.Error("a rule of family medicine binds surgeons")
	}
	if _, ok := Find("Family medicine", "fm-preceptor", time.Time{}); !ok {
		t.Error("a rule of family medicine does not bind family medicine")
	}
	if _, ok := Find("surgery", "acgme-80h", day(t, "2016-07-01")); ok {
		t.Error("the text of 2017 binds a year before")
	}
}

// TestFaultyPacks: a pack that cannot be meant is refused.
func TestFaultyPacks(t *testing.T) {
	const rule = "[[rule]]\nid = \"a\"\ntext = \"b\"\nunit = \"h\"\nsense = \"most\"\nwindow = \"absolute\"\nlimit = 1\n"
	if _, err := parsePack("good", []byte(rule)); err != nil {
		t.Fatal(err)
	}
	for want, text := range map[string]string{
		"key rule.window2":             rule + "window2 = 1\n",
		"expected all three":           strings.Replace(rule, `"b"`, `""`, 1),
		"expected Hard, Cover or Soft": rule + "level = \"Firm\"\n",
		"expected most or least":       strings.Replace(rule, `"most"`, `"about"`, 1),
		"expected rotation, absolute":  strings.Replace(rule, `"absolute"`, `"month"`, 1),
		"expected numbers from 0":      strings.Replace(rule, "limit = 1", "limit = -1", 1),
		"expected of law Hard":         "law = true\n" + rule,
		"expected a level above 0":     strings.Replace(rule, `"absolute"`, `"career"`, 1),
		"expected a limit beyond 1":    rule + "exception = 0.5\n",
		"incompatible types":           rule + "after = \"noon\"\n",
	} {
		if _, err := parsePack("bad", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v; want one with %q", err, want)
		}
	}
}

// TestBook: the programme's version binds where it has one, no row weakens a law, and an exception widens one limit on its days.
func TestBook(t *testing.T) {
	number := func(v float64) *float64 { return &v }
	b := NewBook("family medicine", []Change{
		{Place: "rules.csv row 2", Rule: "acgme-80h", Limit: number(72), Services: []string{"ICU"}, FirstDay: day(t, "2026-09-01"), Owner: "chair", Reason: "sleep"},
		{Rule: "acgme-80h", Limit: number(90)},
		{Rule: "acgme-24h", Level: Soft},
		{Rule: "policy-call-run", Limit: number(1), Level: Cover},
	}, []Exception{
		{Rule: "acgme-80h", Person: "A", Limit: 88, FirstDay: day(t, "2026-10-01"), LastDay: day(t, "2026-10-28")},
		{Rule: "acgme-80h", Limit: 90},
		{Rule: "acgme-24h", Limit: 30},
	})
	limit := func(id, on, person, service string) string {
		r, by, ok := b.Allowed(id, day(t, on), person, "R", service)
		if !ok {
			return "none"
		}
		return fmt.Sprintf("%s %g %t", r.Level, r.Limit, by != nil)
	}
	for _, c := range []struct{ id, on, person, service, want string }{
		{"acgme-80h", "2026-08-31", "A", "ICU", "Hard 80 false"},
		{"acgme-80h", "2026-09-01", "A", "ICU", "Hard 72 false"},
		{"acgme-80h", "2026-09-01", "A", "Ward", "Hard 80 false"},
		{"acgme-80h", "2026-10-01", "A", "Ward", "Hard 88 true"},
		{"acgme-80h", "2026-10-28", "A", "ICU", "Hard 88 true"},
		{"acgme-80h", "2026-10-29", "A", "Ward", "Hard 80 false"},
		{"acgme-80h", "2026-10-01", "B", "Ward", "Hard 80 false"},
		{"acgme-24h", "2026-10-01", "B", "Ward", "Hard 24 false"},
		{"policy-call-run", "2026-10-01", "B", "Ward", "Cover 1 false"},
		{"policy-call-spacing", "2026-10-01", "B", "Ward", "none"},
		{"em-12h", "2026-10-01", "B", "ED", "none"},
	} {
		if got := limit(c.id, c.on, c.person, c.service); got != c.want {
			t.Errorf("%s on %s for %s on %s: %s; want %s", c.id, c.on, c.person, c.service, got, c.want)
		}
	}
	if n := len(b.Exceptions()); n != 1 {
		t.Errorf("%d exceptions are taken up; want 1", n)
	}
	if got, want := b.Name(), "acgme-common as of 2026-07-01, family-medicine as of 2026-07-01, 2 of rules.csv, 1 of exceptions.csv"; got != want {
		t.Errorf("the book is called %q; want %q", got, want)
	}
	own, _ := b.At("acgme-80h", day(t, "2026-09-01"), "ICU")
	if want := "rules.csv row 2 (chair: sleep); ACGME Common Program Requirements (Residency), 2025 edition, 6.20 [2017-2023: VI.F.1]"; own.Source() != want {
		t.Errorf("source %q; want %q", own.Source(), want)
	}
}

// FuzzPack: no text in place of a pack brings the reader down, and every rule that it takes can be judged by.
func FuzzPack(f *testing.F) {
	for _, pack := range Packs() {
		data, err := packFiles.ReadFile("packs/" + pack.Name + ".toml")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		pack, err := parsePack("fuzz", data)
		if err != nil {
			return
		}
		for _, r := range pack.Rules {
			if !r.Keeps(r.Limit) || r.Weakens(r.Limit) || r.ID == "" {
				t.Errorf("rule %+v does not keep its own limit", r)
			}
		}
	})
}
