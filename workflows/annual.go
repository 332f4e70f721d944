// Package workflows says what happens after what in a run. It does no I/O and asks no clock and no chance: the engine
// replays it after a crash and must come to the same decisions. Its inputs and results hold references, scores and counters
// only; no name, no table.
package workflows

import (
	"fmt"
	"slices"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"rota/activities"
	"rota/activities/catalog"
	"rota/solver"
)

// RunInput is a run that builds a year or a block of one, or changes one.
type RunInput struct {
	Kind       string           `json:"kind,omitempty"` // set by the workflow; "": annual
	Run        string           `json:"run"`            // name, which is also the workflow id
	Program    string           `json:"program"`        // name of the programme
	Year       string           `json:"year"`           // such as 2026-2027
	Tables     catalog.Artifact `json:"tables"`
	Plan       catalog.Artifact `json:"plan,omitzero"` // of a block
	Seed       uint64           `json:"seed"`          // of the first candidate; the next has the next one
	Candidates int              `json:"candidates"`
	Rounds     int              `json:"rounds,omitempty"` // 0: by Time
	Time       time.Duration    `json:"time,omitempty"`   // 0: by the kind of run
	Base       *catalog.Base    `json:"base,omitempty"`   // of a repair: what it begins from; Kind is then the schedule's, and Candidates how many are wanted
	Carried    *Carried         `json:"carried,omitempty"`
}

// Carried is what an execution of the workflow hands to the next one of the same run.
type Carried struct {
	Started    time.Time        `json:"started"`
	Problem    catalog.Artifact `json:"problem,omitzero"`
	Rounds     int              `json:"rounds"`     // to do in all; 0: not yet known
	Done       int              `json:"done"`       // rounds done
	Candidates []Candidate      `json:"candidates"` // after those rounds
	Bound      *catalog.Bound   `json:"bound,omitempty"`
	Steps      []catalog.Step   `json:"steps"`
	Repaired   *Repaired        `json:"repaired,omitempty"` // of a repair: what the rounds have come to
	Again      int              `json:"again"`              // how often the steps were gone through again because an artifact was lost
}

// Candidate is one schedule as far as the search has come.
type Candidate struct {
	Seed   uint64           `json:"seed"`
	Score  solver.Score     `json:"score"`
	Roster catalog.Artifact `json:"roster"`

	Changes int `json:"changes,omitempty"` // of a repair
}

// execution is the state of one execution of a run, whatever its kind.
type execution struct {
	in RunInput
	Carried
	phase    Phase
	here     int  // rounds done in this execution
	finish   bool // asked to end after the current round
	shown    string
	planned  int       // rounds that were to be done, for all that the search ended before
	bounding *bounding // the step of the search for a bound that goes on or was the last; nil: none
}

// steps names the activities; it is never called.
var steps *activities.Steps

// Annual builds the annual schedule of a programme: Load, Pace, rounds of Improve for all candidates in parallel and Bound, counting,
// beside the first, rounds of Vary for others than the best and the rest of Bound beside them, Assess each, Compare, pick, Write, Record.
func Annual(ctx workflow.Context, in RunInput) (catalog.Outcome, error) { return build(ctx, in) }

// Faculty builds the year of the faculty by the same steps, and Even after the rounds of Improve.
func Faculty(ctx workflow.Context, in RunInput) (catalog.Outcome, error) {
	in.Kind = catalog.KindFaculty
	return build(ctx, in)
}

// Block builds the half-days of a block by the same steps.
func Block(ctx workflow.Context, in RunInput) (catalog.Outcome, error) {
	in.Kind = catalog.KindBlock
	return build(ctx, in)
}

func build(ctx workflow.Context, in RunInput) (catalog.Outcome, error) {
	a := &execution{in: in}
	if in.Carried != nil {
		a.Carried = *in.Carried
	} else {
		a.Started = workflow.Now(ctx).UTC()
	}
	if err := a.listen(ctx); err != nil {
		return catalog.Outcome{}, err
	}
	outcome, err := a.run(activityOptions(ctx))
	if err == nil || workflow.IsContinueAsNewError(err) {
		return outcome, err
	}
	if lost(err) && a.Again < mostAgain {
		return outcome, a.again(ctx)
	}
	if broken := a.giveUp(ctx, err); broken != nil {
		return outcome, broken
	}
	return outcome, err
}

// run goes through the steps from where the execution before left off.
func (a *execution) run(ctx workflow.Context) (catalog.Outcome, error) {
	if err := a.prepare(ctx); err != nil {
		return catalog.Outcome{}, err
	}
	a.beginBound(ctx)
	if err := a.search(ctx); err != nil {
		return catalog.Outcome{}, err
	}
	if err := a.even(ctx); err != nil {
		return catalog.Outcome{}, err
	}
	a.goOnBound(ctx)
	others, err := a.vary(ctx)
	if err != nil {
		return catalog.Outcome{}, err
	}
	if err := a.awaitBound(ctx); err != nil {
		return catalog.Outcome{}, err
	}
	outcome, err := a.assess(ctx, others)
	if err != nil {
		return outcome, err
	}
	if err := a.enter(ctx, Writing); err != nil {
		return outcome, err
	}
	if err := workflow.ExecuteActivity(ctx, steps.Write, activities.WriteInput{Run: a.in.Run, Outcome: outcome}).Get(ctx, nil); err != nil {
		return outcome, err
	}
	if err := workflow.ExecuteActivity(ctx, steps.Record, activities.RecordInput{Run: a.in.Run, Outcome: outcome}).Get(ctx, nil); err != nil {
		return outcome, err
	}
	return outcome, a.enter(ctx, Done)
}

// prepare loads the problem and settles the number of rounds, unless an execution before has.
func (a *execution) prepare(ctx workflow.Context) error {
	if a.Problem.URL == "" {
		if err := a.enter(ctx, Loading); err != nil {
			return err
		}
		var loaded activities.Loaded
		begun := workflow.Now(ctx)
		if err := workflow.ExecuteActivity(ctx, steps.Load, activities.LoadInput{Kind: a.in.Kind, Tables: a.in.Tables, Plan: a.in.Plan}).Get(ctx, &loaded); err != nil {
			return err
		}
		a.Problem = loaded.Problem
		a.took(ctx, "load", begun)
	}
	if a.Rounds == 0 {
		if err := a.enter(ctx, Pacing); err != nil {
			return err
		}
		var paced activities.Paced
		begun := workflow.Now(ctx)
		ask := activities.PaceInput{Kind: a.in.Kind, Problem: a.Problem, Seed: a.in.Seed, Candidates: a.in.Candidates, Rounds: a.in.Rounds, Time: a.in.Time}
		if a.in.Base != nil {
			ask.Base, ask.Tables, ask.Plan = a.in.Base, a.in.Tables, a.in.Plan
		}
		if err := workflow.ExecuteActivity(ctx, steps.Pace, ask).Get(ctx, &paced); err != nil {
			return err
		}
		a.Rounds = paced.Rounds
		a.took(ctx, "pace", begun)
	}
	if len(a.Candidates) == 0 && a.in.Base == nil {
		for i := range a.in.Candidates {
			a.Candidates = append(a.Candidates, Candidate{Seed: a.in.Seed + uint64(i)})
		}
	}
	return a.enter(ctx, Improving)
}

// search goes through rounds until the plan says stop, or that a fresh execution should take over.
func (a *execution) search(ctx workflow.Context) error {
	begun := workflow.Now(ctx)
	for a.goOn() {
		if full(a.here, workflow.GetInfo(ctx).GetCurrentHistoryLength(), workflow.GetInfo(ctx).GetContinueAsNewSuggested()) {
			a.took(ctx, "improve", begun)
			return a.continueAsNew(ctx)
		}
		if err := a.round(ctx); err != nil {
			return err
		}
		if err := a.awaitBound(ctx); err != nil { // always after the same round, so that it ends the search at the same one
			return err
		}
	}
	if a.planned = a.Rounds; a.finish {
		a.planned = a.Done
	}
	a.Rounds = a.Done // what the result is recorded to have, also after finish
	a.took(ctx, "improve", begun)
	return nil
}

// round improves the candidates that are gone on with once, in parallel, or repairs.
func (a *execution) round(ctx workflow.Context) error {
	if a.in.Base != nil {
		return a.repair(ctx)
	}
	going := a.going(ctx)
	futures := make([]workflow.Future, len(going))
	for k, i := range going {
		c := a.Candidates[i]
		futures[k] = workflow.ExecuteActivity(named(ctx, "candidate %d, round %d", i+1, a.Done+1), steps.Improve, activities.ImproveInput{
			Kind: a.in.Kind, Problem: a.Problem, Seed: c.Seed, Round: a.Done, Incumbent: c.Roster,
		})
	}
	for k, i := range going {
		var improved activities.Improved
		if err := futures[k].Get(ctx, &improved); err != nil {
			return err
		}
		a.Candidates[i].Score, a.Candidates[i].Roster = improved.Score, improved.Roster
	}
	a.Done++
	a.here++
	return a.show(ctx)
}

// going returns the indexes of the candidates that are gone on with: all of a year; of a block, whose rounds after the first make a good
// schedule a little better, the best alone.
func (a *execution) going(ctx workflow.Context) (all []int) {
	if a.Done > 0 && a.in.Kind == catalog.KindBlock && workflow.GetVersion(ctx, changeBound, workflow.DefaultVersion, blockAtOnce) == blockAtOnce {
		return []int{choose(a.Candidates)}
	}
	for i := range a.Candidates {
		all = append(all, i)
	}
	return all
}

// assess judges all candidates and the others that were found, in parallel, and returns what came of the run.
func (a *execution) assess(ctx workflow.Context, others []other) (catalog.Outcome, error) {
	outcome := catalog.Outcome{State: catalog.StateFinished, Problem: a.Problem, Rounds: a.Rounds, Chosen: a.best() + 1, Bound: a.Bound, Started: a.Started}
	if err := a.enter(ctx, Assessing); err != nil {
		return outcome, err
	}
	begun := workflow.Now(ctx)
	pool := slices.Clone(a.Candidates)
	for _, o := range others {
		pool = append(pool, o.Candidate)
	}
	futures := make([]workflow.Future, len(pool))
	for i, c := range pool {
		futures[i] = workflow.ExecuteActivity(named(ctx, "candidate %d", i+1), steps.Assess, activities.AssessInput{
			Kind: a.in.Kind, Tables: a.in.Tables, Plan: a.in.Plan, Problem: a.Problem, Roster: c.Roster, Score: c.Score, Bound: a.boundScore(),
		})
	}
	if a.Repaired != nil {
		outcome.Least = a.Repaired.Least
	}
	judged := make([]standing, len(pool))
	for i, f := range futures {
		var assessed activities.Assessed
		if err := f.Get(ctx, &assessed); err != nil {
			return outcome, err
		}
		c := pool[i]
		judged[i] = standing{c.Score, assessed.Fairness, assessed.Resilience}
		outcome.Candidates = append(outcome.Candidates, catalog.Candidate{
			Seed: c.Seed, Hard: c.Score.Hard, Cover: c.Score.Cover, Soft: c.Score.Soft,
			HardBreaches: assessed.HardBreaches, Changes: c.Changes, Roster: c.Roster, Assessment: assessed.Assessment,
		})
	}
	if a.in.Base == nil {
		outcome.Chosen = chosen(judged) + 1
	}
	if len(others) > 0 {
		if err := a.pickCandidates(ctx, &outcome, judged, others); err != nil {
			return outcome, err
		}
	}
	a.took(ctx, "assess", begun)
	outcome.Steps = a.Steps
	return outcome, nil
}

// took adds the time since begun to the step of that name.
func (a *execution) took(ctx workflow.Context, step string, begun time.Time) {
	seconds := workflow.Now(ctx).Sub(begun).Seconds()
	for i := range a.Steps {
		if a.Steps[i].Name == step {
			a.Steps[i].Seconds += seconds
			return
		}
	}
	a.Steps = append(a.Steps, catalog.Step{Name: step, Seconds: seconds})
}

// named gives the next step a text that the Web UI shows beside it, for steps of one type look all alike there.
func named(ctx workflow.Context, format string, args ...any) workflow.Context {
	options := workflow.GetActivityOptions(ctx)
	options.Summary = fmt.Sprintf(format, args...)
	return workflow.WithActivityOptions(ctx, options)
}

// activityOptions is how steps are carried out: a step that gives no sign of life is given up and tried again, and so is
// one that fails, unless it says that trying again does not mend it. The limit is for a disk that stays full.
func activityOptions(ctx workflow.Context) workflow.Context {
	return workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		StartToCloseTimeout: 24 * time.Hour,
		HeartbeatTimeout:    6 * time.Second,
		RetryPolicy: &temporal.RetryPolicy{
			InitialInterval: 200 * time.Millisecond, BackoffCoefficient: 2, MaximumInterval: 5 * time.Second, MaximumAttempts: 30,
		},
	})
}
