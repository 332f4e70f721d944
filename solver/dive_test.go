package solver

import (
	"testing"

	"pgregory.net/rapid"
)

// Everybody is left with a column when a dive begins, whatever cells are kept out, also those that the roster has.
func TestDivesBeginWithColumns(t *testing.T) {
	s := NewSearch(yearProblem(4, 6), 1)
	for range 8 {
		s.Round()
	}
	c := s.c
	rapid.Check(t, func(t *rapid.T) {
		barred, every := make([][]bool, len(c.people)), rapid.IntRange(2, 12).Draw(t, "every")
		for i := range barred {
			barred[i] = make([]bool, len(c.people[i].l.cell))
			for cell := range barred[i] {
				barred[i][cell] = rapid.IntRange(1, every).Draw(t, "kept out") == 1
			}
		}
		first := rapid.IntRange(0, 4).Draw(t, "first")
		n := neighbourhood{people: c.everybody(), first: first, last: rapid.IntRange(first, 5).Draw(t, "last")}
		d := n.prepare(c, &c.pricers[0], s.crew, s.center(), barred)
		for g, group := range d.s.groups {
			if len(group) == 0 {
				t.Errorf("person %d has no column with periods %d to %d free", g, n.first, n.last)
			}
		}
	})
}
