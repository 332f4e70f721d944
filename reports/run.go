// Package reports turns a finished run into the files of its folder: Parquet tables for machines, PNG charts and a PDF
// for people, and a manifest with the SHA-256 of each. It computes nothing about a schedule: every number that it
// prints comes from analytics.Assess. The same Run gives the same bytes: no clock, no randomness, no map order.
package reports

import (
	"slices"

	"rota/analytics"
	"rota/analytics/compliance"
	"rota/datasets"
	"rota/solver"
)

// Run is a finished run: what was asked for, and the candidates it came to.
type Run struct {
	Name       string // KIND-PROGRAMME-HASH; also the name of the run's folder
	Kind       string // annual, faculty, block, repair, edit
	Faculty    bool   // it is the year of the faculty: inpatient weeks and nights on call
	HalfDays   bool   // it is a block: who does what in each half-day and night
	Block      int    // its label
	Version    string // of rota
	InputHash  string // SHA-256, hex, of the programme that the run was built from
	Seed       uint64
	Rounds     int
	Chosen     int           // number of the chosen candidate
	Bound      *solver.Score // that no schedule is better than, levels compared in order; nil: none known
	Program    *datasets.Program
	Candidates []Candidate // in order of Number
	Repair     *Repair     // nil of a run that builds a schedule
	Conflict   *Conflict   // nil where the chosen candidate keeps the rules of levels Hard and Cover, or nothing is known
	Distances  [][]int     // in how many cells candidates differ, by Number-1 and Number-1; nil: not known
}

// Candidate is one finished schedule and everything known about it.
type Candidate struct {
	Number     int // from 1
	Seed       uint64
	Score      solver.Score
	Stays      []datasets.Stay
	Shifts     []datasets.Shift // half-days; none of an annual run
	Assessment analytics.Assessment
	Changes    []Change // of a repair
	Hit        string   // of a repair: what of new absences is left on rotations that allow no leave; "": nothing
	Leaning    string   // what its search weighed beside the wishes; "": not known
	Front      bool     // no schedule that was found is at least as good in wishes, fairness and resilience, and better in one
}

// programme is the scope of the measures that are about the whole programme.
const programme = "programme"

// Names of the measures and series, as analytics.Assess gives them.
const (
	hardBreaches      = "hard_breaches"
	coverBelowLeast   = "cover_below_least"
	coverAboveMost    = "cover_above_most"
	absenceDays       = "absence_days"
	absenceDaysPlaced = "absence_days_on_leave_rotations"
	requests          = "requests"
	requestsGranted   = "requests_granted"
	hoursMean         = "weekly_hours_mean"
	hoursHighest      = "weekly_hours_highest"
	hoursCpk          = "weekly_hours_cpk"
	hoursPpk          = "weekly_hours_ppk"
	fireHighest       = "fire_index_highest"
	fireMean          = "fire_index_mean"
	seismicAlerts     = "seismic_alerts"
	thinHalfBlocks    = "thin_half_blocks"
	workloadSpread    = "workload_spread"
	burdenFarthest    = "burden_farthest"
	hoursSignals      = "weekly_hours_signals"

	coverBreaches  = "cover_breaches"
	callsClose     = "calls_close"
	callsNear      = "calls_near_inpatient"
	callGapLeast   = "call_gap_least"
	weekGapLeast   = "inpatient_gap_least"
	shareFarthest  = "equity_total_farthest"
	spareNights    = "spare_night_least"
	spareHalfDays  = "spare_half_day_least"
	nightsUnsaved  = "nights_without_spare"
	halvesUnsaved  = "half_days_without_spare"
	equityOf       = "equity_" // + pool: what each person has of it; the suffixes below tell more of it
	equityFarthest = "_farthest"
	equitySpread   = "_spread"
	equityExposure = "_exposure"

	seriesHours   = "weekly_hours"
	seriesSignals = "weekly_hours_signal" // scope: the rule that the point breaks
	seriesCover   = "cover"
	seriesFire    = "fire_index"
	seriesRatio   = "sta_lta"
	seriesAlerts  = "sta_lta_trigger" // time: first day; value: days
	seriesGap     = "call_gap"        // scope: the person; time: night of the later call; lower: the gap wished for
	seriesSpare   = "spare"           // scope: half-day
)

// chosen returns the chosen candidate.
func (r Run) chosen() Candidate {
	for _, c := range r.Candidates {
		if c.Number == r.Chosen {
			return c
		}
	}
	return Candidate{}
}

// gap returns how far a candidate lies above the bound on the first level that differs from it; ok is false without a bound.
func (r Run) gap(c Candidate) (gap float64, level solver.Level, ok bool) {
	if r.Bound == nil {
		return 0, 0, false
	}
	gap, level = c.Score.Gap(*r.Bound)
	return gap, level, true
}

// shownMost is how many candidates people are shown side by side; candidates.parquet has all.
const shownMost = 8

// shown returns the candidates to show: the first ones, and the chosen one whatever its number.
func (r Run) shown() []Candidate {
	if len(r.Candidates) <= shownMost {
		return r.Candidates
	}
	few := slices.Clone(r.Candidates[:shownMost])
	if !slices.ContainsFunc(few, func(c Candidate) bool { return c.Number == r.Chosen }) {
		few[shownMost-1] = r.chosen()
	}
	return few
}

// measure returns the measure of that name about the whole programme, or nil.
func (c Candidate) measure(name string) *analytics.Measure {
	for i, m := range c.Assessment.Measures {
		if m.Name == name && m.Scope == programme {
			return &c.Assessment.Measures[i]
		}
	}
	return nil
}

// value returns the value of a measure about the whole programme, or nil where it is unknown.
func (c Candidate) value(name string) *float64 {
	if m := c.measure(name); m != nil {
		return m.Value
	}
	return nil
}

// series returns the points of a series of one scope, in order of time.
func (c Candidate) series(name, scope string) []analytics.Point {
	var points []analytics.Point
	for _, p := range c.Assessment.Series {
		if p.Name == name && p.Scope == scope {
			points = append(points, p)
		}
	}
	return points
}

// scopes returns the scopes of a series in the order in which they first occur.
func (c Candidate) scopes(name string) []string {
	var scopes []string
	seen := map[string]bool{}
	for _, p := range c.Assessment.Series {
		if p.Name == name && !seen[p.Scope] {
			seen[p.Scope] = true
			scopes = append(scopes, p.Scope)
		}
	}
	return scopes
}

// breaches returns the breaches of a level in their order.
func (c Candidate) breaches(level compliance.Level) []compliance.Breach {
	var of []compliance.Breach
	for _, b := range c.Assessment.Breaches {
		if b.Level == level {
			of = append(of, b)
		}
	}
	return of
}
