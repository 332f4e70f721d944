package activities

import (
	"encoding/json"
	"fmt"
	"path"

	"rota/activities/catalog"
	"rota/analytics/compliance"
	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
)

// Desk is a schedule of a finished run as people work on it at the desk: its programme, its problem, and what its cells are called.
type Desk struct {
	Kind    string // of the schedule
	Program *datasets.Program
	Problem *solver.Problem
	Plan    residency.Plan // of a block
	Grid    residency.Grid
	Roster  solver.Roster
	Order   residency.Order // that the run was made by, if it changed another one

	kind kind
}

// Desk returns a candidate of a finished run, counted from 1; ErrLost if what its steps wrote is gone.
func (s *Steps) Desk(run catalog.Run, candidate int) (*Desk, error) {
	program, err := s.Artifacts.ReadProgram(run.Tables)
	if err != nil {
		return nil, err
	}
	problem, err := s.readProblem(run.Outcome.Problem)
	if err != nil {
		return nil, err
	}
	held, err := s.readCandidate(problem, run.Outcome.Candidates[candidate-1].Roster)
	if err != nil {
		return nil, err
	}
	plan, err := s.Artifacts.ReadPlan(run.Plan)
	if err != nil {
		return nil, err
	}
	d, err := newDesk(run.Schedule(), program, plan, problem, held.Roster)
	if err != nil || run.Base == nil {
		return d, err
	}
	d.Order, err = s.readOrder(run.Base.Order)
	return d, err
}

func newDesk(kind string, p *datasets.Program, plan residency.Plan, problem *solver.Problem, r solver.Roster) (*Desk, error) {
	k, err := kindOf(kind)
	if err != nil {
		return nil, err
	}
	grid, err := k.grid(p, plan)
	return &Desk{Kind: kind, Program: p, Problem: problem, Plan: plan, Grid: grid, Roster: r, kind: k}, err
}

// Under returns the schedule in a changed programme: other absences, pins or rules, and weeks that an order divides. The error tells every
// reason why that has no problem.
func (d *Desk) Under(p *datasets.Program, o residency.Order) (*Desk, error) {
	problem, err := d.kind.state(p, d.Plan)
	if err != nil {
		return nil, err
	}
	from, err := begins(d.Problem, d.Roster, p, problem, o)
	if err != nil {
		return nil, err
	}
	return newDesk(d.Kind, p, d.Plan, problem, from)
}

// begins returns the roster of one problem that an order changes, as one of the problem of the programme that the order leaves.
func begins(before *solver.Problem, r solver.Roster, p *datasets.Program, problem *solver.Problem, o residency.Order) (solver.Roster, error) {
	if o.Year != nil {
		return residency.RosterOf(p, o.Year)
	}
	return residency.Carry(before, r, problem), nil
}

// Repair asks for the least change of the schedule by an order. An edit of the order is made at once, and then nothing else may change.
func (d *Desk) Repair(o residency.Order) (*solver.Repair, error) {
	from, err := o.Apply(d.Grid, d.Roster)
	if err != nil {
		return nil, err
	}
	r := &solver.Repair{Problem: d.Problem, From: from, Locked: o.Locked(d.Grid, from)}
	if d.kind.prices != nil {
		r.Price, err = d.kind.prices(d.Program, from, o)
	}
	return r, err
}

// Check judges a roster by the independent checker.
func (d *Desk) Check(r solver.Roster) []compliance.Breach {
	stays, shifts := d.kind.schedule(d.Program, d.Plan, 1, r)
	return d.kind.assess(d.Program, stays, shifts).Breaches
}

// WriteOrder keeps what a repair was asked for under a name that follows from its content.
func (a *Artifacts) WriteOrder(o residency.Order) (catalog.Artifact, error) {
	content, err := json.Marshal(o)
	if err != nil {
		return catalog.Artifact{}, fmt.Errorf("activities: order: %w", err)
	}
	return a.Write(path.Join("order", Digest(content)+".json"), 1, content)
}

func (s *Steps) readOrder(artifact catalog.Artifact) (o residency.Order, err error) {
	content, err := s.Artifacts.Read(artifact)
	if err != nil {
		return o, err
	}
	if err := json.Unmarshal(content, &o); err != nil {
		return o, fmt.Errorf("activities: %s: %w", artifact.URL, err)
	}
	return o, nil
}
