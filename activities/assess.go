package activities

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"path"
	"slices"

	"rota/activities/catalog"
	"rota/analytics"
	"rota/analytics/compliance"
	"rota/datasets"
	"rota/solver"
	"rota/solver/residency"
)

// AssessInput names a candidate and the score that the search claims for it.
type AssessInput struct {
	Kind    string           `json:"kind,omitempty"` // "": annual
	Tables  catalog.Artifact `json:"tables"`
	Plan    catalog.Artifact `json:"plan,omitzero"` // of a block
	Problem catalog.Artifact `json:"problem"`
	Roster  catalog.Artifact `json:"roster"`
	Score   solver.Score     `json:"score"`
	Bound   *solver.Score    `json:"bound,omitempty"` // that no schedule is better than, if one is known
}

// Assessed is the verdict on a candidate.
type Assessed struct {
	HardBreaches int              `json:"hard_breaches"` // by the independent checker
	Assessment   catalog.Artifact `json:"assessment"`    // analytics.Assessment as JSON

	// What candidates are held against each other by, beside the score; less is better, null is not known.
	Fairness   *float64 `json:"fairness,omitempty"`
	Resilience *float64 `json:"resilience,omitempty"`
}

func (a Assessed) artifacts() []catalog.Artifact { return []catalog.Artifact{a.Assessment} }

// Assess judges a candidate read back from its artifact: by the solver's evaluation from nothing and by the independent
// checker. It returns an error of TypeDisagreement if the search, the evaluation and the checker do not say the same, or if the
// score is better than the bound on all scores.
func (s *Steps) Assess(ctx context.Context, in AssessInput) (Assessed, error) {
	assessed, err := checkpoint(ctx, s, "assess", in, func(url string) (Assessed, error) {
		k, err := kindOf(in.Kind)
		if err != nil {
			return Assessed{}, err
		}
		program, err := s.Artifacts.ReadProgram(in.Tables)
		if err != nil {
			return Assessed{}, err
		}
		problem, err := s.readProblem(in.Problem)
		if err != nil {
			return Assessed{}, err
		}
		candidate, err := s.readCandidate(problem, in.Roster)
		if err != nil {
			return Assessed{}, err
		}
		if score := solver.Evaluate(problem, candidate.Roster); score != in.Score {
			return Assessed{}, disagreement("score=%v by evaluation; expected %v, the search's claim", score, in.Score)
		}
		if in.Bound != nil && in.Score.Less(*in.Bound) {
			return Assessed{}, disagreement("score=%v; expected at least %v, the bound on all scores", in.Score, *in.Bound)
		}
		plan, err := s.Artifacts.ReadPlan(in.Plan)
		if err != nil {
			return Assessed{}, err
		}
		stays, shifts := k.schedule(program, plan, 1, candidate.Roster)
		assessment := k.assess(program, stays, shifts)
		if k.wishPrices != nil {
			setPrices(program, assessment.Wishes, k.wishPrices(problem, candidate.Roster))
		}
		if _, err := agree(in.Score, decided(plan, assessment.Breaches), k.stricter); err != nil {
			return Assessed{}, err
		}
		content, err := json.Marshal(assessment)
		if err != nil {
			return Assessed{}, fmt.Errorf("activities: assessment: %w", err)
		}
		artifact, err := s.Artifacts.Write(path.Join(url, "assessment.json"), len(assessment.Breaches), content)
		hard := compliance.Count(assessment.Breaches, compliance.Hard)
		return Assessed{hard, artifact, valueOf(assessment, k.fairness), valueOf(assessment, k.resilience)}, err
	})
	return assessed, final(err)
}

// setPrices puts the prices of requests, by their rows, beside what became of them.
func setPrices(p *datasets.Program, wishes []analytics.Wish, prices map[int]residency.Price) {
	for i, r := range p.Requests {
		price, asked := prices[i]
		for k := range wishes {
			w := &wishes[k]
			if asked && !w.Granted && w.Person == r.Person && w.FirstDay == r.FirstDay && w.LastDay == r.LastDay && w.Wish == r.Rotation {
				w.SetPrice(analytics.Price{Hard: price.Score.Hard, Cover: price.Score.Cover, Soft: price.Score.Soft}, price.Broken, residency.DearestWish)
			}
		}
	}
}

// valueOf returns the value of a measure about the whole programme, nil if there is none.
func valueOf(a analytics.Assessment, name string) *float64 {
	m, _ := a.Measure(name, "programme")
	return m.Value
}

// decided leaves out the Hard breaches that a block finds given: by the rotations of the residents, and by what the year of the faculty
// has on a day of the breach or the eve. Of years there are none.
func decided(plan residency.Plan, breaches []compliance.Breach) []compliance.Breach {
	given := func(b compliance.Breach) bool {
		return b.Rule == "eligible" || slices.ContainsFunc(plan.Shifts, func(s datasets.Shift) bool {
			return s.Person == b.Person && b.FirstDay-1 <= s.Date && s.Date <= b.LastDay
		})
	}
	if plan.Block == 0 {
		return breaches
	}
	return slices.DeleteFunc(slices.Clone(breaches), func(b compliance.Breach) bool { return b.Level == compliance.Hard && given(b) })
}

// agree compares the solver's score with the checker's breaches. On Cover both count people missing and people too many, so
// the sums must be equal; on Hard, whose rules count in units of their own, the one has something to say exactly when the
// other has; a stricter problem may have something to say alone. It returns the number of Hard breaches.
func agree(score solver.Score, breaches []compliance.Breach, stricter bool) (hard int, err error) {
	cover := 0.0
	for _, b := range breaches {
		switch b.Level {
		case compliance.Hard:
			hard++
		case compliance.Cover:
			cover += math.Abs(b.Amount - b.Allowed)
		case compliance.Soft: // the solver weighs wishes, the checker counts them
		}
	}
	if (hard > 0) != (score.Hard > 0) && !(stricter && hard == 0) {
		return hard, disagreement("hard breaches=%d by the checker; expected %d or so, the solver's Hard score", hard, score.Hard)
	}
	if cover != float64(score.Cover) {
		return hard, disagreement("people missing or too many=%v by the checker; expected %d, the solver's Cover score", cover, score.Cover)
	}
	return hard, nil
}
