package solver

import (
	"bytes"
	"flag"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "write testdata anew")

const tinyFile = "testdata/tiny/problem.arrow"

// tinyProblem is told, and solved, in testdata/tiny/README.md.
func tinyProblem() *Problem {
	const ana, ben, cy = 0, 1, 2
	d := newDraft(3, 4, 3)
	d.People, d.Periods, d.Duties = []string{"Ana", "Ben", "Cy"}, []string{"week 1", "week 2", "week 3", "week 4"}, []string{"off", "ward", "clinic"}
	d.Minutes = []int32{0, 3600, 2400}
	off, ward, clinic, all := d.group(0), d.group(1), d.group(2), d.class(ana, ben, cy)
	qualified, apart, share := d.rule("qualified for the clinic", Hard), d.rule("no two ward weeks in a row", Hard), d.rule("share of the ward", Hard)
	cover, wish := d.rule("cover", Cover), d.rule("wish", Soft)
	d.bar(qualified, 1, cy, 0, 3, clinic)
	for person := range Person(3) {
		d.succession(apart, 1, person, ward, ward, 1)
		d.sum(share, 1, person, 0, 3, ward, 1, 2)
	}
	for week := range Period(4) {
		d.demand(cover, week, all, ward, 1, 1, 1, 1)
		d.demand(cover, week, all, clinic, 1, 1, 1, 1)
	}
	d.bar(wish, 3, ana, 0, 0, ward)
	d.wish(wish, 5, ben, []Period{1, 2}, off)
	return &d.Problem
}

// The file also holds the layout still: files of this format that were written before have to stay readable.
func TestTinyFile(t *testing.T) {
	var b bytes.Buffer
	if err := WriteProblem(&b, tinyProblem()); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(tinyFile, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(tinyFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(data, b.Bytes()) {
		t.Errorf("%s differs from what is written now; if the layout was meant to change, change its version and run with -update", tinyFile)
	}
}

func TestTinyOptimum(t *testing.T) {
	p := tinyProblem()
	byHand := Roster{
		2, 1, 2, 2,
		0, 2, 1, 0,
		1, 0, 0, 1,
	}
	optimum := Score{Soft: 5}
	if got := Evaluate(p, byHand); got != optimum {
		t.Errorf("score of the schedule made by hand=%v; expected %v", got, optimum)
	}
	for seed := range uint64(5) {
		if got := Solve(p, seed, 1).Score; got != optimum {
			t.Errorf("seed %d: score=%v; expected %v", seed, got, optimum)
		}
	}
}
