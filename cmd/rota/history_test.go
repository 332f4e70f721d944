package main

import (
	"context"
	"encoding/base64"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/history/v1"
	"go.temporal.io/api/temporalproto"
	"go.temporal.io/sdk/client"

	"rota/activities/catalog"
	"rota/datasets"
	"rota/solver"
	"rota/workflows"
)

// The recipe for the histories that workflows replays: go test ./cmd/rota -run TestHistories -record NAME
var record = flag.String("record", "", "write the histories to workflows/testdata/histories/NAME-*.json")

// TestHistories carries out runs and decisions and reads what the engine keeps of them: no person's code, and nothing that
// anybody typed.
func TestHistories(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("ROTA_STATE", filepath.Join(dir, "state"))
	programme, out := filepath.Join(dir, "fm18"), filepath.Join(dir, "runs")
	program, err := datasets.Sample("fm18", 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := program.Write(programme); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) string {
		t.Helper()
		output, err := exec.Command("rota", args...).Output()
		if err != nil {
			t.Fatalf("%v: %v", args, err)
		}
		lines := strings.Split(strings.TrimSpace(string(output)), "\n")
		return filepath.Base(lines[len(lines)-1])
	}
	name := run("run", "annual", programme, "--rounds", "2", "--candidates", "2", "--out", out)
	faculty := run("run", "faculty", programme, "--rounds", "1", "--candidates", "1", "--out", out)
	repair := run("run", "repair", faculty, "--absence", "F-01:2026-09-07:2026-09-16:kept-out", "--alternatives", "2", "--out", out)
	block := run("run", "block", programme, "--block", "1", "--annual", name, "--faculty", faculty, "--rounds", "1", "--candidates", "1", "--out", out)
	run("approve", name, "--candidate", "2", "--by", "Dr Typed", "--note", "typed too")
	run("withdraw", name, "--by", "Dr Typed")

	s, err := openState()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	e, err := s.connect(ctx, wholeRuns, 2, os.Stderr)
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	carried := carryOver(ctx, t, e, name)
	for label, id := range map[string]string{"annual": name, "faculty": faculty, "block": block, "repair": repair, "carried": carried, "approve": "approve-" + name, "withdraw": "withdraw-" + name} {
		content := historyOf(ctx, t, e, id)
		checkPrivate(t, label, content, program)
		if *record != "" {
			file := filepath.Join("..", "..", "workflows", "testdata", "histories", *record+"-"+label+".json")
			if err := os.WriteFile(file, append(content, '\n'), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// carryOver carries out the second half of the finished run as an execution that another one handed over to.
func carryOver(ctx context.Context, t *testing.T, e *engine, name string) (id string) {
	t.Helper()
	run, err := e.state.catalog.Run(name)
	if err != nil {
		t.Fatal(err)
	}
	in := workflows.RunInput{
		Run: name, Program: run.Program, Year: academicYear(run.Request), Tables: run.Tables, Seed: run.Seed, Candidates: run.Candidates, Rounds: 3,
		Carried: &workflows.Carried{Started: run.Outcome.Started, Problem: run.Outcome.Problem, Rounds: 3, Done: 2, Steps: []catalog.Step{}},
	}
	for _, c := range run.Outcome.Candidates {
		in.Carried.Candidates = append(in.Carried.Candidates, workflows.Candidate{
			Seed: c.Seed, Score: solver.Score{Hard: c.Hard, Cover: c.Cover, Soft: c.Soft}, Roster: c.Roster,
		})
	}
	handle, err := e.ExecuteWorkflow(ctx, client.StartWorkflowOptions{ID: "carried-" + name, TaskQueue: e.state.runQueue()}, workflows.Annual, in)
	if err != nil {
		t.Fatal(err)
	}
	if err := handle.Get(ctx, nil); err != nil {
		t.Fatal(err)
	}
	return handle.GetID()
}

func historyOf(ctx context.Context, t *testing.T, e *engine, id string) []byte {
	t.Helper()
	var h history.History
	for events := e.GetWorkflowHistory(ctx, id, "", false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT); events.HasNext(); {
		event, err := events.Next()
		if err != nil {
			t.Fatal(err)
		}
		h.Events = append(h.Events, event)
	}
	content, err := temporalproto.CustomJSONMarshalOptions{Indent: " "}.Marshal(&h)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

var payload = regexp.MustCompile(`"data": ?"([A-Za-z0-9+/=]+)"`)

func checkPrivate(t *testing.T, label string, content []byte, program *datasets.Program) {
	t.Helper()
	text := string(content)
	for _, data := range payload.FindAllStringSubmatch(text, -1) {
		plain, err := base64.StdEncoding.DecodeString(data[1])
		if err != nil {
			t.Fatal(err)
		}
		text += string(plain)
	}
	if !strings.Contains(text, "-fm18-") {
		t.Errorf("%s: the payloads were not read: the run's name is not in the history", label)
	}
	for _, typed := range []string{"Typed", "typed too", "kept-out"} {
		if strings.Contains(text, typed) {
			t.Errorf("%s: %q is in the history", label, typed)
		}
	}
	for _, p := range program.People {
		if strings.Contains(text, p.Person) {
			t.Errorf("%s: the code of a person is in the history", label)
		}
	}
}
