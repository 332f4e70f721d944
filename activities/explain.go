package activities

import (
	"encoding/json"
	"fmt"
	"path"

	"rota/activities/catalog"
	"rota/datasets"
	"rota/reports"
	"rota/solver"
	"rota/solver/residency"
)

// explained is why no schedule keeps all rules, as it is kept from one look at a run to the next.
type explained struct {
	Conflict *reports.Conflict `json:"conflict"`
}

func (explained) artifacts() []catalog.Artifact { return nil }

// explain says why the chosen candidate of a run breaks rules of level Hard or lacks cover: which rules stand in each other's
// way. Nil of one that breaks none, of an edit, whose cells are not chosen by rules, and of a block whose breaches lie in the years that it
// rests on. Like a step it finds what it has found before.
func (s *Steps) explain(run catalog.Run, k kind, p *datasets.Program, plan residency.Plan, problem *solver.Problem, chosen solver.Roster) (*reports.Conflict, error) {
	c := run.Outcome.Candidates[run.Outcome.Chosen-1]
	level := solver.Hard
	switch {
	case run.Kind == catalog.KindEdit:
		return nil, nil
	case c.HardBreaches > 0 && c.Hard > 0:
	case c.HardBreaches == 0 && c.Cover > 0:
		level = solver.Cover
	default:
		return nil, nil
	}
	key, err := json.Marshal(struct {
		Version         string
		Problem, Roster catalog.Artifact
		Level           solver.Level
	}{s.Version, run.Outcome.Problem, c.Roster, level})
	if err != nil {
		return nil, fmt.Errorf("activities: explain: %w", err)
	}
	url := path.Join("explain", Digest(key)[:32])
	if a, ok := recall[explained](s.Artifacts, url); ok {
		return a.Conflict, nil
	}
	effort := solver.DefaultEffort()
	effort.Given = residency.Given(problem)
	e, err := k.explain(p, plan, problem, solver.FindConflict(problem, level, chosen, effort))
	if err != nil {
		return nil, err
	}
	a := explained{told(e)}
	return a.Conflict, keep(s.Artifacts, url, a)
}

// told is an explanation as reports have it.
func told(e residency.Explanation) *reports.Conflict {
	if e.Verdict == solver.NoConflict { // a schedule exists, and the search has not found it
		return &reports.Conflict{Headline: "No rule stands in the way: a schedule that keeps all of these levels exists, and the search has not found it.", Sum: "More rounds may find it (--rounds)."}
	}
	c := &reports.Conflict{Headline: e.Headline(), Sum: e.Sum, Same: e.Same}
	for _, x := range e.Clauses {
		c.Rules = append(c.Rules, reports.ConflictRule{Unnamed: x.Unnamed, ConflictRow: reports.ConflictRow{
			Rule: x.Rule, Level: x.Level.String(), People: x.People, FirstDay: x.FirstDay, LastDay: x.LastDay, Source: x.Source, Text: x.Text,
		}})
	}
	return c
}
