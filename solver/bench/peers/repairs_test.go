package peers

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
)

// repairCase is a small schedule after a loss or a new rule. What has to be borne is told by days from the first of the block or year.
type repairCase struct {
	name  string
	state func(t *testing.T, from solver.Roster) *solver.Repair // from nil: from the schedule that a search finds
}

// provenRepair is what the peer has proven of a case: the schedule that it begins from is kept with it, so that the optimum stays what it is
// when the search finds another one.
type provenRepair struct {
	Name     string        `json:"name"`
	Hard     int64         `json:"hard"`
	Cover    int64         `json:"cover"`
	Price    int64         `json:"price"` // of the changes
	ProvenOn string        `json:"proven_on"`
	Peer     string        `json:"peer"` // CP-SAT's version
	From     solver.Roster `json:"from"`
}

// repairsFile holds the optima that the peer has proven; go test -run TestPeerProvesRepairs -update writes it anew.
var repairsFile = filepath.Join("testdata", "repairs.json")

var update = flag.Bool("update", false, "have the peer prove the least repairs anew, and write them to testdata")

// repairs are the cases: absences of one and of several, pins against a loss, a rule that begins within a block, and locks.
func repairs() []repairCase {
	annual := func(name string, seed uint64, s smallAnnual, locked string, absences ...loss) repairCase {
		return repairCase{name, func(t *testing.T, from solver.Roster) *solver.Repair {
			p := s.draw(seed)
			return annualRepair(t, p, from, residency.Order{Absences: lost(p, absences), Locks: locks(locked)})
		}}
	}
	block := func(name string, s smallBlock, change func(*datasets.Program), locked string, absences ...loss) repairCase {
		return repairCase{name, func(t *testing.T, from solver.Roster) *solver.Repair {
			p, _ := s.draw(t, 1)
			return blockRepair(t, p, s.block, change, from, residency.Order{Absences: lost(p, absences), Locks: locks(locked)})
		}}
	}
	return []repairCase{
		annual("a year, away for two blocks", 3, smallAnnual{residents: 6, blocks: 6, slack: 1, requests: 14}, "", loss{"R2", 28, 56}),
		annual("a year, two people lost", 5, smallAnnual{residents: 6, blocks: 8, slack: 1, prerequisites: true, absences: 14, requests: 14}, "", loss{"R1", 56, 56}, loss{"R4", 56, 28}),
		annual("a year with pins, one lost for good", 4, smallAnnual{residents: 6, blocks: 8, pins: 9, absences: 8}, "", loss{"R3", 112, 112}),
		annual("a year, six weeks away, one locked", 8, smallAnnual{residents: 8, blocks: 8, slack: 2, pins: 4, absences: 12, requests: 12, neighbours: true}, "R5", loss{"R2", 84, 42}),
		block("a block, two days of illness", smallBlock{block: 1}, nil, "", loss{"N", 5, 2}),
		block("a block, two lost on one day", smallBlock{block: 1}, nil, "", loss{"N", 12, 3}, loss{"A", 12, 3}),
		block("a block, the ward lost for good", smallBlock{block: 2}, nil, "A", loss{"N", 9, 40}),
		block("a block, thirteen hours of rest from its twentieth day on", smallBlock{block: 1}, func(p *datasets.Program) {
			day, hours := p.Blocks[0].FirstDay+20, 13.0
			p.Rules = append(p.Rules, datasets.RuleChange{Rule: "policy-10h-between", FirstDay: &day, Limit: &hours, Owner: "programme director", Reason: "a trial"})
		}, ""),
	}
}

// loss is an absence of a person from a day of the schedule on, counted from 0.
type loss struct {
	person   string
	from, of int
}

func lost(p *datasets.Program, all []loss) (absences []datasets.Absence) {
	first, _ := p.Span()
	for _, l := range all {
		d := first + datasets.Day(l.from)
		absences = append(absences, datasets.Absence{Person: l.person, FirstDay: d, LastDay: d + datasets.Day(l.of-1), Kind: "medical"})
	}
	return absences
}

func locks(person string) []residency.Lock {
	if person == "" {
		return nil
	}
	return []residency.Lock{{Person: person}}
}

func annualRepair(t *testing.T, p *datasets.Program, from solver.Roster, o residency.Order) *solver.Repair {
	t.Helper()
	before, err := residency.Annual(p)
	check(t, err)
	if from == nil {
		from = solver.Solve(before, 1, 2).Roster
	}
	p.Absences = append(p.Absences, o.Absences...)
	problem, err := residency.Annual(p)
	check(t, err)
	grid, err := residency.AnnualGrid(p)
	check(t, err)
	prices, err := residency.AnnualPrices(p, from, o)
	check(t, err)
	return &solver.Repair{Problem: problem, From: from, Locked: o.Locked(grid, from), Price: prices}
}

func blockRepair(t *testing.T, p *datasets.Program, block int, change func(*datasets.Program), from solver.Roster, o residency.Order) *solver.Repair {
	t.Helper()
	stays, err := datasets.ReadSchedule(filepath.Join("..", "..", "residency", "testdata", "practice-year", "annual.csv"))
	check(t, err)
	plan := residency.Plan{Block: block, Stays: stays}
	before, err := residency.Block(p, plan)
	check(t, err)
	if from == nil {
		from = solver.Solve(before, 1, 2).Roster
	}
	first := p.Blocks[block-1].FirstDay - p.Blocks[0].FirstDay
	for i := range o.Absences {
		o.Absences[i].FirstDay += first
		o.Absences[i].LastDay += first
	}
	p.Absences = append(p.Absences, o.Absences...)
	if change != nil {
		change(p)
	}
	problem, err := residency.Block(p, plan)
	check(t, err)
	grid, err := residency.BlockGrid(p, plan)
	check(t, err)
	from = residency.Carry(before, from, problem)
	return &solver.Repair{Problem: problem, From: from, Locked: o.Locked(grid, from)}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func readRepairs(t *testing.T) map[string]provenRepair {
	t.Helper()
	content, err := os.ReadFile(repairsFile)
	check(t, err)
	var all []provenRepair
	check(t, json.Unmarshal(content, &all))
	byName := map[string]provenRepair{}
	for _, x := range all {
		byName[x.Name] = x
	}
	return byName
}

// TestProvenRepairs: a repair comes to the least price of changes that the peer has proven, without a level getting worse, and proves it itself.
func TestProvenRepairs(t *testing.T) {
	proven := readRepairs(t)
	for _, c := range repairs() {
		t.Run(c.name, func(t *testing.T) {
			x, known := proven[c.name]
			if !known {
				t.Fatalf("%s has no such case; expected what the peer has proven", repairsFile)
			}
			r := c.state(t, x.From)
			check(t, r.Validate())
			var f solver.Repairs
			const rounds = 6
			for round := 0; round < rounds && !f.Closed(1); round++ {
				f = r.Round(f, 1, round, 1)
			}
			first := f.Found[0]
			if got, want := (solver.Score{Hard: first.Score.Hard, Cover: first.Score.Cover, Soft: first.Price}), (solver.Score{Hard: x.Hard, Cover: x.Cover, Soft: x.Price}); got != want {
				t.Errorf("Hard, Cover and price %v; expected %v", got, want)
			}
			if !f.Proven() {
				t.Errorf("least %d of %d is not proven; expected that it is", f.Least, first.Price)
			}
		})
	}
}

// TestPeerProvesRepairs: the peer proves the recorded optima of the problem whose last level is the price of changes.
func TestPeerProvesRepairs(t *testing.T) {
	python := python(t)
	var proven map[string]provenRepair
	if !*update {
		proven = readRepairs(t)
	}
	var found []provenRepair
	for _, c := range repairs() {
		t.Run(c.name, func(t *testing.T) {
			r := c.state(t, proven[c.name].From)
			const seconds = 120
			a, err := Ask(python, r.ChangesOnly(), seconds, threads)
			check(t, err)
			t.Logf("%s %v in %.1f s", a.Status, a.Score, a.Seconds)
			if a.Status != Optimal {
				t.Fatalf("%s, bounds %v; expected a proof", a.Status, a.Bounds)
			}
			x := proven[c.name]
			if want := (solver.Score{Hard: x.Hard, Cover: x.Cover, Soft: x.Price}); !*update && a.Score != want {
				t.Errorf("%v; expected %v, as it was proven on %s", a.Score, want, x.ProvenOn)
			}
			found = append(found, provenRepair{c.name, a.Hard, a.Cover, a.Soft, time.Now().UTC().Format(time.DateOnly), a.Version, r.From})
		})
	}
	if *update && !t.Failed() {
		content, err := json.MarshalIndent(found, "", " ")
		check(t, err)
		check(t, os.WriteFile(repairsFile, append(content, '\n'), 0o600))
	}
}
