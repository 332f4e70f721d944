package activities

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"
	"go.uber.org/goleak"

	"rota/activities/catalog"
	"rota/analytics/compliance"
	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
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

// TestDamage damages a checkpoint in every way; the step makes it again.
func TestDamage(t *testing.T) {
	s := newSteps(t)
	tables, loaded, _ := search(t, s)
	folder := filepath.Join(s.Artifacts.dir, filepath.Dir(loaded.Problem.URL))
	for name, damage := range map[string]func(file string) error{
		"deleted":   os.Remove,
		"empty":     func(file string) error { return os.WriteFile(file, nil, 0o600) },
		"truncated": func(file string) error { return os.Truncate(file, 40) },
		"altered": func(file string) error {
			content, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			content[len(content)/2] ^= 1
			return os.WriteFile(file, content, 0o600)
		},
	} {
		for _, file := range []string{"problem.arrow", "answer.json"} {
			if err := damage(filepath.Join(folder, file)); err != nil {
				t.Fatal(err)
			}
			again, err := carryOut[Loaded](t, s.Load, LoadInput{Tables: tables})
			if err != nil || again != loaded {
				t.Errorf("%s %s: %+v, %v; expected %+v", name, file, again, err, loaded)
			}
			if _, err := s.Artifacts.Read(loaded.Problem); err != nil {
				t.Errorf("%s %s: %v", name, file, err)
			}
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

// TestAssess: the verdict on a real candidate, and the refusal of a claim that is not the roster's score.
func TestAssess(t *testing.T) {
	s := newSteps(t)
	tables, loaded, improved := search(t, s)
	in := AssessInput{Tables: tables, Problem: loaded.Problem, Roster: improved.Roster, Score: improved.Score}
	assessed, err := carryOut[Assessed](t, s.Assess, in)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Artifacts.Read(assessed.Assessment); err != nil || assessed.HardBreaches != 0 {
		t.Errorf("%+v, %v; expected no Hard breach", assessed, err)
	}
	in.Score.Soft--
	_, err = carryOut[Assessed](t, s.Assess, in)
	wantType(t, err, TypeDisagreement)
	in.Score, in.Bound = improved.Score, &solver.Score{Soft: improved.Score.Soft + 1}
	_, err = carryOut[Assessed](t, s.Assess, in)
	wantType(t, err, TypeDisagreement)
}

// TestBound: the bound is below the score that the search finds, and its proof holds when it is read back.
func TestBound(t *testing.T) {
	s := newSteps(t)
	_, loaded, improved := search(t, s)
	bounded, err := carryOut[Bounded](t, s.Bound, BoundInput{Problem: loaded.Problem})
	if err != nil {
		t.Fatal(err)
	}
	if improved.Score.Less(bounded.Bound) || bounded.Steps < 1 {
		t.Errorf("bound=%v after %d steps; expected at most %v", bounded.Bound, bounded.Steps, improved.Score)
	}
	content, err := s.Artifacts.Read(bounded.Proof)
	if err != nil {
		t.Fatal(err)
	}
	var p proof
	if err := json.Unmarshal(content, &p); err != nil {
		t.Fatal(err)
	}
	if p.Bound != bounded.Bound {
		t.Errorf("proof of %v; expected %v", p.Bound, bounded.Bound)
	}
	problem, err := s.readProblem(loaded.Problem)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range p.Evaluations {
		if got := e.Value(problem); got < e.Total {
			t.Errorf("value=%d at the prices of the proof; expected %d", got, e.Total)
		}
	}
	for _, c := range p.Counting {
		if got, err := c.Check(problem); err != nil || got != c.Bound {
			t.Errorf("certificate adds up to %d, %v; expected %d", got, err, c.Bound)
		}
	}
	again, err := carryOut[Bounded](t, newSteps(t).Bound, BoundInput{Problem: loaded.Problem})
	if err == nil {
		t.Errorf("%+v in a store without the problem; expected an error", again)
	}
}

func TestAgree(t *testing.T) {
	hard, soft := compliance.Breach{Level: compliance.Hard}, compliance.Breach{Level: compliance.Soft}
	cover := compliance.Breach{Level: compliance.Cover, Amount: 1, Allowed: 3} // two people missing
	for name, c := range map[string]struct {
		score    solver.Score
		breaches []compliance.Breach
		hard     int
		agree    bool
	}{
		"both find nothing":            {solver.Score{}, nil, 0, true},
		"both find wishes":             {solver.Score{Soft: 7}, []compliance.Breach{soft}, 0, true},
		"both find all":                {solver.Score{Hard: 40, Cover: 2}, []compliance.Breach{hard, hard, cover}, 2, true},
		"only the solver finds Hard":   {solver.Score{Hard: 1}, []compliance.Breach{cover, soft}, 0, false},
		"only the checker finds Hard":  {solver.Score{Soft: 1}, []compliance.Breach{hard}, 1, false},
		"only the solver finds Cover":  {solver.Score{Cover: 1}, nil, 0, false},
		"only the checker finds Cover": {solver.Score{}, []compliance.Breach{cover}, 0, false},
		"they count Cover otherwise":   {solver.Score{Cover: 3}, []compliance.Breach{cover}, 0, false},
	} {
		got, err := agree(c.score, c.breaches, false)
		if (err == nil) != c.agree || got != c.hard {
			t.Errorf("%s: %d, %v; expected %d, agreement %v", name, got, err, c.hard, c.agree)
		}
	}
	plan := residency.Plan{Block: 1, Shifts: []datasets.Shift{{Person: "F", Date: 10}}}
	given := compliance.Breach{Rule: "call-gap", Level: compliance.Hard, Person: "F", FirstDay: 11, LastDay: 12}
	own := compliance.Breach{Rule: "double-booked", Level: compliance.Hard, Person: "F", FirstDay: 12, LastDay: 12}
	if left := decided(plan, []compliance.Breach{given, own}); len(left) != 1 || left[0].Rule != own.Rule {
		t.Errorf("decided=%v; expected the one that the year of the faculty does not give", left)
	}
	if _, err := agree(solver.Score{Hard: 1}, nil, true); err != nil {
		t.Errorf("a stricter problem finds Hard alone: %v; expected agreement", err)
	}
	if _, err := agree(solver.Score{}, []compliance.Breach{hard}, true); err == nil {
		t.Error("the checker finds Hard where a stricter problem finds none: agreement; expected none")
	}
}

// TestRepairsIn: a round of a repair may do twice what the one before did, up to the sixth.
func TestRepairsIn(t *testing.T) {
	for name, c := range map[string]struct {
		budget, first time.Duration
		want          int
	}{
		"one":                   {time.Second, time.Second, 1},
		"less than one":         {time.Millisecond, time.Second, 1},
		"1 + 2 + 4":             {7 * time.Second, time.Second, 3},
		"not quite 1 + 2 + 4":   {6 * time.Second, time.Second, 2},
		"63, and twice 32":      {127 * time.Second, time.Second, 8},
		"a round of no time":    {time.Second, 0, 31254},
		"a clock that ran back": {time.Second, -time.Second, 31254},
	} {
		if got := repairsIn(c.budget, c.first); got != c.want {
			t.Errorf("%s: %d rounds; expected %d", name, got, c.want)
		}
	}
}

func TestRoundsIn(t *testing.T) {
	for name, c := range map[string]struct {
		budget, round       time.Duration
		candidates, threads int
		want                int
	}{
		"one candidate":               {time.Minute, time.Second, 1, 1, 60},
		"three on two threads":        {time.Minute, time.Second, 3, 2, 26},  // and 6 rounds of two others: 26 x 2 + 6 s
		"more threads than needed":    {time.Minute, time.Second, 3, 64, 48}, // and 12
		"shorter than a round":        {time.Millisecond, time.Second, 3, 2, 1},
		"a round of no time":          {time.Hour, 0, 1, 1, mostRounds},
		"a clock that went backwards": {time.Hour, -time.Second, 1, 1, mostRounds},
	} {
		if got := roundsIn(c.budget, c.round, c.candidates, c.threads); got != c.want {
			t.Errorf("%s: %d rounds; expected %d", name, got, c.want)
		}
	}
}

// TestPaceOnce: a time becomes rounds once; asked again, on a machine of another speed, the answer is the same.
func TestPaceOnce(t *testing.T) {
	s := newSteps(t)
	_, loaded, _ := search(t, s)
	in := PaceInput{Problem: loaded.Problem, Seed: 1, Candidates: 3, Time: 50 * time.Millisecond}
	first, err := carryOut[Paced](t, s.Pace, in)
	if err != nil || first.Rounds < 1 {
		t.Fatalf("%+v, %v; expected at least one round", first, err)
	}
	for range 3 {
		if again, err := carryOut[Paced](t, s.Pace, in); err != nil || again != first {
			t.Errorf("%+v, %v; expected %+v", again, err, first)
		}
	}
}

// TestOutsideStore: a URL from the engine's history must not reach beyond the store.
func TestOutsideStore(t *testing.T) {
	s := newSteps(t)
	for _, url := range []string{"", "/etc/passwd", "../x", "a/../../x"} {
		if _, err := s.Artifacts.Read(catalog.Artifact{URL: url}); err == nil || errors.Is(err, ErrLost) {
			t.Errorf("read of %q: %v; expected a refusal", url, err)
		}
	}
}

// TestStoreID: a store keeps its id, also when several processes open it for the first time at once.
func TestStoreID(t *testing.T) {
	dir := t.TempDir()
	ids := make(chan string)
	for range 8 {
		go func() {
			store, err := OpenArtifacts(dir)
			if err != nil {
				ids <- err.Error()
				return
			}
			ids <- store.ID()
		}()
	}
	first := <-ids
	for range 7 {
		if id := <-ids; id != first || len(id) != 10 {
			t.Errorf("ids %q and %q of one store", first, id)
		}
	}
	if other := newSteps(t).Artifacts.ID(); other == first {
		t.Errorf("two stores have the id %q", other)
	}
}

// TestReplaceFolder: a folder changes as a whole or not at all, and nothing is left beside it.
func TestReplaceFolder(t *testing.T) {
	parent := t.TempDir()
	folder := filepath.Join(parent, "run")
	fill := func(text string, err error) func(string) error {
		return func(fresh string) error {
			if err := os.WriteFile(filepath.Join(fresh, text), []byte(text), 0o600); err != nil {
				return err
			}
			return err
		}
	}
	if err := os.MkdirAll(filepath.Join(parent, ".run.new", "left by a crash"), 0o700); err != nil {
		t.Fatal(err)
	}
	full := errors.New("disk is full")
	for _, c := range []struct {
		text string
		err  error
		want string
	}{{"one", nil, "one"}, {"two", full, "one"}, {"three", nil, "three"}} {
		if err := replaceFolder(folder, fill(c.text, c.err)); !errors.Is(err, c.err) {
			t.Fatalf("%s: %v; expected %v", c.text, err, c.err)
		}
		inside, err := os.ReadDir(folder)
		if err != nil || len(inside) != 1 || inside[0].Name() != c.want {
			t.Errorf("%s: %v, %v in the folder; expected %s", c.text, inside, err, c.want)
		}
		if beside, err := os.ReadDir(parent); err != nil || len(beside) != 1 {
			t.Errorf("%s: %v, %v beside the folder; expected nothing", c.text, beside, err)
		}
	}
}

// TestWhole: a run folder counts only with every file that its manifest names.
func TestWhole(t *testing.T) {
	folder := t.TempDir()
	write := func(name, content string) {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	manifest, err := json.Marshal(map[string]any{"run": "annual-a-1", "files": map[string]string{"a": Digest([]byte("content"))}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, content string
		want          bool
	}{{"manifest.json", string(manifest), false}, {"a", "content", true}, {"notes.txt", "added by hand", true}, {"a", "kontent", false}, {"a", "content", true}, {"manifest.json", "{}", false}} {
		write(c.name, c.content)
		if got := whole(folder, "annual-a-1"); got != c.want {
			t.Errorf("after writing %s=%q: whole=%v; expected %v", c.name, c.content, got, c.want)
		}
	}
	write("manifest.json", string(manifest))
	if whole(folder, "annual-a-2") {
		t.Error("the folder of one run counts as that of another")
	}
}

// TestDecide: who publishes what, and what is refused.
func TestDecide(t *testing.T) {
	s := newSteps(t)
	by, err := s.Artifacts.Write("remark/1.json", 1, []byte(`{"by":"x"}`))
	if err != nil {
		t.Fatal(err)
	}
	for name, o := range map[string]catalog.Outcome{
		"annual-a-1": {State: catalog.StateFinished, Chosen: 1, Candidates: []catalog.Candidate{{}, {HardBreaches: 1}}},
		"annual-a-2": {State: catalog.StateCancelled},
	} {
		if err := errors.Join(s.Catalog.Ask(catalog.Request{Name: name, Kind: "annual", Program: "A"}), s.Catalog.End(name, o)); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		in   DecideInput
		want string
	}{
		"a candidate that breaks the law": {DecideInput{catalog.Approve, "annual-a-1", 2, by}, TypeHardBreach},
		"no such candidate":               {DecideInput{catalog.Approve, "annual-a-1", 3, by}, TypeUnknownRun},
		"a cancelled run":                 {DecideInput{catalog.Approve, "annual-a-2", 1, by}, TypeUnknownRun},
		"no such run":                     {DecideInput{catalog.Approve, "annual-b-1", 1, by}, TypeUnknownRun},
		"nothing published":               {DecideInput{catalog.Withdraw, "annual-a-1", 0, by}, TypeUnknownRun},
		"a lost remark":                   {DecideInput{catalog.Approve, "annual-a-1", 1, catalog.Artifact{URL: "remark/2.json"}}, TypeLost},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := carryOut[struct{}](t, nothing(s), c.in)
			wantType(t, err, c.want)
		})
	}
	if _, err := carryOut[struct{}](t, nothing(s), DecideInput{catalog.Approve, "annual-a-1", 1, by}); err != nil {
		t.Fatal(err)
	}
	if d, err := s.Catalog.Published(catalog.Request{Kind: "annual", Program: "A"}); err != nil || d.Run != "annual-a-1" || d.Candidate != 1 {
		t.Errorf("published %+v, %v; expected candidate 1", d, err)
	}
}

// nothing gives Decide an answer, which carryOut wants.
func nothing(s *Steps) func(context.Context, DecideInput) (struct{}, error) {
	return func(ctx context.Context, in DecideInput) (struct{}, error) { return struct{}{}, s.Decide(ctx, in) }
}
