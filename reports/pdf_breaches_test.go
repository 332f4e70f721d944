package reports

import (
	"testing"

	"rota/analytics/compliance"
	"rota/datasets"
)

// TestUnnamed: a report says what is broken and names nobody, whoever else stands in the sentence, and leaves words alone in which a code
// happens to be.
func TestUnnamed(t *testing.T) {
	people := []datasets.Person{{Person: "A"}, {Person: "AB"}, {Person: "R1-01"}, {Person: "R1-011"}, {Person: "Ä2"}}
	for _, c := range []struct{ person, text, want string }{
		{"R1-01", "R1-01 is on ICU on 14 days.", "A resident is on ICU on 14 days."},
		{"R1-01", "R1-01 and R1-011 are both on Nights in block 2.", "A resident and another are both on Nights in block 2."},
		{"R1-01", "R1-01's stay on ICU ends before it begins.", "A resident's stay on ICU ends before it begins."},
		{"A", "A is on AB-ICU with AB; ABSENT and BA are no people.", "A resident is on another-ICU with another; ABSENT and BA are no people."},
		{"Ä2", "In block 1 Ä2 has no rotation, nor has Ä23.", "In block 1 a resident has no rotation, nor has Ä23."},
		{"", "Wards has nobody while R1-01 is away.", "Wards has nobody while another is away."},
		{"X9", "The schedule names X9, who is not in people.csv", "The schedule names a resident, who is not in people.csv."},
	} {
		b := compliance.Breach{Person: c.person, Text: c.text}
		if got := unnamed(b, people, "a resident"); got != c.want {
			t.Errorf("unnamed %q = %q; expected %q", c.text, got, c.want)
		}
	}
}
