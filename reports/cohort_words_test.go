package reports

import (
	"strings"
	"testing"
)

// TestCohortsAreToldInWeeks: cover that is counted by the week is told by the week, in the story, the verdict, the actions and the words.
func TestCohortsAreToldInWeeks(t *testing.T) {
	r := madeUpRun(6)
	for i := range r.Candidates {
		for j := range r.Candidates[i].Assessment.Measures {
			if m := &r.Candidates[i].Assessment.Measures[j]; m.Unit == "half-block" {
				m.Unit = "week"
			}
		}
	}
	told, c := r.account(), r.chosen()
	says := []string{missing(c).text, told.verdict(c).text, strings.Join(told.actions(c), " "), strings.Join(told.words, " "), coverSays(c), told.front[1].title}
	for _, s := range says {
		if strings.Contains(strings.ToLower(s), "half-block") {
			t.Errorf("%q speaks of half-blocks; expected weeks", s)
		}
	}
	for _, i := range []int{0, 2, 4, 5} {
		if !strings.Contains(strings.ToLower(says[i]), "weeks") {
			t.Errorf("%q; expected weeks", says[i])
		}
	}
}
