package workflows

import (
	"fmt"
	"strings"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"rota/solver"
)

// Phase is what a run is at.
type Phase string

// The phases, in order; a run may wait for a bound after a round, too.
const (
	Loading   Phase = "loading"
	Pacing    Phase = "pacing"
	Improving Phase = "improving"
	Varying   Phase = "varying"  // others than the best schedule are looked for
	Bounding  Phase = "bounding" // a round, or the search for others, is over, and the search for a bound that went on beside it is not
	Assessing Phase = "assessing"
	Writing   Phase = "writing"
	Done      Phase = "done"
)

// Names of the query and the update that a run answers.
const (
	QueryProgress = "progress"
	UpdateFinish  = "finish" // end after the current round; the answer is the progress
)

// Progress is how far a run has come. Bound and Gap, that of the best candidate, are null until there is a bound.
type Progress struct {
	Phase      Phase               `json:"phase"`
	Round      int                 `json:"round"`  // done
	Rounds     int                 `json:"rounds"` // in all; 0: not yet known
	Candidates []CandidateProgress `json:"candidates"`
	Best       int                 `json:"best"` // number of the best candidate, from 1; 0: none yet
	Bound      *solver.Score       `json:"bound"`
	Gap        *float64            `json:"gap"`
}

// CandidateProgress is a candidate's score so far.
type CandidateProgress struct {
	Seed  uint64       `json:"seed"`
	Score solver.Score `json:"score"`
}

// What the engine's list of runs can be searched by and shows.
var (
	attributeProgram = temporal.NewSearchAttributeKeyKeyword("RotaProgramme")
	attributeYear    = temporal.NewSearchAttributeKeyKeyword("RotaYear")
	attributePhase   = temporal.NewSearchAttributeKeyKeyword("RotaPhase")
	attributeScore   = temporal.NewSearchAttributeKeyKeyword("RotaScore") // Hard/Cover/Soft of the best candidate
)

// SearchAttributes returns the names and types that the engine's namespace must have.
func SearchAttributes() map[string]enums.IndexedValueType {
	all := map[string]enums.IndexedValueType{}
	for _, key := range []temporal.SearchAttributeKeyKeyword{attributeProgram, attributeYear, attributePhase, attributeScore} {
		all[key.GetName()] = key.GetValueType()
	}
	return all
}

// listen makes the run answer its query and its update.
func (a *execution) listen(ctx workflow.Context) error {
	if err := workflow.SetQueryHandler(ctx, QueryProgress, func() (Progress, error) { return a.progress(), nil }); err != nil {
		return err
	}
	return workflow.SetUpdateHandler(ctx, UpdateFinish, func(workflow.Context) (Progress, error) {
		a.finish = true
		return a.progress(), nil
	})
}

func (a *execution) progress() Progress {
	p := Progress{Phase: a.phase, Round: a.Done, Rounds: a.Rounds, Candidates: []CandidateProgress{}, Bound: a.boundScore()}
	if a.Done > 0 {
		for _, c := range a.Candidates {
			p.Candidates = append(p.Candidates, CandidateProgress{c.Seed, c.Score})
		}
		p.Best = a.best() + 1
		if p.Bound != nil {
			gap, _ := p.Candidates[p.Best-1].Score.Gap(*p.Bound)
			p.Gap = &gap
		}
	}
	return p
}

// enter begins a phase.
func (a *execution) enter(ctx workflow.Context, p Phase) error {
	a.phase = p
	return a.show(ctx)
}

// show tells the engine's own pages how far the run has come. The list of runs is only told what has changed in it, because
// each change is an event of the history.
func (a *execution) show(ctx workflow.Context) error {
	p := a.progress()
	workflow.SetCurrentDetails(ctx, p.details())
	shown := string(p.Phase) + " " + p.bestScore()
	if shown == a.shown {
		return nil
	}
	a.shown = shown
	updates := []temporal.SearchAttributeUpdate{
		attributeProgram.ValueSet(a.in.Program), attributeYear.ValueSet(a.in.Year), attributePhase.ValueSet(string(p.Phase)),
	}
	if p.Best > 0 {
		updates = append(updates, attributeScore.ValueSet(p.bestScore()))
	}
	return workflow.UpsertTypedSearchAttributes(ctx, updates...)
}

// bestScore writes the best candidate's score as Hard/Cover/Soft, "" before there is one.
func (p Progress) bestScore() string {
	if p.Best == 0 {
		return ""
	}
	s := p.Candidates[p.Best-1].Score
	return fmt.Sprintf("%d/%d/%d", s.Hard, s.Cover, s.Soft)
}

// details is the progress as the Markdown text that the Web UI shows on a run's page.
func (p Progress) details() string {
	var b strings.Builder
	fmt.Fprintf(&b, "**%s**, round %d of %d\n", p.Phase, p.Round, p.Rounds)
	if p.Best == 0 {
		return b.String()
	}
	b.WriteString("\n| Candidate | Seed | Hard | Cover | Soft | |\n|---|---|---|---|---|---|\n")
	for i, c := range p.Candidates {
		mark := ""
		if i+1 == p.Best {
			mark = "best"
		}
		fmt.Fprintf(&b, "| %d | %d | %d | %d | %d | %s |\n", i+1, c.Seed, c.Score.Hard, c.Score.Cover, c.Score.Soft, mark)
	}
	if p.Bound != nil {
		fmt.Fprintf(&b, "| none better | | %d | %d | %d | bound |\n", p.Bound.Hard, p.Bound.Cover, p.Bound.Soft)
	}
	return b.String()
}
