package residency_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
)

// TestStays: a whole rotation is one stay, a combined one is two, off is none; the second half takes the rest of a long block;
// the level is that of the stay's first day.
func TestStays(t *testing.T) {
	p := tiny()
	p.Blocks[1].LastDay++ // block 1 has 29 days
	p.Blocks[2].FirstDay++
	p.Levels = append(p.Levels, datasets.Level{Person: "A", FirstDay: july(10), PGY: 2})
	p.Pins = []datasets.Pin{{Person: "A", Block: 1, Rotation: "Wards"}, {Person: "B", Block: 2, Rotation: "Wards"}}
	got := residency.Stays(p, 3, rosterOf(t, p, filledYear("n---", "wc--", "----")))
	stay := func(person string, pgy, block, half int, first, last datasets.Day, rotation string, pinned bool) datasets.Stay {
		return datasets.Stay{Candidate: 3, Person: person, Role: datasets.Resident, PGY: pgy, Block: block, Half: &half, FirstDay: first, LastDay: last, Rotation: rotation, Pinned: pinned}
	}
	want := []datasets.Stay{
		stay("A", 1, 1, 1, july(1), july(14), "Night + Clinic", true),
		stay("A", 2, 1, 2, july(15), july(29), "Night + Clinic", true),
		stay("B", 2, 1, 0, july(1), july(29), "Wards", false),
		stay("B", 2, 2, 0, july(30), july(56), "Clinic", true),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("stays (-want +got):\n%s", diff)
	}
}

// TestRosterPassesOver: stays of faculty, of block 0 and of no block are of no annual schedule of residents.
func TestRosterPassesOver(t *testing.T) {
	p := tiny()
	p.People = append(p.People, datasets.Person{Person: "F", Role: datasets.Faculty, FirstDay: july(1), LastDay: july(112)})
	got, err := residency.Roster(p, []datasets.Stay{
		{Person: "F", Role: datasets.Faculty, Block: 1, Half: ptr(0), Rotation: "Wards"},
		{Person: "A", Role: datasets.Resident, Block: 0, Half: ptr(0), Rotation: "Wards"},
		{Person: "A", Role: datasets.Resident, Block: 1, Rotation: "Wards"},
		{Person: "B", Block: 4, Half: ptr(2), Rotation: "Elective"},
		{Person: "B", Block: 4, Half: ptr(1), Rotation: "Elective"},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := make(solver.Roster, 3*4)
	want[1*4+3] = 3
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("roster (-want +got):\n%s", diff)
	}
}

// TestRosterDefects: stays that the problem has no cell for are all named, by number and never by person.
func TestRosterDefects(t *testing.T) {
	_, err := residency.Roster(tiny(), []datasets.Stay{
		{Candidate: 1, Person: "Secret", Role: datasets.Resident, Block: 1, Half: ptr(0), Rotation: "Wards"},
		{Candidate: 1, Person: "A", Role: datasets.Resident, Block: 9, Half: ptr(0), Rotation: "Wards"},
		{Candidate: 1, Person: "A", Role: datasets.Resident, Block: 1, Half: ptr(0), Rotation: "Golf"},
		{Candidate: 1, Person: "A", Role: datasets.Resident, Block: 1, Half: ptr(3), Rotation: "Wards"},
		{Candidate: 1, Person: "A", Role: datasets.Resident, Block: 1, Half: ptr(0), Rotation: "Wards"},
		{Candidate: 1, Person: "A", Role: datasets.Resident, Block: 1, Half: ptr(1), Rotation: "Wards"},
		{Candidate: 1, Person: "B", Role: datasets.Resident, Block: 2, Half: ptr(1), Rotation: "Clinic"},
		{Candidate: 1, Person: "B", Role: datasets.Resident, Block: 2, Half: ptr(2), Rotation: "Wards"},
		{Candidate: 2, Person: "C", Role: datasets.Resident, Block: 3, Half: ptr(0), Rotation: "Wards"},
	})
	want := strings.Join([]string{
		"residency: stay 1: the person is unknown; expected a resident of people.csv",
		"residency: stay 2: block=9; expected a block of blocks.csv",
		"residency: stay 3: rotation=Golf; expected a rotation of rotations.csv",
		"residency: stay 4: half=3; expected 0, 1 or 2",
		"residency: stay 6: block=1 half=1 has two rotations; expected one",
		"residency: stay 8: rotation=Wards after Clinic in block 2; expected the same rotation in both halves",
		"residency: stay 9: candidate=2; expected 1, that of the first",
		"residency: resident 2 of people.csv, block 2: half 2 has no rotation; expected both halves, or none",
	}, "\n")
	if err == nil {
		t.Fatal("no error")
	}
	if diff := cmp.Diff(want, err.Error()); diff != "" {
		t.Errorf("error (-want +got):\n%s", diff)
	}
}

// TestStaysOfAnotherProgramme: a roster of the wrong size is a programmer's error.
func TestStaysOfAnotherProgramme(t *testing.T) {
	defer func() {
		if got, want := recover(), "residency: a roster of 3 cells does not fit the programme"; got != want {
			t.Errorf("panic %v; want %q", got, want)
		}
	}()
	residency.Stays(tiny(), 1, make(solver.Roster, 3))
}
