package activities

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"
	"go.uber.org/goleak"

	"rota/activities/catalog"
	"rota/datasets"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) } // a heartbeat must end with its step

func newSteps(t *testing.T) *Steps {
	t.Helper()
	store, err := OpenArtifacts(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	rows, err := catalog.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return &Steps{Artifacts: store, Catalog: rows, Version: "test"}
}

// tiny is a programme of two residents and two blocks.
func tiny() *datasets.Program {
	day := func(s string) datasets.Day {
		d, err := datasets.ParseDay(s)
		if err != nil {
			panic(err)
		}
		return d
	}
	first, last := day("2026-07-02"), day("2026-08-26")
	person := func(code string) datasets.Person {
		return datasets.Person{Person: code, Role: datasets.Resident, FirstDay: first, LastDay: last, FullTime: 1}
	}
	return &datasets.Program{
		Settings: []datasets.Setting{
			{Key: "name", Value: "Tiny"}, {Key: "site", Value: "T"}, {Key: "specialty", Value: "family medicine"},
			{Key: "time_zone", Value: "UTC"}, {Key: "first_day", Value: "2026-07-02"}, {Key: "last_day", Value: "2026-08-26"},
		},
		Blocks: []datasets.Block{{Block: 1, FirstDay: first, LastDay: day("2026-07-29")}, {Block: 2, FirstDay: day("2026-07-30"), LastDay: last}},
		People: []datasets.Person{person("A"), person("B")},
		Levels: []datasets.Level{{Person: "A", FirstDay: first, PGY: 1}, {Person: "B", FirstDay: first, PGY: 1}},
		Rotations: []datasets.Rotation{
			{Rotation: "CLINIC", Service: "Clinic", PGYs: []int{1}, HoursPerWeek: 46, DaysOffPer28: 8, LeaveAllowed: true},
			{Rotation: "WARD", Service: "Ward", PGYs: []int{1}, HoursPerWeek: 70, DaysOffPer28: 4},
		},
	}
}

// carryOut runs a step as the engine does.
func carryOut[Answer any](t *testing.T, step, in any) (a Answer, err error) {
	t.Helper()
	var suite testsuite.WorkflowTestSuite
	e := suite.NewTestActivityEnvironment()
	e.RegisterActivity(step)
	value, err := e.ExecuteActivity(step, in)
	if err != nil {
		return a, err
	}
	if err := value.Get(&a); err != nil {
		t.Fatal(err)
	}
	return a, nil
}

// search carries out Load, Pace and two rounds.
func search(t *testing.T, s *Steps) (tables catalog.Artifact, loaded Loaded, improved Improved) {
	t.Helper()
	tables, err := s.Artifacts.WriteProgram(tiny())
	if err != nil {
		t.Fatal(err)
	}
	if loaded, err = carryOut[Loaded](t, s.Load, LoadInput{Tables: tables}); err != nil {
		t.Fatal(err)
	}
	for round := range 2 {
		improved, err = carryOut[Improved](t, s.Improve, ImproveInput{Problem: loaded.Problem, Seed: 3, Round: round, Incumbent: improved.Roster})
		if err != nil {
			t.Fatal(err)
		}
	}
	return tables, loaded, improved
}

// TestStepsAgain: the steps in another store come to the same artifacts, and repeated ones answer from their checkpoints.
func TestStepsAgain(t *testing.T) {
	s := newSteps(t)
	tables, loaded, improved := search(t, s)
	for _, other := range []*Steps{s, newSteps(t)} {
		tables2, loaded2, improved2 := search(t, other)
		if d := cmp.Diff([]any{tables, loaded, improved}, []any{tables2, loaded2, improved2}); d != "" {
			t.Error(d)
		}
	}
}

// TestLost: a step whose input is gone says so, in a way that the workflow understands.
func TestLost(t *testing.T) {
	s := newSteps(t)
	_, loaded, improved := search(t, s)
	if err := os.Remove(filepath.Join(s.Artifacts.dir, improved.Roster.URL)); err != nil {
		t.Fatal(err)
	}
	_, err := carryOut[Improved](t, s.Improve, ImproveInput{Problem: loaded.Problem, Seed: 3, Round: 2, Incumbent: improved.Roster})
	wantType(t, err, TypeLost)
}

// TestBadInput: all defects are listed by their places, without the values of cells.
func TestBadInput(t *testing.T) {
	s := newSteps(t)
	tables, err := s.Artifacts.WriteProgram(tiny())
	if err != nil {
		t.Fatal(err)
	}
	levels := filepath.Join(s.Artifacts.dir, tables.URL, "levels.csv")
	if err := os.WriteFile(levels, []byte("person,first_day,pgy\nSECRET,2026-07-02,1\nB,2026-07-02,none\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = carryOut[Loaded](t, s.Load, LoadInput{Tables: tables})
	wantType(t, err, TypeBadInput)
	if text := err.Error(); !strings.Contains(text, "levels.csv row 2, column person") || !strings.Contains(text, "levels.csv row 3, column pgy") || strings.Contains(text, "SECRET") {
		t.Errorf("error %q; expected both places and no value", text)
	}
}

func wantType(t *testing.T, err error, want string) {
	t.Helper()
	var e *temporal.ApplicationError
	if !errors.As(err, &e) || e.Type() != want || !e.NonRetryable() {
		t.Fatalf("%v; expected a final error of type %s", err, want)
	}
}
